import type { Day } from "~/analytics/period";
import type { Frequency, Rhythm } from "~/analytics/slots";
import { isTimeZone } from "~/analytics/timeZones";
import { Timing, USUAL_TIMING } from "~/analytics/timing";
import { type ScheduleSettings, SETTING_COLUMNS, settingsOf } from "./scheduleSettings.server";

/** The columns a schedule's settings, rhythm and timing are read from. */
export const SCHEDULE_COLUMNS = `s.schedule_id AS "scheduleId", ${SETTING_COLUMNS}, s.every, s.weekday, s.month_day AS "monthDay",
  s.span_month AS "spanMonth", s.local_time AS "localTime", s.time_zone AS "timeZone", s.next_slot_day AS "nextSlotDay",
  s.next_slot_at AS "nextSlotAt", s.wait_hours AS "waitHours", s.if_incomplete AS "ifIncomplete", s.catch_up AS "catchUp",
  s.catch_up_hours AS "catchUpHours", s.conditions`;

export interface ScheduleRow {
  readonly scheduleId: string;
  readonly every: Frequency["every"];
  readonly weekday: number | null;
  readonly monthDay: number | null;
  readonly spanMonth: number | null;
  readonly localTime: string;
  readonly timeZone: string;
  readonly nextSlotDay: Day;
  readonly nextSlotAt: Date;
}

export const rhythmOf = ({ localTime, timeZone, ...row }: ScheduleRow): Rhythm => ({
  frequency: frequencyOf(row),
  localTime,
  timeZone,
});

/** The timing alone of a schedule's row. */
export const timingOf = (row: unknown): Timing => Timing.parse(row);

function frequencyOf(row: Pick<ScheduleRow, "every" | "weekday" | "monthDay" | "spanMonth">): Frequency {
  const { every, weekday, monthDay, spanMonth } = row;
  switch (every) {
    case "day":
      return { every };
    case "week":
      return { every, weekday: weekday ?? 1 };
    case "month":
      return { every, monthDay: monthDay ?? 1 };
    case "quarter":
    case "year":
      return { every, month: spanMonth ?? 1, monthDay: monthDay ?? 1 };
  }
}

/** Why a run failed whose schedule holds what this version cannot read. */
export const UNREADABLE = "unreadable";

/** What a schedule's row holds; of what cannot be read the usual stands in its place, and `isFaulty` says so. */
export interface ReadRow {
  readonly settings: ScheduleSettings;
  readonly rhythm: Rhythm;
  readonly timing: Timing;
  readonly isFaulty: boolean;
}

/** Reads a schedule's row whatever it holds, so that one of them cannot take a whole list away. */
export function readRow(row: ScheduleRow & { readonly title: string }): ReadRow {
  const settings = readOr(() => settingsOf(row));
  const rhythm = readOr(() => rhythmOf(row));
  const timing = readOr(() => timingOf(row));
  const isRhythm = rhythm !== null && isTimeZone(rhythm.timeZone);
  return {
    settings: settings ?? settingsOf({ ...BARE_SETTINGS, title: row.title }),
    rhythm: isRhythm ? rhythm : { ...rhythmOf(row), timeZone: "UTC" },
    timing: timing ?? USUAL_TIMING,
    isFaulty: settings === null || !isRhythm || timing === null,
  };
}

/** The timing of a run that may hold what this version cannot read; then as usual. */
export const timingOrUsual = (stored: unknown): Timing => readOr(() => timingOf(stored)) ?? USUAL_TIMING;

const BARE_SETTINGS = {
  sections: [],
  clock: "eventDay",
  periodRule: "lastMonth",
  comparison: "none",
  attachXlsx: false,
  attachPdf: false,
  language: "en",
} as const;

function readOr<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
