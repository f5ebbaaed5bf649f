import type { MetricName } from "~/analytics/metrics/registry";
import { isInPeriod } from "./scope.server";

/** Which orders add to a figure. */
export interface OrdersBehind {
  /** The condition on an order's sums `s` and payments `p` in the period, named as LedgerSums and FeeSums name them. */
  readonly sums: string;
  /** For figures few orders add to: the condition on a fact `m`, by which those orders are found before their sums. */
  readonly rare?: string;
  /** The figure of a product holds its share of the payment fees of whole orders, whenever they were placed. */
  readonly shared?: boolean;
  /** The condition on the order itself: by its customer and number, and whether all orders count. */
  readonly orders?: (head: { readonly customer: string; readonly number: string }, all: boolean) => string;
}

export const rareCondition = (behind: OrdersBehind | undefined): string | null => behind?.rare ?? null;

const NET = `s."grossSales" - s.discounts - s."salesReversals"`;
const plain = (sums: string): OrdersBehind => ({ sums });
const rare = (sums: string, condition: string): OrdersBehind => ({ sums, rare: condition });

/** A customer is shown by the first of their orders in the period, so that the rows are as many as the customers. */
const firstInPeriod = (number: (column: string) => string): OrdersBehind => ({
  sums: "true",
  orders: (head, all) => {
    const isFirst = all
      ? "(f.previous_order_day IS NULL OR f.previous_order_day < :start::date)"
      : `f.order_id IN (SELECT DISTINCT ON (customer_id) order_id FROM counted
           WHERE customer_id IS NOT NULL AND ${isInPeriod("order_day")} ORDER BY customer_id, processed_at, order_id)`;
    return `${head.customer} IS NOT NULL AND ${isInPeriod("f.order_day")} AND ${isFirst} AND ${number(head.number)}`;
  },
});

/** For each metric that orders add up to: which orders those are. */
const BEHIND: Partial<Record<MetricName, OrdersBehind>> = {
  grossSales: plain(`s."grossSales" <> 0`),
  discounts: plain("s.discounts <> 0"),
  salesReversals: rare(`s."salesReversals" <> 0`, "m.sales_reversals <> 0"),
  netSales: plain(`${NET} <> 0`),
  shipping: plain("s.shipping <> 0"),
  duties: rare("s.duties <> 0", "m.duties <> 0"),
  fees: rare("s.fees <> 0", "m.fees <> 0"),
  tax: plain("s.tax <> 0"),
  totalSales: plain(`${NET} + s.shipping + s.duties + s.fees + s.tax <> 0`),
  tips: rare("s.tips <> 0", "m.tips <> 0"),
  giftCardSales: rare(`s."giftCardSales" <> 0`, "m.gift_card_sales <> 0"),
  orders: plain("s.orders > 0"),
  units: plain("s.units <> 0"),
  returnedUnits: rare(`s."returnedUnits" <> 0`, "m.returned_units <> 0"),
  customers: firstInPeriod(() => "true"),
  newCustomers: firstInPeriod((number) => `${number} = 1`),
  returningCustomers: firstInPeriod((number) => `${number} > 1`),
  netRevenue: plain(`${NET} + s.shipping <> 0`),
  cogs: plain(`s."costedSales" + s."uncostedSales" > 0`),
  grossProfit: plain(`${NET} + s.shipping <> 0 OR s."costedSales" + s."uncostedSales" > 0`),
  shippingCost: plain(`s."shippedOrders" > 0`),
  handlingCost: plain(`s."shippedOrders" > 0`),
  dutiesCost: plain(`s."shippedOrders" > 0`),
  packagingCost: plain(`s."shippedOrders" > 0`),
  paymentFees: plain("p.payments > 0"),
  contributionProfit: plain("true"),
  costCoverage: rare(`s."uncostedSales" > 0`, "m.uncosted_sales > 0"),
};

/** Of a product what its orders add by its share of their payment fees `q`, beside its own sums. */
const BEHIND_PRODUCT: Partial<Record<MetricName, OrdersBehind>> = {
  paymentFees: { sums: "q.fees <> 0", shared: true },
  contributionProfit: {
    sums: `s."productNet" <> 0 OR s."costedSales" + s."uncostedSales" > 0 OR q.fees <> 0`,
    shared: true,
  },
};

/** The orders behind a metric, for `listOrders`; null for a metric that is not a sum over orders. */
export const ordersBehind = (metric: MetricName, ofProduct = false): OrdersBehind | null =>
  (ofProduct ? BEHIND_PRODUCT[metric] : null) ?? BEHIND[metric] ?? null;
