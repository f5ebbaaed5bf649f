import { eraseShop, forgetCustomer, recordDataRequest } from "~/data/erasure.server";
import { getShop, type Shop, setShopState } from "~/data/shops.server";
import { alone, setNextAt } from "~/data/syncState.server";
import { hintFinished } from "~/data/syncWindows.server";
import {
  claimWebhooks,
  finishWebhooks,
  type InboxRow,
  postponeWebhooks,
  shopsWithWebhooks,
} from "~/data/webhookInbox.server";
import { withShop } from "~/db.server";
import { log } from "~/log.server";
import { adminClient } from "~/shopify/adminClient.server";
import { refreshShop } from "~/shopify/install.server";
import { sessionStorage } from "~/shopify/sessionStorage.server";
import { gidOf, type KeptBody, storedBody } from "~/shopify/webhooks.server";
import { productsOfInventoryItems, refetchCustomers, refetchOrders, refetchProducts } from "./refetch.server";

const SHOPS_AT_ONCE = 4;
const MOST_ATTEMPTS = 8;

/** What a pass over the inbox did. */
export interface InboxPass {
  readonly processed: number;
  /** Shops whose sync has work now: a bulk operation ended, a scope was granted. */
  readonly advance: readonly bigint[];
}

/**
 * Processes stored webhooks, at most `limit` of each of some shops; one shop's strictly one after another, whoever asks.
 * A webhook that fails is put off and in the end marked dead with its error; it never holds the others up.
 */
export async function processInbox(limit = 100): Promise<InboxPass> {
  const shops = await shopsWithWebhooks(new Date(), SHOPS_AT_ONCE);
  const passes = await Promise.all(shops.map((shopId) => alone(shopId, "inbox", () => processShop(shopId, limit))));
  return {
    processed: passes.reduce((sum, pass) => sum + (pass?.processed ?? 0), 0),
    advance: shops.filter((_, index) => passes[index]?.advance),
  };
}

interface ShopPass {
  processed: number;
  advance: boolean;
}

async function processShop(shopId: bigint, limit: number): Promise<ShopPass> {
  const claimed = await claimWebhooks(shopId, new Date(), limit);
  const pass: ShopPass = { processed: 0, advance: false };
  for (const group of groups(claimed)) {
    try {
      const shop = await findShop(shopId);
      if (shop && (await handle(shop, group))) pass.advance = true;
      await finishWebhooks(shopId, group.rows);
      pass.processed += group.rows.length;
    } catch (error) {
      await failed(shopId, group, error);
    }
  }
  return pass;
}

/** Webhooks about one kind of object, handled by one reading however many there are. */
interface Group {
  readonly kind: string;
  readonly rows: readonly InboxRow[];
}

/** Topics that are hints of a change, by what is read again; any other is handled by itself. */
const KINDS: Readonly<Record<string, string>> = {
  "orders/create": "orders",
  "orders/updated": "orders",
  "orders/cancelled": "orders",
  "orders/edited": "orders",
  "refunds/create": "orders",
  "order_transactions/create": "orders",
  "customers/create": "customers",
  "customers/update": "customers",
  "products/create": "products",
  "products/update": "products",
  "inventory_items/update": "inventoryItems",
};

/** Topics that are answered whether or not the shop still has the app. */
const LAW = new Set(["app/uninstalled", "customers/data_request", "customers/redact", "shop/redact"]);

/** Retried webhooks go by themselves, so that one that always fails does not take others with it. */
function groups(claimed: readonly InboxRow[]): Group[] {
  const byKind = new Map<string, InboxRow[]>();
  for (const row of claimed) {
    const kind = KINDS[row.topic];
    const key = kind && row.attempts === 1 ? kind : `${row.topic} ${row.eventId}`;
    byKind.set(key, [...(byKind.get(key) ?? []), row]);
  }
  return [...byKind.values()].map((rows) => ({ kind: KINDS[rows[0]?.topic ?? ""] ?? rows[0]?.topic ?? "", rows }));
}

async function findShop(shopId: bigint): Promise<Shop | null> {
  return getShop(shopId).catch((error: unknown) => {
    // Prisma's code for a row that is not there: the shop was erased meanwhile.
    if (error instanceof Error && "code" in error && error.code === "P2025") return null;
    throw error;
  });
}

const unique = (gids: readonly (string | null)[]): string[] => [...new Set(gids.filter((gid) => gid !== null))];

