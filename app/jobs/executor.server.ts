import { log } from "~/log.server";
import type { RunnableJob, Wake } from "./job";

/** Does this process's share of the work. */
export interface Executor {
  /** Does what a wake-up names and resolves when it is done; the same one twice is done once more at most. Never rejects. */
  readonly submit: (wake: Wake) => Promise<void>;
  /** Takes nothing more and waits for what runs; answers the names of jobs that had not ended in time. */
  readonly stop: (withinMs: number) => Promise<string[]>;
}

interface Entry {
  readonly wake: Wake;
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  running: boolean;
  /** It was asked for again while it ran. */
  again: boolean;
}

interface Lane {
  readonly job: RunnableJob;
  readonly waiting: Entry[];
  running: number;
}

/** An executor of these jobs. Each has its own lane, so that mails never wait behind imports. */
export function createExecutor(jobs: readonly RunnableJob[]): Executor {
  const lanes = new Map<string, Lane>(jobs.map((job) => [job.name, { job, waiting: [], running: 0 }]));
  const entries = new Map<string, Entry>();
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  function submit(wake: Wake): Promise<void> {
    const lane = lanes.get(wake.job);
    if (stopped || !lane) return Promise.resolve();
    const key = `${wake.job} ${wake.payload}`;
    const known = entries.get(key);
    if (known) {
      known.again = known.running;
      return known.promise;
    }
    let resolve = () => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    const entry: Entry = { wake, promise, resolve, running: false, again: false };
    entries.set(key, entry);
    lane.waiting.push(entry);
    start(lane);
    return promise;
  }

  function start(lane: Lane): void {
    while (lane.running < lane.job.concurrency) {
      const entry = lane.waiting.shift();
      if (!entry) return;
      lane.running += 1;
      entry.running = true;
      void work(lane, entry);
    }
  }

  async function work(lane: Lane, entry: Entry): Promise<void> {
    let againMs: number | null = null;
    do {
      entry.again = false;
      againMs = await perform(lane.job, entry.wake);
    } while (entry.again && !stopped);
    entries.delete(`${entry.wake.job} ${entry.wake.payload}`);
    lane.running -= 1;
    entry.resolve();
    if (againMs !== null && !stopped) later(entry.wake, againMs);
    if (!stopped) start(lane);
  }

  function later(wake: Wake, afterMs: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void submit(wake);
    }, afterMs);
    timers.add(timer);
  }

  async function stop(withinMs: number): Promise<string[]> {
    stopped = true;
    for (const timer of timers) clearTimeout(timer);
    for (const lane of lanes.values())
      for (const entry of lane.waiting.splice(0)) {
        entries.delete(`${entry.wake.job} ${entry.wake.payload}`);
        entry.resolve();
      }
    const deadline = new Promise<void>((resolve) => {
      timers.add(setTimeout(resolve, withinMs));
    });
    await Promise.race([Promise.all([...entries.values()].map(({ promise }) => promise)), deadline]);
    for (const timer of timers) clearTimeout(timer);
    return [...entries.values()].map(({ wake }) => wake.job);
  }

  return { submit, stop };
}

/** Runs a job once. What fails is logged; its rows say when it is tried again. */
async function perform(job: RunnableJob, wake: Wake): Promise<number | null> {
  const started = performance.now();
  try {
    const againMs = await job.perform(wake.payload);
    log.debug({ job: job.name, payload: wake.payload, ms: Math.round(performance.now() - started) }, "done");
    return againMs;
  } catch (error) {
    log.error(
      { job: job.name, payload: wake.payload, err: error },
      "a job failed; its rows say when it is tried again",
    );
    return null;
  }
}
