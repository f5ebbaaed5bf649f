import { env } from "~/env.server";
import { log } from "~/log.server";
import { bullDriver } from "./bullDriver.server";
import type { QueueDriver } from "./driver";
import { type Job, wakeFor } from "./job";
import { notifyDriver } from "./notifyDriver.server";

export { defineJob, type Job, ShopIdPayload } from "./job";

/** A wake-up that takes longer is given up: its work is in PostgreSQL and the clock finds it. */
const CAP_MS = 250;

let driver: QueueDriver | null = null;

/** What carries wake-ups in this process: Bull when REDIS_URL is set, else PostgreSQL. */
export function queueDriver(): QueueDriver {
  driver ??= env.REDIS_URL ? bullDriver(env.REDIS_URL) : notifyDriver();
  return driver;
}

/**
 * Wakes a worker for work whose rows are committed already. Never throws for a queue that is down and never takes longer
 * than a quarter of a second; throws at once for a payload that is not the job's. Answers whether the wake-up was passed on.
 */
export async function enqueue<Payload>(
  job: Job<Payload>,
  payload: Payload,
  by: QueueDriver = queueDriver(),
): Promise<boolean> {
  const wake = wakeFor(job, payload);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), CAP_MS);
  });
  const passed = by.wake(wake).then(
    () => "passed" as const,
    (error: unknown) => {
      log.warn({ job: wake.job, err: error }, "a wake-up was lost; the clock finds its work");
      return "lost" as const;
    },
  );
  const outcome = await Promise.race([passed, tooLate]);
  clearTimeout(timer);
  if (outcome === "late") log.warn({ job: wake.job }, "a wake-up is slow; not waited for");
  return outcome === "passed";
}

/** Ends this process's connections of the queue. */
export async function closeQueue(): Promise<void> {
  await driver?.close();
  driver = null;
}
