import { randomInt } from "node:crypto";
import { type ShopClient, withShopClient } from "~/db.server";
import { PERSONAL } from "./customerWriter.server";
import { applyFacts, lockFacts } from "./facts.server";
import { PERSONAL_COLUMNS } from "./orderPersonal";
import { execute, row, rows } from "./sql.server";

const ORDER_PERSONAL = PERSONAL_COLUMNS.map((column) => `${column} = ${column === "tags" ? "'{}'" : "NULL"}`).join(
  ", ",
);

/**
 * Forgets a customer. What was sold stays, and stays one customer's: all their orders go by one new negative number that leads
 * back to nobody. The row under the true number keeps nothing but the mark that it must not be filled again.
 */
export async function forgetCustomer(shopId: bigint, customerId: bigint, orderIds: readonly bigint[]): Promise<void> {
  await withShopClient(shopId, async (client) => {
    await lockFacts(client, shopId);
    const values = { shopId, customerId, orderIds, pseudonym: await unusedPseudonym(client, shopId) };
    await execute(
      client,
      `INSERT INTO customers (shop_id, customer_id, created_at, updated_at, deleted_at, tags)
       VALUES (:shopId, :customerId, now(), now(), now(), '{}')
       ON CONFLICT (shop_id, customer_id) DO UPDATE SET ${PERSONAL}, deleted_at = coalesce(customers.deleted_at, now())`,
      values,
    );
    await execute(
      client,
      "DELETE FROM customer_merges WHERE shop_id = :shopId AND (customer_id = :customerId OR into_customer_id = :customerId)",
      values,
    );
    const theirs = await rows<{ id: string }>(
      client,
      `UPDATE orders SET customer_id = CASE WHEN customer_id = :customerId THEN :pseudonym ELSE customer_id END, ${ORDER_PERSONAL}
       WHERE shop_id = :shopId AND (customer_id = :customerId OR order_id = ANY(:orderIds::bigint[]))
       RETURNING order_id::text AS id`,
      values,
    );
    await applyFacts(
      client,
      shopId,
      theirs.map(({ id }) => BigInt(id)),
    );
    await execute(
      client,
      "DELETE FROM subscription_contracts WHERE shop_id = :shopId AND customer_id = :customerId",
      values,
    );
    await execute(client, "DELETE FROM customer_scores WHERE shop_id = :shopId AND customer_id = :customerId", values);
    await execute(client, "DELETE FROM data_requests WHERE shop_id = :shopId AND customer_id = :customerId", values);
  });
}

async function unusedPseudonym(client: ShopClient, shopId: bigint): Promise<number> {
  for (;;) {
    const pseudonym = -randomInt(1, 2 ** 47);
    const { taken } = await row<{ taken: boolean }>(
      client,
      "SELECT EXISTS (SELECT FROM orders WHERE shop_id = :shopId AND customer_id = :pseudonym) AS taken",
      { shopId, pseudonym },
    );
    if (!taken) return pseudonym;
  }
}

/** Keeps a customer's question what is stored of them, with the answer: everything that is, by its names in the database. */
export async function recordDataRequest(
  shopId: bigint,
  requestId: string,
  customerId: bigint,
  requestedAt: Date,
): Promise<void> {
  await withShopClient(shopId, (client) =>
    execute(
      client,
      `INSERT INTO data_requests (shop_id, request_id, customer_id, requested_at, answer)
       SELECT :shopId, :requestId, :customerId, :requestedAt, jsonb_build_object(
         'customer', (SELECT to_jsonb(c) - 'shop_id' FROM customers c WHERE c.shop_id = :shopId AND c.customer_id = :customerId),
         'counted_with', (SELECT coalesce(jsonb_agg(to_jsonb(m) - 'shop_id' ORDER BY m.customer_id), '[]') FROM customer_merges m
                          WHERE m.shop_id = :shopId AND :customerId IN (m.customer_id, m.into_customer_id)),
         'subscription_contracts', (SELECT coalesce(jsonb_agg(to_jsonb(k) - 'shop_id' ORDER BY k.contract_id), '[]')
                                    FROM subscription_contracts k WHERE k.shop_id = :shopId AND k.customer_id = :customerId),
         'predictions', (SELECT coalesce(jsonb_agg(to_jsonb(p) - 'shop_id' ORDER BY p.version_id), '[]')
                         FROM customer_scores p WHERE p.shop_id = :shopId AND p.customer_id = :customerId),
         'orders', (SELECT coalesce(jsonb_agg(to_jsonb(o) - 'shop_id' ORDER BY o.order_id), '[]') FROM orders o
                    WHERE o.shop_id = :shopId AND o.customer_id = :customerId))
       ON CONFLICT DO NOTHING`,
      { shopId, requestId, customerId, requestedAt },
    ),
  );
}

/**
 * Erases everything of a shop that has not come back since it uninstalled: every row of every table with a shop. The tables
 * are asked of the database's catalogue, so that a new one is not forgotten. Answers whether it was erased.
 */
export async function eraseShop(shopId: bigint): Promise<boolean> {
  return withShopClient(shopId, async (client) => {
    const [shop] = await rows<{ domain: string; state: string }>(
      client,
      "SELECT domain, state FROM shops WHERE shop_id = :shopId FOR UPDATE",
      { shopId },
    );
    if (!shop || shop.state === "active") return false;
    for (const table of await tablesOfShops(client)) {
      await execute(client, `DELETE FROM "${table}" WHERE shop_id = :shopId`, { shopId });
    }
    await execute(client, "DELETE FROM sessions WHERE shop = :domain", { domain: shop.domain });
    return true;
  });
}

/** Tables with a shop_id, each before those it refers to. */
async function tablesOfShops(client: ShopClient): Promise<string[]> {
  const tables = await rows<{ name: string; refers: string[] }>(
    client,
    `SELECT t.relname::text AS name,
       ARRAY(SELECT r.relname::text FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
             WHERE k.contype = 'f' AND k.conrelid = t.oid AND r.oid <> t.oid) AS refers
     FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'shop_id'
     WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace ORDER BY t.relname`,
    {},
  );
  const left = new Map(tables.map(({ name, refers }) => [name, refers]));
  const ordered: string[] = [];
  while (left.size > 0) {
    const free = [...left.keys()].filter((name) => ![...left.values()].some((refers) => refers.includes(name)));
    if (free.length === 0) throw new Error(`tables ${[...left.keys()].join(", ")} refer to each other in a circle`);
    for (const name of free) left.delete(name);
    ordered.push(...free);
  }
  return ordered;
}
