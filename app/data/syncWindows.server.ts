import type { BulkFile, SyncWindow } from "@prisma/client";
import { type ShopClient, withShop, withShopClient } from "~/db.server";
import { execute } from "./sql.server";

export type { BulkFile };
export type OpenWindow = SyncWindow & { readonly files: readonly BulkFile[] };

export type WindowKind = "orders" | "customers" | "products" | "sellingPlans";
export type WindowPurpose = "backfill" | "catchUp" | "repair";
export type FileName = WindowKind | "ledger";

/** A window to be read: instants as ISO text with microseconds; null is open on that side. */
export interface NewWindow {
  readonly purpose: WindowPurpose;
  readonly kind: WindowKind;
  readonly field: "created_at" | "updated_at" | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly watermark: string | null;
  readonly expected: number | null;
}

/** Stores the windows of a run that has none yet; a second planner changes nothing. */
export async function savePlan(
  shopId: bigint,
  run: number,
  windows: readonly NewWindow[],
  ordersTotal: number,
): Promise<void> {
  await withShopClient(shopId, async (client) => {
    const planned = await execute(
      client,
      `UPDATE sync_state SET planned_at = now(), orders_total = :ordersTotal
       WHERE shop_id = :shopId AND run = :run AND planned_at IS NULL`,
      { shopId, run, ordersTotal },
    );
    if (planned > 0) await insertWindows(client, shopId, run, windows);
  });
}

/** Adds windows to the current run and calls for work, unless the kind has an open window of the purpose already. */
export async function addWindows(shopId: bigint, windows: readonly NewWindow[]): Promise<void> {
  await withShopClient(shopId, async (client) => {
    const { rows } = await client.query<{ run: number }>(
      "UPDATE sync_state SET next_at = now() WHERE shop_id = $1 RETURNING run",
      [String(shopId)],
    );
    const run = rows[0]?.run;
    if (run === undefined) return;
    const open = await client.query<{ purpose: string; kind: string }>(
      `SELECT DISTINCT purpose, kind FROM sync_windows WHERE shop_id = $1 AND run = $2 AND state NOT IN ('done', 'split')`,
      [String(shopId), run],
    );
    const taken = new Set(open.rows.map(({ purpose, kind }) => `${purpose} ${kind}`));
    const added = windows.filter(({ purpose, kind }) => !taken.has(`${purpose} ${kind}`));
    await insertWindows(client, shopId, run, added);
  });
}

async function insertWindows(client: ShopClient, shopId: bigint, run: number, windows: readonly NewWindow[]) {
  for (const window of windows) {
    await execute(
      client,
      `INSERT INTO sync_windows (shop_id, run, purpose, kind, field, starts_at, ends_at, watermark, expected)
       VALUES (:shopId, :run, :purpose, :kind, :field, :startsAt::timestamptz, :endsAt::timestamptz, :watermark::timestamptz, :expected)`,
      { shopId, run, ...window },
    );
  }
}

/** Windows of the current run that are not done, newest first. */
export function openWindows(shopId: bigint, run: number): Promise<OpenWindow[]> {
  return withShop(shopId, (tx) =>
    tx.syncWindow.findMany({
      where: { shopId, run, state: { notIn: ["done", "split"] } },
      include: { files: true },
      orderBy: [{ endsAt: { sort: "desc", nulls: "first" } }, { windowId: "asc" }],
    }),
  );
}

export function allWindows(shopId: bigint, run: number): Promise<SyncWindow[]> {
  return withShop(shopId, (tx) => tx.syncWindow.findMany({ where: { shopId, run, state: { not: "split" } } }));
}

type WindowKey = Pick<SyncWindow, "shopId" | "windowId">;

/** Stores that an operation is about to be asked for, before it is. */
export async function fileAsked(window: WindowKey, file: FileName, tag: string, at: Date): Promise<void> {
  const { shopId, windowId } = window;
  await withShop(shopId, async (tx) => {
    const row = { shopId, windowId, file, tag, askedAt: at, pollAt: at };
    await tx.bulkFile.upsert({ where: { shopId_windowId_file: { shopId, windowId, file } }, create: row, update: row });
    await tx.syncWindow.updateMany({
      where: { shopId, windowId, state: { in: ["pending", "failed"] } },
      data: { state: "running" },
    });
  });
}

/** Changes a bulk file's row. */
export async function updateFile(
  file: Pick<BulkFile, "shopId" | "windowId" | "file">,
  data: Partial<Pick<BulkFile, "state" | "operationId" | "polls" | "pollAt" | "objectCount" | "rootObjectCount">>,
): Promise<void> {
  const { shopId, windowId, file: name } = file;
  await withShop(shopId, (tx) => tx.bulkFile.updateMany({ where: { shopId, windowId, file: name }, data }));
}

export async function windowReady({ shopId, windowId }: WindowKey): Promise<void> {
  await withShop(shopId, (tx) => tx.syncWindow.updateMany({ where: { shopId, windowId }, data: { state: "ready" } }));
}

