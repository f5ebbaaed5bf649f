import type { Minor } from "~/analytics/money";
import type { Month } from "~/analytics/period";
import type { ScoreGroup } from "~/data/scoreGroups.server";
import type { ScoreError } from "./predictionTypes";
import type { ReportHead } from "./report";

/** An amount to come with its 90% range, and the part of it that contracts bring. */
export interface Ranged {
  readonly value: Minor;
  readonly low: Minor;
  readonly high: Minor;
  readonly contracts: Minor;
}

/** When what was spent to win customers comes back: it has, or is expected to within so many months, or not even then. */
export type Return = "soFar" | "year" | "years" | "later";

/** What winning customers cost, beside what they brought and will bring. */
export interface GroupAcquisition {
  /** Customers won in the days of which the spend is known. */
  readonly customers: number;
  readonly spend: Minor;
  readonly acquisitionCost: Minor | null;
  /** Historic and the next 36 months ÷ spend, with its range. */
  readonly valueToCost: number | null;
  readonly valueToCostLow: number | null;
  readonly valueToCostHigh: number | null;
  readonly comesBack: Return | null;
}

/** A group of customers: what they brought, what they will bring, and both together, never mixed up. */
export interface ScoreGroupRow {
  readonly value: string | null;
  readonly label: string | null;
  /** Of a row that has the rest of the groups together: how many. */
  readonly restOf: number | null;
  readonly customers: number;
  /** Customers with running contracts. */
  readonly subscribers: number;
  /** Customers whose value to come is not known; they are in no sum. */
  readonly unknownCustomers: number;
  readonly historic: Minor | null;
  readonly historicCustomers: number;
  /** Null where they are not known of somebody. */
  readonly yearOrders: number | null;
  readonly yearRenewals: number | null;
  readonly year: Ranged | null;
  /** 36 months. */
  readonly years: Ranged | null;
  readonly total: Ranged | null;
  readonly acquisition: GroupAcquisition | null;
}

export interface ScoreGroupReport extends ReportHead, ScoreError {
  readonly by: ScoreGroup;
  readonly rows: readonly ScoreGroupRow[];
  /** All customers that were scored. */
  readonly everybody: ScoreGroupRow | null;
}

/** A cohort at the end of a tenure month, per customer. */
export interface CohortPoint {
  readonly tenure: number;
  /** Observed through this month, which has ended; null from the running one on. */
  readonly observed: Minor | null;
  readonly expected: Minor | null;
  readonly low80: Minor | null;
  readonly high80: Minor | null;
  readonly low90: Minor | null;
  readonly high90: Minor | null;
}

/** A cohort's lifetime value, observed so far and then expected. */
export interface ContinuedCohort {
  readonly cohort: Month;
  readonly customers: number;
  readonly points: readonly CohortPoint[];
  readonly spend: Minor | null;
  readonly acquisitionCost: Minor | null;
  /** Value at tenure 12, 24 and 36 ÷ acquisition cost. */
  readonly valueToCost: number | null;
  readonly valueToCostLow: number | null;
  readonly valueToCostHigh: number | null;
  /** First tenure month by whose end the cost had come back, or is expected to have, at the earliest and at the latest. */
  readonly payback: { readonly isObserved: boolean; readonly month: number } | null;
  readonly paybackEarliest: number | null;
  readonly paybackLatest: number | null;
}

export interface CohortForecastReport extends ReportHead, ScoreError {
  readonly cohorts: readonly ContinuedCohort[];
  /** Tenure through which value is set against cost. */
  readonly horizon: number;
  readonly smallest: number;
}

export type { ScoreGroup };
