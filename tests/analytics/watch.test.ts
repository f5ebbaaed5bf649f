import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, day } from "~/analytics/period";
import {
  isRipe,
  judgements,
  rehearsal,
  type SpanValue,
  spansOf,
  spanThrough,
  valuesBefore,
  WATCH_SPANS,
  type WatchRule,
} from "~/analytics/watch";
import { isSum, spreadOf, WATCHED_METRICS } from "~/analytics/watchedMetrics";
import { ordersAndValue, partsMoved } from "~/analytics/watchParts";

const threshold = (side: "above" | "below", value: number, of: Partial<WatchRule> = {}): WatchRule => ({
  metric: "netSales",
  span: "day",
  condition: { kind: "threshold", side, value },
  ...of,
});

const from = (start: Day, values: readonly (number | null)[]): SpanValue[] =>
  values.map((value, index) => {
    const first = addDays(start, index);
    return { start: first, end: addDays(first, 1), value, weight: 1, parts: [] };
  });

/** A month so far, on each of its days. */
const monthOf = (start: Day, values: readonly number[]): SpanValue[] =>
  values.map((value, index) => ({ start, end: addDays(start, index + 1), value, weight: 1, parts: [] }));

const verdicts = (rule: WatchRule, values: readonly SpanValue[]) =>
  judgements(rule, values).map((judged) => judged?.verdict ?? null);

describe("the span that is judged on a morning", () => {
  it("is the newest day, the newest whole week by the shop's weekday, or the month as far as it went", () => {
    // 2026-11-18 is a Wednesday.
    const through = day("2026-11-18");
    expect(spanThrough("day", through, 1)).toEqual({ start: "2026-11-18", end: "2026-11-19" });
    expect(spanThrough("week", through, 1)).toEqual({ start: "2026-11-09", end: "2026-11-16" });
    expect(spanThrough("week", through, 7)).toEqual({ start: "2026-11-08", end: "2026-11-15" });
    expect(spanThrough("week", day("2026-11-22"), 1)).toEqual({ start: "2026-11-16", end: "2026-11-23" });
    expect(spanThrough("month", through, 1)).toEqual({ start: "2026-11-01", end: "2026-11-19" });
    expect(spanThrough("month", day("2026-11-30"), 1)).toEqual({ start: "2026-11-01", end: "2026-12-01" });
  });

  it("of a month so far says something about a sum above at once, below at its end, about an average from the seventh day", () => {
    const gone = (days: number) => ({ start: day("2026-11-01"), end: addDays(day("2026-11-01"), days) });
    const ripe = (rule: WatchRule) => [1, 6, 7, 29, 30].map((days) => isRipe(rule, gone(days)));
    expect(ripe(threshold("above", 1, { span: "month" }))).toEqual([true, true, true, true, true]);
    expect(ripe(threshold("below", 1, { span: "month" }))).toEqual([false, false, false, false, true]);
    const average = { span: "month", metric: "averageOrderValue" } as const;
    expect(ripe(threshold("below", 1, average))).toEqual([false, false, true, true, true]);
    expect(ripe(threshold("above", 1, average))).toEqual([false, false, true, true, true]);
  });
});

describe("a threshold", () => {
  it("is told when the value lies beyond it, not when it meets it, and never of an unknown value", () => {
    expect(verdicts(threshold("above", 500), from(day("2026-11-02"), [499, 500, 501, null]))).toEqual([
      "within",
      "within",
      "above",
      "unknown",
    ]);
    expect(verdicts(threshold("below", 500), from(day("2026-11-02"), [499, 500, 0]))).toEqual([
      "below",
      "within",
      "below",
    ]);
  });

  it("on a month so far is told once in each month", () => {
    const october = monthOf(day("2026-10-01"), [200, 400, 600, 800]);
    const november = monthOf(day("2026-11-01"), [100, 550, 700]);
    expect(verdicts(threshold("above", 500, { span: "month" }), [...october, ...november])).toEqual([
      "within",
      "within",
      "above",
      "toldBefore",
      "within",
      "above",
      "toldBefore",
    ]);
  });
});

