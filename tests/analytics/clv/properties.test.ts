import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BuyerRows, groupedBuyers } from "~/analytics/clv/buyerRows";
import { fitPurchases } from "~/analytics/clv/fit";
import { forecaster } from "~/analytics/clv/forecaster";
import { fitGammaGamma, gammaGammaMean } from "~/analytics/clv/gammaGamma";
import { summariesAt } from "~/analytics/clv/histories";
import { fitLogNormal, logNormalMean } from "~/analytics/clv/logNormalSpend";
import { MODELS } from "~/analytics/clv/models";
import { type Buyer, PURCHASE_MODELS } from "~/analytics/clv/purchaseModel";
import { customerScores, shopForecast } from "~/analytics/clv/scores";
import { shopOf } from "./support";

const buyers = fc
  .record({
    repeatOrders: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 100, max: 3_000 })),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    observedFor: fc.double({ min: 0, max: 200, noNaN: true }),
  })
  .map(({ repeatOrders, share, observedFor }) => ({
    repeatOrders,
    observedFor,
    timeOfLastOrder: repeatOrders === 0 ? 0 : share * observedFor,
  }));

const parameter = fc.double({ min: -6, max: 6, noNaN: true }).map(Math.exp);
const values = fc.tuple(parameter, parameter, parameter, parameter).map((four) => [...four]);

/** One customer as rows. */
function rowsOf(list: readonly Buyer[]): BuyerRows {
  return {
    repeatOrders: Int32Array.from(list, ({ repeatOrders }) => repeatOrders),
    timeOfLastOrder: Float64Array.from(list, ({ timeOfLastOrder }) => timeOfLastOrder),
    observedFor: Float64Array.from(list, ({ observedFor }) => observedFor),
    weights: Float64Array.from(list, () => 1),
    customers: list.length,
    mostRepeatOrders: Math.max(...list.map(({ repeatOrders }) => repeatOrders)),
    totalRepeatOrders: list.reduce((sum, { repeatOrders }) => sum + repeatOrders, 0),
    logGaps: null,
  };
}

function expectSane(name: (typeof PURCHASE_MODELS)[number], at: readonly number[], buyer: Buyer, time: number): void {
  const model = MODELS[name];
  const alive = model.probabilityAlive(at, buyer);
  const { mean, variance, probabilityOfAny } = model.ordersAhead(at, buyer, time);
  const many = model.expectedOrders(at, rowsOf([buyer]), [time])[0] ?? Number.NaN;
  const chances = model.chancesOfAtLeast(at, buyer, time, 0.05);
  const all = [alive, mean, variance, probabilityOfAny, many, model.expectedRepeats(at, time), ...chances];
  for (const value of all)
    expect(Number.isFinite(value) && value >= 0, `${name} ${at} ${JSON.stringify(buyer)}`).toBe(true);
  expect(alive).toBeLessThanOrEqual(1);
  expect(probabilityOfAny).toBeLessThanOrEqual(alive + 1e-9);
}

