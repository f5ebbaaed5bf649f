import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { endOfDay } from "~/reports/context.server";
import { storeReport } from "~/reports/storeReport.server";
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
});
