import { Temporal } from "temporal-polyfill";
import {
  addDays,
  addParts,
  type Day,
  type Grain,
  lengthInDays,
  monthOf,
  monthPeriod,
  type Period,
  previousPeriod,
  startOfPart,
} from "./period";

/** The span a scheduled report is about, told relative to the day it is made on. */
export const PERIOD_RULES = [
  "yesterday",
  "last7Days",
  "last30Days",
  "lastMonth",
  "lastQuarter",
  "lastYear",
  "last12Months",
  "yearToDate",
] as const;
export type PeriodRule = (typeof PERIOD_RULES)[number];

/** What the period is compared with. */
export const COMPARISONS = ["previousPeriod", "previousYear", "none"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** The same, or a span with own ends. */
export const COMPARISON_CHOICES = [...COMPARISONS, "chosen"] as const;
export type ComparisonChoice = (typeof COMPARISON_CHOICES)[number];

/** The period of a report made on the local day `today`; it always ends before that day, so that it is whole. */
export function periodFor(rule: PeriodRule, today: Day): Period {
  const thisMonth = `${monthOf(today)}-01` as Day;
  switch (rule) {
    case "yesterday":
      return { start: addDays(today, -1), end: today };
    case "last7Days":
      return { start: addDays(today, -7), end: today };
    case "last30Days":
      return { start: addDays(today, -30), end: today };
    case "lastMonth":
      return monthPeriod(monthOf(addDays(thisMonth, -1)));
    case "lastQuarter": {
      const end = startOfPart(today, "quarter", 1);
      return { start: addParts(end, -1, "quarter"), end };
    }
    case "lastYear": {
      const end = startOfPart(today, "year", 1);
      return { start: addParts(end, -1, "year"), end };
    }
    case "last12Months":
      return { start: shiftYears(thisMonth, -1), end: thisMonth };
    case "yearToDate":
      // On New Year's Day the year to date is the whole year that ended.
      return { start: `${addDays(today, -1).slice(0, 4)}-01-01` as Day, end: today };
  }
}

/**
 * The period to compare with, or null for none. A 29 February compares with the 28th. By weeks the weekdays stay aligned: the
 * earlier span ends whole weeks before, the year before is 52 weeks ago.
 */
export function comparisonFor(comparison: Comparison, period: Period, grain: Grain = "month"): Period | null {
  switch (comparison) {
    case "previousPeriod":
      return grain === "week" ? weeksBefore(period, Math.ceil(lengthInDays(period) / 7)) : previousPeriod(period);
    case "previousYear":
      return grain === "week"
        ? weeksBefore(period, 52)
        : { start: shiftYears(period.start, -1), end: shiftYears(period.end, -1) };
    case "none":
      return null;
  }
}

/** What a scheduled report compares with: months with months, and a single day that is told by weeks with the same weekday. */
export const scheduledComparison = (comparison: Comparison, period: Period, grain: Grain): Period | null =>
  comparisonFor(comparison, period, lengthInDays(period) === 1 ? grain : "month");

const weeksBefore = ({ start, end }: Period, weeks: number): Period => ({
  start: addDays(start, -7 * weeks),
  end: addDays(end, -7 * weeks),
});

const shiftYears = (of: Day, years: number): Day => Temporal.PlainDate.from(of).add({ years }).toString() as Day;
