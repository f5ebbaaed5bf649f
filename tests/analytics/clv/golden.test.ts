import { describe, expect, it } from "vitest";
import { accuracyOf } from "~/analytics/clv/accuracy";
import type { BuyerRows } from "~/analytics/clv/buyerRows";
import { fitPurchases } from "~/analytics/clv/fit";
import { fitGammaGamma, gammaGammaMean } from "~/analytics/clv/gammaGamma";
import { outcomesAfter } from "~/analytics/clv/histories";
import { MODELS } from "~/analytics/clv/models";
import type { Buyer } from "~/analytics/clv/purchaseModel";
import { discountedOrders, residualOrders } from "~/analytics/clv/residualOrders";
import { spendRows } from "~/analytics/clv/spendRows";
import { tracking } from "~/analytics/clv/tracking";
import { CALIBRATION_END, cdnow, HOLDOUT_END, REFERENCE_NAMES, reference } from "./support";

const CLASSIC = ["nbd", "bgNbd", "mbgNbd", "paretoNbd"] as const;

describe.each(["sample", "full"] as const)("CDNOW (%s), the published table", (part) => {
  const shop = cdnow(part);
  const expected = reference[part];
  const outcomes = outcomesAfter(shop.histories, shop.summaries, HOLDOUT_END);

  it("is summarised exactly", () => {
    const { summaries, buyers } = shop;
    const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
    expect({
      customers: summaries.customers.length,
      orders_cal: summaries.customers.length + sum(summaries.repeatOrders),
      sum_x: sum(summaries.repeatOrders),
      sum_tx_days: sum(summaries.timeOfLastOrder),
      sum_T_days: sum(summaries.observedFor),
      n_x0: summaries.repeatOrders.filter((orders) => orders === 0).length,
      max_x: buyers.rows.mostRepeatOrders,
      x_star: sum(outcomes.orders),
      sales_star: Math.round(sum(outcomes.spent) * 100) / 100,
      unique_x_tx_T: buyers.rows.weights.length,
    }).toEqual(expected.summary);
  });

  it.each(CLASSIC)("%s: likelihood, parameters and standard errors agree", (name) => {
    const fitted = fitPurchases(name, shop.buyers.rows, "ml");
    const { params, se, LL } = expected.models[REFERENCE_NAMES[name]];
    expect(Math.abs(fitted.logLikelihood - LL)).toBeLessThan(1e-3);
    for (const [index, value] of params.entries()) {
      const tolerance = name === "paretoNbd" && index > 1 ? 5e-3 : 1e-3;
      expect(Math.abs((fitted.values[index] ?? 0) / value - 1)).toBeLessThan(tolerance);
      const error = Math.sqrt(fitted.covariance?.[index]?.[index] ?? 0) * (fitted.values[index] ?? 0);
      expect(Math.abs(error / (se[index] ?? 1) - 1)).toBeLessThan(0.02);
    }
    expect(fitted.churn).toBe(name === "nbd" ? "notIdentified" : "identified");
  });

  it.each(CLASSIC)("%s: forecasts of the hold-out agree, as a whole and by repeat orders", (name) => {
    const fitted = fitPurchases(name, shop.buyers.rows, "ml");
    const byRow = MODELS[name].expectedOrders(fitted.values, shop.buyers.rows, [39]);
    const predicted = Float64Array.from(shop.buyers.rowOf, (row) => byRow[row] ?? 0);
    const { holdout, byFrequency } = expected.models[REFERENCE_NAMES[name]];
    const accuracy = accuracyOf(predicted, outcomes.orders);
    expect(Math.abs(accuracy.predicted / holdout.pred_total - 1)).toBeLessThan(1e-5);
    expect(accuracy.meanAbsoluteError).toBeCloseTo(holdout.MAE, 4);
    expect(accuracy.rootMeanSquare).toBeCloseTo(holdout.RMSE, 4);
    expect(accuracy.correlation).toBeCloseTo(holdout.corr, 3);
    expect(accuracy.rankCorrelation).toBeCloseTo(holdout.spearman, 3);
    for (const [bin, mean] of byFrequency.entries()) {
      const rows = [...shop.summaries.repeatOrders.keys()].filter(
        (row) => Math.min(7, shop.summaries.repeatOrders[row] ?? 0) === bin,
      );
      const own = rows.reduce((sum, row) => sum + (predicted[row] ?? 0), 0) / rows.length;
      expect(Math.abs(own - mean)).toBeLessThan(1e-3);
    }
  });

  it("Gamma-Gamma on repeat orders: likelihood, parameters and the mean of all customers agree", () => {
    const fitted = fitGammaGamma(spendRows(shop.histories, shop.summaries, "repeat"), "ml");
    expect(fitted?.customers).toBe(expected.gammaGamma.n);
    expect(Math.abs((fitted?.logLikelihood ?? 0) - expected.gammaGamma.LL)).toBeLessThan(1e-3);
    const own = [fitted?.p ?? 0, fitted?.q ?? 0, fitted?.gamma ?? 0];
    for (const [index, value] of expected.gammaGamma.params.entries()) {
      expect(Math.abs((own[index] ?? 0) / value - 1)).toBeLessThan(1e-3);
    }
    expect(fitted && gammaGammaMean(fitted, 0, 0)).toBeCloseTo(expected.gammaGamma.mean, 3);
  });

  it("single customers: P(alive), orders, worth of an order, worth of a year and of all time agree", () => {
    const { summaries, buyers, histories } = shop;
    const spend = spendRows(histories, summaries, "repeat");
    const gammaGamma = fitGammaGamma(spend, "ml");
    if (gammaGamma === null) throw new Error("Gamma-Gamma: expected a fit");
    const weekly = { steps: 52, length: 1, ratePerStep: 1.1 ** (1 / 52) - 1 };
    const fits = CLASSIC.map((name) => ({ name, values: fitPurchases(name, buyers.rows, "ml").values }));
    const dert = reference.dert[part === "full" ? "cdnow_full" : "cdnow_sample"];
    const everything = residualOrders(dert.params, buyers.rows, Math.log(1.1) / 52);
    for (const [place, id] of (expected.customers.id ?? []).entries()) {
      // The files number customers with leading zeros.
      const customer = histories.ids.findIndex((own) => Number(own) === id);
      const index = summaries.customers.indexOf(customer);
      const row = buyers.rowOf[index] ?? 0;
      const buyer = {
        repeatOrders: summaries.repeatOrders[index] ?? 0,
        timeOfLastOrder: (summaries.timeOfLastOrder[index] ?? 0) / 7,
        observedFor: (summaries.observedFor[index] ?? 0) / 7,
      };
      const amount = gammaGammaMean(gammaGamma, spend.orders[index] ?? 0, spend.spent[index] ?? 0);
      expect(amount).toBeCloseTo(expected.customers.E_M?.[place] ?? Number.NaN, 3);
      for (const { name, values } of fits) {
        const own = REFERENCE_NAMES[name];
        if (name !== "nbd") {
          const alive = expected.customers[`palive_${own}`]?.[place] ?? Number.NaN;
          expect(Math.abs(MODELS[name].probabilityAlive(values, buyer) - alive)).toBeLessThan(1e-4);
        }
        const ahead = expected.customers[`E_x_star_${own}`]?.[place] ?? Number.NaN;
        expect(Math.abs(MODELS[name].ordersAhead(values, buyer, 39).mean / ahead - 1)).toBeLessThan(1e-3);
        const worth = expected.customers[`clv52w_10pct_midweek_${own}`]?.[place] ?? Number.NaN;
        const orders = discountedOrders(MODELS[name], values, single(buyers.rows, buyer), weekly)[0] ?? 0;
        expect(Math.abs((orders * amount) / worth - 1)).toBeLessThan(1e-3);
      }
      expect(Math.abs((everything[row] ?? 0) / (dert.customers[String(id)] ?? 1) - 1)).toBeLessThan(1e-4);
    }
  });
});

