import { describe, expect, it } from "vitest";
import { connectedShop } from "../support/connectedShop";
import { gid, lineItem, order } from "../support/storeFolder";

const variant = (number: number) => ({
  product: { id: gid("Product", number) },
  variant: { id: gid("ProductVariant", number) },
});

const product = (number: number, cost: string | null) => ({
  id: gid("Product", number),
  title: `Product ${number}`,
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
  variants: [
    {
      id: gid("ProductVariant", number),
      title: "One",
      sku: `SKU-${number}`,
      price: "20.00",
      compareAtPrice: "25.00",
      inventoryItem: {
        id: gid("InventoryItem", number),
        unitCost: cost ? { amount: cost, currencyCode: "USD" } : null,
      },
    },
  ],
});

const refunded = order(2, {
  name: "#1002",
  processedAt: "2026-05-31T15:30:00Z",
  customer: { id: gid("Customer", 1) },
  lines: [lineItem(21, { price: "20.00", quantity: 4, ...variant(1) })],
  refunds: [
    {
      id: gid("Refund", 201),
      createdAt: "2026-06-02T00:00:00Z",
      processedAt: "2026-06-02T00:00:00Z",
      refundLineItems: [
        { quantity: 2, restocked: true, restockType: "RETURN", lineItem: { id: gid("LineItem", 21) } },
        { quantity: 1, restocked: false, restockType: "NO_RESTOCK", lineItem: { id: gid("LineItem", 21) } },
      ],
    },
  ],
});

const shop = {
  products: [product(1, "7.50"), product(2, null)],
  orders: [
    order(1, {
      name: "#1001",
      processedAt: "2026-05-01T03:00:00Z",
      lines: [
        lineItem(11, { price: "20.00", quantity: 2, ...variant(1) }),
        lineItem(12, { price: "10.50", quantity: 1, ...variant(2) }),
      ],
      transactions: [
        {
          id: gid("OrderTransaction", 101),
          kind: "SALE",
          status: "SUCCESS",
          gateway: "shopify_payments",
          processedAt: "2026-05-01T03:00:01Z",
          amountSet: "50.50",
          fees: [{ type: "processing_fee", amount: { amount: "1.76", currencyCode: "USD" } }],
        },
        {
          id: gid("OrderTransaction", 102),
          kind: "SALE",
          status: "SUCCESS",
          gateway: "paypal",
          processedAt: "2026-05-01T03:00:02Z",
          amountSet: "0.00",
          fees: [{ type: "processing_fee", amount: { amount: "0.30", currencyCode: "EUR" } }],
        },
      ],
    }),
    refunded,
    order(3, {
      name: "#1003",
      processedAt: "2026-05-20T00:00:00Z",
      test: true,
      lines: [lineItem(31, { price: "99.00" })],
    }),
    order(4, {
      name: "#1004",
      processedAt: "2026-06-10T00:00:00Z",
      customer: null,
      lines: [lineItem(41, { price: "5.00" })],
    }),
    order(5, {
      name: "#1005",
      processedAt: "2026-06-11T00:00:00Z",
      currencyCode: "EUR",
      lines: [lineItem(51, { price: "8.00" })],
    }),
  ],
};

