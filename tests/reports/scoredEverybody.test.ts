import { describe, expect, it } from "vitest";
import { addDays, type Day, day } from "~/analytics/period";
import { saveUnitCosts } from "~/data/costEntries.server";
import { recostPending } from "~/data/recost.server";
import { withShopClient } from "~/db.server";
import { predict } from "~/jobs/predict.server";
import { scoreGroupReport } from "~/reports/scoreGroupReport.server";
import { customerScoreReport, scoreListReport } from "~/reports/scoreReport.server";
import { insertOrders, insertShop, type OrderRow } from "../support/ledger";

const NOW = new Date("2026-01-01T12:00:00Z");

interface Bought {
  readonly customer: number;
  readonly on: Day;
  readonly product?: number;
  readonly charge?: "first" | "renewal";
}

async function predictedShop(bought: readonly Bought[]) {
  const shop = await insertShop();
  await withShopClient(shop, (client) =>
    client.query(
      `INSERT INTO selling_plans (shop_id, selling_plan_id, group_id, group_name, name, category, "interval", interval_count,
         first_seen_at, last_seen_at) VALUES ($1, 1, 1, 'Coffee', 'Every 30 days', 'SUBSCRIPTION', 'DAY', 30, '2024-01-01Z', '2024-01-01Z')`,
      [String(shop)],
    ),
  );
  const orders = bought.map(
    ({ customer, on, product = 5, charge }, index): OrderRow => ({
      id: index + 1,
      at: `${on}T10:00:00Z`,
      customer,
      channel: "Online Store",
      sourceName: charge === "renewal" ? "subscription_contract" : "web",
      lines: [
        {
          id: index + 1,
          sku: "BAG",
          product,
          variant: product * 10,
          quantity: 1,
          price: 2000,
          sellingPlan: charge ? 1 : null,
        },
      ],
    }),
  );
  // Statistics after the first orders: without any, PostgreSQL takes tables of this size for empty ones.
  await insertOrders(shop, orders.slice(0, 60));
  await withShopClient(shop, (client) => client.query("ANALYZE orders, line_items, sales, customers, order_facts"));
  await insertOrders(shop, orders.slice(60));
  await saveUnitCosts(shop, [{ subject: { sku: "BAG" }, amount: "5", validFrom: null }], { source: "form" });
  await recostPending(shop);
  await predict(shop, NOW);
  return shop;
}

describe("groups of predictions", () => {
  it("beyond the hundredth are one row, so that 120 products' rows add up to all 121 customers, and today is in neither past nor sum", async () => {
    // Customers 1 to 120 buy a product of their own, each second one twice; customer 1 again today, and customer 121 only today.
    const bought = Array.from({ length: 120 }, (_, index) =>
      Array.from({ length: index % 2 === 0 ? 2 : 1 }, (_unused, nth) => ({
        customer: index + 1,
        on: addDays(day("2025-01-05"), index * 2 + nth * 40),
        product: 1000 + index,
      })),
    ).flat();
    const today = [
      { customer: 1, on: day("2026-01-01"), product: 1000 },
      { customer: 121, on: day("2026-01-01"), product: 1000 },
    ];
    const shop = await predictedShop([...bought, ...today]);
    const { rows, everybody } = await scoreGroupReport(shop, { asOf: NOW, by: "product" });
    expect(rows).toHaveLength(101);
    expect(rows.at(-1)).toMatchObject({ restOf: 20, value: null });
    expect(rows.slice(0, 100).every(({ restOf }) => restOf === null)).toBe(true);
    // 60 customers with two orders and 60 with one, 20.00 less 5.00 each.
    expect(everybody).toMatchObject({ customers: 120, historic: 270_000 });
    const sum = (of: (row: (typeof rows)[number]) => number | null | undefined) =>
      rows.reduce((total, row) => total + Number(of(row)), 0);
    expect(sum(({ customers }) => customers)).toBe(120);
    expect(sum(({ historic }) => historic)).toBe(270_000);
    expect(sum(({ years }) => years?.value)).toBe(everybody?.years?.value);
    const first = await customerScoreReport(shop, { asOf: NOW, customerId: "1" });
    // Two orders up to 14 February; what was bought today is foretold.
    expect(first?.score).toMatchObject({ historicProfit: 3000, lastOrderDay: "2025-02-14", repeatOrders: 1 });
    expect(await customerScoreReport(shop, { asOf: NOW, customerId: "121" })).toBeNull();
  }, 120_000);

  it("of a shop whose rhythm cannot be foretold are unknown: a subscriber's other orders are not none", async () => {
    // Fifty subscribers, each third one charged four times only; nobody else but 12 who bought once.
    const charges = Array.from({ length: 50 }, (_, index) =>
      Array.from(
        { length: index % 3 === 0 ? 4 : 13 },
        (_unused, nth): Bought => ({
          customer: 101 + index,
          on: addDays(day("2025-01-03"), index * 3 + nth * 30),
          charge: nth === 0 ? "first" : "renewal",
        }),
      ),
    ).flat();
    const others = Array.from({ length: 12 }, (_, index) => ({ customer: index + 1, on: day("2025-05-05") }));
    const shop = await predictedShop([...charges, ...others].filter(({ on }) => on < "2026-01-01"));
    const running = await customerScoreReport(shop, { asOf: NOW, customerId: "103" });
    expect(running?.score).toMatchObject({ contracts: 1, repeatOrders: null, totalProfit: null });
    expect(running?.score.horizons[1]).toMatchObject({ orders: null, profit: null, value: null, valueLow: null });
    expect(running?.score.horizons[1]?.contractProfit).toBeGreaterThan(0);
    // 50 subscribers and 12 others: all have a row, and of none the value is known.
    expect(await scoreListReport(shop, { asOf: NOW })).toMatchObject({ count: 62 });
    const { everybody } = await scoreGroupReport(shop, { asOf: NOW, by: "channel" });
    expect(everybody).toMatchObject({ customers: 62, unknownCustomers: 62, yearOrders: null, year: null, total: null });
    expect(everybody?.historicCustomers).toBe(62);
  }, 120_000);
});
