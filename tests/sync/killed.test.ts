import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { busyStore } from "../support/busyStore";
import { connectedShop, storedTables } from "../support/connectedShop";
import { startProcess } from "../support/processes";

it("a history read by processes that are killed ten times at any moment is the history read at once", async () => {
  const calm = await connectedShop(busyStore("calm.myshopify.com", 120));
  await calm.sync();
  const expected = await storedTables(calm);
  await calm.stop();
  const shop = await connectedShop(busyStore("killed.myshopify.com", 120), { bulkDelayMs: 150 });
  const environment = { SHOP_ID: String(shop.shopId), LOG_LEVEL: "error" };
  let kills = 0;
  let seed = 20261122;
  for (let run = 0; run < 10; run += 1) {
    const child = startProcess("tests/support/mortalSync.ts", environment);
    const calls = shop.proxy.calls.length;
    // The kill counts from the first call, so that it falls into the work and not into the start of the process.
    while (shop.proxy.calls.length === calls && child.child.exitCode === null) await wait(5);
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    await wait(seed % (run < 5 ? 500 : 1500));
    if (child.child.exitCode === null) kills += 1;
    child.child.kill("SIGKILL");
    await child.ended;
  }
  expect(kills).toBeGreaterThanOrEqual(5);
  await shop.sync();
  expect(await storedTables(shop)).toEqual(expected);
  // One operation per file, whoever asked for it: what had ended was taken over, not run again.
  const operations = shop.proxy.calls.filter(({ operation }) => operation === "BulkStart").length;
  const windows = await shop.rows<{ files: number }>(
    "SELECT count(*) FILTER (WHERE kind = 'orders') * 2 + count(*) FILTER (WHERE kind <> 'orders') AS files FROM sync_windows",
  );
  expect(operations).toBe(windows[0]?.files);
}, 240_000);
