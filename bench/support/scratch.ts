import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { startEmbeddedDatabase } from "../../app/database/embedded";
import { migrate } from "../../app/database/migrate";
import { startChild } from "../../scripts/support/children";

/** A database and a store of its own for one run, under the system's temporary folder. */
export interface Scratch {
  readonly folder: string;
  /** Where the process answers that stands in for Shopify. */
  readonly storeUrl: string;
  /** Connection string of PostgreSQL's superuser, for what no shop's app may do. */
  readonly adminUrl: string;
  /** Where the database keeps its files. */
  readonly databaseFolder: string;
  /** Ends both and removes the folder. */
  remove(): Promise<void>;
}

/**
 * Starts an embedded database, as durable as the app's own, and the store beside it, and sets the environment the app reads
 * when it is imported: app code may only be imported after this.
 */
export async function openScratch(): Promise<Scratch> {
  const folder = await mkdtemp(path.join(tmpdir(), "tenure-bench-"));
  const cleanups: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  let removed: Promise<void> | null = null;
  const removeAll = async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  };
  // Asked for twice, by a signal and by the failure it causes, both wait for the same end.
  const remove = () => {
    removed ??= removeAll();
    return removed;
  };
  try {
    // Root runs PostgreSQL as another user, who must be able to enter.
    await chmod(folder, 0o711);
    const files = path.join(folder, "postgres");
    const database = await startEmbeddedDatabase(files);
    cleanups.push(() => database.stop());
    const store = startChild({
      name: "The store",
      script: "bench/store/serve.ts",
      args: [folder],
      logFile: path.join(folder, "store.log"),
      isReady: (line) => line.startsWith("{"),
    });
    cleanups.push(() => store.stop());
    const [line] = await Promise.all([store.ready, migrate(database.url)]);
    const storeUrl = z.object({ url: z.string() }).parse(JSON.parse(line)).url;
    setEnvironment(database.url, storeUrl, folder);
    return { folder, databaseFolder: files, storeUrl, adminUrl: await adminUrlOf(files, database.url), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function setEnvironment(databaseUrl: string, storeUrl: string, home: string): void {
  Object.assign(process.env, {
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    TENURE_HOME: home,
    SHOPIFY_API_KEY: randomBytes(16).toString("hex"),
    SHOPIFY_API_SECRET: randomBytes(24).toString("hex"),
    SHOPIFY_APP_URL: "http://127.0.0.1:9",
    TOKEN_KEY: randomBytes(32).toString("base64"),
    DEVSTORE_URL: storeUrl,
    LOG_LEVEL: "warn",
  });
  delete process.env.REDIS_URL;
  delete process.env.RESEND_API_KEY;
}

async function adminUrlOf(files: string, databaseUrl: string): Promise<string> {
  const cluster: unknown = JSON.parse(await readFile(path.join(files, "cluster.json"), "utf8"));
  const { password } = z.object({ password: z.string() }).parse(cluster);
  const url = new URL(databaseUrl);
  url.username = "postgres";
  url.password = password;
  return url.href;
}
