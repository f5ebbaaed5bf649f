import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Minor, minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { type DayNumber, dayNumber } from "~/analytics/subscriptions/calendar";
import { joinBridges, mrrFigures } from "~/analytics/subscriptions/figures";
import { monthlyValue } from "~/analytics/subscriptions/interval";
import { bridges, type MrrStep, movementOf, stepsOf } from "~/analytics/subscriptions/movements";
import type { MrrSwitches, SubscriptionEvent } from "~/analytics/subscriptions/subscription";

const at = (text: string) => dayNumber(day(text));
const DEFAULT: MrrSwitches = { paused: "excluded", discounts: "recurring", sameMonth: "dropped" };

const event = (
  text: string,
  monthly: number,
  state: SubscriptionEvent["state"] = "active",
  kind: SubscriptionEvent["kind"] = "start",
): SubscriptionEvent => ({
  day: at(text),
  kind,
  state,
  monthly: { list: minor(monthly), recurring: minor(monthly), paid: minor(monthly) },
  basis: "observed",
  confidence: 1,
  orderId: null,
  from: null,
  to: null,
});

describe("ChartMogul's movement rules", () => {
  it("the first payment of a customer is new business, also when an earlier month was free", () => {
    expect(movementOf(minor(0), minor(1000), false)).toBe("new");
  });
  it("a paying customer who pays more expands, one who pays less contracts, one who pays the same does neither", () => {
    expect(movementOf(minor(1000), minor(2500), true)).toBe("expansion");
    expect(movementOf(minor(2500), minor(1000), true)).toBe("contraction");
    expect(movementOf(minor(1000), minor(1000), true)).toBeNull();
  });
  it("who stops paying churns, and who pays again after that is a reactivation, not new", () => {
    expect(movementOf(minor(1000), minor(0), true)).toBe("churn");
    expect(movementOf(minor(0), minor(1000), true)).toBe("reactivation");
  });
  it("a second subscription of a customer is an expansion, and losing one of two a contraction", () => {
    const first = [event("2025-01-10", 1000)];
    const second = [event("2025-02-05", 3000), event("2025-03-20", 3000, "ended", "end")];
    const steps = stepsOf(1, [first, second], DEFAULT);
    const [january, february, march] = bridges([steps], ["2025-02-01", "2025-03-01", "2025-04-01"].map(at), "dropped");
    expect(january).toMatchObject({ new: 1000, closing: 1000, subscribersAtEnd: 1 });
    expect(february).toMatchObject({ expansion: 3000, closing: 4000, subscribersAtEnd: 1 });
    expect(march).toMatchObject({ contraction: 3000, churn: 0, closing: 1000 });
  });
});

describe("the formulas of the source article", () => {
  it("MRR is subscribers × price: 100 at $50 a month are $5,000, ARR $60,000", () => {
    const steps = Array.from({ length: 100 }, (_, index) => stepsOf(index, [[event("2025-01-10", 5000)]], DEFAULT));
    const [month] = bridges(steps, [at("2025-02-01")], "dropped");
    if (month === undefined) throw new Error("a month");
    expect(mrrFigures(month, { due: 0, renewed: 0 })).toMatchObject({ mrr: 500_000, arr: 6_000_000, arpu: 5000 });
  });
  it("a year's $1,200 is $100 a month, a week's $12 is $52", () => {
    expect(monthlyValue(minor(120_000), { unit: "year", count: 1 })).toBe(10_000);
    expect(monthlyValue(minor(1200), { unit: "week", count: 1 })).toBe(5200);
    // 1,000 × 365 ÷ 12 ÷ 30 = 1,013.88…
    expect(monthlyValue(minor(1000), { unit: "day", count: 30 })).toBe(1014);
    expect(monthlyValue(minor(2999), { unit: "month", count: 2 })).toBe(1500);
  });
  it("churn is of those at the start: 500 subscribers, 25 leave, 40 come: 5%, not (500 − 515) ÷ 500", () => {
    const steps = Array.from({ length: 540 }, (_, index) => {
      const start = event(index < 500 ? "2025-01-10" : "2025-02-10", 1000);
      return stepsOf(index, [index < 25 ? [start, event("2025-02-15", 1000, "ended", "end")] : [start]], DEFAULT);
    });
    const [, month] = bridges(steps, [at("2025-02-01"), at("2025-03-01")], "dropped");
    if (month === undefined) throw new Error("a month");
    const figures = mrrFigures(month, { due: 500, renewed: 475 });
    expect(month).toMatchObject({ subscribersAtStart: 500, subscribersAtEnd: 515 });
    expect(figures.subscriberChurn).toBeCloseTo(0.05, 12);
    expect(figures.renewalRate).toBeCloseTo(0.95, 12);
    // $5,000.00 at the start, $250.00 lost, $400.00 come anew.
    expect(figures.grossRevenueChurn).toBeCloseTo(0.05, 12);
    expect(figures.quickRatio).toBeCloseTo(1.6, 12);
  });
  it("revenue churn: $10,000 at the start, $500 lost, $200 less, $300 more: gross 7%, net 4%, retention 96%", () => {
    const bridge = {
      ...{ opening: minor(1_000_000), closing: minor(960_000), new: minor(0), expansion: minor(30_000) },
      ...{ reactivation: minor(0), contraction: minor(20_000), churn: minor(50_000) },
      ...{ subscribersAtStart: 100, subscribersAtEnd: 95 },
      counts: { new: 0, expansion: 3, reactivation: 0, contraction: 2, churn: 5 },
    };
    const figures = mrrFigures(bridge, { due: 0, renewed: 0 });
    expect(figures.grossRevenueChurn).toBeCloseTo(0.07, 12);
    expect(figures.netRevenueChurn).toBeCloseTo(0.04, 12);
    expect(figures.netRevenueRetention).toBeCloseTo(0.96, 12);
    expect(figures.renewalRate).toBeNull();
  });
});

