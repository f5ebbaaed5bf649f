import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeCustomers, unmergeCustomer } from "~/data/customerMerges.server";
import { applyFacts } from "~/data/facts.server";
import { type ShopClient, withShopClient } from "~/db.server";
import { insertOrder, insertShop, insertUnitCosts, type OrderRow } from "../support/ledger";
import { COSTS, store } from "../support/storeArbitrary";

const DERIVED = [
  "order_facts",
  "product_facts",
  "customer_facts",
  "day_sums",
  "cohort_sums",
  "product_month_sums",
  "month_customers",
  "order_gaps",
  "order_values",
];

async function derivedRows(client: ShopClient, shop: bigint): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {};
  for (const table of DERIVED) {
    const { rows } = await client.query<{ row: unknown }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE shop_id = $1 ORDER BY to_jsonb(t)::text`,
      [String(shop)],
    );
    tables[table] = rows.map(({ row }) => row);
  }
  return tables;
}

/** One thing that may happen to a store: an order comes, changes hands, loses a sale or is taken out; customers are merged. */
const step = fc.record({
  what: fc.constantFrom("add", "add", "add", "move", "unsell", "delete", "merge", "unmerge", "date"),
  order: fc.nat({ max: 11 }),
  customer: fc.constantFrom(1, 2, 3, 4),
  other: fc.constantFrom(1, 2, 3, 4),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(shop: bigint, orders: readonly OrderRow[], here: Set<number>, one: Step): Promise<void> {
  const order = orders[one.order % orders.length];
  if (!order) return;
  if (one.what === "merge" || one.what === "unmerge") {
    if (one.what === "unmerge") await unmergeCustomer(shop, BigInt(one.customer));
    else
      await mergeCustomers(
        shop,
        [{ customerId: BigInt(one.customer), intoCustomerId: BigInt(one.other) }],
        "form",
      ).catch(() => {});
    return;
  }
  await withShopClient(shop, async (client) => {
    if (one.what === "add" && !here.has(order.id)) {
      await insertOrder(client, shop, order);
      here.add(order.id);
    } else if (one.what === "move") await set(client, shop, order.id, "customer_id = $3", one.customer);
    else if (one.what === "date") await set(client, shop, order.id, "channel = $3", "Draft orders");
    else if (one.what === "delete") await set(client, shop, order.id, "deleted_at = $3", "2025-01-01T00:00:00Z");
    else if (one.what === "unsell")
      await client.query(
        "DELETE FROM sales WHERE shop_id = $1 AND order_id = $2 AND sale_id = (SELECT min(sale_id) FROM sales WHERE shop_id = $1 AND order_id = $2)",
        [String(shop), order.id],
      );
    await applyFacts(client, shop, [BigInt(order.id)]);
  });
}

async function set(client: ShopClient, shop: bigint, order: number, change: string, value: string | number) {
  await client.query(`UPDATE orders SET ${change} WHERE shop_id = $1 AND order_id = $2`, [String(shop), order, value]);
}

describe("facts and their sums", () => {
  it("after any order of changes equal those made anew from the ledger", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(store, fc.array(step, { minLength: 4, maxLength: 25 }), async ({ zone, orders }, steps) => {
        const shop = await insertShop({ timeZone: zone, settings: { weekStart: 1 + (orders.length % 7) } });
        const costs = [...COSTS].map(([variant, cost]) => ({ variant, amount: cost }));
        await insertUnitCosts(shop, costs);
        const here = new Set<number>();
        // A shop that trades already: sums that were only ever added to would not show what is taken out wrongly.
        for (const order of orders.keys())
          await take(shop, orders, here, { what: "add", order, customer: 1, other: 2 });
        for (const one of steps) await take(shop, orders, here, one);
        await withShopClient(shop, async (client) => {
          const kept = await derivedRows(client, shop);
          await applyFacts(client, shop, "all");
          expect(await derivedRows(client, shop)).toEqual(kept);
        });
      }),
      { numRuns: 12 },
    );
  });
});
