import { afterEach, describe, expect, it, vi } from "vitest";
import {
  claimTask,
  dueTasks,
  finishTask,
  planTasks,
  postponeTask,
  renewTask,
  type ShopTask,
} from "~/data/shopTasks.server";
import { withShopClient } from "~/db.server";
import { type Sweep, startClock, tick } from "~/jobs/clock.server";
import type { Wake } from "~/jobs/job";
import { nextDue } from "~/jobs/syncJobs.server";
import { newShop } from "../support/schedules";

const NOW = new Date("2026-11-02T08:00:00Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const wake = (payload: string): Wake => ({ job: "some.job", payload });

describe("a tick", () => {
  it("hands on everything that is due, and a sweep that fails keeps no other from its work", async () => {
    const sweeps: Sweep[] = [
      { name: "one", due: async () => [wake("1"), wake("2")] },
      { name: "broken", due: () => Promise.reject(new Error("no database")) },
      { name: "two", due: async (now) => [wake(now.toISOString())] },
    ];
    const submitted: string[] = [];
    expect(await tick(sweeps, ({ payload }) => submitted.push(payload), NOW)).toBe(3);
    expect(submitted).toEqual(["1", "2", "2026-11-02T08:00:00.000Z"]);
  });
});

describe("the clock", () => {
  afterEach(() => vi.useRealTimers());

  it("ticks at once, then every half minute after the last tick has ended, and not after it was stopped", async () => {
    vi.useFakeTimers();
    let under = 0;
    let most = 0;
    let ticks = 0;
    const slow: Sweep = {
      name: "slow",
      due: async () => {
        ticks += 1;
        under += 1;
        most = Math.max(most, under);
        await new Promise((resolve) => setTimeout(resolve, 40_000));
        under -= 1;
        return [];
      },
    };
    const clock = startClock([slow], () => undefined);
    expect(ticks).toBe(1);
    await vi.advanceTimersByTimeAsync(69_000);
    expect(ticks).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([ticks, most]).toEqual([2, 1]);
    const stopped = clock.stop();
    await vi.advanceTimersByTimeAsync(200_000);
    await stopped;
    expect(ticks).toBe(2);
  });
});

async function syncedShop(timeZone = "Europe/London"): Promise<bigint> {
  const shopId = await newShop({ timeZone });
  await withShopClient(shopId, (client) =>
    client.query("INSERT INTO sync_state (shop_id, orders_watermark) VALUES ($1, now())", [shopId]),
  );
  return shopId;
}

const dueFor = async (shopId: bigint, now: Date): Promise<ShopTask[]> =>
  (await dueTasks(now)).filter((one) => one.shopId === shopId).map(({ task }) => task);

describe("what comes round for a shop", () => {
  it("is planned once its history is in, once however often and from however many processes", async () => {
    const [synced, importing] = [await syncedShop(), await newShop()];
    await withShopClient(importing, (client) =>
      client.query("INSERT INTO sync_state (shop_id) VALUES ($1)", [importing]),
    );
    await Promise.all([1, 2, 3].map(() => planTasks("catchUp", () => NOW)));
    expect(await dueFor(synced, NOW)).toEqual(["catchUp"]);
    expect(await dueFor(importing, NOW)).toEqual([]);
  });

  it("is done by one process at a time, and by another once that one shows no life", async () => {
    const shopId = await syncedShop();
    await planTasks("catchUp", () => NOW);
    const claims = await Promise.all(Array.from({ length: 6 }, () => claimTask(shopId, "catchUp", NOW, 60_000)));
    const [held] = claims.filter((claim) => claim !== null);
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    if (!held) throw new Error("expected a lease");
    expect(await dueFor(shopId, later(0.5))).toEqual([]);
    expect(await renewTask(shopId, "catchUp", held, later(1.5))).toBe(true);
    expect(await claimTask(shopId, "catchUp", later(1.2), 60_000)).toBeNull();
    const second = await claimTask(shopId, "catchUp", later(1.5), 60_000);
    expect(second).not.toBeNull();
    expect(await renewTask(shopId, "catchUp", held, later(9))).toBe(false);
    await finishTask(shopId, "catchUp", held, later(2), later(99));
    expect(await dueFor(shopId, later(2.5))).toEqual(["catchUp"]);
  });

  it("comes round again after it was done; after failures it waits a minute, two, four, an hour at most", async () => {
    const shopId = await syncedShop();
    await planTasks("catchUp", () => NOW);
    const waits: number[] = [];
    let now = NOW;
    for (let failures = 0; failures < 9; failures += 1) {
      const lease = await claimTask(shopId, "catchUp", now, 60_000);
      if (!lease) throw new Error(`expected a lease after ${failures} failures`);
      await postponeTask(shopId, "catchUp", lease, now, "Shopify does not answer");
      let wait = 1;
      while ((await dueFor(shopId, new Date(now.getTime() + wait * 60_000))).length === 0) wait += 1;
      waits.push(wait);
      now = new Date(now.getTime() + wait * 60_000);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    const lease = await claimTask(shopId, "catchUp", now, 60_000);
    if (!lease) throw new Error("expected a lease");
    await finishTask(shopId, "catchUp", lease, now, new Date(now.getTime() + 600_000));
    expect(await dueFor(shopId, new Date(now.getTime() + 599_000))).toEqual([]);
    expect(await dueFor(shopId, new Date(now.getTime() + 600_000))).toEqual(["catchUp"]);
  });

  it("is not done for a shop that removed the app", async () => {
    const shopId = await syncedShop();
    await planTasks("reconcile", () => NOW);
    await withShopClient(shopId, (client) =>
      client.query("UPDATE shops SET state = 'uninstalled' WHERE shop_id = $1", [shopId]),
    );
    expect(await dueFor(shopId, NOW)).toEqual([]);
  });

  it("catches up every ten minutes and compares counts once in the shop's own night", () => {
    expect(nextDue("catchUp", 7n, "Asia/Tokyo", NOW)).toEqual(later(10));
    // Shop 7 at 01:07 in Tokyo, shop 250 at 01:10 in London, shop 239 at 04:59 in New York.
    expect(nextDue("reconcile", 7n, "Asia/Tokyo", NOW).toISOString()).toBe("2026-11-02T16:07:00.000Z");
    expect(nextDue("reconcile", 250n, "Europe/London", NOW).toISOString()).toBe("2026-11-03T01:10:00.000Z");
    expect(nextDue("reconcile", 239n, "America/New_York", NOW).toISOString()).toBe("2026-11-02T09:59:00.000Z");
  });
});
