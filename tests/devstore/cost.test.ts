import { describe, expect, test } from "vitest";
import { gid, lineItem, order } from "../support/storeFolder";
import { callAdmin, runningStore } from "./running";

async function requested(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<number> {
  const store = await runningStore();
  return (await store.admin(query, variables)).extensions.cost.requestedQueryCost;
}

describe("requested cost", () => {
  test("an object costs 1, its scalars nothing", async () => {
    expect(await requested("{ shop { name email } }")).toBe(1);
    expect(await requested("{ shop { name plan { publicDisplayName } primaryDomain { host } } }")).toBe(3);
  });

  test("a connection costs 2 and ⌊2·ln(first)⌋ times its node, at least once", async () => {
    expect(await requested("{ orders(first: 1) { nodes { id } } }")).toBe(3); // 2 + 1 × 1
    expect(await requested("{ orders(first: 10) { nodes { id } } }")).toBe(6); // 2 + 4 × 1
    expect(await requested("{ orders(first: 250) { edges { node { id } } } }")).toBe(13); // 2 + 11 × 1
    expect(await requested("query ($n: Int) { orders(first: $n) { nodes { id } } }", { n: 50 })).toBe(9); // 2 + 7 × 1
    expect(await requested("query ($n: Int = 50) { orders(first: $n) { nodes { id } } }")).toBe(9);
  });

  test("connections multiply: 2 + 9 × (1 + 1 + 2 + 7 × 3) = 227 for abandoned checkouts with their lines", async () => {
    // Not served by the dev store: what counts here is the cost, which comes first.
    const store = await runningStore();
    const query = `{ abandonedCheckouts(first: 100) { nodes { id customer { id } totalPriceSet { shopMoney { amount } }
      lineItems(first: 50) { nodes { quantity product { id } variant { id } } } } pageInfo { hasNextPage } } }`;
    expect((await store.admin(query)).extensions.cost.requestedQueryCost).toBe(227);
  });

  test("money and page info cost nothing, lists are not multiplied", async () => {
    const store = await runningStore();
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Order {
      totalPriceSet { shopMoney { amount } }
      refunds(first: 50) { id duties { amountSet { shopMoney { amount } } originalDuty { id } }
        refundLineItems(first: 50) { pageInfo { hasNextPage } nodes { lineItem { id } } }
        refundShippingLines(first: 10) { nodes { shippingLine { title } } }
        orderAdjustments(first: 20) { nodes { id } }
        transactions(first: 20) { nodes { fees { type } } } } } } }`;
    // Order 1 + refund 1 + duty 2 + (2+7×2) + (2+4×2) + (2+5) + (2+5×2) = 49, however many ids.
    expect((await store.admin(query, { ids: [gid("Order", 1)] })).extensions.cost.requestedQueryCost).toBe(49);
    const many = Array.from({ length: 200 }, (_, index) => gid("Order", index + 1));
    expect((await store.admin(query, { ids: many })).extensions.cost.requestedQueryCost).toBe(49);
  });

  test("of the branches of an interface the dearest counts", async () => {
    const query = (ids: string) =>
      `{ node(id: "${ids}") { ... on Shop { plan { publicDisplayName } } ... on Order { customer { lastOrder { id } } } } }`;
    expect(await requested(query(gid("Order", 1)))).toBe(3); // node 1 + customer 1 + lastOrder 1
  });

  test("a count at the root costs 10", async () => {
    expect(await requested("{ ordersCount { count } }")).toBe(10);
  });

  test("a mutation costs 10, a poll of a bulk operation 1", async () => {
    expect(
      await requested(`mutation { bulkOperationCancel(id: "${gid("BulkOperation", 1)}") { userErrors { message } } }`),
    ).toBe(10);
    expect(await requested(`{ bulkOperation(id: "${gid("BulkOperation", 1)}") { status } }`)).toBe(1);
  });
});

describe("what is charged", () => {
  test("is the cost of what was found; the rest goes back into the bucket", async () => {
    const orders = [1, 2].map((number) => order(number, { lines: [lineItem(number, { price: "1.00" })] }));
    const store = await runningStore({ orders }, { clock: () => 1_781_481_600_000 });
    const { extensions } = await store.admin(
      "{ orders(first: 250) { nodes { customer { id } lineItems(first: 50) { nodes { id } } } } }",
    );
    // Asked: 2 + 11 × (1 + 1 + 2 + 7) = 123. Found two orders with one line: 2 + 1 × (1 + 1 + 2 + 1) = 7.
    expect(extensions.cost).toEqual({
      requestedQueryCost: 123,
      actualQueryCost: 7,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1993, restoreRate: 100 },
    });
  });

  test("a query of more than 1,000 points is refused before it runs", async () => {
    const store = await runningStore();
    const query =
      "{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { variant { id product { id } } product { id } } } refunds { refundLineItems(first: 250) { nodes { lineItem { id variant { product { id } } } } } } } } }";
    const answer = await store.admin(query);
    expect(answer.errors[0].extensions).toMatchObject({ code: "MAX_COST_EXCEEDED", maxCost: 1000 });
    expect(answer.errors[0].message).toContain("exceeds the single query max cost limit (1000)");
    expect(answer.data).toBeUndefined();
  });
});

describe("the bucket", () => {
  test("runs dry: THROTTLED with HTTP 200, null data and the state of the bucket; it fills by the second", async () => {
    let now = 1_781_481_600_000;
    const orders = Array.from({ length: 250 }, (_, index) =>
      order(index + 1, { lines: [lineItem(index + 1, { price: "1.00" })] }),
    );
    const store = await runningStore({ orders }, { clock: () => now });
    const query = "{ orders(first: 250) { nodes { lineItems(first: 50) { nodes { id } } customer { id } } } }"; // asks for 123
    let body = await store.admin(query);
    const spent = body.extensions.cost.actualQueryCost;
    for (let left = 2000 - spent; left >= 123; left -= spent) body = await store.admin(query);
    const response = await callAdmin(store.url, store.token, { query });
    const throttled = await response.json();
    expect(response.status).toBe(200);
    expect(throttled.data).toBeNull();
    expect(throttled.errors[0]).toMatchObject({ message: "Throttled", extensions: { code: "THROTTLED" } });
    const { requestedQueryCost, actualQueryCost, throttleStatus } = throttled.extensions.cost;
    expect([requestedQueryCost, actualQueryCost]).toEqual([123, null]);
    now += Math.ceil(((requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate) * 1000);
    expect((await store.admin(query)).errors).toBeUndefined();
  });

  test("is as large and fills as fast as the shop's plan allows", async () => {
    const status = async (plan: Readonly<Record<string, unknown>>) => {
      const store = await runningStore({ shop: { plan } });
      const { maximumAvailable, restoreRate } = (await store.admin("{ shop { id } }")).extensions.cost.throttleStatus;
      return [maximumAvailable, restoreRate];
    };
    expect(await status({ publicDisplayName: "Basic" })).toEqual([2000, 100]);
    expect(await status({ publicDisplayName: "Advanced" })).toEqual([4000, 200]);
    expect(await status({ publicDisplayName: "Plus", shopifyPlus: true })).toEqual([20_000, 1000]);
  });
});
