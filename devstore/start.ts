import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { DevStoreContext } from "./context";
import { Faults } from "./faults";
import { json, Router } from "./http";
import { openStore, type Store } from "./store/store";

export interface DevStoreOptions {
  /** The store folder. */
  readonly folder: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Where the app runs: webhooks go there, and the admin frame embeds it. */
  readonly appUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** How long a bulk operation stays in each state at least. */
  readonly bulkDelayMs?: number;
  /** The wall clock in milliseconds; tests move it to let tokens expire. */
  readonly clock?: () => number;
}

/** A running dev store. */
export interface DevStore {
  readonly url: string;
  readonly shopDomain: string;
  readonly store: Store;
  readonly faults: Faults;
  stop(): Promise<void>;
}

/** Opens the folder and serves it as a Shopify store. @throws StoreFolderError when the folder is not a store. */
export async function startDevStore(options: DevStoreOptions): Promise<DevStore> {
  const store = await openStore(options.folder);
  const faults = new Faults();
  const router = new Router();
  const stops: (() => void | Promise<void>)[] = [];
  let url = "";
  const context: DevStoreContext = {
    store,
    faults,
    shopDomain: store.shop.myshopifyDomain,
    appUrl: options.appUrl.replace(/\/$/, ""),
    apiKey: options.apiKey,
    apiSecret: options.apiSecret,
    url: () => url,
    clock: options.clock ?? Date.now,
    onStop: (stop) => stops.push(stop),
  };
  const server = createServer((request, response) => {
    router.handle(request, response).catch((error: unknown) => {
      process.stderr.write(
        `dev store: ${request.method} ${request.url}: ${error instanceof Error ? error.stack : error}\n`,
      );
      if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ errors: "Internal Server Error" }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  router.route("GET", "/__devstore/ready", () => json(200, { shop: context.shopDomain }));
  return {
    url,
    shopDomain: context.shopDomain,
    store,
    faults,
    stop: async () => {
      for (const stop of stops) await stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
