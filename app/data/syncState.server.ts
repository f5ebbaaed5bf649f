import type { SyncState } from "@prisma/client";
import { z } from "zod";
import { acrossShops, withShop, withShopClient } from "~/db.server";
import { execute, rows } from "./sql.server";

export type { SyncState };

/** What stands in the way of a shop's sync, as a key to be worded and what the words need. */
export const Problem = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Problem = z.infer<typeof Problem>;

export const problemsOf = (state: SyncState): readonly Problem[] => z.array(Problem).parse(state.problems);

export function findSyncState(shopId: bigint): Promise<SyncState | null> {
  return withShop(shopId, (tx) => tx.syncState.findUnique({ where: { shopId } }));
}

/** Opens a shop's sync once; a second call changes nothing. */
export async function openSync(shopId: bigint): Promise<void> {
  await withShopClient(shopId, (client) =>
    execute(client, "INSERT INTO sync_state (shop_id, next_at) VALUES (:shopId, now()) ON CONFLICT DO NOTHING", {
      shopId,
    }),
  );
}

/** Begins to read everything anew: what is stored stays until it is replaced, the windows of before are dropped. */
export async function restartSync(shopId: bigint): Promise<void> {
  await withShopClient(shopId, async (client) => {
    await execute(
      client,
      `INSERT INTO sync_state (shop_id, next_at) VALUES (:shopId, now())
       ON CONFLICT (shop_id) DO UPDATE SET run = sync_state.run + 1, started_at = now(), planned_at = NULL, finished_at = NULL,
         orders_watermark = NULL, customers_watermark = NULL, products_watermark = NULL, next_at = now(), problems = '[]'`,
      { shopId },
    );
    await execute(client, "DELETE FROM sync_windows WHERE shop_id = :shopId", { shopId });
  });
}

/** Shops whose sync has work now. */
export async function dueSyncs(now: Date, limit = 500): Promise<bigint[]> {
  const found = await acrossShops((client) =>
    rows<{ shop_id: string }>(
      client,
      `SELECT y.shop_id::text FROM sync_state y JOIN shops s ON s.shop_id = y.shop_id
       WHERE y.next_at <= :now AND s.state <> 'uninstalled' ORDER BY y.next_at LIMIT :limit`,
      { now, limit },
    ),
  );
  return found.map(({ shop_id }) => BigInt(shop_id));
}

/** When to look at the shop again; null: nothing is open. */
export async function setNextAt(shopId: bigint, nextAt: Date | null): Promise<void> {
  await withShopClient(shopId, (client) =>
    execute(client, "UPDATE sync_state SET next_at = :nextAt WHERE shop_id = :shopId", { shopId, nextAt }),
  );
}

/** Replaces what stands in the way. */
export async function setProblems(shopId: bigint, problems: readonly Problem[]): Promise<void> {
  await withShopClient(shopId, (client) =>
    execute(
      client,
      "UPDATE sync_state SET problems = :problems::jsonb WHERE shop_id = :shopId AND problems <> :problems::jsonb",
      { shopId, problems: JSON.stringify(problems) },
    ),
  );
}

/**
 * Runs `work` unless another process does the same for this shop, and then answers null. The lock lives in a transaction
 * of its own and ends with its connection, so that a killed process holds nothing up.
 */
export function alone<T>(shopId: bigint, what: string, work: () => Promise<T>): Promise<T | null> {
  return withShopClient(shopId, async (client) => {
    // A machine that vanished is noticed within a minute.
    await client.query("SET LOCAL tcp_keepalives_idle = 20");
    await client.query("SET LOCAL tcp_keepalives_interval = 10");
    await client.query("SET LOCAL tcp_keepalives_count = 4");
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    const [lock] = await rows<{ held: boolean }>(
      client,
      "SELECT pg_try_advisory_xact_lock(hashtextextended(:what, :shopId)) AS held",
      { what, shopId },
    );
    return lock?.held ? work() : null;
  });
}

export type WatermarkKind = "orders" | "customers" | "products";

/** Moves a watermark forward, never back, and notes that the shop was caught up. */
export async function moveWatermark(shopId: bigint, kind: WatermarkKind, to: string, at: Date): Promise<void> {
  await withShopClient(shopId, (client) =>
    execute(
      client,
      `UPDATE sync_state SET ${kind}_watermark = greatest(${kind}_watermark, :to::timestamptz), caught_up_at = :at
       WHERE shop_id = :shopId AND ${kind}_watermark IS NOT NULL`,
      { shopId, to, at },
    ),
  );
}

/** The watermarks with their microseconds; null before the first backfill ended. */
export async function watermarks(shopId: bigint): Promise<Readonly<Record<WatermarkKind, string | null>>> {
  const iso = (kind: WatermarkKind) =>
    `to_char(${kind}_watermark AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS ${kind}`;
  const found = await withShopClient(shopId, (client) =>
    rows<Record<WatermarkKind, string | null>>(
      client,
      `SELECT ${iso("orders")}, ${iso("customers")}, ${iso("products")} FROM sync_state WHERE shop_id = :shopId`,
      { shopId },
    ),
  );
  return found[0] ?? { orders: null, customers: null, products: null };
}
