import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { gid, lineItem, order } from "../support/storeFolder";
import { type Answer, bulkFields, type RunningStore, runningStore } from "./running";

/** Orders with as many lines as `lines` says, line items numbered through. */
function manyOrders(count: number, lines: number) {
  return Array.from({ length: count }, (_, index) =>
    order(index + 1, {
      lines: Array.from({ length: lines }, (_, line) =>
        lineItem(index * lines + line + 1, { price: "1.25", quantity: line + 1 }),
      ),
      processedAt: new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString(),
    }),
  );
}

const withLines = "{ orders { edges { node { id lineItems { edges { node { id } } } } } } }";
const start = `mutation ($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { ${bulkFields} } userErrors { field message code } } }`;
const read = `query ($id: ID!) { bulkOperation(id: $id) { ${bulkFields} } }`;

async function started(store: RunningStore, query = withLines): Promise<Answer> {
  return (await store.admin(start, { query })).data.bulkOperationRunQuery;
}

async function state(store: RunningStore, id: string): Promise<Answer> {
  return (await store.admin(read, { id })).data.bulkOperation;
}

describe("the file", () => {
  test("has one JSON object a line; objects of nested connections are lines of their own with __parentId", async () => {
    const store = await runningStore({ orders: manyOrders(1, 2) });
    const operation = await store.bulk(
      "{ orders { edges { node { id test tags lineItems { edges { node { id quantity } } } } } } }",
    );
    expect(operation).toMatchObject({
      status: "COMPLETED",
      errorCode: null,
      type: "QUERY",
      objectCount: "3",
      rootObjectCount: "1",
    });
    expect(await store.rows(operation)).toEqual([
      { id: gid("Order", 1), test: false, tags: [] },
      { id: gid("LineItem", 1), quantity: 1, __parentId: gid("Order", 1) },
      { id: gid("LineItem", 2), quantity: 2, __parentId: gid("Order", 1) },
    ]);
    expect(Number(operation.fileSize)).toBe((await (await fetch(operation.url)).arrayBuffer()).byteLength);
  });

  test("names the middle object as the parent of a child's child", async () => {
    const store = await runningStore({ orders: manyOrders(1, 1) });
    const query =
      "{ orders { edges { node { id agreements { edges { node { id sales { edges { node { id } } } } } } } } } }";
    expect(await store.rows(await store.bulk(query))).toEqual([
      { id: gid("Order", 1) },
      { id: gid("SalesAgreement", "1001"), __parentId: gid("Order", 1) },
      { id: gid("Sale", "100001"), __parentId: gid("SalesAgreement", "1001") },
    ]);
  });

  test("has children after their parent, but not next to it", async () => {
    const store = await runningStore({ orders: manyOrders(120, 3) });
    const rows = await store.rows(await store.bulk(withLines));
    expect(rows).toHaveLength(480);
    const seen = new Set<string>();
    let besideParent = 0;
    rows.forEach((row, index) => {
      if (row.__parentId) expect(seen).toContain(row.__parentId);
      if (row.__parentId && rows[index - 1]?.id === row.__parentId) besideParent += 1;
      seen.add(row.id);
    });
    expect(besideParent).toBeLessThan(5);
    expect(rows.slice(0, 51).map((row) => row.__parentId ?? null)).toEqual([...Array(50).fill(null), gid("Order", 1)]);
  });

  test("has children right after their parent when objects are grouped", async () => {
    const store = await runningStore({ orders: manyOrders(3, 2) });
    const rows = await store.rows(await store.bulk(withLines, true));
    expect(rows.map((row) => row.id.replace("gid://shopify/", ""))).toEqual([
      "Order/1",
      "LineItem/1",
      "LineItem/2",
      "Order/2",
      "LineItem/3",
      "LineItem/4",
      "Order/3",
      "LineItem/5",
      "LineItem/6",
    ]);
  });

  test("is the same twice over", async () => {
    const store = await runningStore({ orders: manyOrders(70, 3) });
    const text = async () => (await fetch((await store.bulk(withLines)).url)).text();
    expect(await text()).toBe(await text());
  });

  test("keeps to the filter and ignores first", async () => {
    const store = await runningStore({ orders: manyOrders(30, 1) });
    const query = `{ orders(first: 2, query: "processed_at:>='2026-01-01T10:00:00Z' AND processed_at:<'2026-01-01T20:00:00Z'") { edges { node { id } } } }`;
    expect(await store.bulk(query)).toMatchObject({ objectCount: "10" });
  });

  test("there is none when nothing was found: COMPLETED with a null url", async () => {
    const store = await runningStore();
    const operation = await store.bulk(withLines);
    expect(operation).toMatchObject({
      status: "COMPLETED",
      url: null,
      partialDataUrl: null,
      objectCount: "0",
      fileSize: null,
    });
  });

  test("holds neither deleted orders nor loses others when one goes while it is written", async () => {
    const store = await runningStore({ orders: manyOrders(60, 1) }, { bulkDelayMs: 30 });
    const { bulkOperation } = await started(store, "{ orders { edges { node { id } } } }");
    store.store.deleteOrder(gid("Order", 55));
    let operation = await state(store, bulkOperation.id);
    while (operation.status !== "COMPLETED") {
      await wait(5);
      operation = await state(store, bulkOperation.id);
    }
    expect(operation.objectCount).toBe("59");
  });
});

