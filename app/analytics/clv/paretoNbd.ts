import { chancesOfCount } from "./negativeBinomial";
import { gaussLegendre } from "./numeric/quadrature";
import { risingOf } from "./numeric/rising";
import { decayed, expit, softplus } from "./numeric/special";
import { newIntegral, paretoIntegral } from "./paretoIntegral";
import type { Buyer, PurchaseModel } from "./purchaseModel";

/**
 * Pareto/NBD: Poisson purchases at a rate λ ~ Gamma(r, α) during a lifetime that is exponential with a rate μ ~ Gamma(s, β),
 * so that a customer may leave at any moment, also long after the last order. Schmittlein, Morrison and Colombo (1987),
 * "Counting your customers: who are they and what will they do next?", Management Science 33. The likelihood is
 *
 *     L = Γ(r+x)/Γ(r) · α^r β^s · [ (α+T)^-(r+x) (β+T)^-s + s ∫ (α+u)^-(r+x) (β+u)^-(s+1) du, u from t_x to T ]
 *
 * whose first term belongs to those still there.
 */
export const paretoNbd: PurchaseModel = {
  name: "paretoNbd",
  parameters: [
    { name: "r", isTime: false, prior: { centre: 0.6, spread: 0.6 } },
    { name: "alpha", isTime: true, prior: { centre: 0.35, spread: 0.8 } },
    { name: "s", isTime: false, prior: { centre: 0.6, spread: 0.7 } },
    { name: "beta", isTime: true, prior: { centre: 0.4, spread: 1 } },
  ],
  starts: [
    [1, 1, 1, 1],
    [0.3, 0.1, 0.3, 2],
  ],
  logLikelihood: (rows, values, gradient) => {
    const [r = 1, alpha = 1, s = 1, beta = 1] = values;
    const { repeatOrders, timeOfLastOrder, observedFor, weights } = rows;
    const rising = risingOf(r, rows.mostRepeatOrders);
    const logAlpha = Math.log(alpha);
    const logBeta = Math.log(beta);
    const logS = Math.log(s);
    const integral = newIntegral();
    let sum = 0;
    let byR = 0;
    let byAlpha = 0;
    let byS = 0;
    let byBeta = 0;
    for (let row = 0; row < weights.length; row += 1) {
      const weight = weights[row] ?? 0;
      const x = repeatOrders[row] ?? 0;
      const end = observedFor[row] ?? 0;
      const last = timeOfLastOrder[row] ?? 0;
      const shape = r + x;
      const logA = Math.log(alpha + end);
      const logB = Math.log(beta + end);
      const stays = -shape * logA - s * logB;
      paretoIntegral(integral, shape, s, alpha, beta, last, end);
      const odds = logS + integral.log - stays;
      const left = expit(odds);
      const there = 1 - left;
      sum += weight * ((rising.logs[x] ?? 0) + r * logAlpha + s * logBeta + stays + softplus(odds));
      byR += weight * ((rising.slopes[x] ?? 0) + logAlpha - there * logA - left * integral.logA);
      byAlpha += weight * (r / alpha - shape * (there / (alpha + end) + left * integral.inverseA));
      byS += weight * (logBeta - there * logB + left * (1 / s - integral.logB));
      byBeta += weight * (s / beta - (there * s) / (beta + end) - left * (s + 1) * integral.inverseB);
    }
    gradient[0] = byR * r;
    gradient[1] = byAlpha * alpha;
    gradient[2] = byS * s;
    gradient[3] = byBeta * beta;
    return sum;
  },
  isChurnless: ([, , s = 1, beta = 1]) => s < 1e-3 || beta > s * 1e4,
  probabilityAlive: aliveOf,
  ordersAhead: (values, buyer, time) => {
    const [r = 1, alpha = 1, s = 1, beta = 1] = values;
    const alive = aliveOf(values, buyer);
    const perTime = (r + buyer.repeatOrders) / (alpha + buyer.observedFor);
    const { first, second, none } = stay(s, beta + buyer.observedFor, time, perTime, r + buyer.repeatOrders);
    const mean = alive * perTime * first;
    const square = mean + alive * perTime * perTime * (1 + 1 / (r + buyer.repeatOrders)) * second;
    return {
      mean,
      variance: Math.max(0, square - mean * mean),
      probabilityOfAny: Math.min(1, Math.max(0, alive * (1 - none))),
    };
  },
  expectedOrders: (values, rows, times) => {
    const [r = 1, alpha = 1, s = 1, beta = 1] = values;
    const { repeatOrders, timeOfLastOrder, observedFor } = rows;
    const expected = new Float64Array(repeatOrders.length * times.length);
    for (let row = 0; row < repeatOrders.length; row += 1) {
      const buyer = {
        repeatOrders: repeatOrders[row] ?? 0,
        timeOfLastOrder: timeOfLastOrder[row] ?? 0,
        observedFor: observedFor[row] ?? 0,
      };
      const rate = (aliveOf(values, buyer) * (r + buyer.repeatOrders)) / (alpha + buyer.observedFor);
      for (const [index, time] of times.entries()) {
        expected[row * times.length + index] = rate * timeThere(s, beta + buyer.observedFor, time);
      }
    }
    return expected;
  },
  chancesOfAtLeast,
  expectedRepeats: ([r = 1, alpha = 1, s = 1, beta = 1], time) => (r / alpha) * timeThere(s, beta, time),
};

