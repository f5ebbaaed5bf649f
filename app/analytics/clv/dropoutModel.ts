import { aheadOf, chancesAhead, meanOrders, newcomer } from "./dropoutForecast";
import { type DropoutForm, dropoutAlive, dropoutLogLikelihood } from "./geometricDropout";
import type { ParameterShape, PurchaseModel, PurchaseModelName } from "./purchaseModel";

const LEAST_CHANCE = 1e-10;

/** A model of the family in geometricDropout.ts under its own name, priors and starting points. */
export function dropoutModel(
  name: PurchaseModelName,
  form: DropoutForm,
  parameters: readonly ParameterShape[],
  starts: readonly (readonly number[])[],
): PurchaseModel {
  return {
    name,
    parameters,
    starts,
    logLikelihood: (rows, values, gradient) => dropoutLogLikelihood(form, rows, values, gradient),
    // Where a / (a + b) vanishes nobody leaves, and a and b can be anything.
    isChurnless: ([, , a = 1, b = 1]) => a < 1e-3 || (b > 1e3 && a / b < 1e-3),
    probabilityAlive: (values, { repeatOrders, timeOfLastOrder, observedFor }) =>
      dropoutAlive(form, values, repeatOrders, timeOfLastOrder, observedFor),
    ordersAhead: (values, { repeatOrders, timeOfLastOrder, observedFor }, time) => {
      const ahead = aheadOf(form, values, repeatOrders, timeOfLastOrder, observedFor);
      const chances = chancesAhead(ahead, time, LEAST_CHANCE);
      let mean = 0;
      let square = 0;
      for (const [index, chance] of chances.entries()) {
        mean += chance;
        square += (2 * index + 1) * chance;
      }
      return { mean, variance: Math.max(0, square - mean * mean), probabilityOfAny: chances[0] ?? 0 };
    },
    expectedOrders: (values, rows, times) => {
      const { repeatOrders, timeOfLastOrder, observedFor } = rows;
      const expected = new Float64Array(repeatOrders.length * times.length);
      for (let row = 0; row < repeatOrders.length; row += 1) {
        const x = repeatOrders[row] ?? 0;
        const ahead = aheadOf(form, values, x, timeOfLastOrder[row] ?? 0, observedFor[row] ?? 0);
        for (let index = 0; index < times.length; index += 1) {
          expected[row * times.length + index] = meanOrders(ahead, times[index] ?? 0);
        }
      }
      return expected;
    },
    chancesOfAtLeast: (values, { repeatOrders, timeOfLastOrder, observedFor }, time, least) =>
      chancesAhead(aheadOf(form, values, repeatOrders, timeOfLastOrder, observedFor), time, least),
    expectedRepeats: (values, time) => meanOrders(newcomer(form, values), time),
  };
}
