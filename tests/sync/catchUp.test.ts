import { describe, expect, it } from "vitest";
import { busyOrder, busyStore } from "../support/busyStore";
import { type ConnectedShop, connectedShop, storedTables } from "../support/connectedShop";
import { gid } from "../support/storeFolder";

const watermark = (shop: ConnectedShop) =>
  shop.rows<{ at: string }>(
    "SELECT to_char(orders_watermark AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') AS at FROM sync_state",
  );

/** What a new reading of everything would store. */
async function anew(shop: ConnectedShop) {
  const { restartBackfill } = await import("~/sync");
  await restartBackfill(shop.shopId);
  await shop.sync();
  return storedTables(shop);
}

describe("catching up", () => {
  it("finds what changed, was added or got another cost, without a single webhook", async () => {
    const shop = await connectedShop(busyStore("catch.myshopify.com", 20));
    const { catchUp } = await import("~/sync");
    await shop.sync();
    const { store } = shop.devStore;
    store.putOrder({ ...busyOrder(5, 20), name: "#edited" });
    store.putOrder(busyOrder(21, 20));
    store.putCustomer({ id: gid("Customer", 2), tags: ["wholesale"] });
    const product = store.product(gid("Product", 1));
    const [variant] = product?.variants ?? [];
    store.putProduct({
      id: gid("Product", 1),
      ...product,
      title: "Renamed",
      variants: [
        {
          ...variant,
          inventoryItem: { id: gid("InventoryItem", 1), unitCost: { amount: "2.00", currencyCode: "USD" } },
        },
      ],
    });
    await catchUp(shop.shopId);
    const caughtUp = await storedTables(shop);
    expect(caughtUp.orders?.filter((line) => line.includes("#edited"))).toHaveLength(1);
    expect(caughtUp.products?.filter((line) => line.includes("Renamed"))).toHaveLength(1);
    expect(await anew(shop)).toEqual(caughtUp);
  });

  it("moves its watermark to what Shopify knew before the reading, and not at all when the reading fails", async () => {
    const shop = await connectedShop(busyStore("mark.myshopify.com", 10));
    const { catchUp } = await import("~/sync");
    await shop.sync();
    const [before] = await watermark(shop);
    shop.devStore.store.putOrder({ ...busyOrder(3, 10), name: "#three" });
    shop.proxy.answer = ({ operation }) => (operation === "OrdersById" ? { status: 403 } : null);
    await expect(catchUp(shop.shopId)).rejects.toMatchObject({ fault: "shopClosed" });
    expect(await watermark(shop)).toEqual([before]);
    shop.proxy.answer = null;
    await catchUp(shop.shopId);
    // The store stands at its own time, half a year after its last order: that is where the change was made.
    expect(await watermark(shop)).toEqual([{ at: "2026-06-15 00:00:00" }]);
  });

  it("looks back ten minutes, because Shopify's search shows a change some time after it was made", async () => {
    const shop = await connectedShop(busyStore("lag.myshopify.com", 10));
    const { catchUp } = await import("~/sync");
    await shop.sync();
    const { store } = shop.devStore;
    store.setNow(new Date("2026-06-15T10:00:00Z"));
    store.putOrder({ ...busyOrder(3, 10), name: "#three" });
    await catchUp(shop.shopId);
    store.setNow(new Date("2026-06-15T09:51:00Z"));
    store.putOrder({ ...busyOrder(4, 10), name: "#late in the search" });
    await catchUp(shop.shopId);
    expect(await shop.rows("SELECT name FROM orders WHERE order_id = 4")).toEqual([{ name: "#late in the search" }]);
  });

  it("reads many changes by bulk operation, to the same end", async () => {
    const shop = await connectedShop(busyStore("flood.myshopify.com", 320));
    const { catchUp } = await import("~/sync");
    await shop.sync();
    for (let number = 1; number <= 310; number += 1)
      shop.devStore.store.putOrder({ ...busyOrder(number, 320), name: `#${number} again` });
    await catchUp(shop.shopId);
    expect(await shop.rows("SELECT count(*) FROM orders WHERE name LIKE '% again'")).toEqual([{ count: 310 }]);
    expect(
      await shop.rows("SELECT purpose, state FROM sync_windows WHERE purpose = 'catchUp' AND kind = 'orders'"),
    ).toEqual([{ purpose: "catchUp", state: "done" }]);
    expect(await watermark(shop)).toEqual([{ at: "2026-06-15 00:00:00" }]);
  });

  it("brings what changed while the first reading was under way", async () => {
    const shop = await connectedShop(busyStore("during.myshopify.com", 30));
    const { catchUp } = await import("~/sync");
    let changed = false;
    shop.proxy.rewrite = ({ path }, answer) => {
      if (path.startsWith("/bulk/") && !changed) {
        changed = true;
        for (const number of [1, 15, 29])
          shop.devStore.store.putOrder({ ...busyOrder(number, 30), name: `#${number} during` });
        shop.devStore.store.putOrder({ ...busyOrder(31, 30), name: "#31 during" });
      }
      return answer;
    };
    await shop.sync();
    await catchUp(shop.shopId);
    expect(await shop.rows("SELECT count(*) FROM orders WHERE name LIKE '% during'")).toEqual([{ count: 4 }]);
    expect(await shop.rows("SELECT count(*) FROM orders WHERE ledger_updated_at IS DISTINCT FROM updated_at")).toEqual([
      { count: 0 },
    ]);
  });

  it("reads an order of many lines and changes whole, page by page", async () => {
    const shop = await connectedShop(busyStore("large.myshopify.com", 2));
    const { catchUp } = await import("~/sync");
    await shop.sync();
    const lines = Array.from({ length: 620 }, (_, index) => ({
      id: gid("LineItem", 9000 + index),
      title: `Line ${index}`,
      quantity: 3,
      originalUnitPriceSet: "2.00",
    }));
    const refunds = Array.from({ length: 14 }, (_, index) => ({
      id: gid("Refund", 900 + index),
      createdAt: `2026-06-0${1 + (index % 9)}T00:00:0${index % 10}Z`,
      processedAt: `2026-06-0${1 + (index % 9)}T00:00:0${index % 10}Z`,
      refundLineItems: lines.slice(index * 40, index * 40 + (index === 0 ? 120 : 1)).map(({ id }) => ({
        quantity: 1,
        restocked: true,
        restockType: "RETURN",
        lineItem: { id },
      })),
    }));
    shop.devStore.store.putOrder({ ...busyOrder(2, 2), lineItems: lines, refunds, transactions: [] });
    await catchUp(shop.shopId);
    const [counts] = await shop.rows(
      `SELECT (SELECT count(*) FROM line_items WHERE order_id = 2) AS lines,
              (SELECT count(*) FROM sales WHERE order_id = 2 AND action_type = 'ORDER') AS sold,
              (SELECT count(*) FROM sales WHERE order_id = 2 AND action_type = 'RETURN' AND restocked = 1) AS returned,
              (SELECT count(*) FROM refund_line_items WHERE order_id = 2) AS refunded`,
    );
    expect(counts).toEqual({ lines: 620, sold: 620, returned: 133, refunded: 133 });
    const byPages = await storedTables(shop);
    expect(await anew(shop)).toEqual(byPages);
  });
});