describe("switches", () => {
  const paused = [
    event("2025-01-10", 1000),
    event("2025-02-10", 1000, "paused", "pause"),
    event("2025-03-10", 1000, "active", "resume"),
  ];
  const ends = ["2025-02-01", "2025-03-01", "2025-04-01"].map(at);

  it("a pause is churn and its end a reactivation, unless paused ones count", () => {
    const excluded = bridges([stepsOf(1, [paused], DEFAULT)], ends, "dropped");
    expect(excluded[1]).toMatchObject({ churn: 1000, closing: 0 });
    expect(excluded[2]).toMatchObject({ reactivation: 1000, closing: 1000 });
    const counted = bridges([stepsOf(1, [paused], { ...DEFAULT, paused: "counted" })], ends, "dropped");
    expect(counted[1]).toMatchObject({ churn: 0, closing: 1000 });
  });
  it("who comes and leaves in one month is in no movement, unless they are counted", () => {
    const steps = stepsOf(1, [[event("2025-02-03", 1000), event("2025-02-20", 1000, "ended", "end")]], DEFAULT);
    expect(bridges([steps], ends, "dropped")[1]).toMatchObject({ new: 0, churn: 0, closing: 0 });
    expect(bridges([steps], ends, "counted")[1]).toMatchObject({ new: 1000, churn: 1000, closing: 0 });
  });
  it("discounts are in or out", () => {
    const discounted: SubscriptionEvent = {
      ...event("2025-01-10", 0),
      monthly: { list: minor(1000), recurring: minor(900), paid: minor(500) },
    };
    const mrr = (discounts: MrrSwitches["discounts"]) =>
      stepsOf(1, [[discounted]], { ...DEFAULT, discounts })[0]?.after;
    expect([mrr("none"), mrr("recurring"), mrr("all")]).toEqual([1000, 900, 500]);
  });
});

const life = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 60 }),
      list: fc.integer({ min: 0, max: 100_000 }),
      off: fc.integer({ min: 0, max: 100 }),
      more: fc.integer({ min: 0, max: 100 }),
      state: fc.constantFrom("active" as const, "active" as const, "paused" as const, "ended" as const),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((drawn) => {
    let at = 20_000;
    return drawn.map(({ gap, list, off, more, state }): SubscriptionEvent => {
      at += gap;
      const recurring = minor(Math.floor((list * (100 - off)) / 100));
      const paid = minor(Math.floor((recurring * (100 - more)) / 100));
      const monthly = { list: minor(list), recurring, paid };
      return { ...event("2025-01-01", 0, state), day: at as DayNumber, monthly };
    });
  });

describe("the bridge", () => {
  it("closes to the minor unit in every period, for any lives, any periods and any switch", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(life, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 10 }),
        fc.record({
          paused: fc.constantFrom("excluded" as const, "counted" as const),
          discounts: fc.constantFrom("recurring" as const, "all" as const, "none" as const),
          sameMonth: fc.constantFrom("dropped" as const, "counted" as const),
        }),
        (customers, lengths, switches) => {
          const steps: MrrStep[][] = customers.map((lives, id) => stepsOf(id, lives, switches));
          let end = 19_990;
          const ends = lengths.map((length) => {
            end += length;
            return end as DayNumber;
          });
          const moved: number[] = lengths.map(() => 0);
          const found = bridges(steps, ends, switches.sameMonth, (period, { movement, amount }) => {
            moved[period] =
              (moved[period] ?? 0) + (movement === "churn" || movement === "contraction" ? -amount : amount);
          });
          let opening = 0;
          for (const [index, bridge] of found.entries()) {
            const { expansion, reactivation, contraction, churn } = bridge;
            expect(bridge.opening).toBe(opening);
            expect(opening + bridge.new + expansion + reactivation - contraction - churn).toBe(bridge.closing);
            expect(moved[index]).toBe(bridge.closing - opening);
            expect(bridge.closing).toBe(totalAt(steps, (ends[index] ?? 0) as DayNumber));
            const { counts, subscribersAtStart, subscribersAtEnd } = bridge;
            expect(subscribersAtStart + counts.new + counts.reactivation - counts.churn).toBe(subscribersAtEnd);
            opening = bridge.closing;
          }
          const whole = joinBridges(found);
          expect(whole?.closing).toBe(found.at(-1)?.closing);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** What all pay before a day, step by step. */
const totalAt = (steps: readonly (readonly MrrStep[])[], before: DayNumber): Minor =>
  minor(steps.reduce((sum, own) => sum + (own.findLast((step) => step.day < before)?.after ?? 0), 0));
