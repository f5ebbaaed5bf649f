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
export function addMonths(to: Month, months: number): Month {
  const count = Number(to.slice(0, 4)) * 12 + Number(to.slice(5)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}` as Month;
}
/** Stands for the first day of any shop's history: a period that begins with it begins with the shop's own first day. */
export const BEGINNING = day("1970-01-01");

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

/**
 * The calendar months that a period holds whole, as one span; null for none. Days after `today` hold nothing, so that the
 * running month is whole where the period goes up to today.
 */
export function monthsWithin({ start, end }: Period, today: Day): Period | null {
  const first = start.endsWith("-01") ? start : firstDay(addMonths(monthOf(start), 1));
  const last = firstDay(end > today ? addMonths(monthOf(today), 1) : monthOf(end));
  return first < last ? { start: first, end: last } : null;
}

function wholeMonths({ start, end }: Period): number | null {
  return start.endsWith("-01") && end.endsWith("-01") ? monthsBetween(monthOf(start), monthOf(end)) : null;
}

/** Lengths of the spans into which a period is divided. */
export const GRAINS = ["day", "week", "month", "quarter", "year"] as const;
export type Grain = (typeof GRAINS)[number];

/** One day, week, month, quarter or year, as far as it lies in the period that was divided. */
export interface Part extends Period {
  /** First day of the whole part; for months "2025-01", quarters "2025-Q1", years "2025". */
  readonly key: string;
  /** False where the period begins or ends within it. */
  readonly whole: boolean;
}

/** First day of the part that holds `of`. `weekStart` is an ISO weekday, 1 is Monday. */
export function startOfPart(of: Day, grain: Grain, weekStart: number): Day {
  switch (grain) {
    case "day":
      return of;
    case "week":
      return addDays(of, -((Temporal.PlainDate.from(of).dayOfWeek - weekStart + 7) % 7));
    case "month":
      return firstDay(monthOf(of));
    case "quarter":
      return firstDay(addMonths(monthOf(of), -((Number(of.slice(5, 7)) - 1) % 3)));
    case "year":
      return `${of.slice(0, 4)}-01-01` as Day;
  }
}

/** First day of the part `count` parts after the one that begins on `start`. */
export function addParts(start: Day, count: number, grain: Grain): Day {
  switch (grain) {
    case "day":
      return addDays(start, count);
    case "week":
      return addDays(start, 7 * count);
    default:
      return firstDay(addMonths(monthOf(start), MONTHS_IN[grain] * count));
  }
}

const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

/** How many parts of the grain lie between two first days of such parts. */
export const partsBetween = (from: Day, to: Day, grain: Grain): number =>
  grain === "day" || grain === "week"
    ? daysBetween(from, to) / (grain === "day" ? 1 : 7)
    : monthsBetween(monthOf(from), monthOf(to)) / MONTHS_IN[grain];

/** The text that names a part that begins on `start`; as the database writes it. */
export function partKey(start: Day, grain: Grain): string {
  switch (grain) {
    case "day":
    case "week":
      return start;
    case "month":
      return monthOf(start);
    case "quarter":
      return `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`;
    case "year":
      return start.slice(0, 4);
  }
}

/** The parts of a period in order, the first and the last cut to it. */
export function partsOf(period: Period, grain: Grain, weekStart: number): Part[] {
  const parts: Part[] = [];
  for (let from = startOfPart(period.start, grain, weekStart); from < period.end; from = addParts(from, 1, grain)) {
    const to = addParts(from, 1, grain);
    const [start, end] = [later(from, period.start), earlier(to, period.end)];
    parts.push({ key: partKey(from, grain), start, end, whole: start === from && end === to });
  }
  return parts;
}

/** The grain in which a period makes a readable chart: some ten to some forty parts. */
export function grainFor(period: Period): Grain {
  const days = lengthInDays(period);
  if (days <= 45) return "day";
  if (days <= 200) return "week";
  if (days <= 1200) return "month";
  return days <= 4000 ? "quarter" : "year";
}
