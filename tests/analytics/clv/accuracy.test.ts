import { describe, expect, it } from "vitest";
import { accuracyOf, reliability } from "~/analytics/clv/accuracy";

describe("accuracy", () => {
  const predicted = Float64Array.from([0.5, 1, 2, 0.5]);
  const actual = Float64Array.from([0, 2, 1, 1]);

  it("worked by hand for four customers", () => {
    const found = accuracyOf(predicted, actual);
    expect(found.bias).toBe(0);
    expect(found.meanAbsoluteError).toBe((0.5 + 1 + 1 + 0.5) / 4);
    expect(found.relativeError).toBe(3 / 4);
    expect(found.rootMeanSquare).toBeCloseTo(Math.sqrt(2.5 / 4), 12);
    // 2·[0.5] + 2·[2 ln 2 - 1] + 2·[ln(1/2) + 1] + 2·[ln 2 - 0.5], divided by four customers
    expect(found.deviance).toBeCloseTo((2 * 2 * Math.LN2) / 4, 12);
    // Sum of products of the differences from the mean of 1: 0.5 + 0 + 0 + 0; squares 1.5 and 2.
    expect(found.correlation).toBeCloseTo(0.5 / Math.sqrt(1.5 * 2), 12);
    expect(found.deciles).toHaveLength(4);
  });

  it("calls a perfect order perfect, and the best tenth full", () => {
    const outcomes = Float64Array.from({ length: 20 }, (_, index) => index);
    const found = accuracyOf(outcomes, outcomes);
    expect(found.gini).toBe(1);
    expect(found.topTenth).toBe(1);
    expect(found.rankCorrelation).toBeCloseTo(1, 12);
    expect(found.decileError).toBe(0);
    expect(found.deciles.map(({ actual: mean }) => mean)).toEqual([
      0.5, 2.5, 4.5, 6.5, 8.5, 10.5, 12.5, 14.5, 16.5, 18.5,
    ]);
  });

  it("has no ratio where nothing happened, and no correlation where nothing varies", () => {
    const found = accuracyOf(Float64Array.from([1, 1]), Float64Array.from([0, 0]));
    expect(found).toMatchObject({ bias: null, relativeError: null, gini: null, topTenth: null, correlation: null });
  });

  it("gives what does not divide into tenths to the lowest", () => {
    const values = Float64Array.from({ length: 23 }, (_, index) => index);
    expect(accuracyOf(values, values).deciles.map(({ customers }) => customers)).toEqual([
      3, 3, 3, 2, 2, 2, 2, 2, 2, 2,
    ]);
  });
});

describe("reliability", () => {
  it("sets the chances said beside the share they came true for, band by band", () => {
    const rows = reliability(Float64Array.from([0.05, 0.01, 0.55, 1]), [false, true, true, true]);
    expect(rows).toEqual([
      { customers: 2, said: expect.closeTo(0.03, 12), happened: 0.5 },
      { customers: 1, said: 0.55, happened: 1 },
      { customers: 1, said: 1, happened: 1 },
    ]);
  });
});
