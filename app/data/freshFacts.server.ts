import type { ShopClient } from "~/db.server";
import { addOrderFacts, type FactShop } from "./orderFacts.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { addProductFacts } from "./productFacts.server";
import { execute } from "./sql.server";
import { gathered, type Touched } from "./touched.server";

/** Tables of facts, each with what its rows are known by within an order. */
const KEYS = {
  order_facts: ["happened_at"],
  product_facts: ["happened_at", "product_id", "variant_id", "title"],
} as const;
const TABLES = Object.keys(KEYS) as (keyof typeof KEYS)[];

/**
 * Writes the facts of the touched orders, as they are to be, into the temporary tables `fresh_order_facts` and
 * `fresh_product_facts`, and answers which orders, with which customers, have others now: most of a customer's orders stay
 * as they are when one of them changes.
 */
export async function findChanged(client: ShopClient, shop: FactShop, { orders }: Touched): Promise<Touched> {
  await client.query(FRESH_TABLES);
  await addOrderFacts(client, shop, orders, "fresh_order_facts");
  await addProductFacts(client, shop.shopId, orders, "fresh_order_facts", "fresh_product_facts");
  const isFew = Array.isArray(orders);
  if (!isFew) await client.query("ANALYZE fresh_order_facts; ANALYZE fresh_product_facts");
  return gathered(client, { shopId: shop.shopId, ...orderSetValues(orders) }, isFew, "changed", [
    ["orders", TABLES.map((table) => differing(table, isInOrderSet("order_id", orders))).join(" UNION ")],
    ["customers", CUSTOMERS],
  ]);
}

/** Kept for the connection, and empty after each transaction: to make a table takes longer than to fill it with an order. */
const FRESH_TABLES = [
  "SET LOCAL client_min_messages = warning",
  ...TABLES.flatMap((table) => [
    `CREATE TEMP TABLE IF NOT EXISTS fresh_${table} (LIKE ${table}) ON COMMIT DELETE ROWS`,
    `DELETE FROM fresh_${table}`,
  ]),
].join("; ");

const differing = (table: keyof typeof KEYS, isTouched: string): string => `
  SELECT coalesce(g.order_id, c.order_id) AS order_id
  FROM (SELECT * FROM ${table} WHERE shop_id = :shopId AND ${isTouched}) AS g
  FULL JOIN fresh_${table} c ON ${["order_id", ...KEYS[table]].map((column) => `c.${column} = g.${column}`).join(" AND ")}
  WHERE g IS DISTINCT FROM c`;

const CUSTOMERS = ["order_facts", "fresh_order_facts"]
  .map(
    (table) => `SELECT customer_id FROM ${table}
      WHERE shop_id = :shopId AND customer_id IS NOT NULL AND order_id IN (SELECT order_id FROM changed_orders)`,
  )
  .join(" UNION ");

/** Puts the fresh facts of the orders in the place of those that stand. */
export async function replaceFacts(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<void> {
  const values = { shopId, ...orderSetValues(orders) };
  const isChosen = isInOrderSet("order_id", orders);
  for (const table of TABLES) {
    await execute(client, `DELETE FROM ${table} WHERE shop_id = :shopId AND ${isChosen}`, values);
    await execute(client, `INSERT INTO ${table} SELECT * FROM fresh_${table} WHERE ${isChosen}`, values);
  }
}
