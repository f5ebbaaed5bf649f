/** The sums over the ledger that a fact holds, each with the name under which LedgerSums has it. */
export const LEDGER_COLUMNS = {
  shipped_orders: "shippedOrders",
  gross_sales: "grossSales",
  discounts: "discounts",
  sales_reversals: "salesReversals",
  shipping: "shipping",
  duties: "duties",
  fees: "fees",
  tax: "tax",
  tips: "tips",
  gift_card_sales: "giftCardSales",
  units: "units",
  returned_units: "returnedUnits",
  product_net: "productNet",
  costed_net: "costedNet",
  first_seen_net: "firstSeenNet",
  estimated_net: "estimatedNet",
  full_price_net: "fullPriceNet",
  cogs: "cogs",
  uncosted_cost: "uncostedCost",
  costed_sales: "costedSales",
  uncosted_sales: "uncostedSales",
  restock_unknown: "restockUnknown",
  shipping_cost: "shippingCost",
  handling_cost: "handlingCost",
  packaging_cost: "packagingCost",
  duties_cost: "dutiesCost",
  shipping_cost_unknown: "shippingCostUnknown",
  handling_cost_unknown: "handlingCostUnknown",
  packaging_cost_unknown: "packagingCostUnknown",
  duties_cost_unknown: "dutiesCostUnknown",
} as const;

/** The sums over payments that a fact holds, each with the name under which FeeSums has it. */
export const FEE_COLUMNS = {
  payment_fees: "fees",
  payments: "payments",
  known_payments: "knownPayments",
  estimated_payments: "estimatedPayments",
  paid: "amount",
  unknown_paid: "unknownAmount",
  estimated_paid: "estimatedAmount",
} as const;

/** Columns of `order_facts` that are summed wherever facts are taken together. */
export const SUM_COLUMNS: readonly string[] = [...Object.keys(LEDGER_COLUMNS), ...Object.keys(FEE_COLUMNS)];

/**
 * Each of SUM_COLUMNS summed, under its own name; `times` says how often a row counts. What is zero in all of the shop's facts
 * (`used` names the others) is not summed: a shop that charges no duties, gives no tips and knows its costs has half of them.
 */
export const summed = (
  used: UsedSums,
  alias: string,
  times: (expression: string) => string = (expression) => expression,
): string =>
  SUM_COLUMNS.map((column) =>
    used.includes(column) ? `sum(${times(`${alias}.${column}`)})::bigint AS ${column}` : `0 AS ${column}`,
  ).join(", ");

/** Those of SUM_COLUMNS that are anything but zero in any of a shop's facts, in their order; never none. */
export type UsedSums = readonly string[];

/** All that are not known to be zero. */
export const usedOf = (found: readonly string[]): UsedSums =>
  SUM_COLUMNS.filter((column, index) => index === 0 || found.includes(column));

/** The names of the columns in which a relation of facts holds anything but zero, as an array. */
export const USED_IN = (relation: string): string =>
  `(SELECT array_remove(ARRAY[${SUM_COLUMNS.map((column) => `CASE WHEN bool_or(${column} <> 0) THEN '${column}' END`).join(", ")}], NULL) FROM ${relation})`;
