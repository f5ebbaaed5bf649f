import { findShopByDomain, type Installation, installShop, type Shop, updateShop } from "~/data/shops.server";
import { openSync, restartSync } from "~/data/syncState.server";
import { adminClient } from "./adminClient.server";
import { isNode } from "./shape";
import { toShop } from "./toShop";

export type ShopFacts = ReturnType<typeof toShop>;

/** Asks Shopify for a shop's own facts and the scopes it granted. @throws AdminApiError, ShapeError */
export async function readShop(domain: string): Promise<ShopFacts> {
  const { data } = await adminClient(domain).request("shop", "ShopSettings");
  if (!isNode(data)) throw new TypeError(`shop ${domain}: expected an object in the answer`);
  return toShop(data);
}

/**
 * Makes or revives the shop's row and opens the reading of its history: once for a new shop, anew for one that comes back
 * after an uninstall. Safe to run twice and at once.
 */
export async function install(domain: string, language: string): Promise<{ shop: Shop; installation: Installation }> {
  const installed = await installShop(await readShop(domain), language);
  const { shopId } = installed.shop;
  if (installed.installation === "revived") await restartSync(shopId);
  else await openSync(shopId);
  return installed;
}

/**
 * Brings an installed shop's facts and scopes up to date. After a change of currency the whole history is read again, because
 * orders of the new currency were left out before. A shop that is not installed is left alone.
 */
export async function refreshShop(domain: string): Promise<void> {
  const shop = await findShopByDomain(domain);
  if (shop?.state !== "active") return;
  const change = await updateShop(shop.shopId, await readShop(domain));
  if (change.currency) await restartSync(shop.shopId);
}
