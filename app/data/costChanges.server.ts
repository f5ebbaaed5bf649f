import { z } from "zod";
import type { Minor } from "~/analytics/money";
import { acrossShops, type ShopClient, withShopClient } from "~/db.server";
import { execute, row, rows } from "./sql.server";

/** What kind of cost a change is about. */
export const COST_CHANGE_KINDS = [
  "unitCosts",
  "unitCostRules",
  "orderCostRules",
  "shippingCosts",
  "gatewayFees",
  "settings",
] as const;
export type CostChangeKind = (typeof COST_CHANGE_KINDS)[number];

/** How a change came in, for people: the file's name, or the thing that was changed by hand, and how many entries. */
const Summary = z.object({ name: z.string().nullable().default(null), entries: z.number().default(0) });

export interface NewCostChange {
  readonly kind: CostChangeKind;
  /** File or thing; null where the kind says it all. */
  readonly name?: string | null;
  /** Id of the staff member at Shopify, where known. */
  readonly by?: string | null;
}

/** A change of costs and how far it has got. Amounts are sums over the orders it touches, as far as costs are known. */
export interface CostChange {
  readonly changeId: string;
  readonly createdAt: Date;
  readonly changedBy: string | null;
  readonly kind: CostChangeKind;
  readonly name: string | null;
  readonly entries: number;
  /** failed: a step failed too often in a row; later changes go on, and it waits to be tried again or undone. */
  readonly state: "pending" | "running" | "done" | "failed";
  readonly isUndo: boolean;
  readonly undone: boolean;
  /** Null until the orders were counted. */
  readonly ordersTotal: number | null;
  readonly ordersDone: number;
  readonly cogsBefore: Minor;
  readonly cogsAfter: Minor;
  readonly profitBefore: Minor;
  readonly profitAfter: Minor;
  readonly doneAt: Date | null;
  /** Why a step failed the last time; null where none did. */
  readonly failure: string | null;
}

/**
 * Runs `write` in one transaction in which every row of a cost that it adds, changes or removes is recorded as one change.
 * The orders it touches are computed anew later, by `recostSlice`. Answers the change's id, or null when nothing differed.
 */
export function changeCosts(
  shopId: bigint,
  change: NewCostChange,
  write: (client: ShopClient) => Promise<unknown>,
): Promise<string | null> {
  return withShopClient(shopId, (client) => recordChange(client, shopId, { ...change, undoOf: null }, write));
}

/** As changeCosts, within a transaction that is open. */
export async function recordChange(
  client: ShopClient,
  shopId: bigint,
  { kind, name = null, by = null, undoOf }: NewCostChange & { readonly undoOf: string | null },
  write: (client: ShopClient) => Promise<unknown>,
): Promise<string | null> {
  const { changeId } = await row<{ changeId: string }>(
    client,
    `INSERT INTO cost_changes (shop_id, kind, changed_by, summary, undo_of) VALUES (:shopId, :kind, :by, '{}', :undoOf::uuid)
     RETURNING change_id AS "changeId"`,
    { shopId, kind, by, undoOf },
  );
  const values = { shopId, changeId, name };
  await row(client, "SELECT set_config('app.cost_change', :changeId, true)", values);
  await write(client);
  await row(client, "SELECT set_config('app.cost_change', '', true)", values);
  await execute(client, UNCHANGED, values);
  const found = await execute(client, SUMMED_UP, values);
  if (found === 1) return changeId;
  await execute(client, "DELETE FROM cost_changes WHERE shop_id = :shopId AND change_id = :changeId", values);
  return null;
}

const UNCHANGED = `
  DELETE FROM cost_change_rows
  WHERE shop_id = :shopId AND change_id = :changeId AND before - 'created_at' IS NOT DISTINCT FROM after - 'created_at'
    AND table_name <> 'shops'`;

const SUMMED_UP = `
  UPDATE cost_changes SET summary = jsonb_build_object('name', :name::text, 'entries', told.entries)
  FROM (SELECT count(*) AS entries FROM cost_change_rows WHERE shop_id = :shopId AND change_id = :changeId) AS told
  WHERE shop_id = :shopId AND change_id = :changeId AND told.entries > 0`;

/** Changes of costs, the newest first, one page of them, and how many there are. */
export function listCostChanges(
  shopId: bigint,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<{ readonly changes: readonly CostChange[]; readonly count: number }> {
  return withShopClient(shopId, async (client) => {
    const { count } = await row<{ count: number }>(
      client,
      "SELECT count(*) FROM cost_changes WHERE shop_id = :shopId",
      { shopId },
    );
    const found = await rows<Omit<CostChange, "name" | "entries"> & { summary: unknown }>(
      client,
      `SELECT change_id AS "changeId", created_at AS "createdAt", changed_by AS "changedBy", kind, summary, state,
         undo_of IS NOT NULL AS "isUndo", undone_by IS NOT NULL AS undone, orders_total AS "ordersTotal",
         orders_done AS "ordersDone", cogs_before AS "cogsBefore", cogs_after AS "cogsAfter",
         profit_before AS "profitBefore", profit_after AS "profitAfter", done_at AS "doneAt", failure
       FROM cost_changes WHERE shop_id = :shopId ORDER BY created_at DESC, change_id LIMIT :limit OFFSET :offset`,
      { shopId, limit, offset },
    );
    return { changes: found.map(({ summary, ...change }) => ({ ...change, ...Summary.parse(summary) })), count };
  });
}

/** Shops in which a change of costs waits for its orders. */
export async function shopsToRecost(limit: number): Promise<bigint[]> {
  const found = await acrossShops((client) =>
    client.query<{ shop_id: string }>(
      "SELECT DISTINCT shop_id::text FROM cost_changes WHERE state IN ('pending', 'running') ORDER BY 1 LIMIT $1",
      [limit],
    ),
  );
  return found.rows.map(({ shop_id }) => BigInt(shop_id));
}

/**
 * Lets a change that failed go on where it stood, ahead of later ones. Answers whether there was such a change: not one that
 * was undone, or that is no longer set aside.
 */
export async function retryCostChange(shopId: bigint, changeId: string): Promise<boolean> {
  const retried = await withShopClient(shopId, (client) =>
    execute(
      client,
      `UPDATE cost_changes SET failures = 0, state = CASE WHEN orders_total IS NULL THEN 'pending' ELSE 'running' END
       WHERE shop_id = :shopId AND change_id = :changeId::uuid AND state = 'failed' AND undone_by IS NULL`,
      { shopId, changeId },
    ),
  );
  return retried > 0;
}

/** The change that is being applied now, or waits to be. */
export interface OpenCostChange {
  readonly state: "pending" | "running";
  readonly ordersTotal: number | null;
  readonly ordersDone: number;
}

export async function openCostChange(shopId: bigint): Promise<OpenCostChange | null> {
  const [open] = await withShopClient(shopId, (client) =>
    rows<OpenCostChange>(
      client,
      `SELECT state, orders_total AS "ordersTotal", orders_done AS "ordersDone" FROM cost_changes
       WHERE shop_id = :shopId AND state IN ('pending', 'running') ORDER BY created_at, change_id LIMIT 1`,
      { shopId },
    ),
  );
  return open ?? null;
}
