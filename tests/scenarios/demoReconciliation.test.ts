import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { freePort } from "~/database/embedded";
import { buildDemoStore, type DemoStoreName } from "../../demo";
import { sessionToken } from "../../devstore/admin/token";
import { startDevStore } from "../../devstore/start";

// The app reads DEVSTORE_URL when it is first imported.
const port = await freePort();
process.env.DEVSTORE_URL = `http://127.0.0.1:${port}`;

const MINUTES = 60_000;
const apiKey = process.env.SHOPIFY_API_KEY ?? "";
const apiSecret = process.env.SHOPIFY_API_SECRET ?? "";

/** A demo store as it stands on a day, with the app installed and its whole history read. */
async function syncedDemo(name: DemoStoreName): Promise<bigint> {
  const into = await mkdtemp(path.join(tmpdir(), "tenure-demo-store-"));
  onTestFinished(() => rm(into, { recursive: true, force: true }));
  const { folder } = await buildDemoStore(name, { into: path.join(into, name), today: "2026-06-15" });
  const store = await startDevStore({ folder, port, appUrl: "http://127.0.0.1:9", apiKey, apiSecret });
  onTestFinished(() => store.stop());
  const { exchangeSessionToken } = await import("~/shopify/offlineToken.server");
  const { install } = await import("~/shopify/install.server");
  const { syncToEnd } = await import("~/sync");
  const visit = { shopDomain: store.shopDomain, apiKey, apiSecret, clock: Date.now };
  await exchangeSessionToken(store.shopDomain, sessionToken(visit, "visit"));
  const { shop } = await install(store.shopDomain, "en");
  const progress = await syncToEnd(shop.shopId);
  expect(progress.phase).toBe("finished");
  return shop.shopId;
}

it.each([
  { name: "giftware", months: 13 },
  { name: "roastery", months: 24 },
] as const)(
  "every month of the $name store equals Shopify's own report, to the cent",
  { timeout: 20 * MINUTES },
  async ({ name, months }) => {
    const shopId = await syncedDemo(name);
    const { compareSales } = await import("~/sync");
    const { listAlerts } = await import("~/data/alerts.server");
    const outcome = await compareSales(shopId);
    expect(outcome).toMatchObject({ differing: [], found: 0, repaired: 0 });
    expect(outcome?.months).toBeGreaterThanOrEqual(months);
    expect(await listAlerts(shopId)).toEqual([]);
  },
);
