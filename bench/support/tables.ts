import type pg from "pg";
import { z } from "zod";

/** The tables an order is read into, parents first. */
export const ORDER_TABLES = ["orders", "line_items", "sales", "transactions", "refunds", "refund_line_items"] as const;

const Names = z.array(z.object({ name: z.string() }));

/** Whatever is derived from the orders' own rows: facts and roll-ups. */
export async function derivedTables(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'shop_id'
       AND (table_name ~ '_(facts|sums)$' OR table_name IN ('month_customers', 'order_gaps', 'order_values'))
     ORDER BY table_name`,
  );
  return Names.parse(rows).map(({ name }) => name);
}

/** Tables that hold a shop's rows, but for those that say how it is read, and the shop itself. */
export async function shopTables(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query(
    `SELECT c.table_name AS name FROM information_schema.columns c
     JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema
     WHERE c.table_schema = 'public' AND c.column_name = 'shop_id' AND t.table_type = 'BASE TABLE'
       AND c.table_name NOT IN ('shops', 'sync_state', 'sync_windows', 'bulk_files', 'webhook_inbox', 'shop_tasks')
     ORDER BY c.table_name`,
  );
  return Names.parse(rows).map(({ name }) => name);
}

/** Columns of a table but for `shop_id`, quoted, in order. */
export async function columnsOf(client: pg.ClientBase, table: string): Promise<string> {
  const { rows } = await client.query(
    `SELECT quote_ident(column_name) AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND column_name <> 'shop_id' AND is_generated = 'NEVER'
     ORDER BY ordinal_position`,
    [table],
  );
  return Names.parse(rows)
    .map(({ name }) => name)
    .join(", ");
}

const Digest = z.object({ rows: z.string(), digest: z.string().nullable() });

/** Tells whether a shop's rows of a table are the same, whatever their order: their number, and the sum of their hashes. */
export async function digestOf(client: pg.ClientBase, table: string, shopId: bigint): Promise<string> {
  const { rows } = await client.query(
    `SELECT count(*)::text AS rows, sum(hashtextextended(t::text, 0)::numeric)::text AS digest
     FROM ${table} t WHERE shop_id = $1`,
    [String(shopId)],
  );
  const { rows: count, digest } = Digest.parse(rows[0]);
  return `${count} rows, ${digest ?? "none"}`;
}
