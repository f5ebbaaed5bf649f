import { describe, expect, it } from "vitest";
import { amountVariation } from "~/analytics/clv/amountVariation";
import { grade, intervalHits, misfit, misfitAt, rangeAt, recalibration, testsApart } from "~/analytics/clv/calibration";
import { chosenModel, rivals } from "~/analytics/clv/champion";
import { type Forecaster, forecaster } from "~/analytics/clv/forecaster";
import { heuristics } from "~/analytics/clv/heuristics";
import { orderHistories, outcomesAfter, summariesAt } from "~/analytics/clv/histories";
import { HORIZONS } from "~/analytics/clv/horizons";
import type { ProofWindow } from "~/analytics/clv/proof";
import { customerScores, shopForecast } from "~/analytics/clv/scores";
import { seasonClock, seasonIndex } from "~/analytics/clv/seasons";
import { backtestWindows } from "~/analytics/clv/windows";
import { simulatedShop } from "../../../bench/clv/simulated";
import { CALIBRATION_END, cdnow, HOLDOUT_END, shopOf } from "./support";

/** A past forecast of so many orders beside those that came, with nothing left to chance. */
function window(days: number, predicted: number, actual: number, asOf = 0, logVariance = 0): ProofWindow {
  const errors = {
    customers: 100,
    predicted,
    actual,
    bias: actual > 0 ? predicted / actual - 1 : null,
    meanAbsoluteError: 0,
    relativeError: null,
    rootMeanSquare: 0,
    deviance: 0,
  };
  const orders = {
    ...errors,
    correlation: null,
    rankCorrelation: null,
    gini: null,
    topTenth: null,
    deciles: [],
    decileError: null,
  };
  return {
    asOf,
    until: asOf + days,
    orders,
    spent: null,
    total: { mean: predicted, logVariance, shared: 0 },
    anyOrder: [],
    spans: [],
    heuristics: { samePace: errors, lastWindow: errors },
  };
}

describe("windows of a back-test", () => {
  it("begin 3, 6, 9 and 12 months back, and look no farther ahead than the history behind", () => {
    expect(backtestWindows(0, 400).map(({ asOf, until }) => [asOf, until])).toEqual([
      [309, 400],
      [218, 309],
      [218, 400],
      [127, 218],
    ]);
    expect(backtestWindows(0, 180)).toEqual([]);
    expect(backtestWindows(0, 181)).toHaveLength(1);
  });
});

describe("the champion", () => {
  const deviances = (scale: number) => [1, 2, 0.5].map((one) => one * scale);

  it("stays unless another is better by more than one percent", () => {
    const close = [
      { family: "paretoNbd", deviances: deviances(1) },
      { family: "mbgNbd", deviances: deviances(0.991) },
    ] as const;
    expect(chosenModel(close, "paretoNbd")).toMatchObject({ champion: "paretoNbd", why: "kept" });
    expect(chosenModel(close, "mbgNbd")).toMatchObject({ champion: "mbgNbd", why: "kept" });
    const clear = [close[0], { family: "mbgCnbd", deviances: deviances(0.98) }] as const;
    expect(chosenModel(clear, "paretoNbd")).toMatchObject({ champion: "mbgCnbd", why: "better" });
  });

  it("is the incumbent without a back-test", () => {
    expect(chosenModel([{ family: "nbd", deviances: [] }], "bgNbd")).toEqual({
      champion: "bgNbd",
      standings: {},
      why: "noBacktest",
    });
  });

  it("has as rivals those that are not worse by more than one percent", () => {
    const choice = {
      champion: "paretoNbd",
      standings: { paretoNbd: 0, mbgNbd: 0.004, nbd: 0.2 },
      why: "kept",
    } as const;
    expect(rivals(choice)).toEqual(["mbgNbd"]);
  });
});

