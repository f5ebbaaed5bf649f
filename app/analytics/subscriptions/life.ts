import { betweenDays } from "./build";
import { type DayNumber, plusDays } from "./calendar";
import { daysOf, dueAfter, type KnownInterval } from "./interval";
import { RETRY_DAYS } from "./rhythm";
import type { Basis, EndReason, SubscriptionEvent, SubscriptionHead, SubscriptionRules, Told } from "./subscription";

/** How a subscription stands on a day, with its whole history up to then. */
export interface Life {
  readonly state: "active" | "paused" | "ended";
  readonly events: readonly SubscriptionEvent[];
  readonly endedOn: DayNumber | null;
  readonly reason: EndReason | null;
  /** Where the state comes from: seen, told by an import or by Shopify, or inferred from a charge that did not come. */
  readonly basis: Basis;
  readonly confidence: number;
  /** Next charge; null unless active. In the past where it is overdue. */
  readonly nextDue: DayNumber | null;
  readonly interval: KnownInterval;
}

interface Standing {
  readonly state: "active" | "paused" | "ended";
  readonly since: DayNumber | null;
  readonly reason: EndReason | null;
  readonly basis: Basis;
  readonly confidence: number;
}

const RUNNING: Standing = { state: "active", since: null, reason: null, basis: "observed", confidence: 1 };

/** From this day on the missing charge means that the subscription has ended. */
export const lapsesOn = (one: SubscriptionHead, { graceDays }: SubscriptionRules, interval = one.interval): DayNumber =>
  plusDays(one.nextDue, Math.ceil(daysOf(interval) / 2) + graceDays);

/**
 * The life of a subscription up to the end of `asOf`. What a contract tells goes before everything; then a new subscription that took
 * its place, what Shopify tells of the customer, a payment that failed for good, and last the charge that did not come.
 */
export function lifeOf(one: SubscriptionHead, told: Told | null, rules: SubscriptionRules, asOf: DayNumber): Life {
  const standing = standingOf(one, told, rules, asOf);
  const known = one.events.filter(({ day }) => day <= asOf);
  const interval = told?.interval ?? one.interval;
  const { since } = standing;
  const events =
    since === null
      ? known
      : [...known.filter(({ day }) => day <= since), ...pauseBefore(one, since, rules), closing(standing, since, one)];
  return {
    state: standing.state,
    events,
    endedOn: standing.state === "ended" ? standing.since : null,
    reason: standing.reason,
    basis: standing.basis,
    confidence: standing.confidence,
    nextDue: standing.state === "active" ? dueOn(one, told, asOf) : null,
    interval,
  };
}

function dueOn(one: SubscriptionHead, told: Told | null, asOf: DayNumber): DayNumber {
  if (told?.status !== "active") return one.nextDue;
  if (told.nextDue !== null && told.nextDue > one.lastDay) return told.nextDue;
  // It is told to run though a charge was left out: the next one by the calendar.
  let due = one.nextDue;
  for (let times = 2; due < told.asOf && due < asOf; times += 1) due = dueAfter(one.lastDue, one.interval, times);
  return due;
}

function standingOf(one: SubscriptionHead, told: Told | null, rules: SubscriptionRules, asOf: DayNumber): Standing {
  const fresh = told !== null && told.asOf >= one.lastDay && told.asOf <= asOf ? told : null;
  if (fresh?.by === "contract" && fresh.status !== "active") return toldEnd(one, fresh, rules);
  if (one.switchedOn !== null && one.switchedOn <= asOf)
    return { state: "ended", since: one.switchedOn, reason: "switched", basis: "inferred", confidence: 0.8 };
  if (fresh !== null && fresh.status !== "active") return toldEnd(one, fresh, rules);
  const lapse = lapsesOn(one, rules, told?.interval ?? one.interval);
  // Told to be active, it lives at least as long as a charge after that day could still come.
  const until =
    fresh === null ? lapse : Math.max(lapse, fresh.asOf + Math.ceil(daysOf(one.interval) / 2) + rules.graceDays);
  if (asOf < until)
    return fresh === null ? RUNNING : { ...RUNNING, basis: fresh.by === "contract" ? "imported" : "observed" };
  if (one.failedOn !== null)
    return { state: "ended", since: one.failedOn, reason: "paymentFailed", basis: "inferred", confidence: 0.9 };
  const since = betweenDays(one.lastDay, one.lastDue, one.nextDue, rules);
  return { state: "ended", since, reason: "unknown", basis: "inferred", confidence: 0.8 };
}

/** An end or a pause that someone told of; where they did not tell the day, by the rule for it, and not after they told. */
function toldEnd(one: SubscriptionHead, told: Told, rules: SubscriptionRules): Standing {
  const basis: Basis = told.by === "contract" ? "imported" : "observed";
  const guess =
    told.reason === "paymentFailed"
      ? plusDays(one.nextDue, Math.min(rules.graceDays, RETRY_DAYS))
      : betweenDays(one.lastDay, one.lastDue, one.nextDue, rules);
  const since = Math.max(one.lastDay, told.since ?? Math.min(guess, told.asOf)) as DayNumber;
  return {
    state: told.status === "paused" ? "paused" : "ended",
    since,
    reason: told.status === "paused" ? null : (told.reason ?? "unknown"),
    basis,
    confidence: told.since === null ? 0.9 : 1,
  };
}

/** Someone told of an end long after the charge that did not come: in between it was paused. */
function pauseBefore(one: SubscriptionHead, since: DayNumber, rules: SubscriptionRules): SubscriptionEvent[] {
  if (since <= lapsesOn(one, rules)) return [];
  const day = betweenDays(one.lastDay, one.lastDue, one.nextDue, rules);
  const known = { basis: "inferred", confidence: 0.7, orderId: null, from: null, to: null } as const;
  return [{ day, kind: "pause", state: "paused", monthly: one.monthly, ...known }];
}

function closing(standing: Standing, day: DayNumber, one: SubscriptionHead): SubscriptionEvent {
  const { state, reason, basis, confidence } = standing;
  return {
    day,
    kind: state === "paused" ? "pause" : "end",
    state,
    monthly: one.monthly,
    basis,
    confidence,
    orderId: null,
    from: null,
    to: reason,
  };
}
