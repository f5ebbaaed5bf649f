import { describe, expect, it } from "vitest";
import { type MarginSums, marginRate, shrunkMarginRate } from "~/analytics/clv/margins";

const sums = (over: Partial<MarginSums>): MarginSums => ({
  orders: 1,
  netRevenue: 1100,
  productNet: 1000,
  costedNet: 1000,
  cogs: 400,
  otherCosts: 150,
  ...over,
});

describe("the margin that predicted profit is made with", () => {
  it("is what is left of net revenue after product costs and the order's own", () => {
    expect(marginRate(sums({}))).toBeCloseTo(550 / 1100, 12);
  });

  it("takes products without a known cost to cost what the others do", () => {
    // 200 of 500 known: 400 of 1000.
    expect(marginRate(sums({ costedNet: 500, cogs: 200 }))).toBeCloseTo(0.5, 12);
  });

  it("is unknown where nothing was sold or no product's cost is known", () => {
    expect(marginRate(sums({ costedNet: 0, cogs: 0 }))).toBeNull();
    expect(marginRate(sums({ netRevenue: 0 }))).toBeNull();
  });

  it("is never below -100% or above 100%", () => {
    expect(marginRate(sums({ cogs: 9000 }))).toBe(-1);
  });

  it("draws a customer towards the shop, as if five orders had been made at the shop's rate", () => {
    // (5 × 0.4 + 5 × 0.5) ÷ 10
    expect(shrunkMarginRate(sums({ orders: 5 }), 0.4)).toBeCloseTo(0.45, 12);
    expect(shrunkMarginRate(sums({ costedNet: 0, cogs: 0 }), 0.4)).toBe(0.4);
    expect(shrunkMarginRate(sums({}), null)).toBeNull();
  });
});
