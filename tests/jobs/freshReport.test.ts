import { rm } from "node:fs/promises";
import path from "node:path";
import { afterAll, expect, it, vi } from "vitest";

vi.hoisted(() => {
  process.env.TENURE_HOME = `/tmp/tenure-fresh-${process.pid}-${Date.now()}`;
});

import type { Report } from "~/reports/report";
import { connectedShop } from "../support/connectedShop";
import { gid, lineItem, order } from "../support/storeFolder";

// The app reads its environment when it is imported, and only connectedShop knows where the dev store is.
const { listDeliveries } = await import("~/data/deliveries.server");
const { createSchedule } = await import("~/data/schedules.server");
const { findOutboxMail, outboxFolder, readOutboxText } = await import("~/emails/outbox.server");
const { outboxSender } = await import("~/emails/send.server");
const { makers } = await import("~/jobs/reportMakers.server");
const { confirmed, draft } = await import("../support/schedules");
const { livesOn } = await import("./support");

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

it("a scheduled report holds what was sold after the last import, and its mail says the same number", {
  timeout: 120_000,
}, async () => {
  const shop = await connectedShop({
    shop: { myshopifyDomain: "fresh.myshopify.com", ianaTimezone: "Asia/Tokyo" },
    products: [
      {
        id: gid("Product", 1),
        title: "Lamp",
        createdAt: "2026-01-01T00:00:00Z",
        updatedAt: "2026-01-01T00:00:00Z",
        variants: [],
      },
    ],
    orders: [sale(1, "10.00")],
  });
  await shop.sync();
  const rhythm = { frequency: { every: "day" as const }, localTime: "09:30", timeZone: "Asia/Tokyo" };
  const made = new Date("2026-06-14T12:00:00Z");
  await confirmed(shop.shopId, ["ada@example.com"]);
  await createSchedule(shop.shopId, draft({ rhythm, attachXlsx: true }), made);
  shop.devStore.store.putOrder(sale(2, "30.00"));

  const reports: Report[] = [];
  const watched: typeof makers = {
    ...makers,
    compute: async (...input) => {
      const report = await makers.compute(...input);
      reports.push(report);
      return report;
    },
  };
  const send = outboxSender(outboxFolder());
  const world = { now: new Date("2026-06-15T00:30:05Z"), makers: watched, send };
  await livesOn(world, shop.shopId);

  const [delivery] = await listDeliveries(shop.shopId);
  expect(delivery).toMatchObject({ state: "sent", recipient: "ada@example.com" });
  expect(reports.map(({ period, asOf }) => ({ period, asOf }))).toEqual([
    { period: { start: "2026-06-14", end: "2026-06-15" }, asOf: "2026-06-15T00:30:00.000Z" },
  ]);
  expect(reports[0]?.metrics.netSales?.value).toBe(4000);
  expect(reports[0]?.metrics.orders?.value).toBe(2);
  const mail = await findOutboxMail(outboxFolder(), delivery?.deliveryId ?? "");
  expect(mail?.files.map(({ name }) => name)).toEqual(["fresh-2026-06-14-2026-06-14.xlsx"]);
  expect(await readOutboxText(outboxFolder(), delivery?.deliveryId ?? "", "txt")).toContain("$40.00");
  const stored = await shop.rows<{ value: number }>(
    "SELECT (report #>> '{metrics,netSales,value}')::int AS value FROM report_runs WHERE shop_id = $1",
    [String(shop.shopId)],
  );
  expect(stored).toEqual([{ value: 4000 }]);
});
