import { describe, expect, test } from "vitest";
import { gid, lineItem, order } from "../support/storeFolder";
import { runningStore } from "./running";

const old = "2026-04-15T00:00:00Z"; // 61 days before the store's now, 2026-06-15
const recent = "2026-04-17T00:00:00Z"; // 59 days before
const dated = (number: number, at: string, more: Readonly<Record<string, unknown>> = {}) =>
  order(number, { lines: [lineItem(number, { price: "10.00" })], createdAt: at, processedAt: at, ...more });
const orders = [dated(1, old), dated(2, recent)];
const noAllOrders = { grantedScopes: ["read_orders", "read_customers", "read_products"] };

describe("orders made more than 60 days ago", () => {
  test("are silently absent without read_all_orders: from lists, lookups, counts and bulk files", async () => {
    const store = await runningStore({ shop: noAllOrders, orders });
    const { data, errors } = await store.admin(
      `query ($ids: [ID!]!, $old: ID!) {
        orders(first: 5) { nodes { id } } ordersCount { count } nodes(ids: $ids) { id } order(id: $old) { id }
        customers(first: 1) { nodes { orders(first: 5) { nodes { id } } } }
      }`,
      { ids: [gid("Order", 1), gid("Order", 2)], old: gid("Order", 1) },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      orders: { nodes: [{ id: gid("Order", 2) }] },
      ordersCount: { count: 1 },
      nodes: [null, { id: gid("Order", 2) }],
      order: null,
      customers: { nodes: [{ orders: { nodes: [{ id: gid("Order", 2) }] } }] },
    });
    const rows = await store.rows(await store.bulk("{ orders { edges { node { id } } } }"));
    expect(rows).toEqual([{ id: gid("Order", 2) }]);
  });

  test("count by when they were made, not by when they were processed", async () => {
    const imported = dated(3, recent, { processedAt: "2019-01-01T00:00:00Z" });
    const store = await runningStore({ shop: noAllOrders, orders: [imported] });
    expect((await store.admin("{ ordersCount { count } }")).data.ordersCount.count).toBe(1);
  });

  test("are there with read_all_orders, and a customer's lifetime figures count them in any case", async () => {
    const query = "{ ordersCount { count } customers(first: 1) { nodes { numberOfOrders amountSpent { amount } } } }";
    const all = await runningStore({ orders });
    expect((await all.admin(query)).data.ordersCount.count).toBe(2);
    const cut = await runningStore({ shop: noAllOrders, orders });
    expect((await cut.admin(query)).data).toEqual({
      ordersCount: { count: 1 },
      customers: { nodes: [{ numberOfOrders: "2", amountSpent: { amount: "20.0" } }] },
    });
  });
});

