import { Temporal } from "temporal-polyfill";
import { type Day, localDay } from "./period";

/** How often a report is due. Weekdays are 1 (Monday) to 7; day 31 of a shorter month is its last day. */
export type Frequency =
  | { readonly every: "day" }
  | { readonly every: "week"; readonly weekday: number }
  | { readonly every: "month"; readonly monthDay: number };

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
    case "month": {
      const thisMonth = inMonth(after.toPlainYearMonth(), frequency.monthDay);
      if (Temporal.PlainDate.compare(thisMonth, after) > 0) return thisMonth;
      return inMonth(after.toPlainYearMonth().add({ months: 1 }), frequency.monthDay);
    }
  }
}

const inMonth = (month: Temporal.PlainYearMonth, day: number): Temporal.PlainDate =>
  month.toPlainDate({ day: Math.min(day, month.daysInMonth) });
