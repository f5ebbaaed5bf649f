import type { BuyerRows } from "./buyerRows";
import type { PurchaseFit } from "./fit";
import { MODELS } from "./models";
import { normalQuantile } from "./numeric/special";
import type { PurchaseModelName } from "./purchaseModel";

/** A range that holds the truth with the stated chance. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

export const LEVEL = 0.9;

/** A total of all customers, and how sure the model itself is of it. */
export interface ShopTotal {
  readonly mean: number;
  /** Variance of its logarithm from chance in the customers' orders and from the parameters, not from the model's misfit. */
  readonly logVariance: number;
  /** The part of it that comes from the parameters, which all customers share. */
  readonly shared: number;
}

/** Expected orders of all rows within `time`, with the variance of their sum. */
export function shopTotal(fit: PurchaseFit, rows: BuyerRows, time: number): ShopTotal {
  const model = MODELS[fit.model];
  const { repeatOrders, timeOfLastOrder, observedFor, weights } = rows;
  let mean = 0;
  let variance = 0;
  for (let row = 0; row < weights.length; row += 1) {
    const buyer = {
      repeatOrders: repeatOrders[row] ?? 0,
      timeOfLastOrder: timeOfLastOrder[row] ?? 0,
      observedFor: observedFor[row] ?? 0,
    };
    const ahead = model.ordersAhead(fit.values, buyer, time);
    mean += (weights[row] ?? 0) * ahead.mean;
    variance += (weights[row] ?? 0) * ahead.variance;
  }
  if (!(mean > 0)) return { mean: 0, logVariance: 0, shared: 0 };
  const shared = parameterVariance(fit, rows, time);
  return { mean, logVariance: Math.log1p(variance / (mean * mean)) + shared, shared };
}

/** Expected orders of all rows within `time`. */
export function meanTotal(name: PurchaseModelName, values: readonly number[], rows: BuyerRows, time: number): number {
  const expected = MODELS[name].expectedOrders(values, rows, [time]);
  let total = 0;
  for (let row = 0; row < expected.length; row += 1) total += (expected[row] ?? 0) * (rows.weights[row] ?? 0);
  return total;
}

const STEP = 0.02;

/** Variance of the logarithm of the total by that of the parameters (delta method). */
function parameterVariance(fit: PurchaseFit, rows: BuyerRows, time: number): number {
  const { covariance, values } = fit;
  if (covariance === null) return 0;
  const slopes = values.map((_, index) => {
    const [up, down] = [STEP, -STEP].map((by) =>
      meanTotal(
        fit.model,
        values.map((value, other) => (other === index ? value * Math.exp(by) : value)),
        rows,
        time,
      ),
    );
    return up && down ? Math.log(up / down) / (2 * STEP) : 0;
  });
  let sum = 0;
  for (const [i, row] of covariance.entries()) {
    for (const [j, value] of row.entries()) sum += (slopes[i] ?? 0) * value * (slopes[j] ?? 0);
  }
  return Number.isFinite(sum) ? Math.max(0, sum) : 0;
}

/** The interval of a total, log-normal, with the misfit that back-tests showed. */
export function totalInterval(
  { mean, logVariance }: Pick<ShopTotal, "mean" | "logVariance">,
  misfit: number,
  level = LEVEL,
): Interval {
  const spread = normalQuantile((1 + level) / 2) * Math.sqrt(logVariance + misfit * misfit);
  return { low: mean * Math.exp(-spread), high: mean * Math.exp(spread), level };
}

/** What some customers are expected to bring: a sum, the variance of chance in it, and the variance of its logarithm that all share. */
export interface GroupPart {
  readonly mean: number;
  readonly variance: number;
  readonly shared: number;
}

/**
 * The interval of what a group brings by several parts. Customers are independent of each other, so their variances add up;
 * what the parameters and the misfit make unsure is the same share for every group. What moves a shop away from one model moves
 * it away from the other too: these shares of the parts add up as they are, not as variances. Log-normal where something is
 * expected, normal at a loss.
 */
export function groupInterval(parts: readonly GroupPart[], level = LEVEL): Interval {
  const mean = parts.reduce((sum, part) => sum + part.mean, 0);
  const chance = parts.reduce((sum, part) => sum + part.variance, 0);
  const shared = parts.reduce((sum, part) => sum + Math.sqrt(part.shared) * Math.abs(part.mean), 0) ** 2;
  const bound = normalQuantile((1 + level) / 2);
  if (!(mean > 0)) {
    const spread = bound * Math.sqrt(chance + shared);
    return { low: mean - spread, high: mean + spread, level };
  }
  const logVariance = Math.log1p(chance / (mean * mean)) + shared / (mean * mean);
  return totalInterval({ mean, logVariance }, 0, level);
}
