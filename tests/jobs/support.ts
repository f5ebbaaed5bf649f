import { dueDeliveries } from "~/data/deliveries.server";
import { dueRuns, openDueRuns } from "~/data/runs.server";
import { withShopClient } from "~/db.server";
import type { Send } from "~/emails/send.server";
import { buildReport } from "~/jobs/buildReport.server";
import { deliver } from "~/jobs/deliver.server";
import type { ReportMakers } from "~/jobs/makers";
import { type Moment, onMoment, reached } from "~/jobs/moments.server";

/** The processes of a test: their time is told, and they do what the clock finds, several at once. */
export interface World {
  now: Date;
  readonly makers: ReportMakers;
  readonly send: Send;
}

const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

/** One tick of `processes` processes at once. Work that hangs is left behind like that of a dead process. */
export async function tickOf(world: World, processes: number, died: Promise<unknown> = new Promise(() => {})) {
  const now = () => world.now;
  const process = async () => {
    const opened = await openDueRuns(world.now);
    if (opened.length > 0) await reached("slot opened");
    for (const run of await dueRuns(world.now)) await buildReport(run, world.makers, now).catch(() => null);
    for (const delivery of await dueDeliveries(world.now)) await deliver(delivery, world.send, now).catch(() => null);
  };
  const running = Array.from({ length: processes }, () => Promise.race([process().catch(() => null), died]));
  await Promise.all(running);
}

/** Lets hours pass in steps of `stepMs`, two processes at work, until nothing is open any more or `untilHours` are over. */
export async function livesOn(world: World, shopId: bigint, options: { stepMs?: number; untilHours?: number } = {}) {
  const { stepMs = 61_000, untilHours = 26 } = options;
  const end = later(world.now, untilHours * 3_600_000);
  do {
    await tickOf(world, 2);
    world.now = later(world.now, stepMs);
  } while (world.now < end && (await openWork(shopId)) > 0);
}

async function openWork(shopId: bigint): Promise<number> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ open: number }>(
      `SELECT (SELECT count(*) FROM report_runs WHERE shop_id = $1 AND state = 'pending')
            + (SELECT count(*) FROM deliveries WHERE shop_id = $1 AND state IN ('pending', 'leased')) AS open`,
      [shopId],
    ),
  );
  return rows[0]?.open ?? 0;
}

/** "recipient state" of all mails of the shop, in order. */
export async function statesOf(shopId: bigint): Promise<string[]> {
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ line: string }>(
      "SELECT recipient || ' ' || state AS line FROM deliveries WHERE shop_id = $1 ORDER BY 1",
      [shopId],
    ),
  );
  return rows.map(({ line }) => line);
}

/** The next time `moment` is reached, the work there throws. */
export function throwAt(moment: Moment): { readonly happened: () => boolean } {
  let happened = false;
  onMoment((reachedMoment) => {
    if (reachedMoment !== moment || happened) return;
    happened = true;
    throw new Error(`thrown at "${moment}"`);
  });
  return { happened: () => happened };
}

/** The next time `moment` is reached, the work there stops for ever, as in a process that is killed. */
export function dieAt(moment: Moment): { readonly died: Promise<void> } {
  let die = () => {};
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  let happened = false;
  onMoment((reachedMoment) => {
    if (reachedMoment !== moment || happened) return;
    happened = true;
    die();
    return new Promise<void>(() => {});
  });
  return { died };
}