describe("a scope that was not granted", () => {
  test("denies the field, in Shopify's shape, with null data and HTTP 200", async () => {
    const store = await runningStore({ shop: { grantedScopes: ["read_products"] }, orders });
    const answer = await store.admin("{ orders(first: 1) { nodes { id } } }");
    expect(answer.data).toBeNull();
    expect(answer.errors).toEqual([
      {
        message:
          "Access denied for orders field. Required access: `read_orders` access scope, `read_marketplace_orders` access scope or `read_quick_sale` access scope.",
        locations: [{ line: 1, column: 3 }],
        path: ["orders"],
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess:
            "`read_orders` access scope, `read_marketplace_orders` access scope or `read_quick_sale` access scope.",
        },
      },
    ]);
  });

  test("takes away only the nullable part it guards", async () => {
    const store = await runningStore({ shop: { grantedScopes: ["read_orders", "read_all_orders"] }, orders });
    const answer = await store.admin("{ orders(first: 1) { nodes { id customer { id } } } }");
    expect(answer.data.orders.nodes).toEqual([{ id: gid("Order", 1), customer: null }]);
    expect(answer.errors[0].extensions.code).toBe("ACCESS_DENIED");
    expect(answer.errors[0].path).toEqual(["orders", "nodes", 0, "customer"]);
  });

  test("is checked for nodes by the type that is found", async () => {
    const store = await runningStore({ shop: { grantedScopes: ["read_orders", "read_all_orders"] }, orders });
    const answer = await store.admin("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: [gid("Customer", 1), gid("Order", 1)],
    });
    expect(answer.data.nodes).toEqual([null, { id: gid("Order", 1) }]);
    expect(answer.errors[0].extensions.code).toBe("ACCESS_DENIED");
  });

  test("is implied by the scope to write", async () => {
    const store = await runningStore({ shop: { grantedScopes: ["write_orders"] }, orders });
    expect((await store.admin("{ ordersCount { count } }")).data.ordersCount.count).toBe(1);
  });

  test("one of several alternatives is enough: unit cost needs read_inventory or read_products", async () => {
    const products = [
      { id: gid("Product", 1), title: "Tea", variants: [{ id: gid("ProductVariant", 1), price: "2.00" }] },
    ];
    const store = await runningStore({ shop: { grantedScopes: ["read_inventory"] }, products });
    expect((await store.admin("{ inventoryItems(first: 1) { nodes { id } } }")).data.inventoryItems.nodes).toHaveLength(
      1,
    );
    expect((await store.admin("{ products(first: 1) { nodes { id } } }")).data).toBeNull();
  });
});

describe("protected customer data of level 2", () => {
  const customers = [
    {
      id: gid("Customer", 1),
      firstName: "Ada",
      email: "ada@example.com",
      defaultAddress: { city: "Kyoto", zip: "600" },
    },
  ];
  const query =
    "{ customers(first: 1) { nodes { firstName defaultEmailAddress { emailAddress } defaultAddress { city zip } } } }";

  test("is null with an entry in errors for each field that is not approved; city and country are not protected", async () => {
    const store = await runningStore({ customers });
    const { data, errors } = await store.admin(query);
    expect(data.customers.nodes).toEqual([
      { firstName: null, defaultEmailAddress: null, defaultAddress: { city: "Kyoto", zip: null } },
    ]);
    expect(
      errors.map((error: { path: unknown[]; extensions: { code: string } }) => [
        error.path.at(-1),
        error.extensions.code,
      ]),
    ).toEqual([
      ["firstName", "ACCESS_DENIED"],
      ["emailAddress", "ACCESS_DENIED"],
      ["zip", "ACCESS_DENIED"],
    ]);
  });

  test("is given kind by kind as approved", async () => {
    const store = await runningStore({ customers, shop: { protectedCustomerData: ["name", "email"] } });
    const { data, errors } = await store.admin(query);
    expect(data.customers.nodes[0]).toMatchObject({
      firstName: "Ada",
      defaultEmailAddress: { emailAddress: "ada@example.com" },
    });
    expect(errors).toHaveLength(1);
  });

  test("ShopifyQL needs read_reports and all four kinds", async () => {
    const query_ = `{ shopifyqlQuery(query: "FROM sales SHOW net_sales") { parseErrors } }`;
    const grantedScopes = ["read_orders", "read_reports"];
    const level1 = await runningStore({ shop: { grantedScopes } });
    expect((await level1.admin(query_)).errors[0].extensions.code).toBe("ACCESS_DENIED");
    const level2 = await runningStore({
      shop: { grantedScopes, protectedCustomerData: ["name", "address", "phone", "email"] },
    });
    expect((await level2.admin(query_)).data.shopifyqlQuery).toEqual({ parseErrors: [] });
  });
});

test("the app sees the scopes it was granted", async () => {
  const store = await runningStore({ shop: { grantedScopes: ["read_orders"] } });
  const { data } = await store.admin("{ currentAppInstallation { accessScopes { handle } } }");
  expect(data.currentAppInstallation.accessScopes).toEqual([{ handle: "read_orders" }]);
});
