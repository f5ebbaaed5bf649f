import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { busyOrder, busyStore } from "../support/busyStore";
import { type ConnectedShop, connectedShop, storedTables } from "../support/connectedShop";
import { gid, lineItem } from "../support/storeFolder";
import { webhookServer } from "../support/webhookServer";

const secret = () => process.env.SHOPIFY_API_SECRET ?? "";
const sign = (body: string, by = secret()) => createHmac("sha256", by).update(body).digest("base64");

interface Delivery {
  readonly topic: string;
  readonly domain: string;
  readonly body: string;
  readonly signature?: string | null;
  readonly eventId?: string;
}

async function deliver(path: "shop" | "app" | "compliance", delivery: Delivery): Promise<number> {
  const routes = {
    shop: () => import("~/routes/webhooks.shop"),
    app: () => import("~/routes/webhooks.app"),
    compliance: () => import("~/routes/webhooks.compliance"),
  };
  const signature = delivery.signature === undefined ? sign(delivery.body) : delivery.signature;
  const headers = new Headers({
    "x-shopify-topic": delivery.topic,
    "x-shopify-shop-domain": delivery.domain,
    "x-shopify-webhook-id": `${delivery.eventId ?? "event"}-delivery`,
    "x-shopify-event-id": delivery.eventId ?? "event",
    ...(signature === null ? {} : { "x-shopify-hmac-sha256": signature }),
  });
  const request = new Request("http://app.example/webhooks", { method: "POST", headers, body: delivery.body });
  const { action } = await routes[path]();
  return (await action({ request, params: {}, context: {} })).status;
}

async function drain(): Promise<void> {
  const { processInbox } = await import("~/sync");
  while ((await processInbox()).processed > 0);
}

const orderBody = (number: number) =>
  JSON.stringify({ id: number, admin_graphql_api_id: gid("Order", number), email: "a@example.com" });

