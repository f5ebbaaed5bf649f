import { env } from "~/env.server";
import { log } from "~/log.server";
import { checkRedis } from "./bullDriver.server";
import { startClock } from "./clock.server";
import { recost } from "./costJobs.server";
import { createExecutor } from "./executor.server";
import { closeQueue, queueDriver } from "./queue.server";
import { buildRun, sendDelivery } from "./reportJobs.server";
import { SWEEPS } from "./sweeps.server";
import { advance, doLongTask, doTask, readInbox } from "./syncJobs.server";
import { checkZones } from "./zoneCheck.server";

/** Everything that happens later. */
export const JOBS = [buildRun, sendDelivery, advance, readInbox, doTask, doLongTask, recost] as const;

export interface Work {
  /** Ends the clock, takes no more work and waits for what runs; answers the jobs that did not end in time. */
  stop(withinMs: number): Promise<string[]>;
}

/**
 * Lets this process do its share of the work: it listens for wake-ups and looks at the clock. Throws when Redis may throw
 * jobs away; a Redis that does not answer now only makes work wait for the clock.
 */
export async function startExecutor(options: { readonly everyMs?: number } = {}): Promise<Work> {
  if (env.REDIS_URL && !(await checkRedis(env.REDIS_URL)))
    log.error("Redis at REDIS_URL does not answer: work waits for the clock, half a minute at most");
  void checkZones(new Date()).catch((error: unknown) => log.warn({ err: error }, "time zones could not be compared"));
  const executor = createExecutor(JOBS);
  const driver = queueDriver();
  await driver.listen(JOBS, executor.submit);
  const clock = startClock(SWEEPS, executor.submit, options);
  return {
    async stop(withinMs) {
      await clock.stop();
      await driver.stopListening();
      const unfinished = await executor.stop(withinMs);
      await closeQueue();
      return unfinished;
    },
  };
}
