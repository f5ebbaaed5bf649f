import type { ShopClient } from "~/db.server";
import { smallRows } from "./sql.server";

/** What the state of the sync means for figures. A shop that never synced has nothing to say. */
export async function syncNotes(
  client: ShopClient,
  shopId: bigint,
): Promise<{ readonly historyLimited: boolean; readonly syncRunning: boolean }> {
  const [state] = await smallRows<{ historyLimited: boolean; syncRunning: boolean }>(
    client,
    `SELECT problems @> '[{"key": "history_limited"}]' AS "historyLimited", finished_at IS NULL AS "syncRunning"
     FROM sync_state WHERE shop_id = :shopId`,
    { shopId },
  );
  return state ?? { historyLimited: false, syncRunning: false };
}
