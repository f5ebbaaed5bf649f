import { withShopClient } from "~/db.server";
import { lockFacts } from "./facts.server";
import { execute } from "./sql.server";

const PARTS = ["line_items", "sales", "transactions", "refunds"] as const;

/** Removes what is left of orders whose own row is gone, so that they can be read again. */
export function dropOrphanedParts(shopId: bigint, orderIds: readonly string[]): Promise<void> {
  return withShopClient(shopId, async (client) => {
    await lockFacts(client, shopId);
    for (const part of PARTS)
      await execute(
        client,
        `DELETE FROM ${part} p WHERE p.shop_id = :shopId AND p.order_id = ANY(:orderIds::bigint[])
           AND NOT EXISTS (SELECT FROM orders o WHERE o.shop_id = p.shop_id AND o.order_id = p.order_id)`,
        { shopId, orderIds: orderIds.map(BigInt) },
      );
  });
}
