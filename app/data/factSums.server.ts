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

/** Each column summed, under its own name; `times` says how often a row counts. */
export const summed = (
  columns: readonly string[],
  alias: string,
  times: (expression: string) => string = (expression) => expression,
): string => columns.map((column) => `sum(${times(`${alias}.${column}`)})::bigint AS ${column}`).join(", ");
