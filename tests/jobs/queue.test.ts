import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { z } from "zod";
import { databaseUrl, pool } from "~/db.server";
import { bullDriver, checkRedis } from "~/jobs/bullDriver.server";
import type { QueueDriver } from "~/jobs/driver";
import { defineJob, ShopIdPayload, type Wake, wakeFor } from "~/jobs/job";
import { notifyDriver } from "~/jobs/notifyDriver.server";
import { enqueue } from "~/jobs/queue.server";
import { hasRedis, type RedisServer, startRedis } from "../support/redis";

const greet = defineJob({
  name: "greet",
  payload: z.object({ shopId: ShopIdPayload }),
  run: async () => null,
});
const wake = (shopId: number) => wakeFor(greet, { shopId: BigInt(shopId) });
const LANES = [{ name: "greet", concurrency: 2 }];

describe("a job's payload", () => {
  it("travels as text, with the shop's id as digits", () => {
    expect(wake(7)).toEqual({ job: "greet", payload: '{"shopId":"7"}' });
    expect(greet.payload.parse(JSON.parse(wake(7).payload))).toEqual({ shopId: 7n });
  });

  it("that is not the job's is a mistake of the caller's and throws", async () => {
    const wrong = { shopId: "x" } as unknown as { shopId: bigint };
    expect(() => wakeFor(greet, wrong)).toThrow();
    await expect(enqueue(greet, wrong, silent)).rejects.toThrow();
  });
});

const silent: QueueDriver = {
  name: "postgres",
  wake: () => new Promise(() => undefined),
  listen: async () => undefined,
  stopListening: async () => undefined,
  close: async () => undefined,
};

describe("enqueue", () => {
  it("takes a quarter of a second at most, whatever the queue does", async () => {
    const start = Date.now();
    await enqueue(greet, { shopId: 1n }, silent);
    expect(Date.now() - start).toBeLessThan(600);
  });

  it("does not throw when the queue is down", async () => {
    await enqueue(greet, { shopId: 1n }, { ...silent, wake: () => Promise.reject(new Error("down")) });
  });
});

function collector() {
  const seen: Wake[] = [];
  return { seen, work: async (one: Wake) => void seen.push(one) };
}

describe("wake-ups through PostgreSQL", () => {
  const drivers: QueueDriver[] = [];
  const driver = () => {
    const made = notifyDriver();
    drivers.push(made);
    return made;
  };
  afterEach(() => Promise.all(drivers.splice(0).map((one) => one.close())));

  it("reach every process that listens", async () => {
    const [first, second] = [collector(), collector()];
    await driver().listen(LANES, first.work);
    await driver().listen(LANES, second.work);
    await driver().wake(wake(1));
    await vi.waitFor(() => expect([first.seen, second.seen]).toEqual([[wake(1)], [wake(1)]]));
  });

  it("come again after the listening connection died", async () => {
    const { seen, work } = collector();
    await driver().listen(LANES, work);
    await pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tenure jobs' AND datname = current_database()",
    );
    await vi.waitFor(
      async () => {
        await driver().wake(wake(2));
        expect(seen).toContainEqual(wake(2));
      },
      { timeout: 10_000, interval: 200 },
    );
  });

  it("stop with the listener, and anything else on the channel is ignored", async () => {
    const { seen, work } = collector();
    const one = driver();
    await one.listen(LANES, work);
    await pool.query("SELECT pg_notify('tenure_jobs', 'not a wake-up')");
    await one.wake(wake(3));
    await vi.waitFor(() => expect(seen).toEqual([wake(3)]));
    await one.stopListening();
    await driver().wake(wake(4));
    const other = new pg.Client(databaseUrl);
    await other.connect();
    await other.end();
    expect(seen).toEqual([wake(3)]);
  });
});

describe.skipIf(!hasRedis())("wake-ups through Bull", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it("each reach one of the processes that listen, and leave nothing in Redis", async () => {
    const [first, second, sender] = [bullDriver(redis.url), bullDriver(redis.url), bullDriver(redis.url)];
    const [one, two] = [collector(), collector()];
    await first.listen(LANES, one.work);
    await second.listen(LANES, two.work);
    const wakes = Array.from({ length: 40 }, (_, index) => wake(index));
    for (const each of wakes) await eventually(() => sender.wake(each));
    await vi.waitFor(() => expect([...one.seen, ...two.seen]).toHaveLength(40), { timeout: 10_000 });
    expect(new Set([...one.seen, ...two.seen].map(({ payload }) => payload)).size).toBe(40);
    await vi.waitFor(async () => expect(await keys(redis.url, "tenure:greet:[0-9]*")).toEqual([]));
    await Promise.all([first, second, sender].map((driver) => driver.close()));
  });

  it("are refused at once while Redis is down, and flow again when it is back", async () => {
    const driver = bullDriver(redis.url);
    const { seen, work } = collector();
    await driver.listen(LANES, work);
    await eventually(() => driver.wake(wake(1)));
    await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 10_000 });
    await redis.kill();
    await vi.waitFor(() => expect(driver.wake(wake(2))).rejects.toThrow(), { timeout: 5000 });
    const start = Date.now();
    await enqueue(greet, { shopId: 2n }, driver);
    expect(Date.now() - start).toBeLessThan(600);
    await redis.restart();
    await vi.waitFor(
      async () => {
        await driver.wake(wake(3));
        await vi.waitFor(() => expect(seen).toContainEqual(wake(3)), { timeout: 1500 });
      },
      { timeout: 30_000, interval: 200 },
    );
    await driver.close();
  });

  it("are dropped, not piled up, when nobody works", { timeout: 60_000 }, async () => {
    const driver = bullDriver(redis.url);
    const lazy = { job: "lazy", payload: "{}" };
    await eventually(() => driver.wake(lazy));
    await fill(redis.url, "tenure:lazy:wait", 10_000);
    await driver.wake(lazy);
    expect(await length(redis.url, "tenure:lazy:wait")).toBe(10_001);
    await driver.close();
  });

  it("are not trusted to a Redis that may throw keys away", async () => {
    const evicting = await startRedis("allkeys-lru");
    onTestFinished(evicting.stop);
    await expect(checkRedis(evicting.url)).rejects.toThrow(/maxmemory-policy "allkeys-lru": expected "noeviction"/);
    expect(await checkRedis(redis.url)).toBe(true);
    expect(await checkRedis("redis://127.0.0.1:1")).toBe(false);
  });
});

async function eventually(attempt: () => Promise<void>): Promise<void> {
  await vi.waitFor(attempt, { timeout: 5000 });
}

async function withRedis<T>(url: string, work: (redis: import("ioredis").Redis) => Promise<T>): Promise<T> {
  const { default: Redis } = await import("ioredis");
  const redis = new Redis(url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

const keys = (url: string, pattern: string) => withRedis(url, (redis) => redis.keys(pattern));
const length = (url: string, key: string) => withRedis(url, (redis) => redis.llen(key));
const fill = (url: string, key: string, count: number) =>
  withRedis(url, (redis) => redis.lpush(key, ...Array.from({ length: count }, (_, index) => `x${index}`)));
