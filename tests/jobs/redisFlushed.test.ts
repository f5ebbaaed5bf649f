import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import Redis from "ioredis";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createSchedule } from "~/data/schedules.server";
import { databaseUrl, withShopClient } from "~/db.server";
import { type Process, startProcess } from "../support/processes";
import { hasRedis, startRedis } from "../support/redis";
import { type ResendServer, startResendServer } from "../support/resendServer";
import { draft, newShop } from "../support/schedules";
import { statesOf } from "./support";

const SCHEDULES = 12;
const HOUR_MS = 3_600_000;

describe.skipIf(!hasRedis())("workers on a Redis that loses everything again and again", { timeout: 300_000 }, () => {
  let server: ResendServer;
  let home: string;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  const processes: Process[] = [];
  beforeAll(async () => {
    server = await startResendServer();
    home = await mkdtemp(path.join(tmpdir(), "tenure-flushed-"));
    redis = await startRedis();
  });
  afterAll(async () => {
    for (const { child, ended } of processes) {
      child.kill("SIGKILL");
      await ended;
    }
    await redis.stop();
    await server.stop();
    await rm(home, { recursive: true, force: true });
  });

  const startWorker = async () => {
    const worker = startProcess("app/worker.server.ts", {
      DATABASE_URL: databaseUrl,
      TENURE_HOME: home,
      REDIS_URL: redis.url,
      RESEND_API_KEY: "re_test_key",
      RESEND_BASE_URL: server.url,
    });
    processes.push(worker);
    await vi.waitFor(() => expect(worker.output()).toContain("the worker works"), { timeout: 60_000, interval: 100 });
    return worker;
  };

  it("send every report once, though one of them is killed and replies are lost", async () => {
    const shopId = await newShop();
    const yesterday = new Date(Date.now() - 20 * HOUR_MS);
    const localTime = new Date(Date.now() - 2 * HOUR_MS).toISOString().slice(11, 16);
    const rhythm = { frequency: { every: "day" as const }, localTime, timeZone: "UTC" };
    for (let index = 0; index < SCHEDULES; index += 1) await createSchedule(shopId, draft({ rhythm }), yesterday);
    server.script(["loseReply", null, "status500", null, "truncate", null, "rateLimit"]);
    const client = new Redis(redis.url);
    const flushing = setInterval(() => void client.flushall().catch(() => null), 300);
    const [first] = await Promise.all([startWorker(), startWorker()]);
    await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(2), { timeout: 60_000, interval: 50 });
    first?.child.kill("SIGKILL");
    await first?.ended;
    await startWorker();
    await vi.waitFor(
      async () => {
        await leasesRunOut(shopId);
        const states = await statesOf(shopId);
        expect(states.filter((line) => line.endsWith(" sent"))).toHaveLength(SCHEDULES);
      },
      { timeout: 180_000, interval: 2000 },
    );
    clearInterval(flushing);
    await client.quit();
    expect(server.mails).toHaveLength(SCHEDULES);
    expect(new Set(server.mails.map(({ tags }) => tags[0]?.value)).size).toBe(SCHEDULES);
    expect(server.requests.length).toBeGreaterThan(SCHEDULES);
  });
});

/** Waits after failures are over, as if time had passed; a lease that is alive stays. */
const leasesRunOut = (shopId: bigint) =>
  withShopClient(shopId, (client) =>
    client.query(
      "UPDATE deliveries SET next_try_at = now() WHERE shop_id = $1 AND state = 'pending' AND next_try_at > now()",
      [shopId],
    ),
  );
