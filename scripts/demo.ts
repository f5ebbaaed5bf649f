import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "~/database/embedded";
import { migrate } from "~/database/migrate";
import { buildDemoStore } from "../demo";
import { buildIfStale } from "./demo/build";
import { type DemoState, DemoStore, openState } from "./demo/state";
import { type Child, ChildEnded, startChild } from "./support/children";
import { startStep } from "./support/progress";

// The whole product on this machine: PostgreSQL, a Shopify store with a demo store's orders, the app (web and worker),
// installed, synced, with one report sent to the local outbox. Ctrl-C stops everything; the next start goes on from here.

const HELP = `npm run demo [-- --store giftware|roastery] [--fresh]

  --store   giftware (default): a real giftware retailer's year; roastery: a simulated coffee shop with subscriptions
  --fresh   start over: forget what the last demo of this store synced`;

const children: Child[] = [];
let database: EmbeddedDatabase | undefined;
let stopping: Promise<void> | undefined;

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    // Ctrl-C comes from the terminal and again through npm.
    if (!stopping) process.stderr.write("\n  Stopping …\n");
    stopAll().then(() => process.exit(0));
  });
}

try {
  const { name, fresh } = readOptions();
  const home = path.resolve(".tenure/demo", name);
  if (fresh) await forget(home);
  process.stderr.write(`\nTenure demo: ${name}\n\n`);
  await run(name, home);
} catch (error) {
  if (stopping) await stopping;
  else {
    process.stderr.write(
      `\n${error instanceof Error ? (error instanceof ChildEnded ? error.message : error.stack) : error}\n`,
    );
    await stopAll();
    process.exit(1);
  }
}

function readOptions(): { name: DemoStore; fresh: boolean } {
  const options = { store: { type: "string" }, fresh: { type: "boolean" }, help: { type: "boolean" } } as const;
  try {
    const { values } = parseArgs({ options });
    if (values.help) {
      process.stdout.write(`${HELP}\n`);
      process.exit(0);
    }
    const name = DemoStore.safeParse(values.store ?? "giftware");
    if (!name.success) throw new Error(`--store ${values.store}: ${name.error.issues[0]?.message}`);
    return { name: name.data, fresh: values.fresh ?? false };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${HELP}\n`);
    process.exit(1);
  }
}

/** Stops a server that a killed demo left behind, and removes what it kept. */
async function forget(home: string): Promise<void> {
  const left = await startEmbeddedDatabase(path.join(home, "postgres")).catch(() => null);
  await left?.stop();
  await rm(home, { recursive: true, force: true });
}

async function run(name: DemoStore, home: string): Promise<void> {
  const folder = path.join(home, "store");
  const { today } = await openState(home);
  await Promise.all([prepareDatabase(home), prepareStoreAndApp(name, folder, today)]);
  // Asked again: in the minutes that passed another program may have taken a port.
  const state = await openState(home);
  const { storeUrl, shopDomain, appUrl } = await startEverything(home, folder, state);

  // Only now: the app reads its environment when it is imported.
  const { installAndReport } = await import("./demo/installAndReport");
  await installAndReport({ shopDomain, appUrl, apiKey: state.apiKey, apiSecret: state.apiSecret }, folder);

  const handle = shopDomain.replace(/\.myshopify\.com$/, "");
  process.stdout.write(`
  The admin, with the app in it   ${storeUrl}/store/${handle}/apps/tenure
  The outbox, with the report     ${appUrl}/outbox

  Ctrl-C stops everything. Logs: ${path.relative(".", path.join(home, "logs"))}
`);
}

async function prepareDatabase(home: string): Promise<void> {
  const step = startStep("Database");
  database = await startEmbeddedDatabase(path.join(home, "postgres"));
  await migrate(database.url);
  step.finish();
}

async function prepareStoreAndApp(name: DemoStore, folder: string, today: string): Promise<void> {
  const building = startStep("Pages");
  const built = buildIfStale().then((had) => building.finish(had ? "built" : "up to date"));
  const step = startStep("Demo store");
  await buildDemoStore(name, {
    into: folder,
    today,
    onProgress: (done, total) =>
      step.update(done, total, `${done.toLocaleString("en")} of ${total.toLocaleString("en")} orders`),
  });
  step.finish();
  await built;
}

async function startEverything(home: string, folder: string, state: DemoState) {
  const appUrl = `http://127.0.0.1:${state.appPort}`;
  const storeUrl = `http://127.0.0.1:${state.storePort}`;
  const env = environment(home, appUrl, storeUrl, state);
  Object.assign(process.env, env);
  await mkdir(path.join(home, "logs"), { recursive: true });
  const log = (file: string) => path.join(home, "logs", `${file}.log`);
  const step = startStep("Store and app");
  const args = [
    "--store",
    folder,
    "--port",
    String(state.storePort),
    "--app-url",
    appUrl,
    "--outbox-url",
    `${appUrl}/outbox`,
  ];
  const credentials = ["--api-key", state.apiKey, "--api-secret", state.apiSecret];
  const isStoreReady = (line: string) => line.startsWith("{");
  const store = start({
    name: "The store",
    script: "devstore/cli.ts",
    args: [...args, ...credentials],
    logFile: log("store"),
    isReady: isStoreReady,
  });
  const isReady = (line: string) => line.startsWith("Tenure listens") || line.includes("the worker works");
  const web = start({
    name: "The app",
    script: "app/server.ts",
    env: { ...env, WORKER: "separate" },
    logFile: log("web"),
    isReady,
  });
  const worker = start({ name: "The worker", script: "app/worker.server.ts", env, logFile: log("worker"), isReady });
  const [line] = await Promise.all([store.ready, web.ready, worker.ready]);
  step.finish();
  for (const child of children) child.process.once("exit", () => onUnexpectedEnd(child));
  const { shop: shopDomain } = JSON.parse(line) as { shop: string };
  return { storeUrl, shopDomain, appUrl };
}

function environment(home: string, appUrl: string, storeUrl: string, state: DemoState): NodeJS.ProcessEnv {
  return {
    NODE_ENV: "production",
    DATABASE_URL: database?.url,
    TENURE_HOME: home,
    PORT: String(state.appPort),
    SHOPIFY_API_KEY: state.apiKey,
    SHOPIFY_API_SECRET: state.apiSecret,
    SHOPIFY_APP_URL: appUrl,
    TOKEN_KEY: state.tokenKey,
    DEVSTORE_URL: storeUrl,
    APP_BRIDGE_URL: `${storeUrl}/app-bridge.js`,
    REDIS_URL: "",
    RESEND_API_KEY: "",
    LOG_LEVEL: "info",
  };
}

function start(options: Parameters<typeof startChild>[0]): Child {
  const child = startChild(options);
  children.push(child);
  return child;
}

function onUnexpectedEnd(child: Child): void {
  if (stopping) return;
  process.stderr.write(`\n  ${child.name} ended by itself; see its log. Stopping the rest.\n`);
  stopAll().then(() => process.exit(1));
}

/** Stops the app before the store and the store before the database, each once. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    const [store, ...app] = children;
    await Promise.all(app.map((child) => child.stop()));
    await store?.stop();
    await database?.stop();
  })();
  return stopping;
}
