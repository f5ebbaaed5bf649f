import { describe, expect, it } from "vitest";
import { fitBdw } from "~/analytics/clv/bdw";
import {
  discountedLifetime,
  discountedRenewals,
  retentionRate,
  survival,
  survivalAfter,
} from "~/analytics/clv/renewalCurve";
import { contractValue, renewalModel } from "~/analytics/clv/renewals";
import { fitSbg } from "~/analytics/clv/sbg";
import { reference } from "./support";

/** Percent still there by year: Fader and Hardie (2007), table 1, years 0 to 7. */
const HIGH_END = [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1];
const REGULAR = [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1];

/** A thousand contracts of which so many percent were still running each year. */
function fatesOf(kept: readonly number[]) {
  const ended = kept
    .slice(1)
    .map((share, cycles) => ({ cycles, hasEnded: true, count: 10 * ((kept[cycles] ?? 0) - share) }));
  return [...ended, { cycles: kept.length - 1, hasEnded: false, count: 10 * (kept.at(-1) ?? 0) }];
}

describe.each([
  ["highend_sBG", HIGH_END, fitSbg],
  ["regular_sBG", REGULAR, fitSbg],
  ["highend_BdW", HIGH_END, fitBdw],
  ["regular_BdW", REGULAR, fitBdw],
] as const)("%s, the published cohort", (name, kept, fitted) => {
  const curve = fitted(fatesOf(kept), "ml");
  const expected = reference.renewals[name];

  it("has the published parameters, likelihood, survival and discounted lifetimes", () => {
    if (curve === null || expected === undefined) throw new Error(`${name}: expected a curve and its reference`);
    expect(Math.abs(curve.logLikelihood - expected.LL)).toBeLessThan(1e-3);
    expect(curve.alpha).toBeCloseTo(expected.params.alpha ?? 0, 4);
    expect(curve.beta).toBeCloseTo(expected.params.beta ?? 0, 4);
    expect(curve.c).toBeCloseTo(expected.params.c ?? 1, 4);
    for (const [year, share] of expected.survival.entries()) {
      expect(100 * survival(curve, year)).toBeCloseTo(share, 3);
    }
    expect(discountedLifetime(curve, 0.1)).toBeCloseTo(expected.del, 4);
    for (const [index, left] of expected.derl.entries())
      expect(discountedRenewals(curve, index, 0.1)).toBeCloseTo(left, 4);
  });
});

describe("the choice of a renewal curve", () => {
  it("is BdW for the high end and sBG for the regular cohort, by their likelihood ratio", () => {
    const [highEnd, regular] = [HIGH_END, REGULAR].map((kept) => renewalModel(fatesOf(kept), "ml"));
    expect(highEnd).toMatchObject({ kind: "renewals", cyclesSeen: 7, curve: { model: "bdw" } });
    expect(regular).toMatchObject({ kind: "renewals", curve: { model: "sbg", c: 1 } });
  });

  it("is sBG while fewer than six cycles were seen", () => {
    expect(renewalModel(fatesOf(HIGH_END.slice(0, 5)), "ml")).toMatchObject({ curve: { model: "sbg" } });
  });

  it("is refused below thirty contracts, and where none has ended", () => {
    expect(renewalModel([{ cycles: 2, hasEnded: true, count: 29 }])).toEqual({
      kind: "tooFewContracts",
      contracts: 29,
      needed: 30,
    });
    expect(renewalModel([{ cycles: 2, hasEnded: false, count: 80 }])).toEqual({ kind: "nothingEnded", contracts: 80 });
  });

  it("has an answer where all ended at once", () => {
    const chosen = renewalModel([{ cycles: 0, hasEnded: true, count: 50 }]);
    if (chosen.kind !== "renewals") throw new Error("expected a curve");
    expect(survival(chosen.curve, 1)).toBeLessThan(0.15);
    expect(Number.isFinite(discountedLifetime(chosen.curve, 0.1))).toBe(true);
  });
});

describe("a contract", () => {
  const curve = { alpha: 1, beta: 1, c: 1 };

  it("with α = β = 1 is renewed n times with the chance 1 / (n + 1), and the better the longer it runs", () => {
    expect([0, 1, 2, 3].map((cycles) => survival(curve, cycles))).toEqual(
      [1, 1 / 2, 1 / 3, 1 / 4].map((share) => expect.closeTo(share, 12)),
    );
    expect([1, 2, 3].map((cycle) => retentionRate(curve, cycle))).toEqual(
      [1 / 2, 2 / 3, 3 / 4].map((share) => expect.closeTo(share, 12)),
    );
    expect(survivalAfter(curve, 1, 2)).toBeCloseTo(1 / 2, 12);
  });

  it("is worth its renewals within the horizon, each discounted from the day it is due", () => {
    const fitted = { ...curve, model: "sbg", logLikelihood: 0, isConverged: true, contracts: 1 } as const;
    // Renewals in half a cycle, in 1.5 and in 2.5; the last with the chance 1/2 · 2/3 · 3/4.
    const { renewals, value } = contractValue(fitted, {
      survived: 0,
      perCycle: 1000,
      nextIn: 0.5,
      horizon: 3,
      ratePerCycle: 0.21,
    });
    expect(renewals).toBeCloseTo(1 / 2 + 1 / 3 + 1 / 4, 12);
    expect(value).toBeCloseTo(500 / 1.1 + 1000 / 3 / 1.1 ** 3 + 250 / 1.1 ** 5, 9);
  });
});
