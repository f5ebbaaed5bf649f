import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PERSONAL_COLUMNS } from "~/data/orderPersonal";
import { busyStore } from "../support/busyStore";
import { type ConnectedShop, connectedShop, storedTables, visitToken } from "../support/connectedShop";
import { gid } from "../support/storeFolder";

async function deliver(
  shop: ConnectedShop,
  path: "app" | "compliance",
  topic: string,
  fields: object,
  triggeredAt = new Date(),
) {
  const body = JSON.stringify({ shop_id: 1, shop_domain: shop.domain, ...fields });
  const signature = createHmac("sha256", process.env.SHOPIFY_API_SECRET ?? "")
    .update(body)
    .digest("base64");
  const headers = {
    "x-shopify-topic": topic,
    "x-shopify-shop-domain": shop.domain,
    "x-shopify-event-id": `${topic}-${Math.random()}`,
    "x-shopify-triggered-at": triggeredAt.toISOString(),
    "x-shopify-hmac-sha256": signature,
  };
  const { action } =
    path === "app" ? await import("~/routes/webhooks.app") : await import("~/routes/webhooks.compliance");
  const request = new Request("http://app.example/", { method: "POST", headers, body });
  const answer = await action({ request, params: {}, context: {} });
  expect(answer.status).toBe(200);
  const { processInbox } = await import("~/sync");
  while ((await processInbox()).processed > 0);
}

async function visit(shop: ConnectedShop) {
  const { exchangeSessionToken } = await import("~/shopify/offlineToken.server");
  const { install } = await import("~/shopify/install.server");
  await exchangeSessionToken(shop.domain, visitToken(shop.domain));
  return install(shop.domain, "en");
}

const state = (shop: ConnectedShop) => shop.rows<{ state: string }>("SELECT state FROM shops");

