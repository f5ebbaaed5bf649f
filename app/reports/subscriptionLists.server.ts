import { minor } from "~/analytics/money";
import { dayNumber, dayOf } from "~/analytics/subscriptions/calendar";
import { type DueSubscription, expectedRenewals, renewalOdds } from "~/analytics/subscriptions/expected";
import { mrrOf } from "~/analytics/subscriptions/movements";
import { survivalByCharge } from "~/analytics/subscriptions/survival";
import { getSubscriptionSettings } from "~/data/subscriptionSettings.server";
import { findSubscription } from "~/data/subscriptions.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import type { ReportQuery } from "./reportQuery";
import type { DueRenewalRow, ExpectedRenewalsRow } from "./sectionRows";
import {
  allLives,
  type Lived,
  livesOf,
  openBook,
  type SubscriptionBook,
  subscriptionRow,
} from "./subscriptionLives.server";
import { lifetimesOf } from "./subscriptionReport.server";
import {
  type DueRow,
  type ExpectedList,
  type ExpectedReport,
  type StoryEvent,
  SUBSCRIPTION_STATES,
  type SubscriptionListReport,
  type SubscriptionState,
  type SubscriptionStoryReport,
} from "./subscriptionTypes";

const PAGE_SIZE = 50;

interface Paging extends Pick<ReportQuery, "asOf"> {
  readonly page?: number;
  /** Null: all rows. */
  readonly pageSize?: number | null;
}

/** What is due in the next 30 and 90 days and what of it is at risk, with a list of it or of what is overdue. */
export function expectedReport(
  shopId: bigint,
  query: Paging & { readonly list: ExpectedList; readonly days: number },
): Promise<ExpectedReport> {
  return withReport(shopId, { asOf: query.asOf }, async (context) => {
    const { expected, overdue, dueRows } = expectedOf(await openBook(context));
    const listed = dueRows((inDays) => isListed(inDays, query));
    return {
      ...headOf(context, []),
      expected,
      overdue,
      list: query.list,
      days: query.days,
      ...pageOf(listed, query),
      count: listed.length,
    };
  });
}

/** What is due in the next 30 and 90 days and what is overdue, with the rows whose days until then pass a test. */
function expectedOf(book: SubscriptionBook) {
  const lives = allLives(book).flat();
  const odds = renewalOdds(survivalByCharge(lifetimesOf(lives)));
  const running = lives.filter(({ life }) => life.state === "active" && life.nextDue !== null);
  const due = running.map(dueOf);
  const late = due.filter(({ nextDue }) => nextDue < book.asOf);
  const dueRows = (isWanted: (inDays: number) => boolean): DueRow[] =>
    running
      .filter(({ life }) => isWanted((life.nextDue ?? book.asOf) - book.asOf))
      .map((one): DueRow => {
        const nextDue = one.life.nextDue ?? book.asOf;
        return {
          subscription: subscriptionRow(one, book.settings.switches, book.asOf),
          dueOn: dayOf(nextDue),
          inDays: nextDue - book.asOf,
          amount: one.of.chargeAmount,
          odds: nextDue < book.asOf ? null : odds(one.of.chargeCount),
        };
      })
      .sort((left, right) => left.inDays - right.inDays || right.amount - left.amount);
  return {
    expected: [30, 90].map((days) => expectedRenewals(due, book.asOf, days, odds)),
    overdue: { subscriptions: late.length, amount: minor(late.reduce((sum, { amount }) => sum + amount, 0)) },
    dueRows,
  };
}

/** Renewals of the next 30 days are listed one by one in the store's report. */
const LISTED_DAYS = 30;

/** What is due and what is overdue, for the store's report; nothing in a shop without subscriptions. */
export async function expectedTables(
  context: ReportContext,
): Promise<{ readonly expected: ExpectedRenewalsRow[]; readonly due: DueRenewalRow[] }> {
  const book = await openBook(context);
  if (book.customers.length === 0) return { expected: [], due: [] };
  const { expected, overdue, dueRows } = expectedOf(book);
  const late = { kind: "overdue", days: null, renewals: overdue.subscriptions, atRisk: null } as const;
  return {
    expected: [...expected.map((of): ExpectedRenewalsRow => ({ kind: "due", ...of })), { ...late, ...overdue }],
    due: dueRows((inDays) => inDays <= LISTED_DAYS).map(
      ({ subscription, ...of }): DueRenewalRow => ({
        subscriptionId: subscription.subscriptionId,
        customerId: subscription.customerId,
        title: subscription.title,
        interval: subscription.interval,
        charges: subscription.charges,
        ...of,
      }),
    ),
  };
}