describe("what a bulk query writes is what a live query answers", () => {
  const refund = {
    id: gid("Refund", 1),
    createdAt: "2026-05-10T00:00:00Z",
    refundLineItems: [{ lineItem: { id: gid("LineItem", 1) }, quantity: 1 }],
  };
  const visit = {
    occurredAt: "2026-04-30T00:00:00Z",
    landingPage: 'https://lantern.example/?q="ü"',
    utmParameters: { source: "google" },
  };
  const rich = [
    order(1, {
      lines: [
        lineItem(1, {
          price: "10.00",
          quantity: 3,
          title: 'Kettle "Ü"\n',
          variant: { id: gid("ProductVariant", 1) },
          product: { id: gid("Product", 1) },
          taxLines: [{ title: "VAT", rate: 0.2, priceSet: "4.00" }],
        }),
        lineItem(2, {
          price: "5.00",
          discountAllocations: [
            { allocatedAmountSet: "1.00", discountApplication: { index: 0, code: "ONE", value: { percentage: 20 } } },
          ],
        }),
      ],
      customerJourneySummary: { firstVisit: visit, lastVisit: visit },
      shippingLine: { title: "Post", originalPriceSet: "4.00" },
      refunds: [refund],
      tags: ["a", "b"],
    }),
    order(2, {
      lines: [lineItem(3, { price: "7.00" })],
      customer: null,
      totalDiscountsSet: "0.70",
      totalTipReceivedSet: "1.00",
    }),
  ];
  const products = [
    { id: gid("Product", 1), title: "Kettle", variants: [{ id: gid("ProductVariant", 1), price: "10.00" }] },
  ];
  const bag = "{ shopMoney { amount currencyCode } presentmentMoney { currencyCode amount } }";
  const fragments = `fragment Line on LineItem { __typename id renamed: title quantity currentQuantity originalTotalSet ${bag}
      codes: discountedTotalSet(withCodeDiscounts: true) ${bag} variant { id title } product { id }
      taxLines { title rate priceSet { shopMoney { amount } } }
      discountAllocations { discountApplication { __typename index value { __typename ... on PricingPercentageValue { percentage } ... on MoneyV2 { amount } } ... on DiscountCodeApplication { code } } } }
    fragment Agreement on SalesAgreement { __typename id reason happenedAt ... on RefundAgreement { refund { id createdAt totalRefundedSet ${bag} } } }
    fragment SaleOf on Sale { __typename id lineType quantity totalAmount ${bag} ... on ProductSale { lineItem { id title } } ... on TipSale { lineItem { id } } }`;
  const own = `__typename id name tags createdAt test customer { id numberOfOrders } totalPriceSet ${bag} currentTotalPriceSet ${bag}
      skipped: note @skip(if: true) customerJourneySummary { ready firstVisit { source landingPage utmParameters { source medium } } }
      refunds { id totalRefundedSet { shopMoney { amount } } } shippingLine { title discountedPriceSet { shopMoney { amount } } }`;

  test("field for field, with aliases, arguments, fragments, directives, lists, unions and nulls", async () => {
    const store = await runningStore({ orders: rich, products });
    const { data, errors } = await store.admin(`{ orders(first: 9) { edges { node { ${own}
      lineItems(first: 9) { edges { node { ...Line } } }
      agreements(first: 9) { edges { node { ...Agreement sales(first: 9) { edges { node { ...SaleOf } } } } } } } } } } ${fragments}`);
    expect(errors).toBeUndefined();
    const rows = await store.rows(
      await store.bulk(
        `{ orders { edges { node { ${own} lineItems { edges { node { ...Line } } }
        agreements { edges { node { ...Agreement sales { edges { node { ...SaleOf } } } } } } } } } } ${fragments}`,
        true,
      ),
    );
    expect(rows).toEqual(data.orders.edges.flatMap(({ node }: Answer) => flattened(node)));
    // Orders 2, line items 3, agreements 3, sales 6.
    expect(rows).toHaveLength(14);
  });

  test("in the order the fields were asked for", async () => {
    const store = await runningStore({ orders: rich, products });
    const query = (page: string) =>
      `{ orders${page} { edges { node { name id totalPriceSet { presentmentMoney { currencyCode amount } } test } } } }`;
    const { data } = await store.admin(query("(first: 1)"));
    const [row] = (await (await fetch((await store.bulk(query(""))).url)).text()).split("\n");
    expect(row).toBe(JSON.stringify(data.orders.edges[0].node));
  });

  /** A node and its connections as lines: those below it after it, depth first. */
  function flattened(node: Answer, parentId?: string): Answer[] {
    const isConnection = (value: Answer) => typeof value === "object" && value !== null && "edges" in value;
    const fields = Object.entries(node).filter(([, value]) => !isConnection(value));
    const line = { ...Object.fromEntries(fields), ...(parentId ? { __parentId: parentId } : {}) };
    const below = Object.values(node).filter(isConnection);
    return [
      line,
      ...below.flatMap((connection: Answer) =>
        connection.edges.flatMap((edge: Answer) => flattened(edge.node, node.id)),
      ),
    ];
  }
});

