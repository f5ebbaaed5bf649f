import { describe, expect, it } from "vitest";
import type { Renewals } from "~/analytics/clv/contractForecast";
import type { Contract, ContractStanding } from "~/analytics/clv/contracts";
import { discountedRenewals, heldRenewals, mostRenewals, rising } from "~/analytics/clv/heldForecasts";

const HORIZONS = [90, 365, 730, 1095] as const;

function standing(cycleDays: number, dueIn: number): ContractStanding {
  const contract: Contract = {
    customerId: "1",
    interval: "1 year",
    plan: "Coffee",
    cycleDays,
    days: [0],
    amounts: [2000],
    nextAmount: 2000,
    beganHere: true,
    state: "running",
    endedOn: null,
    isTold: false,
    nextDue: dueIn,
    graceDays: 7,
  };
  return { contract, state: "running", renewals: 0, dueIn, amount: 2000 };
}

const ahead = (mean: number, low: number, high: number, discounted = mean): Renewals => ({
  mean,
  variance: 0,
  low,
  high,
  discounted,
});

describe("renewals of a contract", () => {
  it("can be no more than fall due: a yearly one due in 30 days once in 90 days and in a year, twice in 730", () => {
    const yearly = standing(365, 30);
    expect(HORIZONS.map((days) => mostRenewals(yearly, days))).toEqual([1, 1, 2, 3]);
    expect(mostRenewals(yearly, 29)).toBe(0);
    expect(HORIZONS.map((days) => mostRenewals(standing(30, 30), days))).toEqual([3, 12, 24, 36]);
  });

  it("of a yearly contract stay within one in 90 days, whatever past forecasts missed, and never fall with time", () => {
    const foretold = [ahead(0.9, 0, 1, 0.89), ahead(0.9, 0, 1, 0.89), ahead(1.7, 0, 2, 1.6), ahead(2.4, 0, 3, 2.2)];
    const factors = [1.175, 1.05, 0.9, 0.5];
    const held = heldRenewals(standing(365, 30), foretold, HORIZONS, factors);
    // 0.9 × 1.175 = 1.0575 is more than can be; 0.9 × 1.05 = 0.945 less than that; 1.7 × 0.9; 2.4 × 0.5 = 1.2 less again.
    expect(held.map(({ expected }) => expected)).toEqual([1, 1, 1.53, 1.53]);
    expect(held.map(({ low, high }) => [low, high])).toEqual([
      [0, 1],
      [0, 1],
      [0, 2],
      [0, 2],
    ]);
    const worths = discountedRenewals(held, foretold);
    expect(worths[0]).toBeCloseTo(0.89 / 0.9, 12);
    expect(worths[1]).toBe(worths[0]);
    // 0.53 more, each of which is worth (1.6 − 0.89) ÷ (1.7 − 0.9).
    expect(worths[2]).toBeCloseTo(0.89 / 0.9 + (0.53 * 0.71) / 0.8, 12);
    expect(worths[3]).toBe(worths[2]);
  });

  it("have bounds that are scaled as what is expected", () => {
    const [held] = heldRenewals(standing(30, 30), [ahead(10, 6, 12)], [365], [0.75]);
    // 0.75 × 6 = 4.5 and 0.75 × 12.
    expect(held).toEqual({ expected: 7.5, low: 4, high: 9 });
  });
});

describe("what is foretold of a customer", () => {
  it("comes no nearer to nothing with time: a longer span brings no less, at a loss no more", () => {
    const columns = [Float64Array.of(3, -3, 1), Float64Array.of(2, -2, 4), Float64Array.of(5, -5, Number.NaN)];
    expect(rising(columns).map((column) => Array.from(column))).toEqual([
      [3, -3, 1],
      [3, -3, 4],
      [5, -5, Number.NaN],
    ]);
  });
});