/** One customer as rows. */
function single(rows: BuyerRows, buyer: Buyer): BuyerRows {
  return {
    ...rows,
    repeatOrders: Int32Array.of(buyer.repeatOrders),
    timeOfLastOrder: Float64Array.of(buyer.timeOfLastOrder),
    observedFor: Float64Array.of(buyer.observedFor),
    weights: Float64Array.of(1),
  };
}

describe("values printed in papers", () => {
  // Fader, Hardie and Lee (2005); Fader and Hardie (2005, 2008) for the customer 1516 of CDNOW.
  const bg = [0.243, 4.414, 0.793, 2.426];
  const pareto = [0.553, 10.578, 0.606, 11.669];
  const customer = { repeatOrders: 26, timeOfLastOrder: 30.857, observedFor: 31 };

  it("BG/NBD: orders of a new customer by weeks", () => {
    const exact = [0.242593, 4.413532, 0.792886, 2.425754];
    const means = [0.1429, 1, 3, 31.8571, 32].map((weeks) => MODELS.bgNbd.expectedRepeats(exact, weeks));
    expect(means.map((mean) => mean.toFixed(4))).toEqual(["0.0078", "0.0532", "0.1506", "1.0405", "1.0437"]);
  });

  it("BG/NBD: 39 weeks of a customer with two repeat orders", () => {
    const buyer = { repeatOrders: 2, timeOfLastOrder: 30.43, observedFor: 38.86 };
    expect(MODELS.bgNbd.ordersAhead(bg, buyer, 39).mean).toBeCloseTo(1.226, 3);
  });

  it("customer 1516: a year ahead by both models", () => {
    expect(MODELS.paretoNbd.probabilityAlive(pareto, customer)).toBeCloseTo(0.99787, 5);
    expect(Math.abs(MODELS.paretoNbd.ordersAhead(pareto, customer, 52).mean - 25.456)).toBeLessThan(2e-3);
    expect(MODELS.bgNbd.probabilityAlive(bg, customer)).toBeCloseTo(0.96885, 4);
    expect(Math.abs(MODELS.bgNbd.ordersAhead(bg, customer, 52).mean - 25.757)).toBeLessThan(2e-3);
  });

  it("cumulative repeat orders week by week agree for all three models", () => {
    const shop = cdnow("sample");
    for (const [name, key] of [
      ["bgNbd", "exp_cum_bgnbd"],
      ["mbgNbd", "exp_cum_mbgnbd"],
      ["paretoNbd", "exp_cum_pnbd"],
    ] as const) {
      const { values } = fitPurchases(name, shop.buyers.rows, "ml");
      const points = tracking(shop.histories, shop.summaries, (age) => MODELS[name].expectedRepeats(values, age / 7), {
        days: 7,
        until: HOLDOUT_END,
      });
      expect(points.map(({ actual }) => actual)).toEqual(reference.sample.tracking?.actual_cum);
      for (const [index, weekly] of (reference.sample.tracking?.[key] ?? []).entries()) {
        expect(Math.abs((points[index]?.expected ?? 0) - weekly)).toBeLessThan(5e-3);
      }
    }
    expect(CALIBRATION_END).toBe(10_134);
  });
});