describe("recalibration", () => {
  it("takes over the root of the last error of the nearest span, within 0.7 and 1.4", () => {
    expect(recalibration([window(90, 100, 121), window(360, 100, 64)], 91)).toBeCloseTo(1.1, 12);
    expect(recalibration([window(90, 100, 121), window(360, 100, 64)], 365)).toBeCloseTo(0.8, 12);
    expect(recalibration([window(90, 100, 900)], 90)).toBe(1.4);
    expect(recalibration([window(90, 100, 9)], 90)).toBe(0.7);
    expect(recalibration([], 90)).toBe(1);
  });

  it("prefers the latest of equal spans, and takes over nothing that chance explains", () => {
    expect(recalibration([window(90, 100, 100, 10), window(90, 100, 144, 200)], 90)).toBeCloseTo(1.2, 12);
    expect(recalibration([window(90, 100, 121, 0, Math.log(1.21) ** 2)], 90)).toBe(1);
  });
});

describe("the misfit", () => {
  it("is the usual 15% until three origins were tested, then the shop's own errors beyond chance", () => {
    expect(misfit([window(90, 100, 100, 1), window(90, 100, 100, 2)], 0.5)).toBe(0.15);
    const errors = [1, 2, 3].map((asOf) => window(90, 100, 100 * Math.exp(0.3), asOf, 0.05));
    expect(misfit(errors, 0)).toBeCloseTo(0.2, 12);
    expect(misfit(errors, 0.15)).toBeCloseTo(0.25, 12);
    expect(
      misfit(
        [1, 2, 3].map((asOf) => window(90, 100, 100, asOf)),
        0,
      ),
    ).toBe(0.02);
  });

  it("grows with the days ahead beyond those it was learned from", () => {
    expect(misfitAt(0.15, [], 90)).toBe(0.15);
    // 912 days are four times the 228 of the usual one.
    expect(misfitAt(0.15, [], 912)).toBeCloseTo(0.3, 12);
    const exact = [1, 2, 3].map((asOf) => window(90, 100, 100, asOf));
    expect(misfitAt(0.02, exact, 45)).toBe(0.02);
    expect(misfitAt(0.02, exact, 360)).toBeCloseTo(0.04, 12);
  });

  it("makes no 90% range narrower than the last error of a length that was tested", () => {
    const windows = [window(90, 100, 100, 1), window(90, 100, 100, 2), window(360, 100, 130, 3)];
    // ln 1.3 ÷ 1.644854
    expect(misfitAt(0.02, windows, 365)).toBeCloseTo(0.159506, 6);
    expect(misfitAt(0.02, windows, 90)).toBe(0.02);
    expect(misfitAt(0.02, windows.slice(0, 2), 730, "orders", [window(730, 100, 130, 3)])).toBeCloseTo(0.159506, 6);
  });

  it("of money is by what money was off, whatever orders were", () => {
    const money = (actual: number, asOf: number) => {
      const exact = window(90, 100, 100, asOf);
      return { ...exact, spent: { ...exact.orders, predicted: 1000, actual } };
    };
    const windows = [1, 2, 3].map((asOf) => money(1000 * Math.exp(0.2), asOf));
    expect(misfit(windows, 0)).toBe(0.02);
    expect(misfit(windows, 0, "money")).toBeCloseTo(0.2, 12);
    expect(recalibration([money(1440, 1)], 90)).toBe(1);
    expect(recalibration([money(1440, 1)], 90, "money")).toBeCloseTo(1.2, 12);
  });
});

