import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { importCosts, listSkuCosts, saveUnitCost, variantsWithoutCost } from "~/data/costEntries.server";
import { recostAll } from "~/data/facts.server";
import { listGateways, saveGatewayRule } from "~/data/gatewayFees.server";
import { getSettings, ShopSettings, saveSettings } from "~/data/settings.server";
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
      variants: [
        { variantId: "80", sku: "LAMP", title: "Lamp", netSales: 5000 },
        { variantId: "70", sku: "MUG", title: "Mug", netSales: 2000 },
      ],
    });
    await saveUnitCost(shop, { variantId: 80n }, "20.00");
    await recostAll(shop);
    expect(
      (await variantsWithoutCost(shop, { limit: 10 })).variants.map(({ sku, variantId }) => [sku, variantId]),
    ).toEqual([
      ["MUG", "70"],
      ["VASE", null],
    ]);
  });
});

describe("a unit cost", () => {
  it("typed again replaces the one of the same day, and null takes it away", async () => {
    const shop = await shopWithSales();
    await saveUnitCost(shop, { variantId: 70n }, "4.00");
    await saveUnitCost(shop, { variantId: 70n }, "4.5");
    await saveUnitCost(shop, { variantId: 70n }, "5", day("2025-02-01"));
    expect(await listSkuCosts(shop)).toEqual([
      { sku: "MUG", amount: "4.5", validFrom: null },
      { sku: "MUG", amount: "5", validFrom: "2025-02-01" },
    ]);
    await saveUnitCost(shop, { variantId: 70n }, null);
    expect(await listSkuCosts(shop)).toEqual([{ sku: "MUG", amount: "5", validFrom: "2025-02-01" }]);
  });

  it("imported twice is stored once; only what changed is counted", async () => {
    const shop = await shopWithSales();
    const costs = [
      { sku: "MUG", amount: "4", validFrom: null },
      { sku: "VASE", amount: "1.25", validFrom: day("2025-01-01") },
    ];
    expect(await importCosts(shop, costs)).toBe(2);
    expect(await importCosts(shop, costs)).toBe(0);
    expect(await importCosts(shop, [{ sku: "MUG", amount: "4.1", validFrom: null }])).toBe(1);
    expect(await listSkuCosts(shop)).toHaveLength(2);
  });
});

describe("a gateway's rule", () => {
  it("gives payments without an actual fee percent and a fixed part, rounded half away from zero, until it is taken away", async () => {
    const shop = await shopWithSales();
    expect(await listGateways(shop)).toEqual([{ gateway: "paypal", rule: null, unknownPayments: 1 }]);
    await saveGatewayRule(shop, "PayPal", { percent: "2.90625", fixed: minor(30) });
    await recostAll(shop);
    // 2.90625% of £80.00 is 232.5 pence.
    expect(await fees(shop)).toEqual([
      [263, "rule"],
      [null, null],
      [3, "actual"],
    ]);
    expect(await listGateways(shop)).toEqual([
      { gateway: "paypal", rule: { percent: "2.90625", fixed: 30 }, unknownPayments: 0 },
    ]);
    await saveGatewayRule(shop, "paypal", null);
    await recostAll(shop);
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
