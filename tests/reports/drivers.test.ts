import { expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { endOfDay, withReport } from "~/reports/context.server";
import { driverTable } from "~/reports/drivers.server";
import { sumByMonth } from "~/reports/periodSums.server";
import { sampleReport } from "../fixtures/report";
import { smallStore } from "./smallStore";

const asOf = endOfDay(day("2025-03-31"), "Europe/London");

it("parts that do not sum to their change are left out, and the other sections of the report stay", async () => {
  const shop = await smallStore();
  const report = sampleReport();
  const months = report.tables.mrrMovements.map((month) => ({ ...month, complete: true }));
  const told = (closing: number) =>
    withReport(shop, { asOf }, async (context) => {
      const sums = { now: (await sumByMonth(context, context.scope)).total, before: null };
      const mrrMovements = months.map((month) => ({ ...month, closing: minor(month.closing + closing) }));
      const rows = await driverTable(context, ["subscriptions", "cohorts"], sums, {
        cohortSpan: report.cohortSpan,
        tables: { ...report.tables, mrrMovements },
      });
      return new Set(rows.map(({ section }) => section));
    });
  expect(await told(0)).toEqual(new Set(["cohorts", "subscriptions"]));
  // Its parts are one hundred short of what the month ended at.
  expect(await told(10_000)).toEqual(new Set(["cohorts"]));
});
