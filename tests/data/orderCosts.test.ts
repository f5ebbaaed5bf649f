import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { changeCosts } from "~/data/costChanges.server";
import { listOrderCostRules, type OrderCostRule, saveOrderCostRules } from "~/data/orderCostRules.server";
import type { OrderCostKind } from "~/data/orderCosts.server";
import { recostPending } from "~/data/recost.server";
import { saveSettings } from "~/data/settings.server";
import {
  importShippingCosts,
  listShippingCosts,
  readShippingCosts,
  shippingCostsCsv,
} from "~/data/shippingCosts.server";
import { withShopClient } from "~/db.server";
import { insertOrders, insertShop } from "../support/ledger";

const ANY: Omit<OrderCostRule, "measure"> = {
  validFrom: null,
  countries: [],
  minValue: null,
  maxValue: null,
  minUnits: null,
  maxUnits: null,
};
const each = (amount: number, limits: Partial<OrderCostRule> = {}): OrderCostRule => ({
  ...ANY,
  ...limits,
  measure: { basis: "order", amount: minor(amount) },
});

async function setRules(shop: bigint, kind: OrderCostKind, rules: readonly OrderCostRule[]): Promise<void> {
  await changeCosts(shop, { kind: "orderCostRules" }, (client) => saveOrderCostRules(client, shop, kind, rules));
  await recostPending(shop);
}

async function costs(shop: bigint) {
  const { rows } = await withShopClient(shop, (client) =>
    client.query<Record<"id" | "shipping" | "handling" | "packaging" | "duties", number> & { source: string }>(
      `SELECT o.order_id AS id, shipping_cost AS shipping, shipping_cost_source AS source, handling_cost AS handling,
         packaging_cost AS packaging, duties_cost AS duties
       FROM orders o LEFT JOIN order_costs c USING (shop_id, order_id) WHERE o.shop_id = $1 ORDER BY o.order_id`,
      [String(shop)],
    ),
  );
  return rows;
}

const at = "2025-01-05T12:00:00Z";
const line = { id: 1, quantity: 2, price: 1000 };

