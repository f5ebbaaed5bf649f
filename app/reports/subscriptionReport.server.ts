import type { MetricName } from "~/analytics/metrics/registry";
import { SUBSCRIPTION_METRICS } from "~/analytics/metrics/subscriptions";
import { minor, perUnit, type Ratio, share } from "~/analytics/money";
import { monthOf } from "~/analytics/period";
import type { MetricValues } from "~/analytics/periodFigures";
import { type ChurnDimension, churnBy, churnByCharge, type EndedOrRunning } from "~/analytics/subscriptions/breakdown";
import { type DayNumber, plusDays, plusMonths, wholeMonths } from "~/analytics/subscriptions/calendar";
import { type Lifetime, survivalByCharge, survivalByMonth } from "~/analytics/subscriptions/survival";
import { remainingMonths, type SubscriptionValue, subscriptionValue } from "~/analytics/subscriptions/value";
import { getSubscriptionSettings, toldMarker } from "~/data/subscriptionSettings.server";
import { compareCustomers } from "~/data/subscriptions.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { figuresOf } from "./figures";
import { keptSummary } from "./keptSummary.server";
import type { ReportHead } from "./report";
import type { ReportQuery } from "./reportQuery";
import { effectsOf } from "./subscriptionEffects";
import {
  allLives,
  allSteps,
  type Lived,
  openBook,
  type SubscriptionBook,
  subscriptionRow,
} from "./subscriptionLives.server";
import { mrrMonths, renewalsByMonth, subscriberCohorts } from "./subscriptionMonths";
import type { MrrMonth, MrrReport, SubscriptionHeadline, SubscriptionRow } from "./subscriptionTypes";

/** MRR and what moves it: bridges by month, churn, survival, value and what the switches make of them. */
export function mrrReport(shopId: bigint, query: Pick<ReportQuery, "asOf">): Promise<MrrReport> {
  return withReport(shopId, { asOf: query.asOf }, async (context) => {
    const settings = await getSubscriptionSettings(context.client, shopId);
    const told = await toldMarker(context.client, shopId);
    const page = await keptSummary(context, "mrr", [settings, told], () => mrrPage(context));
    return { ...headOf(context, []), ...page };
  });
}

async function mrrPage(context: ReportContext): Promise<Omit<MrrReport, keyof ReportHead>> {
  const book = await openBook(context);
  const { lives, steps, months } = countBook(context, book);
  const flat = lives.flat();
  const lifetimes = lifetimesOf(flat);
  const survival = survivalByMonth(lifetimes, book.asOf);
  const value = lifetimeValueOf(flat, survival, book.asOf);
  return {
    metrics: figuresOf(metricValues(months, value), previousValues(months)),
    headline: headlineOf(flat, book.asOf),
    months,
    survivalByCharge: survivalByCharge(lifetimes),
    survivalByMonth: survival,
    cohorts: subscriberCohorts(steps, book.asOf).map(({ month, size, active }) => ({
      month,
      size,
      shares: active.map((paying) => share(paying, size)),
    })),
    churn: churnOf(flat, book.asOf),
    value,
    customers: (await compareCustomers(context.client, context.scope.shopId)).map((of) => ({
      kind: of.kind,
      customers: of.customers,
      profitEach: perUnit(of.contributionProfit, of.customers),
      ordersEach: share(of.orders, of.customers),
      repeatRate: share(of.repeatCustomers, of.customers),
    })),
    effects: effectsOf(book, lives),
    mrrSwitches: book.settings.switches,
    rules: book.settings.rules,
  };
}

function churnOf(all: readonly Lived[], asOf: DayNumber): MrrReport["churn"] {
  const ended = all.map(endedOrRunning);
  const start = plusMonths(asOf, -12);
  const by = (dimension: Exclude<ChurnDimension, "charge">) => churnBy(dimension, ended, start, plusDays(asOf, 1));
  return {
    charge: churnByCharge(ended),
    plan: by("plan"),
    product: by("product"),
    code: by("code"),
    reason: by("reason"),
  };
}

/** The book as lives, steps and months. */
export function countBook(context: ReportContext, book: SubscriptionBook) {
  const { switches } = book.settings;
  const lives = allLives(book);
  const steps = allSteps(lives, switches);
  const renewals = renewalsByMonth(book.renewals, lives.flat(), book.asOf);
  const months = mrrMonths(steps, renewals, switches, book.asOf, monthOf(context.observed.notEnded));
  return { lives, steps, months };
}

/** The tables that the store's report carries: each month's bridge, and every subscription. */
export async function subscriptionTables(context: ReportContext): Promise<{
  readonly months: readonly MrrMonth[];
  readonly subscriptions: readonly SubscriptionRow[];
  readonly values: MetricValues;
}> {
  const book = await openBook(context);
  const { lives, months } = countBook(context, book);
  const flat = lives.flat();
  const value = lifetimeValueOf(flat, survivalByMonth(lifetimesOf(flat), book.asOf), book.asOf);
  return {
    months,
    subscriptions: flat.map((one) => subscriptionRow(one, book.settings.switches, book.asOf)),
    values: months.length === 0 ? {} : metricValues(months, value),
  };
}

