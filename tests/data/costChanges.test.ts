import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { changeCosts, listCostChanges, retryCostChange, shopsToRecost } from "~/data/costChanges.server";
import { type CostSubject, listKnownCosts, saveUnitCosts } from "~/data/costEntries.server";
import { recostAll, settleFacts } from "~/data/facts.server";
import { saveGatewayRules } from "~/data/gatewayFees.server";
import { recostPending, recostSlice } from "~/data/recost.server";
import { getSettings, saveSettings } from "~/data/settings.server";
import { importShippingCosts } from "~/data/shippingCosts.server";
import { CannotUndoError, undoCostChange } from "~/data/undoCosts.server";
import { saveUnitCostRules } from "~/data/unitCostRules.server";
import { withShopClient } from "~/db.server";
import { insertOrders, insertShop, insertVariants } from "../support/ledger";

async function shopOfFive(): Promise<bigint> {
  const shop = await insertShop();
  await insertVariants(shop, [
    { id: 70, product: 7, sku: "MUG", vendor: "Kiln" },
    { id: 80, product: 8, sku: "LAMP" },
  ]);
  const mug = { id: 1, product: 7, variant: 70, sku: "MUG", quantity: 1, price: 1000 };
  const lamp = { id: 2, product: 8, variant: 80, sku: "LAMP", quantity: 1, price: 5000 };
  await insertOrders(
    shop,
    [1, 2, 3, 4, 5].map((id) => ({
      id,
      at: `2025-01-0${id}T12:00:00Z`,
      country: "GB",
      lines: id === 5 ? [lamp] : [mug],
      transactions: [{ amount: 1000, gateway: "paypal" }],
    })),
  );
  return shop;
}

const save = (shop: bigint, subject: CostSubject, amount: string | null) =>
  saveUnitCosts(shop, [{ subject, amount, validFrom: null }], { source: "form", by: "42" });

async function latest(shop: bigint) {
  const { changes } = await listCostChanges(shop, { limit: 1 });
  const [change] = changes;
  if (!change) throw new Error("no change of costs");
  return change;
}

