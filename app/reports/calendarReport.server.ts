import { calendarDays, slotsWithin } from "~/analytics/calendarMonth";
import { addDays, localDay, type Month, startOfDay } from "~/analytics/period";
import { listRuns, type RunEntry } from "~/data/runLog.server";
import { listSchedules, type Schedule } from "~/data/schedules.server";
import type { CalendarEntry, SendingCalendar } from "./calendarTypes";

/** The week of the calendar begins on Monday, as the choice of weekdays does. */
const WEEK_START = 1;
/** A month of a shop with ever so many reports is shown up to here. */
const MOST_RUNS = 3000;

interface ShopOfCalendar {
  readonly shopId: bigint;
  readonly timeZone: string;
}

/** What was and will be sent in a month's weeks: runs as they ended, and the slots to come of schedules that are not paused. */
export async function sendingCalendar(
  { shopId, timeZone }: ShopOfCalendar,
  month: Month,
  now: Date,
): Promise<SendingCalendar> {
  const days = calendarDays(month, WEEK_START);
  const span = {
    from: startOfDay(days[0] ?? localDay(now, timeZone), timeZone),
    until: startOfDay(addDays(days.at(-1) ?? localDay(now, timeZone), 1), timeZone),
  };
  const schedules = await listSchedules(shopId);
  const runs = await listRuns(shopId, { ...span, limit: MOST_RUNS });
  const entries = [
    ...runs.map((run) => entryOfRun(run, timeZone)),
    ...schedules.filter(({ pausedAt }) => pausedAt === null).flatMap((schedule) => planned(schedule, span, timeZone)),
  ].sort((left, right) => left.at.getTime() - right.at.getTime() || left.title.localeCompare(right.title));
  const byDay = Map.groupBy(entries, ({ at }) => localDay(at, timeZone));
  return {
    month,
    today: localDay(now, timeZone),
    timeZone,
    days: days.map((day) => ({ day, entries: byDay.get(day) ?? [] })),
    paused: schedules.filter(({ pausedAt }) => pausedAt !== null).map(({ title }) => title),
  };
}

function entryOfRun(run: RunEntry, timeZone: string): CalendarEntry {
  const { runId, title, asOf, scheduleId, slotZone, kind } = run;
  const zone = kind === "slot" ? slotZone : null;
  return { key: runId, title, scheduleId, run, ...timesOf(asOf, timeZone, zone) };
}

function planned(
  schedule: Schedule,
  span: { readonly from: Date; readonly until: Date },
  timeZone: string,
): CalendarEntry[] {
  const { scheduleId, title, rhythm, nextSlotDay, nextSlotAt } = schedule;
  return slotsWithin(rhythm, { day: nextSlotDay, at: nextSlotAt }, span).map(({ day, at }) => ({
    key: `${scheduleId} ${day}`,
    title,
    scheduleId,
    run: null,
    ...timesOf(at, timeZone, rhythm.timeZone),
  }));
}

/** An instant on the shop's clock, and on another one where that shows another time. */
function timesOf(at: Date, timeZone: string, otherZone: string | null): Pick<CalendarEntry, "at" | "time" | "there"> {
  const time = timeOf(at, timeZone);
  if (otherZone === null || otherZone === timeZone) return { at, time, there: null };
  const there = timeOf(at, otherZone);
  const differs = there !== time || localDay(at, timeZone) !== localDay(at, otherZone);
  return { at, time, there: differs ? { time: there, timeZone: otherZone } : null };
}

function timeOf(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(
    at,
  );
}
