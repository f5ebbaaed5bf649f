import type { ExpectedList, SubscriptionState } from "~/reports/subscriptionTypes";

/** The list of expected renewals that an address asks for; without one, those of the next 30 days. */
export function expectedChoice(search: URLSearchParams): { readonly list: ExpectedList; readonly days: number } {
  return {
    list: search.get("list") === "overdue" ? "overdue" : "due",
    days: search.get("days") === "90" ? 90 : 30,
  };
}

const STATES: readonly SubscriptionState[] = ["active", "overdue", "paused", "ended"];

/** The state whose subscriptions an address asks for. */
export const stateChoice = (search: URLSearchParams): SubscriptionState =>
  STATES.find((state) => state === search.get("state")) ?? "all";
