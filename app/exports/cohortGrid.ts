import type { Month } from "~/analytics/period";
import type { CohortRow } from "~/reports/report";

/** A cohort with its cells by tenure month, from 0; null where a month has no row. */
export interface CohortLine {
  readonly cohortMonth: Month;
  readonly cohortSize: number;
  readonly cells: readonly (CohortRow | null)[];
}

/** Figures of a cohort customer's worth, cumulative; the first that is known at all is the one to show. */
export type LifetimeMetric = "lifetimeValue" | "lifetimeNetSales";

/** The rows of the cohort table as a triangle, oldest cohort first. */
export function cohortLines(rows: readonly CohortRow[]): CohortLine[] {
  const byMonth = new Map<Month, CohortRow[]>();
  for (const row of rows) byMonth.set(row.cohortMonth, [...(byMonth.get(row.cohortMonth) ?? []), row]);
  return [...byMonth.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([cohortMonth, of]) => {
      const length = 1 + Math.max(...of.map((row) => row.tenureMonth));
      const byTenure = new Map(of.map((row) => [row.tenureMonth, row]));
      return {
        cohortMonth,
        cohortSize: of[0]?.cohortSize ?? 0,
        cells: Array.from({ length }, (_, tenure) => byTenure.get(tenure) ?? null),
      };
    });
}

/** Lifetime value in contribution profit where costs are known, else in net sales: always to be labelled. */
export const lifetimeMetric = (rows: readonly CohortRow[]): LifetimeMetric =>
  rows.some((row) => row.lifetimeValue !== null) ? "lifetimeValue" : "lifetimeNetSales";
