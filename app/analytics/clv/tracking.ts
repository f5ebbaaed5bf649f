import type { OrderHistories, Summaries } from "./histories";
import { spanOf } from "./histories";

/** Repeat orders of all customers up to the end of a span of time, as they came and as a model expects them of new customers. */
export interface TrackingPoint {
  /** Spans since the first order of the shop, 1 is the first. */
  readonly span: number;
  readonly actual: number;
  readonly expected: number;
}

/**
 * Cumulative repeat orders of the summarised customers, span by span of so many days from the shop's first day on, up to and
 * with the day `until`. `expectedRepeats` is what the model expects of one customer by age in days, whatever they did.
 */
export function tracking(
  histories: OrderHistories,
  summaries: Summaries,
  expectedRepeats: (ageDays: number) => number,
  { days, until }: { readonly days: number; readonly until: number },
): readonly TrackingPoint[] {
  const span = spanOf(histories);
  if (span === null || until < span.first) return [];
  const spans = Math.floor((until - span.first + 1) / days);
  const ages = new Float64Array(until - span.first + 2).map((_, age) => (age > 0 ? expectedRepeats(age) : 0));
  const starts = new Map<number, number>();
  const repeats = new Float64Array(until - span.first + 2);
  for (const customer of summaries.customers) {
    const from = histories.offsets[customer] ?? 0;
    const start = (histories.days[from] ?? 0) - span.first;
    starts.set(start, (starts.get(start) ?? 0) + 1);
    for (let at = from + 1; at < (histories.offsets[customer + 1] ?? 0); at += 1) {
      const day = (histories.days[at] ?? 0) - span.first;
      if (day < repeats.length) repeats[day] = (repeats[day] ?? 0) + 1;
    }
  }
  let actual = 0;
  let day = 0;
  return Array.from({ length: spans }, (_, index) => {
    const end = Math.round((index + 1) * days) - 1;
    for (; day <= end; day += 1) actual += repeats[day] ?? 0;
    let expected = 0;
    for (const [start, customers] of starts) if (start <= end) expected += customers * (ages[end + 1 - start] ?? 0);
    return { span: index + 1, actual, expected };
  });
}