describe("a webhook", () => {
  it("without a signature, or with a wrong one, is answered 401 and not stored", async () => {
    const shop = await connectedShop(busyStore("hmac.myshopify.com", 2));
    const delivery = { topic: "orders/updated", domain: shop.domain, body: orderBody(1) };
    expect(await deliver("shop", { ...delivery, signature: null })).toBe(401);
    expect(await deliver("shop", { ...delivery, signature: sign(delivery.body, "another secret") })).toBe(401);
    expect(await deliver("shop", { ...delivery, signature: sign(`${delivery.body} `) })).toBe(401);
    expect(await shop.rows("SELECT 1 FROM webhook_inbox")).toEqual([]);
    expect(await deliver("shop", delivery)).toBe(200);
  });

  it("is stored once however often it comes, and without what it tells of a person", async () => {
    const shop = await connectedShop(busyStore("once.myshopify.com", 2));
    const delivery = { topic: "orders/updated", domain: shop.domain, body: orderBody(1) };
    for (let copy = 0; copy < 3; copy += 1) expect(await deliver("shop", delivery)).toBe(200);
    expect(await deliver("shop", { ...delivery, topic: "refunds/create" })).toBe(200);
    const stored = await shop.rows<{ topic: string; body: object }>(
      "SELECT topic, body FROM webhook_inbox ORDER BY topic",
    );
    expect(stored.map(({ topic }) => topic)).toEqual(["orders/updated", "refunds/create"]);
    expect(stored[0]?.body).toEqual({ id: "1", admin_graphql_api_id: "gid://shopify/Order/1" });
  });

  it("of a shop that never installed the app is answered and forgotten", async () => {
    const shop = await connectedShop(busyStore("known.myshopify.com", 2));
    expect(await deliver("shop", { topic: "orders/updated", domain: "unknown.myshopify.com", body: "{}" })).toBe(200);
    expect(await shop.rows("SELECT 1 FROM webhook_inbox")).toEqual([]);
  });

  it("with a body that is no JSON is kept and given up, and holds up nothing", async () => {
    const shop = await connectedShop(busyStore("broken.myshopify.com", 2));
    await shop.sync();
    expect(await deliver("shop", { topic: "orders/updated", domain: shop.domain, body: "{", eventId: "a" })).toBe(200);
    shop.devStore.store.putOrder({ ...busyOrder(1, 2), name: "#changed" });
    expect(
      await deliver("shop", { topic: "orders/updated", domain: shop.domain, body: orderBody(1), eventId: "b" }),
    ).toBe(200);
    await drain();
    expect(await shop.rows("SELECT name FROM orders WHERE order_id = 1")).toEqual([{ name: "#changed" }]);
  });

  it("about privacy counts only for the shop that its signed body names", async () => {
    const shop = await connectedShop(busyStore("named.myshopify.com", 2));
    const body = JSON.stringify({ shop_id: 1, shop_domain: "another.myshopify.com" });
    expect(await deliver("compliance", { topic: "shop/redact", domain: shop.domain, body })).toBe(401);
  });

  it("that fails again and again is given up with its error, after others were done", async () => {
    const shop = await connectedShop(busyStore("poison.myshopify.com", 3));
    await shop.sync();
    shop.proxy.rewrite = ({ operation, body }, answer) =>
      operation === "OrdersById" && body.includes(gid("Order", 2)) ? answer.replaceAll('"#2"', "7") : answer;
    for (const number of [1, 2, 3]) {
      await deliver("shop", {
        topic: "orders/updated",
        domain: shop.domain,
        body: orderBody(number),
        eventId: `e${number}`,
      });
    }
    for (let pass = 0; pass < 12; pass += 1) {
      await drain();
      await shop.rows("UPDATE webhook_inbox SET next_at = now() - interval '1 second' RETURNING 1");
    }
    const rows = await shop.rows("SELECT event_id, state, attempts, error FROM webhook_inbox ORDER BY event_id");
    expect(rows).toEqual([
      expect.objectContaining({ event_id: "e1", state: "done" }),
      { event_id: "e2", state: "dead", attempts: 8, error: expect.stringContaining("name is 7: expected a text") },
      expect.objectContaining({ event_id: "e3", state: "done" }),
    ]);
  });
});

