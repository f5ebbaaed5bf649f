import { describe, expect, it } from "vitest";
import { recostAll } from "~/data/facts.server";
import { saveSettings } from "~/data/settings.server";
import { withShopClient } from "~/db.server";
import { insertOrders, insertShop, insertUnitCosts, insertVariants } from "../support/ledger";

interface Costed {
  sale_id: string;
  unit_cost: string | null;
  cost: number | null;
  cost_source: string | null;
}

async function costs(shopId: bigint): Promise<Record<string, [number | null, string | null]>> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<Costed>("SELECT sale_id, unit_cost, cost, cost_source FROM sales WHERE shop_id = $1", [
      String(shopId),
    ]),
  );
  return Object.fromEntries(rows.map((row) => [row.sale_id, [row.cost, row.cost_source]]));
}

const line = { id: 1, product: 7, variant: 70, sku: "MUG", quantity: 3, price: 1000 };
const mug = { id: 70, product: 7, sku: "MUG" };

describe("the unit cost of a sale", () => {
  it("is the one typed for the variant that held on the order's local day", async () => {
    const shop = await insertShop({ timeZone: "America/New_York", currency: "USD" });
    await insertVariants(shop, [mug]);
    await insertUnitCosts(shop, [
      { variant: 70, amount: "2.00", currency: "USD" },
      { variant: 70, amount: "2.50", currency: "USD", from: "2025-02-01" },
    ]);
    await insertOrders(shop, [
      // 31 January, 23:30 in New York; already February in UTC.
      { id: 1, at: "2025-02-01T04:30:00Z", lines: [line] },
      { id: 2, at: "2025-02-01T05:00:00Z", lines: [line] },
    ]);
    expect(await costs(shop)).toEqual({ "1-0": [600, "variant"], "2-0": [750, "variant"] });
  });

  it("is the later of variant and SKU, then the product's, then Shopify's, then unknown", async () => {
    const shop = await insertShop();
    await insertVariants(shop, [mug, { id: 80, product: 8 }, { id: 90, product: 9 }, { id: 100, product: 10 }]);
    await insertUnitCosts(shop, [
      { variant: 70, amount: "1.00", from: "2025-01-01" },
      { sku: "MUG", amount: "1.10", from: "2025-01-15", source: "import" },
      { product: 8, amount: "4" },
      { variant: 80, amount: "3", source: "shopify", from: "2025-01-01" },
      { variant: 90, amount: "5", source: "shopify", from: "2025-01-10" },
      { variant: 90, amount: "6", source: "shopify", from: "2025-01-18" },
    ]);
    const sold = (id: number, product: number | null, variant: number | null, sku: string | null = null) => ({
      id,
      product,
      variant,
      sku,
      quantity: 1,
      price: 1000,
    });
    const lines = [sold(1, 7, 70, "MUG"), sold(2, 8, 80), sold(3, 9, 90), sold(4, 10, 100), sold(5, null, null, "MUG")];
    await insertOrders(shop, [
      { id: 1, at: "2025-01-05T12:00:00Z", lines },
      { id: 2, at: "2025-01-20T12:00:00Z", lines: lines.map((one) => ({ ...one, id: one.id + 10 })) },
    ]);
    expect(await costs(shop)).toEqual({
      "1-0": [100, "variant"],
      "1-1": [400, "product"],
      // Ten days before Shopify's cost was first seen.
      "1-2": [500, "shopify-first-seen"],
      "1-3": [null, null],
      // The variant is gone from the line: its SKU still leads to it.
      "1-4": [100, "variant"],
      "2-0": [110, "variant"],
      "2-1": [400, "product"],
      "2-2": [600, "shopify"],
      "2-3": [null, null],
      "2-4": [110, "variant"],
    });
  });

  it("in another currency is not used", async () => {
    const shop = await insertShop();
    await insertVariants(shop, [mug]);
    await insertUnitCosts(shop, [{ variant: 70, amount: "2.00", currency: "EUR" }]);
    await insertOrders(shop, [{ id: 1, at: "2025-01-05T12:00:00Z", lines: [line] }]);
    expect(await costs(shop)).toEqual({ "1-0": [null, null] });
  });

  it("is multiplied by the quantity and rounded once, half away from zero, in the currency's own unit", async () => {
    const dinar = await insertShop({ currency: "KWD", timeZone: "Asia/Kuwait" });
    await insertUnitCosts(dinar, [{ sku: "MUG", amount: "0.3335", currency: "KWD" }]);
    await insertOrders(dinar, [{ id: 1, at: "2025-01-05T12:00:00Z", lines: [{ ...line, quantity: 1 }] }]);
    // 0.3335 dinars are 333.5 fils.
    expect(await costs(dinar)).toEqual({ "1-0": [334, "variant"] });
    const yen = await insertShop({ currency: "JPY", timeZone: "Asia/Tokyo" });
    await insertUnitCosts(yen, [{ sku: "MUG", amount: "100.5", currency: "JPY" }]);
    await insertOrders(yen, [{ id: 1, at: "2025-01-05T12:00:00Z", lines: [line] }]);
    // 3 × 100.5 = 301.5, rounded at the line and not per piece (which would give 303).
    expect(await costs(yen)).toEqual({ "1-0": [302, "variant"] });
  });

  it("comes back with a return only for the units put back in stock; an edit of the price has none", async () => {
    const shop = await insertShop();
    await insertUnitCosts(shop, [{ sku: "MUG", amount: "2.00" }]);
    const at = "2025-02-10T12:00:00Z";
    const back = { at, action: "RETURN", line: 1, quantity: -1, net: -1000 } as const;
    await insertOrders(shop, [
      {
        id: 1,
        at: "2025-01-05T12:00:00Z",
        lines: [line],
        changes: [
          { ...back, restocked: 1 },
          { ...back, restocked: 0 },
          { ...back, restocked: null },
          { at, action: "UPDATE", line: 1, quantity: 0, net: -100 },
        ],
      },
    ]);
    expect(await costs(shop)).toEqual({
      "1-0": [600, "variant"],
      "1-1": [-200, "variant"],
      "1-2": [0, "variant"],
      "1-3": [0, "variant"],
      "1-4": [0, "variant"],
    });
  });

  it("falls back to the shop's default share of the price once that is set, and is unknown again when it is not", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [{ id: 1, at: "2025-01-05T12:00:00Z", lines: [line] }]);
    expect((await saveSettings(shop, { defaultCostShare: 0.333 })).recost).toBe(true);
    await recostAll(shop);
    // 0.333 × £10.00 = £3.33 a piece.
    expect(await costs(shop)).toEqual({ "1-0": [999, "default-percent"] });
    await saveSettings(shop, { defaultCostShare: null });
    await recostAll(shop);
    expect(await costs(shop)).toEqual({ "1-0": [null, null] });
  });
});