const NAMES: ReadonlySet<MetricName> = new Set(SUBSCRIPTION_METRICS.map(({ name }) => name));

/** Whether a metric is one of those that `subscriptionTables` gives. */
export const isOfSubscriptions = (metric: MetricName): boolean => NAMES.has(metric);

/** The figures as they stand; rates are those of the last month that has ended. */
function metricValues(months: readonly MrrMonth[], value: SubscriptionValue): MetricValues {
  const ended = months.findLast(({ complete }) => complete);
  return { ...valuesOf(months.at(-1), ended), subscriptionLifetimeValue: { value: value.lifetime } };
}

/** What they are compared with: the standing at the end of the month before, and the rates of the month before the last that ended. */
function previousValues(months: readonly MrrMonth[]): MetricValues {
  const ended = months.findLastIndex(({ complete }) => complete);
  return valuesOf(months.at(-2), ended > 0 ? months[ended - 1] : undefined);
}

function valuesOf(now: MrrMonth | undefined, ended: MrrMonth | undefined): MetricValues {
  return {
    mrr: { value: now?.closing ?? null },
    arr: { value: now?.arr ?? null },
    subscribers: { value: now?.subscribersAtEnd ?? null },
    arpu: { value: now?.arpu ?? null },
    netNewMrr: { value: ended?.netNewMrr ?? null },
    newMrr: { value: ended?.new ?? null },
    expansionMrr: { value: ended?.expansion ?? null },
    reactivationMrr: { value: ended?.reactivation ?? null },
    contractionMrr: { value: ended?.contraction ?? null },
    churnedMrr: { value: ended?.churn ?? null },
    churnedSubscribers: { value: ended?.churnedSubscribers ?? null },
    subscriberChurn: { value: ended?.subscriberChurn ?? null },
    grossRevenueChurn: { value: ended?.grossRevenueChurn ?? null },
    netRevenueChurn: { value: ended?.netRevenueChurn ?? null },
    netRevenueRetention: { value: ended?.netRevenueRetention ?? null },
    renewalRate: { value: ended?.renewalRate ?? null },
    quickRatio: { value: ended?.quickRatio ?? null },
  };
}

/** Lengths of the subscriptions whose beginning is known. */
export const lifetimesOf = (all: readonly Lived[]): Lifetime[] =>
  all
    .filter(({ of }) => of.beganHere)
    .map(({ of, life }) => ({ startedOn: of.startedOn, endedOn: life.endedOn, charges: of.chargeCount }));

function lifetimeValueOf(
  all: readonly Lived[],
  survival: ReturnType<typeof survivalByMonth>,
  asOf: DayNumber,
): SubscriptionValue {
  const running = all.filter(({ life }) => life.state === "active");
  const days = all.reduce((sum, { of, life }) => sum + ((life.endedOn ?? asOf) - of.startedOn), 0);
  const ages = running.map(({ of }) => wholeMonths(of.startedOn, asOf));
  const earned = {
    contributionProfit: minor(all.reduce((sum, { of }) => sum + of.contributionProfit, 0)),
    subscriptions: all.length,
    running: running.length,
    months: (days * 12) / 365,
  };
  return subscriptionValue(earned, survival, remainingMonths(ages, survival));
}

function endedOrRunning({ of, life }: Lived): EndedOrRunning {
  return {
    startedOn: of.startedOn,
    endedOn: life.endedOn,
    reason: life.reason,
    charges: of.chargeCount,
    plan: of.planName ?? `${life.interval.count} ${life.interval.unit}`,
    product: of.title,
    code: of.firstCode ?? "",
    mrr: of.head.monthly.recurring,
  };
}

function headlineOf(all: readonly Lived[], asOf: DayNumber): SubscriptionHeadline {
  const running = all.filter(({ life }) => life.state === "active");
  const stopped = all.filter(({ life }) => life.state !== "active");
  const worth = (some: readonly Lived[]) => some.reduce((sum, { of }) => sum + of.head.monthly.recurring, 0);
  const known = running.filter(({ life }) => life.interval.basis === "policy" || life.interval.basis === "contract");
  return {
    activeSubscriptions: running.length,
    pausedSubscriptions: all.filter(({ life }) => life.state === "paused").length,
    overdueSubscriptions: running.filter(({ life }) => life.nextDue !== null && life.nextDue < asOf).length,
    observedEnds: share(stopped.filter(({ life }) => life.basis !== "inferred").length, stopped.length),
    observedIntervals: share(worth(known), worth(running)) as Ratio | null,
  };
}
