import { beforeAll, describe, expect, it } from "vitest";
import { changeIn } from "~/analytics/drivers";
import { day } from "~/analytics/period";
import { NOTHING_SOLD } from "~/analytics/reconciliation";
import { NO_SWITCHES } from "~/analytics/switches";
import { saveReading, saveShopifyFigures } from "~/data/shopifyFigures.server";
import { endOfDay } from "~/reports/context.server";
import { traitsReport } from "~/reports/customerTraits.server";
import { driversReport } from "~/reports/drivers.server";
import { keptReport, NO_TABLES } from "~/reports/keptReport";
import { lifecycleListReport, rhythmReport } from "~/reports/lifecycleLists.server";
import { reconciliationReport } from "~/reports/reconciliation.server";
import type { Report, SectionName } from "~/reports/report";
import { rfmReport } from "~/reports/rfmReport.server";
import { storeReport } from "~/reports/storeReport.server";
import { expectedReport } from "~/reports/subscriptionLists.server";
import { insertOrders, insertShop } from "../support/ledger";
import { smallStore } from "./smallStore";

const asOf = endOfDay(day("2025-03-31"), "Europe/London");
const january = { start: day("2025-01-01"), end: day("2025-02-01") };
const february = { start: day("2025-02-01"), end: day("2025-03-01") };

let shop: bigint;
let report: Report;
beforeAll(async () => {
  shop = await smallStore();
  report = await storeReport(shop, { asOf, period: february, comparison: january });
});

const partsOf = (section: SectionName, of: Report = report) =>
  Object.fromEntries(
    of.tables.drivers
      .filter((row) => row.section === section)
      .map(({ driver, name, amount }) => [name ?? driver, amount]),
  );

describe("what drove February's figures against January's", () => {
  it("net sales by who bought: what came back of first orders is theirs", () => {
    // January: £65.00, all first orders. February: −£3.00 of them, £50.00 by Ada again, £30.00 by a guest.
    expect(changeIn(report.tables.drivers, "keyFigures")).toMatchObject({
      metric: "netSales",
      before: 6500,
      after: 7700,
    });
    expect(partsOf("keyFigures")).toEqual({ newCustomers: -6800, returningCustomers: 5000, guests: 3000 });
  });

  it("net sales by orders, units, price, discounts and reversals", () => {
    // 2 orders of 1.5 units at £23.33 less £2.50, then 2 of 1 unit at £40.00 less £1.50 of reversals.
    // Units −0.5 × 6333.33, price 1666.67 × 2.5.
    expect(partsOf("sales")).toEqual({ unitsPerOrder: -3167, price: 4167, discounts: 500, salesReversals: -300 });
  });

  it("profit by volume, mix, price, shipping, fees and adjustments", () => {
    // Kept: 2 mugs (£10.00, cost £4.00) and a lamp (£45.00, £20.00); then a lamp (£50.00, £20.00) and a scarf (£30.00, unknown).
    // Volume −1 × (200 + 1152.78 + 750); mix −⅔ × 1500 + ⅙ × 6833.33 + ½ × 7500; price 500 × 1.02778.
    expect(changeIn(report.tables.drivers, "profitAndLoss")).toMatchObject({
      metric: "contributionProfit",
      before: 4039,
      after: 5590,
    });
    expect(partsOf("profitAndLoss")).toEqual({
      volume: -2103,
      mix: 3889,
      netPrice: 514,
      shipping: -500,
      paymentFees: 51,
      adjustments: -300,
    });
  });

  it("net sales by product, what belongs to none among the others", () => {
    expect(partsOf("products")).toEqual({ Scarf: 3000, Lamp: 500, Mug: -2000, otherProducts: -300 });
  });

  it("sums of every section to its change, which is that of the figure", () => {
    for (const section of new Set(report.tables.drivers.map((row) => row.section))) {
      const of = changeIn(report.tables.drivers, section);
      const sum = of?.parts.reduce((total, { amount }) => total + amount, 0);
      expect(sum, section).toBe((of?.after ?? 0) - (of?.before ?? 0));
      if (section === "cohorts" || section === "subscriptions") continue;
      const figure = report.metrics[of?.metric ?? "netSales"];
      expect([of?.before, of?.after], section).toEqual([figure?.previous, figure?.value]);
    }
  });

  it("is what the first page says", async () => {
    const home = await driversReport(shop, { asOf, period: february, comparison: january });
    const shown = ["keyFigures", "sales", "profitAndLoss"];
    expect(home.currency).toBe("GBP");
    expect(home.drivers).toEqual(report.tables.drivers.filter(({ section }) => shown.includes(section)));
  });

  it("tells nothing where nothing is compared, and goes by the chosen orders", async () => {
    const alone = await storeReport(shop, { asOf, period: february, sections: ["keyFigures", "sales", "products"] });
    expect(alone.tables.drivers).toEqual([]);
    const ofLamps = await storeReport(shop, {
      asOf,
      period: february,
      comparison: january,
      filter: { product: ["2"] },
      sections: ["keyFigures", "sales"],
    });
    // Bob's lamp of January and its £3.00 back in February; Ada's lamp in February.
    expect(partsOf("keyFigures", ofLamps)).toEqual({ newCustomers: -4800, returningCustomers: 5000 });
    expect(partsOf("sales", ofLamps)).toEqual({ discounts: 500, salesReversals: -300 });
  });
});

