import { z } from "zod";
import { firstSlot } from "~/analytics/slots";
import { hasGrown } from "~/data/predictions.server";
import { getShop } from "~/data/shops.server";
import {
  bringForward,
  claimTask,
  finishTask,
  postponeTask,
  renewTask,
  SHOP_TASKS,
  type ShopTask,
} from "~/data/shopTasks.server";
import { advanceSync, catchUp, processInbox, readReports, reconcile } from "~/sync";
import { LEASE_MS, underLease } from "./lease.server";
import { watchMetrics } from "./metricWatches.server";
import { predict } from "./predict.server";
import { defineJob, enqueue, ShopIdPayload } from "./queue.server";

const CATCH_UP_EVERY_MS = 10 * 60_000;
/** Work that is due later than this is left to the clock. */
const SOON_MS = 30_000;

const OfShop = z.object({ shopId: ShopIdPayload });

/** Goes on with the reading of a shop's history. */
export const advance = defineJob({
  name: "sync.advance",
  payload: OfShop,
  run: async ({ shopId }) => {
    const nextAt = await advanceSync(shopId);
    const waitMs = nextAt === null ? null : Math.max(0, nextAt.getTime() - Date.now());
    return waitMs !== null && waitMs <= SOON_MS ? waitMs : null;
  },
});

/** Does what stored webhooks ask for, of whichever shops, until none is due. One may tell that a bulk operation has ended. */
export const readInbox = defineJob({
  name: "inbox.process",
  payload: z.object({}),
  concurrency: 1,
  run: async () => {
    const pass = await processInbox();
    for (const shopId of pass.advance) await enqueue(advance, { shopId });
    return pass.processed > 0 ? 0 : null;
  },
});

const Task = z.object({ shopId: ShopIdPayload, task: z.enum(SHOP_TASKS) });

/** Does one of the things that come round again and again for a shop. */
export const doTask = defineJob({ name: "shop.task", payload: Task, concurrency: 1, run: perform });

/** The same for what takes long and waits for nobody's answer: catching up must not stand behind it. */
export const doLongTask = defineJob({ name: "shop.longTask", payload: Task, concurrency: 1, run: perform });

/** The job that does a task. */
export const jobOf = (task: ShopTask) => (task === "predict" ? doLongTask : doTask);

async function perform({ shopId, task }: z.infer<typeof Task>): Promise<number | null> {
  const lease = await claimTask(shopId, task, new Date(), LEASE_MS);
  if (!lease) return null;
  let again: unknown;
  try {
    again = await underLease(
      (until) => renewTask(shopId, task, lease, until),
      () => WORK[task](shopId),
    );
  } catch (error) {
    await postponeTask(shopId, task, lease, new Date(), error instanceof Error ? error.message : String(error));
    throw error;
  }
  const now = new Date();
  const due = again instanceof Date ? again : nextDue(task, shopId, (await getShop(shopId)).timeZone, now);
  await finishTask(shopId, task, lease, now, due);
  return null;
}

/** A task that could not be done yet answers when to look again. */
const WORK: Readonly<Record<ShopTask, (shopId: bigint) => Promise<unknown>>> = {
  catchUp: async (shopId) => {
    await catchUp(shopId);
    if (await hasGrown(shopId)) await bringForward(shopId, "predict", new Date());
  },
  reconcile,
  readReports,
  predict: (shopId) => predict(shopId),
  watchMetrics: (shopId) => watchMetrics(shopId),
};

/** When a task is due for the first time: Shopify's reports are read, and predictions made, as soon as the history is in. */
export const firstDue = (task: ShopTask, shopId: bigint, timeZone: string, now: Date): Date =>
  task === "readReports" || task === "predict" ? now : nextDue(task, shopId, timeZone, now);

/**
 * When a task comes round next: catching up every ten minutes, comparing with Shopify once in the shop's night, judging what is
 * watched once in its morning.
 */
export function nextDue(task: ShopTask, shopId: bigint, timeZone: string, now: Date): Date {
  switch (task) {
    case "catchUp":
      return new Date(now.getTime() + CATCH_UP_EVERY_MS);
    case "reconcile":
    case "readReports":
    case "predict":
      return firstSlot(now, { frequency: { every: "day" }, localTime: nightTime(shopId), timeZone }).at;
    case "watchMetrics":
      return firstSlot(now, { frequency: { every: "day" }, localTime: morningTime(shopId), timeZone }).at;
  }
}

/** A minute between 01:00 and 04:59 that is the shop's own, so that not all shops of a zone come at once. */
const nightTime = (shopId: bigint): string => timeOf(60 + Number(shopId % 240n));

/** One between 06:00 and 06:59, when the night's changes are in. */
const morningTime = (shopId: bigint): string => timeOf(360 + Number(shopId % 60n));

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
