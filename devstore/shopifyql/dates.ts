import { Temporal } from "temporal-polyfill";
import type { DateWord, Query, TimeUnit } from "./parse";
import { QueryError } from "./tokens";

/** Local days of the shop, both ends inclusive, as ShopifyQL reads SINCE and UNTIL; null is open. */
export interface DayRange {
  readonly first: string | null;
  readonly last: string | null;
}

const NAMED_UNITS: Readonly<Record<string, TimeUnit>> = {
  week: "week",
  month: "month",
  quarter: "quarter",
  year: "year",
};
const OFFSET_UNITS: Readonly<Record<string, TimeUnit>> = { d: "day", w: "week", m: "month", q: "quarter", y: "year" };

/** The local calendar day of an instant, such as 2025-03-30. */
export function dayReader(zone: string): (instant: string) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const known = new Map<string, string>();
  return (instant) => {
    const day = known.get(instant) ?? format.format(new Date(instant));
    known.set(instant, day);
    return day;
  };
}

/**
 * The days a query asks for. SINCE without UNTIL ends today.
 * @throws QueryError for a name that is no period, a last day before the first, or TIMESERIES without a start.
 */
export function dayRange(query: Query, today: string): DayRange {
  if (query.during) return period(query.during, today);
  const first = query.since ? boundary(query.since, today, "first") : null;
  const last = query.until ? boundary(query.until, today, "last") : query.since ? today : null;
  if (first !== null && last !== null && last < first && query.until) {
    throw new QueryError(`Invalid Date Range: UNTIL ${last} is before SINCE ${first}`, query.until.at);
  }
  if (query.timeseries && first === null) {
    throw new QueryError("Invalid Date Range: TIMESERIES needs SINCE or DURING", query.timeseries.at);
  }
  return { first, last };
}

function period(word: DateWord, today: string): DayRange {
  if (word.kind !== "name") throw new QueryError("Invalid Date Range: DURING needs a named period", word.at);
  return named(word.name, today) ?? unknownName(word);
}

function boundary(word: DateWord, today: string, end: "first" | "last"): string {
  switch (word.kind) {
    case "day":
      return valid(word.day, word);
    case "offset":
      return moved(today, word.amount, OFFSET_UNITS[word.unit] ?? "day");
    case "name":
      return (named(word.name, today) ?? unknownName(word))[end];
    case "edge":
      return edge(word.edge, word.offset ? boundary(word.offset, today, end) : today);
  }
}

function edge(name: string, day: string): string {
  const unit = UNIT_OF_EDGE[name.replace(/^(start|end)of/, "")] ?? "day";
  return name.startsWith("start") ? startOf(day, unit) : endOf(day, unit);
}

const UNIT_OF_EDGE: Readonly<Record<string, TimeUnit>> = { day: "day", ...NAMED_UNITS };

/** today, yesterday, this_… and last_… week, month, quarter and year. */
function named(name: string, today: string): { first: string; last: string } | null {
  if (name === "today" || name === "now") return { first: today, last: today };
  if (name === "yesterday") return { first: moved(today, -1, "day"), last: moved(today, -1, "day") };
  const [, which, unitName] = /^(this|last)_([a-z]+)$/.exec(name) ?? [];
  const unit = NAMED_UNITS[unitName ?? ""];
  if (unit === undefined) return null;
  const day = which === "last" ? moved(today, -1, unit) : today;
  return { first: startOf(day, unit), last: which === "last" ? endOf(day, unit) : today };
}

function unknownName(word: DateWord): never {
  const written = word.kind === "name" ? word.name : word.kind;
  throw new QueryError(`Invalid Date: '${written}'`, word.at);
}

function valid(day: string, word: DateWord): string {
  try {
    return Temporal.PlainDate.from(day, { overflow: "reject" }).toString();
  } catch {
    throw new QueryError(`Invalid Date: '${day}'`, word.at);
  }
}

function moved(day: string, amount: number, unit: TimeUnit): string {
  const steps = {
    day: { days: amount },
    week: { weeks: amount },
    month: { months: amount },
    quarter: { months: amount * 3 },
    year: { years: amount },
  };
  return Temporal.PlainDate.from(day).add(steps[unit]).toString();
}

/** First day of the calendar unit that holds the day. Weeks begin on Monday (ISO 8601). */
export function startOf(day: string, unit: TimeUnit): string {
  const date = Temporal.PlainDate.from(day);
  switch (unit) {
    case "day":
      return day;
    case "week":
      return date.subtract({ days: date.dayOfWeek - 1 }).toString();
    case "month":
      return date.with({ day: 1 }).toString();
    case "quarter":
      return date.with({ day: 1, month: date.month - ((date.month - 1) % 3) }).toString();
    case "year":
      return date.with({ day: 1, month: 1 }).toString();
  }
}

function endOf(day: string, unit: TimeUnit): string {
  return moved(moved(startOf(day, unit), 1, unit), -1, "day");
}

/** The first days of every unit that touches the range, in order. */
export function everyStart(first: string, last: string, unit: TimeUnit): string[] {
  const starts: string[] = [];
  for (let day = startOf(first, unit); day <= last; day = moved(day, 1, unit)) starts.push(day);
  return starts;
}
