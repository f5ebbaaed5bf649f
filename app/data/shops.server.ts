import type { Shop } from "@prisma/client";
import { prisma, type ShopClient, type ShopTx, withShop, withShopClient } from "~/db.server";
import { deleteShares } from "./shares.server";
import { recomputeDays, removeOtherCurrencies } from "./shopChange.server";

export type { Shop };
/** Whether a shop uses the app: closed means frozen or gone at Shopify. */
export type ShopState = "active" | "uninstalled" | "closed";

/** What Shopify tells of a shop. */
export interface ShopFacts {
  readonly domain: string;
  readonly name: string;
  readonly email: string | null;
  readonly currency: string;
  readonly timeZone: string;
  readonly country: string | null;
  readonly taxesIncluded: boolean;
  readonly createdAt: string | null;
  readonly grantedScopes: readonly string[];
}

/** The shop of this domain, or null when it never installed the app. */
export function findShopByDomain(domain: string): Promise<Shop | null> {
  return acrossShopsPrisma((tx) => tx.shop.findUnique({ where: { domain } }));
}

/** @throws when there is no such shop. */
export function getShop(shopId: bigint): Promise<Shop> {
  return withShop(shopId, (tx) => tx.shop.findUniqueOrThrow({ where: { shopId } }));
}

/** A shop is found by its domain before its id is known, so this transaction is not held to one shop. */
function acrossShopsPrisma<T>(work: (tx: ShopTx) => Promise<T>): Promise<T> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.across_shops', 'on', true)`;
    return work(tx);
  });
}

/** How a visit found the shop. */
export type Installation = "new" | "revived" | "known";

/**
 * Stores what Shopify tells of a shop: makes the row on the first visit, revives an uninstalled one, else brings it up to date.
 * Safe to run twice and at once.
 */
export async function installShop(
  facts: ShopFacts,
  language: string,
): Promise<{ shop: Shop; installation: Installation }> {
  const before = await findShopByDomain(facts.domain);
  const shopId = before?.shopId ?? (await insertShop(facts, language));
  if (before) await updateShop(before.shopId, facts);
  const revived = before !== null && before.state !== "active";
  if (revived) await setShopState(before.shopId, "active");
  return { shop: await getShop(shopId), installation: before === null ? "new" : revived ? "revived" : "known" };
}

/** Two first visits at once make one row. */
async function insertShop(facts: ShopFacts, language: string): Promise<bigint> {
  return acrossShopsPrisma(async (tx) => {
    const rows = await tx.$queryRaw<{ shop_id: bigint }[]>`
      INSERT INTO shops (domain, name, email, currency, time_zone, country, taxes_included, created_at, granted_scopes, language)
      VALUES (${facts.domain}, ${facts.name}, ${facts.email}, ${facts.currency}, ${facts.timeZone}, ${facts.country},
        ${facts.taxesIncluded}, ${facts.createdAt}::timestamptz, ${[...facts.grantedScopes]}, ${language})
      ON CONFLICT (domain) DO UPDATE SET name = EXCLUDED.name
      RETURNING shop_id`;
    const [row] = rows;
    if (!row) throw new Error(`shop ${facts.domain}: expected a row after it was inserted`);
    return row.shop_id;
  });
}

/** What a change of the shop's own facts means for what is stored of it. */
export interface ShopChange {
  /** The local days of everything were computed anew. */
  readonly timeZone: boolean;
  /** Sales of orders in the old currency were taken out; all orders have to be read again. */
  readonly currency: boolean;
}

/** Brings a shop's facts up to date, in one transaction with what follows from a new time zone or currency. */
export function updateShop(shopId: bigint, facts: ShopFacts): Promise<ShopChange> {
  return withShopClient(shopId, async (client) => {
    const before = await factsOf(client, shopId);
    await client.query(
      `UPDATE shops SET name = $2, email = $3, currency = $4, time_zone = $5, country = $6, taxes_included = $7, granted_scopes = $8
       WHERE shop_id = $1`,
      [
        String(shopId),
        facts.name,
        facts.email,
        facts.currency,
        facts.timeZone,
        facts.country,
        facts.taxesIncluded,
        facts.grantedScopes,
      ],
    );
    const timeZone = before.time_zone !== facts.timeZone;
    const currency = before.currency !== facts.currency;
    if (currency) await removeOtherCurrencies(client, shopId, facts.currency);
    if (timeZone) await recomputeDays(client, shopId, facts.timeZone);
    return { timeZone, currency };
  });
}

async function factsOf(client: ShopClient, shopId: bigint): Promise<{ currency: string; time_zone: string }> {
  const { rows } = await client.query<{ currency: string; time_zone: string }>(
    "SELECT currency, time_zone FROM shops WHERE shop_id = $1 FOR UPDATE",
    [String(shopId)],
  );
  const [row] = rows;
  if (!row) throw new Error(`shop ${shopId}: expected a row`);
  return row;
}

/** Marks a shop as active, uninstalled or closed at Shopify. With the app go its shared links: none works again when it comes back. */
export async function setShopState(shopId: bigint, state: ShopState): Promise<void> {
  await withShopClient(shopId, async (client) => {
    if (state === "uninstalled") await deleteShares(client, shopId);
    await client.query(
      `UPDATE shops SET state = $2, uninstalled_at = CASE WHEN $2 = 'uninstalled' THEN now() END,
         installed_at = CASE WHEN $2 = 'active' AND state = 'uninstalled' THEN now() ELSE installed_at END
       WHERE shop_id = $1 AND state <> $2`,
      [String(shopId), state],
    );
  });
}

/** Remembers the language in which the admin was opened last. */
export async function setLanguage(shopId: bigint, language: string): Promise<void> {
  await withShop(shopId, (tx) => tx.shop.update({ where: { shopId }, data: { language } }));
}