describe("webhooks", () => {
  it("that come twice, late and in the wrong order leave what a new reading would find", async () => {
    const server = await webhookServer();
    const shop = await connectedShop(busyStore("storm.myshopify.com", 30), { appUrl: server.url });
    await shop.sync();
    const { store, faults, webhooks } = shop.devStore;
    faults.set({ webhookCopies: 3, webhooksShuffled: true });
    for (let number = 1; number <= 30; number += 3) {
      const order = busyOrder(number, 30);
      store.putOrder({ ...order, name: `#${number} once` });
      store.putOrder({
        ...order,
        name: `#${number} twice`,
        lineItems: [...order.lineItems, lineItem(number * 10 + 9, { price: "7.00" })],
      });
    }
    store.deleteOrder(gid("Order", 4));
    store.putOrder({ ...busyOrder(31, 30), customer: { id: gid("Customer", 3) } });
    store.putCustomer({ id: gid("Customer", 2), tags: ["wholesale"] });
    await webhooks.idle();
    await drain();
    expect(new Set(server.statuses)).toEqual(new Set([200]));
    const byWebhooks = await storedTables(shop);
    expect(byWebhooks.orders?.filter((line) => line.includes("twice"))).toHaveLength(9);
    const { restartBackfill } = await import("~/sync");
    await restartBackfill(shop.shopId);
    await shop.sync();
    expect(await storedTables(shop)).toEqual(byWebhooks);
  });

  it("of a deleted order take it out of all sums, and a late update does not bring it back", async () => {
    const shop = await connectedShop(busyStore("deleted.myshopify.com", 6));
    await shop.sync();
    shop.devStore.store.deleteOrder(gid("Order", 2));
    await deliver("shop", {
      topic: "orders/delete",
      domain: shop.domain,
      body: JSON.stringify({ id: 2 }),
      eventId: "gone",
    });
    await drain();
    await deliver("shop", { topic: "orders/updated", domain: shop.domain, body: orderBody(2), eventId: "late" });
    await drain();
    expect(await shop.rows("SELECT deleted_at IS NOT NULL AS deleted FROM orders WHERE order_id = 2")).toEqual([
      { deleted: true },
    ]);
    for (const table of ["sales", "transactions", "order_facts"]) {
      expect(await shop.rows(`SELECT count(*) FROM ${table} WHERE order_id = 2`), table).toEqual([{ count: 0 }]);
    }
  });

  it("about an order of another shop change nothing", async () => {
    const shop = await connectedShop(busyStore("replayed.myshopify.com", 3));
    await shop.sync();
    const before = await storedTables(shop);
    await deliver("shop", {
      topic: "orders/delete",
      domain: shop.domain,
      body: JSON.stringify({ id: 424242 }),
      eventId: "replay",
    });
    await drain();
    expect(await storedTables(shop)).toEqual(before);
  });

  it("about a product bring its new cost, dated, and cost its sales anew", async () => {
    const server = await webhookServer();
    const shop = await connectedShop(busyStore("recost.myshopify.com", 4), { appUrl: server.url });
    await shop.sync();
    await shop.rows("UPDATE unit_costs SET valid_from = '2020-01-01' RETURNING 1");
    const { store, webhooks } = shop.devStore;
    const product = store.product(gid("Product", 3));
    const [variant] = product?.variants ?? [];
    store.putProduct({
      id: gid("Product", 3),
      ...product,
      variants: [
        {
          ...variant,
          inventoryItem: { id: gid("InventoryItem", 3), unitCost: { amount: "9.99", currencyCode: "USD" } },
        },
      ],
    });
    await webhooks.idle();
    await drain();
    const costs = await shop.rows(
      "SELECT amount::text, valid_from > '2020-01-01' AS later FROM unit_costs WHERE variant_id = 3 ORDER BY valid_from",
    );
    expect(costs).toEqual([
      { amount: "3.250000", later: false },
      { amount: "9.990000", later: true },
    ]);
  });
});

describe("a finished bulk operation", () => {
  it("is looked at as soon as its webhook comes, and found without it as well", async () => {
    const shop = await connectedShop(busyStore("finish.myshopify.com", 3), { bulkDelayMs: 1 });
    const { advanceSync, processInbox } = await import("~/sync");
    await expireOnce(shop);
    await advanceSync(shop.shopId).catch(() => undefined);
    await shop.rows("DROP FUNCTION crash() CASCADE");
    await shop.rows("UPDATE bulk_files SET poll_at = now() + interval '1 hour', state = 'running' RETURNING 1");
    const [file] = await shop.rows<{ operation_id: string }>(
      "SELECT operation_id FROM bulk_files WHERE operation_id IS NOT NULL LIMIT 1",
    );
    const body = JSON.stringify({ admin_graphql_api_id: file?.operation_id, status: "completed" });
    await deliver("shop", { topic: "bulk_operations/finish", domain: shop.domain, body, eventId: "finish" });
    expect(await processInbox()).toEqual({ processed: 1, advance: [shop.shopId] });
    expect(
      await shop.rows("SELECT poll_at <= now() AS due FROM bulk_files WHERE operation_id = $1", [file?.operation_id]),
    ).toEqual([{ due: true }]);
  });
});

/** Ends the first advance while operations run. */
async function expireOnce(shop: ConnectedShop): Promise<void> {
  await shop.rows(
    `CREATE OR REPLACE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'crash'; END $$`,
  );
  await shop.rows(
    `CREATE TRIGGER crash BEFORE UPDATE ON bulk_files FOR EACH ROW
     WHEN (NEW.shop_id = ${shop.shopId} AND NEW.state = 'completed') EXECUTE FUNCTION crash()`,
  );
}
