import { type Pence, shareOf } from "../money";
import { type Random, randomOf } from "../random";
import { dueDay } from "./calendar";
import { COFFEE_VARIANTS, priceOn, type Variant } from "./catalogue";
import type { Customer, Renewal, Subscription, SubscriptionEvent, SubscriptionEventKind, Terms } from "./model";
import {
  CHANCES,
  MONTHLY_CANCELLATION,
  PLANS,
  type PlanKey,
  RETRY_DAYS,
  SEED,
  SUBSCRIBE_AND_SAVE_PERCENT,
} from "./parameters";

const MOST_UNITS = 4;

/** MRR of one subscription: a charge × its months' worth, rounded once, halves up. */
export function mrrOf(terms: Terms): Pence {
  const [numerator, denominator] = PLANS[terms.plan].perMonth;
  return shareOf(terms.unitPrice * terms.quantity, numerator, denominator);
}

/** A subscription in the making: what has happened to it so far. */
type Life = {
  readonly customer: Customer;
  readonly random: Random;
  readonly lastDay: number;
  readonly charges: { day: number; terms: Terms }[];
  readonly events: SubscriptionEvent[];
  readonly renewals: Renewal[];
  terms: Terms;
  /** Due days count from here: a start, a resumption or a change of interval. */
  anchor: number;
  count: number;
  lastDue: number;
  end: Subscription["end"];
  pausedSince: number | null;
};

/** All subscriptions of a customer from one start on: the first, a second beside it, and returns after an end. */
export function subscriptionsOf(customer: Customer, startDay: number, lastDay: number): Subscription[] {
  const all: Subscription[] = [];
  const waiting = [{ day: startDay, isReturn: false }];
  for (let next = waiting.shift(); next !== undefined && all.length < 6; next = waiting.shift()) {
    const random = randomOf(SEED, "subscription", customer.number, all.length);
    const subscription = live(customer, all.length, next, random, lastDay);
    all.push(subscription);
    const secondAt = all.length === 1 ? secondStart(subscription) : null;
    if (secondAt !== null && secondAt <= lastDay) waiting.push({ day: secondAt, isReturn: false });
    const backAt = waiting.length > 0 ? null : returnDay(all);
    if (backAt !== null && backAt <= lastDay) waiting.push({ day: backAt, isReturn: true });
  }
  return all;
}

// Draws that follow a life come from a stream of their own: how many a life made depends on the last day.
function secondStart(first: Subscription): number | null {
  const random = randomOf(SEED, "second", first.customer.number);
  const third = first.charges[2];
  if (!random.chance(CHANCES.secondSubscription) || third === undefined) return null;
  const day = third.day + random.between(1, 30);
  return first.end !== null && first.end.day <= day ? null : day;
}

/** The day on which someone without any subscription left comes back after the end of the last, or null. */
function returnDay(all: readonly Subscription[]): number | null {
  const last = all.at(-1);
  const end = last?.end;
  if (last === undefined || end === undefined || end === null) return null;
  const random = randomOf(SEED, "return", last.customer.number, all.length);
  const isAlone = all.every((other) => other.end !== null && other.end.day <= end.day);
  return isAlone && random.chance(CHANCES.comesBack) ? end.day + random.between(30, 240) : null;
}

function live(
  customer: Customer,
  index: number,
  start: { readonly day: number; readonly isReturn: boolean },
  random: Random,
  lastDay: number,
): Subscription {
  const terms = firstTerms(random, start.day);
  const life: Life = {
    customer,
    random,
    lastDay,
    charges: [{ day: start.day, terms }],
    events: [{ day: start.day, kind: "start", mrrBefore: 0, mrrAfter: mrrOf(terms) }],
    renewals: [],
    terms,
    anchor: start.day,
    count: 0,
    lastDue: start.day,
    end: null,
    pausedSince: null,
  };
  while (cycle(life, start.day)) {
    // One turn is one billing cycle.
  }
  const isRunning = life.end === null && life.pausedSince === null;
  return {
    id: `${customer.number}-${index + 1}`,
    customer,
    startedOn: start.day,
    first: terms,
    terms: life.terms,
    charges: life.charges,
    events: life.events,
    renewals: life.renewals,
    end: life.end,
    pausedSince: life.pausedSince,
    nextDue: isRunning ? nextDue(life) : null,
    isReturn: start.isReturn,
  };
}

function firstTerms(random: Random, day: number): Terms {
  const plan = random.pick({
    week: PLANS.week.weight,
    twoWeeks: PLANS.twoWeeks.weight,
    month: PLANS.month.weight,
    twoMonths: PLANS.twoMonths.weight,
    quarter: PLANS.quarter.weight,
  });
  const variant = anyCoffee(random);
  const quantity = Number(random.pick({ "1": 62, "2": 30, "3": 8 }));
  return { plan, variant, quantity, unitPrice: planPrice(variant, day) };
}

/** A coffee: the 12 oz bag twice as likely as the 2 lb. */
function anyCoffee(random: Random): Variant {
  const variant = COFFEE_VARIANTS[random.below(COFFEE_VARIANTS.length)];
  if (variant === undefined) throw new Error("the catalogue has no coffee");
  return variant.title === "2 lb" && random.chance(500) ? anyCoffee(random) : variant;
}

function planPrice(variant: Variant, day: number): Pence {
  return shareOf(priceOn(variant, day), 100 - SUBSCRIBE_AND_SAVE_PERCENT, 100);
}

