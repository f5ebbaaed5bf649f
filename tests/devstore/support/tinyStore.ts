import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DevStoreContext } from "../../../devstore/context";
import { Faults } from "../../../devstore/faults";
import { Router } from "../../../devstore/http";
import { openStore } from "../../../devstore/store/store";

export const apiKey = "0123456789abcdef0123456789abcdef";
export const apiSecret = "a-secret-for-tests";

const shop = {
  id: "gid://shopify/Shop/1",
  name: "Kestrel Giftware",
  myshopifyDomain: "kestrel.myshopify.com",
  email: "owner@kestrel.example",
  currencyCode: "EUR",
  ianaTimezone: "Europe/Berlin",
  taxesIncluded: false,
  plan: { publicDisplayName: "Basic", partnerDevelopment: true, shopifyPlus: false },
  now: "2025-06-30T12:00:00Z",
};

const product = {
  id: "gid://shopify/Product/501",
  title: "Wool blanket",
  vendor: "Kestrel",
  createdAt: "2024-01-01T00:00:00Z",
  updatedAt: "2024-01-01T00:00:00Z",
  variants: [
    {
      id: "gid://shopify/ProductVariant/601",
      title: "Grey",
      sku: "WB-GREY",
      price: "60.00",
      compareAtPrice: "75.00",
      inventoryItem: { id: "gid://shopify/InventoryItem/701", unitCost: { amount: "21.50", currencyCode: "EUR" } },
    },
  ],
};

const customer = {
  id: "gid://shopify/Customer/9001",
  createdAt: "2025-01-05T09:00:00Z",
  updatedAt: "2025-01-05T09:00:00Z",
  locale: "de",
  tags: ["newsletter"],
};

/** An order of two blankets at 60.00, on 5 January 2025 at 23:30 in Berlin. */
export const order = {
  id: "gid://shopify/Order/1001",
  name: "#1001",
  processedAt: "2025-01-05T22:30:00Z",
  customer: { id: customer.id },
  lineItems: [
    {
      id: "gid://shopify/LineItem/2001",
      title: "Wool blanket",
      quantity: 2,
      originalUnitPriceSet: "60.00",
      sku: "WB-GREY",
      product: { id: product.id },
      variant: { id: "gid://shopify/ProductVariant/601" },
    },
  ],
};

export interface TinyStore {
  readonly url: string;
  readonly context: DevStoreContext;
  stop(): Promise<void>;
}

/** A store of one order, one product and one customer, serving the rooms that `register` adds. */
export async function serveTinyStore(
  appUrl: string,
  register: (router: Router, context: DevStoreContext) => void,
  shopFields: Readonly<Record<string, unknown>> = {},
): Promise<TinyStore> {
  const folder = await mkdtemp(join(tmpdir(), "tiny-store-"));
  await writeFile(join(folder, "shop.json"), JSON.stringify({ ...shop, ...shopFields }));
  await writeFile(join(folder, "products.jsonl"), `${JSON.stringify(product)}\n`);
  await writeFile(join(folder, "customers.jsonl"), `${JSON.stringify(customer)}\n`);
  await writeFile(join(folder, "orders.jsonl"), `${JSON.stringify(order)}\n`);
  const router = new Router();
  const server = createServer((request, response) => void router.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stops: (() => void | Promise<void>)[] = [];
  const context: DevStoreContext = {
    store: await openStore(folder),
    faults: new Faults(),
    shopDomain: shop.myshopifyDomain,
    appUrl,
    apiKey,
    apiSecret,
    url: () => url,
    clock: Date.now,
    onStop: (stop) => stops.push(stop),
  };
  register(router, context);
  return {
    url,
    context,
    stop: async () => {
      for (const stop of stops) await stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}