/** Everything that costs decide, and every cost that is stored, but for when. */
async function everything(shop: bigint): Promise<unknown> {
  const tables = ["unit_costs", "unit_cost_rules", "order_cost_rules", "gateway_fee_rules", "order_shipping_costs"];
  const derived = ["sales", "transactions", "order_costs", "order_facts", "day_sums"];
  return withShopClient(shop, async (client) => {
    const found: Record<string, unknown> = {};
    for (const table of [...tables, ...derived]) {
      const { rows } = await client.query(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE shop_id = $1 ORDER BY to_jsonb(t)::text`,
        [String(shop)],
      );
      found[table] = rows;
    }
    return { ...found, settings: await getSettings(shop) };
  });
}

describe("a change of costs", () => {
  it("waits, touches only the orders that hold what it is for, and tells what it did in money", async () => {
    const shop = await shopOfFive();
    await save(shop, { variantId: 70n }, "4.00");
    expect(await latest(shop)).toMatchObject({ state: "pending", ordersTotal: null, changedBy: "42", entries: 1 });
    expect(await shopsToRecost(1000)).toContain(shop);
    await recostPending(shop);
    expect(await latest(shop)).toMatchObject({
      state: "done",
      kind: "unitCosts",
      ordersTotal: 4,
      ordersDone: 4,
      cogsBefore: 0,
      cogsAfter: 1600,
      profitBefore: 4000,
      profitAfter: 2400,
    });
    expect(await shopsToRecost(1000)).not.toContain(shop);
  });

  it("goes on where it was killed, a slice at a time, in the order in which changes were made", async () => {
    const shop = await shopOfFive();
    await save(shop, { variantId: 70n }, "4.00");
    await save(shop, { variantId: 80n }, "9.00");
    const progress = async () =>
      (await listCostChanges(shop, { limit: 9 })).changes.map(({ state, ordersDone }) => `${state} ${ordersDone}`);
    // Listing the orders is a step of its own.
    await recostSlice(shop, 3);
    expect(await progress()).toEqual(["pending 0", "running 0"]);
    await Promise.all([recostSlice(shop, 3), recostSlice(shop, 3)]);
    expect(await progress()).toEqual(["pending 0", "done 4"]);
    await recostPending(shop);
    expect(await progress()).toEqual(["done 1", "done 4"]);
    expect(await recostSlice(shop)).toBe(false);
  });

  it("that a failure ends half way has not happened", async () => {
    const shop = await shopOfFive();
    await expect(
      changeCosts(shop, { kind: "unitCostRules" }, async (client) => {
        await saveUnitCostRules(client, shop, [{ kind: "vendor", subject: "Kiln", validFrom: null, percent: "40" }]);
        throw new Error("the machine stops");
      }),
    ).rejects.toThrow("the machine stops");
    expect((await listCostChanges(shop, { limit: 9 })).count).toBe(0);
  });

  it("that changes nothing is none", async () => {
    const shop = await shopOfFive();
    await save(shop, { sku: "MUG" }, "4.00");
    expect(await save(shop, { sku: "MUG" }, "4.0")).toBeNull();
    expect((await listCostChanges(shop, { limit: 9 })).count).toBe(1);
  });
});

describe("undoing a change of costs", () => {
  const rule = (percent: string) => [{ kind: "vendor" as const, subject: "Kiln", validFrom: null, percent }];
  const changes: readonly (readonly [string, (shop: bigint) => Promise<unknown>])[] = [
    ["a first cost", (shop) => save(shop, { sku: "LAMP" }, "1.00")],
    ["another cost", (shop) => save(shop, { variantId: 70n }, "6.50")],
    ["a cost that was taken away", (shop) => save(shop, { variantId: 70n }, null)],
    [
      "a rule",
      (shop) => changeCosts(shop, { kind: "unitCostRules" }, (client) => saveUnitCostRules(client, shop, rule("35"))),
    ],
    [
      "a fee",
      (shop) =>
        changeCosts(shop, { kind: "gatewayFees" }, (client) =>
          saveGatewayRules(client, shop, "paypal", [{ validFrom: null, percent: "2.9", fixed: minor(30) }]),
        ),
    ],
    ["imported shipping costs", (shop) => importShippingCosts(shop, [{ orderId: 2n, amount: minor(321) }])],
    [
      "the settings",
      (shop) => saveSettings(shop, { defaultCostShare: 0.4, shippingCostPerOrder: null, handlingCostPerOrder: 50 }),
    ],
  ];

  it.each(changes)("restores everything exactly as it was before %s", async (_, change) => {
    const shop = await shopOfFive();
    await save(shop, { variantId: 70n }, "4.00");
    await saveSettings(shop, { shippingCostPerOrder: 300 });
    await recostPending(shop);
    const before = await everything(shop);
    await change(shop);
    await recostPending(shop);
    expect(await everything(shop)).not.toEqual(before);
    const changed = await latest(shop);
    const undoing = await undoCostChange(shop, changed.changeId, "7");
    await recostPending(shop);
    expect(await everything(shop)).toEqual(before);
    expect(await latest(shop)).toMatchObject({
      changeId: undoing,
      isUndo: true,
      changedBy: "7",
      cogsBefore: changed.cogsAfter,
      cogsAfter: changed.cogsBefore,
      profitAfter: changed.profitBefore,
    });
  });

  it("is refused once it was done, and while a later change stands on it", async () => {
    const shop = await shopOfFive();
    const first = await save(shop, { variantId: 70n }, "4.00");
    const second = await save(shop, { variantId: 70n }, "5.00");
    const undo = (changeId: string | null) => undoCostChange(shop, changeId ?? "");
    await expect(undo(first)).rejects.toThrow(new CannotUndoError("superseded"));
    const undoing = await undo(second);
    await expect(undo(second)).rejects.toThrow(new CannotUndoError("undone"));
    await expect(undo(undoing)).rejects.toThrow(new CannotUndoError("undone"));
    await undo(first);
    expect(await listKnownCosts(shop, { limit: null })).toEqual([]);
    await expect(undo("00000000-0000-4000-8000-000000000000")).rejects.toThrow(new CannotUndoError("unknown"));
  });

  it("is refused where the same cost was taken away and given again since", async () => {
    const shop = await shopOfFive();
    await save(shop, { variantId: 70n }, "4.00");
    const taken = await save(shop, { variantId: 70n }, null);
    await save(shop, { variantId: 70n }, "4.00");
    await expect(undoCostChange(shop, taken ?? "")).rejects.toThrow(new CannotUndoError("superseded"));
  });
});

describe("a change that touches most of a large shop", () => {
  it("leaves figures as they were until its last step, and then they equal a rebuild", async () => {
    const shop = await insertShop();
    await withShopClient(shop, async (client) => {
      const id = String(shop);
      await client.query(
        `INSERT INTO orders (shop_id, order_id, name, created_at, processed_at, updated_at, ledger_updated_at, order_day, test, currency, discount_codes)
         SELECT ${id}, o, '#' || o, t, t, t, t, t::date, false, 'GBP', '{}'
         FROM (SELECT o, timestamptz '2025-01-01T12:00Z' + o * interval '1 hour' AS t FROM generate_series(1, 2500) o) AS told`,
      );
      await client.query(
        `INSERT INTO line_items (shop_id, order_id, line_item_id, position, title, sku, quantity, current_quantity, is_gift_card, unit_price, discount)
         SELECT ${id}, o, o, 0, 'Mug', 'MUG', 1, 1, false, 1000, 0 FROM generate_series(1, 2500) o`,
      );
      await client.query(
        `INSERT INTO sales (shop_id, order_id, sale_id, agreement_id, reason, happened_at, event_day, order_day, action_type, line_type, line_item_id, quantity, net, discount, tax)
         SELECT ${id}, order_id, order_id::text, 'a', 'ORDER', processed_at, order_day, order_day, 'ORDER', 'PRODUCT', order_id, 1, 1000, 0, 0
         FROM orders WHERE shop_id = ${id}`,
      );
    });
    await recostAll(shop);
    const cogs = async () => {
      const { rows } = await withShopClient(shop, (client) =>
        client.query<{ cogs: number }>(
          "SELECT sum(cogs)::bigint AS cogs FROM day_sums WHERE shop_id = $1 AND clock = 'eventDay' AND dimension = 'all'",
          [String(shop)],
        ),
      );
      return rows[0]?.cogs;
    };
    await save(shop, { sku: "MUG" }, "4.00");
    // The list of orders, then 2,000 of them.
    await recostSlice(shop);
    await recostSlice(shop);
    expect(await latest(shop)).toMatchObject({
      state: "running",
      ordersTotal: 2500,
      ordersDone: 2000,
      cogsAfter: 800_000,
    });
    // A sync that ends meanwhile leaves facts to the change, however many orders it brought.
    expect(await settleFacts(shop)).toBe(false);
    expect(await cogs()).toBe(0);
    await recostPending(shop);
    expect(await latest(shop)).toMatchObject({ state: "done", ordersDone: 2500, cogsAfter: 1_000_000 });
    expect(await cogs()).toBe(1_000_000);
    const settled = await everything(shop);
    await recostAll(shop);
    expect(await everything(shop)).toEqual(settled);
  });
});

describe("a change whose steps fail", () => {
  /** Makes every order cost more than PostgreSQL can store, past what forms and files let through. */
  const breakIt = (shop: bigint) =>
    changeCosts(shop, { kind: "unitCosts" }, (client) =>
      client.query(
        `INSERT INTO unit_costs (shop_id, sku, amount, currency, source) VALUES ($1, 'MUG', 99999999999999, 'GBP', 'import')`,
        [String(shop)],
      ),
    );
  const failFor = async (shop: bigint, times: number) => {
    for (let time = 0; time < times; time += 1) await expect(recostSlice(shop)).rejects.toThrow();
  };
  const states = async (shop: bigint) =>
    (await listCostChanges(shop, { limit: 9 })).changes.map(({ state, undone }) => (undone ? "undone" : state));

  it("is set aside with its reason after five in a row, and later changes go on", async () => {
    const shop = await shopOfFive();
    // 100,000 mugs in each order: their cost is beyond a bigint.
    await withShopClient(shop, (client) =>
      client.query("UPDATE sales SET quantity = 100000 WHERE shop_id = $1", [String(shop)]),
    );
    await breakIt(shop);
    await save(shop, { variantId: 80n }, "9.00");
    await recostSlice(shop);
    await failFor(shop, 4);
    expect(await states(shop)).toEqual(["pending", "running"]);
    expect(await recostSlice(shop)).toBe(true);
    expect(await states(shop)).toEqual(["pending", "failed"]);
    const { changes } = await listCostChanges(shop, { limit: 9 });
    expect(changes[1]?.failure).toMatch(/out of range|2\^53/);
    await recostPending(shop);
    expect(await states(shop)).toEqual(["done", "failed"]);
    expect(await shopsToRecost(1000)).not.toContain(shop);
  });

  it("can be tried again, and undone", async () => {
    const shop = await shopOfFive();
    await withShopClient(shop, (client) =>
      client.query("UPDATE sales SET quantity = 100000 WHERE shop_id = $1", [String(shop)]),
    );
    const broken = (await breakIt(shop)) ?? "";
    await recostSlice(shop);
    await failFor(shop, 4);
    await recostSlice(shop);
    expect(await retryCostChange(shop, broken)).toBe(true);
    expect(await retryCostChange(shop, broken)).toBe(false);
    await failFor(shop, 4);
    await recostSlice(shop);
    await undoCostChange(shop, broken);
    await recostPending(shop);
    expect(await states(shop)).toEqual(["done", "undone"]);
    expect(await retryCostChange(shop, broken)).toBe(false);
    expect(await listKnownCosts(shop, { limit: null })).toEqual([]);
  });
});
