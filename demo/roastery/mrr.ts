import type { Pence } from "../money";
import type { Subscription, SubscriptionEventKind } from "./model";

/** A subscriber's MRR before and after one day on which it changed. */
export type MrrStep = {
  readonly customer: number;
  readonly day: number;
  readonly before: Pence;
  readonly after: Pence;
  readonly subscriptions: readonly { readonly id: string; readonly kind: SubscriptionEventKind }[];
};

/** Whether a paused subscription's price stays in MRR until it ends, or leaves while it is paused. */
export type PausedCounts = "asActive" | "asNone";

export type Movements = {
  readonly opening: Pence;
  readonly new: Pence;
  readonly expansion: Pence;
  readonly reactivation: Pence;
  readonly contraction: Pence;
  readonly churn: Pence;
  readonly closing: Pence;
};

/** Every change of every subscriber's MRR, by day; a subscriber's several events of one day are one step. */
export function mrrSteps(subscriptions: readonly Subscription[], paused: PausedCounts): MrrStep[] {
  const byCustomer = new Map<number, Subscription[]>();
  for (const subscription of subscriptions) {
    const { number } = subscription.customer;
    byCustomer.set(number, [...(byCustomer.get(number) ?? []), subscription]);
  }
  return [...byCustomer.entries()]
    .flatMap(([customer, own]) => stepsOf(customer, own, paused))
    .sort((a, b) => a.day - b.day || a.customer - b.customer);
}

function stepsOf(customer: number, subscriptions: readonly Subscription[], paused: PausedCounts): MrrStep[] {
  const deltas = subscriptions.flatMap((subscription) => deltasOf(subscription, paused)).sort((a, b) => a.day - b.day);
  const steps: MrrStep[] = [];
  let mrr = 0;
  for (const day of new Set(deltas.map((delta) => delta.day))) {
    const ofDay = deltas.filter((delta) => delta.day === day);
    const after = ofDay.reduce((sum, delta) => sum + delta.amount, mrr);
    if (after !== mrr)
      steps.push({ customer, day, before: mrr, after, subscriptions: ofDay.map(({ id, kind }) => ({ id, kind })) });
    mrr = after;
  }
  return steps;
}

type Delta = {
  readonly day: number;
  readonly amount: Pence;
  readonly id: string;
  readonly kind: SubscriptionEventKind;
};

function deltasOf(subscription: Subscription, paused: PausedCounts): Delta[] {
  let counted = 0;
  return subscription.events.flatMap(({ day, kind, mrrAfter }) => {
    const isPause = kind === "pause" || kind === "resume";
    const after = paused === "asActive" && isPause ? counted : mrrAfter;
    const amount = after - counted;
    counted = after;
    return amount === 0 ? [] : [{ day, amount, id: subscription.id, kind }];
  });
}

/**
 * Movements of periods, each a half-open range of days, from what every subscriber paid at its start and at its end:
 * someone who came and left within a period is in none of its movements.
 */
export function movementsBySnapshot(
  steps: readonly MrrStep[],
  ends: readonly number[],
): (Movements & {
  readonly churned: number;
  readonly started: number;
  readonly returned: number;
  readonly subscribersAtStart: number;
  readonly subscribersAtEnd: number;
})[] {
  const now = new Map<number, Pence>();
  const everPaid = new Set<number>();
  let next = 0;
  return ends.map((end) => {
    const atStart = new Map<number, Pence>();
    const paidBefore = new Set(everPaid);
    const opening = sum(now.values());
    const subscribersAtStart = countPaying(now);
    for (let step = steps[next]; step !== undefined && step.day < end; step = steps[next]) {
      if (!atStart.has(step.customer)) atStart.set(step.customer, step.before);
      now.set(step.customer, step.after);
      everPaid.add(step.customer);
      next += 1;
    }
    const moves = [...atStart.entries()].map(([customer, before]) =>
      move(before, now.get(customer) ?? 0, paidBefore.has(customer)),
    );
    return { ...added(opening, moves), ...countsOf(moves), subscribersAtStart, subscribersAtEnd: countPaying(now) };
  });
}

/** Movements of the same periods from every step by itself: someone who came and left within a period is in two of them. */
export function movementsByEvent(steps: readonly MrrStep[], ends: readonly number[]): Movements[] {
  const everPaid = new Set<number>();
  let opening = 0;
  let next = 0;
  return ends.map((end) => {
    const moves: Move[] = [];
    for (let step = steps[next]; step !== undefined && step.day < end; step = steps[next]) {
      moves.push(move(step.before, step.after, everPaid.has(step.customer)));
      everPaid.add(step.customer);
      next += 1;
    }
    const movements = added(opening, moves);
    opening = movements.closing;
    return movements;
  });
}

type Move = {
  readonly kind: "new" | "expansion" | "reactivation" | "contraction" | "churn" | "none";
  readonly amount: Pence;
};

function move(before: Pence, after: Pence, paidBefore: boolean): Move {
  if (before === after) return { kind: "none", amount: 0 };
  if (before === 0) return { kind: paidBefore ? "reactivation" : "new", amount: after };
  if (after === 0) return { kind: "churn", amount: before };
  return after > before
    ? { kind: "expansion", amount: after - before }
    : { kind: "contraction", amount: before - after };
}

function added(opening: Pence, moves: readonly Move[]): Movements {
  const of = (kind: Move["kind"]) => sum(moves.filter((one) => one.kind === kind).map((one) => one.amount));
  const up = { new: of("new"), expansion: of("expansion"), reactivation: of("reactivation") };
  const down = { contraction: of("contraction"), churn: of("churn") };
  const closing = opening + up.new + up.expansion + up.reactivation - down.contraction - down.churn;
  return { opening, ...up, ...down, closing };
}

function countsOf(moves: readonly Move[]) {
  const count = (kind: Move["kind"]) => moves.filter((one) => one.kind === kind).length;
  return { churned: count("churn"), started: count("new"), returned: count("reactivation") };
}

function countPaying(now: ReadonlyMap<number, Pence>): number {
  let count = 0;
  for (const mrr of now.values()) if (mrr > 0) count += 1;
  return count;
}

function sum(values: Iterable<Pence>): Pence {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
