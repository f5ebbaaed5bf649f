import { describe, expect, it } from "vitest";
import { busyOrder, busyStore } from "../support/busyStore";
import { type ConnectedShop, connectedShop } from "../support/connectedShop";
import { gid } from "../support/storeFolder";

const SCOPES = ["read_orders", "read_all_orders", "read_customers", "read_products", "read_reports"];
const LEVEL_2 = ["name", "address", "phone", "email"];

function reportingStore(domain: string, orders = 30) {
  const store = busyStore(domain, orders);
  return { ...store, shop: { ...store.shop, grantedScopes: SCOPES, protectedCustomerData: LEVEL_2 } };
}

async function synced(domain: string): Promise<ConnectedShop> {
  const shop = await connectedShop(reportingStore(domain));
  await shop.sync();
  return shop;
}

const compare = async (shop: ConnectedShop) => (await import("~/sync")).compareSales(shop.shopId);
const drifts = (shop: ConnectedShop) =>
  shop.rows(
    "SELECT order_key AS order, cause, repaired_at IS NOT NULL AS repaired FROM order_drifts ORDER BY day, order_key",
  );
const alerts = (shop: ConnectedShop) =>
  shop.rows("SELECT code, detail, resolved_at IS NULL AS open FROM alerts ORDER BY raised_at");
const netOf = async (shop: ConnectedShop) => {
  const [found] = await shop.rows<{ net: number }>(
    "SELECT sum(gross_sales - discounts - sales_reversals)::bigint AS net FROM order_facts",
  );
  return found?.net;
};