describe("sections that show what pages show", () => {
  it("the groups, traits and rhythm of the pages", async () => {
    expect(report.tables.rfmGroups).toEqual((await rfmReport(shop, { asOf })).groups);
    const traits = await traitsReport(shop, { asOf });
    expect(report.tables.sharedTraits.map(({ trait, value, lift }) => [trait, value, lift])).toEqual(
      traits.rows.map(({ trait, value, lift }) => [trait, value, lift]),
    );
    const { shopRhythm } = await rhythmReport(shop, { asOf });
    // Ada after 35 days, Bob after 70; Eve's cancelled order is her only one.
    expect(report.tables.rhythms[0]).toEqual({
      kind: "shop",
      productId: null,
      title: "",
      buyers: null,
      gaps: 2,
      medianGap: 52.5,
      ownLapsePoint: 70,
      setLapsePoint: null,
      lapsePoint: 70,
    });
    expect(shopRhythm).toMatchObject({ gaps: 2, medianGap: 52.5, lapsePoint: 70 });
  });

  it("the lists to write to, each with its length and its first customers, by number", async () => {
    expect(report.tables.serviceLists.map(({ list }) => list)).toEqual([
      "secondOrder",
      "replenishment",
      "crossSell",
      "winBack",
    ]);
    for (const { list, entries } of report.tables.serviceLists) {
      const page = await lifecycleListReport(shop, { asOf, list });
      expect(entries, list).toBe(page.count);
      const own = report.tables.serviceCustomers.filter((row) => row.list === list);
      expect(own.map(({ customerId }) => customerId)).toEqual(
        page.entries.map(({ customerId }) => `gid://shopify/Customer/${customerId}`),
      );
    }
  });

  it("what was sold without a cost, whose money is what the coverage lacks", () => {
    expect(report.tables.uncostedVariants).toEqual([
      {
        variantId: "gid://shopify/ProductVariant/30",
        sku: "SCARF",
        title: "Scarf",
        units: 1,
        netSales: 3000,
        uncostedNetSales: 3000,
      },
    ]);
    // £50.00 of £80.00 of goods.
    expect(report.metrics.costCoverage?.value).toBe(5000 / 8000);
  });

  it("the rows of profit and loss by their parts, which sum to them", () => {
    const sums = new Map<string, [number, number]>();
    for (const { metric, amount, previous } of report.tables.statementParts) {
      const [now, before] = sums.get(metric) ?? [0, 0];
      sums.set(metric, [now + amount, before + (previous ?? 0)]);
    }
    expect(Object.fromEntries(sums)).toEqual({
      grossSales: [8000, 7000],
      discounts: [0, 500],
      salesReversals: [300, 0],
      shipping: [0, 500],
      cogs: [2000, 2800],
      paymentFees: [110, 161],
    });
  });

  it("computes and holds nothing of a section that was not chosen", async () => {
    const few = await storeReport(shop, { asOf, period: february, comparison: january, sections: ["sales"] });
    const { salesByMonth, salesByMonthOrderDay, drivers, ...rest } = few.tables;
    expect(salesByMonth).toHaveLength(1);
    expect(salesByMonthOrderDay).toHaveLength(1);
    expect(new Set(drivers.map(({ section }) => section))).toEqual(new Set(["sales"]));
    expect(Object.values(rest).flat()).toEqual([]);
  });

  it("reads a report that was kept before they were there as one without their rows", () => {
    const { drivers, rfmGroups, ...before } = report.tables;
    const kept = keptReport({ ...report, tables: before as Report["tables"] });
    expect(kept.tables).toEqual({ ...report.tables, drivers: [], rfmGroups: [] });
    expect(Object.keys(NO_TABLES).sort()).toEqual(Object.keys(report.tables).sort());
  });
});

