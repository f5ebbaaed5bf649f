import type { Spread } from "./anomaly";
import { getMetric, type MetricName } from "./metrics/registry";

interface Watched {
  /** What an average or a ratio is made of: the more, the less it moves by chance. */
  readonly weighedBy?: MetricName;
  /** Metrics that make it up, told beside it. */
  readonly parts?: readonly MetricName[];
  /** Whether it is orders × what an order brings, so that a difference splits into these two. */
  readonly byOrders?: true;
  /** Days of a month do not add up to it. */
  readonly neverByMonth?: true;
  /** A level that moves in one direction for months has no usual day. */
  readonly neverUnusual?: true;
}

/** Metrics that a merchant can have watched: those that the sums of a single day fill. */
const WATCHED = {
  netSales: { byOrders: true },
  totalSales: { byOrders: true },
  grossSales: { byOrders: true },
  orders: { parts: ["newCustomers"] },
  averageOrderValue: { weighedBy: "orders", parts: ["orders", "grossSales", "discounts"] },
  units: { parts: ["orders"] },
  discounts: { parts: ["grossSales"] },
  salesReversals: { parts: ["returnedUnits"] },
  returnedUnits: {},
  returnRate: { weighedBy: "units", parts: ["returnedUnits", "units"] },
  customers: { parts: ["newCustomers", "returningCustomers"], neverByMonth: true },
  newCustomers: { parts: ["marketingSpend"] },
  returningCustomers: { neverByMonth: true },
  netRevenue: { byOrders: true },
  grossProfit: { byOrders: true },
  grossMargin: { weighedBy: "orders", parts: ["grossProfit", "netRevenue"] },
  contributionProfit: { byOrders: true },
  contributionMargin: { weighedBy: "orders", parts: ["contributionProfit", "netRevenue"] },
  marketingSpend: { parts: ["newCustomers"] },
  acquisitionCost: { weighedBy: "newCustomers", parts: ["marketingSpend", "newCustomers"] },
  roas: { weighedBy: "orders", parts: ["netSales", "marketingSpend"] },
  profitAfterMarketing: { parts: ["contributionProfit", "marketingSpend"] },
  profitAfterMarketingMargin: { weighedBy: "orders", parts: ["profitAfterMarketing", "netRevenue"] },
  netProfit: { parts: ["profitAfterMarketing", "operatingExpenses"] },
  costCoverage: { weighedBy: "orders" },
  mrr: { neverByMonth: true, neverUnusual: true },
} as const satisfies Partial<Record<MetricName, Watched>>;

export type WatchedMetric = keyof typeof WATCHED;

export const WATCHED_METRICS = Object.keys(WATCHED) as readonly WatchedMetric[];

export const watchedMetric = (name: WatchedMetric): Watched => WATCHED[name];

/** How its values spread about what is usual. */
export function spreadOf(name: WatchedMetric): Spread {
  const { unit } = getMetric(name);
  if (unit === "ratio") return unit;
  return unit === "count" ? "count" : "amount";
}

/** Whether days add up to it, so that it only grows while a month goes on (but for what is taken back). */
export const isSum = (name: WatchedMetric): boolean => watchedMetric(name).weighedBy === undefined && name !== "mrr";

/** Metrics told beside it: what it is made of, or the orders it comes from. */
export const partsOf = (name: WatchedMetric): readonly MetricName[] => {
  const { byOrders, parts } = watchedMetric(name);
  return byOrders ? ["orders"] : (parts ?? []);
};
