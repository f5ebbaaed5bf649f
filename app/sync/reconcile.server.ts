import { differingDays, ordersByMonth, recentOrders, saveReconciliation } from "~/data/reconciliations.server";
import { getShop, type Shop } from "~/data/shops.server";
import { findSyncState } from "~/data/syncState.server";
import { addWindows, type NewWindow } from "~/data/syncWindows.server";
import { type AdminClient, adminClient } from "~/shopify/adminClient.server";
import { isNode, object, page, string } from "~/shopify/shape";
import { advanceSync } from "./advance.server";
import { countOrders, madeIn } from "./plan.server";
import { refetchOrders } from "./refetch.server";
import { wholeSecond } from "./windows";

/** Days whose orders are held against Shopify's one by one. */
const RECENT_DAYS = 3;
const MOST_PAGES = 20;
const COUNTED_AT_ONCE = 4;

/** What a comparison with Shopify found; empty lists: everything agrees. */
export interface ReconciliationOutcome {
  readonly months: readonly { readonly month: string; readonly ours: number; readonly shopify: number }[];
  readonly days: readonly { readonly day: string; readonly ledger: number; readonly orders: number }[];
  readonly refetched: number;
}

/**
 * Holds the copy against Shopify: the number of orders made in each month, the recent orders by version and total, and each
 * day's ledger against the orders' own totals. What differs is read again, whole months by bulk operation. The outcome is kept.
 * @throws AdminApiError when Shopify cannot be read
 */
export async function reconcile(shopId: bigint): Promise<ReconciliationOutcome | null> {
  const [shop, state] = await Promise.all([getShop(shopId), findSyncState(shopId)]);
  if (!state?.finishedAt || shop.state === "uninstalled") return null;
  const client = adminClient(shop.domain);
  const at = new Date();
  const refetched = await repairRecent(client, shop, at);
  const months = await differingMonths(client, shop);
  const days = await differingDays(shopId);
  const repairs = [...months.map(({ month }) => repairWindow(month)), ...(await earlierOrders(client, shop))];
  if (repairs.length > 0) {
    await addWindows(shopId, repairs);
    await advanceSync(shopId);
  }
  const outcome = { months, days, refetched };
  await saveReconciliation(shopId, at, outcome);
  return outcome;
}

async function repairRecent(client: AdminClient, shop: Shop, at: Date): Promise<number> {
  const from = wholeSecond(new Date(at.getTime() - RECENT_DAYS * 86_400_000));
  const stored = await recentOrders(shop.shopId, from);
  const differing: string[] = [];
  let after: string | null = null;
  for (let number = 0; number < MOST_PAGES; number += 1) {
    const { data } = await client.request("changes", "ChangedOrders", { q: `updated_at:>='${from}'`, after });
    if (!isNode(data)) break;
    const part = page(data, "orders");
    for (const node of part.nodes) {
      const gid = string(node, "id");
      const total = string(object(object(node, "currentTotalPriceSet"), "shopMoney"), "amount");
      if (!stored.agrees(gid.slice(gid.lastIndexOf("/") + 1), string(node, "updatedAt"), total)) differing.push(gid);
    }
    if (part.next === null) break;
    after = part.next;
  }
  return refetchOrders(client, shop, differing, false);
}

async function differingMonths(client: AdminClient, shop: Shop): Promise<ReconciliationOutcome["months"]> {
  const ours = await ordersByMonth(shop.shopId);
  const differing: { month: string; ours: number; shopify: number }[] = [];
  for (let from = 0; from < ours.length; from += COUNTED_AT_ONCE) {
    const some = ours.slice(from, from + COUNTED_AT_ONCE);
    const counts = await Promise.all(some.map(({ month }) => countOrders(client, madeIn(...bounds(month)))));
    for (const [index, { month, orders }] of some.entries()) {
      const shopify = counts[index] ?? orders;
      if (shopify !== orders) differing.push({ month, ours: orders, shopify });
    }
  }
  return differing;
}

/** A window for what Shopify has from before the first month that is stored; none when it has nothing. */
async function earlierOrders(client: AdminClient, shop: Shop): Promise<NewWindow[]> {
  const [first] = await ordersByMonth(shop.shopId);
  const endsAt = first ? bounds(first.month)[0] : null;
  const hidden = await countOrders(client, endsAt ? `created_at:<'${endsAt}'` : "");
  if (hidden === 0) return [];
  return [{ ...repairWindow("2000-01"), startsAt: null, endsAt, expected: hidden }];
}

/** First second of a calendar month in UTC and of the next. */
function bounds(month: string): [string, string] {
  const start = new Date(`${month}-01T00:00:00Z`);
  const end = new Date(start);
  end.setUTCMonth(end.getUTCMonth() + 1);
  return [wholeSecond(start), wholeSecond(end)];
}

function repairWindow(month: string): NewWindow {
  const [startsAt, endsAt] = bounds(month);
  return { purpose: "repair", kind: "orders", field: "created_at", startsAt, endsAt, watermark: null, expected: null };
}