describe("a rehearsal", () => {
  it("judges each day by those before it, and counts what could not be judged apart", () => {
    const rule: WatchRule = {
      metric: "orders",
      span: "day",
      condition: { kind: "unusual", sides: "either", sensitivity: 100 },
    };
    expect(spreadOf("orders")).toBe("count");
    const values = Array.from({ length: 100 }, (_, index) => (index === 80 ? 0 : index === 90 ? null : 30));
    const judged = judgements(rule, from(day("2026-06-01"), values));
    // The first 56 days are eight weeks without eight alike; day 80 is the outage, day 90 unknown.
    expect(rehearsal(judged)).toEqual({ told: [80], judged: 100 - 56 - 1, unjudged: 57 });
    expect(valuesBefore(rule)).toBe(12 * 7 + 182);
    expect(valuesBefore(threshold("above", 1))).toBe(0);
  });
});

describe("what can be watched", () => {
  it("over which spans follows from what the days of a month add up to", () => {
    expect(spansOf("netSales", "threshold")).toEqual(WATCH_SPANS);
    expect(spansOf("netSales", "unusual")).toEqual(["day", "week"]);
    expect(spansOf("customers", "threshold")).toEqual(["day", "week"]);
    expect(spansOf("mrr", "threshold")).toEqual(["day"]);
    expect(spansOf("mrr", "unusual")).toEqual([]);
    expect(spansOf("costCoverage", "unusual")).toEqual(["day", "week"]);
    for (const metric of WATCHED_METRICS) expect(spansOf(metric, "threshold").length).toBeGreaterThan(0);
    expect(WATCHED_METRICS.filter((metric) => !isSum(metric))).toEqual([
      "averageOrderValue",
      "returnRate",
      "grossMargin",
      "contributionMargin",
      "acquisitionCost",
      "roas",
      "profitAfterMarketingMargin",
      "costCoverage",
      "mrr",
    ]);
  });
});

describe("what a difference is made of", () => {
  it("is orders and what each brought, each counted at the mean of the other", () => {
    // Usually 20 orders of 25.13, now 8 of 24.25: (8 − 20) × (25.13 + 24.25) ÷ 2 = −296.28, (24.25 − 25.13) × 14 = −12.32.
    const split = ordersAndValue(19_400, 8, { value: 50_260, orders: 20 });
    expect(split).toEqual({
      difference: -30_860,
      byOrders: -29_628,
      byValue: -1_232,
      orders: { value: 8, usual: 20 },
      perOrder: { value: 2_425, usual: 2_513 },
    });
  });

  it("on a day without orders is their absence alone, and unknown without a usual day", () => {
    expect(ordersAndValue(0, 0, { value: 50_000, orders: 20 })).toMatchObject({ byOrders: -50_000, byValue: 0 });
    expect(ordersAndValue(500, 1, { value: 0, orders: 0 })).toBeNull();
    expect(ordersAndValue(null, 1, { value: 1, orders: 1 })).toBeNull();
  });

  it("sums to the difference to the minor unit, turns its signs when the two days change places, and is nothing when nothing changed", () => {
    const amount = fc.integer({ min: -1e9, max: 1e9 });
    const orders = fc.integer({ min: 1, max: 1e5 });
    fc.assert(
      fc.property(amount, orders, amount, orders, (value, count, before, countBefore) => {
        const split = ordersAndValue(value, count, { value: before, orders: countBefore });
        const back = ordersAndValue(before, countBefore, { value, orders: count });
        if (!split || !back) throw new Error("expected both");
        expect(split.byOrders + split.byValue).toBe(value - before);
        // Halves are rounded upwards on either way.
        expect(Math.abs(split.byOrders + back.byOrders)).toBeLessThanOrEqual(1);
        const same = ordersAndValue(value, count, { value, orders: count });
        expect(same).toMatchObject({ difference: 0, byOrders: 0 });
      }),
    );
  });

  it("stands beside the middle of the same parts on days alike", () => {
    const part = (value: number | null): SpanValue =>
      ({ ...from(day("2026-11-02"), [1])[0], parts: [value] }) as SpanValue;
    expect(partsMoved(part(9), [part(1), part(5), part(null), part(2), part(100)])).toEqual([{ value: 9, usual: 3.5 }]);
    expect(partsMoved(part(null), [])).toEqual([{ value: null, usual: null }]);
  });
});
