import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registerWebhooks, type WebhookSender } from "../../devstore/webhooks";
import { readAppConfig } from "../../devstore/webhooks/appConfig";
import { retrySeconds } from "../../devstore/webhooks/sender";
import { apiSecret, order, serveTinyStore, type TinyStore } from "./support/tinyStore";
import { startReceiver, type WebhookReceiver } from "./support/webhookReceiver";

let receiver: WebhookReceiver;
let shop: TinyStore;
let sender: WebhookSender;

beforeEach(async () => {
  receiver = await startReceiver(apiSecret);
  shop = await serveTinyStore(receiver.url, (router, context) => {
    // Four hours of retries in 144 ms.
    sender = registerWebhooks(router, context, {
      retryScale: 0.00001,
      limits: { connectMs: 1000, totalMs: 150 },
      shuffleMs: 20,
    });
  });
});
afterEach(async () => {
  await shop.stop();
  await receiver.stop();
});

const changed = (fields: Readonly<Record<string, unknown>>) => shop.context.store.putOrder({ ...order, ...fields });
const topics = () => receiver.arrived.map(({ topic }) => topic).sort();
const byHand = (topic: string, body?: unknown) =>
  fetch(`${shop.url}/__devstore/webhooks/${topic}`, {
    method: "POST",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const log = async () => {
  const reply = (await (await fetch(`${shop.url}/__devstore/deliveries`)).json()) as {
    deliveries: { topic: string; state: string; attempts: { status: number | null; error: string | null }[] }[];
  };
  return reply.deliveries;
};

describe("shopify.app.toml", () => {
  it("subscribes once to each topic the app lives on, compliance ones included", () => {
    const { subscriptions, scopes, optionalScopes, apiVersion } = readAppConfig();
    expect(new Map(subscriptions.map(({ topic, uri }) => [topic, uri]))).toEqual(
      new Map([
        ["customers/data_request", "/webhooks/compliance"],
        ["customers/redact", "/webhooks/compliance"],
        ["shop/redact", "/webhooks/compliance"],
        ["app/uninstalled", "/webhooks/app"],
        ["app/scopes_update", "/webhooks/app"],
        ["orders/create", "/webhooks/shop"],
        ["orders/updated", "/webhooks/shop"],
        ["orders/delete", "/webhooks/shop"],
        ["refunds/create", "/webhooks/shop"],
        ["customers/update", "/webhooks/shop"],
        ["customers/delete", "/webhooks/shop"],
        ["products/update", "/webhooks/shop"],
        ["products/delete", "/webhooks/shop"],
        ["inventory_items/update", "/webhooks/shop"],
        ["bulk_operations/finish", "/webhooks/shop"],
        ["shop/update", "/webhooks/shop"],
      ]),
    );
    expect(subscriptions).toHaveLength(16);
    expect(scopes).toEqual(["read_orders", "read_all_orders", "read_customers", "read_products"]);
    expect(optionalScopes).toEqual(["read_reports"]);
    expect(apiVersion).toBe("2026-07");
  });
});

describe("a change of the store", () => {
  it("arrives signed, with Shopify's headers, REST-shaped in the shop's zone", async () => {
    changed({ tags: ["gift", "blue"], cancelledAt: "2025-06-30T10:00:00Z", cancelReason: "CUSTOMER" });
    await sender.idle();
    const [webhook] = receiver.arrived;
    expect(webhook?.path).toBe("/webhooks/shop");
    expect(webhook?.isSigned).toBe(true);
    expect(webhook?.headers).toMatchObject({
      "content-type": "application/json",
      "x-shopify-topic": "orders/updated",
      "x-shopify-shop-domain": "kestrel.myshopify.com",
      "x-shopify-api-version": "2026-07",
    });
    expect(webhook?.headers["x-shopify-triggered-at"]).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
    expect(webhook?.payload).toMatchObject({
      id: 1001,
      admin_graphql_api_id: "gid://shopify/Order/1001",
      name: "#1001",
      number: 1001,
      processed_at: "2025-01-05T23:30:00+01:00",
      // The store stands at noon UTC on 30 June: summer time.
      updated_at: "2025-06-30T14:00:00+02:00",
      cancelled_at: "2025-06-30T12:00:00+02:00",
      cancel_reason: "customer",
      currency: "EUR",
      tags: "gift, blue",
      total_price: "120.00",
      current_total_price: "120.00",
      email: null,
      customer: { id: 9001, admin_graphql_api_id: "gid://shopify/Customer/9001" },
    });
    expect(webhook?.payload.line_items).toMatchObject([
      { id: 2001, quantity: 2, price: "60.00", product_id: 501, variant_id: 601, sku: "WB-GREY" },
    ]);
  });

  it("that adds a refund also reports the refund, under one event id; once", async () => {
    const refund = {
      id: "gid://shopify/Refund/3001",
      createdAt: "2025-06-01T08:00:00Z",
      totalRefundedSet: "60.00",
      refundLineItems: [
        {
          id: "gid://shopify/RefundLineItem/4001",
          quantity: 1,
          restockType: "RETURN",
          lineItem: { id: "gid://shopify/LineItem/2001" },
          subtotalSet: "60.00",
        },
      ],
    };
    changed({ refunds: [refund] });
    await sender.idle();
    expect(topics()).toEqual(["orders/updated", "refunds/create"]);
    expect(new Set(receiver.arrived.map(({ eventId }) => eventId)).size).toBe(1);
    expect(new Set(receiver.arrived.map(({ webhookId }) => webhookId)).size).toBe(2);
    const payload = receiver.arrived.find(({ topic }) => topic === "refunds/create")?.payload;
    expect(payload).toMatchObject({
      id: 3001,
      order_id: 1001,
      created_at: "2025-06-01T10:00:00+02:00",
      refund_line_items: [{ line_item_id: 2001, quantity: 1, restock_type: "return", subtotal: "60.00" }],
    });
    const updated = receiver.arrived.find(({ topic }) => topic === "orders/updated")?.payload;
    expect([updated?.total_price, updated?.current_total_price]).toEqual(["120.00", "60.00"]);
    changed({ refunds: [refund], tags: ["again"] });
    await sender.idle();
    expect(topics()).toEqual(["orders/updated", "orders/updated", "refunds/create"]);
  });

  it("of a unit cost reports the inventory item; of a title only the product", async () => {
    const { store } = shop.context;
    const blanket = store.product("gid://shopify/Product/501");
    const [grey] = blanket?.variants ?? [];
    store.putProduct({ ...blanket, id: "gid://shopify/Product/501", title: "Blanket" });
    await sender.idle();
    expect(topics()).toEqual(["products/update"]);
    const inventoryItem = { id: "gid://shopify/InventoryItem/701", unitCost: { amount: "23.00", currencyCode: "EUR" } };
    store.putProduct({ ...blanket, id: "gid://shopify/Product/501", variants: [{ ...grey, inventoryItem }] });
    await sender.idle();
    expect(topics()).toEqual(["inventory_items/update", "products/update", "products/update"]);
    expect(receiver.arrived.find(({ topic }) => topic === "inventory_items/update")?.payload).toMatchObject({
      id: 701,
      cost: "23.00",
      sku: "WB-GREY",
    });
  });

  it("by deletion carries the id and nothing else", async () => {
    shop.context.store.deleteOrder(order.id);
    await sender.idle();
    expect(receiver.arrived.map(({ topic, payload }) => [topic, payload])).toEqual([["orders/delete", { id: 1001 }]]);
  });

  it("of scopes tells what was granted before and what is granted now", async () => {
    const required = ["read_orders", "read_all_orders", "read_customers", "read_products"];
    shop.context.store.putShop({ grantedScopes: [...required, "read_reports"] });
    await sender.idle();
    expect(receiver.arrived[0]).toMatchObject({
      path: "/webhooks/app",
      topic: "app/scopes_update",
      payload: { previous: required, current: [...required, "read_reports"] },
    });
  });

  it("is kept from the app when the scope of its topic is not granted", async () => {
    shop.context.store.putShop({ grantedScopes: ["read_products"] });
    changed({ tags: ["x"] });
    await sender.idle();
    expect(topics()).toEqual(["app/scopes_update"]);
    expect((await log()).map(({ topic, state }) => [topic, state])).toEqual([
      ["app/scopes_update", "delivered"],
      ["orders/updated", "unscoped"],
    ]);
  });

  it("of a bulk operation says how it ended, in small letters", async () => {
    const gid = "gid://shopify/BulkOperation/5";
    const node = {
      id: gid,
      status: "FAILED",
      errorCode: "TIMEOUT",
      createdAt: "2025-06-30T12:00:00Z",
      completedAt: null,
    };
    shop.context.store.emit({ topic: "bulk_operations/finish", gid, node });
    await sender.idle();
    expect(receiver.arrived[0]?.payload).toEqual({
      admin_graphql_api_id: gid,
      type: "query",
      status: "failed",
      error_code: "timeout",
      created_at: "2025-06-30T12:00:00Z",
      completed_at: null,
    });
  });

  it("of a topic nobody subscribed to is not sent", async () => {
    shop.context.store.putSellingPlanGroup({ id: "gid://shopify/SellingPlanGroup/1", name: "Coffee club" });
    await sender.idle();
    expect(receiver.arrived).toEqual([]);
  });
});

describe("delivery", () => {
  it("is retried up to eight times, with the same id and the original payload", async () => {
    receiver.answers.push(500, 302, 503);
    changed({ tags: ["first"] });
    changed({ tags: ["second"] });
    await sender.idle();
    const first = receiver.arrived.filter(({ payload }) => payload.tags === "first");
    expect(new Set(first.map(({ webhookId }) => webhookId)).size).toBe(1);
    expect(receiver.arrived).toHaveLength(5);
    expect((await log()).map(({ state }) => state)).toEqual(["delivered", "delivered"]);
  });

  it("is given up after the eighth retry", async () => {
    receiver.answers.push(...Array<number>(9).fill(500));
    changed({ tags: ["x"] });
    await sender.idle();
    expect(receiver.arrived).toHaveLength(9);
    const [delivery] = await log();
    expect(delivery?.state).toBe("failed");
    expect(delivery?.attempts.map(({ status }) => status)).toEqual(Array<number>(9).fill(500));
  });

  it("waits ever longer between retries, four hours in all", () => {
    expect(retrySeconds).toHaveLength(8);
    expect(retrySeconds.reduce((sum, seconds) => sum + seconds, 0)).toBeCloseTo(14_400, 6);
    expect(Math.round(retrySeconds[0] ?? 0)).toBe(56);
    expect(Math.round(retrySeconds[7] ?? 0)).toBe(7228);
  });

  it("does not wait for an app that does not answer in time", async () => {
    receiver.answers.push("hang");
    changed({ tags: ["x"] });
    await sender.idle();
    const [delivery] = await log();
    expect(delivery?.attempts[0]).toMatchObject({ status: null, error: "no answer within 150 ms" });
    expect(delivery?.state).toBe("delivered");
  });

  it("tries again when the app is down", async () => {
    await receiver.stop();
    changed({ tags: ["x"] });
    await sender.idle();
    const [delivery] = await log();
    expect(delivery?.state).toBe("failed");
    expect(delivery?.attempts).toHaveLength(9);
    expect(delivery?.attempts[0]?.error).toMatch(/ECONNREFUSED/);
  });
});

describe("faults", () => {
  it("lose the next webhooks for good", async () => {
    shop.context.faults.set({ webhooksLostNext: 1 });
    changed({ tags: ["lost"] });
    changed({ tags: ["kept"] });
    await sender.idle();
    expect(receiver.arrived.map(({ payload }) => payload.tags)).toEqual(["kept"]);
    expect((await log()).map(({ state }) => state)).toEqual(["lost", "delivered"]);
  });

  it("send copies under one webhook id", async () => {
    shop.context.faults.set({ webhookCopies: 3 });
    changed({ tags: ["x"] });
    await sender.idle();
    expect(receiver.arrived).toHaveLength(3);
    expect(new Set(receiver.arrived.map(({ webhookId }) => webhookId)).size).toBe(1);
  });

  it("send late", async () => {
    shop.context.faults.set({ webhooksLateMs: 80 });
    const started = Date.now();
    changed({ tags: ["x"] });
    await sender.idle();
    expect(Date.now() - started).toBeGreaterThanOrEqual(79);
    expect(receiver.arrived).toHaveLength(1);
  });

  it("send in another order than the changes were made", async () => {
    shop.context.faults.set({ webhooksShuffled: true });
    for (const tag of ["1", "2", "3"]) changed({ tags: [tag] });
    await sender.idle();
    const order = (await log()).map(({ attempts }) => attempts.length);
    expect(order).toEqual([1, 1, 1]);
    expect(receiver.arrived[0]?.payload.tags).toBe("3");
    expect(receiver.arrived.map(({ payload }) => payload.tags).sort()).toEqual(["1", "2", "3"]);
  });
});

describe("webhooks by hand", () => {
  it("ask for a customer's data, forget a customer, forget a shop", async () => {
    expect((await byHand("customers/data_request", { customer: 9001 })).status).toBe(202);
    expect((await byHand("customers/redact", { customer: 9001, orders: [7] })).status).toBe(202);
    expect((await byHand("shop/redact")).status).toBe(202);
    await sender.idle();
    const sent = new Map(receiver.arrived.map(({ topic, payload }) => [topic, payload]));
    const of = { shop_id: 1, shop_domain: "kestrel.myshopify.com" };
    expect(sent.get("customers/data_request")).toMatchObject({
      ...of,
      customer: { id: 9001, email: null },
      orders_requested: [1001],
    });
    expect(sent.get("customers/redact")).toMatchObject({ ...of, customer: { id: 9001 }, orders_to_redact: [7] });
    expect(sent.get("shop/redact")).toEqual(of);
    expect(receiver.arrived.every(({ path, isSigned }) => path === "/webhooks/compliance" && isSigned)).toBe(true);
  });

  it("uninstall the app: its tokens are dead at once", async () => {
    let revoked = false;
    shop.context.faults.onRevoke(() => {
      revoked = true;
    });
    await byHand("app/uninstalled");
    expect(revoked).toBe(true);
    await sender.idle();
    expect(receiver.arrived[0]).toMatchObject({
      topic: "app/uninstalled",
      payload: { myshopify_domain: "kestrel.myshopify.com", currency: "EUR" },
    });
  });

  it("report an order, and its refunds, again", async () => {
    await byHand("orders/updated", { gid: order.id });
    await sender.idle();
    expect(receiver.arrived[0]?.payload).toMatchObject({ id: 1001, total_price: "120.00" });
  });

  it("are refused when the app does not subscribe, or when it is not said of what", async () => {
    expect((await byHand("carts/update", { gid: "gid://shopify/Cart/1" })).status).toBe(404);
    expect((await byHand("orders/updated", { gid: "1001" })).status).toBe(400);
    expect((await byHand("customers/redact")).status).toBe(400);
    expect((await byHand("customers/redact", { customer: "9001" })).status).toBe(400);
  });
});
