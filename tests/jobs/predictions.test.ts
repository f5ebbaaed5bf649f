import { describe, expect, it } from "vitest";
import { addDays, day } from "~/analytics/period";
import { saveUnitCosts } from "~/data/costEntries.server";
import { forgetCustomer } from "~/data/erasure.server";
import { readOrderHistories } from "~/data/orderHistories.server";
import { findModelVersion, findPredictionState, hasGrown, listVersions } from "~/data/predictions.server";
import { recostPending } from "~/data/recost.server";
import { bringForward } from "~/data/shopTasks.server";
import { withShopClient } from "~/db.server";
import { tick } from "~/jobs/clock.server";
import { predict } from "~/jobs/predict.server";
import { SWEEPS } from "~/jobs/sweeps.server";
import { doLongTask } from "~/jobs/syncJobs.server";
import { insertOrders, insertShop, type OrderRow } from "../support/ledger";

const ALL = { limit: 100, offset: 0 };
const NOW = new Date("2026-01-01T12:00:00Z");

const order = (id: number, customer: number, on: string, over: Partial<OrderRow> = {}): OrderRow => ({
  id,
  at: `${on}T12:00:00Z`,
  customer,
  lines: [{ id, sku: "MUG", quantity: 1, price: 1000 }],
  ...over,
});

/** Customer c begins on day c × 7 of 2025 and orders every 20 + c days, c % 4 + 1 times at most. */
function buyers(count: number): OrderRow[] {
  return Array.from({ length: count }, (_, customer) =>
    Array.from({ length: (customer % 4) + 1 }, (_, nth) => ({
      customer: customer + 1,
      on: addDays(day("2025-01-02"), customer * 7 + nth * (20 + customer)),
    })),
  )
    .flat()
    .filter(({ on }) => on < "2026-01-01")
    .map(({ customer, on }, index) => order(index + 1, customer, on));
}

interface Stored {
  readonly orders_365: number;
  readonly [column: string]: number | string | null;
}

const scoresOf = (shop: bigint, version: number) =>
  withShopClient(shop, async (client) => {
    const found = await client.query<Stored>(
      "SELECT * FROM customer_scores WHERE shop_id = $1 AND version_id = $2 ORDER BY customer_id",
      [String(shop), version],
    );
    return found.rows;
  });

const versionOf = (shop: bigint) => withShopClient(shop, (client) => findModelVersion(client, shop));

async function costed(shop: bigint) {
  await saveUnitCosts(shop, [{ subject: { sku: "MUG" }, amount: "4", validFrom: null }], { source: "form" });
  await recostPending(shop);
}

describe("order histories for the purchase models", () => {
  it("count one order a customer and day, less returns, and no order that was cancelled, given back, or billed by schedule", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [
      order(1, 7, "2025-03-01"),
      order(2, 7, "2025-03-01", { lines: [{ id: 2, sku: "MUG", quantity: 2, price: 1000 }] }),
      order(3, 7, "2025-04-01", {
        changes: [{ at: "2025-04-05T12:00:00Z", action: "RETURN", line: 3, quantity: -1, net: -250 }],
      }),
      order(4, 7, "2025-05-01", {
        changes: [{ at: "2025-05-05T12:00:00Z", action: "RETURN", line: 4, quantity: -1, net: -1000 }],
      }),
      order(5, 7, "2025-06-01", { cancelledAt: "2025-06-01T13:00:00Z" }),
      order(6, 7, "2025-07-01", { lines: [{ id: 6, sku: "MUG", quantity: 1, price: 1000, sellingPlan: 1 }] }),
      order(9, 7, "2025-08-01", { sourceName: "subscription_contract" }),
      order(7, 8, "2025-12-31"),
      order(8, 8, "2026-01-01"),
    ]);
    const { histories } = await withShopClient(shop, (client) => readOrderHistories(client, shop, day("2025-12-31")));
    expect(histories.ids).toEqual(["7", "8"]);
    // 2025-03-01 is day 20148, 2025-04-01 day 20179, 2025-12-31 day 20453.
    expect([...histories.days]).toEqual([20148, 20179, 20453]);
    expect([...histories.amounts]).toEqual([3000, 750, 1000]);
    expect([...histories.offsets]).toEqual([0, 2, 3]);
  });
});

