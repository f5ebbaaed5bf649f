import pg from "pg";
import { databaseUrl } from "~/db.server";

/**
 * Connections that only hold locks. They are apart from those that work: whoever holds a lock needs one of the others to go
 * on, and a pool full of waiting holders would stand still.
 */
const connections = new pg.Pool({
  connectionString: databaseUrl,
  max: 12,
  connectionTimeoutMillis: 10_000,
  allowExitOnIdle: true,
});
connections.on("error", () => undefined);

/**
 * Runs `work` unless another process does the same for this key, and then answers null. The lock lives in a transaction of
 * its own and ends with its connection, so that a killed process holds nothing up.
 */
export function alone<T>(what: string, key: string, work: () => Promise<T>): Promise<T | null> {
  return holding(what, key, "pg_try_advisory_xact_lock", work);
}

/** Runs `work` when nobody else does the same for this key any more. */
export async function inTurn<T>(what: string, key: string, work: () => Promise<T>): Promise<T> {
  const outcome = await holding(what, key, "pg_advisory_xact_lock", async () => ({ value: await work() }));
  if (outcome === null) throw new Error(`lock ${what} ${key}: expected to be held`);
  return outcome.value;
}

async function holding<T>(
  what: string,
  key: string,
  lock: "pg_try_advisory_xact_lock" | "pg_advisory_xact_lock",
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await connections.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    // A machine that vanished is noticed within a minute.
    await client.query("SET LOCAL tcp_keepalives_idle = 20");
    await client.query("SET LOCAL tcp_keepalives_interval = 10");
    await client.query("SET LOCAL tcp_keepalives_count = 4");
    await client.query("SET LOCAL idle_in_transaction_session_timeout = 0");
    const { rows } = await client.query<{ held: unknown }>(`SELECT ${lock}(hashtext($1), hashtext($2)) AS held`, [
      what,
      key,
    ]);
    return rows[0]?.held === false ? null : await work();
  } finally {
    await client.query("COMMIT").catch((failure: Error) => {
      broken = failure;
    });
    client.release(broken);
  }
}
