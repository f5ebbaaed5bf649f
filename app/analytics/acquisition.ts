import type { CohortCell, CohortSpan } from "./cohorts";
import { type Minor, perUnit } from "./money";
import { addDays, type Day, earlier, later } from "./period";
import { orderProfit } from "./profit";

/** Numbers of spans through which value may be set against acquisition cost: a quarter, half a year, a year, two. */
export const HORIZONS: Readonly<Record<CohortSpan, readonly number[]>> = {
  week: [13, 26, 52, 104],
  month: [3, 6, 12, 24],
  quarter: [1, 2, 4, 8],
};

/** What winning the customers of a cohort cost, and when that came back. */
export interface CohortAcquisition {
  readonly cohort: Day;
  readonly customers: number;
  /** Marketing spend of the cohort's span; null where it is unknown. */
  readonly spend: Minor | null;
  /** Spend per customer won; null where it is unknown. */
  readonly acquisitionCost: Minor | null;
  /** The first tenure by whose end contribution profit had reached the spend. */
  readonly payback: number | null;
  /** `notYet`: the spend is known and has not come back; `unknown`: spend or profit is. */
  readonly paybackState: "reached" | "notYet" | "unknown";
  /** Lifetime value through the horizon ÷ acquisition cost; null before the horizon has ended, and without a known cost above 0. */
  readonly valueToCost: number | null;
}

/** Each cohort's acquisition. `horizon` is a number of spans: 12 takes tenures 0 to 11. */
export function cohortAcquisitions(cells: readonly CohortCell[], horizon: number): CohortAcquisition[] {
  const byCohort = new Map<Day, CohortCell[]>();
  for (const cell of cells) byCohort.set(cell.cohort, [...(byCohort.get(cell.cohort) ?? []), cell]);
  return [...byCohort].map(([cohort, own]) => acquisitionOf(cohort, own, horizon));
}

function acquisitionOf(cohort: Day, cells: readonly CohortCell[], horizon: number): CohortAcquisition {
  const spend = cells[0]?.through.spend ?? null;
  const customers = cells[0]?.cohortSize ?? 0;
  const profits = cells.map(({ through }) => orderProfit(through.sums, through.fees).contributionProfit);
  const payback = spend === null ? -1 : profits.findIndex((profit) => profit !== null && profit >= spend);
  const known = spend !== null && profits.at(-1) !== null && profits.length > 0;
  const end = cells[horizon - 1];
  const value = end?.complete ? (profits[horizon - 1] ?? null) : null;
  return {
    cohort,
    customers,
    spend,
    acquisitionCost: spend === null ? null : perUnit(spend, customers),
    payback: payback >= 0 ? payback : null,
    paybackState: payback >= 0 ? "reached" : known ? "notYet" : "unknown",
    valueToCost: value === null || spend === null || spend <= 0 ? null : value / spend,
  };
}

/** Days of which the marketing spend is on record; with the day on which the shop began, before which there was none to record. */
export interface SpendDays {
  readonly first: Day;
  readonly last: Day;
  readonly shopBegan?: Day;
}

/**
 * Whether the spend of a span is known: the record reaches from its first day, or the shop's, to its last, or as far as the shop's days have
 * ended. A span that the record covers and that holds no spend was without spend; one outside of it is unknown.
 */
export const isSpendKnown = (start: Day, end: Day, notEnded: Day, days: SpendDays | null): boolean => {
  if (days === null || days.first > later(start, days.shopBegan ?? start)) return false;
  return days.last >= addDays(earlier(end, notEnded), -1);
};
