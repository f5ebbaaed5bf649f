import { minimise, type Objective } from "./numeric/minimise";
import type { SpendRows } from "./spendRows";

/** Mean of ln(amount) over customers, its spread between them and within one, and what the mean of amounts needs. */
export interface LogNormalValues {
  readonly centre: number;
  readonly between: number;
  readonly within: number;
  /**
   * Factor from the middle of a customer's amounts to their mean: e^(σ²/2), moved halfway to the one with which all predicted
   * amounts sum to the actual ones (Duan's smearing): a tail heavier than the normal's pulls up sums, but not what most pay.
   */
  readonly smearing: number;
}

export interface LogNormalFit extends LogNormalValues {
  readonly model: "logNormal";
  readonly logLikelihood: number;
  readonly isConverged: boolean;
  readonly customers: number;
}

const CENTRE_WITHIN = Math.log(0.5);
const SPREAD = 1;
const LEAST = -9;
const MOST = 4;

/**
 * Log-normal amounts with shrinkage: ln(amount) ~ N(μ_i, σ²) within a customer, μ_i ~ N(μ, τ²) between them: the one-way
 * random effects model (Searle, Casella and McCulloch 1992, "Variance components"). A customer's own mean counts the more,
 * the more orders it rests on. Null without a single amount. Never throws.
 */
export function fitLogNormal(rows: SpendRows): LogNormalFit | null {
  const { orders, logs } = rows;
  const total = orders.reduce((sum, one) => sum + one, 0);
  if (total === 0) return null;
  const overall = logs.reduce((sum, one) => sum + one, 0) / total;
  const share = 1 / rows.customers;
  const objective: Objective = (at, gradient) => {
    const [centre = 0, logBetween = 0, logWithin = 0] = at;
    const sum = logNormalSum(rows, overall + centre, Math.exp(logBetween), Math.exp(logWithin), gradient);
    let beside = 0;
    for (let index = 0; index < 3; index += 1) {
      const value = at[index] ?? 0;
      let slope = -share * (gradient[index] ?? 0);
      if (index > 0) {
        // One-timers alone do not tell the spread between customers from that within: a weak prior does.
        const off = (value - CENTRE_WITHIN) / SPREAD;
        const beyond = value < LEAST ? value - LEAST : Math.max(0, value - MOST);
        beside += (share * off * off) / 2 + beyond * beyond * 0.01;
        slope += (share * off) / SPREAD + beyond * 0.02;
      }
      gradient[index] = slope;
    }
    return beside - share * sum;
  };
  const found = minimise(objective, Float64Array.from([0, CENTRE_WITHIN, CENTRE_WITHIN]));
  const [centre = 0, between = 0, within = 0] = found.at;
  const values = { centre: overall + centre, between: Math.exp(between), within: Math.exp(within), smearing: 1 };
  return {
    model: "logNormal",
    ...values,
    smearing: smearingOf(rows, values),
    logLikelihood: logNormalSum(rows, values.centre, values.between, values.within, new Float64Array(3)),
    isConverged: found.isConverged,
    customers: rows.customers,
  };
}

/** Expected amount of an order of a customer with so many orders whose logarithms come to `logs`. */
export function logNormalMean(
  { centre, between, within, smearing }: LogNormalValues,
  orders: number,
  logs: number,
): number {
  const noise = within * within;
  const spread = between * between;
  const own = (centre * noise + spread * logs) / (noise + orders * spread);
  const unsure = (noise * spread) / (noise + orders * spread);
  return smearing * Math.exp(Math.min(700, own + unsure / 2));
}

function smearingOf({ orders, spent, logs }: SpendRows, values: LogNormalValues): number {
  const own = Math.exp((values.within * values.within) / 2);
  let predicted = 0;
  let actual = 0;
  for (let row = 0; row < orders.length; row += 1) {
    const count = orders[row] ?? 0;
    if (count === 0) continue;
    predicted += count * own * logNormalMean(values, count, logs[row] ?? 0);
    actual += spent[row] ?? 0;
  }
  const half = Math.sqrt(actual / predicted);
  return predicted > 0 && half > 0 && Number.isFinite(half * own) ? half * own : 1;
}

/** Log-likelihood of the logarithms; its derivatives by μ, ln τ and ln σ. */
function logNormalSum(
  { orders, logs, logSquares }: SpendRows,
  centre: number,
  between: number,
  within: number,
  gradient: Float64Array,
): number {
  const noise = within * within;
  const spread = between * between;
  let sum = 0;
  let byCentre = 0;
  let bySpread = 0;
  let byNoise = 0;
  for (let row = 0; row < orders.length; row += 1) {
    const n = orders[row] ?? 0;
    if (n === 0) continue;
    const mean = (logs[row] ?? 0) / n;
    const scatter = Math.max(0, (logSquares[row] ?? 0) - n * mean * mean);
    const whole = noise + n * spread;
    const off = mean - centre;
    sum -= ((n - 1) * Math.log(noise) + Math.log(whole) + scatter / noise + (n * off * off) / whole) / 2;
    byCentre += (n * off) / whole;
    const byWhole = (-1 / whole + (n * off * off) / (whole * whole)) / 2;
    bySpread += n * byWhole;
    byNoise += byWhole - ((n - 1) / noise - scatter / (noise * noise)) / 2;
  }
  gradient[0] = byCentre;
  gradient[1] = bySpread * 2 * spread;
  gradient[2] = byNoise * 2 * noise;
  return sum - (orders.reduce((all, n) => all + n, 0) * Math.log(2 * Math.PI)) / 2;
}
