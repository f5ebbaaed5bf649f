import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeCustomers, unmergeCustomer } from "~/data/customerMerges.server";
import { applyFacts } from "~/data/facts.server";
import { rebuildSubscriptions } from "~/data/subscriptionRebuild.server";
import { type ShopClient, withShopClient } from "~/db.server";
import { insertOrder, insertOrders, insertShop, type OrderRow } from "../support/ledger";

async function stored(client: ShopClient, shop: bigint) {
  const { rows } = await client.query<{ row: Record<string, unknown> }>(
    "SELECT to_jsonb(s) - 'shop_id' AS row FROM subscriptions s WHERE shop_id = $1 ORDER BY subscription_id",
    [String(shop)],
  );
  return rows.map(({ row }) => row);
}

async function insertPlan(shop: bigint, id: number, interval: string, count: number, category = "SUBSCRIPTION") {
  await withShopClient(shop, (client) =>
    client.query(
      `INSERT INTO selling_plans (shop_id, selling_plan_id, group_id, group_name, name, category, "interval", interval_count,
         first_seen_at, last_seen_at) VALUES ($1, $2, 1, 'Coffee', $3, $4, $5, $6, '2024-01-01Z', '2024-01-01Z')`,
      [String(shop), id, `Plan ${id}`, category, interval, count],
    ),
  );
}

const charge = (id: number, day: string, over: Partial<OrderRow> = {}): OrderRow => ({
  id,
  at: `${day}T10:00:00Z`,
  customer: 7,
  sourceName: id % 10 === 1 ? "web" : "subscription_contract",
  lines: [{ id: id * 10, product: 5, variant: 50, quantity: 2, price: 1500, sellingPlan: 1 }],
  ...over,
});

describe("subscriptions as they are stored", () => {
  it("a monthly plan's charges are one subscription with its value, its next charge and what its orders earned", async () => {
    const shop = await insertShop();
    await insertPlan(shop, 1, "MONTH", 1);
    await insertOrders(shop, [charge(1, "2025-01-15"), charge(2, "2025-02-15"), charge(3, "2025-03-15")]);
    const [one, ...others] = await withShopClient(shop, (client) => stored(client, shop));
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      subscription_id: 10,
      customer_id: 7,
      evidence: "sellingPlan",
      began_here: true,
      started_on: "2025-01-15",
      last_charge_on: "2025-03-15",
      next_due_on: "2025-04-15",
      interval_unit: "month",
      interval_basis: "policy",
      charge_count: 3,
      monthly_recurring: 3000,
      // No costs are known: three orders of 30.00.
      contribution_profit: 9000,
    });
  });

  it("a pre-order is no subscription, whatever tag its order carries", async () => {
    const shop = await insertShop();
    await insertPlan(shop, 1, "MONTH", 1, "PRE_ORDER");
    await insertOrders(shop, [charge(1, "2025-01-15", { tags: ["Subscription"] })]);
    expect(await withShopClient(shop, (client) => stored(client, shop))).toEqual([]);
  });

  it("an arriving order writes its customer's subscriptions anew and leaves the others", async () => {
    const shop = await insertShop();
    await insertPlan(shop, 1, "MONTH", 1);
    await insertOrders(shop, [charge(1, "2025-01-15"), charge(11, "2025-01-20", { customer: 8 })]);
    await withShopClient(shop, async (client) => {
      await client.query("UPDATE subscriptions SET title = 'untouched' WHERE customer_id = 8");
      await insertOrder(client, shop, charge(2, "2025-02-15"));
      await applyFacts(client, shop, [2n]);
    });
    const found = await withShopClient(shop, (client) => stored(client, shop));
    expect(found.map(({ customer_id, charge_count, title }) => [customer_id, charge_count, title])).toEqual([
      [7, 2, "Product 5"],
      [8, 1, "untouched"],
    ]);
  });
});

const order = fc.record({
  customer: fc.constantFrom(1, 2, 3),
  day: fc.integer({ min: 0, max: 200 }),
  kind: fc.constantFrom("plan", "plan", "tag", "none"),
  variant: fc.constantFrom(50, 51),
  web: fc.boolean(),
});

it("subscriptions kept up change by change equal those made anew", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(order, { minLength: 3, maxLength: 14 }),
      fc.array(fc.nat({ max: 30 }), { minLength: 4, maxLength: 8 }),
      async (drawn, steps) => {
        const shop = await insertShop();
        await insertPlan(shop, 1, "WEEK", 2);
        const orders = drawn.map((one, index): OrderRow => {
          const at = new Date(Date.UTC(2025, 0, 1 + one.day, 9)).toISOString();
          const line = {
            id: index * 10 + 10,
            product: 5,
            variant: one.variant,
            quantity: 1 + (index % 2),
            price: 1200,
          };
          return {
            ...{ id: index + 1, at, customer: one.customer, sourceName: one.web ? "web" : "subscription_contract" },
            tags: one.kind === "tag" ? ["Subscription"] : [],
            lines: [{ ...line, sellingPlan: one.kind === "plan" ? 1 : null }],
          };
        });
        const half = Math.ceil(orders.length / 2);
        await insertOrders(shop, orders.slice(0, half));
        for (const next of orders.slice(half))
          await withShopClient(shop, async (client) => {
            await insertOrder(client, shop, next);
            await applyFacts(client, shop, [BigInt(next.id)]);
          });
        for (const step of steps) await disturb(shop, orders, step);
        const kept = await withShopClient(shop, (client) => stored(client, shop));
        await rebuildSubscriptions(shop);
        expect(kept).toEqual(await withShopClient(shop, (client) => stored(client, shop)));
      },
    ),
    { numRuns: 25 },
  );
});

/** An order is taken out or changes hands, or two customers become one or two again. */
async function disturb(shop: bigint, orders: readonly OrderRow[], step: number): Promise<void> {
  const one = orders[step % orders.length];
  if (one === undefined) return;
  if (step % 4 === 0)
    return mergeCustomers(shop, [{ customerId: 1n, intoCustomerId: 2n }], "form").catch(() => undefined);
  if (step % 4 === 1) {
    await unmergeCustomer(shop, 1n);
    return;
  }
  const change = step % 4 === 2 ? "deleted_at = now()" : "customer_id = 3";
  await withShopClient(shop, async (client) => {
    await client.query(`UPDATE orders SET ${change} WHERE shop_id = $1 AND order_id = $2`, [String(shop), one.id]);
    await applyFacts(client, shop, [BigInt(one.id)]);
  });
}
