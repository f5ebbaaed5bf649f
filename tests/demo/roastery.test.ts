import { describe, expect, test } from "vitest";
import { placeInTime } from "../../demo/roastery/build";
import { dueDay } from "../../demo/roastery/calendar";
import { type MrrStep, movementsByEvent, movementsBySnapshot } from "../../demo/roastery/mrr";
import { LONGEST } from "../../demo/roastery/parameters";
import { simulate } from "../../demo/roastery/simulate";

describe("the simulation", () => {
  const long = simulate(400);

  test("a longer world begins with the shorter one, draw by draw", () => {
    const short = simulate(393);
    const placed = (world: typeof long) =>
      world.orders
        .filter((order) => order.day <= 393)
        .map(({ key, day, minute, lines, shipping, code, payment, giftCardPaid, route }) => ({
          ...{ key, day, minute, shipping, code, payment, giftCardPaid, route },
          lines: lines.map(({ variant, ...line }) => ({ ...line, sku: variant?.sku })),
        }));
    expect(placed(short)).toEqual(placed(long));
    const events = (world: typeof long) =>
      world.subscriptions
        .filter(({ startedOn }) => startedOn <= 393)
        .map(({ id, events: all }) => [id, all.filter(({ day }) => day <= 393)]);
    expect(events(short)).toEqual(events(long));
  });

  test("no one is charged before a start, while paused or after an end, and twice on no day", () => {
    for (const { startedOn, charges, end, pausedSince } of long.subscriptions) {
      const days = charges.map(({ day }) => day);
      expect(days[0]).toBe(startedOn);
      expect(new Set(days).size).toBe(days.length);
      expect([...days].sort((a, b) => a - b)).toEqual(days);
      expect(Math.max(...days)).toBeLessThanOrEqual(end?.day ?? pausedSince ?? long.lastDay);
    }
  });

  test("every kind of change happens", () => {
    const kinds = new Set(long.subscriptions.flatMap(({ events }) => events.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      "cancel",
      "fewer_units",
      "more_units",
      "other_coffee",
      "other_interval",
      "pause",
      "payment_failed",
      "resume",
      "skip",
      "start",
    ]);
    expect(long.subscriptions.some(({ isReturn }) => isReturn)).toBe(true);
  });
});

test("the store ends yesterday, begins on a Monday and shows three years and up to six days", () => {
  expect(placeInTime("2026-11-22")).toEqual({ firstDay: "2023-11-20", lastDay: 1097 });
  expect(placeInTime("2026-11-20")).toEqual({ firstDay: "2023-11-20", lastDay: 1095 });
  expect(placeInTime("2026-11-19")).toEqual({ firstDay: "2023-11-13", lastDay: LONGEST - 1 });
});

test("a month after the 31st is the last day of a shorter month, counted from the start", () => {
  // Day 0 is 2023-11-20, so day 72 is 2024-01-31.
  expect(dueDay(72, "month", 1)).toBe(72 + 29);
  expect(dueDay(72, "month", 2)).toBe(72 + 29 + 31);
  expect(dueDay(72, "quarter", 1)).toBe(72 + 90);
  expect(dueDay(72, "twoWeeks", 3)).toBe(72 + 42);
});

describe("MRR movements", () => {
  const step = (customer: number, day: number, before: number, after: number): MrrStep => ({
    customer,
    day,
    before,
    after,
    subscriptions: [],
  });
  const steps = [
    step(1, 2, 0, 1000),
    step(2, 3, 0, 500),
    step(2, 8, 500, 0),
    step(1, 12, 1000, 1500),
    step(2, 15, 0, 400),
    step(1, 25, 1500, 0),
  ];

  test("by snapshot, who comes and leaves within a period is in none of its movements", () => {
    expect(movementsBySnapshot(steps, [10, 20, 30])).toMatchObject([
      { opening: 0, new: 1000, churn: 0, closing: 1000, started: 1, churned: 0, subscribersAtEnd: 1 },
      { opening: 1000, new: 0, reactivation: 400, expansion: 500, closing: 1900, returned: 1, subscribersAtEnd: 2 },
      { opening: 1900, churn: 1500, closing: 400, churned: 1, subscribersAtStart: 2, subscribersAtEnd: 1 },
    ]);
  });

  test("by event, they are in two", () => {
    expect(movementsByEvent(steps, [10, 20, 30])).toMatchObject([
      { opening: 0, new: 1500, churn: 500, closing: 1000 },
      { opening: 1000, reactivation: 400, expansion: 500, closing: 1900 },
      { opening: 1900, churn: 1500, closing: 400 },
    ]);
  });
});
