import type { Note, NoteCode } from "~/reports/report";

export type StepName = "history" | "costs" | "fees" | "shippingCost" | "spend" | "report";

/** Something the merchant can do to make the numbers say more. */
export interface NextStep {
  readonly name: StepName;
  /** Page where it is done; null where only Shopify can. */
  readonly path: string | null;
  /** Share of net sales that is touched; null for a step without one. */
  readonly share: number | null;
  readonly count: number | null;
}

interface Situation {
  readonly notes: readonly Note[];
  readonly hasSchedules: boolean;
  readonly mayReadAllOrders: boolean;
}

/** What to do next, what changes the numbers most first. Empty when nothing is left. */
export function nextSteps({ notes, hasSchedules, mayReadAllOrders }: Situation): NextStep[] {
  const noted = (code: NoteCode) => notes.find((note) => note.code === code);
  const costs = noted("unit_cost_missing");
  const fees = noted("payment_fees_unknown");
  const shipping = noted("shipping_cost_unknown");
  const steps: (NextStep | null)[] = [
    mayReadAllOrders ? null : { name: "history", path: null, share: null, count: null },
    costs ? { name: "costs", path: "/app/settings/costs", share: costs.share, count: null } : null,
    noted("marketing_spend_unknown") ? { name: "spend", path: "/app/settings/spend", share: null, count: null } : null,
    fees ? { name: "fees", path: "/app/settings/fees", share: null, count: fees.count } : null,
    shipping ? { name: "shippingCost", path: "/app/settings", share: null, count: shipping.count } : null,
    hasSchedules ? null : { name: "report", path: "/app/reports/templates", share: null, count: null },
  ];
  return steps.filter((step) => step !== null);
}
