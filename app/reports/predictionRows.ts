import type { Grade } from "~/analytics/clv/calibration";
import type { Minor, Ratio } from "~/analytics/money";
import type { Day } from "~/analytics/period";

/** What today's customers will bring within a time, beside how wrong such forecasts were: never one without the other. */
export interface PredictionRow {
  readonly days: number;
  /** The version it was made with, and the last day whose orders it knew. */
  readonly versionId: number;
  readonly madeAsOf: Day;
  /** Orders outside of contracts, with the 90% range; null where nothing is foretold of them. */
  readonly orders: number | null;
  readonly ordersLow: number | null;
  readonly ordersHigh: number | null;
  readonly rhythmProfit: Minor | null;
  /** Of running subscriptions; null where nothing is foretold of them. */
  readonly subscriptions: number;
  readonly renewals: number | null;
  readonly contractProfit: Minor | null;
  /** Contribution profit of both, discounted, with the 90% range. */
  readonly futureProfit: Minor | null;
  readonly futureProfitLow: Minor | null;
  readonly futureProfitHigh: Minor | null;
  readonly discountRate: Ratio;
  /** By the median errors over tests of all lengths. */
  readonly grade: Grade | null;
  readonly usualMoneyError: Ratio | null;
  readonly usualOrdersError: Ratio | null;
  /** Length of the tests that the errors are of: shorter where no test was as long. */
  readonly testedDays: number | null;
  readonly moneyError: Ratio | null;
  readonly ordersError: Ratio | null;
  readonly contractError: Ratio | null;
}

/** A forecast repeated from the past beside what came. */
export interface PredictionTestRow {
  readonly kind: "rhythm" | "renewals";
  readonly start: Day;
  /** The day after the last. */
  readonly end: Day;
  readonly days: number;
  readonly orders: number;
  readonly ordersLow: number;
  readonly ordersHigh: number;
  readonly actualOrders: number;
  /** Foretold ÷ actual − 1. */
  readonly ordersError: Ratio | null;
  readonly revenue: Minor | null;
  readonly actualRevenue: Minor | null;
  readonly revenueError: Ratio | null;
}
