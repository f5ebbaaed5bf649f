import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { changeCosts } from "~/data/costChanges.server";
import { listKnownCosts, saveUnitCosts, type UnitCostEntry } from "~/data/costEntries.server";
import { recostAll } from "~/data/facts.server";
import { type GatewayRule, listGateways, saveGatewayRules } from "~/data/gatewayFees.server";
import { recostPending } from "~/data/recost.server";
import { getSettings, ShopSettings, saveSettings } from "~/data/settings.server";
import { monthsOfUncosted, variantsWithoutCost } from "~/data/uncosted.server";
import { unknownSkus } from "~/data/unknownSkus.server";
import { withShopClient } from "~/db.server";
import { LANGUAGES } from "~/i18n/languages";
import { insertOrders, insertShop, insertVariants } from "../support/ledger";

const at = "2025-01-05T12:00:00Z";

async function shopWithSales(): Promise<bigint> {
  const shop = await insertShop();
  await insertVariants(shop, [
    { id: 70, product: 7, title: "Mug", sku: "MUG" },
    { id: 80, product: 8, title: "Lamp", sku: "LAMP" },
  ]);
  await insertOrders(shop, [
    {
      id: 1,
      at,
      lines: [
        { id: 1, product: 7, variant: 70, sku: "MUG", quantity: 2, price: 1000 },
        { id: 2, product: 8, variant: 80, sku: "LAMP", quantity: 1, price: 5000 },
        { id: 3, title: "Old vase", sku: "VASE", quantity: 1, price: 700 },
        { id: 4, title: "Engraving", quantity: 1, price: 300 },
      ],
      transactions: [
        { amount: 8000, gateway: "PayPal" },
        { amount: 100, gateway: "gift_card" },
        { amount: 100, gateway: "shopify_payments", fee: 3 },
      ],
    },
  ]);
  return shop;
}

const typed = (shop: bigint, variantId: bigint, amount: string | null, from: string | null = null) =>
  saveUnitCosts(shop, [{ subject: { variantId }, amount, validFrom: from === null ? null : day(from) }], {
    source: "form",
  });

const ruled = (shop: bigint, gateway: string, ...rules: GatewayRule[]) =>
  changeCosts(shop, { kind: "gatewayFees" }, (client) => saveGatewayRules(client, shop, gateway, rules));

const known = async (shop: bigint) =>
  (await listKnownCosts(shop, { limit: null })).map(({ sku, amount, validFrom }) => ({ sku, amount, validFrom }));

const fees = async (shop: bigint) => {
  const found = await withShopClient(shop, (client) =>
    client.query<{ fee: number | null; source: string | null }>(
      "SELECT fee, fee_source AS source FROM transactions WHERE shop_id = $1 ORDER BY transaction_id",
      [String(shop)],
    ),
  );
  return found.rows.map(({ fee, source }) => [fee, source]);
};

describe("the work list", () => {
  it("holds what has no known cost, most money first, and nothing that cannot be given one", async () => {
    const shop = await shopWithSales();
    expect(await variantsWithoutCost(shop, { limit: 2 })).toEqual({
      count: 3,
      netSales: 7700,
      variants: [
        { variantId: "80", sku: "LAMP", title: "Lamp", netSales: 5000, units: 1 },
        { variantId: "70", sku: "MUG", title: "Mug", netSales: 2000, units: 2 },
      ],
    });
    expect(await variantsWithoutCost(shop, { limit: 2, offset: 4 })).toEqual({
      count: 3,
      netSales: 7700,
      variants: [],
    });
    await typed(shop, 80n, "20.00");
    await recostPending(shop);
    expect(
      (await variantsWithoutCost(shop, { limit: 10 })).variants.map(({ sku, variantId }) => [sku, variantId]),
    ).toEqual([
      ["MUG", "70"],
      ["VASE", null],
    ]);
  });

  it("looks at the twelve calendar months up to that of the last order", async () => {
    const shop = await shopWithSales();
    await insertOrders(shop, [
      {
        id: 2,
        at: "2025-12-31T12:00:00Z",
        lines: [{ id: 1, product: 7, variant: 70, sku: "MUG", quantity: 1, price: 900 }],
      },
    ]);
    expect((await variantsWithoutCost(shop, { limit: 10 })).netSales).toBe(8600);
    await insertOrders(shop, [
      {
        id: 3,
        at: "2026-01-01T12:00:00Z",
        lines: [{ id: 1, product: 7, variant: 70, sku: "MUG", quantity: 1, price: 800 }],
      },
    ]);
    expect(await variantsWithoutCost(shop, { limit: 10 })).toMatchObject({ count: 1, netSales: 1700 });
  });
});

