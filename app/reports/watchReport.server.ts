import { RHYTHMS, type Usual } from "~/analytics/anomaly";
import { addDays, type Day, localDay } from "~/analytics/period";
import {
  type Judgement,
  judgements,
  rehearsal,
  type SpanValue,
  spanThrough,
  valuesBefore,
  type WatchRule,
  type WatchSpan,
} from "~/analytics/watch";
import { partsOf, type WatchedMetric, watchedMetric } from "~/analytics/watchedMetrics";
import { ordersAndValue, partsMoved } from "~/analytics/watchParts";
import { type ReportContext, withReport } from "./context.server";
import { type SpanNumbers, spanNumbers, valuesIn } from "./watchSeries.server";
import type { Finding, WatchPast, WatchPoint, WatchPreview } from "./watchTypes";

/** A rule with the id of its watch. */
export interface RuleOf {
  readonly watchId: string;
  readonly rule: WatchRule;
}

const DAYS_IN: Readonly<Record<WatchSpan, number>> = { day: 1, week: 7, month: 1 };
/** Spans of the past that a page draws, and those of a year. */
const DRAWN: Readonly<Record<WatchSpan, number>> = { day: 60, week: 26, month: 60 };
const YEAR: Readonly<Record<WatchSpan, number>> = { day: 365, week: 52, month: 365 };

/** The newest day that has ended in the shop's zone. */
export const newestDay = (now: Date, timeZone: string): Day => addDays(localDay(now, timeZone), -1);

/** How the newest span through a day came out for each rule; a rule whose span says nothing yet has none. */
export function findings(shopId: bigint, rules: readonly RuleOf[], through: Day, asOf: Date): Promise<Finding[]> {
  return withReport(shopId, { asOf }, async (context) => {
    const read = await readValues(context, rules, through, 1);
    return rules.flatMap((of) => newestFinding(context, of, read(of.rule), through) ?? []);
  });
}

/** The past of each rule, as far as a page draws it. */
export function watchPasts(shopId: bigint, rules: readonly RuleOf[], through: Day, asOf: Date): Promise<WatchPast[]> {
  return withReport(shopId, { asOf }, async (context) => {
    const read = await readValues(context, rules, through, "drawn");
    return rules.map((of) => ({
      points: pointsOf(of.rule, read(of.rule), DRAWN[of.rule.span]),
      newest: newestFinding(context, of, read(of.rule), through),
    }));
  });
}

/** What a rule would have told within the last year, each span judged by the past it had. */
export function watchPreview(shopId: bigint, rule: WatchRule, through: Day, asOf: Date): Promise<WatchPreview> {
  return withReport(shopId, { asOf }, async (context) => {
    const of = { watchId: "", rule };
    const values = (await readValues(context, [of], through, "year"))(rule);
    const from = Math.max(0, values.length - YEAR[rule.span]);
    const judged = judgements(rule, values, from);
    const { told, ...counts } = rehearsal(judged);
    const points = values.slice(from).map((value, index) => pointOf(value, judged[index] ?? null));
    const newest = judged.at(-1)?.usual ?? null;
    return {
      points: points.slice(-DRAWN[rule.span]),
      newest: newestFinding(context, of, values, through),
      told: told.flatMap((index) => points[index] ?? []).reverse(),
      ...counts,
      lacks: newest === null || newest.kind === "range" ? null : newest,
    };
  });
}

/** Reads once for each span what all its rules need; answers a rule's values. */
async function readValues(
  context: ReportContext,
  rules: readonly RuleOf[],
  through: Day,
  reach: 1 | "drawn" | "year",
): Promise<(rule: WatchRule) => SpanValue[]> {
  const spans = new Map<WatchSpan, readonly SpanNumbers[]>();
  for (const [span, own] of Map.groupBy(rules, ({ rule }) => rule.span)) {
    const count = reach === 1 ? 1 : reach === "drawn" ? DRAWN[span] : YEAR[span];
    const before = Math.max(...own.map(({ rule }) => Math.max(valuesBefore(rule), alikeReach(span))));
    const metrics: WatchedMetric[] = [...new Set(own.map(({ rule }) => rule.metric))];
    const from = addDays(through, -(count + before) * DAYS_IN[span]);
    spans.set(span, await spanNumbers(context, { span, metrics, from, through }));
  }
  return (rule) => valuesIn(spans.get(rule.span) ?? [], rule.metric);
}

/** Spans before one that hold those alike; none of a month. */
const alikeReach = (span: WatchSpan): number => (span === "month" ? 0 : RHYTHMS[span].cycle * RHYTHMS[span].back);

function pointsOf(rule: WatchRule, values: readonly SpanValue[], count: number): WatchPoint[] {
  const from = Math.max(0, values.length - count);
  const judged = judgements(rule, values, from);
  return values.slice(from).map((value, index) => pointOf(value, judged[index] ?? null));
}

function pointOf({ start, end, value }: SpanValue, judged: Judgement | null): WatchPoint {
  const range = rangeOf(judged?.usual ?? null);
  return {
    start,
    end,
    value,
    low: range?.low ?? null,
    high: range?.high ?? null,
    expected: range?.expected ?? null,
    verdict: judged?.verdict ?? null,
  };
}

const rangeOf = (usual: Usual | null) => (usual?.kind === "range" ? usual : null);

/** Null where the span that ends with `through` has no value at all, or says nothing yet. */
function newestFinding(
  { scope }: ReportContext,
  { watchId, rule }: RuleOf,
  values: readonly SpanValue[],
  through: Day,
): Finding | null {
  const { start, end } = spanThrough(rule.span, through, scope.weekStart ?? 1);
  const index = values.findLastIndex((value) => value.end === end);
  const value = values[index];
  // Whether a month was told before is known by its checks alone.
  const before = rule.span === "month" ? index : 0;
  const [judged = null] = value ? judgements(rule, values.slice(before, index + 1), index - before) : [];
  if (value === undefined || judged === null) return null;
  const alike = alikeTo(values, index, rule.span);
  const metrics = partsOf(rule.metric);
  const parts = partsMoved(value, alike).map((part, place) => ({ ...part, metric: metrics[place] ?? rule.metric }));
  return {
    watchId,
    rule,
    start,
    end,
    value: value.value,
    ...judged,
    parts,
    split: watchedMetric(rule.metric).byOrders ? splitOf(value, alike) : null,
    alike: [...alike, value].map((one) => ({ start: one.start, end: one.end, value: one.value })),
  };
}

/** The spans before one that it is like, the oldest first. */
function alikeTo(values: readonly SpanValue[], index: number, span: WatchSpan): SpanValue[] {
  if (span === "month") return [];
  const { cycle, back } = RHYTHMS[span];
  const places = Array.from({ length: back }, (_, step) => index - (back - step) * cycle);
  return places.flatMap((place) => (place >= 0 ? (values[place] ?? []) : []));
}

/** The usual is that of the same spans as the expected value. */
function splitOf(value: SpanValue, alike: readonly SpanValue[]): Finding["split"] {
  const [usual] = partsMoved(
    { ...value, parts: [value.value] },
    alike.map((one) => ({ ...one, parts: [one.value] })),
  );
  const [orders] = partsMoved(value, alike);
  if (!usual || !orders) return null;
  return ordersAndValue(value.value, orders.value, { value: usual.usual, orders: orders.usual });
}
