import { type Ratio, share } from "./money";

/** Customers with a trait, or without it, and how many of them are of high value. */
export interface Counted {
  readonly customers: number;
  readonly highValue: number;
}

/** Bounds of an estimate at 95%. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How the share of high-value customers among those with a trait compares with that among all others. */
export interface TraitEffect {
  readonly shareWith: Ratio | null;
  readonly shareOthers: Ratio | null;
  /** shareWith ÷ shareOthers; null where nobody else is of high value. */
  readonly lift: number | null;
  readonly liftInterval: Interval | null;
  /** Of shareWith − shareOthers. */
  readonly differenceInterval: Interval | null;
  /** Both sides hold enough customers to be ranked by. */
  readonly isRanked: boolean;
}

/** 97.5th percentile of the standard normal distribution. */
const Z = 1.959963984540054;

/** Sides with fewer customers are shown and not ranked. */
export const SMALLEST_N = 30;

export function traitEffect(withTrait: Counted, others: Counted, smallestN: number = SMALLEST_N): TraitEffect {
  const shareWith = share(withTrait.highValue, withTrait.customers);
  const shareOthers = share(others.highValue, others.customers);
  return {
    shareWith,
    shareOthers,
    lift: shareWith === null || shareOthers === null || shareOthers === 0 ? null : shareWith / shareOthers,
    liftInterval: liftInterval(withTrait, others),
    differenceInterval: differenceInterval(withTrait, others),
    isRanked: withTrait.customers >= smallestN && others.customers >= smallestN,
  };
}

/**
 * Interval of the ratio of two shares, log-normal: Katz, Baptista, Azen and Pike (1978), Biometrics 34:469. Null where a side has no
 * high-value customer, for which the method has no answer.
 */
export function liftInterval(withTrait: Counted, others: Counted): Interval | null {
  if (withTrait.highValue === 0 || others.highValue === 0) return null;
  const ratio = withTrait.highValue / withTrait.customers / (others.highValue / others.customers);
  const error = Math.sqrt(
    1 / withTrait.highValue - 1 / withTrait.customers + 1 / others.highValue - 1 / others.customers,
  );
  return { low: ratio * Math.exp(-Z * error), high: ratio * Math.exp(Z * error) };
}

/** Interval of a share: Wilson (1927), JASA 22:209, without correction for continuity. Null without customers. */
export function shareInterval({ customers, highValue }: Counted): Interval | null {
  if (customers === 0) return null;
  const p = highValue / customers;
  const spread = Z * Math.sqrt((p * (1 - p)) / customers + (Z * Z) / (4 * customers * customers));
  const scale = 1 + (Z * Z) / customers;
  const middle = p + (Z * Z) / (2 * customers);
  return { low: (middle - spread) / scale, high: (middle + spread) / scale };
}

/** Interval of the difference of two shares: method 10 of Newcombe (1998), Statistics in Medicine 17:873, from Wilson's intervals. */
export function differenceInterval(withTrait: Counted, others: Counted): Interval | null {
  const first = shareInterval(withTrait);
  const second = shareInterval(others);
  if (first === null || second === null) return null;
  const [p, q] = [withTrait.highValue / withTrait.customers, others.highValue / others.customers];
  return {
    low: p - q - Math.hypot(p - first.low, second.high - q),
    high: p - q + Math.hypot(first.high - p, q - second.low),
  };
}

/** Ranked first, by the lower bound of the lift (the least it is likely to be); the unranked by number of customers. */
export function byLift(
  left: TraitEffect & { readonly customers: number },
  right: TraitEffect & { readonly customers: number },
): number {
  if (left.isRanked !== right.isRanked) return left.isRanked ? -1 : 1;
  const least = (of: TraitEffect) => (of.isRanked ? (of.liftInterval?.low ?? -1) : 0);
  return least(right) - least(left) || right.customers - left.customers;
}