describe("reconciliation in a report", () => {
  it("has the months of its period as the page has them, the oldest first, with the causes of each", async () => {
    const own = await insertShop();
    const line = (id: number, price: number) => ({ id, product: 1, variant: 11, quantity: 1, price });
    await insertOrders(own, [
      { id: 1, at: "2025-01-10T12:00:00Z", customer: 1, lines: [line(1, 5_000)] },
      { id: 2, at: "2025-02-11T12:00:00Z", customer: 2, lines: [line(2, 700)] },
      { id: 3, at: "2025-03-05T12:00:00Z", customer: 1, lines: [line(3, 1_000)] },
    ]);
    const sold = (netSales: number, orders: number) => ({
      ...NOTHING_SOLD,
      grossSales: netSales,
      netSales,
      totalSales: netSales,
      orders,
    });
    const figures = new Map([
      [day("2025-01-01"), sold(5_000, 1)],
      [day("2025-02-01"), sold(700, 1)],
      [day("2025-03-01"), sold(1_900, 2)],
    ]);
    const readAt = new Date("2025-04-01T00:00:00Z");
    await saveShopifyFigures(own, "month", { first: day("2025-01-01"), last: day("2025-03-31") }, figures, readAt);
    const period = { start: day("2025-02-01"), end: day("2025-04-01") };
    const query = { asOf: readAt, period, sections: ["reconciliation"] } as const;
    expect((await storeReport(own, query)).tables.reconciliation).toEqual([]);
    await saveReading(own, "sales", { state: "read", detail: "" }, readAt);
    const { reconciliation, reconciliationCauses } = (await storeReport(own, query)).tables;
    expect(
      reconciliation.map(({ month, equal, totalSalesDifference, ordersDifference }) => [
        month,
        equal,
        totalSalesDifference,
        ordersDifference,
      ]),
    ).toEqual([
      ["2025-02", true, 0, 0],
      ["2025-03", false, -900, -1],
    ]);
    expect(reconciliationCauses.map(({ month, cause, netSales, orders }) => [month, cause, netSales, orders])).toEqual([
      ["2025-03", "unexplained", -900, -1],
    ]);
    const page = await reconciliationReport(own, { clock: "eventDay", switches: NO_SWITCHES, now: readAt });
    expect(page.months.map(({ difference }) => difference.totalSales)).toEqual([-900, 0, 0]);
  });
});

describe("expected renewals in a report", () => {
  it("are those of the page, and none in a shop without subscriptions", async () => {
    expect(report.tables.expectedRenewals).toEqual([]);
    const own = await insertShop();
    const charge = (id: number, at: string, customer: number) => ({
      id,
      at,
      customer,
      lines: [{ id, product: 1, variant: 11, quantity: 1, price: 2_000, sellingPlan: 5 }],
    });
    await insertOrders(own, [
      charge(1, "2025-01-05T12:00:00Z", 1),
      charge(2, "2025-02-05T12:00:00Z", 1),
      charge(3, "2025-03-05T12:00:00Z", 1),
      charge(4, "2025-02-20T12:00:00Z", 2),
      charge(5, "2025-03-20T12:00:00Z", 2),
    ]);
    const page = await expectedReport(own, { asOf, list: "due", days: 30 });
    const { expectedRenewals, dueRenewals } = (await storeReport(own, { asOf, sections: ["expectedRenewals"] })).tables;
    expect(page.expected[0]).toMatchObject({ days: 30, renewals: 2, amount: 4_000 });
    expect(expectedRenewals).toEqual([
      ...page.expected.map((of) => ({ kind: "due", ...of })),
      { kind: "overdue", days: null, renewals: 0, atRisk: null, ...page.overdue },
    ]);
    expect(dueRenewals.map(({ customerId, inDays, amount }) => [customerId, inDays, amount])).toEqual(
      page.rows.map(({ subscription, inDays, amount }) => [subscription.customerId, inDays, amount]),
    );
    expect(dueRenewals).toHaveLength(2);
  });
});
