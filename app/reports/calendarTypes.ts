import type { Day, Month } from "~/analytics/period";
import type { RunEntry } from "~/data/runLog.server";

/** Something that is sent, or was to be sent, on a day. */
export interface CalendarEntry {
  readonly key: string;
  readonly title: string;
  /** Instant it is due. */
  readonly at: Date;
  /** "08:30" on the shop's clock. */
  readonly time: string;
  /** The same on the schedule's own clock where that is another; null else. */
  readonly there: { readonly time: string; readonly timeZone: string } | null;
  readonly scheduleId: string | null;
  /** What became of it; null for what is planned. */
  readonly run: RunEntry | null;
}

/** A month of what is sent when, in the shop's zone. */
export interface SendingCalendar {
  readonly month: Month;
  readonly today: Day;
  readonly timeZone: string;
  /** Days in order, in whole weeks. */
  readonly days: readonly { readonly day: Day; readonly entries: readonly CalendarEntry[] }[];
  /** Titles of reports that are paused. */
  readonly paused: readonly string[];
}
