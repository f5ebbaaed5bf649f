import { isSpendKnown, type SpendDays } from "~/analytics/acquisition";
import type { MetricName } from "~/analytics/metrics/registry";
import { addEach, type Minor, minor } from "~/analytics/money";
import { addDays, type Day, firstDay, later, monthOf, type Period, startOfPart } from "~/analytics/period";
import { type MetricValues, moneyValues, type PeriodSums, periodValues } from "~/analytics/periodFigures";
import { returnOnSpend } from "~/analytics/platforms";
import { netSales } from "~/analytics/sales";
import { dayNumber } from "~/analytics/subscriptions/calendar";
import type { SpanValue, WatchSpan } from "~/analytics/watch";
import { partsOf, type WatchedMetric, watchedMetric } from "~/analytics/watchedMetrics";
import { findSpendDays } from "~/data/adSpend.server";
import { firstDayOfHistory } from "~/data/orders.server";
import type { Scope } from "~/data/scope.server";
import type { ReportContext } from "./context.server";
import { sumByPart, sumMoneyByPart } from "./periodSums.server";
import { allLives, allSteps, openBook } from "./subscriptionLives.server";

type Numbers = Readonly<Partial<Record<MetricName, number | null>>>;

/** The numbers of one span. Null and absent are unknown. */
export interface SpanNumbers extends Period {
  readonly numbers: Numbers;
}

/** Which spans are read, and for which metrics. */
export interface SpanQuestion {
  readonly span: WatchSpan;
  readonly metrics: readonly WatchedMetric[];
  /** Days from `from` to `through`, which is the last one; none of before the shop's first order. */
  readonly from: Day;
  readonly through: Day;
}

/**
 * The numbers of all days or whole weeks, or of the months as far as they had gone on each day, in order. What was spent
 * is unknown on days that the record of spend does not reach: it may not be imported yet. Earlier months so far are summed
 * from their days, in which an order that was added to on two days counts on both; the last one is exact.
 */
export async function spanNumbers(context: ReportContext, question: SpanQuestion): Promise<SpanNumbers[]> {
  const { span, through } = question;
  const period = await within(context, question);
  if (period === null) return [];
  const scope = { ...context.scope, period };
  const { parts } = await sums(context, scope, question);
  const of = await numbering(context, question);
  if (span !== "month")
    return parts.filter(({ whole }) => whole).map((part) => ({ ...bounds(part), numbers: of(part) }));
  const gone = monthsSoFar(parts, scope.period.start);
  const last = { start: later(firstDay(monthOf(through)), period.start), end: addDays(through, 1) };
  const { parts: exact } = await sums(context, { ...scope, period: last }, { ...question, span: "month" }, "year");
  const [newest] = exact;
  return [...gone.slice(0, -1), ...(newest ? [{ ...newest, ...last }] : gone.slice(-1))].map((part) => ({
    start: firstDay(monthOf(part.start)),
    end: part.end,
    numbers: of(part),
  }));
}

const bounds = ({ start, end }: Period): Period => ({ start, end });

/** The days that are read: from the shop's first on, in whole weeks and from the first of a month. Null where there are none. */
async function within(context: ReportContext, { span, from, through }: SpanQuestion): Promise<Period | null> {
  const first = await firstDayOfHistory(context.client, context.scope);
  if (first === null || first > through) return null;
  const weekStart = context.scope.weekStart ?? 1;
  const begun = later(first, from);
  const end = addDays(through, 1);
  if (span === "day") return { start: begun, end };
  if (span === "month") return { start: later(first, firstDay(monthOf(from))), end };
  const start = startOfPart(addDays(begun, 6), "week", weekStart);
  const weeksEnd = startOfPart(end, "week", weekStart);
  return start < weeksEnd ? { start, end: weeksEnd } : null;
}

const OF_CUSTOMERS = ["customers", "newCustomers", "returningCustomers", "acquisitionCost"] as const;

/** Everything that is looked at for these metrics. */
const needed = (metrics: readonly WatchedMetric[]): ReadonlySet<MetricName> =>
  new Set(
    metrics.flatMap((name) => {
      const { weighedBy } = watchedMetric(name);
      return [name, ...partsOf(name), ...(weighedBy ? [weighedBy] : [])];
    }),
  );