describe("our sales beside Shopify's own report", () => {
  it("are equal in every month, to the cent, and nothing is told", async () => {
    const shop = await synced("equal.myshopify.com");
    // 30 orders, one every nine days from 10 September to 29 May, in Tokyo: nine months have sales.
    expect(await compare(shop)).toEqual({ months: 9, differing: [], found: 0, repaired: 0 });
    expect(await drifts(shop)).toEqual([]);
    expect(await alerts(shop)).toEqual([]);
  });

  it("find a sale that was changed by a cent, repair its order and tell of it", async () => {
    const shop = await synced("cent.myshopify.com");
    const before = await netOf(shop);
    await shop.rows(
      "UPDATE sales SET net = net + 1 WHERE order_id = 7 AND sale_id = (SELECT min(sale_id) FROM sales WHERE order_id = 7) RETURNING 1",
    );
    expect(await compare(shop)).toMatchObject({ differing: [], found: 1, repaired: 1 });
    expect(await drifts(shop)).toEqual([{ order: "7", cause: "differs", repaired: true }]);
    expect(await alerts(shop)).toEqual([{ code: "sales_drift", detail: "1", open: false }]);
    expect(await netOf(shop)).toBe(before);
    expect(await compare(shop)).toMatchObject({ found: 0 });
  });

  it("find a sale that is missing, and one that stands twice", async () => {
    const shop = await synced("sales.myshopify.com");
    await shop.rows(
      "DELETE FROM sales WHERE order_id = 9 AND sale_id = (SELECT min(sale_id) FROM sales WHERE order_id = 9) RETURNING 1",
    );
    await shop.rows(
      `INSERT INTO sales SELECT (s).* FROM (SELECT jsonb_populate_record(s, jsonb_build_object('sale_id', s.sale_id || '0')) AS s
         FROM sales s WHERE order_id = 11 ORDER BY sale_id LIMIT 1) AS copied RETURNING 1`,
    );
    expect(await compare(shop)).toMatchObject({ differing: [], found: 2, repaired: 2 });
    expect(await drifts(shop)).toEqual([
      { order: "9", cause: "differs", repaired: true },
      { order: "11", cause: "differs", repaired: true },
    ]);
  });

  it("find an order that we lost, and one that was deleted without being told", async () => {
    const shop = await synced("lost.myshopify.com");
    await shop.rows("DELETE FROM orders WHERE order_id = 17 RETURNING 1");
    shop.devStore.store.deleteOrder(gid("Order", 4));
    expect(await compare(shop)).toMatchObject({ differing: [], found: 2, repaired: 2 });
    expect(await drifts(shop)).toEqual([
      { order: "4", cause: "gone", repaired: true },
      { order: "17", cause: "missing", repaired: true },
    ]);
    expect(await shop.rows("SELECT order_id FROM orders WHERE deleted_at IS NOT NULL")).toEqual([{ order_id: 4 }]);
  });

  it("find sums that do not follow from a ledger that is right", async () => {
    const shop = await synced("sums.myshopify.com");
    const before = await netOf(shop);
    await shop.rows(
      "UPDATE order_facts SET gross_sales = gross_sales + 500 WHERE order_id = 13 AND ordered RETURNING 1",
    );
    expect(await compare(shop)).toMatchObject({ differing: [], found: 1, repaired: 1 });
    expect(await drifts(shop)).toEqual([{ order: "13", cause: "rollup", repaired: true }]);
    expect(await netOf(shop)).toBe(before);
  });

  it("make sums by day anew that do not follow from facts that are right", async () => {
    const shop = await synced("days.myshopify.com");
    await shop.rows("UPDATE day_sums SET gross_sales = gross_sales + 7, orders = orders + 1 RETURNING 1");
    expect(await compare(shop)).toMatchObject({ differing: [], found: 0 });
    expect(await alerts(shop)).toEqual([{ code: "sales_drift", detail: "9", open: false }]);
    expect(await compare(shop)).toMatchObject({ differing: [], found: 0 });
  });

  it("keep the alert open while Shopify says something else, and resolve it when all is equal again", async () => {
    const shop = await synced("stays.myshopify.com");
    // Only Shopify's report is wrong: reading the order again mends nothing.
    shop.proxy.rewrite = ({ operation }, answer) =>
      operation === "ShopifyQl"
        ? answer.replace(/"net_sales":"(\d+)(?:\.\d+)?"/, (_, whole) => `"net_sales":"${Number(whole) + 1}"`)
        : answer;
    const outcome = await compare(shop);
    expect(outcome?.differing).toEqual(["2025-09"]);
    expect(await alerts(shop)).toEqual([{ code: "sales_drift", detail: "1", open: true }]);
    shop.proxy.rewrite = null;
    expect(await compare(shop)).toMatchObject({ differing: [] });
    expect(await alerts(shop)).toEqual([{ code: "sales_drift", detail: "1", open: false }]);
    expect((await drifts(shop)).every((drift) => drift.repaired)).toBe(true);
  });

  it("an order that came in after the last reading is read now", async () => {
    const shop = await synced("late.myshopify.com");
    shop.devStore.store.setNow(new Date("2026-06-20T00:00:00Z"));
    shop.devStore.store.putOrder({
      ...busyOrder(31, 30),
      processedAt: "2026-06-19T00:00:00Z",
      createdAt: "2026-06-19T00:00:00Z",
    });
    expect(await compare(shop)).toMatchObject({ differing: [], repaired: 1 });
    expect(await drifts(shop)).toEqual([{ order: "31", cause: "notSynced", repaired: true }]);
  });
});

describe("without leave to read Shopify's reports", () => {
  const reading = (shop: ConnectedShop) =>
    shop.rows("SELECT report, state, detail FROM shopify_readings ORDER BY report");

  it("the missing scope is named", async () => {
    const shop = await connectedShop(busyStore("scope.myshopify.com", 3));
    await shop.sync();
    expect(await compare(shop)).toBeNull();
    expect(await reading(shop)).toEqual([{ report: "sales", state: "scope_missing", detail: "read_reports" }]);
  });

  it("the missing approval is told apart from a missing scope", async () => {
    const store = reportingStore("approval.myshopify.com", 3);
    const shop = await connectedShop({ ...store, shop: { ...store.shop, protectedCustomerData: [] } });
    await shop.sync();
    expect(await compare(shop)).toBeNull();
    expect(await reading(shop)).toMatchObject([{ report: "sales", state: "not_approved" }]);
  });

  it("a query that Shopify cannot read is told with its words", async () => {
    const shop = await connectedShop(reportingStore("words.myshopify.com", 3));
    await shop.sync();
    shop.proxy.rewrite = ({ operation }, answer) =>
      operation === "ShopifyQl"
        ? JSON.stringify({
            data: { shopifyqlQuery: { parseErrors: ["Syntax Error: no such thing"], tableData: null } },
          })
        : answer;
    expect(await compare(shop)).toBeNull();
    expect(await reading(shop)).toEqual([{ report: "sales", state: "refused", detail: "Syntax Error: no such thing" }]);
  });
});