describe("an operation", () => {
  test("goes from CREATED through RUNNING to COMPLETED", async () => {
    const store = await runningStore({ orders: manyOrders(2, 1) }, { bulkDelayMs: 60 });
    const { bulkOperation } = await started(store);
    expect(bulkOperation).toMatchObject({ status: "CREATED", completedAt: null, url: null, objectCount: "0" });
    const seen = new Set<string>();
    while (!seen.has("COMPLETED")) {
      seen.add((await state(store, bulkOperation.id)).status);
      await wait(10);
    }
    expect([...seen]).toEqual(["CREATED", "RUNNING", "COMPLETED"]);
  });

  test("is the sixth at most after five have ended: until then OPERATION_IN_PROGRESS names the first", async () => {
    const store = await runningStore({ orders: manyOrders(1, 1) }, { bulkDelayMs: 40 });
    const five = await Promise.all(Array.from({ length: 5 }, () => started(store)));
    const sixth = await started(store);
    expect(sixth.bulkOperation).toBeNull();
    expect(sixth.userErrors).toEqual([
      {
        field: null,
        message: `A bulk query operation for this app and shop is already in progress: ${five[0].bulkOperation.id}.`,
        code: "OPERATION_IN_PROGRESS",
      },
    ]);
    await wait(200);
    expect((await started(store)).userErrors).toEqual([]);
  });

  test("with a field the app may not read starts, and ends FAILED with ACCESS_DENIED and no data", async () => {
    const store = await runningStore({ orders: manyOrders(1, 1), shop: { grantedScopes: ["read_orders"] } });
    const operation = await store.bulk("{ orders { edges { node { id customer { id } } } } }");
    expect(operation).toMatchObject({
      status: "FAILED",
      errorCode: "ACCESS_DENIED",
      url: null,
      partialDataUrl: null,
      objectCount: "0",
    });
  });

  test("that breaks a rule does not start: userErrors with INVALID", async () => {
    const store = await runningStore();
    const answer = await started(store, "{ orders { nodes { id } } }");
    expect(answer.bulkOperation).toBeNull();
    expect(answer.userErrors[0]).toMatchObject({ field: ["query"], code: "INVALID" });
    const filter = await started(store, '{ orders(query: "colour:red") { edges { node { id } } } }');
    expect(filter.userErrors[0].message).toContain("colour is not a filter");
  });

  test("can be cancelled while it runs, and keeps only a part; not once it has ended", async () => {
    const store = await runningStore({ orders: manyOrders(10, 1) }, { bulkDelayMs: 50 });
    const cancel = async (id: string) =>
      (
        await store.admin(
          `mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }`,
          { id },
        )
      ).data.bulkOperationCancel;
    const { bulkOperation } = await started(store);
    expect(await cancel(bulkOperation.id)).toEqual({ bulkOperation: { status: "CANCELING" }, userErrors: [] });
    await wait(200);
    expect(await state(store, bulkOperation.id)).toMatchObject({ status: "CANCELED", errorCode: null, url: null });
    expect((await cancel(bulkOperation.id)).userErrors[0].message).toBe(
      "A bulk operation cannot be canceled when it is canceled",
    );
  });

  test("is listed by status, newest first on request", async () => {
    const store = await runningStore({ orders: manyOrders(1, 1) });
    const first = await store.bulk(withLines);
    const second = await store.bulk(withLines);
    const list = async (args: string) =>
      (await store.admin(`{ bulkOperations(first: 5${args}) { nodes { id } } }`)).data.bulkOperations.nodes.map(
        (node: Answer) => node.id,
      );
    expect(await list(`, query: "status:COMPLETED operation_type:query", reverse: true`)).toEqual([
      second.id,
      first.id,
    ]);
    expect(await list(`, query: "status:RUNNING"`)).toEqual([]);
    expect(
      (await store.admin(`{ bulkOperations(first: 5, query: "kind:query") { nodes { id } } }`)).errors[0].message,
    ).toContain("kind is not a filter");
  });

  test("tells its end by bulk_operations/finish", async () => {
    const store = await runningStore({ orders: manyOrders(1, 1) });
    const ended: Answer[] = [];
    store.store.onChange(({ topic, node }) => topic === "bulk_operations/finish" && ended.push(node));
    const operation = await store.bulk(withLines);
    expect(ended).toHaveLength(1);
    expect(ended[0]).toMatchObject({ id: operation.id, status: "COMPLETED", errorCode: null, type: "QUERY" });
  });

  test("leaves the store answering while it writes", async () => {
    const store = await runningStore({ orders: manyOrders(400, 25) });
    const { bulkOperation } = await started(
      store,
      `{ orders { edges { node { id lineItems { edges { node { id originalTotalSet { shopMoney { amount } } discountedTotalSet { shopMoney { amount } } } } } } } } }`,
    );
    let polls = 0;
    while ((await state(store, bulkOperation.id)).status !== "COMPLETED") polls += 1;
    expect(polls).toBeGreaterThan(3);
  });
});

