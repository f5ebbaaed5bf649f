import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

export interface Process {
  readonly child: ChildProcess;
  /** What it wrote so far, both streams. */
  readonly output: () => string;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Runs a file of the project in a process of its own, with the environment of an installed app and `change`. */
export function startProcess(file: string, change: Record<string, string | undefined> = {}): Process {
  const env = { ...process.env, TZ: "Asia/Kathmandu", LOG_LEVEL: "info", ...change };
  const child = spawn(process.execPath, ["--import", "tsx", path.resolve(file)], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  return { child, output: () => output, ended };
}
