import { type Minor, minor, type Ratio, times } from "../money";
import type { DayNumber } from "./calendar";
import { dueAfter, type Interval } from "./interval";
import type { SurvivalPoint } from "./survival";

/** A running subscription with what is due next. */
export interface DueSubscription {
  readonly id: number;
  readonly customerId: number;
  readonly nextDue: DayNumber;
  readonly interval: Interval;
  /** What a charge comes to, less the discounts that come again. */
  readonly amount: Minor;
  readonly charges: number;
}

/** Charges due in the days after `asOf`. */
export interface ExpectedRenewals {
  readonly days: number;
  readonly renewals: number;
  readonly subscriptions: number;
  /** If everyone goes on. */
  readonly amount: Minor;
  /** What of it will not come, by how many of that age went on so far; overdue charges count whole. */
  readonly atRisk: Minor;
}

/** How many of those with so many charges go on to the next; the shop's mean where too few have come so far. */
export type RenewalOdds = (charges: number) => Ratio;

export function renewalOdds(points: readonly SurvivalPoint[]): RenewalOdds {
  const [ended, atRisk] = points.reduce(([left, right], point) => [left + point.ended, right + point.atRisk], [0, 0]);
  const mean = atRisk > 0 ? 1 - ended / atRisk : 1;
  const byCharges = new Map(points.map((point) => [point.at, 1 - point.ended / point.atRisk]));
  return (charges) => (byCharges.get(charges) ?? mean) as Ratio;
}

/** Sums what is due within `days` after `asOf`; a weekly subscription is due several times. Overdue ones are due at once. */
export function expectedRenewals(
  running: readonly DueSubscription[],
  asOf: DayNumber,
  days: number,
  odds: RenewalOdds,
): ExpectedRenewals {
  let [renewals, subscriptions, amount, atRisk] = [0, 0, 0, 0];
  for (const one of running) {
    let due = one.nextDue;
    let goesOn = 1;
    for (let turn = 0; due <= asOf + days; turn += 1) {
      if (turn === 0) subscriptions += 1;
      goesOn *= odds(one.charges + turn);
      renewals += 1;
      amount += one.amount;
      atRisk += due <= asOf ? one.amount : times(one.amount, 1 - goesOn);
      due = dueAfter(one.nextDue, one.interval, turn + 1);
    }
  }
  return { days, renewals, subscriptions, amount: minor(amount), atRisk: minor(atRisk) };
}
