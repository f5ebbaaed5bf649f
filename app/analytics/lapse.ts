import { type Ratio, share } from "./money";

/** Where a customer stands in their rhythm: ordering, in the last fifth of the time we wait, or past it. */
export type Standing = "active" | "atRisk" | "lost";

/** Share of the lapse point after which a customer is at risk. */
const AT_RISK_FROM = 0.8;

/** How often each value occurs. */
export type Histogram = readonly { readonly value: number; readonly times: number }[];

/** The smallest gap that 90% of the gaps do not exceed; null without gaps. */
export function lapsePointOf(gaps: Histogram): number | null {
  const total = timesOf(gaps);
  return total === 0 ? null : valueAt(gaps, Math.ceil(total * 0.9));
}

/** Middle of the values, the mean of the two middle ones of an even number; null without values. */
export function medianOf(values: Histogram): number | null {
  const total = timesOf(values);
  return total === 0 ? null : (valueAt(values, Math.ceil(total / 2)) + valueAt(values, Math.floor(total / 2) + 1)) / 2;
}

export const timesOf = (values: Histogram): number => values.reduce((total, { times }) => total + times, 0);

/** The value in the given place, from 1, of all values in their order. Throws outside of them. */
function valueAt(values: Histogram, place: number): number {
  let before = 0;
  for (const { value, times } of values.toSorted((left, right) => left.value - right.value)) {
    before += times;
    if (before >= place) return value;
  }
  throw new RangeError(`place ${place}: expected 1 to ${before}`);
}

/** Whole days after the last order from which on a customer is at risk: more than four fifths of the lapse point. */
export const atRiskAfter = (lapsePoint: number): number => Math.floor(lapsePoint * AT_RISK_FROM);

/** How a customer stands `daysSince` days after their last order; null while the lapse point is unknown. */
export function standingOf(daysSince: number, lapsePoint: number | null): Standing | null {
  if (lapsePoint === null) return null;
  if (daysSince > lapsePoint) return "lost";
  return daysSince > atRiskAfter(lapsePoint) ? "atRisk" : "active";
}

/** Customers of a period, counted. Active: ordered, and not past the lapse point on that day. */
export interface CustomersOfPeriod {
  readonly activeAtStart: number;
  readonly activeAtEnd: number;
  /** First order in the period, and active at its end. */
  readonly newAtEnd: number;
  /** Active at the start, and past the lapse point at the end. */
  readonly lostAtEnd: number;
}

type AtStart = Pick<CustomersOfPeriod, "activeAtStart" | "lostAtEnd">;

/**
 * Of those active at the start, the share still active at the end; null without customers at the start. Neither new customers
 * nor those won back count, who were not active at the start: so it lies between 0 and 1. A churn of
 * "(customers at start − new) ÷ start", as some articles print it, is wrong.
 */
export const customerRetentionRate = ({ activeAtStart, lostAtEnd }: AtStart): Ratio | null =>
  share(activeAtStart - lostAtEnd, activeAtStart);

/** Of those active at the start, the share lost by the end: 1 − customer retention rate. */
export const customerChurnRate = ({ activeAtStart, lostAtEnd }: AtStart): Ratio | null =>
  share(lostAtEnd, activeAtStart);
