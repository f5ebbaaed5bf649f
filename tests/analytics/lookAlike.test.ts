import { describe, expect, it } from "vitest";
import { byLift, differenceInterval, liftInterval, shareInterval, traitEffect } from "~/analytics/lookAlike";

const counted = (highValue: number, customers: number) => ({ highValue, customers });

describe("a trait's effect", () => {
  // Newcombe (1998), Statistics in Medicine 17:873, table II, method 10, cases (a), (d), (h); and 17:857, table I, method 3.
  it.each([
    [counted(56, 70), counted(48, 80), 0.0524, 0.3339],
    [counted(5, 56), counted(0, 29), -0.0381, 0.1926],
    [counted(10, 10), counted(0, 20), 0.6791, 1],
  ])("has the interval of a difference as published: %o against %o", (left, right, low, high) => {
    const interval = differenceInterval(left, right);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it.each([
    [counted(81, 263), 0.2553, 0.3662],
    [counted(15, 148), 0.0624, 0.1605],
    [counted(0, 20), 0, 0.1611],
    [counted(1, 29), 0.0061, 0.1718],
  ])("has the interval of a share as published: %o", (of, low, high) => {
    const interval = shareInterval(of);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it("is twice as likely where 40 of 100 are of high value against 20 of 100 others", () => {
    // ln 2 ± 1.96 × √(1/40 − 1/100 + 1/20 − 1/100) = 0.6931 ± 1.96 × 0.23452
    const effect = traitEffect(counted(40, 100), counted(20, 100));
    expect(effect.lift).toBe(2);
    expect(effect.liftInterval?.low).toBeCloseTo(1.263, 4);
    expect(effect.liftInterval?.high).toBeCloseTo(3.167, 4);
    expect(effect.isRanked).toBe(true);
  });

  it("has no lift where nobody else is of high value, and none is made up", () => {
    const effect = traitEffect(counted(5, 40), counted(0, 60));
    expect(effect.lift).toBeNull();
    expect(effect.liftInterval).toBeNull();
    expect(effect.differenceInterval?.low).toBeGreaterThan(0);
    expect(liftInterval(counted(0, 40), counted(6, 60))).toBeNull();
  });

  it("is not ranked by with fewer than 30 customers on a side", () => {
    expect(traitEffect(counted(29, 29), counted(20, 100)).isRanked).toBe(false);
    expect(traitEffect(counted(20, 100), counted(3, 29)).isRanked).toBe(false);
    expect(traitEffect(counted(3, 30), counted(3, 30)).isRanked).toBe(true);
  });

  it("comes before another by the least that its lift is likely to be; what is not ranked comes last", () => {
    const rows = [
      { name: "many", customers: 1000, ...traitEffect(counted(400, 1000), counted(200, 1000)) },
      { name: "few", customers: 40, ...traitEffect(counted(18, 40), counted(200, 1000)) },
      { name: "tiny", customers: 10, ...traitEffect(counted(10, 10), counted(200, 1000)) },
      { name: "none", customers: 50, ...traitEffect(counted(0, 50), counted(200, 1000)) },
    ];
    expect(rows.sort(byLift).map(({ name }) => name)).toEqual(["many", "few", "none", "tiny"]);
  });
});
