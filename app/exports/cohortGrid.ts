import type { CohortSpan } from "~/analytics/cohorts";
import { type Day, firstDay } from "~/analytics/period";
import type { CohortSpanRow, Report } from "~/reports/report";

export type CohortCell = CohortSpanRow;

/** A cohort with its cells by tenure, from 0; null where a span has no row. */
export interface CohortLine {
  readonly start: Day;
  readonly cohortSize: number;
  readonly cells: readonly (CohortCell | null)[];
}

/** Figures of a cohort customer's worth, cumulative; the first that is known at all is the one to show. */
export type LifetimeMetric = "lifetimeValue" | "lifetimeNetSales";

type Cohorts = Pick<Report, "cohortSpan" | "tables">;

/** The cells of the report's cohorts by its span: months have a table of their own. */
export const cohortCells = ({ cohortSpan, tables }: Cohorts): readonly CohortCell[] =>
  cohortSpan === "month"
    ? tables.cohorts.map(({ cohortMonth, tenureMonth, ...cell }) => ({
        ...cell,
        key: cohortMonth,
        start: firstDay(cohortMonth),
        tenure: tenureMonth,
      }))
    : tables.cohortsBySpan;

/** The cohorts as a triangle, the oldest first. */
export function cohortLines(report: Cohorts): CohortLine[] {
  const byStart = new Map<Day, CohortCell[]>();
  for (const cell of cohortCells(report)) byStart.set(cell.start, [...(byStart.get(cell.start) ?? []), cell]);
  return [...byStart.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([start, of]) => {
      const length = 1 + Math.max(...of.map((cell) => cell.tenure));
      const byTenure = new Map(of.map((cell) => [cell.tenure, cell]));
      return {
        start,
        cohortSize: of[0]?.cohortSize ?? 0,
        cells: Array.from({ length }, (_, tenure) => byTenure.get(tenure) ?? null),
      };
    });
}

/** Lifetime value in contribution profit where costs are known, else in net sales: always to be labelled. */
export const lifetimeMetric = (report: Cohorts): LifetimeMetric =>
  cohortCells(report).some((cell) => cell.lifetimeValue !== null) ? "lifetimeValue" : "lifetimeNetSales";

/** What is told of cohorts in a sentence: at which age at most, and beside the cohort how many spans before. */
export const TOLD_AT: Readonly<Record<CohortSpan, { readonly age: number; readonly back: number }>> = {
  week: { age: 4, back: 4 },
  month: { age: 3, back: 3 },
  quarter: { age: 1, back: 1 },
};
