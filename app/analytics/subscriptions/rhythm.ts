import { type DayNumber, plusDays } from "./calendar";
import { daysOf, dueAfter, type Interval } from "./interval";

/** When a subscription is due: `times` intervals after its anchor were charged, the last on `last`. */
export interface Rhythm {
  readonly interval: Interval;
  readonly anchor: DayNumber;
  readonly times: number;
  readonly last: DayNumber;
  /** The day on which the last charge was due. */
  readonly lastDue: DayNumber;
}

/**
 * How a charge stands to the day it was due. late: within the days in which a failed payment is tried again; skipped: one or two
 * charges were left out and it came when a later one was due; delayed: later than retries last, and earlier than the
 * subscription would count as ended; paused: later than that; early: before it was due.
 */
export type Placement = "onTime" | "late" | "skipped" | "delayed" | "paused" | "early";

export interface Placed {
  readonly as: Placement;
  /** The day the charge was due: of several missed, the last. */
  readonly due: DayNumber;
  /** Days from due to charge; below zero before. */
  readonly off: number;
  /** Days on which charges were due before and did not come. */
  readonly missed: readonly DayNumber[];
  readonly next: Rhythm;
}

/** Failed payments are tried again for about so many days. */
export const RETRY_DAYS = 12;
const MOST_SKIPS = 2;

export const beginRhythm = (day: DayNumber, interval: Interval): Rhythm => ({
  interval,
  anchor: day,
  times: 0,
  last: day,
  lastDue: day,
});

export const nextDue = ({ anchor, interval, times }: Rhythm): DayNumber => dueAfter(anchor, interval, times + 1);

/** From this day on a subscription without its next charge counts as ended: half an interval and the grace days after it was due. */
export const lapseDay = (rhythm: Rhythm, graceDays: number): DayNumber =>
  plusDays(nextDue(rhythm), Math.ceil(daysOf(rhythm.interval) / 2) + graceDays);

/** Puts a charge of `day` into the rhythm. Months of unequal length and stores that count from the last charge are allowed for. */
export function place(rhythm: Rhythm, day: DayNumber, graceDays: number): Placed {
  const fit = regular(rhythm, day);
  if (fit !== null) return fit;
  const due = nextDue(rhythm);
  const off = day - due;
  const anew = { ...beginRhythm(day, rhythm.interval) };
  if (day < due) return { as: "early", due: day, off, missed: [], next: anew };
  if (day <= lapseDay(rhythm, graceDays)) return { as: "delayed", due, off, missed: [], next: anew };
  return { as: "paused", due: day, off, missed: [due], next: anew };
}

function regular(rhythm: Rhythm, day: DayNumber): Placed | null {
  const { interval, anchor, times, last } = rhythm;
  const length = daysOf(interval);
  const early = Math.min(3, Math.floor(0.2 * length));
  for (let turn = 1; turn <= MOST_SKIPS + 1; turn += 1) {
    const late = turn === 1 ? Math.min(RETRY_DAYS, Math.floor(0.45 * length)) : Math.min(6, Math.floor(0.2 * length));
    const onGrid = dueAfter(anchor, interval, times + turn);
    const fromLast = dueAfter(last, interval, turn);
    const grid = day - onGrid;
    const free = day - fromLast;
    const fitsGrid = grid >= -early && grid <= late;
    const fitsFree = Math.abs(free) <= early;
    if (!fitsGrid && !fitsFree) continue;
    const onIt = fitsGrid && (!fitsFree || Math.abs(grid) <= Math.abs(free));
    const missed = Array.from({ length: turn - 1 }, (_, index) => dueAfter(anchor, interval, times + index + 1));
    const due = onIt ? onGrid : fromLast;
    const next: Rhythm = onIt
      ? { interval, anchor, times: times + turn, last: day, lastDue: onGrid }
      : beginRhythm(day, interval);
    return { as: turn > 1 ? "skipped" : day - due > early ? "late" : "onTime", due, off: day - due, missed, next };
  }
  return null;
}

/** The rhythm from a charge on that changed the interval: it counts from the day that charge was due. */
export const withInterval = (rhythm: Rhythm, interval: Interval): Rhythm => ({
  interval,
  anchor: rhythm.lastDue,
  times: 0,
  last: rhythm.last,
  lastDue: rhythm.lastDue,
});
