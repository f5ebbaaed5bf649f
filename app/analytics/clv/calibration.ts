import { normalQuantile } from "./numeric/special";
import type { ProofWindow } from "./proof";
import { LEVEL, type ShopTotal } from "./totals";

/** What a forecast of the past needs to be learned from. */
export interface PastTotal {
  readonly asOf: number;
  readonly until: number;
  readonly orders: { readonly predicted: number; readonly actual: number };
  readonly total: Pick<ShopTotal, "logVariance">;
}

/**
 * Forecasts are multiplied by the root of what came ÷ what was foretold in the back-test whose span is nearest to the one
 * asked for (the latest of equal ones): half of a past error tends to be there again. Of an error no larger than chance
 * makes it nothing is taken over, of others the part that chance does not explain. Held to 0.7 to 1.4.
 */
export function recalibration(windows: readonly PastTotal[], days: number): number {
  const apart = ({ asOf, until }: PastTotal) => Math.abs(Math.log((until - asOf) / Math.max(1, days)));
  const [nearest] = windows.toSorted((left, right) => apart(left) - apart(right) || right.asOf - left.asOf);
  if (nearest === undefined || !(nearest.orders.predicted > 0)) return 1;
  const error = logError(nearest);
  const explained = error === 0 ? 1 : nearest.total.logVariance / (error * error);
  return Math.min(1.4, Math.max(0.7, Math.exp((error / 2) * Math.max(0, 1 - explained))));
}

/** Without three origins of its own a shop has the root mean square of seven back-tests on four shops. */
const USUAL_MISFIT = 0.15;
const FEWEST_ORIGINS = 3;
/** No model is exact. */
const LEAST_MISFIT = 0.02;

/**
 * Spread of the logarithm of a shop's total that neither chance nor unsure parameters explain: seasons, campaigns, a model
 * that is not the truth. Without it, intervals said to hold 90% of totals held 3 to 60%. From the shop's own back-tests, their
 * mean square error less what the model itself expected; and `disagreement`, how far apart the totals are of models that the
 * back-tests cannot tell from the champion.
 */
export function misfit(windows: readonly PastTotal[], disagreement: number): number {
  const origins = new Set(windows.map(({ asOf }) => asOf));
  if (origins.size < FEWEST_ORIGINS) return USUAL_MISFIT;
  const excess = windows.map((window) => logError(window) ** 2 - window.total.logVariance);
  const mean = excess.reduce((sum, one) => sum + one, 0) / excess.length;
  return Math.min(1, Math.sqrt(Math.max(LEAST_MISFIT * LEAST_MISFIT, mean) + disagreement * disagreement));
}

/** ln(actual ÷ predicted), held where nothing came or nothing was foretold. */
function logError({ orders }: Pick<PastTotal, "orders">): number {
  return Math.log(Math.max(0.5, orders.actual) / Math.max(0.5, orders.predicted));
}

/** How many past totals lay within the interval that would have been given. */
export function intervalHits(windows: readonly PastTotal[], spread: number): { hits: number; of: number } {
  const bound = normalQuantile((1 + LEVEL) / 2);
  const hits = windows.filter(
    (window) => Math.abs(logError(window)) <= bound * Math.sqrt(window.total.logVariance + spread * spread),
  );
  return { hits: hits.length, of: windows.length };
}

export type Grade = "A" | "B" | "C" | "D";

/**
 * A, B, C where the median absolute error of past totals (of money, or of orders where no amounts are known) is at most 5, 10,
 * 20%; else D, also without a back-test.
 */
export function grade(windows: readonly Pick<ProofWindow, "spent" | "orders">[]): {
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
  if (medianError <= 0.05) return { grade: "A", medianError };
  if (medianError <= 0.1) return { grade: "B", medianError };
  return { grade: medianError <= 0.2 ? "C" : "D", medianError };
}
