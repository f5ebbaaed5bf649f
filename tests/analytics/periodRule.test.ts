import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { comparisonFor, periodFor } from "~/analytics/periodRule";

describe("the period of a scheduled report", () => {
  it("ends before the day it is made on", () => {
    expect(periodFor("yesterday", day("2026-03-01"))).toEqual({ start: "2026-02-28", end: "2026-03-01" });
    expect(periodFor("last7Days", day("2026-03-01"))).toEqual({ start: "2026-02-22", end: "2026-03-01" });
    expect(periodFor("last30Days", day("2026-03-01"))).toEqual({ start: "2026-01-30", end: "2026-03-01" });
  });

  it("is whole calendar months for last month and the last twelve", () => {
    expect(periodFor("lastMonth", day("2026-03-31"))).toEqual({ start: "2026-02-01", end: "2026-03-01" });
    expect(periodFor("lastMonth", day("2026-01-01"))).toEqual({ start: "2025-12-01", end: "2026-01-01" });
    expect(periodFor("last12Months", day("2026-03-31"))).toEqual({ start: "2025-03-01", end: "2026-03-01" });
  });

  it("on New Year's Day is the whole year that ended, for the year to date", () => {
    expect(periodFor("yearToDate", day("2026-01-01"))).toEqual({ start: "2025-01-01", end: "2026-01-01" });
    expect(periodFor("yearToDate", day("2026-01-02"))).toEqual({ start: "2026-01-01", end: "2026-01-02" });
  });

  it("is compared with the equally long period before, the same one a year before, or nothing", () => {
    const february = periodFor("lastMonth", day("2028-03-05"));
    expect(comparisonFor("previousPeriod", february)).toEqual({ start: "2028-01-01", end: "2028-02-01" });
    expect(comparisonFor("previousYear", february)).toEqual({ start: "2027-02-01", end: "2027-03-01" });
    expect(comparisonFor("none", february)).toBeNull();
    expect(comparisonFor("previousYear", { start: day("2028-02-29"), end: day("2028-03-01") })).toEqual({
      start: "2027-02-28",
      end: "2027-03-01",
    });
  });
});
