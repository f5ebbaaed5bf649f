import { z } from "zod";
import { type CpuSeconds, cpuSeconds, cpuSince } from "./cpu";
import type { Strain } from "./measure";
import { strained, timed } from "./measure";
import type { Scratch } from "./scratch";

/** How the reading of a whole history went. */
export interface ImportRun {
  readonly orders: number;
  /** From the first question to the last commit, products and orders, without customers. */
  readonly seconds: number;
  /** Until the last window of orders was merged; what was left for the end follows. */
  readonly mergedSeconds: number;
  /** Until the newest stretch of the history was there. */
  readonly firstSeconds: number;
  readonly customerSeconds: number;
  readonly strain: Strain;
  /** Of the orders, as `seconds`. */
  readonly cpu: CpuSeconds;
  /** Orders and seconds since the start at the end of each window of orders, in order of time. */
  readonly windows: readonly { readonly orders: number; readonly at: number }[];
}

export interface ImportedShop {
  readonly shopId: bigint;
  readonly domain: string;
  readonly run: ImportRun;
}

/**
 * Installs the app in a generated shop and reads its history as the worker does: windows are laid out, asked for, polled,
 * downloaded over loopback, parsed, staged and merged with everything that is derived. Customers are read afterwards, so that
 * the time of the orders is theirs alone.
 */
export async function importShop({ storeUrl, databaseFolder }: Scratch, domain: string): Promise<ImportedShop> {
  const { exchangeSessionToken } = await import("~/shopify/offlineToken.server");
  const { install } = await import("~/shopify/install.server");
  const { addWindows } = await import("~/data/syncWindows.server");
  await exchangeSessionToken(domain, "bench");
  const { shopId } = (await install(domain, "en")).shop;
  const begun = Date.now();
  const cpuBefore = cpuSeconds(databaseFolder);
  const orders = await strained(() => timed(() => readAll(shopId)));
  const cpu = cpuSince(cpuBefore, databaseFolder);
  await fetch(`${storeUrl}/customers/${domain}`);
  const everything = { field: null, startsAt: null, endsAt: null, watermark: null, expected: null } as const;
  await addWindows(shopId, [{ purpose: "catchUp", kind: "customers", ...everything }]);
  const customers = await timed(() => readAll(shopId));
  const windows = await windowsOf(shopId, begun);
  return {
    shopId,
    domain,
    run: {
      orders: windows.reduce((sum, window) => sum + window.orders, 0),
      seconds: orders.value.seconds,
      mergedSeconds: windows.at(-1)?.at ?? orders.value.seconds,
      firstSeconds: windows[0]?.at ?? orders.value.seconds,
      customerSeconds: customers.seconds,
      strain: orders.strain,
      cpu,
      windows,
    },
  };
}

/** Advances the shop's sync until nothing is open. @throws when something stands in its way */
async function readAll(shopId: bigint): Promise<void> {
  const { advanceSync, syncProgress } = await import("~/sync");
  for (;;) {
    const nextAt = await advanceSync(shopId);
    const { problems } = await syncProgress(shopId);
    if (problems.length > 0) throw new Error(`the shop cannot be read: ${JSON.stringify(problems)}`);
    if (nextAt === null) return;
    await new Promise((resolve) => setTimeout(resolve, Math.max(10, nextAt.getTime() - Date.now())));
  }
}

const Windows = z.array(z.object({ orders: z.number(), at: z.number() }));

async function windowsOf(shopId: bigint, begun: number): Promise<ImportRun["windows"]> {
  const { withShopClient } = await import("~/db.server");
  const { rows } = await withShopClient(shopId, (client) =>
    client.query(
      `SELECT merged AS orders, extract(epoch FROM done_at)::float8 - $2::float8 / 1000 AS at FROM sync_windows
       WHERE shop_id = $1 AND kind = 'orders' AND state = 'done' AND merged > 0 ORDER BY done_at`,
      [String(shopId), begun],
    ),
  );
  return Windows.parse(rows);
}
