import { openSync, restartSync } from "~/data/syncState.server";
import { advanceSync } from "./advance.server";
import { type SyncProgress, syncProgress } from "./progress.server";

/** Opens the first reading of a shop's whole history; a second call changes nothing. The work is done by `advanceSync`. */
export const startBackfill = (shopId: bigint): Promise<void> => openSync(shopId);

/** Reads the whole history again, as after a reinstall or a change of currency. What is stored stays until it is replaced. */
export const restartBackfill = (shopId: bigint): Promise<void> => restartSync(shopId);

/** The store cannot be read to the end; the message says why. */
export class SyncStopped extends Error {
  override readonly name = "SyncStopped";
}

/**
 * Brings a shop's copy to the end in this process, for the command line. @throws SyncStopped with the problems when nothing can go on
 */
export async function syncToEnd(
  shopId: bigint,
  onProgress: (progress: SyncProgress) => void = () => undefined,
): Promise<SyncProgress> {
  await startBackfill(shopId);
  for (;;) {
    const watched = watch(shopId, onProgress);
    const nextAt = await advanceSync(shopId).finally(watched.stop);
    const progress = await syncProgress(shopId);
    onProgress(progress);
    if (progress.phase === "finished" && nextAt === null) return progress;
    const failed = progress.problems.some(({ key }) => key === "window_failed");
    if (progress.phase === "blocked" || failed || nextAt === null) {
      const reasons = progress.problems.map(({ key, params }) => `${key} ${JSON.stringify(params)}`);
      throw new SyncStopped(`the store cannot be read to the end: ${reasons.join("; ") || "nothing is open"}`);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(50, nextAt.getTime() - Date.now())));
  }
}

function watch(shopId: bigint, onProgress: (progress: SyncProgress) => void): { stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(async () => onProgress(await syncProgress(shopId)));
  }, 500);
  return {
    stop: () => {
      clearInterval(timer);
      return running;
    },
  };
}
