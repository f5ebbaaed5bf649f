import type { CohortSpan } from "~/analytics/cohorts";
import type { Filter } from "~/analytics/filter";
import type { Clock } from "~/analytics/metrics/metric";
import type { MetricName } from "~/analytics/metrics/registry";
import type { Grain, Period } from "~/analytics/period";
import type { SectionOptions } from "~/analytics/sectionOptions";
import type { OrderSwitches } from "~/analytics/switches";
import type { SectionName } from "./report";

/** What is asked of a report. */
export interface ReportQuery {
  /** Nothing later exists for the computation. For "as of a day" see `endOfDay`. */
  readonly asOf: Date;
  /** Default: the whole history, from the first order's day through the day of `asOf`. */
  readonly period?: Period | null;
  /** Default: none. */
  readonly comparison?: Period | null;
  /** Default: the day of the change, as in Shopify's reports. */
  readonly clock?: Clock;
  /** Default: all orders. */
  readonly filter?: Filter;
  /** Which orders are left out; default: the shop's own switches. */
  readonly switches?: OrderSwitches | null;
  /** How the period is divided; default: by months. */
  readonly grain?: Grain;
}

export interface StoreReportQuery extends ReportQuery {
  /** By what customers are taken together; default: months. */
  readonly cohortSpan?: CohortSpan;
  /** Default: all. The tables of a section that was not chosen are empty. */
  readonly sections?: readonly SectionName[];
  /** How the sections show what they hold; default: as usual. */
  readonly shown?: SectionOptions;
  /** Figures that are asked for whatever the sections show. */
  readonly alsoFigures?: readonly MetricName[];
  readonly name?: string;
  readonly title?: string;
}
