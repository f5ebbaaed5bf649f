import { type ChildProcess, spawn } from "node:child_process";

// The demo as a newcomer meets it: from nothing to the two links, Ctrl-C, and again. Ends with 1 at the first broken promise.

const FIRST_START_MS = 10 * 60_000;
const LATER_START_MS = 2 * 60_000;
const STOP_MS = 60_000;

interface Running {
  readonly process: ChildProcess;
  readonly admin: string;
  readonly outbox: string;
  readonly seconds: number;
}

const first = await startDemo(["--fresh"], FIRST_START_MS);
console.log(`first start: links after ${first.seconds.toFixed(0)} s`);
await expectPage(first.admin, "iframe");
await expectPage(first.outbox, "/outbox/");
await stopDemo(first);
console.log("Ctrl-C: everything stopped");

const second = await startDemo([], LATER_START_MS);
console.log(`second start: links after ${second.seconds.toFixed(0)} s`);
await expectPage(second.outbox, "/outbox/");
await stopDemo(second);
console.log("the demo keeps its promises");

async function startDemo(options: readonly string[], deadlineMs: number): Promise<Running> {
  const started = Date.now();
  const child = spawn("npm", ["run", "--silent", "demo", "--", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const links = await new Promise<{ admin: string; outbox: string }>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const admin = /^ {2}The admin.*?(http:\S+)/m.exec(text)?.[1];
      const outbox = /^ {2}The outbox.*?(http:\S+)/m.exec(text)?.[1];
      if (admin && outbox) resolve({ admin, outbox });
    });
    child.once("exit", (code) => reject(new Error(`the demo ended with ${code} before it printed its links`)));
    setTimeout(() => reject(new Error(`no links after ${deadlineMs / 1000} s`)), deadlineMs).unref();
  }).catch((error: unknown) => {
    signal(child, "SIGKILL");
    throw error;
  });
  return { process: child, ...links, seconds: (Date.now() - started) / 1000 };
}

async function expectPage(url: string, part: string): Promise<void> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok || !text.includes(part))
    throw new Error(`${url}: expected a page with "${part}", got ${response.status}`);
}

/** Ctrl-C reaches the whole group of the terminal; afterwards neither link may answer. */
async function stopDemo(running: Running): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    running.process.once("exit", () => resolve());
    setTimeout(() => reject(new Error(`still running ${STOP_MS / 1000} s after Ctrl-C`)), STOP_MS).unref();
  });
  signal(running.process, "SIGINT");
  await ended;
  for (const url of [running.admin, running.outbox]) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answers) throw new Error(`${url} still answers after Ctrl-C`);
  }
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid !== undefined) process.kill(-child.pid, name);
}
