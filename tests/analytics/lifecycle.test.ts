import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grouped } from "~/analytics/grouped";
import { customerChurnRate, customerRetentionRate } from "~/analytics/lapse";
import {
  customersOfMonth,
  type LifecycleRules,
  type OrderOfPerson,
  type PersonHistory,
  stageAt,
  stageMonths,
  stageStarts,
  type Transition,
  transitionsOf,
} from "~/analytics/lifecycle";
import { addDays, day, month, monthOf } from "~/analytics/period";

const RULES: LifecycleRules = {
  lapsePoint: 60,
  highValue: { fullPriceShare: 1, orders: 2, windowDays: 365 },
  medianOrderValue: 5000,
};
const order = (on: string, orderedValue = 3000, fullPriceValue = 0): OrderOfPerson => ({
  day: day(on),
  orderedValue,
  fullPriceValue,
});
const starts = (orders: readonly OrderOfPerson[], knownSince: string | null = null, until = "2025-12-31") =>
  stageStarts({ knownSince: knownSince === null ? null : day(knownSince), orders }, RULES, day(until)).map(
    (start) => `${start.day} ${start.stage}`,
  );

describe("the stages of a person", () => {
  it("lead from the first contact over the first and second order to the fourth", () => {
    const orders = ["2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01"].map((on) => order(on));
    expect(starts(orders, "2025-01-15", "2025-05-31")).toEqual([
      "2025-01-15 acquisition",
      "2025-02-01 conversion",
      "2025-03-01 retention",
      "2025-04-01 retention",
      "2025-05-01 loyalty",
    ]);
  });

  it("make one lapse on the day after the lapse point, and be won back by the next order", () => {
    expect(starts([order("2025-01-01"), order("2025-06-01"), order("2025-06-20")], null, "2025-07-31")).toEqual([
      "2025-01-01 conversion",
      "2025-03-03 lapsed",
      "2025-06-01 wonBack",
      "2025-06-20 retention",
    ]);
  });

  it("an order on the last day of the lapse point is in time, and one a day later is not", () => {
    expect(starts([order("2025-01-01"), order("2025-03-02")], null, "2025-04-01").at(-1)).toBe("2025-03-02 retention");
    expect(starts([order("2025-01-01"), order("2025-03-03")], null, "2025-04-01").slice(-2)).toEqual([
      "2025-03-03 lapsed",
      "2025-03-03 wonBack",
    ]);
  });

  it("two orders at full price above the median make one loyal, a discount does not", () => {
    const full = [order("2025-01-01", 9000, 9000), order("2025-01-20", 9000, 9000)];
    expect(starts(full, null, "2025-02-01").at(-1)).toBe("2025-01-20 loyalty");
    expect(starts([order("2025-01-01", 9000, 8999), order("2025-01-20", 9000, 9000)], null, "2025-02-01").at(-1)).toBe(
      "2025-01-20 retention",
    );
  });

  it("nobody lapses while the shop has no rhythm", () => {
    const rules = { ...RULES, lapsePoint: null };
    const of = stageStarts({ knownSince: null, orders: [order("2020-01-01")] }, rules, day("2025-01-01"));
    expect(of).toEqual([{ day: "2020-01-01", stage: "conversion" }]);
    expect(stageAt(of, day("2019-12-31"))).toBeNull();
  });

  it("a record made after the first order is no new contact", () => {
    expect(starts([order("2025-01-01")], "2025-01-05", "2025-01-31")).toEqual(["2025-01-01 conversion"]);
  });
});

const history = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 150 }),
      value: fc.integer({ min: 0, max: 12_000 }),
      full: fc.boolean(),
    }),
    {
      maxLength: 9,
    },
  )
  .map((drafts): PersonHistory => {
    let at = day("2024-02-10");
    const orders = drafts.map(({ gap, value, full }) => {
      at = addDays(at, gap);
      return { day: at, orderedValue: value, fullPriceValue: full ? value : 0 };
    });
    return { knownSince: day("2024-01-20"), orders };
  });