describe("predictions as they are stored", () => {
  it("below 30 customers nothing is foretold, and the version says how many are missing", async () => {
    const shop = await insertShop();
    await insertOrders(shop, buyers(12));
    const versionId = await predict(shop, NOW);
    expect(await versionOf(shop)).toMatchObject({
      versionId: 1,
      asOf: "2025-12-31",
      customers: 12,
      forecaster: null,
      refusal: { kind: "tooFewCustomers", customers: 12, needed: 30 },
    });
    expect(await scoresOf(shop, versionId)).toEqual([]);
  });

  it("keep historic and future profit apart, and total is their sum; without costs profit is unknown", async () => {
    const shop = await insertShop();
    await insertOrders(shop, buyers(40));
    await predict(shop, NOW);
    const blind = await scoresOf(shop, 1);
    expect(blind).toHaveLength(40);
    expect(new Set(blind.map(({ profit_365 }) => profit_365))).toEqual(new Set([null]));
    await costed(shop);
    await predict(shop, NOW);
    const scores = await scoresOf(shop, 2);
    const version = await versionOf(shop);
    // Price 10.00, cost 4.00, nothing else is known to cost anything.
    expect(version?.marginRate).toBeCloseTo(0.6, 12);
    const [first] = scores;
    expect(first).toMatchObject({
      customer_id: 1,
      repeat_orders: 0,
      last_order_day: "2025-01-02",
      historic_profit: 600,
    });
    for (const one of scores) {
      expect(one.total_profit).toBe(Number(one.historic_profit) + Number(one.profit_1095));
      expect(Number(one.profit_365_low)).toBeLessThanOrEqual(Number(one.profit_365));
      expect(Number(one.profit_365_high)).toBeGreaterThanOrEqual(Number(one.profit_365_low));
      expect(Number(one.profit_365)).toBeLessThanOrEqual(Number(one.profit_730));
    }
    const year = version?.totals?.find(({ days }) => days === 365);
    const orders = scores.reduce((sum, one) => sum + one.orders_365, 0);
    expect(year?.orders).toBeCloseTo(orders, 6);
    // Each order brings 6.00, less what up to a year of waiting takes off.
    expect(year?.profit).toBeGreaterThan((600 * orders) / 1.1);
    expect(year?.profit).toBeLessThan(600 * orders);
  });

  it("the clock makes them once the history is in and again when a twentieth more orders have come, and forgets old versions", async () => {
    const shop = await insertShop();
    await insertOrders(shop, buyers(34));
    await withShopClient(shop, (client) =>
      client.query("INSERT INTO sync_state (shop_id, orders_watermark) VALUES ($1, now())", [String(shop)]),
    );
    const payloads: string[] = [];
    const submit = ({ job, payload }: { job: string; payload: string }) =>
      job === doLongTask.name && payload.includes(`"${shop}"`) && payloads.push(payload);
    await tick(
      SWEEPS.filter(({ name }) => name === "tasks"),
      submit,
      new Date(),
    );
    expect(payloads).toHaveLength(1);
    expect(await doLongTask.perform(payloads[0] ?? "")).toBeNull();
    expect((await versionOf(shop))?.customers).toBe(34);
    expect(await withShopClient(shop, (client) => findPredictionState(client, shop))).toMatchObject({ phase: "done" });
    expect(await hasGrown(shop)).toBe(false);
    const more = Array.from({ length: 10 }, (_, index) => order(900 + index, 1 + index, "2025-12-30"));
    await insertOrders(shop, more);
    expect(await hasGrown(shop)).toBe(true);
    expect(await bringForward(shop, "predict", new Date())).toBe(true);
    for (let version = 2; version <= 5; version += 1) expect(await predict(shop, NOW)).toBe(version);
    const kept = await withShopClient(shop, async (client) => {
      const ids = (table: string) =>
        client.query<{ id: number }>(`SELECT DISTINCT version_id AS id FROM ${table} WHERE shop_id = $1 ORDER BY 1`, [
          String(shop),
        ]);
      return { scores: (await ids("customer_scores")).rows, versions: await listVersions(client, shop, ALL) };
    });
    // Scores of the newest three; the first is of another month.
    expect(kept.scores.map(({ id }) => id)).toEqual([1, 3, 4, 5]);
    // Versions themselves tell what reports of then were made from.
    expect(kept.versions.map(({ versionId, hasScores }) => [versionId, hasScores])).toEqual([
      [5, true],
      [4, true],
      [3, true],
      [2, false],
      [1, true],
    ]);
    expect(await scoresOf(shop, 2)).toEqual([]);
  });

  it("who is forgotten has no scores", async () => {
    const shop = await insertShop();
    await insertOrders(shop, buyers(31));
    await predict(shop, NOW);
    await forgetCustomer(shop, 3n, []);
    const left = await scoresOf(shop, 1);
    expect(left.map(({ customer_id }) => customer_id)).not.toContain(3);
    expect(left).toHaveLength(30);
  });
});