/** Expected time there within `time` from now, of one who is there now: the mean of min(lifetime left, time). */
function timeThere(s: number, beta: number, time: number): number {
  return time > 0 ? beta * decayed(s - 1, Math.log1p(time / beta)) : 0;
}

function aliveOf(values: readonly number[], { repeatOrders, timeOfLastOrder, observedFor }: Buyer): number {
  const [r = 1, alpha = 1, s = 1, beta = 1] = values;
  const shape = r + repeatOrders;
  paretoIntegral(shared, shape, s, alpha, beta, timeOfLastOrder, observedFor);
  return expit(-(Math.log(s) + shared.log + shape * Math.log(alpha + observedFor) + s * Math.log(beta + observedFor)));
}

const shared = newIntegral();
const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(16);

/** Moments of the time there within `time`, and the chance of no order in it, for one who is there now. */
function stay(s: number, beta: number, time: number, perTime: number, shape: number) {
  if (!(time > 0)) return { first: 0, second: 0, none: 1 };
  const span = Math.log1p(time / beta);
  let second = 0;
  let left = 0;
  for (let node = 0; node < NODES.length; node += 1) {
    const v = span * (NODES[node] ?? 0);
    const after = beta * Math.expm1(v);
    const weight = (WEIGHTS[node] ?? 0) * span;
    // E[min(lifetime, time)²] = ∫ 2u·P(lifetime > u) du, with du = β·e^v dv
    second += weight * 2 * after * beta * Math.exp((1 - s) * v);
    left += weight * s * Math.exp(-s * v - shape * Math.log1p((perTime * after) / shape));
  }
  const none = left + Math.exp(-s * span - shape * Math.log1p((perTime * time) / shape));
  return { first: timeThere(s, beta, time), second, none };
}

function chancesOfAtLeast(values: readonly number[], buyer: Buyer, time: number, least: number): readonly number[] {
  const [r = 1, alpha = 1, s = 1, beta = 1] = values;
  const alive = aliveOf(values, buyer);
  const ends = beta + buyer.observedFor;
  const span = Math.log1p(Math.max(0, time) / ends);
  const chances: number[] = [];
  const add = (weight: number, until: number) => {
    if (weight <= 0) return;
    const counted = chancesOfCount(r + buyer.repeatOrders, alpha + buyer.observedFor, until, least);
    for (const [index, chance] of counted.entries()) chances[index] = (chances[index] ?? 0) + weight * chance;
  };
  add(alive * Math.exp(-s * span), time);
  for (const [node, place] of NODES.entries()) {
    const v = span * place;
    add(alive * (WEIGHTS[node] ?? 0) * span * s * Math.exp(-s * v), ends * Math.expm1(v));
  }
  const end = chances.findIndex((chance) => chance <= least);
  return end === -1 ? chances : chances.slice(0, end);
}
