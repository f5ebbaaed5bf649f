import { describe, expect, test } from "vitest";
import { gid, lineItem, order } from "../support/storeFolder";
import { type Answer, runningStore } from "./running";

type Fields = Readonly<Record<string, unknown>>;

describe("a customer", () => {
  test("number of orders, amount spent and last order come from the orders", async () => {
    const lines = (number: number) => [lineItem(number, { price: "10.00" })];
    const orders = [
      order(1, { lines: lines(1) }),
      order(2, { lines: lines(2), processedAt: "2026-05-05T00:00:00Z" }),
      order(3, { lines: lines(3), displayFinancialStatus: "PENDING", processedAt: "2026-05-03T00:00:00Z" }),
    ];
    const store = await runningStore({
      orders,
      customers: [{ id: gid("Customer", 1), createdAt: "2024-06-15T00:00:00Z" }],
    });
    const { data } = await store.admin(
      "{ customers(first: 1) { nodes { legacyResourceId numberOfOrders amountSpent { amount } lastOrder { name } lifetimeDuration productSubscriberStatus } } }",
    );
    expect(data.customers.nodes).toEqual([
      {
        legacyResourceId: "1",
        numberOfOrders: "3",
        amountSpent: { amount: "20.0" },
        lastOrder: { name: "#2" },
        lifetimeDuration: "about 2 years",
        productSubscriberStatus: "NEVER_SUBSCRIBED",
      },
    ]);
  });

  test("the place of an order among its customer's leaves test orders out", async () => {
    const journey = {
      customerJourneySummary: {
        firstVisit: { occurredAt: "2026-04-30T00:00:00Z", utmParameters: { source: "google" } },
      },
    };
    const dated = (number: number, more: Fields) =>
      order(number, {
        lines: [lineItem(number, { price: "1.00" })],
        processedAt: `2026-05-0${number}T00:00:00Z`,
        ...journey,
        ...more,
      });
    const store = await runningStore({ orders: [dated(1, {}), dated(2, { test: true }), dated(3, {})] });
    const { data } = await store.admin(
      "{ orders(first: 3) { nodes { customerJourneySummary { customerOrderIndex firstVisit { source } } } } }",
    );
    expect(data.orders.nodes.map((node: Answer) => node.customerJourneySummary.customerOrderIndex)).toEqual([
      0,
      null,
      1,
    ]);
    expect(data.orders.nodes[0].customerJourneySummary.firstVisit.source).toBe("google");
  });
});

describe("a product", () => {
  test("its variants, inventory items and plan groups know each other", async () => {
    const products = [
      {
        id: gid("Product", 1),
        title: "Green Tea",
        variants: [{ id: gid("ProductVariant", 11), price: "5.00", sku: "GT" }],
        sellingPlanGroups: [{ id: gid("SellingPlanGroup", 1) }, { id: gid("SellingPlanGroup", 2) }],
      },
    ];
    const sellingPlanGroups = [{ id: gid("SellingPlanGroup", 1), name: "Monthly" }];
    const store = await runningStore({ products, sellingPlanGroups });
    const { data } =
      await store.admin(`{ products(first: 1) { nodes { handle vendor sellingPlanGroups(first: 5) { nodes { name } }
      variants(first: 1) { nodes { title position product { title } inventoryItem { id sku unitCost { amount } } } } } }
      inventoryItems(first: 5) { nodes { variants(first: 1) { nodes { id } } } } }`);
    expect(data.products.nodes).toEqual([
      {
        handle: "green-tea",
        vendor: "Lantern",
        sellingPlanGroups: { nodes: [{ name: "Monthly" }] },
        variants: {
          nodes: [
            {
              title: "Default Title",
              position: 1,
              product: { title: "Green Tea" },
              inventoryItem: { id: gid("InventoryItem", 11), sku: "GT", unitCost: null },
            },
          ],
        },
      },
    ]);
    expect(data.inventoryItems.nodes).toEqual([{ variants: { nodes: [{ id: gid("ProductVariant", 11) }] } }]);
  });
});

test("the shop's zone is given in minutes at the store's time, summer time included", async () => {
  const offset = async (now: string) => {
    const store = await runningStore({ shop: { ianaTimezone: "America/St_Johns", now } });
    return (await store.admin("{ shop { timezoneOffsetMinutes timezoneOffset } }")).data.shop;
  };
  expect(await offset("2026-06-15T00:00:00Z")).toEqual({ timezoneOffsetMinutes: -150, timezoneOffset: "-0230" });
  expect(await offset("2026-12-15T00:00:00Z")).toEqual({ timezoneOffsetMinutes: -210, timezoneOffset: "-0330" });
});