/** Notes a failed attempt and puts the window off; `state` failed when it was tried often enough to tell the merchant. */
export async function attemptFailed(
  { shopId, windowId }: WindowKey,
  failure: { readonly error: string; readonly state: "pending" | "failed"; readonly nextAt: Date },
): Promise<void> {
  await withShop(shopId, async (tx) => {
    const { count } = await tx.syncWindow.updateMany({
      // One that another process merged meanwhile stays done.
      where: { shopId, windowId, state: { notIn: ["done", "split"] } },
      data: { ...failure, error: failure.error.slice(0, 2000), attempts: { increment: 1 } },
    });
    if (count > 0) await tx.bulkFile.deleteMany({ where: { shopId, windowId } });
  });
}

/** Replaces a window that is too large for Shopify by its parts, in one transaction. */
export async function splitWindow(window: OpenWindow, parts: readonly NewWindow[]): Promise<void> {
  const { shopId, windowId, run } = window;
  await withShopClient(shopId, async (client) => {
    const gone = await execute(
      client,
      "UPDATE sync_windows SET state = 'split' WHERE shop_id = :shopId AND window_id = :windowId AND state <> 'split'",
      { shopId, windowId },
    );
    await execute(client, "DELETE FROM bulk_files WHERE shop_id = :shopId AND window_id = :windowId", {
      shopId,
      windowId,
    });
    if (gone > 0) await insertWindows(client, shopId, run, parts);
  });
}

/**
 * Notes, in the transaction that merged it, that a window is done, and answers whether it still was to be done: false
 * rolls the merge back, because another process did it or a new run began.
 */
export async function windowDone(client: ShopClient, window: SyncWindow, merged: number, at: Date): Promise<boolean> {
  const { shopId, windowId, kind, run } = window;
  const done = await execute(
    client,
    `UPDATE sync_windows SET state = 'done', merged = :merged, done_at = :at, error = NULL
     WHERE shop_id = :shopId AND window_id = :windowId AND run = :run AND state = 'ready'`,
    { shopId, windowId, run, merged, at },
  );
  await execute(client, "DELETE FROM bulk_files WHERE shop_id = :shopId AND window_id = :windowId", {
    shopId,
    windowId,
  });
  if (kind === "orders")
    await execute(client, "UPDATE sync_state SET usable_since = coalesce(usable_since, :at) WHERE shop_id = :shopId", {
      shopId,
      at,
    });
  if (window.purpose === "catchUp" && isWatermarked(kind))
    await execute(
      client,
      `UPDATE sync_state SET ${kind}_watermark = greatest(y.${kind}_watermark, w.watermark), caught_up_at = :at
       FROM sync_state y, sync_windows w
       WHERE sync_state.shop_id = :shopId AND y.shop_id = :shopId AND w.shop_id = :shopId AND w.window_id = :windowId
         AND w.watermark IS NOT NULL`,
      { shopId, windowId, at },
    );
  return done > 0;
}

const isWatermarked = (kind: string): kind is "orders" | "customers" | "products" =>
  kind === "orders" || kind === "customers" || kind === "products";

/**
 * Ends the backfill when all its windows are done: from here on the watermarks stand where the earliest reading of their kind
 * began. Answers whether it is ended.
 */
export async function finishBackfill(shopId: bigint, run: number, at: Date): Promise<boolean> {
  const finished = await withShopClient(shopId, (client) =>
    execute(
      client,
      `UPDATE sync_state y SET finished_at = :at, caught_up_at = coalesce(y.caught_up_at, :at),
         orders_watermark = coalesce(y.orders_watermark, b.orders, y.started_at),
         customers_watermark = coalesce(y.customers_watermark, b.customers, y.started_at),
         products_watermark = coalesce(y.products_watermark, b.products, y.started_at)
       FROM (SELECT count(*) FILTER (WHERE state NOT IN ('done', 'split')) AS open,
                    min(watermark) FILTER (WHERE kind = 'orders') AS orders,
                    min(watermark) FILTER (WHERE kind = 'customers') AS customers,
                    min(watermark) FILTER (WHERE kind = 'products') AS products
             FROM sync_windows WHERE shop_id = :shopId AND run = :run AND purpose = 'backfill') AS b
       WHERE y.shop_id = :shopId AND y.run = :run AND y.planned_at IS NOT NULL AND y.finished_at IS NULL AND b.open = 0`,
      { shopId, run, at },
    ),
  );
  return finished > 0;
}

/** A hint that an operation ended: it is looked at now. Answers whether it is ours. */
export async function hintFinished(shopId: bigint, operationId: string, at: Date): Promise<boolean> {
  return withShop(shopId, async (tx) => {
    const { count } = await tx.bulkFile.updateMany({ where: { shopId, operationId }, data: { pollAt: at } });
    if (count > 0) await tx.syncState.updateMany({ where: { shopId }, data: { nextAt: at } });
    return count > 0;
  });
}
