import { Temporal } from "temporal-polyfill";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** A local calendar day, "YYYY-MM-DD". */
export type Day = string;

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY_MS;
}

/** 0 is Sunday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00Z`).getUTCDay();
}

/** The latest day that is a whole number of weeks after `day` and not after the day before `today`. */
export function lastSameWeekdayBefore(day: Day, today: Day): Day {
  return addDays(day, Math.floor((daysBetween(day, today) - 1) / 7) * 7);
}

/** Throws unless `text` is a day of the calendar. */
export function parseDay(text: string): Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(`${text}T00:00Z`)) || addDays(text, 0) !== text) {
    throw new Error(`today "${text}": expected a local date YYYY-MM-DD`);
  }
  return text;
}

/**
 * From a local wall-clock time to the instant, as an ISO string in UTC, for one zone.
 * `minute` counts from local midnight of `day` and may run past 1,440. A time that a clock change skips moves forward by the gap; of a repeated one the first is meant.
 */
export function clockOf(zone: string): (day: Day, minute: number) => string {
  const offsets = new Map<Day, number | null>();
  const instant = (day: Day, minute: number) =>
    Temporal.PlainDate.from(day)
      .toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 })
      .toZonedDateTime(zone).epochMilliseconds;
  /** Minutes of the whole day's offset, or null on a day with a clock change. */
  const steadyOffset = (day: Day) => {
    const start = Date.parse(`${day}T00:00Z`) - instant(day, 0);
    const end = Date.parse(`${day}T00:00Z`) + DAY_MS - instant(addDays(day, 1), 0);
    return start === end ? start / MINUTE_MS : null;
  };
  return (day, minute) => {
    if (minute >= DAY_MINUTES || minute < 0) {
      const days = Math.floor(minute / DAY_MINUTES);
      return clockIn(addDays(day, days), minute - days * DAY_MINUTES);
    }
    return clockIn(day, minute);
  };

  function clockIn(day: Day, minute: number): string {
    let offset = offsets.get(day);
    if (offset === undefined) {
      offset = steadyOffset(day);
      offsets.set(day, offset);
    }
    const ms = offset === null ? instant(day, minute) : Date.parse(`${day}T00:00Z`) + (minute - offset) * MINUTE_MS;
    return `${new Date(ms).toISOString().slice(0, 19)}Z`;
  }
}
