import { addMonths, firstDay, monthOf } from "~/analytics/period";
import { type DayNumber, dayNumber, dayOf } from "~/analytics/subscriptions/calendar";
import { mrrFigures } from "~/analytics/subscriptions/figures";
import { bridges } from "~/analytics/subscriptions/movements";
import type { MrrSwitches, SubscriptionRules } from "~/analytics/subscriptions/subscription";
import { allLives, allSteps, type Lived, type SubscriptionBook } from "./subscriptionLives.server";
import type { SwitchEffect } from "./subscriptionTypes";

type Choice = SwitchEffect["choice"];

const GRACE_CHOICES = [0, 7, 14, 30];

/** What each choice of each switch would make of MRR now and of the last whole month's churn, the others left as they are. */
export function effectsOf(book: SubscriptionBook, lives: readonly (readonly Lived[])[]): SwitchEffect[] {
  const { rules, switches } = book.settings;
  const grace = [...new Set([...GRACE_CHOICES, rules.graceDays])].sort((left, right) => left - right);
  const choices: Choice[] = [
    { switch: "paused", value: "excluded" },
    { switch: "paused", value: "counted" },
    { switch: "discounts", value: "recurring" },
    { switch: "discounts", value: "all" },
    { switch: "discounts", value: "none" },
    { switch: "sameMonth", value: "dropped" },
    { switch: "sameMonth", value: "counted" },
    { switch: "endsOn", value: "halfway" },
    { switch: "endsOn", value: "due" },
    ...grace.map((value): Choice => ({ switch: "graceDays", value })),
  ];
  const known = new Map<string, Omit<SwitchEffect, "choice" | "isSet">>();
  return choices.map((choice) => {
    const set = { ...switches, ...rules };
    const isSet = set[choice.switch] === choice.value;
    const key = isSet ? "as set" : `${choice.switch} ${choice.value}`;
    const effect = known.get(key) ?? effectOf(book, lives, choice, { rules, switches });
    known.set(key, effect);
    return { choice, isSet, ...effect };
  });
}

function effectOf(
  book: SubscriptionBook,
  lives: readonly (readonly Lived[])[],
  choice: Choice,
  set: { readonly rules: SubscriptionRules; readonly switches: MrrSwitches },
): Omit<SwitchEffect, "choice" | "isSet"> {
  const isRule = choice.switch === "graceDays" || choice.switch === "endsOn";
  const switches = isRule ? set.switches : { ...set.switches, [choice.switch]: choice.value };
  const rules = isRule ? { ...set.rules, [choice.switch]: choice.value } : set.rules;
  const steps = allSteps(isRule ? allLives(book, rules) : lives, switches);
  const month = firstDay(monthOf(dayOf(book.asOf)));
  const before = firstDay(addMonths(monthOf(month), -1));
  const ends = [before, month].map(dayNumber);
  const [, last, now] = bridges(steps, [...ends, (book.asOf + 1) as DayNumber], switches.sameMonth);
  if (last === undefined || now === undefined) throw new RangeError("bridges: expected one for each end");
  return {
    mrr: now.closing,
    subscribers: now.subscribersAtEnd,
    churn: last.churn,
    subscriberChurn: mrrFigures(last, { due: 0, renewed: 0 }).subscriberChurn,
  };
}
