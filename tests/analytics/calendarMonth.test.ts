import { expect, it } from "vitest";
import { calendarDays, slotsWithin } from "~/analytics/calendarMonth";
import { day, month } from "~/analytics/period";
import { firstSlot, type Rhythm, slotOn } from "~/analytics/slots";

it("a month's calendar is its days, filled up to whole weeks", () => {
  // November 2026 begins on a Sunday and ends on a Monday; February 2027 is four whole weeks.
  const november = calendarDays(month("2026-11"), 1);
  expect([november.length, november[0], november.at(-1)]).toEqual([42, "2026-10-26", "2026-12-06"]);
  const february = calendarDays(month("2027-02"), 1);
  expect([february.length, february[0], february.at(-1)]).toEqual([28, "2027-02-01", "2027-02-28"]);
});

const WEEKLY: Rhythm = { frequency: { every: "week", weekday: 1 }, localTime: "08:00", timeZone: "Pacific/Kiritimati" };
const span = (from: string, until: string) => ({
  from: new Date(`${from}T00:00:00Z`),
  until: new Date(`${until}T00:00:00Z`),
});

it("the slots of a span begin with the next one, however far off the span is", () => {
  const next = firstSlot(new Date("2026-11-02T00:00:00Z"), WEEKLY);
  const days = (from: string, until: string) => slotsWithin(WEEKLY, next, span(from, until)).map((slot) => slot.day);
  expect(days("2026-10-01", "2026-11-20")).toEqual(["2026-11-09", "2026-11-16"]);
  expect(days("2036-11-01", "2036-11-12")).toEqual(["2036-11-03", "2036-11-10"]);
  expect(days("2026-10-01", "2026-11-01")).toEqual([]);
});

it("a slot of another day in its own zone lies in the span of its instant", () => {
  // 08:00 on Monday on Kiritimati is 18:00 on Sunday in UTC.
  const slot = slotOn(day("2026-11-09"), WEEKLY);
  expect(slotsWithin(WEEKLY, slot, span("2026-11-08", "2026-11-09"))).toEqual([slot]);
  expect(slotsWithin(WEEKLY, slot, span("2026-11-09", "2026-11-10"))).toEqual([]);
});
