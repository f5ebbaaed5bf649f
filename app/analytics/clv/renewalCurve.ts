import { inverseOf } from "./numeric/matrix";
import { minimise, type Objective } from "./numeric/minimise";
import { digamma, logGamma } from "./numeric/special";

/** Contracts with the same fate: `count` of them were renewed `cycles` times, and then ended or are still running. */
export interface ContractFates {
  /** Renewals so far: 0 for one that ended at, or has not reached, its first renewal. */
  readonly cycles: number;
  readonly hasEnded: boolean;
  readonly count: number;
}

/** Parameters of the beta-discrete-Weibull curve; c = 1 is the shifted beta-geometric. */
export interface CurveValues {
  readonly alpha: number;
  readonly beta: number;
  readonly c: number;
}

export interface CurveFit extends CurveValues {
  readonly model: "sbg" | "bdw";
  readonly logLikelihood: number;
  readonly isConverged: boolean;
  readonly contracts: number;
}

const PRIOR_SPREAD = 1.5;
const C_PRIOR_SPREAD = 0.5;
const BOUND = Math.log(1000);
const C_BOUND = Math.log(3);

/**
 * Fits S(t) = B(α, β + t^c) / B(α, β), the share of contracts renewed at least t times, to right-censored contracts; with
 * `hasShape` false c is 1. Null without contracts. Never throws.
 */
export function fitCurve(fates: readonly ContractFates[], hasShape: boolean, method: "ml" | "map"): CurveFit | null {
  const contracts = fates.reduce((sum, { count }) => sum + count, 0);
  if (!(contracts > 0)) return null;
  const share = 1 / contracts;
  const size = hasShape ? 3 : 2;
  const objective: Objective = (at, gradient) => {
    const [logAlpha = 0, logBeta = 0, logC = 0] = at;
    const sum = curveSum(fates, { alpha: Math.exp(logAlpha), beta: Math.exp(logBeta), c: Math.exp(logC) }, gradient);
    let beside = 0;
    for (let index = 0; index < size; index += 1) {
      const log = at[index] ?? 0;
      let slope = -share * (gradient[index] ?? 0);
      if (method === "map") {
        const spread = index === 2 ? C_PRIOR_SPREAD : PRIOR_SPREAD;
        beside += (share * (log / spread) ** 2) / 2;
        slope += (share * log) / spread ** 2;
      }
      const beyond = Math.abs(log) - (index === 2 ? C_BOUND : BOUND);
      if (beyond > 0) {
        beside += beyond * beyond;
        slope += 2 * beyond * Math.sign(log);
      }
      gradient[index] = slope;
    }
    return beside - share * sum;
  };
  const starts = [
    [0, 0, 0],
    [-0.5, 1.5, 0],
    [-1.5, 0.3, 0.5],
  ].map((start) => minimise(objective, Float64Array.from(start.slice(0, size))));
  const best = starts.reduce((left, right) => (right.value < left.value ? right : left));
  const [alpha = 0, beta = 0, c = 0] = best.at;
  const values = { alpha: Math.exp(alpha), beta: Math.exp(beta), c: Math.exp(c) };
  return {
    model: hasShape ? "bdw" : "sbg",
    ...values,
    logLikelihood: curveSum(fates, values, new Float64Array(3)),
    isConverged: best.isConverged,
    contracts,
  };
}

/** ln S(t), and its derivatives by ln α, ln β and ln c. */
function logSurvival({ alpha, beta, c }: CurveValues, t: number): readonly [number, number, number, number] {
  if (t <= 0) return [0, 0, 0, 0];
  const u = t ** c;
  const both = digamma(alpha + beta + u);
  const byU = digamma(beta + u) - both;
  const whole = digamma(alpha + beta);
  return [
    logGamma(beta + u) - logGamma(alpha + beta + u) - logGamma(beta) + logGamma(alpha + beta),
    alpha * (whole - both),
    beta * (byU - digamma(beta) + whole),
    c * u * Math.log(t) * byU,
  ];
}