function counted(histories: readonly PersonHistory[], last: string): Transition[] {
  const moves = histories.flatMap((of) => transitionsOf(stageStarts(of, RULES, day(last))));
  return [...grouped(moves, (move) => JSON.stringify(move))].map(([, own]) => ({
    ...(own[0] ?? { month: month("2024-01"), from: null, to: "acquisition" as const }),
    persons: own.length,
  }));
}

describe("the flow between the stages", () => {
  it("closes: opening + in − out is closing and the next month's opening, and every month's stages hold everybody", () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 25 }), (histories) => {
        const last = "2025-06-30";
        const rows = stageMonths(counted(histories, last), month("2025-06"));
        for (const row of rows) {
          expect(row.opening + row.entered - row.left).toBe(row.closing);
          expect(row.closing).toBeGreaterThanOrEqual(0);
          const monthEnd = addDays(day(`${row.month}-28`), 4);
          const lastDay = addDays(day(`${monthOf(monthEnd)}-01`), -1);
          const there = histories.filter((of) => stageAt(stageStarts(of, RULES, lastDay), lastDay) === row.stage);
          expect(row.closing).toBe(there.length);
        }
        for (const [, own] of grouped(rows, ({ month: of }) => of))
          expect(own.reduce((total, { closing }) => total + closing, 0)).toBe(histories.length);
      }),
      { numRuns: 60 },
    );
  });

  it("gives the customers of a month: at its start, new, and at its end", () => {
    const moves: Transition[] = [
      { month: month("2025-01"), from: null, to: "conversion", persons: 100 },
      { month: month("2025-02"), from: null, to: "conversion", persons: 15 },
      { month: month("2025-02"), from: "acquisition", to: "loyalty", persons: 5 },
      { month: month("2025-02"), from: "conversion", to: "lapsed", persons: 30 },
    ];
    const rows = stageMonths(moves, month("2025-02"));
    expect(customersOfMonth(rows, moves, month("2025-02"))).toEqual({
      activeAtStart: 100,
      newAtEnd: 20,
      wonBackAtEnd: 0,
      lostAtEnd: 30,
      activeAtEnd: 90,
    });
  });

  it("who is won back was not at the start: they neither raise the share kept above 100% nor lower the share lost below 0", () => {
    const moves: Transition[] = [
      { month: month("2025-01"), from: null, to: "conversion", persons: 100 },
      { month: month("2025-01"), from: null, to: "lapsed", persons: 10 },
      { month: month("2025-02"), from: "conversion", to: "lapsed", persons: 2 },
      { month: month("2025-02"), from: "lapsed", to: "wonBack", persons: 5 },
    ];
    const counts = customersOfMonth(stageMonths(moves, month("2025-02")), moves, month("2025-02"));
    expect(counts).toEqual({ activeAtStart: 100, newAtEnd: 0, wonBackAtEnd: 5, lostAtEnd: 2, activeAtEnd: 103 });
    expect(customerRetentionRate(counts)).toBe(0.98);
    expect(customerChurnRate(counts)).toBe(0.02);
  });

  it("at the start + new + won back − lost is at the end, and what is lost lies between none and all", () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 25 }), (histories) => {
        const moves = counted(histories, "2025-06-30");
        const rows = stageMonths(moves, month("2025-06"));
        for (const of of new Set(rows.map((row) => row.month))) {
          const counts = customersOfMonth(rows, moves, of);
          const { activeAtStart, newAtEnd, wonBackAtEnd, lostAtEnd, activeAtEnd } = counts;
          expect(activeAtStart + newAtEnd + wonBackAtEnd - lostAtEnd).toBe(activeAtEnd);
          expect(lostAtEnd).toBeLessThanOrEqual(activeAtStart);
        }
      }),
      { numRuns: 60 },
    );
  });
});
