import { addEach, type Minor, minor, perUnit, type Ratio, share } from "./money";
import { addParts, type Day, type Grain, partsBetween, startOfPart } from "./period";
import { type FeeSums, NO_FEES, orderProfit } from "./profit";
import { type LedgerSums, NO_SALES } from "./sales";

/** Spans by which customers are taken together, and in which their tenure is counted. */
export const COHORT_SPANS = ["week", "month", "quarter"] as const satisfies readonly Grain[];
export type CohortSpan = (typeof COHORT_SPANS)[number];

/** By what cohorts can be split: what the customers' first order had, or they have. Each is a dimension of a filter too. */
export const COHORT_SPLITS = [
  "firstOrderProduct",
  "firstOrderChannel",
  "firstOrderCode",
  "firstOrderCountry",
  "customerTag",
] as const;
export type CohortSplit = (typeof COHORT_SPLITS)[number];

/** What the customers of one cohort did in one span of their tenure, by the local day of their orders. */
export interface CohortFacts {
  /** First day of the span in which their first orders fell. */
  readonly cohort: Day;
  /** Whole spans since; 0 is the first. */
  readonly tenure: number;
  readonly customers: number;
  readonly orders: number;
  /** Customers whose second order ever lies in it. */
  readonly secondOrders: number;
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
}

/** One cell of the cohort table; amounts are those of the span alone, lifetime values per cohort customer up to its end. */
export interface CohortCell extends LifetimeRates {
  readonly cohort: Day;
  readonly tenure: number;
  readonly cohortSize: number;
  readonly customers: number;
  readonly orders: number;
  readonly units: number;
  readonly netSales: Minor;
  readonly grossProfit: Minor | null;
  readonly contributionProfit: Minor | null;
  /** Contribution profit, in the first span less what was spent to win the cohort; null while that is unknown. */
  readonly profitAfterMarketing: Minor | null;
  readonly retention: Ratio | null;
  /** False while the span has not ended. */
  readonly complete: boolean;
  /** Sums over all the cohort's customers from their first order through this span. */
  readonly through: CohortTotals;
}

export interface CohortTotals {
  readonly customers: number;
  readonly repeatCustomers: number;
  readonly orders: number;
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
  /** Marketing spend of the span in which the customers were won; null where it is unknown. */
  readonly spend: Minor | null;
}

const NOBODY: CohortTotals = {
  customers: 0,
  repeatCustomers: 0,
  orders: 0,
  sums: NO_SALES,
  fees: NO_FEES,
  spend: minor(0),
};

/** How the table is divided, and how far the calendar has come. */
export interface CohortCalendar {
  readonly span: CohortSpan;
  /** ISO weekday on which weeks begin. */
  readonly weekStart: number;
  /** Local day of `asOf`. */
  readonly today: Day;
  /** The first local day that has not ended at `asOf`. */
  readonly notEnded: Day;
}

/** Spend on winning customers in the span that begins on a day; null where it is unknown. */
export type SpendOf = (cohort: Day) => Minor | null;

/**
 * The cohort table: for every cohort a cell per span of tenure from 0 to the one of `asOf`, those in which nobody ordered
 * included. `sizes` gives each cohort's customers.
 */
export function cohortCells(
  facts: readonly CohortFacts[],
  sizes: ReadonlyMap<Day, number>,
  calendar: CohortCalendar,
  spendOf: SpendOf = () => null,
): CohortCell[] {
  const at = new Map(facts.map((fact) => [`${fact.cohort} ${fact.tenure}`, fact]));
  const current = startOfPart(calendar.today, calendar.span, calendar.weekStart);
  return [...sizes.keys()].sort().flatMap((cohort) => {
    const spans = Array.from(
      { length: partsBetween(cohort, current, calendar.span) + 1 },
      (_, tenure) => at.get(`${cohort} ${tenure}`) ?? { ...EMPTY, cohort, tenure },
    );
    return cellsOf(spans, { ...NOBODY, customers: sizes.get(cohort) ?? 0, spend: spendOf(cohort) }, calendar);
  });
}

const EMPTY = { customers: 0, orders: 0, secondOrders: 0, sums: NO_SALES, fees: NO_FEES } as const;

function cellsOf(spans: readonly CohortFacts[], begun: CohortTotals, calendar: CohortCalendar): CohortCell[] {
  let through = begun;
  return spans.map((of) => {
    through = {
      ...through,
      repeatCustomers: through.repeatCustomers + of.secondOrders,
      orders: through.orders + of.orders,
      sums: addEach(through.sums, of.sums),
      fees: addEach(through.fees, of.fees),
    };
    const { netSales, grossProfit, contributionProfit } = orderProfit(of.sums, of.fees);
    return {
      cohort: of.cohort,
      tenure: of.tenure,
      cohortSize: begun.customers,
      customers: of.customers,
      orders: of.orders,
      units: of.sums.units,
      netSales,
      grossProfit,
      contributionProfit,
      profitAfterMarketing:
        of.tenure === 0 ? less(contributionProfit, begun.spend) : unless(begun.spend, contributionProfit),
      retention: share(of.customers, begun.customers),
      ...lifetimeRates(through),
      complete: addParts(of.cohort, of.tenure + 1, calendar.span) <= calendar.notEnded,
      through,
    };
  });
}

