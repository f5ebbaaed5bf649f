import { parseArgs } from "node:util";
import { startDevStore } from "./start";
import { StoreFolderError } from "./store/errors";

const usage =
  "tsx devstore/cli.ts --store DIR --port N --app-url URL --api-key KEY --api-secret SECRET [--bulk-delay MS] [--outbox-url URL]";

/** The dev store as a process of its own: one JSON line when it is ready, until SIGTERM or SIGINT. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      store: { type: "string" },
      port: { type: "string", default: "0" },
      "app-url": { type: "string" },
      "api-key": { type: "string" },
      "api-secret": { type: "string" },
      "bulk-delay": { type: "string", default: "0" },
      "outbox-url": { type: "string" },
    },
  });
  const { store: folder, "app-url": appUrl, "api-key": apiKey, "api-secret": apiSecret } = values;
  if (!folder || !appUrl || !apiKey || !apiSecret) {
    console.error(usage);
    return 2;
  }
  const devStore = await startDevStore({
    folder,
    port: Number(values.port),
    appUrl,
    apiKey,
    apiSecret,
    bulkDelayMs: Number(values["bulk-delay"]),
    ...(values["outbox-url"] === undefined ? {} : { outboxUrl: values["outbox-url"] }),
  });
  const { url, shopDomain: shop, store } = devStore;
  console.log(JSON.stringify({ url, shop, now: store.now().toISOString() }));
  await new Promise<void>((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
  await devStore.stop();
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof StoreFolderError ? error.message : error);
    process.exit(1);
  },
);
