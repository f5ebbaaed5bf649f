import { chancesOfCount } from "./negativeBinomial";
import { risingOf } from "./numeric/rising";
import type { PurchaseModel } from "./purchaseModel";

/**
 * NBD: Poisson purchases at a rate λ ~ Gamma(r, α), and nobody ever leaves. Ehrenberg (1959), "The pattern of consumer
 * purchases", Applied Statistics 8. What all other models are when no leaving can be told from the data.
 */
export const nbd: PurchaseModel = {
  name: "nbd",
  parameters: [
    { name: "r", isTime: false, prior: { centre: 0.4, spread: 0.6 } },
    { name: "alpha", isTime: true, prior: { centre: 0.4, spread: 0.8 } },
  ],
  starts: [[1, 1]],
  logLikelihood: ({ repeatOrders, observedFor, weights, mostRepeatOrders }, values, gradient) => {
    const [r = 1, alpha = 1] = values;
    const rising = risingOf(r, mostRepeatOrders);
    const logAlpha = Math.log(alpha);
    let sum = 0;
    let byR = 0;
    let byAlpha = 0;
    for (let row = 0; row < weights.length; row += 1) {
      const weight = weights[row] ?? 0;
      const x = repeatOrders[row] ?? 0;
      const toEnd = alpha + (observedFor[row] ?? 0);
      const logEnd = Math.log(toEnd);
      sum += weight * ((rising.logs[x] ?? 0) + r * logAlpha - (r + x) * logEnd);
      byR += weight * ((rising.slopes[x] ?? 0) + logAlpha - logEnd);
      byAlpha += weight * (r / alpha - (r + x) / toEnd);
    }
    gradient[0] = byR * r;
    gradient[1] = byAlpha * alpha;
    return sum;
  },
  isChurnless: () => true,
  probabilityAlive: () => 1,
  ordersAhead: ([r = 1, alpha = 1], { repeatOrders, observedFor }, time) => {
    const shape = r + repeatOrders;
    const ratio = time > 0 ? time / (alpha + observedFor) : 0;
    return {
      mean: shape * ratio,
      variance: shape * ratio * (1 + ratio),
      probabilityOfAny: -Math.expm1(-shape * Math.log1p(ratio)),
    };
  },
  expectedOrders: ([r = 1, alpha = 1], { repeatOrders, observedFor }, times) => {
    const expected = new Float64Array(repeatOrders.length * times.length);
    for (let row = 0; row < repeatOrders.length; row += 1) {
      const perTime = (r + (repeatOrders[row] ?? 0)) / (alpha + (observedFor[row] ?? 0));
      for (const [index, time] of times.entries()) expected[row * times.length + index] = perTime * Math.max(0, time);
    }
    return expected;
  },
  chancesOfAtLeast: ([r = 1, alpha = 1], { repeatOrders, observedFor }, time, least) =>
    chancesOfCount(r + repeatOrders, alpha + observedFor, time, least),
  expectedRepeats: ([r = 1, alpha = 1], time) => (r / alpha) * Math.max(0, time),
};
