import type { BuyerRows } from "./buyerRows";
import { type Rising, risingOf } from "./numeric/rising";
import { expit, softplus } from "./numeric/special";

/**
 * The family of models in which a customer may leave after any order, with a chance p ~ Beta(a, b) of their own, and until
 * then orders at every k-th event of a Poisson process of rate λ ~ Gamma(r, α): BG/NBD (k = 1, never after the first order),
 * MBG/NBD (k = 1) and MBG/CNBD-k. Parameters are [r, α, a, b].
 *
 * One likelihood holds for all, from Reutterer, Platzer and Schröder (2020), "Leveraging purchase regularity for predicting
 * customer behavior the easy way", International Journal of Research in Marketing 38. For a customer with x repeat orders:
 *
 *     L = Γ(r + kx)/Γ(r) · α^r · Π gap^(k-1) / (k-1)!^x · [ still there + left ]
 *     still there = B(a, b+x+c)/B(a, b) · (α+T)^-(r+kx) · Σ_{j<k} (r+kx)_j / j! · ((T-t_x)/(α+T))^j
 *     left        = B(a+1, b+x+c-1)/B(a, b) · (α+t_x)^-(r+kx)
 *
 * with c = 1 where a customer may leave after the first order, else 0.
 */
export interface DropoutForm {
  readonly k: number;
  readonly c: 0 | 1;
}

/** Tables by repeat orders of one set of parameters. */
interface Tables {
  readonly rate: Rising;
  readonly stay: Rising;
  readonly both: Rising;
}

function tablesOf({ k, c }: DropoutForm, most: number, r: number, a: number, b: number): Tables {
  return { rate: risingOf(r, k * most), stay: risingOf(b, most + c), both: risingOf(a + b, most + c) };
}

/** @see PurchaseModel.logLikelihood */
export function dropoutLogLikelihood(
  form: DropoutForm,
  rows: BuyerRows,
  values: Float64Array,
  gradient: Float64Array,
): number {
  const [r = 1, alpha = 1, a = 1, b = 1] = values;
  const { k, c } = form;
  const { rate, stay, both } = tablesOf(form, rows.mostRepeatOrders, r, a, b);
  const { repeatOrders, timeOfLastOrder, observedFor, weights } = rows;
  const logAlpha = Math.log(alpha);
  const logA = Math.log(a);
  const phases = new Float64Array(3);
  let sum = 0;
  let byR = 0;
  let byAlpha = 0;
  let byA = 0;
  let byB = 0;
  for (let row = 0; row < weights.length; row += 1) {
    const x = repeatOrders[row] ?? 0;
    const weight = weights[row] ?? 0;
    const toEnd = alpha + (observedFor[row] ?? 0);
    const toLast = alpha + (timeOfLastOrder[row] ?? 0);
    const shape = r + k * x;
    const logEnd = Math.log(toEnd);
    const logLast = Math.log(toLast);
    if (k > 1) phaseSum(phases, k, shape, (toEnd - toLast) / toEnd, toEnd);
    const [logPhases = 0, phasesByShape = 0, phasesByAlpha = 0] = phases;
    const stays = (stay.logs[x + c] ?? 0) - (both.logs[x + c] ?? 0) - shape * logEnd + logPhases;
    const canLeave = x + c > 0;
    // Log odds of having left against still being there.
    const odds = canLeave ? logA - Math.log(b + x + c - 1) + shape * (logEnd - logLast) - logPhases : -800;
    const left = canLeave ? expit(odds) : 0;
    sum += weight * ((rate.logs[k * x] ?? 0) + r * logAlpha + stays + (canLeave ? softplus(odds) : 0));
    const there = 1 - left;
    byR += weight * ((rate.slopes[k * x] ?? 0) + logAlpha - there * logEnd - left * logLast + there * phasesByShape);
    byAlpha += weight * (r / alpha - shape * (there / toEnd + left / toLast) + there * phasesByAlpha);
    const bothSlope = both.slopes[x + c] ?? 0;
    byA += weight * (left / a - bothSlope);
    byB += weight * ((stay.slopes[x + c] ?? 0) - bothSlope - (canLeave ? left / (b + x + c - 1) : 0));
  }
  gradient[0] = byR * r;
  gradient[1] = byAlpha * alpha;
  gradient[2] = byA * a;
  gradient[3] = byB * b;
  return sum + gapConstant(k, rows);
}

/** What the gaps between orders add to the log-likelihood; only by it can models with different k be compared. */
function gapConstant(k: number, rows: BuyerRows): number {
  if (k === 1 || rows.logGaps === null) return 0;
  let logFactorial = 0;
  for (let step = 2; step < k; step += 1) logFactorial += Math.log(step);
  return (k - 1) * rows.logGaps - rows.totalRepeatOrders * logFactorial;
}

/** ln of Σ_{j<k} (shape)_j / j! · y^j, and its derivatives by shape and by α. */
function phaseSum(into: Float64Array, k: number, shape: number, y: number, toEnd: number): void {
  let coefficient = 1;
  let coefficientSlope = 0;
  let power = 1;
  let sum = 1;
  let byShape = 0;
  let byY = 0;
  for (let j = 1; j < k; j += 1) {
    coefficientSlope = (coefficientSlope * (shape + j - 1) + coefficient) / j;
    coefficient = (coefficient * (shape + j - 1)) / j;
    byY += j * coefficient * power;
    power *= y;
    sum += coefficient * power;
    byShape += coefficientSlope * power;
  }
  into[0] = Math.log(sum);
  into[1] = byShape / sum;
  into[2] = ((byY / sum) * -y) / toEnd;
}

/** The chance that a customer has not left: 1 for BG/NBD without repeat orders, by its assumption. */
export function dropoutAlive(
  { k, c }: DropoutForm,
  [r = 1, alpha = 1, a = 1, b = 1]: readonly number[],
  x: number,
  timeOfLastOrder: number,
  observedFor: number,
): number {
  if (x + c === 0) return 1;
  const shape = r + k * x;
  const toEnd = alpha + observedFor;
  const y = (observedFor - timeOfLastOrder) / toEnd;
  let term = 1;
  let phases = 1;
  for (let j = 1; j < k; j += 1) {
    term *= ((shape + j - 1) / j) * y;
    phases += term;
  }
  const logRatio = Math.log1p((observedFor - timeOfLastOrder) / (alpha + timeOfLastOrder));
  return expit(Math.log(b + x + c - 1) - Math.log(a) - shape * logRatio + Math.log(phases));
}
