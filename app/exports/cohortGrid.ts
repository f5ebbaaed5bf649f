import { type CohortMeasure, isShare, metricOf, perCustomer } from "~/analytics/cohortMeasures";
import type { CohortSpan } from "~/analytics/cohorts";
import type { Unit } from "~/analytics/metrics/metric";
import type { MetricName } from "~/analytics/metrics/registry";
import { type Day, firstDay } from "~/analytics/period";
import { shownOf } from "~/analytics/sectionOptions";
import { formatAmount, formatValue } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import type { CohortSpanRow, Report } from "~/reports/report";

export type CohortCell = CohortSpanRow;

/** A cohort with its cells by tenure, from 0; null where a span has no row. */
export interface CohortLine {
  readonly start: Day;
  readonly cohortSize: number;
  readonly cells: readonly (CohortCell | null)[];
}

/** By what a report's cohorts are told, per customer: from the first order on, or what each span of tenure brought alone. */
export interface CohortTold {
  readonly measure: CohortMeasure;
  readonly through: "cumulative" | "span";
  /** The metric that names and explains it. */
  readonly metric: MetricName;
  readonly unit: Unit;
}

type Cohorts = Pick<Report, "cohortSpan" | "tables" | "shown">;

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

/** What is chosen, or net sales where it is a profit of which nothing is known: always to be labelled. */
export function cohortTold(report: Cohorts): CohortTold {
  const { measure: chosen, through } = shownOf(report).cohorts;
  const wanted = toldBy(chosen, through);
  const isKnown = cohortCells(report).some((cell) => toldValue(cell, wanted) !== null);
  return isKnown || isShare(chosen) ? wanted : toldBy("netSales", through);
}

const toldBy = (measure: CohortMeasure, through: CohortTold["through"]): CohortTold => ({
  measure,
  through,
  metric: metricOf({ measure, through, per: "customer" }),
  unit: isShare(measure) ? "ratio" : measure === "orders" || measure === "units" ? "number" : "minor",
});

/** Per customer of the cohort; shares are the cohort's. */
export function toldValue(cell: CohortCell, { measure, through }: CohortTold): number | null {
  if (isShare(measure)) return cell[measure];
  if (through === "cumulative") return cell[LIFETIME[measure]];
  const whole = cell[measure];
  return whole === null ? null : perCustomer(whole, measure, cell.cohortSize);
}

const LIFETIME = {
  contributionProfit: "lifetimeValue",
  profitAfterMarketing: "lifetimeProfitAfterMarketing",
  grossProfit: "lifetimeGrossProfit",
  netSales: "lifetimeNetSales",
  orders: "lifetimeOrders",
  units: "lifetimeUnits",
} as const satisfies Record<Exclude<CohortMeasure, "repeatRate" | "retention">, keyof CohortCell>;

/** A told value as a table writes it; amounts without their currency. */
export const toldText = (cell: CohortCell, told: CohortTold, currency: string, language: Language): string =>
  told.unit === "minor"
    ? formatAmount(toldValue(cell, told), currency, language)
    : formatValue(toldValue(cell, told), told.unit, currency, language);

/** What is told of cohorts in a sentence: at which age at most, and beside the cohort how many spans before. */
export const TOLD_AT: Readonly<Record<CohortSpan, { readonly age: number; readonly back: number }>> = {
  week: { age: 4, back: 4 },
  month: { age: 3, back: 3 },
  quarter: { age: 1, back: 1 },
};
