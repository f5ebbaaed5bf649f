import type { CohortSpan } from "~/analytics/cohorts";
import type { LifetimeAt } from "~/analytics/driversOfSales";
import { type Day, firstDay } from "~/analytics/period";
import type { CohortSpanRow, Report } from "./report";

/** What is told of cohorts in words: at which age at most, and beside the cohort how many spans before. */
export const TOLD_AT: Readonly<Record<CohortSpan, { readonly age: number; readonly back: number }>> = {
  week: { age: 4, back: 4 },
  month: { age: 3, back: 3 },
  quarter: { age: 1, back: 1 },
};

/** Two cohorts at the same age, whose spans of tenure have ended. */
export interface CohortPair {
  readonly tenure: number;
  readonly earlier: LifetimeAt & { readonly start: Day };
  readonly later: LifetimeAt & { readonly start: Day };
}

type Cohorts = Pick<Report, "cohortSpan"> & { readonly tables: Pick<Report["tables"], "cohorts" | "cohortsBySpan"> };
type Cell = Pick<
  CohortSpanRow,
  "start" | "tenure" | "complete" | "lifetimeOrders" | "lifetimeNetSales" | "lifetimeValue"
>;

/** The youngest cohort old enough to tell of, and the one some spans before it; null where there are not two. */
export function cohortPair(report: Cohorts): CohortPair | null {
  const told = TOLD_AT[report.cohortSpan];
  const cells = cellsOf(report).filter(({ complete }) => complete);
  const starts = [...new Set(cells.map(({ start }) => start))].sort();
  const oldest = Math.max(-1, ...cells.map(({ tenure }) => tenure));
  const tenure = Math.min(told.age, oldest);
  const at = new Map(cells.filter((cell) => cell.tenure === tenure).map((cell) => [cell.start, cell]));
  const young = starts.findLastIndex((start) => at.has(start));
  const [later, earlier] = [starts[young], starts[Math.max(0, young - told.back)]].map(
    (start) => start && at.get(start),
  );
  if (!later || !earlier || later === earlier) return null;
  const [before, after] = [lifetimeOf(earlier), lifetimeOf(later)];
  return before && after ? { tenure, earlier: before, later: after } : null;
}

const cellsOf = ({ cohortSpan, tables }: Cohorts): readonly Cell[] =>
  cohortSpan === "month"
    ? tables.cohorts.map((cell) => ({ ...cell, start: firstDay(cell.cohortMonth), tenure: cell.tenureMonth }))
    : tables.cohortsBySpan;

function lifetimeOf({ start, lifetimeOrders, lifetimeNetSales, lifetimeValue }: Cell) {
  if (lifetimeOrders === null || lifetimeNetSales === null) return null;
  return { start, orders: lifetimeOrders, netSales: lifetimeNetSales, value: lifetimeValue };
}