describe("what an order costs to send", () => {
  it("is what was imported for it, else the first rule that fits, else the flat cost, else unknown", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [
      { id: 100_001, at, country: "GB", lines: [line] },
      { id: 100_002, at, country: "DE", lines: [line] },
      { id: 100_003, at, country: "US", lines: [line] },
    ]);
    const source = async () => (await costs(shop)).map((row) => [row.shipping, row.source]);
    expect(await source()).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    await saveSettings(shop, { shippingCostPerOrder: 400 });
    await recostPending(shop);
    await setRules(shop, "shipping", [each(900, { countries: ["DE", "FR"] }), each(1500, { countries: ["DE"] })]);
    const { rows, faults } = await readShippingCosts(shop, "order,shipping_cost,currency\n100001,3.21,GBP\n", {
      currency: "GBP",
    });
    expect(faults).toEqual([]);
    await importShippingCosts(shop, rows);
    await recostPending(shop);
    expect(await source()).toEqual([
      [321, "import"],
      [900, "rule"],
      [400, "flat"],
    ]);
  });

  it("goes by the order as it was first placed: its day, value after discounts, and units to ship", async () => {
    const shop = await insertShop();
    const later = { at: "2025-01-08T12:00:00Z", line: 1, quantity: 5, net: 5000 } as const;
    await insertOrders(shop, [
      { id: 1, at, lines: [{ ...line, discount: 1 }], changes: [{ ...later, action: "ORDER" }] },
      { id: 2, at, lines: [line, { id: 2, quantity: 9, price: 0, ships: false }] },
      { id: 3, at: "2025-02-01T12:00:00Z", lines: [line] },
      { id: 4, at, lines: [{ ...line, ships: false }] },
      { id: 5, at, currency: "EUR", lines: [line] },
    ]);
    await setRules(shop, "shipping", [
      each(111, { validFrom: day("2025-02-01") }),
      each(222, { maxValue: minor(2000), maxUnits: 2 }),
      each(333, { minValue: minor(2000), minUnits: 2, maxUnits: 2 }),
    ]);
    expect((await costs(shop)).map(({ shipping, source }) => [shipping, source])).toEqual([
      [222, "rule"],
      [333, "rule"],
      [111, "rule"],
      [0, "none"],
      [null, null],
    ]);
  });

  it("may be told per unit or in percent, rounded once, half away from zero", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [{ id: 1, at, lines: [{ id: 1, quantity: 3, price: 335 }] }]);
    await setRules(shop, "handling", [{ ...ANY, measure: { basis: "unit", amount: minor(7) } }]);
    // 10% of £10.05 is 100.5 pence.
    await setRules(shop, "packaging", [{ ...ANY, measure: { basis: "percent", percent: "10" } }]);
    await setRules(shop, "duties", [each(9, { countries: ["US"] })]);
    expect(await costs(shop)).toMatchObject([{ shipping: null, handling: 21, packaging: 101, duties: null }]);
    await setRules(shop, "handling", []);
    expect(await costs(shop)).toMatchObject([{ handling: null, packaging: 101 }]);
    expect((await listOrderCostRules(shop)).packaging).toEqual([
      { ...ANY, measure: { basis: "percent", percent: "10" } },
    ]);
  });

  it("in percent of orders cut in two differs from the whole by the rounding of one alone", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 99_999 }),
        fc.integer({ min: 0, max: 99_999 }),
        fc.integer({ min: 1, max: 9_999 }),
        async (first, second, basisPoints) => {
          const shop = await insertShop();
          const value = (id: number, price: number) => ({ id, at, lines: [{ id: 1, quantity: 1, price }] });
          await insertOrders(shop, [value(1, first), value(2, second), value(3, first + second)]);
          const percent = (basisPoints / 100).toFixed(2);
          await setRules(shop, "duties", [{ ...ANY, measure: { basis: "percent", percent } }]);
          const [one, two, whole] = (await costs(shop)).map(({ duties }) => duties);
          expect(one).toBe(Math.floor((first * basisPoints + 5000) / 10_000));
          expect(Math.abs((one ?? 0) + (two ?? 0) - (whole ?? 0))).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 10 },
    );
  });
});

describe("a file of shipping costs", () => {
  it("finds orders by name or id, and names those it does not find or finds twice", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [
      { id: 1_000_001, at, lines: [line] },
      { id: 1_000_002, at, lines: [line] },
      { id: 1_000_003, at, lines: [line] },
    ]);
    await withShopClient(shop, (client) =>
      client.query(
        "UPDATE orders SET name = CASE order_id WHEN 1000003 THEN 'A-7' ELSE '#50' || order_id % 2 END WHERE shop_id = $1",
        [String(shop)],
      ),
    );
    const file = [
      "order,shipping_cost,currency",
      "#501,4.10,GBP",
      "1000002,5,GBP",
      "A-7,1.234,GBP",
      "#999,1,GBP",
      "500,6,GBP",
      "#500,6,EUR",
    ].join("\n");
    const read = await readShippingCosts(shop, file, { currency: "GBP" });
    expect(read.rows).toEqual([
      { orderId: 1_000_001n, amount: 410 },
      { orderId: 1_000_002n, amount: 500 },
    ]);
    expect(read.faults.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [4, "shipping_cost", "decimals"],
      [5, "order", "order"],
      [6, "order", "duplicate"],
      [7, "currency", "currency"],
    ]);
    await importShippingCosts(shop, read.rows);
    expect(shippingCostsCsv(await listShippingCosts(shop), { currency: "GBP" })).toBe(
      "order,shipping_cost,currency\n#501,4.10,GBP\n#500,5.00,GBP\n",
    );
  });
});