const less = (profit: Minor | null, spend: Minor | null): Minor | null =>
  profit === null || spend === null ? null : minor(profit - spend);

const unless = (spend: Minor | null, profit: Minor | null): Minor | null => (spend === null ? null : profit);

export interface LifetimeRates {
  readonly repeatRate: Ratio | null;
  readonly lifetimeNetSales: Minor | null;
  readonly lifetimeGrossProfit: Minor | null;
  readonly lifetimeValue: Minor | null;
  readonly lifetimeProfitAfterMarketing: Minor | null;
  /** Orders and units per customer. */
  readonly lifetimeOrders: number | null;
  readonly lifetimeUnits: number | null;
}

/** Per customer: share who came back, what they bought and what was left of it. Null without customers or any known cost. */
export function lifetimeRates(of: CohortTotals): LifetimeRates {
  const profit = orderProfit(of.sums, of.fees);
  const each = (amount: Minor | null) => (amount === null ? null : perUnit(amount, of.customers));
  return {
    repeatRate: share(of.repeatCustomers, of.customers),
    lifetimeNetSales: each(profit.netSales),
    lifetimeGrossProfit: each(profit.grossProfit),
    lifetimeValue: each(profit.contributionProfit),
    lifetimeProfitAfterMarketing: each(less(profit.contributionProfit, of.spend)),
    lifetimeOrders: share(of.orders, of.customers),
    lifetimeUnits: share(of.sums.units, of.customers),
  };
}

/** Several groups of customers taken together. */
export function addTotals(groups: readonly CohortTotals[]): CohortTotals {
  return groups.reduce(
    (total, one) => ({
      customers: total.customers + one.customers,
      repeatCustomers: total.repeatCustomers + one.repeatCustomers,
      orders: total.orders + one.orders,
      sums: addEach(total.sums, one.sums),
      fees: addEach(total.fees, one.fees),
      spend: total.spend === null || one.spend === null ? null : minor(total.spend + one.spend),
    }),
    NOBODY,
  );
}

/** All customers of all cohorts up to `asOf`: the last cell of each cohort. */
export function allCustomers(cells: readonly CohortCell[]): CohortTotals {
  const last = new Map(cells.map((cell) => [cell.cohort, cell.through]));
  return addTotals([...last.values()]);
}

/** All cohorts taken together at one tenure. */
export interface TenurePoint extends LifetimeRates {
  readonly tenure: number;
  readonly cohorts: number;
  readonly customers: number;
  readonly retention: Ratio | null;
  /** What all of them did in that span alone. */
  readonly orders: number;
  readonly units: number;
  readonly netSales: Minor;
  readonly grossProfit: Minor | null;
  readonly contributionProfit: Minor | null;
  readonly profitAfterMarketing: Minor | null;
  readonly through: CohortTotals;
}

/**
 * The cohorts pooled by tenure, each weighing as many customers as it has. Only cohorts for which the span has ended are in
 * it, so that no point mixes whole spans with begun ones.
 */
export function pooledCohorts(cells: readonly CohortCell[]): TenurePoint[] {
  const complete = cells.filter((cell) => cell.complete);
  const longest = complete.reduce((most, cell) => Math.max(most, cell.tenure), -1);
  return Array.from({ length: longest + 1 }, (_, tenure) => {
    const here = complete.filter((cell) => cell.tenure === tenure);
    const through = addTotals(here.map((cell) => cell.through));
    return {
      tenure,
      cohorts: here.length,
      customers: through.customers,
      retention: share(total(here.map((cell) => cell.customers)), through.customers),
      orders: total(here.map((cell) => cell.orders)),
      units: total(here.map((cell) => cell.units)),
      netSales: minor(total(here.map((cell) => cell.netSales))),
      grossProfit: totalOf(here.map((cell) => cell.grossProfit)),
      contributionProfit: totalOf(here.map((cell) => cell.contributionProfit)),
      profitAfterMarketing: totalOf(here.map((cell) => cell.profitAfterMarketing)),
      ...lifetimeRates(through),
      through,
    };
  });
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Null where one of the parts is unknown. */
const totalOf = (parts: readonly (Minor | null)[]): Minor | null =>
  parts.reduce<Minor | null>((sum, part) => (sum === null || part === null ? null : minor(sum + part)), minor(0));
