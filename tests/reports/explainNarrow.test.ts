import { beforeAll, describe, expect, it } from "vitest";
import { day, month } from "~/analytics/period";
import { cohortReport } from "~/reports/cohortReport.server";
import { endOfDay } from "~/reports/context.server";
import { customerReport } from "~/reports/customerReport.server";
import { explainReport } from "~/reports/explainReport.server";
import { smallStore } from "./smallStore";

let shop: bigint;
const asOf = endOfDay(day("2025-03-31"), "Europe/London");
const clock = "orderDay" as const;

beforeAll(async () => {
  shop = await smallStore();
});

describe("an explanation of a part", () => {
  it("of a customer's figure lists that customer's orders alone, and they sum to the customer's page", async () => {
    const { figure, rows } = await explainReport(shop, { asOf, metric: "netSales", customerId: "101", clock });
    // Ada: 2 mugs £20.00 less one that came back £10.00, and a lamp £50.00.
    expect(rows.map(({ name, value }) => [name, value])).toEqual([
      ["#3", 5000],
      ["#1", 1000],
    ]);
    expect(figure.value).toBe(6000);
    expect((await customerReport(shop, "101", { asOf }))?.financial.netSales).toBe(6000);
  });

  it("of a cohort's month lists the orders of that cohort in that month, and they sum to the cell", async () => {
    const cohortMonth = month("2025-01");
    const february = { start: day("2025-02-01"), end: day("2025-03-01") };
    const { figure, rows } = await explainReport(shop, {
      asOf,
      metric: "netSales",
      cohortMonth,
      period: february,
      clock,
    });
    const { cohorts } = await cohortReport(shop, { asOf });
    const cell = cohorts.find((row) => row.cohortMonth === cohortMonth && row.tenureMonth === 1);
    expect(rows.map(({ name }) => name)).toEqual(["#3"]);
    expect(figure.value).toBe(5000);
    expect(cell?.netSales).toBe(5000);
  });

  it("counts a cohort's customers once each", async () => {
    const { figure, count } = await explainReport(shop, {
      asOf,
      metric: "customers",
      cohortMonth: month("2025-01"),
      clock,
    });
    expect(figure.value).toBe(2);
    expect(count).toBe(2);
  });

  it("of a customer nobody knows is empty", async () => {
    const { figure, rows } = await explainReport(shop, { asOf, metric: "orders", customerId: "999", clock });
    expect(rows).toEqual([]);
    expect(figure.value).toBe(0);
  });
});