describe("a shop that uninstalls", () => {
  it("loses its tokens at once, keeps its history, and is read anew when it comes back", async () => {
    const shop = await connectedShop(busyStore("leaver.myshopify.com", 12));
    await shop.sync();
    const { prisma } = await import("~/db.server");
    const { advanceSync, catchUp } = await import("~/sync");
    await deliver(shop, "app", "app/uninstalled", {});
    expect(await state(shop)).toEqual([{ state: "uninstalled" }]);
    expect(await prisma.session.count({ where: { shop: shop.domain } })).toBe(0);
    expect(await advanceSync(shop.shopId)).toBeNull();
    await catchUp(shop.shopId);
    shop.devStore.store.deleteOrder(gid("Order", 3));
    expect((await visit(shop)).installation).toBe("revived");
    expect((await visit(shop)).installation).toBe("known");
    const progress = await shop.sync();
    // The order that was deleted meanwhile, while nobody could tell us, is found missing.
    expect(progress).toMatchObject({ phase: "finished", orders: { done: 11, total: 11 } });
    expect(await shop.rows("SELECT order_id FROM orders WHERE deleted_at IS NOT NULL")).toEqual([{ order_id: 3 }]);
    expect(await shop.rows("SELECT count(*) FROM sales WHERE order_id = 3")).toEqual([{ count: 0 }]);
  });

  it("and came back is not sent away by a notice that was late", async () => {
    const shop = await connectedShop(busyStore("returner.myshopify.com", 2));
    await deliver(shop, "app", "app/uninstalled", {}, new Date(Date.now() - 3_600_000));
    expect(await state(shop)).toEqual([{ state: "active" }]);
  });

  it("is erased to the last row when the law asks for it, and not when it has come back", async () => {
    const shop = await connectedShop(busyStore("erased.myshopify.com", 5));
    await shop.sync();
    await deliver(shop, "compliance", "shop/redact", {});
    expect(await shop.rows("SELECT count(*) FROM orders")).toEqual([{ count: 5 }]);
    await deliver(shop, "app", "app/uninstalled", {});
    await deliver(shop, "compliance", "shop/redact", {});
    const tables = await shop.rows<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'shop_id' AND table_schema = 'public'`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables)
      expect(await shop.rows(`SELECT count(*) FROM "${name}"`), name).toEqual([{ count: 0 }]);
  });
});

describe("a customer", () => {
  it("who is forgotten leaves their sales as one customer's, and cannot be filled in again", async () => {
    const folder = busyStore("forgotten.myshopify.com", 40);
    const address = { countryCodeV2: "GB", provinceCode: "ENG" };
    const orders = (folder.orders ?? []).map((order) => ({
      ...order,
      tags: ["allergic to nuts"],
      shippingAddress: address,
    }));
    const shop = await connectedShop({ ...folder, orders });
    await shop.sync();
    const cohorts =
      "SELECT order_id, customer_order_number AS number, cohort_day FROM order_facts WHERE first_moment ORDER BY order_id";
    const before = await shop.rows(cohorts);
    const mine = await shop.rows<{ order_id: number }>("SELECT order_id FROM orders WHERE customer_id = 3 ORDER BY 1");
    expect(mine.length).toBeGreaterThan(2);
    const orders_to_redact = mine.map(({ order_id }) => order_id);
    const personal = PERSONAL_COLUMNS.filter((column) => column !== "tags");
    const told = `SELECT count(*) FROM orders WHERE order_id = ANY($1)
      AND (num_nonnulls(${personal.join(", ")}) > 0 OR tags <> '{}')`;
    expect(await shop.rows(told, [orders_to_redact])).toEqual([{ count: mine.length }]);
    await deliver(shop, "compliance", "customers/redact", {
      customer: { id: 3, email: "x@example.com" },
      orders_to_redact,
    });
    const { restartBackfill } = await import("~/sync");
    await restartBackfill(shop.shopId);
    await shop.sync();
    const after = await shop.rows<{ customer_id: number }>(
      "SELECT DISTINCT customer_id FROM orders WHERE order_id = ANY($1)",
      [orders_to_redact],
    );
    expect(after).toHaveLength(1);
    expect(await shop.rows(told, [orders_to_redact])).toEqual([{ count: 0 }]);
    expect(after[0]?.customer_id).toBeLessThan(0);
    expect(await shop.rows("SELECT count(*) FROM orders WHERE customer_id = 3")).toEqual([{ count: 0 }]);
    expect(
      await shop.rows("SELECT state, locale, country, number_of_orders FROM customers WHERE customer_id = 3"),
    ).toEqual([{ state: null, locale: null, country: null, number_of_orders: null }]);
    expect(await shop.rows(cohorts)).toEqual(before);
  });

  it("who asks what is stored gets it with every order, and once", async () => {
    const shop = await connectedShop(busyStore("asked.myshopify.com", 20));
    await shop.sync();
    const fields = { customer: { id: 2 }, orders_requested: [1], data_request: { id: 99 } };
    await deliver(shop, "compliance", "customers/data_request", fields);
    await deliver(shop, "compliance", "customers/data_request", fields);
    const [orders] = await shop.rows<{ count: number }>("SELECT count(*) FROM orders WHERE customer_id = 2");
    const requests = await shop.rows<{ request_id: string; answer: { customer: object; orders: object[] } }>(
      "SELECT request_id, answer FROM data_requests",
    );
    expect(requests).toHaveLength(1);
    expect(requests[0]?.answer.orders).toHaveLength(orders?.count ?? -1);
    expect(requests[0]?.answer.customer).toMatchObject({ customer_id: 2 });
  });
});

describe("a shop that changes", () => {
  it("its time zone has all its days told anew", async () => {
    const shop = await connectedShop(busyStore("moved.myshopify.com", 20));
    await shop.sync();
    shop.devStore.store.putShop({ ianaTimezone: "Pacific/Honolulu" });
    await deliver(shop, "app", "shop/update", {});
    const wrong = await shop.rows(
      `SELECT 1 FROM orders WHERE order_day <> (processed_at AT TIME ZONE 'Pacific/Honolulu')::date
       UNION ALL SELECT 1 FROM sales WHERE event_day <> (happened_at AT TIME ZONE 'Pacific/Honolulu')::date
       UNION ALL SELECT 1 FROM order_facts WHERE event_day <> (happened_at AT TIME ZONE 'Pacific/Honolulu')::date`,
    );
    expect(wrong).toEqual([]);
    const asIfRead = await storedTables(shop);
    const { restartBackfill } = await import("~/sync");
    await restartBackfill(shop.shopId);
    await shop.sync();
    expect(await storedTables(shop)).toEqual(asIfRead);
  });

  it("its currency sums only what was sold in the new one", async () => {
    const shop = await connectedShop(busyStore("exchanged.myshopify.com", 10));
    await shop.sync();
    const order = shop.devStore.store.order(gid("Order", 1));
    shop.devStore.store.putOrder({ id: gid("Order", 1), ...order, currencyCode: "EUR" });
    for (let number = 2; number <= 10; number += 1) {
      const other = shop.devStore.store.order(gid("Order", number));
      shop.devStore.store.putOrder({ id: gid("Order", number), ...other, currencyCode: "USD" });
    }
    shop.devStore.store.putShop({ currencyCode: "EUR" });
    await deliver(shop, "app", "shop/update", {});
    expect(await shop.rows("SELECT count(*) FROM sales")).toEqual([{ count: 0 }]);
    await shop.sync();
    expect(await shop.rows("SELECT DISTINCT order_id FROM sales")).toEqual([{ order_id: 1 }]);
    expect(await shop.rows("SELECT count(*) FROM orders")).toEqual([{ count: 10 }]);
  });

  it("its scopes is blocked by what it takes away, and goes on when it gives it back", async () => {
    const shop = await connectedShop(busyStore("scoped.myshopify.com", 4));
    const { advanceSync, syncProgress } = await import("~/sync");
    const all = shop.devStore.store.shop.grantedScopes;
    shop.devStore.store.putShop({ grantedScopes: all.filter((scope) => scope !== "read_products") });
    await deliver(shop, "app", "app/scopes_update", { current: [] });
    await advanceSync(shop.shopId);
    expect(await syncProgress(shop.shopId)).toMatchObject({
      phase: "blocked",
      problems: [{ key: "scope_missing", params: { scope: "read_products" } }],
    });
    shop.devStore.store.putShop({ grantedScopes: all });
    await deliver(shop, "app", "app/scopes_update", { current: all });
    await expect(shop.sync()).resolves.toMatchObject({ phase: "finished", problems: [] });
  });
});
