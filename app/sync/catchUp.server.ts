import { getShop, type Shop } from "~/data/shops.server";
import { bringForward } from "~/data/shopTasks.server";
import { moveWatermark, type WatermarkKind, watermarks } from "~/data/syncState.server";
import { addWindows } from "~/data/syncWindows.server";
import { type AdminClient, adminClient } from "~/shopify/adminClient.server";
import { isNode, page, string } from "~/shopify/shape";
import { advanceSync } from "./advance.server";
import { newestChanges } from "./plan.server";
import { productsOfInventoryItems, refetchCustomers, refetchOrders, refetchProducts } from "./refetch.server";
import { wholeSecond } from "./windows";

/** Shopify's search shows a change a while after it was made. */
const OVERLAP_MS = 10 * 60_000;
/** Up to so many pages of a hundred changed objects are read one by one; more are left to a bulk operation. */
const MOST_PAGES = 3;

/** Shopify's report shows a change some minutes after it was made. */
const COMPARE_AFTER_MS = 5 * 60_000;

const LISTS = {
  orders: { operation: "ChangedOrders", refetch: refetchOrders },
  customers: { operation: "ChangedCustomers", refetch: refetchCustomers },
  products: { operation: "ChangedProducts", refetch: refetchProducts },
} as const satisfies Record<WatermarkKind, unknown>;

/**
 * Reads everything that changed since the watermarks, ten minutes of overlap included, and moves them to the newest change
 * Shopify knew of before the reading began. Does nothing before the first backfill ended. Safe to run twice and at once.
 * @throws AdminApiError when Shopify cannot be read; no watermark moves then
 */
export async function catchUp(shopId: bigint): Promise<void> {
  const since = await watermarks(shopId);
  const shop = await getShop(shopId);
  if (since.orders === null || shop.state === "uninstalled") return;
  const client = adminClient(shop.domain);
  const newest = await newestChanges(client);
  let bulk = false;
  for (const kind of ["products", "customers", "orders"] as const) {
    bulk = (await catchUpKind(client, shop, kind, since[kind] ?? since.orders, newest[kind])) || bulk;
  }
  // In a test or a report the windows are read at once; otherwise the clock would find them within seconds.
  if (bulk) await advanceSync(shopId);
}

/** Answers whether there was so much that it was left to a bulk operation. */
async function catchUpKind(
  client: AdminClient,
  shop: Shop,
  kind: WatermarkKind,
  since: string,
  newest: string | null,
): Promise<boolean> {
  const startsAt = wholeSecond(new Date(Date.parse(since) - OVERLAP_MS));
  const changed = await changedSince(client, kind, startsAt);
  const watermark = newest ?? since;
  if (changed === null) {
    const window = {
      purpose: "catchUp",
      kind,
      field: "updated_at",
      startsAt,
      endsAt: null,
      watermark,
      expected: null,
    } as const;
    await addWindows(shop.shopId, [window]);
    return true;
  }
  const gids = kind === "products" ? [...new Set([...changed, ...(await recosted(client, startsAt))])] : changed;
  await LISTS[kind].refetch(client, shop, gids, false);
  if (kind === "orders" && gids.length > 0)
    await bringForward(shop.shopId, "readReports", new Date(Date.now() + COMPARE_AFTER_MS));
  await moveWatermark(shop.shopId, kind, watermark, new Date());
  return false;
}

async function changedSince(client: AdminClient, kind: WatermarkKind, startsAt: string): Promise<string[] | null> {
  return listChanged(client, LISTS[kind].operation, kind, startsAt);
}

/** Gids of a changed list; null when it is too long to be read page by page. */
async function listChanged(
  client: AdminClient,
  operation: string,
  root: string,
  startsAt: string,
): Promise<string[] | null> {
  const gids: string[] = [];
  let after: string | null = null;
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const { data } = await client.request("changes", operation, { q: `updated_at:>='${startsAt}'`, after });
    if (!isNode(data)) return gids;
    const part = page(data, root);
    gids.push(...part.nodes.map((node) => string(node, "id")));
    if (part.next === null) return gids;
    after = part.next;
  }
  return null;
}

/** Products whose unit costs changed: that moves the inventory item's time, not the product's. */
async function recosted(client: AdminClient, startsAt: string): Promise<string[]> {
  const items = await listChanged(client, "ChangedInventoryItems", "inventoryItems", startsAt);
  return items ? productsOfInventoryItems(client, items) : [];
}
