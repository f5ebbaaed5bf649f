import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort, startEmbeddedDatabase } from "~/database/embedded";
import { migrate } from "~/database/migrate";
import { HelpAsked, readOptions, UsageError } from "./report/options";
import { ChildEnded, startChild } from "./support/children";
import { startStep } from "./support/progress";

// Any report for any store folder: a fresh embedded database, the dev store, the installation, the sync and the report
// functions, exactly as in production.

/** Errors of modules that may be imported only once the environment is set, known by their names. */
const TOLD_IN_WORDS: ReadonlySet<string> = new Set(["StoreFileError", "SyncStopped"]);

const cleanups: (() => Promise<unknown>)[] = [];

try {
  const options = await readOptions(process.argv.slice(2));
  const home = await mkdtemp(path.join(tmpdir(), "tenure-report-"));
  // Root runs PostgreSQL as another user, who must be able to enter.
  await chmod(home, 0o711);
  cleanups.push(() => rm(home, { recursive: true, force: true }));
  const appUrl = `http://127.0.0.1:${await freePort()}`;
  const apiKey = randomBytes(16).toString("hex");
  const apiSecret = randomBytes(24).toString("hex");

  const store = startChild({
    name: "The store",
    script: "devstore/cli.ts",
    args: [
      "--store",
      options.store,
      "--port",
      "0",
      "--app-url",
      appUrl,
      "--api-key",
      apiKey,
      "--api-secret",
      apiSecret,
    ],
    logFile: path.join(home, "store.log"),
    isReady: (line) => line.startsWith("{"),
  });
  cleanups.push(() => store.stop());

  const starting = startStep("Database and store");
  const database = await startEmbeddedDatabase(path.join(home, "postgres"), { durable: false });
  cleanups.push(() => database.stop());
  const [line] = await Promise.all([store.ready, migrate(database.url)]);
  const ready = JSON.parse(line) as { url: string; shop: string; now: string };
  starting.finish(ready.shop);

  Object.assign(process.env, {
    NODE_ENV: "production",
    DATABASE_URL: database.url,
    TENURE_HOME: home,
    SHOPIFY_API_KEY: apiKey,
    SHOPIFY_API_SECRET: apiSecret,
    SHOPIFY_APP_URL: appUrl,
    TOKEN_KEY: randomBytes(32).toString("base64"),
    DEVSTORE_URL: ready.url,
    LOG_LEVEL: "silent",
  });
  // Only now: the app reads its environment when it is imported.
  const { produce } = await import("./report/produce");
  const faults = await produce(options, new Date(ready.now), { shopDomain: ready.shop, appUrl, apiKey, apiSecret });
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 2;
} catch (error) {
  const isHelp = error instanceof HelpAsked;
  process.exitCode = isHelp ? 0 : 1;
  (isHelp ? process.stdout : process.stderr).write(`${explain(error)}\n`);
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup().catch(() => undefined);
}
// Pools and timers of libraries may still hold the process; everything of ours is stopped.
process.exit();

/** What the person at the terminal reads: mistakes in one line, the unexpected with its stack. */
function explain(error: unknown): string {
  if (error instanceof HelpAsked || error instanceof UsageError) return error.message;
  if (error instanceof Error && TOLD_IN_WORDS.has(error.name)) return error.message;
  if (error instanceof ChildEnded) return error.words || error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
