import { normalQuantile } from "./numeric/special";
import type { ProofWindow } from "./proof";
import { type Interval, LEVEL, type ShopTotal, totalInterval } from "./totals";

/** What a forecast of the past needs to be learned from. */
export interface PastTotal {
  readonly asOf: number;
  readonly until: number;
  readonly orders: { readonly predicted: number; readonly actual: number };
  readonly spent?: { readonly predicted: number; readonly actual: number } | null;
  readonly total: Pick<ShopTotal, "logVariance">;
}

/** What a past total is of. Money is what is shown: where no amounts are known, its errors are those of orders. */
export type Counted = "orders" | "money";

/**
 * Forecasts are multiplied by the root of what came ÷ what was foretold in the back-test whose span is nearest to the one
 * asked for (the latest of equal ones): half of a past error tends to be there again. Of an error no larger than chance
 * makes it nothing is taken over, of others the part that chance does not explain. Held to 0.7 to 1.4.
 */
export function recalibration(windows: readonly PastTotal[], days: number, of: Counted = "orders"): number {
  const apart = ({ asOf, until }: PastTotal) => Math.abs(Math.log((until - asOf) / Math.max(1, days)));
  const [nearest] = windows.toSorted((left, right) => apart(left) - apart(right) || right.asOf - left.asOf);
  if (nearest === undefined || !(nearest.orders.predicted > 0)) return 1;
  const error = logError(nearest, of);
  const explained = error === 0 ? 1 : nearest.total.logVariance / (error * error);
  return Math.min(1.4, Math.max(0.7, Math.exp((error / 2) * Math.max(0, 1 - explained))));
}

/** Without three origins of its own a shop has the root mean square of seven back-tests on four shops, and their mean length. */
const USUAL_MISFIT = 0.15;
const USUAL_DAYS = 228;
const FEWEST_ORIGINS = 3;
/** No model is exact. */
const LEAST_MISFIT = 0.02;

const hasOwn = (windows: readonly PastTotal[]): boolean =>
  new Set(windows.map(({ asOf }) => asOf)).size >= FEWEST_ORIGINS;

/**
 * Spread of the logarithm of a shop's total that neither chance nor unsure parameters explain: seasons, campaigns, a model
 * that is not the truth. Without it, intervals said to hold 90% of totals held 3 to 60%. From the shop's own back-tests, their
 * mean square error less what the model itself expected; and `disagreement`, how far apart the totals are of models that the
 * back-tests cannot tell from the champion. It belongs to spans as long as those tests are on average: see `misfitAt`.
 */
export function misfit(windows: readonly PastTotal[], disagreement: number, of: Counted = "orders"): number {
  if (!hasOwn(windows)) return USUAL_MISFIT;
  const excess = windows.map((window) => logError(window, of) ** 2 - window.total.logVariance);
  const mean = excess.reduce((sum, one) => sum + one, 0) / excess.length;
  return Math.min(1, Math.sqrt(Math.max(LEAST_MISFIT * LEAST_MISFIT, mean) + disagreement * disagreement));
}

/** A test nearly as long counts as one of that length: a year is proved by eleven months. */
export const NEARLY = 0.9;

/**
 * The misfit of a total so many days ahead. What moves a shop away from its model adds up as time goes by: the square grows
 * with the days beyond the mean length of the tests it was learned from. And a 90% range is never narrower than the last
 * error of any length up to this one that was tested, by the same tests or by `far` ones.
 */
