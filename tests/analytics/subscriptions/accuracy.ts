import { subscriptionsOf } from "~/analytics/subscriptions/build";
import type { DayNumber } from "~/analytics/subscriptions/calendar";
import { daysOf } from "~/analytics/subscriptions/interval";
import { lifeOf } from "~/analytics/subscriptions/life";
import { mrrOf } from "~/analytics/subscriptions/movements";
import { DEFAULT_RULES, matcherOf } from "~/analytics/subscriptions/recognise";
import { MrrSwitches, SubscriptionRules } from "~/analytics/subscriptions/subscription";
import type { TrueSubscription, UnseenStore } from "./unseenStore";

const RULES = SubscriptionRules.parse({});
const SWITCHES = MrrSwitches.parse({});

/** How well the subscriptions of a store are found. Shares of what is true, and of what was found. */
export interface Accuracy {
  readonly found: number;
  readonly precision: number;
  readonly recall: number;
  readonly intervals: number;
  /** Greatest and mean error of MRR at the ends of 30 days, once two intervals have passed on each side. */
  readonly mrrMax: number;
  readonly mrrMean: number;
  readonly mrrTotal: number;
}

export function accuracyOf(store: UnseenStore): Accuracy {
  const matcher = matcherOf(DEFAULT_RULES);
  const asOf = store.lastDay as DayNumber;
  const lived = [...store.lines].flatMap(([customer, lines]) =>
    subscriptionsOf(lines, matcher, RULES).map((of) => ({ customer, of, life: lifeOf(of, null, RULES, asOf) })),
  );
  const key = (customer: number, day: number) => `${customer} ${day}`;
  const byStart = new Map(lived.map((one) => [key(one.customer, one.of.charges[0]?.day ?? 0), one]));
  // Who ended so lately that no charge is missing yet is not known to anybody.
  const settled = (of: TrueSubscription) => asOf - (of.endedOn ?? of.pausedSince ?? asOf) > 1.5 * of.days + 10;
  const gone = (of: TrueSubscription) => of.endedOn !== null || of.pausedSince !== null;
  const judged = store.truth.filter((of) => !gone(of) || settled(of));
  const matched = judged.map((of) => ({ of, mine: byStart.get(key(of.customer, of.startedOn)) }));
  const ended = matched.filter(({ mine }) => mine?.life.state === "ended");
  const right = ended.filter(({ of }) => gone(of)).length;
  const known = matched.filter(({ of, mine }) => mine !== undefined && (of.told || of.charges >= 4));
  const errors = mrrErrors(store, lived);
  return {
    found: matched.filter(({ mine }) => mine !== undefined).length / matched.length,
    precision: right / ended.length,
    recall: right / matched.filter(({ of }) => gone(of)).length,
    intervals:
      known.filter(({ of, mine }) => mine && Math.abs(daysOf(mine.of.interval) / of.days - 1) < 0.03).length /
      known.length,
    ...errors,
  };
}

function mrrErrors(store: UnseenStore, lived: readonly { readonly life: ReturnType<typeof lifeOf> }[]) {
  const errors: number[] = [];
  let [truth, mine] = [0, 0];
  for (let day = store.lastDay - 200; day > store.lastDay - 560; day -= 30) {
    const real = store.truth.reduce(
      (sum, { values }) => sum + (values.findLast((value) => value.day <= day)?.monthly ?? 0),
      0,
    );
    const found = lived.reduce((sum, { life }) => {
      const event = life.events.findLast((one) => one.day <= day);
      return sum + (event === undefined ? 0 : mrrOf(event, SWITCHES));
    }, 0);
    errors.push(Math.abs(found / real - 1));
    truth += real;
    mine += found;
  }
  return {
    mrrMax: Math.max(...errors),
    mrrMean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    mrrTotal: mine / truth - 1,
  };
}
