import type { MetricName } from "~/analytics/metrics/registry";
import { isInPeriod } from "./scope.server";

const NET = `s."grossSales" - s.discounts - s."salesReversals"`;
const firstInPeriod = (condition: string) =>
  `c.order_id IN (SELECT DISTINCT ON (customer_id) order_id FROM counted
     WHERE customer_id IS NOT NULL AND ${isInPeriod("order_day")} ORDER BY customer_id, processed_at, order_id) AND ${condition}`;

/** For each metric that orders add up to: which orders those are. */
const CONDITIONS: Partial<Record<MetricName, string>> = {
  grossSales: `s."grossSales" <> 0`,
  discounts: "s.discounts <> 0",
  salesReversals: `s."salesReversals" <> 0`,
  netSales: `${NET} <> 0`,
  shipping: "s.shipping <> 0",
  duties: "s.duties <> 0",
  fees: "s.fees <> 0",
  tax: "s.tax <> 0",
  totalSales: `${NET} + s.shipping + s.duties + s.fees + s.tax <> 0`,
  tips: "s.tips <> 0",
  giftCardSales: `s."giftCardSales" <> 0`,
  orders: "s.orders > 0",
  units: "s.units <> 0",
  returnedUnits: `s."returnedUnits" <> 0`,
  // A customer is shown by the first of their orders in the period, so that the rows are as many as the customers.
  customers: firstInPeriod("true"),
  newCustomers: firstInPeriod("c.number = 1"),
  returningCustomers: firstInPeriod("c.number > 1"),
  netRevenue: `${NET} + s.shipping <> 0`,
  cogs: `s."costedSales" + s."uncostedSales" > 0`,
  grossProfit: "s.order_id IS NOT NULL",
  shippingCost: `s."shippedOrders" > 0`,
  handlingCost: `s."shippedOrders" > 0`,
  dutiesCost: `s."shippedOrders" > 0`,
  packagingCost: `s."shippedOrders" > 0`,
  paymentFees: "f.order_id IS NOT NULL",
  contributionProfit: "true",
  costCoverage: `s."uncostedSales" > 0`,
};

/** The choice of orders behind a metric, for `listOrders`; null for a metric that is not a sum over orders. */
export const ordersBehind = (metric: MetricName): string | null => CONDITIONS[metric] ?? null;
