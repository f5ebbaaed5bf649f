import { type CohortTotals, lifetimeRates } from "./cohorts";
import { addEach, type Minor, type Ratio } from "./money";
import { type FeeSums, NO_FEES } from "./profit";
import { type LedgerSums, NO_SALES } from "./sales";

/** Ages in days at which lifetime values and repeat rates are told. */
export const AGES = [30, 60, 90, 180, 365] as const;

/** Customers who have reached the first `reached` of the ages and no more. */
export interface AgedCustomers {
  readonly reached: number;
  readonly customers: number;
}

/** What those customers bought at an age above the first `past` of the ages, and not above the next. */
export interface AgedFacts extends Omit<AgedCustomers, "customers"> {
  readonly past: number;
  readonly orders: number;
  readonly secondOrders: number;
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
}

/** Values at one age, over customers who have reached it and what they had bought by then; younger ones are in neither. */
export interface AgeValues {
  readonly age: number;
  readonly customers: number;
  readonly repeatCustomers: number;
  readonly repeatRate: Ratio | null;
  readonly lifetimeNetSales: Minor | null;
  readonly lifetimeGrossProfit: Minor | null;
  readonly lifetimeValue: Minor | null;
  readonly lifetimeOrders: number | null;
}

/** The values at each age. An order of the n-th day after the first order is one within n days. */
export function valuesByAge(customers: readonly AgedCustomers[], facts: readonly AgedFacts[]): AgeValues[] {
  return AGES.map((age, index) => {
    const old = customers.filter(({ reached }) => reached > index);
    const bought = facts.filter(({ reached, past }) => reached > index && past <= index);
    const totals = totalsOf(old, bought);
    const { repeatRate, lifetimeNetSales, lifetimeGrossProfit, lifetimeValue, lifetimeOrders } = lifetimeRates(totals);
    return {
      age,
      customers: totals.customers,
      repeatCustomers: totals.repeatCustomers,
      repeatRate,
      lifetimeNetSales,
      lifetimeGrossProfit,
      lifetimeValue,
      lifetimeOrders,
    };
  });
}

const totalsOf = (customers: readonly AgedCustomers[], facts: readonly AgedFacts[]): CohortTotals => ({
  customers: customers.reduce((sum, of) => sum + of.customers, 0),
  repeatCustomers: facts.reduce((sum, of) => sum + of.secondOrders, 0),
  orders: facts.reduce((sum, of) => sum + of.orders, 0),
  sums: facts.reduce((sum, of) => addEach(sum, of.sums), NO_SALES),
  fees: facts.reduce((sum, of) => addEach(sum, of.fees), NO_FEES),
  spend: null,
});

/** How many second orders came so many days after the first. */
export interface SecondOrderGap {
  readonly days: number;
  readonly customers: number;
}

/** Middle of the gaps, the mean of the two middle ones of an even number; null without gaps. */
export function medianGap(gaps: readonly SecondOrderGap[]): number | null {
  const ordered = [...gaps].sort((left, right) => left.days - right.days);
  const count = ordered.reduce((sum, { customers }) => sum + customers, 0);
  if (count === 0) return null;
  return (gapAt(ordered, Math.ceil(count / 2)) + gapAt(ordered, Math.floor(count / 2) + 1)) / 2;
}

function gapAt(ordered: readonly SecondOrderGap[], place: number): number {
  let seen = 0;
  for (const { days, customers } of ordered) {
    seen += customers;
    if (seen >= place) return days;
  }
  throw new RangeError(`gap at place ${place}: expected one of ${seen}`);
}

/** Upper ends, in days, of the bands in which the gaps are shown; the last band has none. */
const BANDS = [7, 14, 30, 60, 90, 180, 365] as const;

export interface GapBand {
  /** First and last day of the band; the last band is open. */
  readonly from: number;
  readonly to: number | null;
  readonly customers: number;
}

/** The gaps by bands of days. */
export const gapBands = (gaps: readonly SecondOrderGap[]): GapBand[] =>
  [...BANDS, null].map((to, index) => {
    const from = index === 0 ? 0 : (BANDS[index - 1] ?? 0) + 1;
    const inside = gaps.filter(({ days }) => days >= from && (to === null || days <= to));
    return { from, to, customers: inside.reduce((sum, { customers }) => sum + customers, 0) };
  });