describe("the link", () => {
  test("is signed: changed by a letter it is refused", async () => {
    const store = await runningStore({ orders: manyOrders(1, 1) });
    const { url } = await store.bulk(withLines);
    const forged = new URL(url);
    forged.searchParams.set("expires", String(Number(forged.searchParams.get("expires")) + 1));
    expect((await fetch(forged)).status).toBe(403);
    expect((await fetch(url.split("?")[0])).status).toBe(403);
    expect((await fetch(url)).headers.get("content-type")).toBe("application/jsonl");
  });

  test("expires seven days after the end", async () => {
    let now = Date.parse("2026-06-15T00:00:00Z");
    const store = await runningStore({ orders: manyOrders(1, 1) }, { clock: () => now });
    const { url } = await store.bulk(withLines);
    now += 7 * 86_400_000 - 1000;
    expect((await fetch(url)).status).toBe(200);
    now += 2000;
    const expired = await fetch(url);
    expect([expired.status, await expired.text()]).toEqual([400, expect.stringContaining("ExpiredToken")]);
  });

  test("refuses Shopify's headers, which a storage service has nothing to do with", async () => {
    const store = await runningStore({ orders: manyOrders(1, 1) });
    const { url } = await store.bulk(withLines);
    expect((await fetch(url, { headers: { "x-shopify-access-token": store.token } })).status).toBe(400);
  });
});
