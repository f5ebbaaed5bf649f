/** What a process has started. */
export interface Running {
  /** Ends it in order; answers what had not ended within the time. */
  stop(withinMs: number): Promise<readonly string[]>;
}

/** Platforms kill a process 30 seconds after they asked it to stop. */
const DRAIN_MS = 25_000;
/** Ctrl-C reaches a process from the terminal and again through npm and tsx, which pass it on: that is one wish, not two. */
const ONE_WISH_MS = 1000;

/**
 * Runs a process until it is asked to stop (SIGTERM, SIGINT). What keeps it from starting is told in plain words and ends
 * it with exit code 1; a signal more than a second after the first ends it at once.
 */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  let asked: number | null = null;
  const toStop = new Promise<void>((resolve) => {
    const ask = () => {
      if (asked !== null && Date.now() - asked > ONE_WISH_MS) process.exit(1);
      asked ??= Date.now();
      resolve();
    };
    process.on("SIGTERM", ask);
    process.on("SIGINT", ask);
  });
  const running = await start().catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  });
  // A signal that came while it was starting counts too.
  void toStop.then(() => stop(running));
}

async function stop(running: Running): Promise<void> {
  setTimeout(() => process.exit(1), DRAIN_MS + 3000).unref();
  const unfinished = await running.stop(DRAIN_MS).catch((error: unknown) => [explain(error)]);
  if (unfinished.length > 0) process.stderr.write(`stopped before the end of: ${unfinished.join(", ")}\n`);
  process.exit(unfinished.length > 0 ? 1 : 0);
}

/** An error with its causes, one a line. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}\n  ${explain(error.cause)}`;
}
