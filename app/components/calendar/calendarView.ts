import type { Day, Month } from "~/analytics/period";
import type { RunView } from "~/components/reports/runEntry";

/** An entry as it travels to the page. */
export interface EntryView {
  readonly key: string;
  readonly title: string;
  readonly time: string;
  readonly there: { readonly time: string; readonly timeZone: string } | null;
  /** Where it leads; null where there is nothing to see any more. */
  readonly url: string | null;
  readonly run: RunView | null;
}

export interface CalendarView {
  readonly month: Month;
  readonly previous: Month;
  readonly next: Month;
  readonly today: Day;
  readonly timeZone: string;
  readonly days: readonly { readonly day: Day; readonly entries: readonly EntryView[] }[];
  readonly paused: readonly string[];
}
