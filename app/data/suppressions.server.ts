import { withShopClient } from "~/db.server";

export type SuppressionReason = "unsubscribed" | "bounced" | "complained";

/**
 * From now on the address gets no report of this shop. Doing it twice changes nothing; a bounce outweighs a wish to leave, which the
 * person can take back, and a complaint outweighs both. Answers whether it was news.
 */
export async function suppress(shopId: bigint, email: string, reason: SuppressionReason): Promise<boolean> {
  const { rowCount } = await withShopClient(shopId, (client) =>
    client.query(
      `INSERT INTO suppressions AS s (shop_id, email, reason) VALUES ($1, $2, $3)
       ON CONFLICT (shop_id, email) DO UPDATE SET reason = EXCLUDED.reason
       WHERE array_position($4::text[], s.reason) < array_position($4::text[], EXCLUDED.reason)`,
      [shopId, email.toLowerCase(), reason, WEIGHTS],
    ),
  );
  return rowCount === 1;
}

const WEIGHTS: readonly SuppressionReason[] = ["unsubscribed", "bounced", "complained"];

/** Takes back what the person did themselves. An address that bounced or complained stays suppressed. */
export async function resubscribe(shopId: bigint, email: string): Promise<void> {
  await withShopClient(shopId, (client) =>
    client.query("DELETE FROM suppressions WHERE shop_id = $1 AND email = $2 AND reason = 'unsubscribed'", [
      shopId,
      email.toLowerCase(),
    ]),
  );
}

/** Why the address gets nothing, or null when it may be written to. */
export async function findSuppression(shopId: bigint, email: string): Promise<SuppressionReason | null> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ reason: SuppressionReason }>("SELECT reason FROM suppressions WHERE shop_id = $1 AND email = $2", [
      shopId,
      email.toLowerCase(),
    ]),
  );
  return rows[0]?.reason ?? null;
}
