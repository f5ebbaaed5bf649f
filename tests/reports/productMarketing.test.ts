import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { saveAdSpend } from "~/data/adSpend.server";
import { withShopClient } from "~/db.server";
import { productReport, productVariants } from "~/reports/productReport.server";
import { insertOrders, insertShop, insertUnitCosts, insertVariants, settle } from "../support/ledger";

const ASKED = {
  period: { start: day("2025-05-01"), end: day("2025-06-01") },
  asOf: new Date("2026-07-01T00:00:00Z"),
  clock: "eventDay",
} as const;

/** Three orders of May 2025: two by Google (a mug; a mug in blue and a candle), one of which nothing is known (a candle). */
async function shopOfMay(): Promise<bigint> {
  const shop = await insertShop();
  await insertVariants(shop, [
    { id: 11, product: 1, title: "Mug" },
    { id: 12, product: 1, title: "Mug" },
    { id: 21, product: 2, title: "Candle" },
  ]);
  await insertUnitCosts(shop, [
    { product: 1, amount: "4.00" },
    { product: 2, amount: "2.00" },
  ]);
  const line = (id: number, product: number, variant: number, price: number) => ({
    id,
    product,
    variant,
    quantity: 1,
    price,
  });
  await insertOrders(shop, [
    {
      id: 1,
      at: "2025-05-02T12:00:00Z",
      customer: 1,
      lines: [line(1, 1, 11, 3_000)],
      transactions: [{ amount: 3_000, fee: 101 }],
    },
    {
      id: 2,
      at: "2025-05-03T12:00:00Z",
      customer: 2,
      lines: [line(2, 1, 12, 1_000), line(3, 2, 21, 4_000)],
      transactions: [{ amount: 5_000, fee: 77 }],
    },
    { id: 3, at: "2025-05-04T12:00:00Z", customer: 1, lines: [line(4, 2, 21, 2_000)] },
  ]);
  await withShopClient(shop, async (client) => {
    await client.query("UPDATE orders SET last_source = 'google' WHERE order_id IN (1, 2)");
    await settle(client, shop);
  });
  await saveAdSpend(
    shop,
    [
      { day: day("2025-05-02"), platform: "google", amount: minor(1_001) },
      { day: day("2025-05-02"), platform: "tiktok", amount: minor(70) },
      { day: day("2025-06-02"), platform: "google", amount: minor(9_999) },
    ],
    "form",
  );
  return shop;
}

const sumOf = (rows: readonly (number | null)[]) => rows.reduce<number>((left, right) => left + (right ?? 0), 0);

describe("products after marketing", () => {
  it("bear their platform's spend by price or evenly, and the rows sum to the shop's, spend without orders in the last", async () => {
    const shop = await shopOfMay();
    const byPrice = await productReport(shop, { ...ASKED, allocation: "price" });
    const told = (report: typeof byPrice) =>
      report.rows.map((row) => [row.title, row.marketingSpend, row.profitAfterMarketing]);
    // Google sold mugs for 40.00 and a candle for 40.00; the odd penny goes to the first of equals.
    expect(told(byPrice)).toEqual([
      ["Candle", 500, 6_000 - 400 - 62 - 500],
      ["Mug", 501, 4_000 - 800 - 116 - 501],
      ["", 70, -70],
    ]);
    const evenly = await productReport(shop, { ...ASKED, allocation: "even" });
    expect(evenly.rows.map(({ marketingSpend }) => marketingSpend)).toEqual([400, 601, 70]);
    for (const report of [byPrice, evenly]) {
      expect(sumOf(report.rows.map(({ marketingSpend }) => marketingSpend))).toBe(1_071);
      expect(sumOf(report.rows.map(({ profitAfterMarketing }) => profitAfterMarketing))).toBe(
        report.total.profitAfterMarketing,
      );
    }
  });

  it("expand to their variants, which sum to the product in every amount", async () => {
    const shop = await shopOfMay();
    for (const allocation of ["price", "even"] as const) {
      const { rows } = await productReport(shop, { ...ASKED, allocation });
      const mug = rows.find(({ title }) => title === "Mug");
      if (!mug) throw new Error("expected the mug");
      const variants = await productVariants(shop, { ...ASKED, allocation }, mug);
      expect(variants.map(({ variantId, netSales }) => [variantId, netSales])).toEqual([
        ["11", 3_000],
        ["12", 1_000],
      ]);
      for (const figure of [
        "units",
        "netSales",
        "cogs",
        "grossProfit",
        "paymentFees",
        "contributionProfit",
        "marketingSpend",
        "profitAfterMarketing",
      ] as const)
        expect([figure, sumOf(variants.map((variant) => variant[figure]))]).toEqual([figure, mug[figure]]);
    }
  });

  it("tell what the customers they brought are worth after a year, and of how many that is known", async () => {
    const shop = await shopOfMay();
    const { rows } = await productReport(shop, ASKED);
    const of = (title: string) => rows.find((row) => row.title === title);
    // Customer 1 came with a mug and bought a candle within the year; customer 2 came with both.
    const first = 3_000 - 400 - 101 + (2_000 - 200);
    const second = 5_000 - 400 - 200 - 77;
    expect(of("Mug")).toMatchObject({
      firstOrderCustomers: 2,
      firstOrderShare: 1,
      yearOldCustomers: 2,
      yearLifetimeValue: Math.round((first + second) / 2),
    });
    expect(of("Candle")).toMatchObject({
      firstOrderCustomers: 1,
      firstOrderShare: 0.5,
      yearOldCustomers: 1,
      yearLifetimeValue: second,
    });
    const young = await productReport(shop, { ...ASKED, asOf: new Date("2025-06-01T00:00:00Z") });
    expect(young.rows.find((row) => row.title === "Mug")).toMatchObject({
      yearOldCustomers: 0,
      yearLifetimeValue: null,
    });
  });

  it("are unknown after marketing in a shop that keeps no spend", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [
      {
        id: 1,
        at: "2025-05-02T12:00:00Z",
        customer: 1,
        lines: [{ id: 1, product: 1, variant: 11, quantity: 1, price: 500 }],
      },
    ]);
    const { rows } = await productReport(shop, ASKED);
    expect(rows[0]).toMatchObject({ marketingSpend: null, profitAfterMarketing: null });
  });
});
