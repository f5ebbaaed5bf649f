import { monitorEventLoopDelay } from "node:perf_hooks";

/** Milliseconds of repeated runs of one thing. */
export interface Times {
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly count: number;
}

/** Seconds that `work` takes, and what it gives. */
export async function timed<T>(work: () => Promise<T> | T): Promise<{ seconds: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { seconds: (performance.now() - started) / 1000, value };
}

/** The share `of` (0 to 1) of the values lies at or below the answer. @throws RangeError without values */
export function quantile(values: readonly number[], of: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(of * sorted.length) - 1)];
  if (value === undefined) throw new RangeError("quantile: expected at least one value");
  return value;
}

export function timesOf(ms: readonly number[]): Times {
  return { median: quantile(ms, 0.5), p95: quantile(ms, 0.95), p99: quantile(ms, 0.99), count: ms.length };
}

export interface Repeats {
  /** Calls that are not counted: the first one fills caches. */
  readonly warmUp: number;
  readonly most: number;
  /** No further call begins after so long. */
  readonly budgetMs: number;
}

/** Calls `work` again and again. At least three calls are counted, however long they take. */
export async function repeated(work: () => Promise<unknown>, { warmUp, most, budgetMs }: Repeats): Promise<Times> {
  for (let call = 0; call < warmUp; call += 1) await work();
  const ms: number[] = [];
  const started = performance.now();
  while (ms.length < 3 || (ms.length < most && performance.now() - started < budgetMs)) {
    ms.push((await timed(work)).seconds * 1000);
  }
  return timesOf(ms);
}

/** What a stretch of work did to this process. */
export interface Strain {
  /** Highest resident set during the work, in bytes. */
  readonly peakRss: number;
  /** Event-loop delay in milliseconds, 99th percentile and highest. */
  readonly delayP99: number;
  readonly delayMax: number;
}

const SAMPLE_MS = 50;

/** Watches memory and event loop of this process while `work` runs. */
export async function strained<T>(work: () => Promise<T>): Promise<{ value: T; strain: Strain }> {
  let peakRss = process.memoryUsage.rss();
  const timer = setInterval(() => {
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
  }, SAMPLE_MS);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  try {
    const value = await work();
    peakRss = Math.max(peakRss, process.memoryUsage.rss());
    return { value, strain: { peakRss, delayP99: delay.percentile(99) / 1e6, delayMax: delay.max / 1e6 } };
  } finally {
    delay.disable();
    clearInterval(timer);
  }
}
