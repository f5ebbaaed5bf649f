import { addMonths, firstDay, type Month, monthOf, monthsFrom } from "~/analytics/period";
import { type DayNumber, dayNumber, dayOf, plusDays } from "~/analytics/subscriptions/calendar";
import { mrrFigures, type Renewals } from "~/analytics/subscriptions/figures";
import { bridges, type MrrBridge, type MrrStep } from "~/analytics/subscriptions/movements";
import type { MrrSwitches } from "~/analytics/subscriptions/subscription";
import type { DueDay } from "~/data/subscriptions.server";
import type { Lived } from "./subscriptionLives.server";
import type { MrrMonth } from "./subscriptionTypes";

/** The bridges of all months from the first subscription to the month of `asOf`, in order. */
export function mrrMonths(
  steps: readonly (readonly MrrStep[])[],
  renewals: ReadonlyMap<Month, Renewals>,
  switches: MrrSwitches,
  asOf: DayNumber,
  notEnded: Month,
): MrrMonth[] {
  const months = monthsOf(steps, asOf);
  const ends = months.map((month) => dayNumber(firstDay(addMonths(month, 1))));
  return bridges(steps, ends, switches.sameMonth).map((bridge, index) => {
    const month = months[index] as Month;
    return monthRow(month, bridge, renewals.get(month) ?? { due: 0, renewed: 0 }, month < notEnded);
  });
}

function monthsOf(steps: readonly (readonly MrrStep[])[], asOf: DayNumber): Month[] {
  let first: DayNumber | null = null;
  for (const [step] of steps) if (step !== undefined && (first === null || step.day < first)) first = step.day;
  return first === null ? [] : monthsFrom(monthOf(dayOf(first)), monthOf(dayOf(asOf)));
}

function monthRow(month: Month, bridge: MrrBridge, renewals: Renewals, complete: boolean): MrrMonth {
  const { counts, ...amounts } = bridge;
  const { mrr: _, ...figures } = mrrFigures(bridge, renewals);
  return {
    month,
    ...amounts,
    ...figures,
    newSubscribers: counts.new,
    churnedSubscribers: counts.churn,
    reactivatedSubscribers: counts.reactivation,
    renewalsDue: renewals.due,
    renewalsPaid: renewals.renewed,
    complete,
  };
}

/**
 * Renewals by the month they were due: those charged, and the last of each subscription that ended without it. What was skipped,
 * paused, replaced by another subscription or is still open was not due.
 */
export function renewalsByMonth(
  charged: readonly DueDay[],
  lives: readonly Lived[],
  asOf: DayNumber,
): Map<Month, Renewals> {
  const found = new Map<Month, { due: number; renewed: number }>();
  const add = (day: DayNumber, due: number, renewed: number) => {
    const month = monthOf(dayOf(day));
    const sum = found.get(month) ?? { due: 0, renewed: 0 };
    found.set(month, { due: sum.due + due, renewed: sum.renewed + renewed });
  };
  for (const { due, charged: count } of charged) add(due, count, count);
  for (const { of, life } of lives) {
    const isMissing = life.state === "ended" && life.reason !== "switched" && of.head.nextDue <= asOf;
    if (isMissing) add(of.head.nextDue, 1, 0);
  }
  return found;
}

const MOST_COHORTS = 25;

/** Subscribers of one month, and how many of them paid at the end of it and of each month since. */
interface SubscriberCohort {
  readonly month: Month;
  readonly size: number;
  readonly active: readonly number[];
}

/** Subscribers by the month in which they first paid, and how many of them paid at the end of it and of each month since. */
export function subscriberCohorts(steps: readonly (readonly MrrStep[])[], asOf: DayNumber): SubscriberCohort[] {
  const months = monthsOf(steps, asOf);
  const at = new Map(months.map((month, index) => [month, index]));
  // The running month counts up to today.
  const lasts = months.map((month) => Math.min(dayNumber(firstDay(addMonths(month, 1))) - 1, asOf) as DayNumber);
  const active = months.map((_, index) => months.slice(index).map(() => 0));
  const sizes = months.map(() => 0);
  for (const own of steps) {
    const [first] = own;
    const cohort = first === undefined ? undefined : at.get(monthOf(dayOf(first.day)));
    if (cohort === undefined) continue;
    sizes[cohort] = (sizes[cohort] ?? 0) + 1;
    let next = 0;
    let mrr = 0;
    for (let index = cohort; index < months.length; index += 1) {
      const end = plusDays(lasts[index] ?? asOf, 1);
      for (let step = own[next]; step !== undefined && step.day < end; step = own[next]) {
        mrr = step.after;
        next += 1;
      }
      const row = active[cohort];
      if (mrr > 0 && row !== undefined) row[index - cohort] = (row[index - cohort] ?? 0) + 1;
    }
  }
  return months
    .map((month, index) => ({ month, size: sizes[index] ?? 0, active: active[index] ?? [] }))
    .filter(({ size }) => size > 0)
    .slice(-MOST_COHORTS);
}
