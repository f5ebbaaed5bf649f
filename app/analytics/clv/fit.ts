import { type BuyerRows, meanObservedFor, scaledRows, thinnedRows } from "./buyerRows";
import { MODELS } from "./models";
import { inverseOf } from "./numeric/matrix";
import { type Minimum, minimise, type Objective } from "./numeric/minimise";
import type { PurchaseModel, PurchaseModelName } from "./purchaseModel";

/** Maximum likelihood, or the maximum of likelihood times a weak prior, which small shops need. */
export type FitMethod = "ml" | "map";

/**
 * Whether the data tell how customers leave. `notIdentified` is an answer and no failure: nobody visibly leaves, and the
 * forecasts are those of a shop whose customers stay. `priorLed`: what is said about leaving is mostly the prior's.
 */
export type Churn = "identified" | "priorLed" | "notIdentified";

export interface PurchaseFit {
  readonly model: PurchaseModelName;
  readonly method: FitMethod;
  /** In the order of the model's parameters, in the unit of time of the rows. */
  readonly values: readonly number[];
  /** Log-likelihood at these parameters, without the prior. */
  readonly logLikelihood: number;
  readonly churn: Churn;
  readonly isConverged: boolean;
  readonly evaluations: number;
  /** Covariance of the parameters' logarithms (Laplace); null where the likelihood is flat. */
  readonly covariance: readonly (readonly number[])[] | null;
}

/** Logarithms of parameters are kept within ± this. */
const BOUND = 12;
const WALL = 0.01;
/** Shops with more distinct rows are searched roughly on so many of them first. */
const ROUGH_ROWS = 600;
const ROUGH = { slope: 1e-5, iterations: 60 };
const FLAT = 1e-4;

/**
 * Fits a model to rows. Times are divided by their mean, the logarithms of the parameters are searched from several places
 * by BFGS with exact gradients. Never throws and never gives up: without any order to learn from, the prior's centre is the
 * answer.
 */
export function fitPurchases(name: PurchaseModelName, rows: BuyerRows, method: FitMethod): PurchaseFit {
  const model = MODELS[name];
  const scale = meanObservedFor(rows);
  const scaled = scaledRows(rows, scale);
  const hasPrior = method === "map";
  const found = search(model, scaled, hasPrior);
  const values = Array.from(found.at, (log, index) => Math.exp(log) * (model.parameters[index]?.isTime ? scale : 1));
  const covariance =
    rows.customers > 0 ? covarianceAt(objectiveOf(model, scaled, hasPrior), found.at, rows.customers) : null;
  return {
    model: name,
    method,
    values,
    logLikelihood: logLikelihoodOf(name, rows, values),
    churn: churnOf(model, values, covariance, scale, hasPrior),
    isConverged: found.isConverged,
    evaluations: found.evaluations,
    covariance,
  };
}

/** Log-likelihood of rows at parameters in the same unit of time. */
export function logLikelihoodOf(name: PurchaseModelName, rows: BuyerRows, values: readonly number[]): number {
  return MODELS[name].logLikelihood(rows, Float64Array.from(values), new Float64Array(values.length));
}

function search(model: PurchaseModel, rows: BuyerRows, hasPrior: boolean): Minimum {
  const centre = model.parameters.map(({ prior }) => prior.centre);
  const starts = [centre, ...model.starts].map((start) => Float64Array.from(start, Math.log));
  const isLarge = rows.weights.length > ROUGH_ROWS;
  const rough = isLarge ? objectiveOf(model, thinnedRows(rows, ROUGH_ROWS), hasPrior) : null;
  const whole = objectiveOf(model, rows, hasPrior);
  const tried = starts.map((start) => minimise(rough ?? whole, start, ROUGH));
  const best = tried.reduce((left, right) => (right.value < left.value ? right : left));
  const finished = minimise(whole, best.at);
  // What a search on few rows cost is as good as nothing.
  const evaluations = (isLarge ? [] : tried).reduce((sum, one) => sum + one.evaluations, finished.evaluations);
  return { ...finished, evaluations };
}

/** Minus the mean log-likelihood of a customer, with the prior shared out among them, and a wall around the bounds. */
function objectiveOf(model: PurchaseModel, rows: BuyerRows, hasPrior: boolean): Objective {
  const { customers } = rows;
  const share = 1 / Math.max(1, customers);
  // Constants of the gaps do not depend on the parameters, and would only cost digits.
  const bare = { ...rows, logGaps: null };
  return (at, gradient) => {
    const value = -share * model.logLikelihood(bare, at.map(Math.exp), gradient);
    let beside = 0;
    for (const [index, { prior }] of model.parameters.entries()) {
      const log = at[index] ?? 0;
      let slope = -share * (gradient[index] ?? 0);
      if (hasPrior) {
        const off = (log - Math.log(prior.centre)) / prior.spread;
        beside += (share * off * off) / 2;
        slope += (share * off) / prior.spread;
      }
      const beyond = Math.abs(log) - BOUND;
      if (beyond > 0) {
        beside += WALL * beyond * beyond;
        slope += 2 * WALL * beyond * Math.sign(log);
      }
      gradient[index] = slope;
    }
    return value + beside;
  };
}

/** Inverse of the curvature at the maximum, from differences of exact gradients. */
function covarianceAt(objective: Objective, at: Float64Array, customers: number): PurchaseFit["covariance"] {
  const step = 1e-4;
  const columns = Array.from(at, (_, index) => {
    const sides = [step, -step].map((by) => {
      const gradient = new Float64Array(at.length);
      objective(
        at.map((log, other) => (other === index ? log + by : log)),
        gradient,
      );
      return gradient;
    });
    return Array.from(at, (__, row) => (customers * ((sides[0]?.[row] ?? 0) - (sides[1]?.[row] ?? 0))) / (2 * step));
  });
  const curvature = columns.map((column, i) => column.map((value, j) => (value + (columns[j]?.[i] ?? 0)) / 2));
  if (curvature.some((row, index) => !((row[index] ?? 0) > FLAT))) return null;
  const inverse = inverseOf(curvature);
  return inverse?.every((row) => row.every(Number.isFinite)) ? inverse : null;
}

function churnOf(
  model: PurchaseModel,
  values: readonly number[],
  covariance: PurchaseFit["covariance"],
  scale: number,
  hasPrior: boolean,
): Churn {
  const unscaled = values.map((value, index) => (model.parameters[index]?.isTime ? value / scale : value));
  if (model.isChurnless(unscaled)) return "notIdentified";
  if (!hasPrior) return covariance === null ? "notIdentified" : "identified";
  // The third parameter (a or s) tells how readily customers leave.
  const spread = model.parameters[2]?.prior.spread ?? 1;
  const left = Math.sqrt(covariance?.[2]?.[2] ?? spread * spread);
  return left > 0.8 * spread ? "priorLed" : "identified";
}
