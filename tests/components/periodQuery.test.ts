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
      grain: "day",
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

  it("compares with a span of own dates, or with the one before while they are not whole", () => {
    expect(read("comparison=chosen&compareStart=2025-12-01&compareLast=2025-12-31").compared).toEqual({
      start: "2025-12-01",
      end: "2026-01-01",
    });
    expect(read("comparison=chosen&compareStart=2025-12-01").compared).toEqual({
      start: "2026-01-09",
      end: "2026-02-08",
    });
  });

  it("a part that cannot be read takes none of the others with it", () => {
    expect(
      read("period=lastMonth&comparison=previousYear&grain=week&clock=orderDay&start=2026-02-30&compareLast=soon"),
    ).toMatchObject({
      choice: "lastMonth",
      period: { start: "2026-02-01", end: "2026-03-01" },
      comparison: "previousYear",
      grain: "week",
      clock: "orderDay",
    });
    expect(read("period=lastMonth&clock=noon")).toMatchObject({ choice: "lastMonth", clock: "eventDay" });
  });

  it("years far away are none, and a long period is divided into no more parts than a page can show", () => {
    expect(read("period=custom&start=0001-01-01&last=9999-12-31&grain=day").choice).toBe("last30Days");
    expect(read("period=custom&start=1970-01-01&last=2100-12-31&grain=day").grain).toBe("year");
    expect(read("period=custom&start=2025-01-01&last=2026-01-31&grain=day").grain).toBe("day");
  });

  it("by weeks compares the same weekdays: whole weeks before, or 52 weeks", () => {
    // 30 days take 5 weeks.
    expect(read("grain=week").compared).toEqual({ start: "2026-01-04", end: "2026-02-03" });
    expect(read("columns=week&comparison=previousYear").compared).toEqual({ start: "2025-02-09", end: "2025-03-11" });
    expect(read("columns=channel").compared).toEqual({ start: "2026-01-09", end: "2026-02-08" });
  });

  it("is divided as the address says, else into some ten to some forty parts", () => {
    expect(read("period=last12Months").grain).toBe("month");
    expect(read("period=custom&start=2025-09-01&last=2026-02-28").grain).toBe("week");
    expect(read("period=custom&start=2018-01-01&last=2026-02-28").grain).toBe("quarter");
    expect(read("period=last12Months&grain=week").grain).toBe("week");
    expect(read("grain=fortnight").grain).toBe("day");
  });
});
