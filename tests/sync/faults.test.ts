import { describe, expect, it } from "vitest";
import { busyOrder, busyStore } from "../support/busyStore";
import { type ConnectedShop, connectedShop, storedTables } from "../support/connectedShop";
import { gid } from "../support/storeFolder";

/** What an undisturbed reading of the busy store gives. */
async function undisturbed(domain: string) {
  const shop = await connectedShop(busyStore(domain));
  await shop.sync();
  const calm = { tables: await storedTables(shop), operations: startedOperations(shop) };
  await shop.stop();
  return calm;
}

const startedOperations = (shop: ConnectedShop) =>
  shop.proxy.calls.filter(({ operation }) => operation === "BulkStart").length;

async function expectSame(disturb: (shop: ConnectedShop) => void, name: string): Promise<void> {
  const calm = await undisturbed(`${name}-calm.myshopify.com`);
  expect(calm.tables.sales?.length).toBeGreaterThan(100);
  const shop = await connectedShop(busyStore(`${name}.myshopify.com`));
  disturb(shop);
  await shop.sync();
  expect(await storedTables(shop)).toEqual(calm.tables);
}

describe("a bulk file that cannot be trusted", () => {
  it("is never merged: with one line fewer than Shopify counted, nothing of the window is stored", async () => {
    const shop = await connectedShop(busyStore("short.myshopify.com"));
    shop.proxy.rewrite = ({ path }, answer) =>
      path.startsWith("/bulk/") && answer.includes("gid://shopify/LineItem/") ? lastLineLost(answer) : answer;
    await expect(shop.sync()).rejects.toThrow(/window_failed.*bulk file holds \d+ objects/);
    expect(await shop.rows("SELECT count(*) FROM orders")).toEqual([{ count: 0 }]);
    expect(await shop.rows("SELECT orders_watermark FROM sync_state")).toEqual([{ orders_watermark: null }]);
    shop.proxy.rewrite = null;
    await shop.rows("UPDATE sync_windows SET next_at = now() RETURNING 1");
    await expect(shop.sync()).resolves.toMatchObject({
      phase: "finished",
      orders: { done: 60, total: 60 },
      problems: [],
    });
  });

  it("that broke off in the middle of a line is read again", async () => {
    await expectSame((shop) => shop.devStore.faults.set({ bulkTruncateNext: 3 }), "cut");
  });

  it("of a failed operation is no truth, however much of it there is", async () => {
    await expectSame((shop) => shop.devStore.faults.set({ bulkFailNext: 4 }), "failed");
  });

  it("from a host that is not Shopify's is not fetched", async () => {
    const shop = await connectedShop(busyStore("elsewhere.myshopify.com"));
    shop.proxy.rewrite = ({ operation }, answer) =>
      operation === "BulkPoll" ? answer.replace(/"url":"[^"]+"/, '"url":"https://files.example.com/x.jsonl"') : answer;
    await expect(shop.sync()).rejects.toThrow("bulk file at files.example.com");
    expect(shop.proxy.calls.some(({ path }) => path.startsWith("/bulk/"))).toBe(false);
  });
});

describe("the lines of a file", () => {
  it("are put together by their parents, in whatever order they come", async () => {
    await expectSame((shop) => {
      shop.proxy.rewrite = ({ path }, answer) => (path.startsWith("/bulk/") ? childrenReversed(answer) : answer);
    }, "shuffled");
  });

  it("without their parent are not merged", async () => {
    const shop = await connectedShop(busyStore("orphans.myshopify.com"));
    shop.proxy.rewrite = ({ path }, answer) =>
      path.startsWith("/bulk/")
        ? answer.replace(/"__parentId":"gid:\/\/shopify\/Order\/30"/, '"__parentId":"gid://shopify/Order/999"')
        : answer;
    await expect(shop.sync()).rejects.toThrow(/without their order/);
  });
});

const lastLineLost = (file: string) => `${file.trimEnd().split("\n").slice(0, -1).join("\n")}\n`;

/** All objects below others moved behind all roots, last first. */
function childrenReversed(file: string): string {
  const lines = file.trimEnd().split("\n");
  const isChild = (line: string) => line.includes('"__parentId"');
  return `${[...lines.filter((line) => !isChild(line)), ...lines.filter(isChild).reverse()].join("\n")}\n`;
}

