import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { periodQuery } from "~/components/period/periodQuery";

const today = day("2026-03-10");
const read = (address: string) =>
  periodQuery(new URLSearchParams(address), today, { choice: "last30Days", comparison: "previousPeriod" });

describe("the period in a page's address", () => {
  it("a page without one shows its own span, whole days only, against the span before", () => {
    expect(read("")).toEqual({
      choice: "last30Days",
      period: { start: "2026-02-08", end: "2026-03-10" },
      comparison: "previousPeriod",
      compared: { start: "2026-01-09", end: "2026-02-08" },
      clock: "eventDay",
    });
  });

  it("own dates name their last day, which belongs to the span", () => {
    const { choice, period } = read("period=custom&start=2026-01-01&last=2026-01-31");
    expect(choice).toBe("custom");
    expect(period).toEqual({ start: "2026-01-01", end: "2026-02-01" });
  });

  it("one day may be a span", () => {
    expect(read("period=custom&start=2026-01-05&last=2026-01-05").period).toEqual({
      start: "2026-01-05",
      end: "2026-01-06",
    });
  });

  it("dates the wrong way round, or that do not exist, are answered with the last 30 days", () => {
    for (const address of [
      "period=custom&start=2026-02-01&last=2026-01-01",
      "period=custom&start=2026-02-30&last=2026-03-01",
      "period=custom",
      "period=always",
    ])
      expect(read(address).period).toEqual({ start: "2026-02-08", end: "2026-03-10" });
  });

  it("compares with the year before, or with nothing, and counts by the order's day when asked", () => {
    expect(read("period=lastMonth&comparison=previousYear").compared).toEqual({
      start: "2025-02-01",
      end: "2025-03-01",
    });
    expect(read("comparison=none").compared).toBeNull();
    expect(read("clock=orderDay").clock).toBe("orderDay");
  });
});
