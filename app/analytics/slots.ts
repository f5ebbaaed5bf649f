import { Temporal } from "temporal-polyfill";
import { type Day, localDay } from "./period";

/** How often a report can be due, from often to seldom. */
export const FREQUENCIES = ["day", "week", "month", "quarter", "year"] as const;

/**
 * How often a report is due. Weekdays are 1 (Monday) to 7; day 31 of a shorter month is its last day. `month` is 1 to 3 within
 * a quarter of the calendar, 1 to 12 within a year.
 */
export type Frequency =
  | { readonly every: "day" }
  | { readonly every: "week"; readonly weekday: number }
  | { readonly every: "month"; readonly monthDay: number }
  | { readonly every: "quarter"; readonly month: number; readonly monthDay: number }
  | { readonly every: "year"; readonly month: number; readonly monthDay: number };

/** When a report is due: on the days of `frequency`, at a local time ("08:30") of an IANA zone. */
export interface Rhythm {
  readonly frequency: Frequency;
  readonly localTime: string;
  readonly timeZone: string;
}

/** One occasion of a rhythm. It is named by its local day, so that a change of the clocks can neither skip nor double it. */
export interface Slot {
  readonly day: Day;
  readonly at: Date;
}

/** The slot on a local day. A time that the clocks jump over is the first instant after the jump, a time that comes twice is the first. */
export function slotOn(day: Day, { localTime, timeZone }: Rhythm): Slot {
  const wanted = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(localTime));
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  const inGap = !found.toPlainDateTime().equals(wanted);
  const at = inGap ? (found.getTimeZoneTransition("next") ?? found) : found;
  return { day, at: new Date(at.epochMilliseconds) };
}

/** The first slot on a later day than `day`. */
export function slotAfter(day: Day, rhythm: Rhythm): Slot {
  return slotOn(nextDay(Temporal.PlainDate.from(day), rhythm.frequency).toString() as Day, rhythm);
}

/** The first slot later than the instant `after`: where a new or resumed schedule begins. */
export function firstSlot(after: Date, rhythm: Rhythm): Slot {
  const today = Temporal.PlainDate.from(localDay(after, rhythm.timeZone));
  let slot = slotAfter(today.subtract({ days: 2 }).toString() as Day, rhythm);
  while (slot.at <= after) slot = slotAfter(slot.day, rhythm);
  return slot;
}

function nextDay(after: Temporal.PlainDate, frequency: Frequency): Temporal.PlainDate {
  switch (frequency.every) {
    case "day":
      return after.add({ days: 1 });
    case "week":
      return after.add({ days: ((frequency.weekday - after.dayOfWeek + 6) % 7) + 1 });
    case "month":
      return nextInMonths(after, { months: 1, month: 1 }, frequency.monthDay);
    case "quarter":
      return nextInMonths(after, { months: 3, month: frequency.month }, frequency.monthDay);
    case "year":
      return nextInMonths(after, { months: 12, month: frequency.month }, frequency.monthDay);
  }
}

/** The next such day of the `month`-th month in every span of `months`, counted from January. */
function nextInMonths(
  after: Temporal.PlainDate,
  { months, month }: { readonly months: number; readonly month: number },
  monthDay: number,
): Temporal.PlainDate {
  const intoSpan = (after.month - 1) % months;
  const inSpan = after.toPlainYearMonth().add({ months: month - 1 - intoSpan });
  const found = inMonth(inSpan, monthDay);
  return Temporal.PlainDate.compare(found, after) > 0 ? found : inMonth(inSpan.add({ months }), monthDay);
}

const inMonth = (month: Temporal.PlainYearMonth, day: number): Temporal.PlainDate =>
  month.toPlainDate({ day: Math.min(day, month.daysInMonth) });
