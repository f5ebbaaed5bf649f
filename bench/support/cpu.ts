import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Seconds of processor time, which others on the machine do not lengthen as they do the clock's. */
export interface CpuSeconds {
  readonly app: number;
  /** Null where the system does not tell (no /proc). */
  readonly database: number | null;
}

/** Hertz of the counters in /proc, the same on every Linux that Node.js runs on. */
const TICKS = 100;
// Fields of /proc/PID/stat behind the name in brackets, which may hold blanks: state is the first.
const PARENT = 1;
const OWN = [11, 12];
const ENDED_CHILDREN = [13, 14];

/** Processor time of this process, and of the database server whose files lie in the folder, with its backends, so far. */
export function cpuSeconds(databaseFolder: string): CpuSeconds {
  const { user, system } = process.cpuUsage();
  return { app: (user + system) / 1e6, database: serverSeconds(databaseFolder) };
}

/** What was used since `before`. */
export function cpuSince(before: CpuSeconds, databaseFolder: string): CpuSeconds {
  const now = cpuSeconds(databaseFolder);
  const database = now.database === null || before.database === null ? null : now.database - before.database;
  return { app: now.app - before.app, database };
}

function serverSeconds(folder: string): number | null {
  const pidFile = readText(path.join(folder, "data", "postmaster.pid"));
  const server = Number(pidFile?.split("\n")[0]);
  const own = Number.isInteger(server) ? statOf(server) : null;
  if (own === null) return null;
  let ticks = sum(own, [...OWN, ...ENDED_CHILDREN]);
  for (const name of readdirSync("/proc")) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (stat && Number(stat[PARENT]) === server) ticks += sum(stat, OWN);
  }
  return ticks / TICKS;
}

const sum = (stat: readonly string[], fields: readonly number[]): number =>
  fields.reduce((total, field) => total + Number(stat[field]), 0);

function statOf(pid: number): readonly string[] | null {
  const text = readText(`/proc/${pid}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** A process may have ended since it was listed. */
function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
