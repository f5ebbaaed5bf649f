import type { Usual } from "~/analytics/anomaly";
import type { MetricName } from "~/analytics/metrics/registry";
import type { Period } from "~/analytics/period";
import type { Verdict, WatchRule } from "~/analytics/watch";
import type { OrdersAndValue, PartMoved } from "~/analytics/watchParts";

/** A span of the past beside what was usual for it. */
export interface WatchPoint extends Period {
  readonly value: number | null;
  /** Null: a threshold, or too short a past. A side that is not watched has no bound. */
  readonly low: number | null;
  readonly high: number | null;
  readonly expected: number | null;
  readonly verdict: Verdict | null;
}

/** How a watched span came out, and what its value is made of: page and mail say it in the same words. */
export interface Finding extends Period {
  readonly watchId: string;
  readonly rule: WatchRule;
  readonly verdict: Verdict;
  readonly value: number | null;
  readonly usual: Usual | null;
  readonly parts: readonly (PartMoved & { readonly metric: MetricName })[];
  /** Of money that comes by orders: how the difference from the usual splits. */
  readonly split: OrdersAndValue | null;
  /** Spans alike, the oldest first, this one the last: the same weekday, or the weeks before. */
  readonly alike: readonly (Period & { readonly value: number | null })[];
}

/** A watch's past as its page shows it. */
export interface WatchPast {
  /** The oldest first; the newest complete span is the last. */
  readonly points: readonly WatchPoint[];
  readonly newest: Finding | null;
}

/** What a watch would have told within the last year. */
export interface WatchPreview extends WatchPast {
  /** The newest first. */
  readonly told: readonly WatchPoint[];
  readonly judged: number;
  readonly unjudged: number;
  /** Why the newest could not be judged by the past, such as too short a one; null where it could. */
  readonly lacks: Usual | null;
}
