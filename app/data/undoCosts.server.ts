import { DatabaseError } from "pg";
import { type ShopClient, withShopClient } from "~/db.server";
import { type CostChangeKind, recordChange } from "./costChanges.server";
import { execute, row, rows } from "./sql.server";

/** A change that cannot be undone as things stand. */
export class CannotUndoError extends Error {
  override readonly name = "CannotUndoError";
  constructor(readonly reason: "unknown" | "undone" | "superseded") {
    super(
      {
        unknown: "cost change: expected one of this shop",
        undone: "cost change: expected one that was not undone and is no undoing itself",
        superseded: "cost change: what it changed was changed again later; expected that to be undone first",
      }[reason],
    );
  }
}

/** Tables of costs with the column that identifies a row, and its type. */
const TABLES = [
  ["unit_costs", "unit_cost_id", "uuid"],
  ["unit_cost_rules", "rule_id", "uuid"],
  ["order_cost_rules", "rule_id", "uuid"],
  ["gateway_fee_rules", "rule_id", "uuid"],
  ["order_shipping_costs", "order_id", "bigint"],
] as const;

const UNIQUE_VIOLATION = "23505";

/**
 * Puts everything a change touched back exactly as it was, as a change of its own whose orders are computed anew like any
 * other's. Answers the id of that change. @throws CannotUndoError when a later change touched the same, or there is nothing to undo
 */
export async function undoCostChange(shopId: bigint, changeId: string, by: string | null = null): Promise<string> {
  try {
    return await withShopClient(shopId, (client) => undo(client, shopId, changeId, by));
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNIQUE_VIOLATION) throw new CannotUndoError("superseded");
    throw error;
  }
}

async function undo(client: ShopClient, shopId: bigint, changeId: string, by: string | null): Promise<string> {
  const values = { shopId, changeId };
  const [change] = await rows<{ kind: CostChangeKind; name: string | null; final: boolean }>(
    client,
    `SELECT kind, summary->>'name' AS name, undone_by IS NOT NULL OR undo_of IS NOT NULL AS final
     FROM cost_changes WHERE shop_id = :shopId AND change_id = :changeId::uuid FOR UPDATE`,
    values,
  );
  if (!change) throw new CannotUndoError("unknown");
  if (change.final) throw new CannotUndoError("undone");
  const { kind, name } = change;
  const undoing = await recordChange(client, shopId, { kind, name, by, undoOf: changeId }, async () => {
    for (const [table, id, type] of TABLES) await restoreRows(client, values, table, id, type);
    await restoreSettings(client, values);
  });
  if (undoing === null) throw new CannotUndoError("superseded");
  await execute(
    client,
    "UPDATE cost_changes SET undone_by = :undoing::uuid WHERE shop_id = :shopId AND change_id = :changeId::uuid",
    { ...values, undoing },
  );
  return undoing;
}

type Values = { readonly shopId: bigint; readonly changeId: string };

async function restoreRows(client: ShopClient, values: Values, table: string, id: string, type: string): Promise<void> {
  const touched = `r.shop_id = :shopId AND r.change_id = :changeId::uuid AND r.table_name = '${table}'`;
  const { differing } = await row<{ differing: number }>(
    client,
    `SELECT count(*) AS differing FROM cost_change_rows r
     LEFT JOIN ${table} t ON t.shop_id = r.shop_id AND t.${id} = r.row_id::${type}
     WHERE ${touched} AND to_jsonb(t) - 'created_at' IS DISTINCT FROM r.after - 'created_at'`,
    values,
  );
  if (differing > 0) throw new CannotUndoError("superseded");
  await execute(
    client,
    `DELETE FROM ${table} t USING cost_change_rows r
     WHERE ${touched} AND t.shop_id = r.shop_id AND t.${id} = r.row_id::${type} AND r.after IS NOT NULL`,
    values,
  );
  await execute(
    client,
    `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, r.before)).* FROM cost_change_rows r
     WHERE ${touched} AND r.before IS NOT NULL`,
    values,
  );
}

async function restoreSettings(client: ShopClient, values: Values): Promise<void> {
  const touched = "r.shop_id = :shopId AND r.change_id = :changeId::uuid AND r.table_name = 'shops'";
  const { differing } = await row<{ differing: number }>(
    client,
    `SELECT count(*) AS differing FROM cost_change_rows r JOIN shops s ON s.shop_id = r.shop_id
     WHERE ${touched} AND s.settings->r.row_id IS DISTINCT FROM r.after`,
    values,
  );
  if (differing > 0) throw new CannotUndoError("superseded");
  await execute(
    client,
    `UPDATE shops s SET settings = (s.settings - told.names) || told.values
     FROM (SELECT array_agg(r.row_id) AS names,
                  coalesce(jsonb_object_agg(r.row_id, r.before) FILTER (WHERE r.before IS NOT NULL), '{}') AS values
           FROM cost_change_rows r WHERE ${touched}) AS told
     WHERE s.shop_id = :shopId AND told.names IS NOT NULL`,
    values,
  );
}