/** One billing cycle: from the last due day to the next. False when the life ends or leaves the simulated time. */
function cycle(life: Life, startDay: number): boolean {
  const due = nextDue(life);
  const length = due - life.lastDue;
  const { random, lastDay } = life;
  if (random.below(100_000) < cancellationChance(life, length, startDay)) {
    return leave(life, life.lastDue + 1 + random.below(length), due);
  }
  if (random.chance(CHANCES.pause)) return pause(life, life.lastDue + 1 + random.below(length), due);
  const isSkipped = random.chance(CHANCES.skip);
  const changed = isSkipped ? null : changedTerms(life, due);
  const isFailed = !isSkipped && random.chance(CHANCES.paymentFails);
  const retryDay = due + (RETRY_DAYS[random.below(RETRY_DAYS.length)] ?? 0);
  const isRecovered = random.chance(CHANCES.paymentRecovers);
  if (due > lastDay) return false;
  life.count += 1;
  life.lastDue = due;
  if (isSkipped) {
    life.renewals.push({ due, outcome: "skipped", chargedOn: null });
    event(life, due, "skip", mrrOf(life.terms), mrrOf(life.terms));
    return true;
  }
  if (!isFailed) return charge(life, due, due, changed);
  if (isRecovered) return charge(life, due, retryDay, changed);
  return lose(life, due);
}

function nextDue(life: Life): number {
  return dueDay(life.anchor, life.terms.plan, life.count + 1);
}

function cancellationChance(life: Life, length: number, startDay: number): number {
  const months = Math.min(Math.floor((life.lastDue - startDay) / 30), MONTHLY_CANCELLATION.length - 1);
  return Math.floor(((MONTHLY_CANCELLATION[months] ?? 0) * length * life.customer.loyalty) / 3000);
}

function leave(life: Life, day: number, due: number): boolean {
  if (day > life.lastDay) return false;
  life.end = { day, reason: "cancelled" };
  event(life, day, "cancel", mrrOf(life.terms), 0);
  if (due <= life.lastDay) life.renewals.push({ due, outcome: "cancelled", chargedOn: null });
  return false;
}

function pause(life: Life, day: number, due: number): boolean {
  const back = day + life.random.between(30, 120);
  const isGone = life.random.chance(CHANCES.pauseEndsInCancellation);
  if (day > life.lastDay) return false;
  event(life, day, "pause", mrrOf(life.terms), 0);
  if (due <= life.lastDay) life.renewals.push({ due, outcome: "paused", chargedOn: null });
  if (back > life.lastDay) {
    life.pausedSince = day;
    return false;
  }
  if (isGone) {
    life.end = { day: back, reason: "cancelled" };
    event(life, back, "cancel", 0, 0);
    return false;
  }
  event(life, back, "resume", 0, mrrOf(life.terms));
  life.charges.push({ day: back, terms: life.terms });
  life.anchor = back;
  life.count = 0;
  life.lastDue = back;
  return true;
}

/** The terms from this charge on, and the name of the change; null when nothing changes. */
function changedTerms(life: Life, day: number): { readonly terms: Terms; readonly kind: SubscriptionEventKind } | null {
  const { random, terms } = life;
  const draw = random.below(1000);
  const { moreUnits, fewerUnits, otherCoffee, otherInterval } = CHANCES;
  if (draw < moreUnits) {
    return terms.quantity === MOST_UNITS
      ? null
      : { kind: "more_units", terms: { ...terms, quantity: terms.quantity + 1 } };
  }
  if (draw < moreUnits + fewerUnits) {
    return terms.quantity === 1 ? null : { kind: "fewer_units", terms: { ...terms, quantity: terms.quantity - 1 } };
  }
  if (draw < moreUnits + fewerUnits + otherCoffee) {
    const variant = anyCoffee(random);
    return variant === terms.variant
      ? null
      : { kind: "other_coffee", terms: { ...terms, variant, unitPrice: planPrice(variant, day) } };
  }
  if (draw < moreUnits + fewerUnits + otherCoffee + otherInterval) {
    const plan = random.pick({ week: 8, twoWeeks: 24, month: 40, twoMonths: 18, quarter: 10 }) satisfies PlanKey;
    return plan === terms.plan ? null : { kind: "other_interval", terms: { ...terms, plan } };
  }
  return null;
}

/** Takes the money due on `due` on `day`, which is later when a failed payment was recovered. */
function charge(life: Life, due: number, day: number, changed: ReturnType<typeof changedTerms>): boolean {
  if (day > life.lastDay) {
    life.renewals.push({ due, outcome: "open", chargedOn: null });
    return false;
  }
  life.renewals.push({ due, outcome: day === due ? "renewed" : "recovered", chargedOn: day });
  if (changed !== null) {
    event(life, day, changed.kind, mrrOf(life.terms), mrrOf(changed.terms));
    if (changed.kind === "other_interval") {
      life.anchor = due;
      life.count = 0;
    }
    life.terms = changed.terms;
  }
  life.charges.push({ day, terms: life.terms });
  life.lastDue = day;
  return true;
}

function lose(life: Life, due: number): boolean {
  const lastTry = due + (RETRY_DAYS.at(-1) ?? 0);
  if (lastTry > life.lastDay) {
    life.renewals.push({ due, outcome: "open", chargedOn: null });
    return false;
  }
  life.renewals.push({ due, outcome: "lost", chargedOn: null });
  life.end = { day: lastTry, reason: "payment_failed" };
  event(life, lastTry, "payment_failed", mrrOf(life.terms), 0);
  return false;
}

function event(life: Life, day: number, kind: SubscriptionEventKind, mrrBefore: Pence, mrrAfter: Pence): void {
  life.events.push({ day, kind, mrrBefore, mrrAfter });
}
