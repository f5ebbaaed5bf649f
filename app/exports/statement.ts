import type { MetricName } from "~/analytics/metrics/registry";

/** A line of the profit statement: a level reached, or a part added to or subtracted from the level above. */
export interface StatementLine {
  readonly metric: MetricName;
  readonly kind: "level" | "income" | "cost";
  /** The ratio shown beside a level. */
  readonly margin?: MetricName;
  /** Whether it is one of the steps from net revenue down. */
  readonly isStep: boolean;
}

/** The statement from gross sales to net profit (metrics: sales, then the four steps of profit). */
export const STATEMENT = [
  { metric: "grossSales", kind: "level", isStep: false },
  { metric: "discounts", kind: "cost", isStep: false },
  { metric: "salesReversals", kind: "cost", isStep: false },
  { metric: "netSales", kind: "level", isStep: false },
  { metric: "shipping", kind: "income", isStep: false },
  { metric: "netRevenue", kind: "level", isStep: true },
  { metric: "cogs", kind: "cost", isStep: true },
  { metric: "grossProfit", kind: "level", margin: "grossMargin", isStep: true },
  { metric: "shippingCost", kind: "cost", isStep: true },
  { metric: "handlingCost", kind: "cost", isStep: true },
  { metric: "dutiesCost", kind: "cost", isStep: true },
  { metric: "packagingCost", kind: "cost", isStep: true },
  { metric: "paymentFees", kind: "cost", isStep: true },
  { metric: "contributionProfit", kind: "level", margin: "contributionMargin", isStep: true },
  { metric: "marketingSpend", kind: "cost", isStep: true },
  { metric: "profitAfterMarketing", kind: "level", isStep: true },
  { metric: "operatingExpenses", kind: "cost", isStep: true },
  { metric: "netProfit", kind: "level", isStep: true },
] as const satisfies readonly StatementLine[];
