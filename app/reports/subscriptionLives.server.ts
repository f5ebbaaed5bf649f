import { type Minor, minor } from "~/analytics/money";
import { type DayNumber, dayNumber, dayOf } from "~/analytics/subscriptions/calendar";
import { toldByContract } from "~/analytics/subscriptions/contracts";
import { type Life, lifeOf } from "~/analytics/subscriptions/life";
import { type MrrStep, mrrOf, stepsOf } from "~/analytics/subscriptions/movements";
import type { MrrSwitches, SubscriptionRules } from "~/analytics/subscriptions/subscription";
import { toldOfCustomer } from "~/analytics/subscriptions/told";
import { getSubscriptionSettings, type SubscriptionSettings } from "~/data/subscriptionSettings.server";
import { type DueDay, listSubscriptions, type StoredSubscription } from "~/data/subscriptions.server";
import type { ReportContext } from "./context.server";
import type { SubscriptionRow } from "./subscriptionTypes";

/** A subscription with how it stands. */
export interface Lived {
  readonly of: StoredSubscription;
  readonly life: Life;
}

/** All subscriptions of a shop, each customer's together, as of one day. */
export interface SubscriptionBook {
  readonly customers: readonly (readonly StoredSubscription[])[];
  readonly renewals: readonly DueDay[];
  readonly settings: SubscriptionSettings;
  readonly asOf: DayNumber;
}

export async function openBook({ client, scope, shop, asOfDay }: ReportContext): Promise<SubscriptionBook> {
  const settings = await getSubscriptionSettings(client, scope.shopId);
  const { subscriptions, renewals } = await listSubscriptions(client, {
    shopId: scope.shopId,
    asOf: scope.asOf,
    today: asOfDay,
    timeZone: shop.timeZone,
    isPresent: scope.isSummed ?? false,
  });
  const customers = [...Map.groupBy(subscriptions, ({ customerId }) => customerId).values()];
  return { customers, renewals, settings, asOf: dayNumber(asOfDay) };
}

/** How one customer's subscriptions stand: what their contracts tell goes before what Shopify tells of the customer. */
export function livesOf(own: readonly StoredSubscription[], rules: SubscriptionRules, asOf: DayNumber): Lived[] {
  const states = toldOfCustomer(
    own.map(({ head }) => head),
    own[0]?.state ?? null,
    rules,
  );
  return own.map((of, index) => {
    const told = of.contract === null ? (states[index] ?? null) : toldByContract(of.contract);
    return { of, life: lifeOf(of.head, told, rules, asOf) };
  });
}

export const allLives = (book: SubscriptionBook, rules = book.settings.rules): Lived[][] =>
  book.customers.map((own) => livesOf(own, rules, book.asOf));

/** Every change of every subscriber's MRR. */
export const allSteps = (lives: readonly (readonly Lived[])[], switches: MrrSwitches): MrrStep[][] =>
  lives.map((own) =>
    stepsOf(
      own[0]?.of.customerId ?? 0,
      own.map(({ life }) => life.events),
      switches,
    ),
  );

const NONE: Minor = minor(0);

export function subscriptionRow({ of, life }: Lived, switches: MrrSwitches, asOf: DayNumber): SubscriptionRow {
  const last = life.events.at(-1);
  const isOverdue = life.state === "active" && life.nextDue !== null && life.nextDue < asOf;
  return {
    subscriptionId: String(of.head.id),
    customerId: `gid://shopify/Customer/${of.customerId}`,
    state: isOverdue ? "overdue" : life.state,
    title: of.title,
    plan: of.planName,
    quantity: of.quantity,
    interval: `${life.interval.count} ${life.interval.unit}`,
    intervalBasis: life.interval.basis,
    startedOn: dayOf(of.startedOn),
    endedOn: life.endedOn === null ? null : dayOf(life.endedOn),
    reason: life.reason,
    charges: of.chargeCount,
    lastChargeOn: dayOf(of.head.lastDay),
    nextDueOn: life.nextDue === null ? null : dayOf(life.nextDue),
    mrr: last === undefined ? NONE : mrrOf(last, switches),
    chargeAmount: of.chargeAmount,
    contributionProfit: of.contributionProfit,
    basis: life.basis,
    confidence: life.confidence,
    evidence: of.evidence,
  };
}
