import { minimise, type Objective } from "./numeric/minimise";
import { digamma, logGamma } from "./numeric/special";
import { meanAmount, type SpendRows } from "./spendRows";

/** Parameters of the Gamma-Gamma model; γ is in the unit of the amounts. */
export interface GammaGammaValues {
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
}

export interface GammaGammaFit extends GammaGammaValues {
  readonly model: "gammaGamma";
  readonly logLikelihood: number;
  readonly isConverged: boolean;
  /** Customers it was fitted to. */
  readonly customers: number;
}

/** Prior centres of ln p, ln(q - 1), ln(γ / mean amount), and their spread: weak, and harmless from a hundred customers on. */
const CENTRE = [Math.log(6), Math.log(2.7), Math.log(0.45)] as const;
const SPREAD = 1;
const BOUND = 10;

/**
 * Gamma-Gamma: amounts of one customer vary as Gamma(p, ν) and ν between customers as Gamma(q, γ). Fader and Hardie (2013),
 * "The Gamma-Gamma model of monetary value", brucehardie.com note 025. q is kept above 1: below it the mean amount of a
 * customer would be infinite. Null without a single amount. Never throws.
 */
export function fitGammaGamma(rows: SpendRows, method: "ml" | "map"): GammaGammaFit | null {
  const mean = meanAmount(rows);
  if (mean === null) return null;
  const { counts, means } = scaled(rows, mean);
  const hasPrior = method === "map";
  const objective: Objective = (at, gradient) => {
    const [logP = 0, logQ = 0, logGamma0 = 0] = at;
    const sum = gammaGammaSum(counts, means, Math.exp(logP), 1 + Math.exp(logQ), Math.exp(logGamma0), gradient);
    const share = 1 / counts.length;
    gradient[1] = (gradient[1] ?? 0) * Math.exp(logQ);
    let beside = 0;
    for (let index = 0; index < 3; index += 1) {
      const log = at[index] ?? 0;
      let slope = -share * (gradient[index] ?? 0);
      if (hasPrior) {
        const off = (log - (CENTRE[index] ?? 0)) / SPREAD;
        beside += (share * off * off) / 2;
        slope += (share * off) / SPREAD;
      }
      const beyond = Math.abs(log) - BOUND;
      if (beyond > 0) {
        beside += beyond * beyond * 0.01;
        slope += beyond * Math.sign(log) * 0.02;
      }
      gradient[index] = slope;
    }
    return beside - share * sum;
  };
  const starts = [CENTRE, [0, 1, 0], [3, 2, -1]];
  const found = starts.map((start) => minimise(objective, Float64Array.from(start)));
  const best = found.reduce((left, right) => (right.value < left.value ? right : left));
  const [p = 0, q = 0, gamma = 0] = best.at;
  const values = { p: Math.exp(p), q: 1 + Math.exp(q), gamma: Math.exp(gamma) * mean };
  return {
    model: "gammaGamma",
    ...values,
    logLikelihood:
      gammaGammaSum(counts, means, values.p, values.q, Math.exp(gamma), new Float64Array(3)) -
      counts.length * Math.log(mean),
    isConverged: best.isConverged,
    customers: counts.length,
  };
}

/** Expected amount of an order of a customer with so many orders that came to `spent`. */
export function gammaGammaMean({ p, q, gamma }: GammaGammaValues, orders: number, spent: number): number {
  return (p * (gamma + spent)) / (p * orders + q - 1);
}

function scaled({ orders, spent }: SpendRows, mean: number): { counts: Float64Array; means: Float64Array } {
  const known = orders.map((_, row) => row).filter((row) => (orders[row] ?? 0) > 0);
  return {
    counts: known.map((row) => orders[row] ?? 1),
    means: known.map((row) => (spent[row] ?? 0) / (orders[row] ?? 1) / mean),
  };
}

/** Log-likelihood of the mean amounts; its derivatives by ln p, q and ln γ. */
function gammaGammaSum(
  counts: Float64Array,
  means: Float64Array,
  p: number,
  q: number,
  gamma: number,
  gradient: Float64Array,
): number {
  const logGammaQ = logGamma(q);
  const psiQ = digamma(q);
  const logScale = Math.log(gamma);
  const byCount = new Map<number, readonly [number, number, number]>();
  let sum = 0;
  let byP = 0;
  let byQ = 0;
  let byGamma = 0;
  for (let row = 0; row < counts.length; row += 1) {
    const x = counts[row] ?? 1;
    const m = means[row] ?? 1;
    let known = byCount.get(x);
    if (known === undefined) {
      known = [logGamma(p * x + q) - logGamma(p * x) - logGammaQ, digamma(p * x + q), digamma(p * x)];
      byCount.set(x, known);
    }
    const [constant, psiBoth, psiP] = known;
    const logM = Math.log(m);
    const logX = Math.log(x);
    const logSum = Math.log(gamma + m * x);
    sum += constant + q * logScale + (p * x - 1) * logM + p * x * logX - (p * x + q) * logSum;
    byP += x * (psiBoth - psiP + logM + logX - logSum);
    byQ += psiBoth - psiQ + logScale - logSum;
    byGamma += q / gamma - (p * x + q) / (gamma + m * x);
  }
  gradient[0] = byP * p;
  gradient[1] = byQ;
  gradient[2] = byGamma * gamma;
  return sum;
}