describe("comparing with Shopify", () => {
  it("finds nothing to mend in a copy that is true", async () => {
    const shop = await connectedShop(busyStore("true.myshopify.com", 30));
    const { reconcile } = await import("~/sync");
    await shop.sync();
    expect(await reconcile(shop.shopId)).toEqual({ months: [], days: [], refetched: 0 });
    expect(await shop.rows("SELECT months, days, refetched FROM reconciliations")).toEqual([
      { months: [], days: [], refetched: 0 },
    ]);
  });

  it("mends a month whose deletion was never told, and one that lost orders", async () => {
    const shop = await connectedShop(busyStore("drift.myshopify.com", 30));
    const { reconcile } = await import("~/sync");
    await shop.sync();
    shop.devStore.store.deleteOrder(gid("Order", 2));
    await shop.rows("DELETE FROM orders WHERE order_id IN (17, 18) RETURNING 1");
    const outcome = await reconcile(shop.shopId);
    // An order every nine days from 10 September on: order 2 is of that month, orders 17 to 20 are February's.
    expect(outcome?.months).toEqual([
      { month: "2025-09", ours: 3, shopify: 2 },
      { month: "2026-02", ours: 2, shopify: 4 },
    ]);
    await shop.sync();
    const mended = await storedTables(shop);
    expect(await shop.rows("SELECT order_id FROM orders WHERE deleted_at IS NOT NULL")).toEqual([{ order_id: 2 }]);
    expect(await reconcile(shop.shopId)).toMatchObject({ months: [], days: [] });
    // A customer's counts at Shopify change with a deleted order, but not the time by which a change would be found.
    expect({ ...(await anew(shop)), customers: null }).toEqual({ ...mended, customers: null });
  });

  it("names the day on which the ledger does not come to the orders' totals", async () => {
    const shop = await connectedShop(busyStore("cents.myshopify.com", 30));
    const { reconcile } = await import("~/sync");
    await shop.sync();
    await shop.rows(
      "UPDATE sales SET net = net + 1 WHERE order_id = 7 AND sale_id = (SELECT min(sale_id) FROM sales WHERE order_id = 7) RETURNING 1",
    );
    const outcome = await reconcile(shop.shopId);
    const [day] = await shop.rows<{ day: string; total: number }>(
      "SELECT order_day AS day, current_total AS total FROM orders WHERE order_id = 7",
    );
    expect(outcome?.days).toEqual([{ day: day?.day, ledger: (day?.total ?? 0) + 1, orders: day?.total }]);
  });
});
