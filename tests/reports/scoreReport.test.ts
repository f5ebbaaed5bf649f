import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { addDays, day } from "~/analytics/period";
import { saveUnitCosts } from "~/data/costEntries.server";
import { mergeCustomers } from "~/data/customerMerges.server";
import { recostPending } from "~/data/recost.server";
import { scoresCsv } from "~/exports/scoresCsv";
import { predict } from "~/jobs/predict.server";
import { scoreGroupReport } from "~/reports/scoreGroupReport.server";
import type { ScoreGroup } from "~/reports/scoreGroupTypes";
import { customerScoreReport, scoreListReport } from "~/reports/scoreReport.server";
import { insertOrders, insertShop, type OrderRow } from "../support/ledger";

const NOW = new Date("2026-01-01T12:00:00Z");

/** 60 customers who begin every third day of 2025; each third one orders again every month. */
function orders(): OrderRow[] {
  const bought = Array.from({ length: 60 }, (_, index) =>
    Array.from({ length: index % 3 === 0 ? 6 : 1 }, (_, nth) => ({
      customer: index + 1,
      on: addDays(day("2025-01-02"), index * 3 + nth * 30),
    })),
  ).flat();
  return bought.map(({ customer, on }, index) => ({
    id: index + 1,
    at: `${on}T12:00:00Z`,
    customer,
    channel: customer % 2 === 0 ? "Online Store" : null,
    lines: [{ id: index + 1, sku: "MUG", quantity: 1, price: 1000 }],
  }));
}

async function predictedShop() {
  const shop = await insertShop();
  await insertOrders(shop, orders());
  await saveUnitCosts(shop, [{ subject: { sku: "MUG" }, amount: "4", validFrom: null }], { source: "form" });
  await recostPending(shop);
  await predict(shop, NOW);
  return shop;
}

const grouped = async (shop: bigint, by: ScoreGroup) => (await scoreGroupReport(shop, { asOf: NOW, by })).rows;

describe("customers by what they will still bring", () => {
  it("the most valuable of the next year come first, and groups add up to all customers", async () => {
    const shop = await predictedShop();
    const list = await scoreListReport(shop, { asOf: NOW });
    expect([list.count, list.pages, list.rows.length, list.madeAsOf]).toEqual([60, 2, 50, "2025-12-31"]);
    const all = await scoreListReport(shop, { asOf: NOW, pageSize: null });
    const yearly = all.rows.map(({ horizons }) => horizons[1]?.value ?? Number.NaN);
    expect(yearly).toEqual(yearly.toSorted((left, right) => right - left));
    const total = yearly.reduce((sum, profit) => sum + profit, 0);
    const groups = { channel: await grouped(shop, "channel"), cohort: await grouped(shop, "cohort") };
    for (const rows of Object.values(groups)) {
      expect(rows.reduce((sum, { customers }) => sum + customers, 0)).toBe(60);
      expect(rows.reduce((sum, { year }) => sum + (year?.value ?? 0), 0)).toBe(total);
    }
    for (const group of groups.channel) expect(group.historicCustomers).toBe(group.customers);
    expect(new Set(groups.channel.map(({ value }) => value))).toEqual(new Set(["Online Store", null]));
    // 60 customers from 2 January on, one each third day: the last begins on day 177, 28 June.
    expect(groups.cohort.map(({ value }) => value)).toEqual([
      "2025-06",
      "2025-05",
      "2025-04",
      "2025-03",
      "2025-02",
      "2025-01",
    ]);
  });

  it("one customer has historic and future profit with their sum, and the error of past forecasts beside", async () => {
    const shop = await predictedShop();
    const report = await customerScoreReport(shop, { asOf: NOW, customerId: "1" });
    // Six orders, 10.00 less 4.00 each; the last on 1 June.
    expect(report?.score).toMatchObject({
      customerId: "1",
      repeatOrders: 5,
      historicProfit: 3600,
      lastOrderDay: "2025-06-01",
    });
    expect(report?.score.totalProfit).toBe(3600 + (report?.score.horizons[3]?.profit ?? Number.NaN));
    expect(report?.score.horizons.map(({ days }) => days)).toEqual([90, 365, 730, 1095]);
    expect(report?.ordersError).not.toBeNull();
    expect(await customerScoreReport(shop, { asOf: NOW, customerId: "999" })).toBeNull();
  });

  it("a merged record has its person's scores", async () => {
    const shop = await predictedShop();
    await mergeCustomers(shop, [{ customerId: 2n, intoCustomerId: 1n }], "form");
    const report = await customerScoreReport(shop, { asOf: NOW, customerId: "2" });
    expect(report?.score.customerId).toBe("1");
  });

  it("the file has a line for every customer, with amounts as decimals", async () => {
    const shop = await predictedShop();
    const all = await scoreListReport(shop, { asOf: NOW, pageSize: null });
    const lines = parse(scoresCsv(all), { columns: true, bom: true }) as Record<string, string>[];
    expect(lines).toHaveLength(60);
    const first = lines.find(({ customerId }) => customerId === "1");
    expect(first).toMatchObject({ historicProfit: "36.00", lastOrderDay: "2025-06-01", repeatOrders: "5" });
    const future = all.rows.find(({ customerId }) => customerId === "1")?.horizons[1]?.profit ?? 0;
    expect(first?.futureProfit365).toBe((future / 100).toFixed(2));
    // Sixty customers are too few for single figures.
    expect(all.standing).toBe("ranges");
    expect(first).toMatchObject({ rangesOnly: "true", grade: all.grade });
  });
});
