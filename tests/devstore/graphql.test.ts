import { describe, expect, test } from "vitest";
import { gid, lineItem, order } from "../support/storeFolder";
import { callAdmin, runningStore } from "./running";

const at = (number: number, processedAt: string, more: Readonly<Record<string, unknown>> = {}) =>
  order(number, { lines: [lineItem(number, { price: "10.00" })], processedAt, ...more });
const three = [at(2, "2026-05-02T00:00:00Z"), at(1, "2026-05-01T00:00:00Z"), at(3, "2026-05-03T00:00:00Z")];

describe("connections", () => {
  test("orders come by their processed time, the rest by id, reversed on request", async () => {
    const store = await runningStore({ orders: three });
    const names = async (args: string) =>
      (await store.admin(`{ orders(first: 5${args}) { nodes { name } } }`)).data.orders.nodes.map(
        (node: { name: string }) => node.name,
      );
    expect(await names("")).toEqual(["#1", "#2", "#3"]);
    expect(await names(", reverse: true")).toEqual(["#3", "#2", "#1"]);
    expect(await names(", sortKey: ID, reverse: true")).toEqual(["#3", "#2", "#1"]);
  });

  test("pages join without a gap or an overlap, forwards and backwards", async () => {
    const store = await runningStore({ orders: three });
    const page = async (args: string) =>
      (
        await store.admin(
          `{ orders(${args}) { edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        )
      ).data.orders;
    const first = await page("first: 2");
    expect(first.edges.map((edge: { node: { name: string } }) => edge.node.name)).toEqual(["#1", "#2"]);
    expect(first.pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: false,
      endCursor: first.edges[1].cursor,
    });
    const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(second.edges.map((edge: { node: { name: string } }) => edge.node.name)).toEqual(["#3"]);
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await page(`last: 1, before: "${second.pageInfo.startCursor}"`);
    expect(back.edges.map((edge: { node: { name: string } }) => edge.node.name)).toEqual(["#2"]);
  });

  test("a cursor outlives the object it points to", async () => {
    const store = await runningStore({ orders: three });
    const { data } = await store.admin("{ orders(first: 1) { pageInfo { endCursor } } }");
    store.store.deleteOrder(gid("Order", 1));
    const next = await store.admin(
      `{ orders(first: 5, after: "${data.orders.pageInfo.endCursor}") { nodes { name } } }`,
    );
    expect(next.data.orders.nodes).toEqual([{ name: "#2" }, { name: "#3" }]);
  });

  test("need first or last, not both, and 250 at most", async () => {
    const store = await runningStore({ orders: three });
    const message = async (args: string) => (await store.admin(`{ orders${args} { nodes { id } } }`)).errors[0].message;
    expect(await message("")).toBe("you must provide one of first or last");
    expect(await message("(first: 1, last: 1)")).toContain("both first and last");
    expect(await message("(first: 251)")).toContain("between 0 and 250, got 251");
  });

  test("below an object are lists of the folder, paged the same way", async () => {
    const lines = [1, 2, 3].map((number) => lineItem(number, { price: "1.00" }));
    const store = await runningStore({ orders: [order(1, { lines })] });
    const { data } = await store.admin(
      "{ orders(first: 1) { nodes { lineItems(first: 2, reverse: true) { nodes { title } pageInfo { hasNextPage } } } } }",
    );
    expect(data.orders.nodes[0].lineItems).toEqual({
      nodes: [{ title: "Item 3" }, { title: "Item 2" }],
      pageInfo: { hasNextPage: true },
    });
  });

  test("plain lists are cut by first", async () => {
    const refunds = [1, 2].map((number) => ({ id: gid("Refund", number), createdAt: "2026-05-04T00:00:00Z" }));
    const store = await runningStore({ orders: [at(1, "2026-05-01T00:00:00Z", { refunds })] });
    const { data } = await store.admin("{ orders(first: 1) { nodes { refunds(first: 1) { id } } } }");
    expect(data.orders.nodes[0].refunds).toEqual([{ id: gid("Refund", 1) }]);
  });
});

describe("filters", () => {
  const found = async (
    query: string,
    version = "2026-07",
    orders: Parameters<typeof runningStore>[0] = { orders: three },
  ) => {
    const store = await runningStore(orders);
    const answer = await store.admin(
      "query ($q: String) { orders(first: 9, query: $q) { nodes { name } } }",
      { q: query },
      version,
    );
    return answer.errors
      ? answer.errors[0].message
      : answer.data.orders.nodes.map((node: { name: string }) => node.name).join();
  };

  test("compare times by >=, >, <= and <, joined with AND or a space", async () => {
    expect(await found("processed_at:>='2026-05-02T00:00:00Z'")).toBe("#2,#3");
    expect(await found("processed_at:<'2026-05-02T00:00:00Z'")).toBe("#1");
    expect(await found("processed_at:<='2026-05-02T00:00:00Z'")).toBe("#1,#2");
    expect(await found("processed_at:>='2026-05-02T00:00:00Z' AND processed_at:<'2026-05-03T00:00:00Z'")).toBe("#2");
    expect(await found('processed_at:>="2026-05-02T09:00:00+09:00" processed_at:<2026-05-03T00:00:00Z')).toBe("#2");
  });

  test("take a bare date as a day of the shop", async () => {
    // 2026-05-02 00:00 in Tokyo is 2026-05-01 15:00 UTC.
    expect(await found("processed_at:2026-05-02")).toBe("#2");
    expect(await found("processed_at:>=2026-05-02")).toBe("#2,#3");
  });

  test("an exclusive lower bound leaves the whole second out from 2026-10 on, only its start before", async () => {
    const orders = { orders: [at(7, "2026-05-02T00:00:00.500Z"), at(8, "2026-05-02T00:00:01Z")] };
    expect(await found("processed_at:>'2026-05-02T00:00:00Z'", "2026-07", orders)).toBe("#7,#8");
    expect(await found("processed_at:>'2026-05-02T00:00:00Z'", "2026-10", orders)).toBe("#8");
  });

  test("by id, customer and test", async () => {
    expect(await found("id:>=2")).toBe("#2,#3");
    expect(await found("customer_id:1 test:false id:<3")).toBe("#1,#2");
    expect(await found("test:true")).toBe("");
  });

  test("that Shopify does not know, or the dev store does not, are errors and never ignored", async () => {
    expect(await found("update_at:>'2026-05-02T00:00:00Z'")).toContain(
      "QueryRoot.orders: update_at is not a filter; Shopify knows",
    );
    expect(await found("tag:vip")).toBe("QueryRoot.orders: the dev store does not filter by tag");
    expect(await found("id:1 OR id:2")).toContain("does not know OR here");
    expect(await found("updated_at:>='last week'")).toContain("expected a time with its zone");
  });

  test("customers are filtered by customer_date and updated_at, not by created_at", async () => {
    const customers = [{ id: gid("Customer", 1), createdAt: "2026-05-01T00:00:00Z" }];
    const store = await runningStore({ customers });
    const ask = (query: string) =>
      store.admin("query ($q: String) { customers(first: 9, query: $q) { nodes { id } } }", { q: query });
    expect((await ask("customer_date:>='2026-05-01T00:00:00Z'")).data.customers.nodes).toHaveLength(1);
    expect((await ask("created_at:>='2026-05-01T00:00:00Z'")).errors[0].message).toContain(
      "created_at is not a filter",
    );
  });
});

describe("counts", () => {
  test("are exact up to the limit, at least the limit beyond it, and exact without one", async () => {
    const store = await runningStore({ orders: three });
    const count = async (args: string) =>
      (await store.admin(`{ ordersCount${args} { count precision } }`)).data.ordersCount;
    expect(await count("")).toEqual({ count: 3, precision: "EXACT" });
    expect(await count("(limit: 2)")).toEqual({ count: 2, precision: "AT_LEAST" });
    expect(await count("(limit: null)")).toEqual({ count: 3, precision: "EXACT" });
    expect(await count(`(query: "processed_at:>='2026-05-02T00:00:00Z'")`)).toEqual({ count: 2, precision: "EXACT" });
  });
});

describe("lookups", () => {
  test("an unknown id is null, a malformed one an error, a deleted variant null in its line", async () => {
    const gone = { id: gid("ProductVariant", 9) };
    const store = await runningStore({
      orders: [order(1, { lines: [lineItem(1, { price: "1.00", variant: gone })] })],
    });
    const { data } =
      await store.admin(`{ order(id: "${gid("Order", 99)}") { id } product(id: "${gid("Product", 1)}") { id }
      node(id: "${gone.id}") { id } orders(first: 1) { nodes { lineItems(first: 1) { nodes { variant { id } } } } } }`);
    expect(data).toEqual({
      order: null,
      product: null,
      node: null,
      orders: { nodes: [{ lineItems: { nodes: [{ variant: null }] } }] },
    });
    expect((await store.admin('{ order(id: "1") { id } }')).errors[0].message).toBe("Invalid global id '1'");
  });

  test("250 ids at a time at most", async () => {
    const store = await runningStore();
    const ids = Array.from({ length: 251 }, (_, index) => gid("Order", index + 1));
    const answer = await store.admin("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids });
    expect(answer.errors[0].extensions.code).toBe("MAX_INPUT_SIZE_EXCEEDED");
  });
});

describe("what cannot be answered is said", () => {
  test("a non-null field that cannot be derived is an error that names object and field", async () => {
    const store = await runningStore({ orders: [at(1, "2026-05-01T00:00:00Z")] });
    const answer = await store.admin("{ orders(first: 1) { nodes { id risk { recommendation } } } }");
    expect(answer.errors[0].message).toBe(
      "Order gid://shopify/Order/1: the store folder does not give risk, and it cannot be derived",
    );
  });

  test("a root field, a mutation or an argument that the dev store does not serve", async () => {
    const store = await runningStore({ orders: three });
    expect((await store.admin("{ locations(first: 1) { nodes { id } } }")).errors[0].message).toContain(
      "Access denied",
    );
    expect((await store.admin("{ publicApiVersions { handle } }")).errors[0].message).toBe(
      "the dev store does not serve QueryRoot.publicApiVersions",
    );
    const mutation = `mutation { tagsAdd(id: "${gid("Order", 1)}", tags: ["a"]) { userErrors { message } } }`;
    expect((await store.admin(mutation)).errors[0].message).toBe("the dev store does not serve Mutation.tagsAdd");
    expect(
      (await store.admin('{ orders(first: 1) { nodes { agreements(first: 1, query: "x") { nodes { id } } } } }'))
        .errors[0].message,
    ).toBe("Order.agreements: the dev store does not know the argument query");
  });

  test("a query that the schema does not allow, with HTTP 200", async () => {
    const store = await runningStore();
    const response = await callAdmin(store.url, store.token, { query: "{ shop { weekStart } }" });
    expect(response.status).toBe(200);
    expect((await response.json()).errors[0].message).toContain('Cannot query field "weekStart" on type "Shop"');
    expect((await store.admin("{ shop {")).errors[0].message).toContain("Syntax Error");
  });

  test("a version that is not served is 404, one that is says so in its header", async () => {
    const store = await runningStore();
    expect((await callAdmin(store.url, store.token, { query: "{ shop { id } }" }, "2025-10")).status).toBe(404);
    const response = await callAdmin(store.url, store.token, { query: "{ shop { id } }" }, "2026-10");
    expect([response.status, response.headers.get("x-shopify-api-version")]).toEqual([200, "2026-10"]);
    await response.body?.cancel();
  });
});

test("the schema of 2026-07 carries access rules, protected fields and the names of filters", async () => {
  const { adminSchema } = await import("../../devstore/graphql/schema");
  const admin = adminSchema("2026-07");
  expect(admin.scopes.get("Order")?.anyOf).toContain("read_orders");
  expect(admin.protectedFields.get("Customer.firstName")).toBe("name");
  expect(admin.filters.get("QueryRoot.orders")?.has("processed_at")).toBe(true);
});
