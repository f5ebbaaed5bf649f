import { beforeAll, describe, expect, it } from "vitest";
import { METRIC_NAMES } from "~/analytics/metrics/registry";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { saveAdSpend } from "~/data/adSpend.server";
import { importExpenses } from "~/data/expenses.server";
import { saveSettings } from "~/data/settings.server";
import { openSync, setProblems } from "~/data/syncState.server";
import { cohortReport } from "~/reports/cohortReport.server";
import { endOfDay } from "~/reports/context.server";
import { customerReport } from "~/reports/customerReport.server";
import { customersReport } from "~/reports/customersReport.server";
import { explainReport } from "~/reports/explainReport.server";
import { homeReport } from "~/reports/homeReport.server";
import { productReport } from "~/reports/productReport.server";
import { profitAndLossReport } from "~/reports/profitAndLossReport.server";
import { storeReport } from "~/reports/storeReport.server";
import { insertOrders, insertShop, insertUnitCosts, insertVariants } from "../support/ledger";
import { smallStore } from "./smallStore";

let shop: bigint;
const asOf = endOfDay(day("2025-03-31"), "Europe/London");
const february = { start: day("2025-02-01"), end: day("2025-03-01") };
beforeAll(async () => {
  shop = await smallStore();
});

/** What each month brought of net sales, over the whole cohort. */
const NET_SALES = {
  span: "month",
  split: null,
  measure: "netSales",
  through: "span",
  per: "cohort",
  horizon: 12,
} as const;

describe("one number for one question", () => {
  it("home, profit and loss, products and the report show the same figures", async () => {
    const query = { asOf, period: february };
    const report = await storeReport(shop, query);
    const home = await homeReport(shop, query);
    const profit = await profitAndLossReport(shop, query);
    const products = await productReport(shop, query);
    // The report also holds figures that the first page does not show, such as those of platforms.
    expect(report.metrics).toMatchObject(home.metrics);
    expect(profit.months).toEqual(report.tables.profitAndLoss);
    expect(profit.metrics.netSales).toEqual(report.metrics.netSales);
    expect(products.rows).toEqual(report.tables.products);
    expect(products.total).toEqual(profit.total);
    const [all] = (await cohortReport(shop, { ...NET_SALES, asOf })).sets;
    expect(all?.cohorts.flatMap(({ cells }) => cells.map(({ value }) => value))).toEqual(
      report.tables.cohorts.map(({ netSales }) => netSales),
    );
    expect((await customersReport(shop, { asOf })).rows.filter(({ isHighValue }) => isHighValue)).toEqual(
      report.tables.highValueCustomers,
    );
  });
});

describe("the home report", () => {
  it("has every day of the period that has begun, beside those of the comparison", async () => {
    const home = await homeReport(shop, {
      asOf: endOfDay(day("2025-02-14"), "Europe/London"),
      period: february,
      comparison: { start: day("2025-01-01"), end: day("2025-02-01") },
    });
    expect(home.days).toHaveLength(14);
    expect(home.days.filter(({ netSales }) => netSales !== 0)).toEqual([
      { day: "2025-02-05", netSales: -300, totalSales: -300, orders: 0 },
      { day: "2025-02-14", netSales: 5000, totalSales: 5000, orders: 1 },
    ]);
    expect(home.comparisonDays).toHaveLength(31);
    expect(home.notes.map(({ code }) => code)).toContain("incomplete_period");
  });
});

describe("profit and loss with marketing and expenses", () => {
  it("subtracts them on their own days; months without spend are zero once the shop keeps any", async () => {
    const other = await smallStore();
    const spent = { platform: "google", amount: minor(1000) };
    await saveAdSpend(
      other,
      [
        { day: day("2025-02-10"), ...spent },
        { day: day("2025-04-01"), ...spent },
      ],
      "import",
    );
    await importExpenses(other, [
      { name: "Rent", kind: "monthly", amount: minor(2800), start: day("2025-02-01"), end: null },
    ]);
    const { months, total, metrics, notes } = await profitAndLossReport(other, { asOf });
    expect(months.map((row) => [row.marketingSpend, row.operatingExpenses])).toEqual([
      [0, 0],
      [1000, 2800],
      [0, 2800],
    ]);
    expect(months[1]).toMatchObject({ contributionProfit: 5590, profitAfterMarketing: 4590, netProfit: 1790 });
    expect(total).toMatchObject({ profitAfterMarketing: 8549, netProfit: 2949 });
    // £10.00 for three new customers.
    expect(metrics.acquisitionCost?.value).toBe(333);
    expect(metrics.netProfit).toMatchObject({ low: -51, high: 2949 });
    expect(notes.map(({ code }) => code)).not.toContain("marketing_spend_unknown");
  });
});

describe("all cohorts taken together", () => {
  it("leave out months that have not ended", async () => {
    const running = await cohortReport(shop, { ...NET_SALES, asOf: endOfDay(day("2025-03-30"), "Europe/London") });
    const [all] = running.sets;
    expect(all?.together.map(({ tenure, cohorts, customers }) => [tenure, cohorts, customers])).toEqual([
      [0, 1, 2],
      [1, 1, 2],
    ]);
    // Ada and Bob of January and Eve of March: one came back by the 30th.
    expect(running.metrics.repeatRate?.value).toBeCloseTo(1 / 3, 12);
  });
});