function curveSum(fates: readonly ContractFates[], values: CurveValues, gradient: Float64Array): number {
  let sum = 0;
  gradient.fill(0);
  const add = (index: number, by: number) => {
    if (index < gradient.length) gradient[index] = (gradient[index] ?? 0) + by;
  };
  for (const { cycles, hasEnded, count } of fates) {
    const reached = logSurvival(values, cycles);
    if (!hasEnded) {
      sum += count * reached[0];
      for (let index = 0; index < 3; index += 1) add(index, count * (reached[index + 1] ?? 0));
      continue;
    }
    const beyond = logSurvival(values, cycles + 1);
    const kept = Math.min(Math.exp(beyond[0] - reached[0]), 1 - 1e-15);
    sum += count * (reached[0] + Math.log1p(-kept));
    for (let index = 0; index < 3; index += 1) {
      const ofReached = reached[index + 1] ?? 0;
      add(index, (count * (ofReached - kept * (beyond[index + 1] ?? 0))) / (1 - kept));
    }
  }
  return sum;
}

/** Share of contracts that are renewed at least `cycles` times. */
export function survival(values: CurveValues, cycles: number): number {
  return Math.min(1, Math.exp(logSurvival(values, cycles)[0]));
}

/** Share of those renewed `cycles - 1` times that is renewed once more; it grows with every cycle survived where c is near 1. */
export function retentionRate(values: CurveValues, cycles: number): number {
  return survivalAfter(values, cycles - 1, 1);
}

/** Share of contracts renewed `survived` times that is renewed at least `ahead` times more. */
export function survivalAfter(values: CurveValues, survived: number, ahead: number): number {
  return Math.min(1, Math.exp(logSurvival(values, survived + ahead)[0] - logSurvival(values, survived)[0]));
}

const MOST_CYCLES = 20_000;

/**
 * Discounted expected residual lifetime: renewals that a contract renewed `survived` times still brings, those at once (if
 * it is due now) worth 1, one cycle later 1 / (1 + rate), … Fader and Hardie (2010), "Customer-base valuation in a
 * contractual setting", Marketing Science 29. `cycles` bounds how far ahead is looked.
 */
export function discountedRenewals(
  values: CurveValues,
  survived: number,
  ratePerCycle: number,
  cycles = MOST_CYCLES,
): number {
  let sum = 0;
  let discount = 1;
  for (let ahead = 1; ahead <= Math.min(cycles, MOST_CYCLES); ahead += 1) {
    const term = survivalAfter(values, survived, ahead) * discount;
    sum += term;
    if (term < 1e-12 * sum) break;
    discount /= 1 + ratePerCycle;
  }
  return sum;
}

/** Discounted expected lifetime of a new contract, its first payment included. */
export function discountedLifetime(values: CurveValues, ratePerCycle: number): number {
  return 1 + discountedRenewals(values, 0, ratePerCycle) / (1 + ratePerCycle);
}

const STEP = 1e-4;

/**
 * Covariance of the logarithms of α, β (and c of a curve with shape) at the maximum (Laplace), the weak prior of `map` included;
 * null where the likelihood is flat.
 */
export function curveCovariance(fates: readonly ContractFates[], fit: CurveFit): readonly (readonly number[])[] | null {
  const names = fit.model === "bdw" ? (["alpha", "beta", "c"] as const) : (["alpha", "beta"] as const);
  const slopes = (values: CurveValues) => {
    const gradient = new Float64Array(3);
    curveSum(fates, values, gradient);
    return gradient;
  };
  const curvature = names.map((name, row) => {
    const [up, down] = [STEP, -STEP].map((by) => slopes({ ...fit, [name]: fit[name] * Math.exp(by) }));
    return names.map((_, column) => {
      const prior = row === column ? (row === 2 ? C_PRIOR_SPREAD : PRIOR_SPREAD) ** -2 : 0;
      return prior - ((up?.[column] ?? 0) - (down?.[column] ?? 0)) / (2 * STEP);
    });
  });
  const even = curvature.map((row, i) => row.map((value, j) => (value + (curvature[j]?.[i] ?? 0)) / 2));
  if (even.some((row, index) => !((row[index] ?? 0) > 0))) return null;
  const inverse = inverseOf(even);
  return inverse?.every((row, index) => row.every(Number.isFinite) && (row[index] ?? 0) > 0) ? inverse : null;
}
