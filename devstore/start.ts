import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { registerAdmin } from "./admin";
import { registerAuth } from "./auth";
import { registerBulk } from "./bulk";
import type { DevStoreContext } from "./context";
import { registerControl } from "./control";
import { Faults } from "./faults";
import { registerGraphQl } from "./graphql/endpoint";
import { Served, type Serving } from "./graphql/serving";
import { Router } from "./http";
import { runShopifyQl } from "./shopifyql";
import { openStore, type Store } from "./store/store";
import { registerWebhooks } from "./webhooks";
import type { WebhookSender } from "./webhooks/sender";

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
  /** Where the app's mails can be read, for the admin frame's link. */
  readonly outboxUrl?: string;
  /** The wall clock in milliseconds; tests move it to let tokens expire. */
  readonly clock?: () => number;
}

/** A running dev store. */
export interface DevStore {
  readonly url: string;
  readonly shopDomain: string;
  readonly store: Store;
  readonly faults: Faults;
  readonly webhooks: WebhookSender;
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
  const tokens = registerAuth(router, context);
  const bulk = registerBulk(router, context, options.bulkDelayMs ?? 0);
  const fields = { queries: { ...bulk.queries, shopifyqlQuery }, mutations: bulk.mutations };
  const bucket = registerGraphQl(router, context, tokens, fields);
  registerControl(router, context, bucket);
  const webhooks = registerWebhooks(router, context);
  registerAdmin(router, { ...context, outboxUrl: options.outboxUrl });
  return {
    url,
    shopDomain: context.shopDomain,
    store,
    faults,
    webhooks,
    stop: async () => {
      for (const stop of stops) await stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A ShopifyQL query as the Admin API answers it. */
function shopifyqlQuery(serving: Serving, args: Readonly<Record<string, unknown>>): Served {
  return new Served(serving, "ShopifyqlQueryResponse", { ...runShopifyQl(serving.store, String(args.query)) });
}
