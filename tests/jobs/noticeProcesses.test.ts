import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { listDeliveries } from "~/data/deliveries.server";
import { planAt } from "~/data/shopTasks.server";
import { databaseUrl, withShopClient } from "~/db.server";
import { NOTICE_MOMENTS } from "~/jobs/moments.server";
import { newestDay } from "~/reports/watchReport.server";
import { type Process, startProcess } from "../support/processes";
import { startResendServer } from "../support/resendServer";
import { steadyShop, UNUSUAL, watched } from "../support/watchedShop";

const READERS = ["ada@example.com", "bob@example.com"];
const MAIL_MOMENTS = ["mail claimed", "mail about to be sent", "mail taken", "mail marked sent"];

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

/** A shop in which nobody ordered yesterday, of which two people are to be told. */
async function quietShop(): Promise<bigint> {
  const yesterday = newestDay(new Date(), "Europe/London");
  const shopId = await steadyShop(yesterday, { quiet: [yesterday] });
  await watched(shopId, UNUSUAL, READERS);
  return shopId;
}

const sentTo = async (shopId: bigint) =>
  (await listDeliveries(shopId)).map(({ recipient, state }) => `${recipient} ${state}`).sort();

/** Leases run out and waits are over. */
const timePasses = (shopId: bigint) =>
  withShopClient(shopId, (client) =>
    client.query(
      `UPDATE deliveries SET next_try_at = now() - interval '1 second', lease_until = now() - interval '1 second'
       WHERE shop_id = $1 AND state IN ('pending', 'leased')`,
      [shopId],
    ),
  );

describe("a morning's check, in processes that die", { timeout: 600_000 }, () => {
  it("by SIGKILL at every moment of a notice's way, one after the other, leaves each reader with one mail", async () => {
    const server = await startResendServer();
    onTestFinished(() => server.stop());
    const shopId = await quietShop();
    const environment = {
      RESEND_API_KEY: "re_test_key",
      RESEND_BASE_URL: server.url,
      WATCHED_SHOP: String(shopId),
    };
    const moments = [...NOTICE_MOMENTS, ...MAIL_MOMENTS];
    const deaths: string[] = [];
    for (const moment of moments) {
      const { ended } = start("tests/support/mortalWatcher.ts", { ...environment, DIE_AT: moment });
      deaths.push(`${moment}: ${await ended}`);
      await timePasses(shopId);
    }
    const { ended, output } = start("tests/support/mortalWatcher.ts", environment);
    expect(await ended, output()).toBe(0);
    expect(deaths).toEqual(moments.map((moment) => `${moment}: SIGKILL`));
    expect(await sentTo(shopId)).toEqual(READERS.map((email) => `${email} sent`));
    expect(server.mails.map(({ to }) => to[0]).sort()).toEqual(READERS);
    expect(server.requests.length).toBeGreaterThan(READERS.length);
  });

  it("is done by the worker's clock where Redis is down", async () => {
    const home = await mkdtemp(path.join(tmpdir(), "tenure-notices-"));
    onTestFinished(() => rm(home, { recursive: true, force: true }));
    const shopId = await quietShop();
    await planAt(shopId, "watchMetrics", new Date(Date.now() - 1000));
    const change = { DATABASE_URL: databaseUrl, TENURE_HOME: home, REDIS_URL: "redis://127.0.0.1:1" };
    const { output } = start("app/worker.server.ts", change);
    await vi.waitFor(
      async () => expect(await sentTo(shopId), output()).toEqual(READERS.map((email) => `${email} sent`)),
      { timeout: 240_000, interval: 500 },
    );
  });
});
