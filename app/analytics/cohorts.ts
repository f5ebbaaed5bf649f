import { addEach, type Minor, perUnit, type Ratio, share } from "./money";
import { addMonths, firstDay, type Month, monthsBetween } from "./period";
import { type FeeSums, NO_FEES, orderProfit } from "./profit";
import { type LedgerSums, NO_SALES } from "./sales";

/** What the customers of one cohort did in one tenure month, by the local day of their orders. */
export interface CohortMonthFacts {
  readonly cohortMonth: Month;
  readonly tenureMonth: number;
  readonly customers: number;
  readonly orders: number;
  /** Customers whose second order ever lies in this tenure month. */
  readonly secondOrders: number;
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
}

/** One cell of the cohort table; amounts are those of the tenure month alone, lifetime values per cohort customer up to its end. */
export interface CohortCell {
  readonly cohortMonth: Month;
  readonly tenureMonth: number;
  readonly cohortSize: number;
  readonly customers: number;
  readonly orders: number;
  readonly netSales: Minor;
  readonly grossProfit: Minor | null;
  readonly contributionProfit: Minor | null;
  readonly retention: Ratio | null;
  readonly repeatRate: Ratio | null;
  readonly lifetimeNetSales: Minor | null;
  readonly lifetimeGrossProfit: Minor | null;
  readonly lifetimeValue: Minor | null;
  readonly complete: boolean;
  /** Sums over all the cohort's customers from their first order through this tenure month. */
  readonly through: CohortTotals;
}

export interface CohortTotals {
  readonly customers: number;
  readonly repeatCustomers: number;
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
}

const NOBODY: CohortTotals = { customers: 0, repeatCustomers: 0, sums: NO_SALES, fees: NO_FEES };

/** How far the calendar has come: the local month of `asOf`, and whether that month has ended with it. */
export interface Observation {
  readonly month: Month;
  readonly monthHasEnded: boolean;
}

/**
 * The cohort table: for every cohort a cell per tenure month from 0 to the month of `asOf`, those in which nobody ordered
 * included. `sizes` gives each cohort's customers.
 */
export function cohortCells(
  facts: readonly CohortMonthFacts[],
  sizes: ReadonlyMap<Month, number>,
  observed: Observation,
): CohortCell[] {
  const at = new Map(facts.map((fact) => [`${fact.cohortMonth} ${fact.tenureMonth}`, fact]));
  return [...sizes.keys()].sort().flatMap((cohortMonth) => {
    const months = Array.from({ length: monthsBetween(cohortMonth, observed.month) + 1 }, (_, tenureMonth) => {
      return at.get(`${cohortMonth} ${tenureMonth}`) ?? emptyMonth(cohortMonth, tenureMonth);
    });
    return cellsOf(months, sizes.get(cohortMonth) ?? 0, observed);
  });
}

const emptyMonth = (cohortMonth: Month, tenureMonth: number): CohortMonthFacts => ({
  cohortMonth,
  tenureMonth,
  customers: 0,
  orders: 0,
  secondOrders: 0,
  sums: NO_SALES,
  fees: NO_FEES,
});

function cellsOf(months: readonly CohortMonthFacts[], cohortSize: number, observed: Observation): CohortCell[] {
  let through: CohortTotals = { ...NOBODY, customers: cohortSize };
  return months.map((of) => {
    through = {
      customers: cohortSize,
      repeatCustomers: through.repeatCustomers + of.secondOrders,
      sums: addEach(through.sums, of.sums),
      fees: addEach(through.fees, of.fees),
    };
    const { netSales, grossProfit, contributionProfit } = orderProfit(of.sums, of.fees);
    return {
      cohortMonth: of.cohortMonth,
      tenureMonth: of.tenureMonth,
      cohortSize,
      customers: of.customers,
      orders: of.orders,
      netSales,
      grossProfit,
      contributionProfit,
      retention: share(of.customers, cohortSize),
      ...lifetimeRates(through),
      complete: hasEnded(addMonths(of.cohortMonth, of.tenureMonth), observed),
      through,
    };
  });
}

export interface LifetimeRates {
  readonly repeatRate: Ratio | null;
  readonly lifetimeNetSales: Minor | null;
  readonly lifetimeGrossProfit: Minor | null;
  readonly lifetimeValue: Minor | null;
}

/** Per customer: share who came back, net sales, gross and contribution profit. Null without customers or any known cost. */
export function lifetimeRates(of: CohortTotals): LifetimeRates {
  const profit = orderProfit(of.sums, of.fees);
  const each = (amount: Minor | null) => (amount === null ? null : perUnit(amount, of.customers));
  return {
    repeatRate: share(of.repeatCustomers, of.customers),
    lifetimeNetSales: each(profit.netSales),
    lifetimeGrossProfit: each(profit.grossProfit),
    lifetimeValue: each(profit.contributionProfit),
  };
}

/** Several groups of customers taken together. */
function addTotals(groups: readonly CohortTotals[]): CohortTotals {
  return groups.reduce(
    (total, one) => ({
      customers: total.customers + one.customers,
      repeatCustomers: total.repeatCustomers + one.repeatCustomers,
      sums: addEach(total.sums, one.sums),
      fees: addEach(total.fees, one.fees),
    }),
    NOBODY,
  );
}

/** All customers of all cohorts up to `asOf`: the last cell of each cohort. */
export function allCustomers(cells: readonly CohortCell[]): CohortTotals {
  const last = new Map(cells.map((cell) => [cell.cohortMonth, cell.through]));
  return addTotals([...last.values()]);
}

const hasEnded = (of: Month, { month, monthHasEnded }: Observation): boolean =>
  firstDay(of) < firstDay(month) || (of === month && monthHasEnded);

/** All cohorts taken together at one tenure month. */
export interface TenurePoint extends LifetimeRates {
  readonly tenureMonth: number;
  readonly cohorts: number;
  readonly customers: number;
  readonly retention: Ratio | null;
}

/**
 * The cohorts pooled by tenure month, each weighing as many customers as it has. Only cohorts for which the month has ended
 * are in it, so that no point mixes whole months with begun ones.
 */
export function pooledCohorts(cells: readonly CohortCell[]): TenurePoint[] {
  const complete = cells.filter((cell) => cell.complete);
  const longest = complete.reduce((most, cell) => Math.max(most, cell.tenureMonth), -1);
  return Array.from({ length: longest + 1 }, (_, tenureMonth) => {
    const here = complete.filter((cell) => cell.tenureMonth === tenureMonth);
    const through = addTotals(here.map((cell) => cell.through));
    const ordered = here.reduce((total, cell) => total + cell.customers, 0);
    return {
      tenureMonth,
      cohorts: here.length,
      customers: through.customers,
      retention: share(ordered, through.customers),
      ...lifetimeRates(through),
    };
  });
}
