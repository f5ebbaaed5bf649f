import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.TENURE_HOME = `/tmp/tenure-waits-${process.pid}-${Date.now()}`;
});

import type { Report } from "~/reports/report";
import { connectedShop } from "../support/connectedShop";
import { gid, lineItem, order } from "../support/storeFolder";

// The app reads its environment when it is imported, and only connectedShop knows where the dev store is.
const { listRuns } = await import("~/data/runLog.server");
const { createSchedule } = await import("~/data/schedules.server");
const { outboxFolder } = await import("~/emails/outbox.server");
const { outboxSender } = await import("~/emails/send.server");
const { makers } = await import("~/jobs/reportMakers.server");
const { confirmed, draft } = await import("../support/schedules");
const { livesOn, tickOf } = await import("./support");

afterAll(() => rm(path.dirname(outboxFolder()), { recursive: true, force: true }));

/** An order of the shop on 14 June 2026 in Tokyo, of one line. */
const sale = (number: number, price: string) =>
  order(number, {
    processedAt: "2026-06-14T03:00:00Z",
    createdAt: "2026-06-14T03:00:00Z",
    updatedAt: "2026-06-14T03:00:00Z",
    customer: null,
    lines: [lineItem(number * 10, { price, quantity: 1, product: { id: gid("Product", 1) }, variant: null })],
  });

/** A shop with one order and a report of each day at 09:30 in Tokyo, due on 15 June; what is made of it is kept. */
async function dueShop(domain: string) {
  const lamp = {
    id: gid("Product", 1),
    title: "Lamp",
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt: "2026-01-01T00:00:00Z",
  };
  const shop = await connectedShop({
    shop: { myshopifyDomain: domain, ianaTimezone: "Asia/Tokyo" },
    products: [{ ...lamp, variants: [] }],
    orders: [sale(1, "10.00")],
  });
  await confirmed(shop.shopId, ["ada@example.com"]);
  const rhythm = { frequency: { every: "day" as const }, localTime: "09:30", timeZone: "Asia/Tokyo" };
  await createSchedule(shop.shopId, draft({ rhythm }), new Date("2026-06-14T12:00:00Z"));
  const reports: Report[] = [];
  const watched: typeof makers = {
    ...makers,
    compute: async (...input) => {
      const report = await makers.compute(...input);
      reports.push(report);
      return report;
    },
  };
  const world = { now: new Date("2026-06-15T00:30:05Z"), makers: watched, send: outboxSender(outboxFolder()) };
  const lastRun = async () => (await listRuns(shop.shopId, { limit: 1 }))[0];
  return { shop, world, reports, lastRun };
}

it("a report waits for the first reading of the history, and holds all of it", { timeout: 120_000 }, async () => {
  const { shop, world, reports, lastRun } = await dueShop("waits-history.myshopify.com");
  await tickOf(world, 1);
  expect(await lastRun()).toMatchObject({ state: "pending", missing: ["history"] });
  await shop.sync();
  world.now = new Date("2026-06-15T01:00:00Z");
  await livesOn(world, shop.shopId);
  expect(await lastRun()).toMatchObject({ state: "built", missing: [], mails: 1 });
  expect(reports.map(({ metrics }) => metrics.orders?.value)).toEqual([1]);
});

it("a report waits while Shopify does not answer, and holds what was sold meanwhile", {
  timeout: 120_000,
}, async () => {
  const { shop, world, reports, lastRun } = await dueShop("waits-changes.myshopify.com");
  await shop.sync();
  shop.devStore.store.putOrder(sale(2, "30.00"));
  shop.proxy.answer = () => ({ status: 402 });
  await tickOf(world, 1);
  expect(await lastRun()).toMatchObject({ state: "pending", missing: ["changes"] });
  expect(reports).toEqual([]);
  shop.proxy.answer = null;
  world.now = new Date("2026-06-15T01:00:00Z");
  await livesOn(world, shop.shopId);
  expect(await lastRun()).toMatchObject({ state: "built", missing: [], mails: 1 });
  expect(reports.map(({ metrics }) => metrics.netSales?.value)).toEqual([4000]);
});
