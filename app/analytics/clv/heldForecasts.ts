import type { Renewals } from "./contractForecast";
import type { ContractStanding } from "./contracts";

/** Renewals of one contract within a time, recalibrated and held to what is possible. */
export interface HeldRenewals {
  readonly expected: number;
  /** 5th and 95th percentile. */
  readonly low: number;
  readonly high: number;
}

/** Of what rounding leaves a bound is not moved. */
const EDGE = 1e-9;

/** How many charges of a contract fall due within so many days. */
export const mostRenewals = ({ contract, dueIn }: ContractStanding, days: number): number =>
  days < dueIn ? 0 : Math.floor((days - dueIn) / contract.cycleDays + EDGE) + 1;

/**
 * A contract's renewals within each of the times, in rising order, multiplied by its factor, bounds too: never more than fall due,
 * and never fewer than within a shorter time, however the factors of different times differ.
 */
export function heldRenewals(
  standing: ContractStanding,
  ahead: readonly Renewals[],
  times: readonly number[],
  factors: readonly number[],
): readonly HeldRenewals[] {
  let before: HeldRenewals = { expected: 0, low: 0, high: 0 };
  return times.map((days, index) => {
    const one = ahead[index];
    if (one === undefined) return before;
    const factor = factors[index] ?? 1;
    const most = mostRenewals(standing, days);
    const held = (value: number, least: number) => Math.min(most, Math.max(least, value));
    before = {
      expected: held(factor * one.mean, before.expected),
      low: held(Math.floor(factor * one.low + EDGE), before.low),
      high: held(Math.ceil(factor * one.high - EDGE), before.high),
    };
    return before;
  });
}

/** The same renewals, each worth what it is on its own day: those that a longer time adds take nothing from the others. */
export function discountedRenewals(held: readonly HeldRenewals[], ahead: readonly Renewals[]): readonly number[] {
  let sum = 0;
  return held.map(({ expected }, index) => {
    const [one, last] = [ahead[index], ahead[index - 1]];
    const more = (one?.mean ?? 0) - (last?.mean ?? 0);
    const discount = more > EDGE ? ((one?.discounted ?? 0) - (last?.discounted ?? 0)) / more : meanDiscount(one);
    sum += (expected - (held[index - 1]?.expected ?? 0)) * discount;
    return sum;
  });
}

const meanDiscount = (of: Renewals | undefined): number => (of && of.mean > 0 ? of.discounted / of.mean : 0);

/** Columns of rising times, in which a row comes no nearer to nothing with time. */
export function rising(columns: readonly Float64Array[]): readonly Float64Array[] {
  let before: Float64Array | undefined;
  return columns.map((column) => {
    const last = before;
    before = last
      ? column.map((value, row) => (Math.abs(last[row] ?? 0) > Math.abs(value) ? (last[row] ?? 0) : value))
      : column;
    return before;
  });
}
