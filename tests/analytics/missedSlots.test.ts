import { describe, expect, it } from "vitest";
import { caughtUp } from "~/analytics/missedSlots";
import { day } from "~/analytics/period";
import { type Slot, slotOn } from "~/analytics/slots";

const RHYTHM = { frequency: { every: "day" as const }, localTime: "08:00", timeZone: "UTC" };
/** Slots at 08:00 of the first days of March 2026, up to the `last`. */
const dueUpTo = (last: number): Slot[] =>
  Array.from({ length: last }, (_, index) => slotOn(day(`2026-03-${String(index + 1).padStart(2, "0")}`), RHYTHM));
const daysOf = (slots: readonly Slot[]) => slots.map((slot) => Number(slot.day.slice(8)));
const at = (text: string) => new Date(`2026-03-${text}Z`);

describe("after an outage", () => {
  it("the latest missed report is made when it is not later than chosen", () => {
    const rule = { catchUp: "latest", catchUpHours: 6 } as const;
    const inTime = caughtUp(dueUpTo(3), rule, at("03T14:00:00"));
    expect([daysOf(inTime.made), daysOf(inTime.missed)]).toEqual([[3], [1, 2]]);
    const late = caughtUp(dueUpTo(3), rule, at("03T14:00:01"));
    expect([daysOf(late.made), daysOf(late.missed)]).toEqual([[], [1, 2, 3]]);
  });

  it("all missed ones are made, up to the last seven", () => {
    const { made, missed } = caughtUp(dueUpTo(10), { catchUp: "all", catchUpHours: 1 }, at("20T08:00:00"));
    expect([daysOf(made), daysOf(missed)]).toEqual([
      [4, 5, 6, 7, 8, 9, 10],
      [1, 2, 3],
    ]);
  });

  it("none is made, but one that is due since an hour at most was not missed", () => {
    const rule = { catchUp: "none", catchUpHours: 24 } as const;
    expect(daysOf(caughtUp(dueUpTo(2), rule, at("02T09:00:00")).made)).toEqual([2]);
    expect(daysOf(caughtUp(dueUpTo(2), rule, at("02T09:00:01")).made)).toEqual([]);
  });

  it("nothing that is due is nothing to make", () => {
    expect(caughtUp([], { catchUp: "all", catchUpHours: 24 }, at("01T00:00:00"))).toEqual({ made: [], missed: [] });
  });
});
