import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { buildDemoStore } from "../../demo";
import { connectedShop } from "../support/connectedShop";

const MINUTES = 60_000;

it.each([
  { name: "giftware", months: 13 },
  { name: "roastery", months: 24 },
] as const)(
  "every month of the $name store equals Shopify's own report, to the cent",
  { timeout: 20 * MINUTES },
  async ({ name, months }) => {
    const into = await mkdtemp(path.join(tmpdir(), "tenure-demo-store-"));
    onTestFinished(() => rm(into, { recursive: true, force: true }));
    const { folder } = await buildDemoStore(name, { into: path.join(into, name), today: "2026-06-15" });
    const shop = await connectedShop(folder);
    await shop.sync();
    const { compareSales } = await import("~/sync");
    const outcome = await compareSales(shop.shopId);
    expect(outcome).toMatchObject({ differing: [], found: 0, repaired: 0 });
    expect(outcome?.months).toBeGreaterThanOrEqual(months);
    expect(await shop.rows("SELECT 1 FROM alerts")).toEqual([]);
  },
);