type Sums = Omit<PeriodSums, "customers" | "newCustomers"> & Partial<Pick<PeriodSums, "customers" | "newCustomers">>;
type Part = Sums & Period & { readonly whole: boolean };

async function sums(
  context: ReportContext,
  scope: Scope,
  { span, metrics }: SpanQuestion,
  grain: "day" | "week" | "year" = span === "week" ? "week" : "day",
): Promise<{ readonly parts: readonly Part[] }> {
  const wanted = needed(metrics);
  return OF_CUSTOMERS.some((name) => wanted.has(name))
    ? sumByPart(context, scope, grain)
    : sumMoneyByPart(context, scope, grain);
}

/** Each day's month from its first day on. */
function monthsSoFar(days: readonly Part[], begun: Day): Part[] {
  let before: Part | null = null;
  return days.map((day) => {
    const isSame = before !== null && monthOf(before.start) === monthOf(day.start);
    const start = later(firstDay(monthOf(day.start)), begun);
    before = { ...(isSame && before ? plus(before, day) : day), start, end: day.end, whole: true };
    return before;
  });
}

const plus = (left: Part, right: Part): Part => ({
  ...left,
  sums: addEach(left.sums, right.sums),
  fees: addEach(left.fees, right.fees),
  marketingSpend: both(left.marketingSpend, right.marketingSpend),
  operatingExpenses: both(left.operatingExpenses, right.operatingExpenses),
  ...(left.newCustomers === undefined || right.newCustomers === undefined
    ? {}
    : { newCustomers: left.newCustomers + right.newCustomers }),
});

const both = (left: Minor | null, right: Minor | null): Minor | null =>
  left === null || right === null ? null : minor(left + right);

/** How a span's sums become numbers. */
async function numbering(context: ReportContext, { metrics }: SpanQuestion): Promise<(part: Part) => Numbers> {
  const { client, scope, asOfDay, observed } = context;
  const told = await findSpendDays(client, scope.shopId, asOfDay);
  const began = await firstDayOfHistory(client, scope);
  const days: SpendDays | null = told && (began === null ? told : { ...told, shopBegan: began });
  const mrrOn = metrics.includes("mrr") ? await dailyMrr(context) : null;
  return (part) => {
    const isKnown = isSpendKnown(part.start, part.end, observed.notEnded, days);
    const of = isKnown ? part : { ...part, marketingSpend: null };
    const roas = returnOnSpend(netSales(of.sums), of.marketingSpend);
    return { ...plain(valuesOf(of)), roas, ...(mrrOn ? { mrr: mrrOn(addDays(part.end, -1)) } : {}) };
  };
}

function valuesOf({ customers, newCustomers, ...money }: Sums): MetricValues {
  return customers === undefined || newCustomers === undefined
    ? moneyValues(money)
    : periodValues({ ...money, customers, newCustomers });
}

const plain = (values: MetricValues): Numbers =>
  Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]));

/** MRR at the end of a day, by what is known of the subscriptions now; null before the first of them. */
async function dailyMrr(context: ReportContext): Promise<(of: Day) => number | null> {
  const book = await openBook(context);
  const steps = allSteps(allLives(book), book.settings.switches).flat();
  const ordered = steps.toSorted((left, right) => left.day - right.day);
  const [first] = ordered;
  return (of) => {
    const day = dayNumber(of);
    if (first === undefined || day < first.day) return null;
    return ordered.reduce((mrr, step) => (step.day <= day ? mrr + step.after - step.before : mrr), 0);
  };
}

/** A metric's values out of the numbers of spans. */
export function valuesIn(spans: readonly SpanNumbers[], metric: WatchedMetric): SpanValue[] {
  const { weighedBy } = watchedMetric(metric);
  return spans.map(({ start, end, numbers }) => ({
    start,
    end,
    value: numbers[metric] ?? null,
    weight: weighedBy ? (numbers[weighedBy] ?? 0) : 1,
    parts: partsOf(metric).map((name) => numbers[name] ?? null),
  }));
}
