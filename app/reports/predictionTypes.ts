import type { ReliabilityRow } from "~/analytics/clv/accuracy";
import type { Grade } from "~/analytics/clv/calibration";
import type { Refusal, Standing } from "~/analytics/clv/forecaster";
import type { Method } from "~/analytics/clv/proof";
import type { HorizonTotal } from "~/analytics/clv/shopPrediction";
import type { Ratio } from "~/analytics/money";
import type { Day, Period } from "~/analytics/period";
import type { CustomerScore, GroupScore, ScoreGroup } from "~/data/scores.server";
import type { ReportHead } from "./report";

/** A past forecast of a total beside what came. */
export interface ProvedTotal {
  readonly predicted: number;
  readonly actual: number;
  /** predicted ÷ actual − 1; null when nothing came. */
  readonly error: Ratio | null;
}

/** A forecast repeated from a day in the past with what was known then. */
export interface ProvedSpan {
  readonly span: Period;
  readonly days: number;
  readonly orders: ProvedTotal;
  /** 90% range that would have been given for the orders, and whether they lay in it. */
  readonly low: number;
  readonly high: number;
  readonly isWithin: boolean;
  /** Net revenue in minor units; null where no amounts are known. */
  readonly revenue: ProvedTotal | null;
  /** Errors of orders by two simple rules. */
  readonly samePaceError: Ratio | null;
  readonly lastSpanError: Ratio | null;
}

/** Mean orders per customer of a tenth of the customers by forecast, lowest first. */
export interface ProvedTenth {
  readonly customers: number;
  readonly predicted: number;
  readonly actual: number;
}

/** How far the predictions of this shop can be trusted. */
export interface Proof {
  readonly grade: Grade;
  /** Median absolute error of past totals: of revenue, or of orders where no amounts are known. Null without a test. */
  readonly medianError: Ratio | null;
  /** The same of orders, and of two simple rules beside. */
  readonly ordersError: Ratio | null;
  readonly samePaceError: Ratio | null;
  readonly lastSpanError: Ratio | null;
  readonly hits: number;
  readonly tests: number;
  /** Latest first; short spans and those up to now. */
  readonly spans: readonly ProvedSpan[];
  /** Of the latest quarter. */
  readonly tenths: readonly ProvedTenth[];
  readonly reliability: readonly ReliabilityRow[];
}

/** What was predicted for the shop as a whole. */
export interface ShopPredicted {
  readonly standing: Standing;
  readonly method: Method;
  readonly historyDays: number;
  readonly oneTimers: Ratio;
  readonly totals: readonly HorizonTotal[];
  readonly proof: Proof;
}

export interface PredictionVersion {
  readonly versionId: number;
  readonly fittedAt: string;
  readonly asOf: Day;
  readonly customers: number;
  readonly discountRate: Ratio;
  readonly marginRate: Ratio | null;
  readonly costCoverage: Ratio | null;
  readonly refusal: Refusal | null;
  readonly predicted: ShopPredicted | null;
}

/** The page that says what customers will bring and how wrong such forecasts were. */
export interface PredictionReport extends ReportHead {
  /** Of a fitting under way; null when none is. */
  readonly phase: "reading" | "fitting" | "storing" | null;
  /** Null before the first. */
  readonly version: PredictionVersion | null;
  /** As set now; the version may have another. */
  readonly discountRate: Ratio;
}

/** How wrong the models behind scores were; null without a test, or without a version. */
export interface ScoreError {
  readonly madeAsOf: Day | null;
  readonly grade: Grade | null;
  readonly moneyError: Ratio | null;
  readonly ordersError: Ratio | null;
}

export interface ScoreListReport extends ReportHead, ScoreError {
  readonly by: ScoreGroup;
  readonly rows: readonly CustomerScore[];
  readonly groups: readonly GroupScore[];
  readonly page: number;
  readonly pages: number;
  readonly count: number;
}

export interface CustomerScoreReport extends ReportHead, ScoreError {
  readonly score: CustomerScore;
}
export type { ScoreGroup };
