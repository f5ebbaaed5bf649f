import { beforeAll, describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { recostAll } from "~/data/facts.server";
import { saveSettings } from "~/data/settings.server";
import { endOfDay } from "~/reports/context.server";
import type { Report } from "~/reports/report";
import { storeReport } from "~/reports/storeReport.server";
import { smallStore } from "./smallStore";

let shop: bigint;
let report: Report;
const asOf = endOfDay(day("2025-03-31"), "Europe/London");
beforeAll(async () => {
  shop = await smallStore();
  report = await storeReport(shop, { asOf });
});

const value = (name: keyof Report["metrics"]) => report.metrics[name]?.value;

describe("sales by month, on the day of the change", () => {
  it("has a row per month from the first order to the day of observation", () => {
    expect(report.period).toEqual({ start: "2025-01-10", end: "2025-04-01" });
    expect(report.tables.salesByMonth.map(({ month }) => month)).toEqual(["2025-01", "2025-02", "2025-03"]);
  });

  it("January: two orders, a discount, shipping and tax", () => {
    expect(report.tables.salesByMonth[0]).toEqual({
      month: "2025-01",
      grossSales: 7000,
      discounts: 500,
      salesReversals: 0,
      netSales: 6500,
      shipping: 500,
      duties: 0,
      fees: 0,
      tax: 500,
      totalSales: 7500,
      tips: 0,
      giftCardSales: 0,
      orders: 2,
      averageOrderValue: 3250,
      units: 3,
      returnedUnits: 0,
      returnRate: 0,
      customers: 2,
      newCustomers: 2,
      returningCustomers: 0,
    });
  });

  it("February: the adjustment lowers net sales, the tip is apart, the guest is no customer", () => {
    expect(report.tables.salesByMonth[1]).toMatchObject({
      grossSales: 8000,
      salesReversals: 300,
      netSales: 7700,
      tips: 200,
      totalSales: 7700,
      orders: 2,
      averageOrderValue: 4000,
      customers: 1,
      newCustomers: 0,
      returningCustomers: 1,
    });
  });

  it("March: returns of January's mug and of the cancelled scarf, the order at midnight, the gift card apart", () => {
    expect(report.tables.salesByMonth[2]).toMatchObject({
      grossSales: 4000,
      salesReversals: 4000,
      netSales: 0,
      tax: -200,
      totalSales: -200,
      giftCardSales: 2500,
      orders: 2,
      averageOrderValue: 2000,
      units: 2,
      returnedUnits: 2,
      returnRate: 1,
      customers: 2,
      newCustomers: 1,
      returningCustomers: 1,
    });
  });
});

describe("sales by month, on the day of the order", () => {
  it("takes the return of March and the adjustment of February back to January's orders", () => {
    expect(report.tables.salesByMonthOrderDay[0]).toMatchObject({
      month: "2025-01",
      grossSales: 7000,
      discounts: 500,
      salesReversals: 1300,
      netSales: 5200,
      tax: 300,
      orders: 2,
      averageOrderValue: 3250,
      returnedUnits: 1,
    });
    expect(report.tables.salesByMonthOrderDay[1]).toMatchObject({ salesReversals: 0, netSales: 8000 });
    expect(report.tables.salesByMonthOrderDay[2]).toMatchObject({
      grossSales: 4000,
      salesReversals: 3000,
      netSales: 1000,
    });
  });

  it("gives over the whole history what the other clock gives", () => {
    const total = (rows: Report["tables"]["salesByMonth"]) => rows.reduce((sum, row) => sum + row.totalSales, 0);
    expect(total(report.tables.salesByMonth)).toBe(15_000);
    expect(total(report.tables.salesByMonthOrderDay)).toBe(15_000);
  });
});

describe("profit and loss", () => {
  it("January: the lamp is costed at the first cost Shopify showed", () => {
    expect(report.tables.profitAndLoss[0]).toEqual({
      month: "2025-01",
      grossSales: 7000,
      discounts: 500,
      salesReversals: 0,
      netSales: 6500,
      shipping: 500,
      netRevenue: 7000,
      cogs: 2800,
      grossProfit: 4200,
      grossMargin: 0.6,
      shippingCost: null,
      handlingCost: null,
      dutiesCost: null,
      packagingCost: null,
      paymentFees: 161,
      contributionProfit: 4039,
      contributionMargin: 4039 / 7000,
      marketingSpend: null,
      profitAfterMarketing: null,
      operatingExpenses: null,
      netProfit: null,
      costCoverage: 1,
      contributionProfitLow: 4039,
      contributionProfitHigh: 4039,
    });
  });

  it("February: half known costs give a profit with its bounds and coverage", () => {
    expect(report.tables.profitAndLoss[1]).toMatchObject({
      netRevenue: 7700,
      cogs: 2000,
      grossProfit: 5700,
      paymentFees: 110,
      contributionProfit: 5590,
      // If the scarf had cost its whole price of £30.00.
      contributionProfitLow: 2590,
      contributionProfitHigh: 5590,
      costCoverage: 0.625,
    });
  });

  it("March: the restocked mug gives its cost back, the scarf's is unknown both ways", () => {
    expect(report.tables.profitAndLoss[2]).toMatchObject({
      netRevenue: 0,
      cogs: 0,
      grossProfit: 0,
      grossMargin: null,
      paymentFees: 80,
      contributionProfit: -80,
      contributionProfitLow: -80,
      contributionProfitHigh: -80,
      costCoverage: null,
    });
  });

  it("over the period sums the months and says what it rests on", () => {
    expect(value("cogs")).toBe(4800);
    expect(value("paymentFees")).toBe(351);
    expect(report.metrics.contributionProfit).toEqual({
      unit: "minor",
      value: 9549,
      low: 6549,
      high: 9549,
      // Costed: 1000 + 4500 + 5000 + 1000 of 14500.
      coverage: 11_500 / 14_500,
    });
  });
});

describe("cohorts", () => {
  const cell = (cohortMonth: string, tenureMonth: number) =>
    report.tables.cohorts.find((row) => row.cohortMonth === cohortMonth && row.tenureMonth === tenureMonth);

  it("have a cell for every month up to the day of observation, by the month of the first order", () => {
    expect(report.tables.cohorts.map((row) => `${row.cohortMonth} ${row.tenureMonth}`)).toEqual([
      "2025-01 0",
      "2025-01 1",
      "2025-01 2",
      "2025-03 0",
    ]);
  });

  it("date all of an order's ledger by the order: March's return is part of January's cell", () => {
    expect(cell("2025-01", 0)).toMatchObject({
      cohortMonth: "2025-01",
      tenureMonth: 0,
      cohortSize: 2,
      customers: 2,
      orders: 2,
      netSales: 5200,
      // 5200 + 500 shipping − (400 mug + 2000 lamp)
      grossProfit: 3300,
      contributionProfit: 3139,
      retention: 1,
      repeatRate: 0,
      lifetimeNetSales: 2600,
      lifetimeGrossProfit: 1650,
      // 1569.5, half away from zero.
      lifetimeValue: 1570,
      complete: true,
    });
  });

  it("count who came back and what all of the cohort are worth by then", () => {
    expect(cell("2025-01", 1)).toMatchObject({
      customers: 1,
      orders: 1,
      netSales: 5000,
      contributionProfit: 2890,
      retention: 0.5,
      repeatRate: 0.5,
      lifetimeNetSales: 5100,
      lifetimeValue: 3015,
    });
    expect(cell("2025-01", 2)).toMatchObject({
      customers: 1,
      orders: 1,
      netSales: 1000,
      contributionProfit: 600,
      repeatRate: 1,
      lifetimeValue: 3315,
    });
  });

  it("have no profit where no cost at all is known", () => {
    expect(cell("2025-03", 0)).toMatchObject({
      cohortSize: 1,
      orders: 1,
      netSales: 0,
      grossProfit: null,
      contributionProfit: null,
      lifetimeNetSales: 0,
      lifetimeValue: null,
    });
  });

  it("are incomplete in the month that is still running", async () => {
    const running = await storeReport(shop, { asOf: endOfDay(day("2025-03-30"), "Europe/London") });
    expect(running.tables.cohorts.map((row) => row.complete)).toEqual([true, true, false, false]);
    // Bob's order at 23:30 on the 31st does not exist yet.
    expect(running.tables.cohorts[2]).toMatchObject({ customers: 0, orders: 0, repeatRate: 0.5 });
  });
});

describe("products", () => {
  it("sum to the profit and loss, what belongs to none in a row of its own", () => {
    const rows = report.tables.products;
    expect(rows.map(({ title, netSales, cogs, paymentFees }) => [title, netSales, cogs, paymentFees])).toEqual([
      ["Lamp", 9500, 4000, 210],
      ["Scarf", 3000, null, 80],
      ["Mug", 2000, 800, 61],
      ["", -300, 0, 0],
    ]);
    expect(rows[3]).toMatchObject({ kind: "untied", shipping: 500, contributionProfit: 200 });
    expect(rows.reduce((sum, row) => sum + (row.contributionProfitHigh ?? 0), 0)).toBe(9549);
    expect(rows.reduce((sum, row) => sum + (row.contributionProfitLow ?? 0), 0)).toBe(6549);
  });

  it("know which of them brought new customers", () => {
    expect(report.tables.products.map(({ title, firstOrderCustomers }) => [title, firstOrderCustomers])).toEqual([
      ["Lamp", 1],
      ["Scarf", 1],
      ["Mug", 1],
      ["", 0],
    ]);
  });
});

describe("high-value customers", () => {
  it("pay full price, buy several times and spend above the median; the row says so", () => {
    // Orders are worth 2000, 4500, 5000, 3000, 1000 and 3000: the median is 3000. Ada's average is 3500.
    expect(report.tables.highValueCustomers).toEqual([
      {
        customerId: "101",
        country: "GB",
        firstOrderDay: "2025-01-10",
        lastOrderDay: "2025-02-14",
        orders: 2,
        ordersInWindow: 2,
        netSales: 6000,
        // 6000 + 500 − 2400 − 171
        contributionProfit: 3929,
        averageOrderValue: 3500,
        medianOrderValue: 3000,
        fullPriceShare: 1,
        paysFullPrice: true,
        buysSeveralTimes: true,
        spendsAboveMedian: true,
        isHighValue: true,
      },
    ]);
  });
});

describe("notes", () => {
  it("name what the figures rest on", () => {
    expect(report.notes.map(({ code, count }) => [code, count])).toEqual([
      ["unit_cost_missing", 3],
      ["unit_cost_first_seen", null],
      ["shipping_cost_unknown", 6],
      ["marketing_spend_unknown", null],
      ["payment_fees_unknown", 1],
      ["guest_orders", 1],
    ]);
    expect(report.notes[0]?.share).toBeCloseTo(3000 / 14_500, 12);
    expect(report.notes[1]?.share).toBeCloseTo(4500 / 14_500, 12);
    // PayPal's £35.00 of £192.00 paid by card.
    expect(report.notes[4]?.share).toBeCloseTo(3500 / 19_200, 12);
  });
});

describe("comparison", () => {
  it("puts the value of the period before beside each figure", async () => {
    const february = await storeReport(shop, {
      asOf,
      period: { start: day("2025-02-01"), end: day("2025-03-01") },
      comparison: { start: day("2025-01-01"), end: day("2025-02-01") },
    });
    expect(february.metrics.netSales).toEqual({ unit: "minor", value: 7700, previous: 6500 });
    expect(february.metrics.orders).toEqual({ unit: "count", value: 2, previous: 2 });
    expect(february.metrics.returningCustomers).toEqual({ unit: "count", value: 1, previous: 0 });
  });
});

describe("the switches", () => {
  it("leave cancelled orders out, and their customers with them", async () => {
    const other = await smallStore();
    await saveSettings(other, { excludeCancelled: true });
    const without = await storeReport(other, { asOf });
    expect(without.metrics.orders?.value).toBe(5);
    expect(without.metrics.customers?.value).toBe(2);
    expect(without.tables.salesByMonth[2]).toMatchObject({ grossSales: 1000, salesReversals: 1000, orders: 1 });
    expect(without.notes.find(({ code }) => code === "orders_excluded")?.count).toBe(1);
    // Before it was cancelled it counts.
    const before = await storeReport(other, { asOf: endOfDay(day("2025-03-10"), "Europe/London") });
    expect(before.metrics.orders?.value).toBe(5);
  });

  it("make the first of the remaining orders the first", async () => {
    const other = await smallStore();
    await saveSettings(other, { excludeUnpaid: true });
    const { withShopClient } = await import("~/db.server");
    await withShopClient(other, (client) =>
      client.query("UPDATE orders SET financial_status = 'VOIDED' WHERE order_id = 1"),
    );
    const without = await storeReport(other, { asOf });
    expect(without.tables.salesByMonth.map(({ month, newCustomers }) => [month, newCustomers])).toEqual([
      ["2025-01", 1],
      ["2025-02", 1],
      ["2025-03", 1],
    ]);
  });
});

describe("shipping and handling", () => {
  it("cost a fixed amount per order with something to ship, on the day it was ordered", async () => {
    const other = await smallStore();
    await saveSettings(other, { shippingCostPerOrder: 300, handlingCostPerOrder: 50 });
    await recostAll(other);
    const costed = await storeReport(other, { asOf });
    expect(costed.tables.profitAndLoss[0]).toMatchObject({
      shippingCost: 600,
      handlingCost: 100,
      contributionProfit: 3339,
    });
    expect(costed.notes.map(({ code }) => code)).not.toContain("shipping_cost_unknown");
    const untied = costed.tables.products.at(-1);
    expect(untied).toMatchObject({ orderCosts: 2100, contributionProfit: -1900 });
  });
});

describe("a shop without orders", () => {
  it("has a report of zeros and unknowns, not an error", async () => {
    const { insertShop } = await import("../support/ledger");
    const empty = await storeReport(await insertShop({ currency: "JPY", timeZone: "Asia/Tokyo" }), { asOf });
    expect(empty).toMatchObject({ currency: "JPY", exponent: 0 });
    expect(empty.metrics.netSales?.value).toBe(0);
    expect(empty.metrics.averageOrderValue?.value).toBeNull();
    expect(empty.metrics.paymentFees?.value).toBe(0);
    expect(empty.metrics.lifetimeValue?.value).toBeNull();
    expect(empty.tables.cohorts).toEqual([]);
  });
});
