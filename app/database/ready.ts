import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { startEmbeddedDatabase } from "./embedded";
import { migrate } from "./migrate";

const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));
const CONNECT_MS = 5000;

export interface ReadyDatabase {
  /** Stops the embedded server if this process started it. */
  release(): Promise<void>;
}

/**
 * Makes sure that the database answers and has the newest schema: the embedded one is started and brought up to date, an
 * own one is only checked. Throws with what to do.
 */
export async function readyDatabase(url: string | undefined, home: string): Promise<ReadyDatabase> {
  if (url) {
    const pending = await pendingMigrations(url);
    if (pending.length > 0)
      throw new Error(`The database lacks ${pending.length} migrations (first: ${pending[0]}). Run: npm run migrate`);
    return { release: async () => undefined };
  }
  const embedded = await startEmbeddedDatabase(path.join(home, "postgres"));
  if ((await pendingMigrations(embedded.url)).length > 0) await migrate(embedded.url);
  return { release: async () => (embedded.started ? embedded.stop() : undefined) };
}

/** Names of the migrations that the database at `url` has not had, oldest first. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  try {
    await client.connect();
  } catch (cause) {
    const { hostname, port, pathname } = new URL(url);
    throw new Error(
      `The database "${pathname.slice(1)}" at ${hostname}:${port || 5432} cannot be used: ${reason(cause)}`,
    );
  }
  try {
    const known = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known");
    const applied = known.rows[0]?.known
      ? await client.query<{ name: string }>(
          "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
        )
      : { rows: [] };
    const done = new Set(applied.rows.map(({ name }) => name));
    const entries = await readdir(MIGRATIONS, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !done.has(entry.name))
      .map((entry) => entry.name)
      .sort();
  } finally {
    await client.end();
  }
}

function reason(cause: unknown): string {
  if (cause instanceof AggregateError) return reason(cause.errors[0]);
  return cause instanceof Error ? cause.message : String(cause);
}