describe("a line without a SKU", () => {
  it("is costed by the SKU its variant has", async () => {
    const shop = await insertShop();
    await insertVariants(shop, [mug]);
    await insertUnitCosts(shop, [{ sku: "MUG", amount: "2.00", source: "import" }]);
    await insertOrders(shop, [
      { id: 1, at: "2025-01-05T12:00:00Z", lines: [{ ...line, sku: null }] },
      { id: 2, at: "2025-01-05T12:00:00Z", lines: [{ ...line, sku: "" }] },
      // A line that was sold under another SKU than the variant has now keeps to its own.
      { id: 3, at: "2025-01-05T12:00:00Z", lines: [{ ...line, sku: "OLD-MUG" }] },
    ]);
    expect(await costs(shop)).toEqual({ "1-0": [600, "variant"], "2-0": [600, "variant"], "3-0": [null, null] });
  });
});

describe("a rule for unit costs", () => {
  const rule = (shopId: bigint, kind: string, subject: string, percent: string, from: string | null = null) =>
    withShopClient(shopId, (client) =>
      client.query(
        "INSERT INTO unit_cost_rules (shop_id, kind, subject, percent, valid_from) VALUES ($1, $2, $3, $4, $5)",
        [String(shopId), kind, subject, percent, from],
      ),
    );
  const product = (shopId: bigint, id: number, type: string | null, collections: Record<string, string>) =>
    withShopClient(shopId, (client) =>
      client.query("UPDATE products SET product_type = $3, collections = $4 WHERE shop_id = $1 AND product_id = $2", [
        String(shopId),
        id,
        type,
        JSON.stringify(collections),
      ]),
    );

  it("of a collection goes before one of the type, that before one of the vendor, and all before the default", async () => {
    const shop = await insertShop({ settings: { defaultCostShare: 0.9 } });
    const ids = [71, 72, 73, 74];
    await insertVariants(
      shop,
      ids.map((id) => ({ id, vendor: id === 74 ? "Other" : "Kiln" })),
    );
    await product(shop, 71, "Cups", { "500": "Winter" });
    await product(shop, 72, "Cups", {});
    await rule(shop, "vendor", "Kiln", "50");
    await rule(shop, "type", "Cups", "40");
    await rule(shop, "collection", "500", "30");
    const lines = ids.map((id) => ({ id, product: id, variant: id, quantity: 1, price: 1000 }));
    await insertOrders(shop, [{ id: 1, at: "2025-01-05T12:00:00Z", lines }]);
    expect(await costs(shop)).toEqual({
      "1-0": [300, "collection-rule"],
      "1-1": [400, "type-rule"],
      "1-2": [500, "vendor-rule"],
      "1-3": [900, "default-percent"],
    });
  });

  it("holds from its day on, gives way to every known cost, and of two collections takes the dearer", async () => {
    const shop = await insertShop();
    await insertVariants(shop, [{ id: 71 }, { id: 72 }]);
    await product(shop, 71, null, { "500": "Winter", "501": "Gifts" });
    await rule(shop, "collection", "500", "30", "2025-01-10");
    await rule(shop, "collection", "501", "33.35", "2025-01-10");
    await insertUnitCosts(shop, [{ variant: 72, amount: "1.00", source: "shopify", from: "2025-06-01" }]);
    const lines = [71, 72].map((id) => ({ id, product: id, variant: id, quantity: 3, price: 999 }));
    await insertOrders(shop, [
      { id: 1, at: "2025-01-09T12:00:00Z", lines },
      { id: 2, at: "2025-01-10T12:00:00Z", lines },
    ]);
    expect(await costs(shop)).toEqual({
      "1-0": [null, null],
      "1-1": [300, "shopify-first-seen"],
      // 33.35% of £9.99 is £3.331665; three of them are £9.994995.
      "2-0": [999, "collection-rule"],
      "2-1": [300, "shopify-first-seen"],
    });
  });
});
