import pg from "pg";
import { z } from "zod";
import { columnsOf, shopTables } from "./tables";

const ShopRow = z.object({ shop_id: z.string() });

/**
 * Lays so many copies of a shop beside it, as shops of their own, with all that is derived. As PostgreSQL's superuser and
 * without the triggers of foreign keys: the copies are right because the original is.
 */
export async function copyShop(adminUrl: string, shopId: bigint, copies: number): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    await client.query("SET session_replication_role = replica");
    await client.query("SET synchronous_commit = off");
    const tables = await shopTables(client);
    const shops = await newShops(client, shopId, copies);
    for (const table of tables) {
      const columns = await columnsOf(client, table);
      for (const copy of shops) {
        await client.query(
          `INSERT INTO ${table} (shop_id, ${columns}) SELECT $1::bigint, ${columns} FROM ${table} WHERE shop_id = $2::bigint`,
          [copy, String(shopId)],
        );
      }
    }
    await client.query("VACUUM ANALYZE");
  } finally {
    await client.end();
  }
}

async function newShops(client: pg.Client, shopId: bigint, copies: number): Promise<readonly string[]> {
  const columns = await columnsOf(client, "shops");
  const copied = columns
    .split(", ")
    .map((name) => (name === "domain" ? "'copy-' || number || '-' || domain" : name))
    .join(", ");
  const { rows } = await client.query(
    `INSERT INTO shops (${columns}) SELECT ${copied} FROM shops, generate_series(1, $2::int) AS number WHERE shop_id = $1
     RETURNING shop_id::text`,
    [String(shopId), copies],
  );
  return z
    .array(ShopRow)
    .parse(rows)
    .map(({ shop_id }) => shop_id);
}