describe("value set against acquisition cost", () => {
  const asked = { ...NET_SALES, horizon: null, asOf };

  it("is through the longest horizon at which a cohort has a value, a year where none has, and else through the one asked for", async () => {
    const other = await insertShop();
    await insertVariants(other, [{ id: 1, title: "Mug" }]);
    await insertUnitCosts(other, [{ variant: 1, amount: "4.00" }]);
    const lines = (id: number) => [{ id, product: 1, variant: 1, quantity: 1, price: 1000 }];
    await insertOrders(other, [
      { id: 1, at: "2025-01-10T10:00:00Z", customer: 1, lines: lines(11) },
      { id: 2, at: "2025-03-10T10:00:00Z", customer: 1, lines: lines(12) },
    ]);
    expect((await cohortReport(other, asked)).choices.horizon).toBe(12);
    const spent = { platform: "google", amount: minor(500) };
    const record = ["2025-01-10", "2025-01-31"].map((of) => ({ day: day(of), ...spent }));
    await saveAdSpend(other, record, "import");
    // Of January's cohort three months have ended: no more than a quarter can be told.
    const { choices, acquisition } = await cohortReport(other, { ...asked, measure: "contributionProfit" });
    expect(choices.horizon).toBe(3);
    expect(acquisition.map(({ horizon }) => horizon)).toEqual(acquisition.map(() => 3));
    expect((await cohortReport(other, { ...asked, horizon: 24 })).choices.horizon).toBe(24);
  });
});

describe("a customer's page", () => {
  it("holds the orders with their profit and the value reached, newest first", async () => {
    const ada = await customerReport(shop, "101", { asOf });
    expect(ada?.transactional.orders).toEqual([
      {
        orderId: "3",
        name: "#3",
        orderDay: "2025-02-14",
        gap: 35,
        cancelled: false,
        units: 1,
        returnedUnits: 0,
        grossSales: 5000,
        discounts: 0,
        salesReversals: 0,
        netSales: 5000,
        grossProfit: 3000,
        paymentFees: 110,
        contributionProfit: 2890,
        lifetimeValue: 3929,
        costCoverage: 1,
        uncosted: { sales: 0, of: 1 },
      },
      expect.objectContaining({
        name: "#1",
        gap: null,
        salesReversals: 1000,
        contributionProfit: 1039,
        lifetimeValue: 1039,
      }),
    ]);
    expect(ada?.financial).toMatchObject({ netSales: 6000, cogs: 2400, contributionProfit: 3929 });
    expect(ada?.highValue?.isHighValue).toBe(true);
    expect(ada?.transactional.products).toMatchObject([
      { title: "Lamp", units: 1, netSales: 5000 },
      { title: "Mug", units: 1, netSales: 1000 },
    ]);
  });

  it("tells the rhythm and when the next order is due", async () => {
    const ada = await customerReport(shop, "101", { asOf });
    // Gaps of the shop: Ada 35 days, Bob 70. 45 days since 14 February.
    expect(ada?.transactional).toMatchObject({
      cohortMonth: "2025-01",
      tenureMonth: 2,
      daysSinceLastOrder: { value: 45, unit: "days" },
      orderGap: { value: 35, unit: "days" },
      lapsePoint: { value: 70, unit: "days" },
      isLapsed: false,
      nextOrderDue: "2025-03-21",
    });
  });

  it("sums over all customers to what the cohorts hold", async () => {
    const pages = await Promise.all(["101", "102", "105"].map((id) => customerReport(shop, id, { asOf })));
    const { cohorts } = (await storeReport(shop, { asOf })).tables;
    expect(pages.reduce((sum, page) => sum + (page?.financial.netSales ?? 0), 0)).toBe(
      cohorts.reduce((sum, cell) => sum + cell.netSales, 0),
    );
  });

  it("of somebody unknown, or of another shop, is none", async () => {
    expect(await customerReport(shop, "999", { asOf })).toBeNull();
    const { insertShop } = await import("../support/ledger");
    expect(await customerReport(await insertShop(), "101", { asOf })).toBeNull();
  });
});

describe("an explanation", () => {
  it("lists the orders behind a figure, which sum to it", async () => {
    for (const metric of METRIC_NAMES) {
      const { figure, rows, count } = await explainReport(shop, { asOf, metric });
      if (!count || metric === "costCoverage") continue;
      expect(rows).toHaveLength(count);
      expect(
        rows.reduce((sum, row) => sum + (row.value ?? 0), 0),
        metric,
      ).toBe(figure.value ?? 0);
    }
  });

  it("of a rate or an average names what it is made of", async () => {
    const { figure, madeOf, rows } = await explainReport(shop, { asOf, metric: "averageOrderValue", period: february });
    expect(figure.value).toBe(4000);
    expect(madeOf.map(({ metric, figure: part }) => [metric, part.value])).toEqual([
      ["grossSales", 8000],
      ["discounts", 0],
      ["orders", 2],
    ]);
    expect(rows).toEqual([]);
  });

  it("shows each new customer by the order that brought them", async () => {
    const { rows } = await explainReport(shop, { asOf, metric: "newCustomers" });
    expect(rows.map(({ name, customerId }) => [name, customerId])).toEqual([
      ["#8", "105"],
      ["#2", "102"],
      ["#1", "101"],
    ]);
  });

  it("has every metric's value, those over the whole history too", async () => {
    expect((await explainReport(shop, { asOf, metric: "highValueCustomers" })).figure.value).toBe(1);
    expect((await explainReport(shop, { asOf, metric: "lifetimeNetSales" })).figure.value).toBe(3733);
  });
});

describe("what the shop's state means for figures", () => {
  it("stands first among the notes: made-up data, an import that still runs, a history that is cut off", async () => {
    const other = await smallStore();
    await saveSettings(other, { madeUpData: true });
    await openSync(other);
    await setProblems(other, [{ key: "history_limited", params: {} }]);
    const { notes } = await profitAndLossReport(other, { asOf });
    expect(notes.slice(0, 3).map(({ code }) => code)).toEqual(["made_up_data", "sync_incomplete", "history_limited"]);
  });
});
