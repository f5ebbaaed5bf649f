import type { ReliabilityRow } from "~/analytics/clv/accuracy";
import type { Grade } from "~/analytics/clv/calibration";
import type { Refusal, Standing } from "~/analytics/clv/forecaster";
import type { HorizonTotal } from "~/analytics/clv/horizons";
import type { Method } from "~/analytics/clv/proof";
import type { Minor, Ratio } from "~/analytics/money";
import type { Day, Period } from "~/analytics/period";
import type { PredictedCustomer } from "~/data/predictedHighValue.server";
import type { CustomerScore } from "~/data/scores.server";
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
  /** The same range of the revenue; null as it is. */
  readonly revenueLow: number | null;
  readonly revenueHigh: number | null;
  readonly isRevenueWithin: boolean | null;
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
  /** Median absolute error of past totals: of revenue, or of orders where no amounts are known. Null without a test, and where nothing came in any. */
  readonly medianError: Ratio | null;
  /** The same of orders, and of two simple rules beside. */
  readonly ordersError: Ratio | null;
  readonly samePaceError: Ratio | null;
  readonly lastSpanError: Ratio | null;
  readonly tests: number;
  /** Of these so many have no day in common; a grade above D takes three, and a median. */
  readonly apart: number;
  readonly isGraded: boolean;
  /** Most orders that a test foretold. */
  readonly mostExpected: number;
  /** Of the tests apart, those within the range that the tests before them allowed. */
  readonly hits: number;
  readonly hitTests: number;
  /** The same of those whose amounts are known. */
  readonly moneyHits: number;
  readonly moneyTests: number;
  readonly horizons: readonly HorizonError[];
  /** Latest first; short spans and those up to now. */
  readonly spans: readonly ProvedSpan[];
  /** Of two and three years, where the history is twice as long; they choose and grade nothing. */
  readonly farSpans: readonly ProvedSpan[];
  /** Of the latest quarter. */
  readonly tenths: readonly ProvedTenth[];
  readonly reliability: readonly ReliabilityRow[];
}

/** What is known of the error of forecasts so far ahead. */
export interface HorizonError {
  readonly days: number;
  /** Length of the tests it comes from; of longer horizons the longest there is. */
  readonly testedDays: number | null;
  readonly tests: number;
  readonly money: Ratio | null;
  readonly orders: Ratio | null;
  /** Where no test was as long: the day from which the history allows one; null for what has been tested. */
  readonly testableFrom: Day | null;
}

/** A past forecast of renewals beside the charges that came, of the contracts that ran on its day. */
export interface ProvedRenewals {
  readonly span: Period;
  readonly days: number;
  readonly contracts: number;
  readonly renewals: ProvedTotal;
  readonly low: number;
  readonly high: number;
  readonly isWithin: boolean;
  readonly revenue: ProvedTotal;
}

/** What running contracts will bring, beside how wrong such forecasts were. */
export interface ContractsPredicted {
  readonly subscribers: number;
  readonly running: number;
  /** Null where too few contracts are known, or none has ended. */
  readonly foretold: {
    readonly totals: readonly HorizonTotal[];
    /** Curves with so many contracts each. */
    readonly curves: readonly { readonly model: "sbg" | "bdw"; readonly contracts: number }[];
    readonly tests: number;
    /** Tests that have no day in common, and how many of them lay within the range that earlier ones allowed. */
    readonly apart: number;
    readonly hits: number;
    readonly moneyError: Ratio | null;
    readonly renewalsError: Ratio | null;
    readonly spans: readonly ProvedRenewals[];
  } | null;
}

/** What customers will bring by rhythm and by contracts together; profits in minor units, discounted. */
export interface TogetherTotal {
  readonly days: number;
  readonly rhythm: Minor | null;
  readonly contracts: Minor | null;
  /** Null where a part is not known. */
  readonly value: Minor | null;
  readonly low: Minor | null;
  readonly high: Minor | null;
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
  /** Null in a shop that never had a contract. */
  readonly contracts: ContractsPredicted | null;
  readonly together: readonly TogetherTotal[];
}

/** The page that says what customers will bring and how wrong such forecasts were. */
export interface PredictionReport extends ReportHead {
  /** Of a fitting under way; null when none is. */
  readonly phase: "reading" | "fitting" | "storing" | null;
  /** Null before the first. */
  readonly version: PredictionVersion | null;
  /** As set now; the version may have another. */
  readonly discountRate: Ratio;
  /** An older version that was asked for by its number is shown. */
  readonly isPast: boolean;
}

/** A version in the list of all. */
export interface VersionRow {
  readonly versionId: number;
  readonly fittedAt: string;
  readonly asOf: Day;
  readonly customers: number;
  readonly refusal: Refusal | null;
  readonly method: Method | null;
  readonly why: "kept" | "better" | "noBacktest" | null;
  readonly grade: Grade | null;
  readonly moneyError: Ratio | null;
  readonly ordersError: Ratio | null;
  /** Profit of the next year as foretold then, by rhythm and contracts; null where not known. */
  readonly year: Minor | null;
  readonly hasScores: boolean;
}

export interface VersionListReport extends ReportHead {
  readonly rows: readonly VersionRow[];
  readonly page: number;
  readonly pages: number;
  readonly count: number;
}

/** How wrong the models behind scores were; null without a test, or without a version. */
export interface ScoreError {
  readonly madeAsOf: Day | null;
  /** In a small shop only ranges are to be shown; null where no rhythm is foretold. */
  readonly standing: Standing | null;
  readonly grade: Grade | null;
  readonly moneyError: Ratio | null;
  readonly ordersError: Ratio | null;
  /** Of money from renewals; null without contracts that were tested. */
  readonly contractError: Ratio | null;
  readonly versionId: number | null;
}

export interface ScoreListReport extends ReportHead, ScoreError {
  readonly rows: readonly CustomerScore[];
  readonly page: number;
  readonly pages: number;
  readonly count: number;
}

export interface CustomerScoreReport extends ReportHead, ScoreError {
  readonly score: CustomerScore;
  /** Errors of the shop's totals by how far ahead, and its tests of renewals. */
  readonly errors: readonly HorizonError[];
  readonly renewalTests: readonly ProvedRenewals[];
}

/** Customers of high value by what they are expected to bring within a year, each with the reasons. */
export interface PredictedCustomersReport extends ReportHead, ScoreError {
  /** Share of customers that are of high value, and the least that makes one so; null where no value is known. */
  readonly share: Ratio;
  readonly least: Minor | null;
  readonly known: number;
  readonly rows: readonly PredictedCustomer[];
  readonly page: number;
  readonly pages: number;
  readonly count: number;
}
