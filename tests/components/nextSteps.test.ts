import { describe, expect, it } from "vitest";
import { nextSteps } from "~/components/home/nextSteps";
import type { Note } from "~/reports/report";

const note = (code: Note["code"], of: Partial<Note> = {}): Note => ({
  code,
  share: null,
  count: null,
  text: "",
  ...of,
});

describe("what to do next", () => {
  it("begins with what changes the numbers most: history, costs, spending, fees, shipping; a report comes last", () => {
    const steps = nextSteps({
      notes: [
        note("shipping_cost_unknown", { count: 9 }),
        note("payment_fees_unknown", { count: 7 }),
        note("marketing_spend_unknown"),
        note("unit_cost_missing", { share: 0.12 }),
      ],
      hasSchedules: false,
      mayReadAllOrders: false,
    });
    expect(steps.map(({ name }) => name)).toEqual(["history", "costs", "spend", "fees", "shippingCost", "report"]);
    expect(steps.find(({ name }) => name === "costs")?.share).toBe(0.12);
    expect(steps.find(({ name }) => name === "fees")?.count).toBe(7);
  });

  it("is empty when nothing is left to do", () => {
    expect(
      nextSteps({ notes: [note("guest_orders", { count: 3 })], hasSchedules: true, mayReadAllOrders: true }),
    ).toEqual([]);
  });
});
