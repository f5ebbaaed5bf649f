import type { Note, NoteCode } from "~/reports/report";

export type StepName = "history" | "costs" | "fees" | "shippingCost" | "spend" | "report";

/** Something the merchant can do to make the numbers say more. */
export interface NextStep {
  readonly name: StepName;
  /** Page where it is done; null where only Shopify can. */
  readonly path: string | null;
  /** Net sales without cost, in minor units; null for a step without an amount. */
  readonly atStake: number | null;
  readonly count: number | null;
}

interface Situation {
  readonly notes: readonly Note[];
  /** Net sales whose unit cost is unknown, minor units. */
  readonly uncostedSales: number;
  readonly hasSchedules: boolean;
  readonly mayReadAllOrders: boolean;
}

/** What to do next, what changes the numbers most first. Empty when nothing is left. */
export function nextSteps({ notes, uncostedSales, hasSchedules, mayReadAllOrders }: Situation): NextStep[] {
  const noted = (code: NoteCode) => notes.find((note) => note.code === code);
  const fees = noted("payment_fees_unknown");
  const shipping = noted("shipping_cost_unknown");
  const steps: (NextStep | null)[] = [
    mayReadAllOrders ? null : { name: "history", path: null, atStake: null, count: null },
    uncostedSales > 0 ? { name: "costs", path: "/app/settings/costs", atStake: uncostedSales, count: null } : null,
    noted("marketing_spend_unknown")
      ? { name: "spend", path: "/app/settings/spend", atStake: null, count: null }
      : null,
    fees ? { name: "fees", path: "/app/settings/fees", atStake: null, count: fees.count } : null,
    shipping ? { name: "shippingCost", path: "/app/settings", atStake: null, count: shipping.count } : null,
    hasSchedules ? null : { name: "report", path: "/app/reports/new", atStake: null, count: null },
  ];
  return steps.filter((step) => step !== null);
}
