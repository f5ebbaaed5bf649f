import type { DayNumber } from "./calendar";
import { lapsesOn } from "./life";
import type { SubscriptionHead, SubscriptionRules, Told } from "./subscription";

/** What Shopify tells of a customer: the state of all their contracts together, and the day it was read. */
export interface SubscriberState {
  readonly status: string;
  readonly seenOn: DayNumber;
}

/**
 * What Shopify's state of a customer tells of each of their subscriptions. ACTIVE speaks of none in particular: it keeps only the
 * latest alive, where all the others have lapsed; PAUSED and the ends speak of all. NEVER_SUBSCRIBED tells nothing: the
 * subscriptions of apps with contracts of their own are not in it.
 */
export function toldOfCustomer(
  own: readonly SubscriptionHead[],
  state: SubscriberState | null,
  rules: SubscriptionRules,
): (Told | null)[] {
  const nothing = own.map(() => null);
  if (state === null) return nothing;
  const latest = own.reduce<SubscriptionHead | null>(
    (best, one) => (best === null || one.nextDue > best.nextDue ? one : best),
    null,
  );
  const base = { by: "shopify", since: null, asOf: state.seenOn, nextDue: null, interval: null } as const;
  switch (state.status) {
    case "ACTIVE": {
      const allLapsed = own.every((one) => lapsesOn(one, rules) <= state.seenOn || one.switchedOn !== null);
      if (!allLapsed) return nothing;
      return own.map((one) => (one === latest ? { ...base, status: "active", reason: null } : null));
    }
    case "PAUSED":
      return own.map((one) => ({ ...base, status: one === latest ? "paused" : "ended", reason: null }));
    case "CANCELLED":
      return own.map(() => ({ ...base, status: "ended", reason: "cancelled" }));
    case "EXPIRED":
      return own.map(() => ({ ...base, status: "ended", reason: "expired" }));
    case "FAILED":
      // The state is the latest contract's; how the others ended it does not tell.
      return own.map((one) => ({ ...base, status: "ended", reason: one === latest ? "paymentFailed" : null }));
    default:
      return nothing;
  }
}
