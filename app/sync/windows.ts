/** Half-open stretch of a time field in whole seconds, ISO text; null is open on that side. */
export interface Span {
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

export interface CountedSpan extends Span {
  readonly orders: number;
}

/** Counts the orders made in [from, to). */
export type CountOrders = (from: string, to: string) => Promise<number>;

const MONTHS_PER_WINDOW = 3;
const COUNTED_AT_ONCE = 4;

/**
 * Lays out windows over a shop's history, newest first: at most three months each, cut into equal times where a stretch
 * holds more than `mostOrders`. Stretches without orders are joined to the newer window, so that together the windows
 * leave nothing out: the newest is open to the future, the oldest to the past.
 */
export async function layOutWindows(
  first: string,
  last: string,
  mostOrders: number,
  count: CountOrders,
): Promise<CountedSpan[]> {
  const steps = stepsBack(first, last);
  const counted: CountedSpan[] = [];
  for (let from = 0; from < steps.length; from += COUNTED_AT_ONCE) {
    const some = steps.slice(from, from + COUNTED_AT_ONCE);
    counted.push(
      ...(await Promise.all(some.map(async (step) => ({ ...step, orders: await count(step.startsAt, step.endsAt) })))),
    );
  }
  const spans = counted.reduce(joinEmpty, []).flatMap((span) => cut(span, Math.ceil(span.orders / mostOrders)));
  return spans.map((span, index) => ({
    ...span,
    endsAt: index === 0 ? null : span.endsAt,
    startsAt: index === spans.length - 1 ? null : span.startsAt,
  }));
}

interface Step {
  readonly startsAt: string;
  readonly endsAt: string;
}

function stepsBack(first: string, last: string): Step[] {
  const oldest = new Date(first);
  const steps: Step[] = [];
  let end = new Date(new Date(last).getTime() + 1000);
  do {
    const start = new Date(end);
    start.setUTCMonth(start.getUTCMonth() - MONTHS_PER_WINDOW, 1);
    start.setUTCHours(0, 0, 0, 0);
    steps.push({ startsAt: wholeSecond(start), endsAt: wholeSecond(end) });
    end = start;
  } while (end > oldest);
  return steps;
}

function joinEmpty(spans: CountedSpan[], next: CountedSpan): CountedSpan[] {
  const newer = spans.at(-1);
  if (newer && (next.orders === 0 || newer.orders === 0)) {
    return [...spans.slice(0, -1), { ...newer, startsAt: next.startsAt, orders: newer.orders + next.orders }];
  }
  return [...spans, next];
}

/** Cuts a span into parts of equal time, newest first. One that cannot be cut in whole seconds stays. */
export function cut(span: CountedSpan, parts: number): CountedSpan[] {
  if (parts <= 1 || span.startsAt === null || span.endsAt === null) return [span];
  const start = Date.parse(span.startsAt);
  const length = Date.parse(span.endsAt) - start;
  if (length < parts * 1000) return [span];
  const edges = Array.from({ length: parts + 1 }, (_, index) =>
    wholeSecond(new Date(start + Math.round((length * index) / parts))),
  );
  return Array.from({ length: parts }, (_, index) => ({
    startsAt: edges[parts - 1 - index] ?? span.startsAt,
    endsAt: edges[parts - index] ?? span.endsAt,
    orders: Math.ceil(span.orders / parts),
  }));
}

/** ISO 8601 in UTC to the second, the form in which bounds are written into queries. */
export const wholeSecond = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

/**
 * The filter of a query. Only ">=" and "<" on quoted whole seconds: a bare date is cut to midnight, and from 2026-10 on ">"
 * leaves out the whole second it names.
 */
export function filterOf(field: string | null, startsAt: Date | null, endsAt: Date | null): string {
  if (field === null) return "";
  const terms = [
    startsAt ? `${field}:>='${wholeSecond(startsAt)}'` : null,
    endsAt ? `${field}:<'${wholeSecond(endsAt)}'` : null,
  ];
  return terms.filter((term) => term !== null).join(" AND ");
}
