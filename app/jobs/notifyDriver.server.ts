import pg from "pg";
import { databaseUrl, pool } from "~/db.server";
import { log } from "~/log.server";
import type { QueueDriver, Work } from "./driver";
import { readWake, type Wake, wakeText } from "./job";

const CHANNEL = "tenure_jobs";
const RECONNECT_MS = [100, 500, 2000, 5000, 10_000] as const;

/** Wake-ups by PostgreSQL's LISTEN and NOTIFY: every listening process gets each, and the leases on the rows decide who works. */
export function notifyDriver(): QueueDriver {
  const listener = new Listener();
  return {
    name: "postgres",
    wake: async (wake: Wake) => {
      await pool.query("SELECT pg_notify($1, $2)", [CHANNEL, wakeText(wake)]);
    },
    listen: (_, work) => listener.start(work),
    stopListening: () => listener.stop(),
    close: () => listener.stop(),
  };
}

/** One connection that listens, opened anew whenever it dies. Wake-ups of the time between are lost; the clock finds their work. */
class Listener {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = true;

  async start(work: Work): Promise<void> {
    this.stopped = false;
    await this.connect(work);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    const client = this.client;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async connect(work: Work): Promise<void> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      application_name: "tenure jobs",
    });
    client.on("notification", ({ payload }) => {
      const wake = readWake(payload ?? "");
      if (wake && !this.stopped) void work(wake);
    });
    client.on("error", (error) => log.warn({ err: error }, "the connection that listens for jobs broke"));
    client.on("end", () => this.reconnect(work, client, 0));
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.client = client;
  }

  private reconnect(work: Work, ended: pg.Client, failures: number): void {
    if (this.stopped || (this.client !== ended && failures === 0)) return;
    this.timer = setTimeout(
      () => {
        this.connect(work).catch(() => this.reconnect(work, ended, failures + 1));
      },
      RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)],
    );
  }
}
