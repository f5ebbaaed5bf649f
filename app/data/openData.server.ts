import type { Day } from "~/analytics/period";
import type { MissingPart } from "~/analytics/timing";
import { withShopClient } from "~/db.server";
import { rows } from "./sql.server";

/**
 * What is still on its way of the data that a report on days before `end` is made of, as far as the shop's own tables tell:
 * readings that began and did not end, and changes of costs whose orders are not all computed anew. Customers, cohorts and
 * returns reach back to the first order, so that everything before `end` counts, `endsAt` being the instant it begins. A shop
 * that never synced waits for nothing.
 */
export async function openData(
  shopId: bigint,
  { end, endsAt }: { readonly end: Day; readonly endsAt: Date },
): Promise<readonly MissingPart[]> {
  const [open] = await withShopClient(shopId, (client) =>
    rows<Record<MissingPart, boolean>>(
      client,
      `SELECT EXISTS (SELECT ${WINDOWS} AND w.purpose = 'catchUp') AS changes,
         y.finished_at IS NULL OR EXISTS (SELECT ${WINDOWS} AND w.purpose <> 'catchUp') AS history,
         EXISTS (SELECT FROM cost_changes c WHERE c.shop_id = y.shop_id AND (c.state = 'pending' OR c.state = 'running'
           AND (c.wide OR EXISTS (
             SELECT FROM cost_change_orders t JOIN orders o ON o.shop_id = t.shop_id AND o.order_id = t.order_id
             WHERE t.shop_id = c.shop_id AND t.change_id = c.change_id AND o.order_day < :end::date)))) AS costs
       FROM sync_state y WHERE y.shop_id = :shopId`,
      { shopId, end, endsAt },
    ),
  );
  return open ? (["changes", "history", "costs"] as const).filter((part) => open[part]) : [];
}

/** Readings of the shop that are under way and may bring something from before the end. */
const WINDOWS = `FROM sync_windows w WHERE w.shop_id = y.shop_id AND w.run = y.run AND w.state NOT IN ('done', 'split')
  AND (w.field IS DISTINCT FROM 'created_at' OR w.starts_at IS NULL OR w.starts_at < :endsAt)`;
