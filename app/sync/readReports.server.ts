import { addDays, type Day, earlier, localDay } from "~/analytics/period";
import { lastShopifySessionDay, saveShopifySessions } from "~/data/sessions.server";
import { saveReading } from "~/data/shopifyFigures.server";
import { getShop, type Shop } from "~/data/shops.server";
import { findSyncState } from "~/data/syncState.server";
import { adminClient } from "~/shopify/adminClient.server";
import { ShopifyQlRefused } from "~/shopify/shopifyql.server";
import { readSessions } from "~/shopify/shopifyqlSessions.server";
import { compareSales } from "./compareSales.server";
import { reconcile } from "./reconcile.server";

/** Shopify still adds sessions to the last days. */
const OVERLAP_DAYS = 3;
/** Shopify keeps sessions for a good two years; a first reading goes back so far. */
const FIRST_DAYS = 800;
const DAYS_A_TIME = 60;

/** Without Shopify's reports the numbers of orders are compared, but not more often than this. */
const COUNT_EVERY_MS = 20 * 3_600_000;

/**
 * Reads what Shopify's own reports (ShopifyQL) say: sales, to compare ours with, and sessions. Where sales cannot be read,
 * what can be compared through the Admin API is.
 */
export async function readReports(shopId: bigint): Promise<void> {
  const compared = await compareSales(shopId);
  const state = await findSyncState(shopId);
  const counted = state?.reconciledAt?.getTime() ?? 0;
  if (compared === null && Date.now() - counted > COUNT_EVERY_MS) await reconcile(shopId);
  await readShopSessions(shopId);
}

/**
 * Reads the sessions of the days since the last reading and stores them by day and origin. Where Shopify does not let us,
 * that is kept for the page. @throws AdminApiError when Shopify cannot be reached
 */
export async function readShopSessions(shopId: bigint): Promise<void> {
  const [shop, state] = await Promise.all([getShop(shopId), findSyncState(shopId)]);
  if (!state?.finishedAt || shop.state === "uninstalled") return;
  const at = new Date();
  try {
    await readSince(shop, await firstUnread(shop, at), localDay(at, shop.timeZone));
    await saveReading(shopId, "sessions", { state: "read", detail: "" }, at);
  } catch (error) {
    if (!(error instanceof ShopifyQlRefused)) throw error;
    await saveReading(shopId, "sessions", { state: error.refusal, detail: error.detail }, at);
  }
}

async function firstUnread(shop: Shop, at: Date): Promise<Day> {
  const last = await lastShopifySessionDay(shop.shopId);
  return addDays(last ?? localDay(at, shop.timeZone), last ? -OVERLAP_DAYS : -FIRST_DAYS);
}

async function readSince(shop: Shop, since: Day, today: Day): Promise<void> {
  const client = adminClient(shop.domain);
  for (let first = since; first <= today; first = addDays(first, DAYS_A_TIME)) {
    const last = earlier(addDays(first, DAYS_A_TIME - 1), today);
    await saveShopifySessions(shop.shopId, { first, last }, await readSessions(client, first, last));
  }
}
