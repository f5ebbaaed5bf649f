import { beforeAll, describe, expect, it } from "vitest";
import type { Filter } from "~/analytics/filter";
import { day } from "~/analytics/period";
import { NO_SWITCHES, type OrderSwitches } from "~/analytics/switches";
import { countedOrders, type Scope, scopeValues } from "~/data/scope.server";
import { rows } from "~/data/sql.server";
import { readShop, withShopClient } from "~/db.server";
import { insertOrders, insertShop, insertVariants } from "../support/ledger";

/**
 * #1 Ada   10 Jan  mug, online, GB, code SPRING
 * #2 Bob   11 Jan  lamp on a selling plan, point of sale, no country
 * #3 Ada   12 Jan  lamp and mug, point of sale, FR, tagged "wholesale"
 * #4 guest 13 Jan  a line of a deleted product by Luma, no channel
 * #5 Cid   14 Jan  mug for nothing, online, GB
 * #6 Cid   15 Jan  mug, online, GB, code spring, cancelled
 */
let shop: bigint;

beforeAll(async () => {
  shop = await insertShop();
  await insertVariants(shop, [
    { id: 10, product: 1, title: "Mug", vendor: "Clay" },
    { id: 20, product: 2, title: "Lamp", vendor: "Luma" },
  ]);
  const mug = { product: 1, variant: 10, price: 1000, quantity: 1 };
  const lamp = { product: 2, variant: 20, price: 5000, quantity: 1 };
  const online = { channel: "Online Store", sourceName: "web" };
  const till = { channel: "Point of Sale", sourceName: "pos" };
  await insertOrders(shop, [
    {
      id: 1,
      at: "2025-01-10T10:00:00Z",
      customer: 101,
      ...online,
      country: "GB",
      discountCodes: ["SPRING"],
      lines: [{ id: 1, ...mug }],
    },
    { id: 2, at: "2025-01-11T10:00:00Z", customer: 102, ...till, lines: [{ id: 2, ...lamp, sellingPlan: 7 }] },
    {
      id: 3,
      at: "2025-01-12T10:00:00Z",
      customer: 101,
      ...till,
      country: "FR",
      tags: ["wholesale"],
      lines: [
        { id: 3, ...lamp },
        { id: 4, ...mug },
      ],
    },
    { id: 4, at: "2025-01-13T10:00:00Z", lines: [{ id: 5, vendor: "Luma", price: 900, quantity: 1 }] },
    {
      id: 5,
      at: "2025-01-14T10:00:00Z",
      customer: 103,
      ...online,
      country: "GB",
      lines: [{ id: 6, ...mug, discount: 1000 }],
    },
    {
      id: 6,
      at: "2025-01-15T10:00:00Z",
      customer: 103,
      ...online,
      country: "GB",
      discountCodes: ["spring"],
      cancelledAt: "2025-01-16T10:00:00Z",
      lines: [{ id: 7, ...mug }],
    },
  ]);
  await withShopClient(shop, async (client) => {
    await client.query(`UPDATE customers SET tags = '{vip,press}' WHERE customer_id = 101`);
    await client.query(
      `UPDATE products SET collections = '{"5": "Home"}', product_type = 'Lighting' WHERE product_id = 2`,
    );
  });
});

async function passing(filter: Filter, switches: Partial<OrderSwitches> = {}): Promise<number[]> {
  const scope: Scope = {
    shopId: shop,
    currency: "GBP",
    asOf: new Date("2025-02-01T00:00:00Z"),
    period: { start: day("2025-01-01"), end: day("2025-02-01") },
    clock: "orderDay",
    filter,
    switches: { ...NO_SWITCHES, ...switches },
  };
  const found = await readShop(shop, (client) =>
    rows<{ id: number }>(
      client,
      `WITH ${countedOrders(scope)} SELECT order_id AS id FROM counted ORDER BY 1`,
      scopeValues(scope),
    ),
  );
  return found.map(({ id }) => id);
}

describe("a filter chooses orders", () => {
  const cases: [string, Filter, number[]][] = [
    ["that hold a product", { product: ["2"] }, [2, 3]],
    ["that hold a line of no product", { product: [""] }, [4]],
    ["that hold a variant", { variant: ["10"] }, [1, 3, 5, 6]],
    ["that hold a product of a collection", { collection: ["5"] }, [2, 3]],
    ["that hold a product of no collection", { collection: [""] }, [1, 3, 5, 6]],
    ["by vendor, of deleted products too", { vendor: ["Luma"] }, [2, 3, 4]],
    ["by product type", { productType: ["Lighting"] }, [2, 3]],
    ["by channel", { channel: ["Point of Sale"] }, [2, 3]],
    ["without a channel", { channel: [""] }, [4]],
    ["by either of two values", { channel: ["Point of Sale", ""] }, [2, 3, 4]],
    ["by two dimensions at once", { channel: ["Point of Sale"], country: ["FR"] }, [3]],
    ["by source name", { source: ["web"] }, [1, 5, 6]],
    ["by code, however it was typed", { discountCode: ["Spring"] }, [1, 6]],
    ["without a code", { discountCode: [""] }, [2, 3, 4, 5]],
    ["of new customers", { customerKind: ["new"] }, [1, 2, 5]],
    ["of returning customers and guests", { customerKind: ["returning", "guest"] }, [3, 4, 6]],
    ["with a subscription", { purchaseKind: ["subscription"] }, [2]],
    ["without a subscription", { purchaseKind: ["oneOff"] }, [1, 3, 4, 5, 6]],
    ["of customers whose first order held a product", { firstOrderProduct: ["1"] }, [1, 3, 5, 6]],
    ["of customers whose first order came by a channel", { firstOrderChannel: ["Online Store"] }, [1, 3, 5, 6]],
    ["of customers whose first order had a code", { firstOrderCode: ["spring"] }, [1, 3]],
    ["of customers whose first order had no country", { firstOrderCountry: [""] }, [2]],
    ["of customers with a tag", { customerTag: ["press"] }, [1, 3]],
    ["of customers without any tag", { customerTag: [""] }, [2, 5, 6]],
  ];
  it.each(cases)("%s", async (_, filter, expected) => {
    expect(await passing(filter)).toEqual(expected);
  });

  it("and says what is new before it chooses: a later order stays a returning customer's", async () => {
    expect(await passing({ channel: ["Point of Sale"], customerKind: ["new"] })).toEqual([2]);
  });
});

describe("a switch leaves orders out", () => {
  const cases: [string, Partial<OrderSwitches>, number[]][] = [
    ["that were cancelled", { cancelled: true }, [1, 2, 3, 4, 5]],
    ["that came to nothing", { zeroValue: true }, [1, 2, 3, 4, 6]],
    ["with a tag", { tags: ["wholesale", "b2b"] }, [1, 2, 4, 5, 6]],
    ["of a channel", { channels: ["Online Store"] }, [2, 3, 4]],
    ["of a source", { sources: ["pos"] }, [1, 4, 5, 6]],
  ];
  it.each(cases)("%s", async (_, switches, expected) => {
    expect(await passing({}, switches)).toEqual(expected);
  });

  it("as if they were not there: the next order of the customer is the first", async () => {
    expect(await passing({ customerKind: ["new"] }, { zeroValue: true })).toEqual([1, 2, 6]);
    expect(await passing({ firstOrderChannel: ["Point of Sale"] }, { channels: ["Online Store"] })).toEqual([2, 3]);
  });
});