/** Answers whether the shop's sync has work now. */
async function handle(shop: Shop, { kind, rows }: Group): Promise<boolean> {
  const bodies = rows.map(({ body }) => storedBody(body));
  const [body] = bodies;
  if (!body) return false;
  if (LAW.has(kind)) return handleLaw(shop, kind, body, rows);
  // An uninstalled shop's token is dead; its hints say nothing any more.
  if (shop.state === "uninstalled") return false;
  const client = adminClient(shop.domain);
  switch (kind) {
    case "orders":
      await refetchOrders(client, shop, unique(bodies.map(orderOf)), false);
      return false;
    case "orders/delete":
      await refetchOrders(client, shop, unique([gidOf(body, "Order")]), true);
      return false;
    case "customers":
      await refetchCustomers(client, shop, unique(bodies.map((one) => gidOf(one, "Customer"))), false);
      return false;
    case "customers/delete":
      await customerDeleted(shop, body);
      return false;
    case "products":
      await refetchProducts(client, shop, unique(bodies.map((one) => gidOf(one, "Product"))), false);
      return false;
    case "products/delete":
      await refetchProducts(client, shop, unique([gidOf(body, "Product")]), true);
      return false;
    case "inventoryItems": {
      const items = unique(bodies.map((one) => gidOf(one, "InventoryItem")));
      await refetchProducts(client, shop, await productsOfInventoryItems(client, items), false);
      return false;
    }
    case "bulk_operations/finish":
      return body.admin_graphql_api_id ? hintFinished(shop.shopId, body.admin_graphql_api_id, new Date()) : false;
    case "shop/update":
      await refreshShop(shop.domain);
      return true;
    case "app/scopes_update":
      await refreshShop(shop.domain);
      await setNextAt(shop.shopId, new Date());
      return true;
    default:
      log.warn({ topic: kind }, "a webhook of a topic that nothing is done for");
      return false;
  }
}

/** refunds/create names the order it belongs to; the others are about the order itself. */
function orderOf(body: KeptBody): string | null {
  return body.order_id ? `gid://shopify/Order/${body.order_id}` : gidOf(body, "Order");
}

/** The orders of a deleted customer stay, without a customer: they are read again as Shopify shows them now. */
async function customerDeleted(shop: Shop, body: KeptBody): Promise<void> {
  const gid = gidOf(body, "Customer");
  if (gid === null) return;
  const client = adminClient(shop.domain);
  const orders = await ordersOfCustomer(shop.shopId, gid);
  await refetchOrders(client, shop, orders, false);
  await refetchCustomers(client, shop, [gid], true);
}

async function ordersOfCustomer(shopId: bigint, gid: string): Promise<string[]> {
  const customerId = BigInt(gid.slice(gid.lastIndexOf("/") + 1));
  const orders = await withShop(shopId, (tx) =>
    tx.order.findMany({ where: { shopId, customerId, deletedAt: null }, select: { orderId: true } }),
  );
  return orders.map(({ orderId }) => `gid://shopify/Order/${orderId}`);
}

/** What the law and an uninstall ask for; it needs no token. */
async function handleLaw(shop: Shop, topic: string, body: KeptBody, rows: readonly InboxRow[]): Promise<boolean> {
  const { shopId } = shop;
  switch (topic) {
    case "app/uninstalled":
      return uninstalled(shop, rows);
    case "customers/data_request":
      if (body.customer && body.data_request) {
        const at = rows[0]?.receivedAt ?? new Date();
        await recordDataRequest(shopId, body.data_request.id, BigInt(body.customer.id), at);
      }
      return false;
    case "customers/redact":
      if (body.customer)
        await forgetCustomer(shopId, BigInt(body.customer.id), (body.orders_to_redact ?? []).map(BigInt));
      return false;
    case "shop/redact":
      if (await eraseShop(shopId)) log.info({ shop: shop.domain }, "everything of an uninstalled shop was erased");
      return false;
    default:
      return false;
  }
}

/** The token is dead already. A notice that comes after the shop came back says nothing about now. */
async function uninstalled(shop: Shop, rows: readonly InboxRow[]): Promise<boolean> {
  const at = rows[0]?.triggeredAt ?? rows[0]?.receivedAt;
  if (at && at < shop.installedAt) return false;
  const sessions = await sessionStorage.findSessionsByShop(shop.domain);
  await sessionStorage.deleteSessions(sessions.map(({ id }) => id));
  await setShopState(shop.shopId, "uninstalled");
  return false;
}

async function failed(shopId: bigint, group: Group, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  log.warn({ shop: String(shopId), kind: group.kind, err: error }, "webhooks failed and are put off");
  await postponeWebhooks(shopId, group.rows, message, new Date(), MOST_ATTEMPTS);
}
