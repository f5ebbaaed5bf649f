import { lookBack, type Observed, type Sensitivity, type Sides, sideOf, type Usual, usualRanges } from "./anomaly";
import { addDays, addMonths, type Day, daysBetween, firstDay, monthOf, type Period, startOfPart } from "./period";
import { isSum, spreadOf, type WatchedMetric, watchedMetric } from "./watchedMetrics";

/** What a value is of: a day, a week, or a month as far as it has gone. */
export const WATCH_SPANS = ["day", "week", "month"] as const;
export type WatchSpan = (typeof WATCH_SPANS)[number];

/** When a merchant wants to be told: beyond a value of their own, or outside of what the shop's past makes likely. */
export type WatchCondition =
  | { readonly kind: "threshold"; readonly side: "above" | "below"; readonly value: number }
  | { readonly kind: "unusual"; readonly sides: Sides; readonly sensitivity: Sensitivity };

/** What is watched. Values are in the metric's unit: minor units, a share of 1, a count. */
export interface WatchRule {
  readonly metric: WatchedMetric;
  readonly span: WatchSpan;
  readonly condition: WatchCondition;
}

/** A metric's value over a span, beside what it is weighed by and made of. */
export interface SpanValue extends Period, Observed {
  readonly parts: readonly (number | null)[];
}

/** How a check came out. `incomplete`: the day's data did not come in time, so that nothing was judged. */
export const VERDICTS = [
  "within",
  "above",
  "below",
  "toldBefore",
  "unknown",
  "tooShort",
  "nothing",
  "incomplete",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A value judged. `usual` is null for a threshold. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly usual: Usual | null;
}

/** Whether a verdict is one to be told. */
export const isTold = (verdict: Verdict): verdict is "above" | "below" => verdict === "above" || verdict === "below";

/** Spans that a metric can be watched over, by the kind of condition. */
export function spansOf(metric: WatchedMetric, kind: WatchCondition["kind"]): readonly WatchSpan[] {
  const { neverByMonth, neverUnusual } = watchedMetric(metric);
  if (kind === "unusual") return neverUnusual ? [] : ["day", "week"];
  // A level is that of a day; the one at the end of a week is the last day's.
  if (metric === "mrr") return ["day"];
  return neverByMonth ? ["day", "week"] : WATCH_SPANS;
}

/** The span that is judged once `newest`, the newest day whose data is complete, is there. `weekStart` is an ISO weekday. */
export function spanThrough(span: WatchSpan, newest: Day, weekStart: number): Period {
  const end = addDays(newest, 1);
  switch (span) {
    case "day":
      return { start: newest, end };
    case "week": {
      const weekEnd = startOfPart(end, "week", weekStart);
      return { start: addDays(weekEnd, -7), end: weekEnd };
    }
    case "month":
      return { start: firstDay(monthOf(newest)), end };
  }
}

/** An average of fewer days of a month than this is one of chance. */
const DAYS_OF_AVERAGE = 7;

/**
 * Whether a span says something yet. A month so far: a sum can be above a value on any day, and below it only when the month
 * is over; an average counts from the seventh day on. Days and weeks are judged whole.
 */
export function isRipe({ metric, span, condition }: WatchRule, { start, end }: Period): boolean {
  if (span !== "month" || condition.kind === "unusual") return true;
  if (!isSum(metric)) return daysBetween(start, end) >= DAYS_OF_AVERAGE;
  return condition.side === "above" || end === firstDay(addMonths(monthOf(start), 1));
}

/** How many values before the one to be judged are needed. */
export const valuesBefore = ({ span, condition }: WatchRule): number =>
  condition.kind === "threshold" || span === "month" ? 0 : lookBack(span);

/**
 * Judges the values from index `from` on, each by those before it alone. A threshold on a month so far is told once a
 * month: from then on its verdict is `toldBefore`. A span that says nothing yet has null.
 */
export function judgements(rule: WatchRule, values: readonly SpanValue[], from = 0): (Judgement | null)[] {
  if (rule.span === "month") return onceAMonth(rule, values).slice(from);
  const usual = usualOf(rule, values, from);
  return values.slice(from).map((value, index) => judgementOf(rule, value, usual[index] ?? null));
}

function onceAMonth(rule: WatchRule, values: readonly SpanValue[]): (Judgement | null)[] {
  let toldMonth: Day | null = null;
  return values.map((value) => {
    if (!isRipe(rule, value)) return null;
    const judged = judgementOf(rule, value, null);
    if (!isTold(judged.verdict)) return judged;
    if (toldMonth === value.start) return { ...judged, verdict: "toldBefore" };
    toldMonth = value.start;
    return judged;
  });
}

function usualOf({ metric, span, condition }: WatchRule, values: readonly SpanValue[], from: number): Usual[] {
  if (condition.kind === "threshold" || span === "month") return [];
  const { sensitivity, sides } = condition;
  return usualRanges(values, { rhythm: span, spread: spreadOf(metric), sensitivity, sides }, from);
}

function judgementOf({ condition }: WatchRule, { value }: SpanValue, usual: Usual | null): Judgement {
  if (value === null) return { verdict: "unknown", usual };
  if (condition.kind === "threshold") {
    const isBeyond = condition.side === "above" ? value > condition.value : value < condition.value;
    return { verdict: isBeyond ? condition.side : "within", usual: null };
  }
  if (usual === null) return { verdict: "unknown", usual };
  return { verdict: usual.kind === "range" ? (sideOf(value, usual) ?? "within") : usual.kind, usual };
}

/** What a preview of a year came to. */
export interface Rehearsal {
  /** Indices of the values that would have been told. */
  readonly told: readonly number[];
  /** Values judged, and those that could not be. */
  readonly judged: number;
  readonly unjudged: number;
}

/** Counts what judgements came to. */
export function rehearsal(judged: readonly (Judgement | null)[]): Rehearsal {
  const verdicts = judged.map((one) => one?.verdict ?? null);
  const isOpen = (verdict: Verdict | null) => verdict === "unknown" || verdict === "tooShort" || verdict === "nothing";
  return {
    told: verdicts.flatMap((verdict, index) => (verdict !== null && isTold(verdict) ? [index] : [])),
    judged: verdicts.filter((verdict) => verdict !== null && !isOpen(verdict)).length,
    unjudged: verdicts.filter(isOpen).length,
  };
}