describe.each(PURCHASE_MODELS)("%s", (name) => {
  const model = MODELS[name];

  it("has the gradient that differences of its likelihood give", () => {
    fc.assert(
      fc.property(fc.array(buyers, { minLength: 1, maxLength: 5 }), values, (list, at) => {
        const rows = rowsOf(list.map((one) => ({ ...one, repeatOrders: Math.min(60, one.repeatOrders) })));
        const size = model.parameters.length;
        const gradient = new Float64Array(size);
        const point = Float64Array.from(at.slice(0, size));
        const value = model.logLikelihood(rows, point, gradient);
        expect(Number.isFinite(value)).toBe(true);
        for (let index = 0; index < size; index += 1) {
          const step = 1e-5;
          const [up = 0, down = 0] = [step, -step].map((by) =>
            model.logLikelihood(
              rows,
              point.map((one, other) => (other === index ? one * Math.exp(by) : one)),
              new Float64Array(size),
            ),
          );
          const scale = 1 + Math.abs(gradient[index] ?? 0) + 1e-6 * Math.abs(value);
          expect(Math.abs((up - down) / (2 * step) - (gradient[index] ?? 0)) / scale).toBeLessThan(2e-4);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("forecasts nothing negative, infinite or undefined, whatever parameters and customer", () => {
    fc.assert(
      fc.property(values, buyers, fc.double({ min: 0, max: 160, noNaN: true }), (at, buyer, time) => {
        expectSane(name, at.slice(0, model.parameters.length), buyer, time);
      }),
      { numRuns: 60 },
    );
  });

  it("stays sane at a = 1, s = 1, a + b < 1 and with 3,000 repeat orders", () => {
    for (const at of [
      [0.25, 4.4, 1, 2.4],
      [0.25, 4.4, 0.2, 0.3],
      [0.55, 10.6, 1, 11.7],
      [0.55, 10.6, 1e-5, 11.7],
      [1.2, 0.001, 0.7, 1e4],
    ]) {
      for (const repeatOrders of [0, 1, 3_000]) {
        const timeOfLastOrder = repeatOrders === 0 ? 0 : 100;
        expectSane(
          name,
          at.slice(0, model.parameters.length),
          { repeatOrders, timeOfLastOrder, observedFor: 104 },
          156,
        );
        expectSane(name, at.slice(0, model.parameters.length), { repeatOrders, timeOfLastOrder, observedFor: 104 }, 0);
      }
    }
  });

  it("expects more the longer it looks ahead, and the sum of its own chances", () => {
    fc.assert(
      fc.property(values, buyers, (at, buyer) => {
        const point = at.slice(0, model.parameters.length).map((value) => Math.min(20, Math.max(0.05, value)));
        const few = { ...buyer, repeatOrders: Math.min(40, buyer.repeatOrders) };
        const [near, far] = [10, 30].map((time) => model.ordersAhead(point, few, time).mean);
        expect(far ?? 0).toBeGreaterThanOrEqual((near ?? 0) * (1 - 1e-9));
        const chances = model.chancesOfAtLeast(point, few, 30, 1e-12);
        const sum = chances.reduce((total, chance) => total + chance, 0);
        expect(Math.abs(sum - (far ?? 0)) / (1 + sum)).toBeLessThan(2e-3);
      }),
      { numRuns: 40 },
    );
  });

  it("fits shops in which nobody comes back, everybody comes back daily, or only one customer is", () => {
    for (const histories of [
      shopOf(Array.from({ length: 40 }, (_, index) => [index])),
      shopOf(Array.from({ length: 40 }, () => Array.from({ length: 100 }, (_, day) => day))),
      shopOf([[5]]),
      shopOf([[100]]),
    ]) {
      const { rows } = groupedBuyers(summariesAt(histories, 100));
      for (const method of ["ml", "map"] as const) {
        const fitted = fitPurchases(name, rows, method);
        expect(fitted.values.every((value) => Number.isFinite(value) && value > 0)).toBe(true);
        expect(Number.isFinite(fitted.logLikelihood)).toBe(true);
        expectSane(name, fitted.values, { repeatOrders: 0, timeOfLastOrder: 0, observedFor: 50 }, 365);
        expectSane(name, fitted.values, { repeatOrders: 99, timeOfLastOrder: 99, observedFor: 100 }, 365);
      }
    }
  });
});

describe("a customer with 3,000 repeat orders", () => {
  it("has a finite likelihood where hypergeometric forms underflow", () => {
    const rows = rowsOf([{ repeatOrders: 3_000, timeOfLastOrder: 100, observedFor: 104 }]);
    for (const name of PURCHASE_MODELS) {
      const at = Float64Array.from([0.5, 10, 0.6, 11]);
      expect(Number.isFinite(MODELS[name].logLikelihood(rows, at, new Float64Array(4)))).toBe(true);
    }
  });
});

describe("random small shops", () => {
  it("get a forecast that is never undefined, infinite or negative, and an interval around it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 12 }), {
          minLength: 30,
          maxLength: 60,
        }),
        fc.integer({ min: 1, max: 500 }),
        (customers, asOf) => {
          const histories = shopOf(customers);
          const made = forecaster(histories, { asOf });
          if (made.kind !== "forecaster") return;
          const { orders, interval } = shopForecast(histories, made, 365);
          expect(interval.low).toBeGreaterThanOrEqual(0);
          expect(interval.low).toBeLessThanOrEqual(orders);
          expect(interval.high).toBeGreaterThanOrEqual(orders);
          expect(Number.isFinite(interval.high)).toBe(true);
          const scores = customerScores(histories, made, { discountRate: 0.1 });
          for (const column of [scores.probabilityAlive, ...scores.orders, scores.ordersLow, scores.ordersHigh]) {
            expect(column.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe("the worth of an order", () => {
  const amounts = fc.array(fc.array(fc.double({ min: 0.01, max: 1e5, noNaN: true }), { maxLength: 6 }), {
    minLength: 1,
    maxLength: 30,
  });

  it("is above nothing and finite, whatever was paid", () => {
    fc.assert(
      fc.property(amounts, (customers) => {
        const sums = (of: (amount: number) => number) =>
          Float64Array.from(customers, (paid) => paid.reduce((sum, amount) => sum + of(amount), 0));
        const rows = {
          orders: sums(() => 1),
          spent: sums((amount) => amount),
          logs: sums(Math.log),
          logSquares: sums((amount) => Math.log(amount) ** 2),
          customers: customers.filter((paid) => paid.length > 0).length,
        };
        const gammaGamma = [fitGammaGamma(rows, "ml"), fitGammaGamma(rows, "map")];
        const logNormal = fitLogNormal(rows);
        expect(gammaGamma.every((one) => one === null)).toBe(rows.customers === 0);
        for (const [index, orders] of rows.orders.entries()) {
          const means = [
            ...gammaGamma.map((one) => one && gammaGammaMean(one, orders, rows.spent[index] ?? 0)),
            logNormal && logNormalMean(logNormal, orders, rows.logs[index] ?? 0),
          ].filter((mean) => mean !== null);
          for (const mean of means) expect(Number.isFinite(mean) && mean > 0).toBe(true);
        }
        for (const one of gammaGamma) expect(one === null || one.q > 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
