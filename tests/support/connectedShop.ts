import { rm } from "node:fs/promises";
import type { QueryResultRow } from "pg";
import { onTestFinished } from "vitest";
import { freePort } from "~/database/embedded";
import type { SyncProgress } from "~/sync";
import { sessionToken } from "../../devstore/admin/token";
import { type DevStore, type DevStoreOptions, startDevStore } from "../../devstore/start";
import { type FolderParts, storeFolder } from "./storeFolder";
import { type StoreProxy, storeProxy } from "./storeProxy";

// The app reads DEVSTORE_URL when it is first imported, so all dev stores of a test file are reached through one port.
const port = await freePort();
process.env.DEVSTORE_URL = `http://127.0.0.1:${port}`;

/** A dev store with the app installed in it, as after the merchant's first visit. */
export interface ConnectedShop {
  readonly devStore: DevStore;
  /** What stands between the app and the dev store. */
  readonly proxy: StoreProxy;
  readonly shopId: bigint;
  readonly domain: string;
  /** Rows of a query as the shop sees them; $1 is the shop's id where the text names it. */
  rows<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Reads the whole history. */
  sync(): Promise<SyncProgress>;
  /** Frees the port for another dev store; happens by itself when the test ends. */
  stop(): Promise<void>;
}

type Options = Partial<Pick<DevStoreOptions, "bulkDelayMs" | "clock" | "appUrl">>;

/** A dev store over the parts or the folder, with the app installed. Stops when the test ends. */
export async function connectedShop(content: FolderParts | string, options: Options = {}): Promise<ConnectedShop> {
  const folder = typeof content === "string" ? content : await storeFolder(content);
  if (typeof content !== "string") onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const devStore = await startDevStore({
    folder,
    appUrl: "http://127.0.0.1:9",
    apiKey: process.env.SHOPIFY_API_KEY ?? "",
    apiSecret: process.env.SHOPIFY_API_SECRET ?? "",
    ...options,
  });
  const proxy = await storeProxy(port, devStore.url);
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= proxy.stop().then(() => devStore.stop());
    return stopped;
  };
  onTestFinished(stop);
  return { ...(await connect(devStore, proxy, options.clock ?? Date.now)), stop };
}

/** Installs the app as a visit from the admin does. */
async function connect(
  devStore: DevStore,
  proxy: StoreProxy,
  clock: () => number,
): Promise<Omit<ConnectedShop, "stop">> {
  const { exchangeSessionToken } = await import("~/shopify/offlineToken.server");
  const { install } = await import("~/shopify/install.server");
  const { syncToEnd } = await import("~/sync");
  const { withShopClient } = await import("~/db.server");
  const domain = devStore.shopDomain;
  await exchangeSessionToken(domain, visitToken(domain, clock));
  const { shop } = await install(domain, "en");
  return {
    devStore,
    proxy,
    shopId: shop.shopId,
    domain,
    rows: (sql, values = []) =>
      withShopClient(shop.shopId, async (client) => (await client.query(sql, [...values])).rows),
    sync: () => syncToEnd(shop.shopId),
  };
}

/** The session token of a visit to the app. */
export function visitToken(domain: string, clock: () => number = Date.now): string {
  return sessionToken(
    {
      shopDomain: domain,
      apiKey: process.env.SHOPIFY_API_KEY ?? "",
      apiSecret: process.env.SHOPIFY_API_SECRET ?? "",
      clock,
    },
    "visit",
  );
}

const TABLES = [
  "orders",
  "line_items",
  "sales",
  "transactions",
  "refunds",
  "refund_line_items",
  "customers",
  "products",
  "variants",
  "unit_costs",
  "selling_plans",
  "order_facts",
] as const;

/** Columns that tell when we looked, not what the store holds. */
const OURS = "shop_id unit_cost_id observed_at first_seen_at last_seen_at created_at valid_from".split(" ");

/** Everything stored of a shop's store, as comparable text by table. */
export async function storedTables(shop: Pick<ConnectedShop, "rows">): Promise<Record<string, string[]>> {
  const stored: Record<string, string[]> = {};
  for (const table of TABLES) {
    const own =
      table === "orders" || table === "customers" || table === "products"
        ? OURS.filter((name) => name !== "created_at")
        : OURS;
    const rows = await shop.rows<{ line: string }>(
      `SELECT (to_jsonb(t) - $1::text[])::text AS line FROM ${table} t ORDER BY 1`,
      [own],
    );
    stored[table] = rows.map(({ line }) => line);
  }
  return stored;
}