describe("the range of a past total", () => {
  const exact = [0, 91, 182].map((asOf) => window(91, 100, 100, asOf));
  const off = window(91, 100, 150, 273);

  it("is made from the tests that had ended before, and never from its own error", () => {
    // Nothing had ended: 15%; 100 × e^∓0.246728 = 78.1 and 128.0, rounded outwards.
    expect(rangeAt(window(91, 100, 100), [...exact, off], "orders")).toEqual({ low: 78, high: 128, level: 0.9 });
    // Three without an error: 2%; 100 × e^∓0.032897 = 96.8 and 103.3.
    expect(rangeAt(off, [...exact, off], "orders")).toEqual({ low: 96, high: 104, level: 0.9 });
    expect(rangeAt(off, [...exact, off], "money")).toBeNull();
  });

  it("is counted for tests without a day in common only", () => {
    const overlapping = [window(182, 100, 100), window(273, 100, 100)];
    const windows = [...overlapping, ...exact, off];
    expect(testsApart(windows)).toEqual([...exact, off]);
    expect(intervalHits(windows)).toEqual({ hits: 3, of: 4 });
    expect(intervalHits(windows, "money")).toEqual({ hits: 0, of: 0 });
  });

  it("of few orders holds none, where none is likely", () => {
    // 2.8 × e^∓1.6632 = 0.53 and 14.8
    const few = window(91, 2.8, 0, 0, 1);
    expect(rangeAt(few, [few], "orders")).toEqual({ low: 0, high: 15, level: 0.9 });
    expect(intervalHits([few])).toEqual({ hits: 1, of: 1 });
  });
});

describe("simple rules", () => {
  it("count repeat orders only: a first order repeats nothing", () => {
    const histories = shopOf([[0, 10, 60], [70], [40, 45, 50, 90]]);
    const { samePace, lastWindow } = heuristics(histories, summariesAt(histories, 100), 50);
    // 2 ÷ 100 × 50, nothing, and 3 ÷ 60 × 50 held to the most that anybody did.
    expect([...samePace]).toEqual([1, 0, 1]);
    expect([...lastWindow]).toEqual([1, 0, 1]);
  });
});

describe("what orders are worth", () => {
  it("varies around each customer's own mean", () => {
    const at = (...amounts: number[]) => amounts.map((amount, day) => ({ day, amount }));
    // Squares of 0.5 twice and of 0.2 twice, over two degrees of freedom.
    const histories = orderHistories([
      { id: "1", orders: at(10, 30) },
      { id: "2", orders: at(800, 1200) },
      { id: "3", orders: at(5) },
    ]);
    expect(amountVariation(histories)).toBeCloseTo(0.29, 12);
    expect(amountVariation(shopOf([[1, 2]]))).toBeNull();
  });
});

describe("the grade", () => {
  it("is by the median absolute error: A to 5, B to 10, C to 20 percent, else D", () => {
    const graded = (...actual: number[]) => grade(actual.map((orders, nth) => window(90, 100, orders, 90 * nth))).grade;
    expect([graded(100, 104, 50), graded(108, 108, 100), graded(115, 84, 84), graded(150, 150, 100), graded()]).toEqual(
      ["A", "B", "C", "D", "D"],
    );
  });

  it("is D with fewer than three tests that have no day in common", () => {
    expect(grade([window(90, 100, 100), window(90, 100, 100, 90)])).toEqual({ grade: "D", medianError: 0 });
    const overlapping = [0, 1, 2, 3].map((nth) => window(180, 100, 100, 90 * nth));
    expect(grade(overlapping)).toEqual({ grade: "D", medianError: 0 });
    expect(grade([0, 1, 2].map((nth) => window(90, 100, 100, 90 * nth))).grade).toBe("A");
  });

  it("has no median where nothing came", () => {
    expect(grade([0, 1, 2, 3].map((nth) => window(90, 2.8, 0, 90 * nth)))).toEqual({ grade: "D", medianError: null });
  });
});

describe("a shop", () => {
  it("below thirty customers is refused with what is missing", () => {
    const histories = shopOf(Array.from({ length: 29 }, (_, index) => [index, 200]));
    expect(forecaster(histories, { asOf: 300 })).toEqual({ kind: "tooFewCustomers", customers: 29, needed: 30 });
    expect(forecaster(histories, { asOf: -1 })).toEqual({ kind: "noCustomers" });
  });

  it("below a hundred customers gets ranges", () => {
    const histories = shopOf(Array.from({ length: 30 }, (_, index) => [index, 100 + index, 200 + (index % 7)]));
    expect(forecaster(histories, { asOf: 300 })).toMatchObject({
      kind: "forecaster",
      standing: "ranges",
      method: { spend: null },
    });
  });

  it("whose customers order evenly gets the regular model", () => {
    const evenly = simulatedShop(
      { customers: 600, arrivals: 91, days: 365, rate: { r: 2, alpha: 60, k: 3 }, leaving: { a: 0.6, b: 1.5 } },
      7,
    );
    const made = forecaster(evenly, { asOf: 364 });
    expect(made).toMatchObject({ method: { purchases: "mbgCnbd" }, choice: { why: "better" } });
    expect(made.kind === "forecaster" && ["mbgCnbd2", "mbgCnbd3", "mbgCnbd4"].includes(made.fit.model)).toBe(true);
  });
});

