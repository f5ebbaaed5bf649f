import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import path from "node:path";

const STOP_DEADLINE_MS = 25_000;

/** A process of ours, known by name, whose output goes to a file. */
export interface Child {
  readonly name: string;
  readonly process: ChildProcess;
  /** First line of standard output that `isReady` accepts. Rejects with the last words of a process that ended. */
  readonly ready: Promise<string>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly name: string;
  /** TypeScript file to run, relative to the repository, and its arguments. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly logFile: string;
  isReady(line: string): boolean;
}

/** As package.json starts the app: what is parsed and forgotten at once needs little room for the young (docs/performance.md). */
const NODE_OPTIONS = ["--max-semi-space-size=8", "--import", "tsx"];

/** Starts a TypeScript file in a process of its own. It does not hear the terminal's Ctrl-C: we stop it in our order. */
export function startChild(options: ChildOptions): Child {
  const log = createWriteStream(options.logFile, { flags: "a" });
  const child = spawn(process.execPath, [...NODE_OPTIONS, path.resolve(options.script), ...(options.args ?? [])], {
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let last = "";
  const ready = new Promise<string>((resolve, reject) => {
    let pending = "";
    child.stdout.on("data", (chunk: Buffer) => {
      log.write(chunk);
      const lines = (pending + chunk.toString()).split("\n");
      pending = lines.pop() ?? "";
      const line = lines.find((one) => options.isReady(one));
      if (line !== undefined) resolve(line);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      log.write(chunk);
      last = (last + chunk.toString()).slice(-4000);
    });
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      reject(new ChildEnded(options.name, `ended with ${signal ?? code}`, last.trim(), options.logFile)),
    );
  });
  // Whoever awaits `ready` hears of a failure; a process that ends later is reported by `exit`.
  ready.catch(() => undefined);
  return { name: options.name, process: child, ready, stop: () => stopChild(child) };
}

export class ChildEnded extends Error {
  constructor(
    readonly child: string,
    readonly how: string,
    readonly words: string,
    readonly logFile: string,
  ) {
    super(`${child} ${how}${words ? `:\n${words}` : ""}\n(whole log: ${logFile})`);
    this.name = "ChildEnded";
  }
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const deadline = setTimeout(() => child.kill("SIGKILL"), STOP_DEADLINE_MS);
  await ended;
  clearTimeout(deadline);
}
