import { acrossShops, withShopClient } from "~/db.server";

/** What the clock does for a shop again and again. */
export const SHOP_TASKS = ["catchUp", "reconcile", "readReports", "predict", "watchMetrics"] as const;
export type ShopTask = (typeof SHOP_TASKS)[number];

/** A claim on a row: only its holder may write, until it runs out. */
export interface Lease {
  readonly leaseId: string;
}

/** Plans a task for every active shop whose history is in and that has no such task yet; answers how many were planned. */
export async function planTasks(task: ShopTask, dueAt: (shopId: bigint, timeZone: string) => Date): Promise<number> {
  return acrossShops(async (client) => {
    const { rows } = await client.query<{ shopId: number; timeZone: string }>(
      `SELECT s.shop_id AS "shopId", s.time_zone AS "timeZone" FROM shops s JOIN sync_state y ON y.shop_id = s.shop_id
       WHERE s.state = 'active' AND y.orders_watermark IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM shop_tasks t WHERE t.shop_id = s.shop_id AND t.task = $1) LIMIT 500`,
      [task],
    );
    for (const { shopId, timeZone } of rows)
      await client.query("INSERT INTO shop_tasks (shop_id, task, due_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", [
        shopId,
        task,
        dueAt(BigInt(shopId), timeZone),
      ]);
    return rows.length;
  });
}

/** Makes a task due at `at`, unless it is due earlier, also one that the clock has not planned yet. */
export async function planAt(shopId: bigint, task: ShopTask, at: Date): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query(
      `INSERT INTO shop_tasks (shop_id, task, due_at) VALUES ($1, $2, $3)
       ON CONFLICT (shop_id, task) DO UPDATE SET due_at = least(shop_tasks.due_at, $3)`,
      [shopId, task, at],
    ),
  );
}

/** Makes a planned task due at `at`, unless it is due earlier; answers whether it is planned. */
export async function bringForward(shopId: bigint, task: ShopTask, at: Date): Promise<boolean> {
  const { rowCount } = await withShopClient(shopId, (client) =>
    client.query("UPDATE shop_tasks SET due_at = least(due_at, $3) WHERE shop_id = $1 AND task = $2", [
      shopId,
      task,
      at,
    ]),
  );
  return rowCount === 1;
}

/** Tasks of active shops that are due and that nobody works on. */
export async function dueTasks(now: Date, limit = 500): Promise<{ shopId: bigint; task: ShopTask }[]> {
  const { rows } = await acrossShops((client) =>
    client.query<{ shopId: string; task: ShopTask }>(
      `SELECT t.shop_id::text AS "shopId", t.task FROM shop_tasks t JOIN shops s ON s.shop_id = t.shop_id
       WHERE t.due_at <= $1 AND (t.lease_until IS NULL OR t.lease_until <= $1) AND s.state = 'active'
       ORDER BY t.due_at LIMIT $2`,
      [now, limit],
    ),
  );
  return rows.map(({ shopId, task }) => ({ shopId: BigInt(shopId), task }));
}

/** Takes a due task for `leaseMs`, or answers null: it is not due, or someone has it. */
export async function claimTask(shopId: bigint, task: ShopTask, now: Date, leaseMs: number): Promise<Lease | null> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<Lease>(
      `UPDATE shop_tasks SET lease_until = $4, lease_id = gen_random_uuid()
       WHERE (shop_id, task) IN (SELECT shop_id, task FROM shop_tasks WHERE shop_id = $1 AND task = $2 AND due_at <= $3
         AND (lease_until IS NULL OR lease_until <= $3) FOR UPDATE SKIP LOCKED)
       RETURNING lease_id AS "leaseId"`,
      [shopId, task, now, new Date(now.getTime() + leaseMs)],
    ),
  );
  return rows[0] ?? null;
}

/** Prolongs a lease; false when it is another's by now. */
export async function renewTask(shopId: bigint, task: ShopTask, { leaseId }: Lease, until: Date): Promise<boolean> {
  const { rowCount } = await withShopClient(shopId, (client) =>
    client.query(
      "UPDATE shop_tasks SET lease_until = $4 WHERE shop_id = $1 AND task = $2 AND lease_id = $3 AND lease_until IS NOT NULL",
      [shopId, task, leaseId, until],
    ),
  );
  return rowCount === 1;
}

export async function finishTask(shopId: bigint, task: ShopTask, { leaseId }: Lease, now: Date, dueAt: Date) {
  await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE shop_tasks SET due_at = $5, lease_until = NULL, failures = 0, last_error = NULL, last_done_at = $4
       WHERE shop_id = $1 AND task = $2 AND lease_id = $3`,
      [shopId, task, leaseId, now, dueAt],
    ),
  );
}

/** Puts a failed task off: a minute after the first failure, twice as long after each further one, an hour at most. */
export async function postponeTask(shopId: bigint, task: ShopTask, { leaseId }: Lease, now: Date, error: string) {
  await withShopClient(shopId, (client) =>
    client.query(
      `UPDATE shop_tasks SET lease_until = NULL, failures = failures + 1, last_error = $5,
         due_at = $4::timestamptz + least(interval '1 hour', interval '1 minute' * 2 ^ least(failures, 10))
       WHERE shop_id = $1 AND task = $2 AND lease_id = $3`,
      [shopId, task, leaseId, now, error.slice(0, 2000)],
    ),
  );
}
