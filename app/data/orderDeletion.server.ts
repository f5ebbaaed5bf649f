import type { ShopClient } from "~/db.server";
import { applyFacts, lockFacts } from "./facts.server";
import { execute, rows } from "./sql.server";

/**
 * Takes orders out of everything that is counted and keeps their rows as tombstones, so that a late update cannot revive
 * them. Once per transaction. Answers how many were there to delete.
 */
export async function deleteOrders(
  client: ShopClient,
  shopId: bigint,
  orderIds: readonly bigint[],
  at: Date,
): Promise<number> {
  await lockFacts(client, shopId);
  const values = { shopId, orderIds, at };
  const mine = "shop_id = :shopId AND order_id = ANY(:orderIds::bigint[])";
  const deleted = await execute(
    client,
    `UPDATE orders SET deleted_at = :at WHERE ${mine} AND deleted_at IS NULL`,
    values,
  );
  await execute(client, `DELETE FROM sales WHERE ${mine}`, values);
  await execute(client, `DELETE FROM transactions WHERE ${mine}`, values);
  await applyFacts(client, shopId, orderIds);
  return deleted;
}

/**
 * Orders made in [startsAt, endsAt) that are stored and that a whole reading of that stretch, staged in this transaction,
 * did not hold: Shopify has deleted them and the notice was lost. Orders read later than `observedAt` are left alone.
 */
export async function vanishedOrders(
  client: ShopClient,
  shopId: bigint,
  startsAt: Date | null,
  endsAt: Date | null,
  observedAt: string,
): Promise<bigint[]> {
  const found = await rows<{ id: string }>(
    client,
    `SELECT o.order_id::text AS id FROM orders o
     WHERE o.shop_id = :shopId AND o.deleted_at IS NULL
       AND o.created_at >= coalesce(:startsAt::timestamptz, '-infinity') AND o.created_at < coalesce(:endsAt::timestamptz, 'infinity')
       AND coalesce(o.observed_at, '-infinity') < :observedAt::timestamptz
       AND NOT EXISTS (SELECT FROM staged_orders s WHERE s.order_id = o.order_id)`,
    { shopId, startsAt, endsAt, observedAt },
  );
  return found.map(({ id }) => BigInt(id));
}
