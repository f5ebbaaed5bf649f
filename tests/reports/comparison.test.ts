import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { endOfDay } from "~/reports/context.server";
import { storeReport } from "~/reports/storeReport.server";
import { insertOrders, insertShop } from "../support/ledger";
import { orderOn } from "../support/watchedShop";
import { smallStore } from "./smallStore";

const asOf = endOfDay(day("2025-03-31"), "Europe/London");

describe("a comparison with the time before the first order", () => {
  it("is none: a shop that was not there did not sell 0", async () => {
    const other = await smallStore();
    const period = { start: day("2025-01-01"), end: day("2025-04-01") };
    const before = { start: day("2024-10-01"), end: day("2025-01-01") };
    const compared = await storeReport(other, { asOf, period, comparison: before });
    expect(compared.comparison).toBeNull();
    expect(compared.metrics.netSales).not.toHaveProperty("previous");
    const within = { start: day("2025-02-01"), end: day("2025-03-01") };
    const january = { start: day("2025-01-01"), end: day("2025-02-01") };
    const next = await storeReport(other, { asOf, period: within, comparison: january });
    expect(next.comparison).toEqual(january);
    expect(next.metrics.netSales?.previous).toBeGreaterThan(0);
  });

  it("is owned up to where only a part of it lies before, and not where it begins with the first order", async () => {
    const other = await insertShop();
    await insertOrders(other, [orderOn(day("2024-11-05"), 1), orderOn(day("2025-11-05"), 2)]);
    const period = { start: day("2025-01-01"), end: day("2025-12-01") };
    const against = async (start: string) => {
      const comparison = { start: day(start), end: day("2024-12-01") };
      const { notes } = await storeReport(other, { asOf: endOfDay(day("2025-11-30"), "UTC"), period, comparison });
      return notes.map(({ code }) => code);
    };
    expect(await against("2024-01-01")).toContain("comparison_before_history");
    expect(await against("2024-11-05")).not.toContain("comparison_before_history");
  });
});
