import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Timing, USUAL_TIMING } from "~/analytics/timing";
import { listDeliveries } from "~/data/deliveries.server";
import { listRuns } from "~/data/runLog.server";
import { openRun } from "~/data/runs.server";
import { createSchedule } from "~/data/schedules.server";
import { databaseUrl, withShopClient } from "~/db.server";
import { bullDriver } from "~/jobs/bullDriver.server";
import { MOMENTS } from "~/jobs/moments.server";
import { closeQueue, enqueue, queueDriver } from "~/jobs/queue.server";
import { buildRun } from "~/jobs/reportJobs.server";
import { type Process, startProcess } from "../support/processes";
import { hasRedis, startRedis } from "../support/redis";
import { type ResendServer, startResendServer } from "../support/resendServer";
import { draft, newShop } from "../support/schedules";

const processes: Process[] = [];
const start = (...input: Parameters<typeof startProcess>) => {
  const started = startProcess(...input);
  processes.push(started);
  return started;
};
afterEach(async () => {
  for (const { child, ended } of processes.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
});
afterAll(closeQueue);

describe("a process killed with SIGKILL", { timeout: 300_000 }, () => {
  let server: ResendServer;
  beforeAll(async () => {
    server = await startResendServer();
  });
  afterAll(() => server.stop());

  /** Time passes: leases run out and waits are over. */
  const timePasses = (shopId: bigint) =>
    withShopClient(shopId, async (client) => {
      const past = "now() - interval '1 second'";
      await client.query(`UPDATE report_runs SET next_try_at = ${past}, lease_until = ${past} WHERE shop_id = $1`, [
        shopId,
      ]);
      await client.query(
        `UPDATE deliveries SET next_try_at = ${past}, lease_until = ${past} WHERE shop_id = $1 AND state IN ('pending', 'leased')`,
        [shopId],
      );
    });

  it("at every moment of a report's way, one after the other, leaves each reader with one mail", async () => {
    const shopId = await newShop();
    const yesterday = new Date(Date.now() - 20 * 3_600_000);
    const localTime = new Date(Date.now() - 3_600_000).toISOString().slice(11, 16);
    const recipients = ["ada@example.com", "bob@example.com"].map((email) => ({ email, language: null }));
    const rhythm = { frequency: { every: "day" as const }, localTime, timeZone: "UTC" };
    await createSchedule(shopId, draft({ rhythm, recipients }), yesterday);
    const environment = { RESEND_API_KEY: "re_test_key", RESEND_BASE_URL: server.url };
    const deaths: string[] = [];
    for (const moment of MOMENTS) {
      const { ended } = start("tests/support/mortalWorker.ts", { ...environment, DIE_AT: moment });
      deaths.push(`${moment}: ${await ended}`);
      await timePasses(shopId);
    }
    const { ended, output } = start("tests/support/mortalWorker.ts", environment);
    expect(await ended, output()).toBe(0);
    expect(deaths).toEqual(MOMENTS.map((moment) => `${moment}: SIGKILL`));
    expect((await listDeliveries(shopId)).map(({ recipient, state }) => `${recipient} ${state}`)).toEqual([
      "ada@example.com sent",
      "bob@example.com sent",
    ]);
    expect(server.mails.map(({ to }) => to[0]).sort()).toEqual(["ada@example.com", "bob@example.com"]);
    // The same mails were asked for again: the deaths after sending made it so.
    expect(server.requests.length).toBeGreaterThan(2);
  });

  /** A report for one reader that was due an hour ago in UTC. */
  async function dueReport(timing: Partial<Timing>) {
    const shopId = await newShop();
    const localTime = new Date(Date.now() - 3_600_000).toISOString().slice(11, 16);
    const rhythm = { frequency: { every: "day" as const }, localTime, timeZone: "UTC" };
    const made = new Date(Date.now() - 20 * 3_600_000);
    await createSchedule(shopId, draft({ rhythm, timing: { ...USUAL_TIMING, ...timing } }), made);
    const pass = async (environment: Record<string, string>) => {
      const process = start("tests/support/mortalWorker.ts", {
        RESEND_API_KEY: "re_test_key",
        RESEND_BASE_URL: server.url,
        ...environment,
      });
      const how = await process.ended;
      await timePasses(shopId);
      return how === 0 || how === "SIGKILL" ? how : process.output();
    };
    const states = async () => (await listRuns(shopId, { limit: 9 })).map(({ state, why }) => why ?? state);
    return { shopId, pass, states };
  }

  it("while a report waits, again and again, leaves it neither lost nor doubled", async () => {
    const { shopId, pass, states } = await dueReport({});
    for (const DIE_AT of ["slot opened", "run claimed", "caught up", "run put off", "caught up"])
      expect(await pass({ DIE_AT, CUT_OFF: "yes" })).toBe("SIGKILL");
    expect(await states()).toEqual(["pending"]);
    expect(await pass({ DIE_AT: "run finished" })).toBe("SIGKILL");
    expect(await pass({})).toBe(0);
    expect(await states()).toEqual(["built"]);
    expect((await listDeliveries(shopId)).map(({ state }) => state)).toEqual(["sent"]);
  });

  it("while conditions decide, leaves one decision and no mail", async () => {
    const of = [{ metric: "netSales", test: "above", value: "1000" } as const];
    const { shopId, pass, states } = await dueReport({ conditions: { mode: "all", of } });
    expect(await pass({ DIE_AT: "report computed", NET_SALES: "1000" })).toBe("SIGKILL");
    expect(await states()).toEqual(["pending"]);
    expect(await pass({ DIE_AT: "run not needed", NET_SALES: "1000" })).toBe("SIGKILL");
    // What is decided stays so, though the figure is another by now.
    expect(await pass({ NET_SALES: "5000" })).toBe(0);
    expect(await states()).toEqual(["notNeeded"]);
    expect(await listDeliveries(shopId)).toEqual([]);
  });

  it("while it makes up for missed reports, leaves each of them once", async () => {
    const shopId = await newShop();
    const localTime = new Date(Date.now() - 3_600_000).toISOString().slice(11, 16);
    const rhythm = { frequency: { every: "day" as const }, localTime, timeZone: "UTC" };
    const made = new Date(Date.now() - 60 * 3_600_000);
    await createSchedule(shopId, draft({ rhythm, timing: { ...USUAL_TIMING, catchUp: "all" } }), made);
    for (const DIE_AT of ["slot opened", "mails rendered", "run finished", "mail taken"]) {
      const { ended } = start("tests/support/mortalWorker.ts", {
        RESEND_API_KEY: "re_test_key",
        RESEND_BASE_URL: server.url,
        DIE_AT,
      });
      expect(await ended).toBe("SIGKILL");
      await timePasses(shopId);
    }
    const last = start("tests/support/mortalWorker.ts", { RESEND_API_KEY: "re_test_key", RESEND_BASE_URL: server.url });
    expect(await last.ended, last.output()).toBe(0);
    const runs = await listRuns(shopId, { limit: 9 });
    expect(runs.map(({ state, mails }) => [state, mails])).toEqual(Array.from({ length: 3 }, () => ["built", 1]));
    expect(new Set(runs.map(({ slotDay }) => slotDay)).size).toBe(3);
    const own = new Set((await listDeliveries(shopId)).map(({ deliveryId }) => deliveryId));
    expect(own.size).toBe(3);
    expect(server.mails.filter(({ tags }) => own.has(tags[0]?.value ?? ""))).toHaveLength(3);
  });
});

describe("the worker process", { timeout: 120_000 }, () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), "tenure-worker-"));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  const worker = (change: Record<string, string | undefined> = {}) =>
    start("app/worker.server.ts", { DATABASE_URL: databaseUrl, TENURE_HOME: home, ...change });

  const works = (process: Process) =>
    vi.waitFor(() => expect(process.output()).toContain("the worker works"), { timeout: 60_000, interval: 100 });

  async function wakesWithin(ms: number, by = queueDriver()): Promise<void> {
    const shopId = await newShop();
    const settings = draft();
    const recipients = [{ email: "ada@example.com", language: null }];
    const runId = await openRun(shopId, { kind: "test", scheduleId: null, settings, recipients }, new Date());
    await vi.waitFor(async () => expect(await enqueue(buildRun, { shopId, runId }, by)).toBe(true));
    await vi.waitFor(async () => expect((await listDeliveries(shopId))[0]?.state).toBe("sent"), {
      timeout: ms,
      interval: 100,
    });
    const [delivery] = await listDeliveries(shopId);
    expect(await readdir(path.join(home, "outbox"))).toContain(delivery?.deliveryId);
  }

  it("is woken by another process long before its clock ticks, and stops in order when asked to", async () => {
    const process = worker();
    await works(process);
    await wakesWithin(15_000);
    process.child.kill("SIGTERM");
    expect(await process.ended, process.output()).toBe(0);
  });

  it.skipIf(!hasRedis())("is woken through Bull when there is a Redis", async () => {
    const redis = await startRedis();
    onTestFinished(redis.stop);
    const process = worker({ REDIS_URL: redis.url });
    await works(process);
    const bull = bullDriver(redis.url);
    await wakesWithin(15_000, bull);
    process.child.kill("SIGTERM");
    expect(await process.ended, process.output()).toBe(0);
    await bull.close();
  });

  it.skipIf(!hasRedis())("is not started on a Redis that may throw jobs away", async () => {
    const redis = await startRedis("allkeys-lru");
    onTestFinished(redis.stop);
    const process = worker({ REDIS_URL: redis.url });
    expect(await process.ended).toBe(1);
    expect(process.output()).toContain('maxmemory-policy "allkeys-lru": expected "noeviction"');
  });

  it.skipIf(!hasRedis())("with a Redis that is down does its work by the clock", async () => {
    const shopId = await newShop();
    const recipients = [{ email: "ada@example.com", language: null }];
    await openRun(shopId, { kind: "test", scheduleId: null, settings: draft(), recipients }, new Date());
    const process = worker({ REDIS_URL: "redis://127.0.0.1:1" });
    await vi.waitFor(async () => expect((await listDeliveries(shopId))[0]?.state).toBe("sent"), {
      timeout: 25_000,
      interval: 200,
    });
    process.child.kill("SIGTERM");
    expect(await process.ended, process.output()).toBe(0);
  });

  it("says what is wrong with the environment and ends with 1", async () => {
    const process = worker({ SHOPIFY_API_KEY: undefined, TOKEN_KEY: "short", REDIS_URL: "http://x" });
    expect(await process.ended).toBe(1);
    for (const name of ["SHOPIFY_API_KEY", "TOKEN_KEY", "REDIS_URL"]) expect(process.output()).toContain(`  ${name}: `);
    expect(process.output()).not.toContain("    at ");
  });

  it("says which database cannot be used, without its password, and ends with 1", async () => {
    const process = worker({ DATABASE_URL: "postgresql://tenure:hunter2@127.0.0.1:1/shopdata" });
    expect(await process.ended).toBe(1);
    expect(process.output()).toContain('The database "shopdata" at 127.0.0.1:1 cannot be used: connect ECONNREFUSED');
    expect(process.output()).not.toContain("hunter2");
  });

  it("asks for the migrations that are missing and ends with 1", async () => {
    const process = worker({ DATABASE_URL: databaseUrl.replace(/[^/]+$/, "postgres") });
    expect(await process.ended).toBe(1);
    expect(process.output()).toMatch(/The database lacks \d+ migrations \(first: 0001_ledger\)\. Run: npm run migrate/);
  });
});