export function misfitAt(
  base: number,
  windows: readonly PastTotal[],
  days: number,
  of: Counted = "orders",
  far: readonly PastTotal[] = [],
): number {
  const learned = hasOwn(windows) ? meanOf(windows.map(({ asOf, until }) => until - asOf)) : USUAL_DAYS;
  const grown = Math.min(1, base * Math.sqrt(Math.max(1, days / learned)));
  const latest = new Map<number, PastTotal>();
  for (const window of [...windows, ...far]) {
    const length = window.until - window.asOf;
    const other = latest.get(length);
    if (length * NEARLY <= days && (other === undefined || other.asOf < window.asOf)) latest.set(length, window);
  }
  const bound = normalQuantile((1 + LEVEL) / 2);
  return Math.max(grown, ...[...latest.values()].map((window) => Math.abs(logError(window, of)) / bound));
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** ln(actual ÷ predicted), held at half an order where nothing came or nothing was foretold. */
function logError({ orders, spent }: Pick<PastTotal, "orders" | "spent">, of: Counted): number {
  if (of === "orders" || !spent || !(spent.predicted > 0) || !(orders.predicted > 0))
    return Math.log(Math.max(0.5, orders.actual) / Math.max(0.5, orders.predicted));
  const least = (0.5 * spent.predicted) / orders.predicted;
  return Math.log(Math.max(least, spent.actual) / Math.max(least, spent.predicted));
}

/**
 * The 90% range that would have been given for a past total, from what could be known at its origin: the misfit is that of the
 * tests that had ended by then, the usual one while these were fewer than three. Orders are whole: bounds are rounded outwards.
 * Null where no amounts are known.
 */
export function rangeAt(window: PastTotal, windows: readonly PastTotal[], of: Counted): Interval | null {
  const total = of === "orders" ? window.orders : window.spent;
  if (!total) return null;
  const ended = windows.filter(({ until }) => until <= window.asOf);
  const spread = misfitAt(misfit(ended, 0, of), ended, window.until - window.asOf, of);
  const { low, high } = totalInterval({ mean: total.predicted, logVariance: window.total.logVariance }, spread);
  return of === "orders"
    ? { low: Math.floor(low), high: Math.ceil(high), level: LEVEL }
    : { low: low < total.predicted / Math.max(1, window.orders.predicted) ? 0 : low, high, level: LEVEL };
}

/** Tests that have no day in common, the earliest first, as many as there are: others repeat each other's errors. */
export function testsApart<Window extends Pick<PastTotal, "asOf" | "until">>(
  windows: readonly Window[],
): readonly Window[] {
  const found: Window[] = [];
  for (const window of windows.toSorted((left, right) => left.until - right.until || right.asOf - left.asOf)) {
    const last = found.at(-1);
    if (last === undefined || window.asOf >= last.until) found.push(window);
  }
  return found;
}

/** How many of the tests apart came out within the range that would have been given; `of` counts those with known amounts. */
export function intervalHits(windows: readonly PastTotal[], counted: Counted = "orders"): { hits: number; of: number } {
  const held = testsApart(windows).flatMap((window) => {
    const range = rangeAt(window, windows, counted);
    const actual = (counted === "orders" ? window.orders : window.spent)?.actual ?? 0;
    return range ? [range.low <= actual && actual <= range.high] : [];
  });
  return { hits: held.filter(Boolean).length, of: held.length };
}

export type Grade = "A" | "B" | "C" | "D";

/** Fewer tests that do not overlap are too few to grade. */
export const FEWEST_TESTS = 3;

/**
 * A, B, C where the median absolute error of past totals (of money, or of orders where no amounts are known) is at most 5, 10,
 * 20%; else D, also with fewer than three tests that do not overlap. The median is null where nothing came in any test.
 */
export function grade(windows: readonly Pick<ProofWindow, "asOf" | "until" | "spent" | "orders">[]): {
  grade: Grade;
  medianError: number | null;
} {
  const errors = windows
    .map(({ spent, orders }) => (spent ?? orders).bias)
    .filter((bias) => bias !== null)
    .map(Math.abs)
    .sort((left, right) => left - right);
  const upper = errors[Math.floor(errors.length / 2)];
  const lower = errors[Math.ceil(errors.length / 2) - 1];
  if (upper === undefined || lower === undefined) return { grade: "D", medianError: null };
  const medianError = (upper + lower) / 2;
  if (testsApart(windows).length < FEWEST_TESTS) return { grade: "D", medianError };
  if (medianError <= 0.05) return { grade: "A", medianError };
  if (medianError <= 0.1) return { grade: "B", medianError };
  return { grade: medianError <= 0.2 ? "C" : "D", medianError };
}
