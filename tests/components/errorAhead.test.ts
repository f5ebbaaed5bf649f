import { describe, expect, it } from "vitest";
import type { Ratio } from "~/analytics/money";
import { day } from "~/analytics/period";
import { errorText, renewalErrorsAhead } from "~/components/predictions/errorAhead";
import { translator } from "~/i18n/translate";
import type { ProvedRenewals } from "~/reports/predictionTypes";

const t = translator("en");
const ratio = (of: number | null) => (of === null ? "–" : `${(of * 100).toFixed(1)}%`);

const test = (days: number, money: number): ProvedRenewals => {
  const total = { predicted: 1, actual: 1, error: money as Ratio };
  const span = { start: day("2025-01-01"), end: day("2025-04-02") };
  return { span, days, contracts: 40, renewals: total, low: 0, high: 2, isWithin: true, revenue: total };
};

describe("the past error beside a forecast", () => {
  it("is that of tests as long; further ahead that of the longest, and says of how many days", () => {
    const errors = renewalErrorsAhead([test(91, -0.02), test(91, 0.04), test(91, 0.1), test(182, 0.3)]);
    expect(errors.map(({ days, testedDays, money }) => [days, testedDays, money])).toEqual([
      [90, 91, 0.04],
      [365, 182, 0.3],
      [730, 182, 0.3],
      [1095, 182, 0.3],
    ]);
    expect(errorText(errors, 90, "money", { t, ratio })).toBe("4.0%");
    expect(errorText(errors, 365, "money", { t, ratio })).toBe("30.0% (tests of 182 days)");
  });

  it("is a dash without a test", () => {
    expect(errorText(renewalErrorsAhead([]), 90, "money", { t, ratio })).toBe("–");
  });
});
