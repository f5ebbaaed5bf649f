import { readFileSync, rmSync } from "node:fs";
import path from "node:path";

const LOOK_MS = 2_000;

/**
 * Removes the folder of a run, and stops its database, once the process that started this one is gone without having done so:
 * killed, it would leave gigabytes and a server behind.
 */
export function clearAfter(folder: string): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid === parent) return;
    stopDatabase(path.join(folder, "postgres", "data", "postmaster.pid"));
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
    process.exit();
  }, LOOK_MS).unref();
}

/** PostgreSQL's immediate end: nothing of it is kept. */
function stopDatabase(pidFile: string): void {
  try {
    process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGQUIT");
  } catch {
    // It is stopped already.
  }
}