describe("CDNOW", () => {
  const { histories, summaries } = cdnow("sample");
  const made = forecaster(histories, { asOf: CALIBRATION_END });
  if (made.kind !== "forecaster") throw new Error("CDNOW: expected a forecast");

  it("has a forecast whose interval holds the nine months that came, with its past errors beside", () => {
    const days = HOLDOUT_END - CALIBRATION_END;
    const { orders, interval } = shopForecast(histories, made, days);
    const actual = outcomesAfter(histories, summaries, HOLDOUT_END).orders.reduce((sum, one) => sum + one, 0);
    expect(actual).toBe(1882);
    expect(interval.low).toBeLessThan(actual);
    expect(interval.high).toBeGreaterThan(actual);
    expect(Math.abs(orders / actual - 1)).toBeLessThan(0.16);
    expect(made.proof.length).toBeGreaterThan(0);
  });

  it("can be stored and read as JSON without a change", () => {
    const read = JSON.parse(JSON.stringify(made)) as Forecaster;
    expect(shopForecast(histories, read, 365)).toEqual(shopForecast(histories, made, 365));
  });

  it("scores every customer, the sum of whom is the shop's forecast", () => {
    const scores = customerScores(histories, made, { discountRate: 0.1 });
    expect(scores.ids).toHaveLength(2357);
    for (const [index, days] of HORIZONS.entries()) {
      const sum = scores.orders[index]?.reduce((total, orders) => total + orders, 0) ?? 0;
      expect(sum / shopForecast(histories, made, days).orders).toBeCloseTo(1, 9);
    }
    const [, year = new Float64Array()] = scores.values ?? [];
    const undiscounted = customerScores(histories, made, { discountRate: 1e-9 }).values?.[1] ?? new Float64Array();
    const ratio = year.reduce((sum, value) => sum + value, 0) / undiscounted.reduce((sum, value) => sum + value, 0);
    // Orders come a little earlier than evenly over the year: half a year at ten percent takes away about 4.5%.
    expect(ratio).toBeGreaterThan(1.1 ** -0.5);
    expect(ratio).toBeLessThan(0.97);
    expect(scores.likelyBy.every((day) => Number.isNaN(day) || day > CALIBRATION_END)).toBe(true);
    expect(scores.ordersLow.every((low, row) => low <= (scores.ordersHigh[row] ?? 0))).toBe(true);
  });
});

describe("seasons", () => {
  it("make time run fast where orders came more often than ages explain", () => {
    // Hundred customers over two years who order on the first day of every part, and twice as often in the sixth.
    const part = 365.25 / 13;
    const days = Array.from({ length: 26 }, (_, index) => Math.ceil(index * part) + 3);
    const extra = [5, 18].map((index) => Math.ceil(index * part) + 10);
    const histories = shopOf(Array.from({ length: 100 }, () => [0, ...days, ...extra]));
    const { parts } = seasonIndex(histories, summariesAt(histories, 731), (age) => age / part);
    expect(parts[5]).toBeGreaterThan(1.6);
    expect(parts.filter((_, index) => index !== 5).every((value) => value > 0.85 && value < 1.05)).toBe(true);
    const clock = seasonClock({ parts });
    expect(clock(365.25) - clock(0)).toBeCloseTo(365.25, 6);
    expect(clock(6 * part - 1) - clock(5 * part + 1)).toBeCloseTo((parts[5] ?? 0) * (part - 2), 6);
    expect(clock(-365.25)).toBeCloseTo(-365.25, 6);
  });
});