describe("an older version", () => {
  it("never replaces a newer one, even when its file is merged later", async () => {
    const shop = await connectedShop(busyStore("older.myshopify.com"));
    const { advanceSync } = await import("~/sync");
    const { refetchOrders } = await import("~/sync/refetch.server");
    const { adminClient } = await import("~/shopify/adminClient.server");
    const { getShop } = await import("~/data/shops.server");
    await crashWhen(shop, "sync_windows", "NEW.state = 'done' AND NEW.kind = 'orders'");
    await expect(advanceSync(shop.shopId)).rejects.toThrow("crash");
    shop.devStore.store.putOrder({
      ...busyOrder(30),
      name: "#thirty",
      lineItems: busyOrder(30).lineItems.slice(0, 1),
      refunds: [],
    });
    await refetchOrders(adminClient(shop.domain), await getShop(shop.shopId), [gid("Order", 30)], false);
    await noCrash(shop);
    await shop.sync();
    expect(
      await shop.rows(
        "SELECT name, (SELECT count(*) FROM line_items l WHERE l.order_id = o.order_id) AS lines FROM orders o WHERE order_id = 30",
      ),
    ).toEqual([{ name: "#thirty", lines: 1 }]);
    expect(await shop.rows("SELECT count(*) FROM sales WHERE order_id = 30 AND action_type = 'RETURN'")).toEqual([
      { count: 0 },
    ]);
  });

  it("is told by microseconds", async () => {
    const shop = await connectedShop(busyStore("micro.myshopify.com", 3));
    await shop.sync();
    const { withShopClient } = await import("~/db.server");
    const { Staging } = await import("~/data/staging.server");
    const { ORDER_STAGING } = await import("~/data/orderTables.server");
    const { mergeOrders } = await import("~/data/orderWriter.server");
    const { orderStage } = await import("~/sync/stageOrders.server");
    const money = { shopId: shop.shopId, currency: "USD", timeZone: "Asia/Tokyo" };
    const bag = { shopMoney: { amount: "1" } };
    const merge = (name: string, updatedAt: string) =>
      withShopClient(shop.shopId, async (client) => {
        const staging = await Staging.open(client, ORDER_STAGING);
        orderStage(staging, money).order({
          ...{
            id: gid("Order", 77),
            name,
            createdAt: updatedAt,
            processedAt: updatedAt,
            updatedAt,
            test: false,
            edited: false,
          },
          ...{
            tags: [],
            discountCodes: [],
            paymentGatewayNames: [],
            refunds: [],
            transactions: [],
            currencyCode: "USD",
          },
          ...{ currentTotalPriceSet: bag, totalRefundedSet: bag },
        });
        await staging.close();
        return mergeOrders(client, money, "2026-11-22T00:00:00Z");
      });
    await merge("newer", "2026-05-01T00:00:00.000002Z");
    await merge("older", "2026-05-01T00:00:00.000001Z");
    expect(await shop.rows("SELECT name FROM orders WHERE order_id = 77")).toEqual([{ name: "newer" }]);
    await merge("newest", "2026-05-01T00:00:00.000003Z");
    expect(await shop.rows("SELECT name FROM orders WHERE order_id = 77")).toEqual([{ name: "newest" }]);
  });
});

/** From here on the first write that fits ends the work, before it is committed. */
async function crashWhen(shop: ConnectedShop, table: string, condition: string): Promise<void> {
  await shop.rows(`CREATE OR REPLACE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'crash'; END $$`);
  await shop.rows(
    `CREATE TRIGGER crash BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW
     WHEN (NEW.shop_id = ${shop.shopId} AND ${condition}) EXECUTE FUNCTION crash()`,
  );
}

async function noCrash(shop: ConnectedShop): Promise<void> {
  await shop.rows("DROP FUNCTION crash() CASCADE");
}

describe("work that ends at any point", () => {
  const POINTS = [
    ["before the plan is stored", "sync_state", "NEW.planned_at IS NOT NULL"],
    ["before an operation is asked for", "bulk_files", "NEW.state = 'asked' AND NEW.file = 'ledger'"],
    [
      "after an operation began, before its id is stored",
      "bulk_files",
      "NEW.operation_id IS NOT NULL AND NEW.file = 'ledger'",
    ],
    ["after an operation ended", "bulk_files", "NEW.state = 'completed' AND NEW.file = 'orders'"],
    ["when a window is ready", "sync_windows", "NEW.state = 'ready' AND NEW.kind = 'orders'"],
    ["when everything is merged but not committed", "sync_windows", "NEW.state = 'done' AND NEW.kind = 'orders'"],
    ["in the middle of the ledger", "sales", "NEW.order_id = 12"],
    ["before the end is noted", "sync_state", "NEW.finished_at IS NOT NULL"],
  ] as const;

  it.each(POINTS)("%s goes on where it was, and starts no operation twice", async (_, table, condition) => {
    const domain = `end-${POINTS.findIndex(([, , one]) => one === condition)}`;
    const calm = await undisturbed(`${domain}-calm.myshopify.com`);
    const shop = await connectedShop(busyStore(`${domain}.myshopify.com`));
    const { advanceSync } = await import("~/sync");
    await crashWhen(shop, table, condition);
    await expect(advanceSync(shop.shopId)).rejects.toThrow("crash");
    await noCrash(shop);
    await shop.sync();
    expect(await storedTables(shop)).toEqual(calm.tables);
    expect(startedOperations(shop)).toBe(calm.operations);
  });
});
