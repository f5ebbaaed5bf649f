import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import { listOrders, sumOrders } from "~/data/orders.server";
import { ordersBehind } from "~/data/ordersBehind.server";
import { withReport } from "~/reports/context.server";
import { insertOrders, insertShop } from "../support/ledger";

const period = { start: day("2025-01-01"), end: day("2025-02-01") };
const line = (id: number) => ({ id, product: 1, variant: 11, quantity: 1, price: 1_000 });

describe("the orders behind a number of customers", () => {
  it("show a customer by the first of the orders that a filter chooses, though they ordered before it", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [
      { id: 1, at: "2025-01-05T12:00:00Z", customer: 1, channel: "Online Store", lines: [line(1)] },
      { id: 2, at: "2025-01-10T12:00:00Z", customer: 1, channel: "Point of Sale", lines: [line(2)] },
      { id: 3, at: "2025-01-20T12:00:00Z", customer: 1, channel: "Point of Sale", lines: [line(3)] },
      { id: 4, at: "2025-01-21T12:00:00Z", customer: 2, channel: "Point of Sale", lines: [line(4)] },
    ]);
    const behind = ordersBehind("customers") ?? undefined;
    const asked = { asOf: new Date("2025-03-01T00:00:00Z"), period, clock: "orderDay" as const };
    const found = async (filter: object) =>
      withReport(shop, { ...asked, filter }, async ({ client, scope }) => ({
        orders: (await listOrders(client, scope, { behind })).orders.map(({ orderId }) => orderId),
        customers: (await sumOrders(client, scope, { behind })).customers,
      }));
    expect(await found({})).toEqual({ orders: ["4", "1"], customers: 2 });
    expect(await found({ channel: ["Point of Sale"] })).toEqual({ orders: ["4", "2"], customers: 2 });
  });
});
