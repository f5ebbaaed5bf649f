import { log } from "~/log.server";
import type { Wake } from "./job";

/** A pass over what is due: answers the jobs to do now. It may find the same again and again; the rows' leases let one process do it. */
export interface Sweep {
  readonly name: string;
  readonly due: (now: Date) => Promise<readonly Wake[]>;
}

export const TICK_MS = 30_000;

/** One look at everything that is due. A sweep that fails is logged and does not keep the others from theirs. */
export async function tick(sweeps: readonly Sweep[], submit: (wake: Wake) => unknown, now: Date): Promise<number> {
  let found = 0;
  for (const sweep of sweeps) {
    try {
      const wakes = await sweep.due(now);
      for (const wake of wakes) void submit(wake);
      found += wakes.length;
    } catch (error) {
      log.error({ sweep: sweep.name, err: error }, "a sweep failed; the next tick tries again");
    }
  }
  return found;
}

export interface Clock {
  /** Starts no further tick and waits for the one under way. */
  stop(): Promise<void>;
}

/** The one timer. Every process that does work has it, and none of them leads. The next tick begins after the last has ended. */
export function startClock(
  sweeps: readonly Sweep[],
  submit: (wake: Wake) => unknown,
  options: { readonly everyMs?: number; readonly now?: () => Date } = {},
): Clock {
  const { everyMs = TICK_MS, now = () => new Date() } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<unknown> = Promise.resolve();

  const next = () => {
    ticking = tick(sweeps, submit, now()).then(() => {
      if (!stopped) timer = setTimeout(next, everyMs);
    });
  };
  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await ticking;
    },
  };
}
