import type { CohortView } from "~/analytics/cohortMeasures";
import type { CohortSpan, CohortSplit } from "~/analytics/cohorts";
import type { GapBand } from "~/analytics/lifetimeAges";
import type { Day } from "~/analytics/period";
import type { AcquisitionRow, AgeRow, Figures, ReportHead } from "./report";

/** What a reader of the cohort page chose to see. */
export interface CohortChoices extends CohortView {
  readonly span: CohortSpan;
  readonly split: CohortSplit | null;
  /** Spans of tenure through which value is set against acquisition cost. */
  readonly horizon: number;
}

/** What a reader asks for: without a horizon, the longest through which some cohort has a value. */
export interface CohortWish extends Omit<CohortChoices, "horizon"> {
  readonly horizon: number | null;
}

/** One cell as the view shows it. */
export interface ShownCell {
  readonly tenure: number;
  readonly value: number | null;
  /** Customers who ordered in it. */
  readonly customers: number;
  readonly complete: boolean;
}

/** A cohort with its cells by tenure, the first at index 0. */
export interface ShownCohort {
  readonly key: string;
  readonly start: Day;
  readonly size: number;
  readonly cells: readonly ShownCell[];
}

/** All cohorts together at one tenure; only those for which it has ended are in it. */
export interface ShownPoint {
  readonly tenure: number;
  readonly cohorts: number;
  readonly customers: number;
  readonly value: number | null;
}

/** The customers with one value of the split. */
export interface CohortSetView {
  /** As a filter holds it; empty for customers without any. */
  readonly value: string;
  readonly label: string;
  readonly customers: number;
  readonly cohorts: readonly ShownCohort[];
  readonly together: readonly ShownPoint[];
}

/** Customers by the time of their first order: what became of them, split or not, and what winning them cost. */
export interface CohortReport extends ReportHead {
  readonly choices: CohortChoices;
  /** Over all customers up to `asOf`, younger and older ones, and with the span that is running. */
  readonly metrics: Figures;
  /** Cohorts with fewer customers are shown without colour. */
  readonly smallest: number;
  /** One set of all customers; of a split, its largest values. */
  readonly sets: readonly CohortSetView[];
  /** The split has further values, which are not shown. */
  readonly moreValues: boolean;
  /** Empty for a split. */
  readonly acquisition: readonly AcquisitionRow[];
  readonly ages: readonly AgeRow[];
  readonly secondOrders: {
    /** Null before anybody came back. */
    readonly median: number | null;
    readonly customers: number;
    readonly bands: readonly GapBand[];
  };
}
