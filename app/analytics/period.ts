import { Temporal } from "temporal-polyfill";

/** A calendar day in the shop's zone, "2025-01-31". Days compare as text. */
export type Day = string & { readonly unit: "day" };
/** A calendar month in the shop's zone, "2025-01". Months compare as text. */
export type Month = string & { readonly unit: "month" };

/** Half-open span of local days: `start` belongs to it, `end` does not. */
export interface Period {
  readonly start: Day;
  readonly end: Day;
}

/** Parses "2025-01-31"; throws on anything that is not a day of the calendar. */
export function day(text: string): Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`day "${text}": expected YYYY-MM-DD`);
  return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() as Day;
}

export function month(text: string): Month {
  if (!/^\d{4}-\d{2}$/.test(text)) throw new RangeError(`month "${text}": expected YYYY-MM`);
  return Temporal.PlainYearMonth.from(text, { overflow: "reject" }).toString() as Month;
}

export const monthOf = (of: Day): Month => of.slice(0, 7) as Month;
export const firstDay = (of: Month): Day => `${of}-01` as Day;
export const addDays = (to: Day, days: number): Day => Temporal.PlainDate.from(to).add({ days }).toString() as Day;
export const addMonths = (to: Month, months: number): Month =>
  Temporal.PlainYearMonth.from(to).add({ months }).toString() as Month;
export const earlier = (left: Day, right: Day): Day => (left.localeCompare(right) <= 0 ? left : right);
export const later = (left: Day, right: Day): Day => (left.localeCompare(right) >= 0 ? left : right);
export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: "day" }).days;
export const monthsBetween = (from: Month, to: Month): number =>
  Temporal.PlainYearMonth.from(from).until(to, { largestUnit: "month" }).months;

/** The local day of an instant in an IANA zone. For display and schedules; stored days are computed by PostgreSQL. */
export function localDay(at: Date, timeZone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString() as Day;
}

/** The instant at which a local day begins (the first one, where the clock jumps at midnight). */
export function startOfDay(of: Day, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(of).toZonedDateTime(timeZone).epochMilliseconds);
}

export const lengthInDays = (period: Period): number => daysBetween(period.start, period.end);
export const monthPeriod = (of: Month): Period => ({ start: firstDay(of), end: firstDay(addMonths(of, 1)) });

/** All months from `first` to `last`, both included; empty when `last` lies before `first`. */
export function monthsFrom(first: Month, last: Month): Month[] {
  const count = monthsBetween(first, last) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addMonths(first, index));
}

/** The period before, equally long; whole calendar months are followed by as many calendar months. */
export function previousPeriod(period: Period): Period {
  const months = wholeMonths(period);
  if (months === null) return { start: addDays(period.start, -lengthInDays(period)), end: period.start };
  return { start: firstDay(addMonths(monthOf(period.start), -months)), end: period.start };
}

function wholeMonths({ start, end }: Period): number | null {
  return start.endsWith("-01") && end.endsWith("-01") ? monthsBetween(monthOf(start), monthOf(end)) : null;
}