const isListed = (inDays: number, { list, days }: { list: ExpectedList; days: number }): boolean =>
  list === "overdue" ? inDays < 0 : inDays >= 0 && inDays <= days;

const dueOf = ({ of, life }: Lived): DueSubscription => ({
  id: of.head.id,
  customerId: of.customerId,
  nextDue: life.nextDue ?? of.head.nextDue,
  interval: life.interval,
  amount: of.chargeAmount,
  charges: of.chargeCount,
});

function pageOf<Row>(rows: readonly Row[], { page = 1, pageSize = PAGE_SIZE }: Paging) {
  if (pageSize === null) return { rows, page: 1, pages: 1 };
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  return { rows: rows.slice((page - 1) * pageSize, page * pageSize), page, pages };
}

/** Subscriptions in one state, those that changed last first. */
export function subscriptionListReport(
  shopId: bigint,
  query: Paging & { readonly state: SubscriptionState; readonly customerId?: string },
): Promise<SubscriptionListReport> {
  return withReport(shopId, { asOf: query.asOf }, async (context) => {
    const book = await openBook(context);
    const all = allLives(book)
      .flat()
      .map((one) => subscriptionRow(one, book.settings.switches, book.asOf))
      .sort((left, right) => lastDay(right).localeCompare(lastDay(left)));
    const counts = Object.fromEntries(
      SUBSCRIPTION_STATES.map((state) => [state, all.filter((row) => state === "all" || row.state === state).length]),
    ) as Record<SubscriptionState, number>;
    const chosen = all.filter((row) => query.state === "all" || row.state === query.state);
    return { ...headOf(context, []), state: query.state, counts, ...pageOf(chosen, query) };
  });
}

const lastDay = (row: { readonly endedOn: string | null; readonly lastChargeOn: string }): string =>
  row.endedOn ?? row.lastChargeOn;

/** Everything that is known of one subscription, in order of time; null where there is none of that number. */
export function subscriptionStory(
  shopId: bigint,
  query: Pick<ReportQuery, "asOf"> & { readonly subscriptionId: string },
): Promise<SubscriptionStoryReport | null> {
  return withReport(shopId, { asOf: query.asOf }, async (context) => {
    const { client, scope, shop, asOfDay } = context;
    const { rules, switches } = await getSubscriptionSettings(client, shopId);
    const asOf = dayNumber(asOfDay);
    const found = await findSubscription(
      client,
      { shopId, asOf: scope.asOf, today: asOfDay, timeZone: shop.timeZone, isPresent: true },
      query.subscriptionId,
    );
    if (found === null) return null;
    const own = [found.subscription, ...found.others].sort((left, right) => left.head.id - right.head.id);
    const lives = livesOf(own, rules, asOf);
    const mine = lives.find(({ of }) => of === found.subscription) as Lived;
    return {
      ...headOf(context, []),
      subscription: subscriptionRow(mine, switches, asOf),
      events: storyOf(mine, found.charges, switches),
      others: lives.filter((one) => one !== mine).map((one) => subscriptionRow(one, switches, asOf)),
      contract: found.contract,
      intervalConfidence: mine.life.interval.confidence,
    };
  });
}

type Charges = NonNullable<Awaited<ReturnType<typeof findSubscription>>>["charges"];

function storyOf({ life }: Lived, charges: Charges, switches: Parameters<typeof mrrOf>[1]): StoryEvent[] {
  const names = new Map(charges.map(({ orderId, orderName }) => [orderId, orderName]));
  const gid = (orderId: number | null) => (orderId === null ? null : `gid://shopify/Order/${orderId}`);
  const events = life.events.map(
    (event): StoryEvent => ({
      day: dayOf(event.day),
      kind: event.kind,
      basis: event.basis,
      confidence: event.confidence,
      from: event.from,
      to: event.to,
      orderId: gid(event.orderId),
      orderName: event.orderId === null ? null : (names.get(event.orderId) ?? null),
      amount: null,
      placed: null,
      mrr: mrrOf(event, switches),
    }),
  );
  const paid = charges.map(
    (charge): StoryEvent => ({
      day: dayOf(charge.day),
      kind: "charge",
      basis: "observed",
      confidence: 1,
      from: null,
      to: `${charge.quantity} × ${charge.title}`,
      orderId: gid(charge.orderId),
      orderName: charge.orderName,
      amount: minor(charge.unitPrice * charge.quantity - charge.discount),
      placed: charge.placed,
      mrr: charge.monthly.recurring,
    }),
  );
  // What a charge changed stands before it.
  return [...events, ...paid].sort((left, right) => left.day.localeCompare(right.day));
}
