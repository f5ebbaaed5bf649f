import { type Minor, minor } from "../money";
import type { DayNumber } from "./calendar";
import type { MrrSwitches, SubscriptionEvent } from "./subscription";

/** A subscriber's MRR before and after a day on which it changed. */
export interface MrrStep {
  readonly customerId: number;
  readonly day: DayNumber;
  readonly before: Minor;
  readonly after: Minor;
}

export const MOVEMENTS = ["new", "expansion", "reactivation", "contraction", "churn"] as const;
export type Movement = (typeof MOVEMENTS)[number];

/** One period's bridge: opening + new + expansion + reactivation − contraction − churn = closing, to the minor unit. */
export interface MrrBridge extends Readonly<Record<Movement, Minor>> {
  readonly opening: Minor;
  readonly closing: Minor;
  readonly subscribersAtStart: number;
  readonly subscribersAtEnd: number;
  /** Subscribers by movement. */
  readonly counts: Readonly<Record<Movement, number>>;
}

/** What moved in one subscriber's MRR. */
export interface MovedSubscriber {
  readonly customerId: number;
  readonly movement: Movement;
  readonly amount: Minor;
}

/** MRR of one event's moment as the switches count it. */
export function mrrOf(event: SubscriptionEvent, switches: MrrSwitches): Minor {
  const isCounted = event.state === "active" || (event.state === "paused" && switches.paused === "counted");
  if (!isCounted) return minor(0);
  return event.monthly[AMOUNT[switches.discounts]];
}

const AMOUNT = { recurring: "recurring", all: "paid", none: "list" } as const;

/** Every change of one subscriber's MRR by day; several changes of one day are one step. */
export function stepsOf(
  customerId: number,
  lives: readonly (readonly SubscriptionEvent[])[],
  switches: MrrSwitches,
): MrrStep[] {
  const deltas: { day: DayNumber; amount: number }[] = [];
  for (const events of lives) {
    let counted = 0;
    for (const event of events) {
      const after = mrrOf(event, switches);
      if (after !== counted) deltas.push({ day: event.day, amount: after - counted });
      counted = after;
    }
  }
  if (lives.length > 1) deltas.sort((left, right) => left.day - right.day);
  const steps: MrrStep[] = [];
  let mrr = 0;
  for (let index = 0; index < deltas.length; ) {
    const day = deltas[index]?.day as DayNumber;
    let after = mrr;
    for (; deltas[index]?.day === day; index += 1) after += deltas[index]?.amount ?? 0;
    if (after !== mrr) steps.push({ customerId, day, before: minor(mrr), after: minor(after) });
    mrr = after;
  }
  return steps;
}

/** ChartMogul's rules: the first payment is new, a later one from nothing a reactivation, to nothing churn, between expansion or contraction. */
export function movementOf(before: Minor, after: Minor, everPaid: boolean): Movement | null {
  if (before === after) return null;
  if (before === 0) return everPaid ? "reactivation" : "new";
  if (after === 0) return "churn";
  return after > before ? "expansion" : "contraction";
}

/**
 * Bridges of consecutive periods: `ends` are the first days after each, ascending. The steps of each subscriber are in order of
 * time. By default who comes and leaves within one period is in none of its movements; "counted" lets every step be one.
 */
export function bridges(
  subscribers: readonly (readonly MrrStep[])[],
  ends: readonly DayNumber[],
  sameMonth: MrrSwitches["sameMonth"],
  onMoved: (period: number, moved: MovedSubscriber) => void = () => undefined,
): MrrBridge[] {
  const sums = ends.map(() => ({
    ...{ opening: 0, closing: 0, subscribersAtStart: 0, subscribersAtEnd: 0 },
    amounts: { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0 },
    counts: { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0 },
  }));
  for (const steps of subscribers) {
    let next = 0;
    let mrr = 0 as Minor;
    let everPaid = false;
    for (const [period, end] of ends.entries()) {
      const sum = sums[period];
      if (sum === undefined) continue;
      const opening = mrr;
      const paidBefore = everPaid;
      const move = (before: Minor, after: Minor, paid: boolean) => {
        const movement = movementOf(before, after, paid);
        if (movement === null) return;
        const amount = minor(Math.abs(after - before));
        sum.amounts[movement] += amount;
        sum.counts[movement] += 1;
        onMoved(period, { customerId: steps[0]?.customerId ?? 0, movement, amount });
      };
      for (let step = steps[next]; step !== undefined && step.day < end; step = steps[next]) {
        if (sameMonth === "counted") move(step.before, step.after, everPaid);
        mrr = step.after;
        everPaid = true;
        next += 1;
      }
      if (sameMonth === "dropped") move(opening, mrr, paidBefore);
      sum.opening += opening;
      sum.closing += mrr;
      if (opening > 0) sum.subscribersAtStart += 1;
      if (mrr > 0) sum.subscribersAtEnd += 1;
    }
  }
  return sums.map(({ opening, closing, amounts, counts, ...subscribersOf }) => ({
    ...{ opening: minor(opening), closing: minor(closing), ...subscribersOf, counts },
    new: minor(amounts.new),
    expansion: minor(amounts.expansion),
    reactivation: minor(amounts.reactivation),
    contraction: minor(amounts.contraction),
    churn: minor(amounts.churn),
  }));
}