describe("a unit cost", () => {
  it("typed again replaces the one of the same day, and null takes it away", async () => {
    const shop = await shopWithSales();
    await typed(shop, 70n, "4.00");
    await typed(shop, 70n, "4.5");
    await typed(shop, 70n, "5", "2025-02-01");
    expect(await known(shop)).toEqual([
      { sku: "MUG", amount: "4.5", validFrom: null },
      { sku: "MUG", amount: "5", validFrom: "2025-02-01" },
    ]);
    await typed(shop, 70n, null);
    expect(await known(shop)).toEqual([{ sku: "MUG", amount: "5", validFrom: "2025-02-01" }]);
  });

  it("imported twice is stored once and is no second change", async () => {
    const shop = await shopWithSales();
    const costs: UnitCostEntry[] = [
      { subject: { sku: "MUG" }, amount: "4", validFrom: null },
      { subject: { sku: "VASE" }, amount: "1.25", validFrom: day("2025-01-01") },
      { subject: { productId: 8n }, amount: "20", validFrom: null },
    ];
    expect(await saveUnitCosts(shop, costs, { source: "import" })).not.toBeNull();
    expect(await saveUnitCosts(shop, costs, { source: "import" })).toBeNull();
    const dearer: UnitCostEntry = { subject: { sku: "MUG" }, amount: "4.1", validFrom: null };
    expect(await saveUnitCosts(shop, [dearer], { source: "import" })).not.toBeNull();
    expect(await known(shop)).toHaveLength(3);
  });

  it("stored later counts before one of the same day, whether typed or imported", async () => {
    const shop = await shopWithSales();
    const cogs = async () => {
      await recostPending(shop);
      const { rows } = await withShopClient(shop, (client) =>
        client.query<{ cost: number }>("SELECT cost FROM sales WHERE shop_id = $1 AND line_item_id = 1", [
          String(shop),
        ]),
      );
      return rows[0]?.cost;
    };
    await typed(shop, 70n, "4.00");
    await saveUnitCosts(shop, [{ subject: { sku: "MUG" }, amount: "5.00", validFrom: null }], { source: "import" });
    expect(await cogs()).toBe(1000);
    await typed(shop, 70n, "6.00");
    expect(await cogs()).toBe(1200);
  });
});

describe("a gateway's rule", () => {
  it("gives payments without an actual fee percent and a fixed part, rounded half away from zero, until it is taken away", async () => {
    const shop = await shopWithSales();
    expect(await listGateways(shop)).toEqual([{ gateway: "paypal", rules: [], unknownPayments: 1 }]);
    await ruled(shop, "PayPal", { validFrom: null, percent: "2.90625", fixed: minor(30) });
    await recostPending(shop);
    // 2.90625% of £80.00 is 232.5 pence.
    expect(await fees(shop)).toEqual([
      [263, "rule"],
      [null, null],
      [3, "actual"],
    ]);
    expect(await listGateways(shop)).toEqual([
      { gateway: "paypal", rules: [{ validFrom: null, percent: "2.90625", fixed: 30 }], unknownPayments: 0 },
    ]);
    await ruled(shop, "paypal");
    await recostPending(shop);
    expect((await fees(shop))[0]).toEqual([null, null]);
  });

  it("holds from its day on, up to the next", async () => {
    const shop = await shopWithSales();
    const rule = (from: string | null, fixed: number): GatewayRule => ({
      validFrom: from === null ? null : day(from),
      percent: "0",
      fixed: minor(fixed),
    });
    await ruled(shop, "paypal", rule(null, 10), rule("2025-01-05", 20), rule("2025-01-06", 30));
    await recostPending(shop);
    expect((await fees(shop))[0]).toEqual([20, "rule"]);
    await ruled(shop, "paypal", rule("2025-01-06", 30));
    await recostPending(shop);
    expect((await fees(shop))[0]).toEqual([null, null]);
  });
});

describe("settings", () => {
  it("have defaults under which figures equal Shopify's, and keep what is not changed", async () => {
    const shop = await insertShop();
    expect(await getSettings(shop)).toMatchObject({
      highValue: { fullPriceShare: 1, orders: 2, windowDays: 365 },
      excludeCancelled: false,
      excludeUnpaid: false,
      defaultCostShare: null,
      shippingCostPerOrder: null,
      language: "en",
    });
    await saveSettings(shop, { highValue: { orders: 3 }, language: "ja" });
    await saveSettings(shop, { shippingCostPerOrder: 300 });
    expect(await getSettings(shop)).toMatchObject({
      highValue: { fullPriceShare: 1, orders: 3, windowDays: 365 },
      shippingCostPerOrder: 300,
      language: "ja",
    });
  });

  it("refuse what no shop can mean, and know every language", async () => {
    const shop = await insertShop();
    await expect(saveSettings(shop, { defaultCostShare: 1.5 })).rejects.toThrow("defaultCostShare");
    expect(ShopSettings.shape.language.unwrap().options).toEqual([...LANGUAGES]);
  });
});

describe("the list of variants without cost", () => {
  it("is about the twelve months up to that of the last order, and about none without orders", async () => {
    const shop = await insertShop();
    expect(await monthsOfUncosted(shop)).toBeNull();
    const line = { id: 1, sku: "MUG", quantity: 1, price: 1000 };
    await insertOrders(shop, [{ id: 1, at: "2025-03-05T12:00:00Z", lines: [line] }]);
    await recostAll(shop);
    expect(await monthsOfUncosted(shop)).toEqual({ first: "2024-04", last: "2025-03" });
  });
});

describe("a SKU that nothing of the shop has", () => {
  it("is named once; one of a variant or of a line that was sold is not", async () => {
    const shop = await insertShop();
    await insertVariants(shop, [{ id: 70, product: 7, sku: "MUG" }]);
    const line = { id: 1, sku: "VASE", quantity: 1, price: 1000 };
    await insertOrders(shop, [{ id: 1, at, lines: [line] }]);
    const costs = ["MUG", "TYPO", "VASE", "TYPO", "MUGG"].map((sku) => ({ subject: { sku } }));
    expect(await unknownSkus(shop, [...costs, { subject: { variantId: 99n } }])).toEqual(["TYPO", "MUGG"]);
  });
});
