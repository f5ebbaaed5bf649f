import type { MetricName } from "~/analytics/metrics/registry";
import type { CohortRow } from "~/reports/report";

/** A way to read a cohort cell. Each names the field it shows and the metric that explains it. */
export interface Measure {
  readonly metric: MetricName;
  readonly of: (cell: CohortRow) => number | null;
}

/** Shares of the cohort, and amounts per cohort customer from the first order on. */
export const CUMULATIVE = {
  lifetimeValue: { metric: "lifetimeValue", of: (cell) => cell.lifetimeValue },
  lifetimeGrossProfit: { metric: "lifetimeGrossProfit", of: (cell) => cell.lifetimeGrossProfit },
  lifetimeNetSales: { metric: "lifetimeNetSales", of: (cell) => cell.lifetimeNetSales },
  repeatRate: { metric: "repeatRate", of: (cell) => cell.repeatRate },
} as const satisfies Record<string, Measure>;

/** What happened in the tenure month alone, over the whole cohort. */
export const IN_THE_MONTH = {
  retention: { metric: "retention", of: (cell) => cell.retention },
  contributionProfit: { metric: "contributionProfit", of: (cell) => cell.contributionProfit },
  grossProfit: { metric: "grossProfit", of: (cell) => cell.grossProfit },
  netSales: { metric: "netSales", of: (cell) => cell.netSales },
} as const satisfies Record<string, Measure>;

export const MEASURE_NAMES = [...Object.keys(CUMULATIVE), ...Object.keys(IN_THE_MONTH)] as MeasureName[];
export type MeasureName = keyof typeof CUMULATIVE | keyof typeof IN_THE_MONTH;
export const MEASURES: Readonly<Record<MeasureName, Measure>> = { ...CUMULATIVE, ...IN_THE_MONTH };

export const isCumulative = (measure: MeasureName): boolean => measure in CUMULATIVE;

/** Measures that are also known for all cohorts together. */
export const TOGETHER = [
  "lifetimeValue",
  "lifetimeGrossProfit",
  "lifetimeNetSales",
  "repeatRate",
  "retention",
] as const satisfies readonly MeasureName[];

/** A cohort with its cells by tenure month, the first at index 0. */
export interface Cohort {
  readonly month: CohortRow["cohortMonth"];
  readonly size: number;
  readonly cells: readonly CohortRow[];
}

/** The cells of the report as rows, oldest cohort first. */
export function cohortsOf(cells: readonly CohortRow[]): Cohort[] {
  const byMonth = new Map<CohortRow["cohortMonth"], CohortRow[]>();
  for (const cell of cells) byMonth.set(cell.cohortMonth, [...(byMonth.get(cell.cohortMonth) ?? []), cell]);
  return [...byMonth]
    .map(([month, row]) => ({
      month,
      size: row[0]?.cohortSize ?? 0,
      cells: row.toSorted((left, right) => left.tenureMonth - right.tenureMonth),
    }))
    .toSorted((left, right) => (left.month < right.month ? -1 : 1));
}

/** Cohorts below this size are shown without colour: a few customers would shine or fade by chance. */
export const SMALLEST_COLOURED = 20;
