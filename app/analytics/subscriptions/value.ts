import { type Minor, minor, perUnit, times } from "../money";
import { expectedMonths, type SurvivalPoint } from "./survival";

/** Months over which the value of a subscription is told. */
export const HORIZON_MONTHS = 36;

/** What subscription orders earned, and over how long. */
export interface SubscriptionEarnings {
  /** Contribution profit (CM2) of the orders that subscriptions paid, with the costs that are known. */
  readonly contributionProfit: Minor;
  readonly subscriptions: number;
  readonly running: number;
  /** Months that all subscriptions ran together. */
  readonly months: number;
}

export interface SubscriptionValue {
  /** Earned so far, per subscription ever begun. */
  readonly toDate: Minor | null;
  /** Still to come per running subscription within the horizon, by the survival curve. */
  readonly remaining: Minor | null;
  /** Of a subscription that begins now, within the horizon. */
  readonly lifetime: Minor | null;
  readonly monthly: Minor | null;
  readonly expectedMonths: number | null;
}

export function subscriptionValue(
  earned: SubscriptionEarnings,
  survival: readonly SurvivalPoint[],
  remainingMonths: number | null,
): SubscriptionValue {
  const monthly = earned.months > 0 ? minor(Math.round(earned.contributionProfit / earned.months)) : null;
  const months = expectedMonths(survival, HORIZON_MONTHS);
  return {
    toDate: perUnit(earned.contributionProfit, earned.subscriptions),
    remaining: monthly === null || remainingMonths === null ? null : times(monthly, remainingMonths),
    lifetime: monthly === null || months === null ? null : times(monthly, months),
    monthly,
    expectedMonths: months,
  };
}

/** Mean months still to come of running subscriptions of these ages (whole months), within the horizon. */
export function remainingMonths(ages: readonly number[], survival: readonly SurvivalPoint[]): number | null {
  if (ages.length === 0 || survival.length === 0) return null;
  const known = new Map<number, number>();
  let total = 0;
  for (const age of ages) {
    const months = known.get(age) ?? expectedMonths(afterAge(survival, age), HORIZON_MONTHS) ?? 0;
    known.set(age, months);
    total += months;
  }
  return total / ages.length;
}

/** The curve as it goes on for those who have come to `age`; beyond its end the last stretch goes on. */
function afterAge(survival: readonly SurvivalPoint[], age: number): SurvivalPoint[] {
  const from = Math.min(age, Math.max(0, survival.length - 6));
  const base = from === 0 ? 1 : (survival[from - 1]?.surviving ?? 1);
  return survival.slice(from).map((point) => ({
    ...point,
    at: point.at - from,
    surviving: (base > 0 ? point.surviving / base : 0) as SurvivalPoint["surviving"],
  }));
}