describe("the first reading of a shop", () => {
  it("stores orders, lines, payments and the ledger in minor units, dated by the shop's own days", async () => {
    const connected = await connectedShop({ ...shop, shop: { myshopifyDomain: "first.myshopify.com" } });
    const progress = await connected.sync();
    expect(progress).toMatchObject({ phase: "finished", orders: { done: 5, total: 5 }, problems: [] });
    const orders = await connected.rows(
      `SELECT o.name, o.order_day, n.customer_order_number AS number, n.cohort_day, o.current_total
       FROM orders o LEFT JOIN order_facts n ON n.order_id = o.order_id AND n.first_moment ORDER BY o.order_id`,
    );
    // Tokyo is nine hours ahead: 15:30 UTC on 31 May is 1 June there, so that order falls into another month than its cohort's.
    expect(orders).toEqual([
      { name: "#1001", order_day: "2026-05-01", number: 1, cohort_day: "2026-05-01", current_total: 5050 },
      { name: "#1002", order_day: "2026-06-01", number: 2, cohort_day: "2026-05-01", current_total: 2000 },
      { name: "#1003", order_day: "2026-05-20", number: null, cohort_day: null, current_total: 9900 },
      { name: "#1004", order_day: "2026-06-10", number: null, cohort_day: null, current_total: 500 },
      { name: "#1005", order_day: "2026-06-11", number: null, cohort_day: null, current_total: 800 },
    ]);
    const sales = await connected.rows(
      "SELECT order_id, action_type AS action, quantity, net, restocked, cost, event_day FROM sales ORDER BY order_id, length(sale_id), sale_id",
    );
    expect(sales).toEqual([
      { order_id: 1, action: "ORDER", quantity: 2, net: 4000, restocked: null, cost: 1500, event_day: "2026-05-01" },
      { order_id: 1, action: "ORDER", quantity: 1, net: 1050, restocked: null, cost: null, event_day: "2026-05-01" },
      { order_id: 2, action: "ORDER", quantity: 4, net: 8000, restocked: null, cost: 3000, event_day: "2026-06-01" },
      // Three came back in two parts; two of them went on the shelf again and give back their cost of 7.50 each.
      { order_id: 2, action: "RETURN", quantity: -2, net: -4000, restocked: 2, cost: -1500, event_day: "2026-06-02" },
      { order_id: 2, action: "RETURN", quantity: -1, net: -2000, restocked: 0, cost: 0, event_day: "2026-06-02" },
      { order_id: 4, action: "ORDER", quantity: 1, net: 500, restocked: null, cost: null, event_day: "2026-06-10" },
    ]);
  });

  it("takes a fee as known only where Shopify tells one in the shop's currency, and keeps the name of another", async () => {
    const connected = await connectedShop({ ...shop, shop: { myshopifyDomain: "fees.myshopify.com" } });
    await connected.sync();
    const fees = await connected.rows(
      "SELECT transaction_id AS id, fee, fee_source, fee_currency FROM transactions ORDER BY 1",
    );
    expect(fees).toEqual([
      { id: 101, fee: 176, fee_source: "actual", fee_currency: null },
      { id: 102, fee: null, fee_source: null, fee_currency: "EUR" },
    ]);
  });

  it("keeps test orders and orders in another currency out of everything that is summed", async () => {
    const connected = await connectedShop({ ...shop, shop: { myshopifyDomain: "apart.myshopify.com" } });
    await connected.sync();
    const apart = await connected.rows(
      `SELECT o.name, o.currency, (SELECT count(*) FROM sales s WHERE s.order_id = o.order_id) AS sales FROM orders o
       WHERE o.test OR o.currency <> 'USD' ORDER BY 1`,
    );
    expect(apart).toEqual([
      { name: "#1003", currency: "USD", sales: 0 },
      { name: "#1005", currency: "EUR", sales: 0 },
    ]);
  });

  it("keeps Shopify's unit cost with the day it was seen, and only when it changed", async () => {
    const connected = await connectedShop({ ...shop, shop: { myshopifyDomain: "costs.myshopify.com" } });
    await connected.sync();
    const { startBackfill, restartBackfill } = await import("~/sync");
    await restartBackfill(connected.shopId);
    await startBackfill(connected.shopId);
    await connected.sync();
    const costs = await connected.rows("SELECT variant_id, amount::text, currency, source FROM unit_costs");
    expect(costs).toEqual([{ variant_id: 1, amount: "7.500000", currency: "USD", source: "shopify" }]);
  });

  it("reads a store without orders to the end and says that it is empty", async () => {
    const connected = await connectedShop({ shop: { myshopifyDomain: "empty.myshopify.com" } });
    const progress = await connected.sync();
    expect(progress.phase).toBe("finished");
    expect(progress.problems).toEqual([{ key: "store_empty", params: {} }]);
  });

  it("says that older orders are hidden when the shop did not grant the whole history", async () => {
    const grantedScopes = ["read_orders", "read_customers", "read_products"];
    const connected = await connectedShop({
      shop: { myshopifyDomain: "hidden.myshopify.com", grantedScopes, now: "2027-06-15T00:00:00Z" },
      orders: shop.orders,
    });
    const progress = await connected.sync();
    expect(progress.problems).toEqual([
      { key: "history_limited", params: { days: 60 } },
      { key: "orders_hidden", params: { days: 60 } },
    ]);
  });

  it("names the scope that is missing and reads nothing without it", async () => {
    const connected = await connectedShop({
      ...shop,
      shop: {
        myshopifyDomain: "scopes.myshopify.com",
        grantedScopes: ["read_orders", "read_all_orders", "read_products"],
      },
    });
    await expect(connected.sync()).rejects.toThrow('scope_missing {"scope":"read_customers"}');
    const { syncProgress } = await import("~/sync");
    const progress = await syncProgress(connected.shopId);
    expect(progress).toMatchObject({
      phase: "blocked",
      problems: [{ key: "scope_missing", params: { scope: "read_customers" } }],
    });
  });
});
