import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { saveUnitCosts } from "~/data/costEntries.server";
import { openData } from "~/data/openData.server";
import { recostPending, recostSlice } from "~/data/recost.server";
import { withShopClient } from "~/db.server";
import { insertOrders, insertShop, insertVariants } from "../support/ledger";

/** A report on days before 1 February 2025 in London. */
const JANUARY = { end: day("2025-02-01"), endsAt: new Date("2025-02-01T00:00:00Z") };

const run = (shopId: bigint, sql: string) => withShopClient(shopId, (client) => client.query(sql, [String(shopId)]));

/** A shop whose history is in. */
async function syncedShop(): Promise<bigint> {
  const shopId = await insertShop();
  await run(
    shopId,
    "INSERT INTO sync_state (shop_id, planned_at, finished_at, orders_watermark) VALUES ($1, now(), now(), now())",
  );
  return shopId;
}

const addWindow = (shopId: bigint, window: string) =>
  run(
    shopId,
    `INSERT INTO sync_windows (shop_id, run, purpose, kind, field, starts_at, ends_at, state) VALUES ($1, ${window})`,
  );

describe("data of a report that is not in", () => {
  it("is none when the history is read and nothing is under way, nor in a shop that never synced", async () => {
    expect(await openData(await syncedShop(), JANUARY)).toEqual([]);
    expect(await openData(await insertShop(), JANUARY)).toEqual([]);
  });

  it("is the history until its first reading has ended, whatever the period: who is new is told by what came before", async () => {
    const shopId = await syncedShop();
    await run(shopId, "UPDATE sync_state SET finished_at = NULL WHERE shop_id = $1");
    expect(await openData(shopId, JANUARY)).toEqual(["history"]);
  });

  it.each([
    ["1, 'repair', 'orders', 'created_at', '2025-01-10', '2025-01-11', 'pending'", ["history"]],
    ["1, 'repair', 'orders', 'created_at', '2024-01-10', '2024-01-11', 'running'", ["history"]],
    ["1, 'repair', 'orders', 'created_at', '2025-02-01', '2025-02-02', 'pending'", []],
    ["1, 'repair', 'orders', 'created_at', '2025-01-10', '2025-01-11', 'done'", []],
    ["1, 'backfill', 'customers', NULL, NULL, NULL, 'failed'", ["history"]],
    ["1, 'catchUp', 'orders', 'updated_at', '2025-02-09', NULL, 'ready'", ["changes"]],
    ["2, 'repair', 'orders', 'created_at', '2025-01-10', '2025-01-11', 'pending'", []],
  ])("with a reading of %s is %j", async (window, missing) => {
    const shopId = await syncedShop();
    await addWindow(shopId, window);
    expect(await openData(shopId, JANUARY)).toEqual(missing);
  });

  it("is the costs while a change of them has orders from before the end to compute, or does not know yet which", async () => {
    const shopId = await syncedShop();
    await insertVariants(shopId, [{ id: 70, product: 7, sku: "MUG" }]);
    const mug = { id: 1, product: 7, variant: 70, sku: "MUG", quantity: 1, price: 1000 };
    await insertOrders(shopId, [
      { id: 1, at: "2025-01-31T12:00:00Z", lines: [mug] },
      { id: 2, at: "2025-02-01T12:00:00Z", lines: [{ ...mug, id: 2 }] },
    ]);
    await saveUnitCosts(shopId, [{ subject: { sku: "MUG" }, amount: "4", validFrom: null }], {
      source: "form",
      by: null,
    });
    expect(await openData(shopId, JANUARY)).toEqual(["costs"]);
    await recostSlice(shopId);
    expect(await openData(shopId, JANUARY)).toEqual(["costs"]);
    // The order of January is computed; that of February is nothing to this report.
    await recostSlice(shopId, 1);
    expect(await openData(shopId, JANUARY)).toEqual([]);
    expect(await openData(shopId, { end: day("2025-02-02"), endsAt: new Date("2025-02-02T00:00:00Z") })).toEqual([
      "costs",
    ]);
    await recostPending(shopId);
    expect(await openData(shopId, { end: day("2025-03-01"), endsAt: new Date("2025-03-01T00:00:00Z") })).toEqual([]);
  });
});
