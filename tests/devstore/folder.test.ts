import { describe, expect, test } from "vitest";
import { StoreFolderError } from "../../devstore/store/errors";
import { openStore } from "../../devstore/store/store";
import { type FolderParts, gid, lineItem, order, storeFolder } from "../support/storeFolder";

/** The problems of a folder, one a line. */
async function problemsOf(parts: FolderParts): Promise<string[]> {
  const error = await openStore(await storeFolder(parts)).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreFolderError)) throw new Error(`expected a StoreFolderError, got ${error}`);
  return error.message.split("\n");
}

const plain = order(1001, { lines: [lineItem(1, { price: "10.00" })] });
const withLine = (fields: Readonly<Record<string, unknown>>) =>
  order(1001, { lines: [{ ...lineItem(1, { price: "10.00" }), ...fields }] });

describe("a folder is told what is wrong with it, by file, line, field and rule", () => {
  test("a quantity below 1", async () => {
    expect(
      await problemsOf({
        orders: [plain, withLine({ id: gid("LineItem", 2), quantity: -2 })].map((node, index) => ({
          ...node,
          id: gid("Order", index + 1),
        })),
      }),
    ).toEqual(["orders.jsonl line 2, lineItems[0].quantity: expected a whole number of at least 1, got -2"]);
    expect(await problemsOf({ orders: [withLine({ quantity: 1.5 })] })).toEqual([
      "orders.jsonl line 1, lineItems[0].quantity: expected a whole number, got 1.5",
    ]);
  });

  test("a field that the Admin API does not have, with the one that was meant", async () => {
    expect(await problemsOf({ orders: [withLine({ quantitiy: 2 })] })).toEqual([
      "orders.jsonl line 1, lineItems[0].quantitiy: LineItem has no such field (did you mean quantity?)",
    ]);
    expect(await problemsOf({ shop: { currency: "USD" } })).toEqual(["shop.json, currency: Shop has no such field"]);
  });

  test("a field that is missing", async () => {
    const { processedAt: _, ...undated } = plain;
    expect(await problemsOf({ orders: [undated] })).toEqual(["orders.jsonl line 1, processedAt: required"]);
    expect(
      await problemsOf({
        products: [{ id: gid("Product", 1), title: "Tea", variants: [{ id: gid("ProductVariant", 1) }] }],
      }),
    ).toEqual(["products.jsonl line 1, variants[0].price: required"]);
    expect(await problemsOf({ shop: { ianaTimezone: undefined } })).toEqual(["shop.json, ianaTimezone: required"]);
  });

  test("an amount with more decimals than its currency, or written as a number", async () => {
    expect(await problemsOf({ orders: [withLine({ originalUnitPriceSet: "10.005" })] })).toEqual([
      'orders.jsonl line 1, lineItems[0].originalUnitPriceSet: expected an amount of USD as a decimal string with at most 2 decimals, got "10.005"',
    ]);
    expect(
      await problemsOf({ shop: { currencyCode: "JPY" }, orders: [withLine({ originalUnitPriceSet: "10.5" })] }),
    ).toEqual([
      'orders.jsonl line 1, lineItems[0].originalUnitPriceSet: expected an amount of JPY as a decimal string with no decimals, got "10.5"',
    ]);
    expect(await problemsOf({ orders: [withLine({ originalUnitPriceSet: 10 })] })).toEqual([
      "orders.jsonl line 1, lineItems[0].originalUnitPriceSet: expected an amount of USD as a decimal string with at most 2 decimals, got 10",
    ]);
  });

  test("an amount below 0 where money cannot be negative", async () => {
    expect(await problemsOf({ orders: [withLine({ originalUnitPriceSet: "-1.00" })] })).toEqual([
      'orders.jsonl line 1, lineItems[0].originalUnitPriceSet: expected an amount of at least 0, got "-1.00"',
    ]);
  });

  test("shop money that is not in the order's currency", async () => {
    const bag = {
      shopMoney: { amount: "1.00", currencyCode: "EUR" },
      presentmentMoney: { amount: "1.00", currencyCode: "EUR" },
    };
    expect(await problemsOf({ orders: [withLine({ originalUnitPriceSet: bag })] })).toEqual([
      'orders.jsonl line 1, lineItems[0].originalUnitPriceSet.shopMoney.currencyCode: expected the order\'s USD, got "EUR"',
    ]);
  });

  test("a time without its zone, an enum value, a gid of another type", async () => {
    expect(await problemsOf({ orders: [{ ...plain, processedAt: "2026-05-01T03:00:00" }] })).toEqual([
      'orders.jsonl line 1, processedAt: expected a time with its zone (2026-03-31T10:00:00Z), got "2026-05-01T03:00:00"',
    ]);
    expect(await problemsOf({ orders: [{ ...plain, displayFinancialStatus: "PAYED" }] })).toEqual([
      'orders.jsonl line 1, displayFinancialStatus: expected one of AUTHORIZED, EXPIRED, PAID, PARTIALLY_PAID, PARTIALLY_REFUNDED, PENDING, REFUNDED, VOIDED, got "PAYED"',
    ]);
    expect(await problemsOf({ orders: [{ ...plain, id: "gid://shopify/DraftOrder/1" }] })).toEqual([
      'orders.jsonl line 1, id: expected gid://shopify/Order/ and a number of at most 18 digits, got "gid://shopify/DraftOrder/1"',
    ]);
  });

  test("a line that is not JSON, a connection that is not an array, null where Shopify never has it", async () => {
    const [problem] = await problemsOf({ files: { "orders.jsonl": `${JSON.stringify(plain)}\n{"id": ` } });
    expect(problem).toMatch(/^orders\.jsonl line 2: not JSON: /);
    expect(await problemsOf({ orders: [{ ...plain, lineItems: { nodes: [] } }] })).toEqual([
      'orders.jsonl line 1, lineItems: expected an array (connections are written as arrays), got {"nodes":[]}',
    ]);
    expect(await problemsOf({ orders: [withLine({ title: null })] })).toEqual([
      "orders.jsonl line 1, lineItems[0].title: expected a value, got null: Shopify never leaves it empty",
    ]);
  });

  test("an id that stands twice, in one file or in two orders", async () => {
    expect(await problemsOf({ orders: [plain, { ...plain, lineItems: [lineItem(2, { price: "1.00" })] }] })).toEqual([
      `orders.jsonl line 2, id: duplicate: another line is ${gid("Order", 1001)}`,
    ]);
    expect(await problemsOf({ orders: [plain, { ...plain, id: gid("Order", 1002) }] })).toEqual([
      `orders.jsonl line 2, lineItems[0].id: duplicate: ${gid("LineItem", 1)} stands elsewhere too`,
    ]);
  });

  test("a customer who is not in the customers' file", async () => {
    expect(await problemsOf({ orders: [plain], customers: [{ id: gid("Customer", 2) }] })).toEqual([
      `orders.jsonl line 1, customer: customers.jsonl has no ${gid("Customer", 1)}`,
    ]);
  });

  test("a reference that carries more than its id", async () => {
    expect(
      await problemsOf({ orders: [{ ...plain, customer: { id: gid("Customer", 1), firstName: "Ada" } }] }),
    ).toEqual([
      "orders.jsonl line 1, customer.firstName: a reference carries only its id; the Customer is written where it belongs",
    ]);
  });

  test("a refund of more than was ordered, or of a line the order does not have", async () => {
    const refund = (line: number, quantity: number) => ({
      id: gid("Refund", 1),
      createdAt: "2026-05-03T00:00:00Z",
      refundLineItems: [{ lineItem: { id: gid("LineItem", line) }, quantity }],
    });
    expect(await problemsOf({ orders: [{ ...plain, refunds: [refund(1, 2)] }] })).toEqual([
      "orders.jsonl line 1, refunds[0].refundLineItems[0].quantity: expected at most the 1 ordered, got 2 in all refunds",
    ]);
    expect(await problemsOf({ orders: [{ ...plain, refunds: [refund(9, 1)] }] })).toEqual([
      `orders.jsonl line 1, refunds[0].refundLineItems[0].lineItem: the order has no line item ${gid("LineItem", 9)}`,
    ]);
  });

  test("a ledger whose sales lack an amount or a line, or that names a refund the order does not have", async () => {
    const sale = {
      id: gid("Sale", 1),
      actionType: "ORDER",
      lineType: "PRODUCT",
      totalAmount: "1.00",
      totalTaxAmount: "0.00",
    };
    const agreement = {
      id: gid("SalesAgreement", 1),
      happenedAt: "2026-05-03T00:00:00Z",
      reason: "REFUND",
      refund: { id: gid("Refund", 3) },
      sales: [sale],
    };
    expect(await problemsOf({ orders: [{ ...plain, agreements: [agreement] }] })).toEqual([
      `orders.jsonl line 1, agreements[0].refund: the order has no refund ${gid("Refund", 3)}`,
      "orders.jsonl line 1, agreements[0].sales[0].totalDiscountAmountBeforeTaxes: required",
      "orders.jsonl line 1, agreements[0].sales[0].lineItem: required for a PRODUCT sale",
    ]);
  });

  test("an order that contradicts itself: a discount above the price, a tax that belongs to no line", async () => {
    expect(await problemsOf({ orders: [withLine({ totalDiscountSet: "10.01" })] })).toEqual([
      `orders.jsonl line 1: ${gid("LineItem", 1)}: 1001 minor units of discount, expected at most its price of 1000`,
    ]);
    expect(await problemsOf({ orders: [{ ...withLine({ taxLines: [] }), totalTaxSet: "0.50" }] })).toEqual([
      `orders.jsonl line 1: ${gid("Order", 1001)}: 50 minor units of tax belong to none of its lines`,
    ]);
  });

  test("a day that the calendar does not have, a number wider than Shopify's", async () => {
    expect(await problemsOf({ orders: [{ ...plain, processedAt: "2026-02-30T00:00:00Z" }] })).toEqual([
      'orders.jsonl line 1, processedAt: expected a time with its zone (2026-03-31T10:00:00Z), got "2026-02-30T00:00:00Z"',
    ]);
    expect(await problemsOf({ orders: [{ ...plain, id: gid("Order", "9999999999999999999") }] })).toEqual([
      'orders.jsonl line 1, id: expected gid://shopify/Order/ and a number of at most 18 digits, got "gid://shopify/Order/9999999999999999999"',
    ]);
  });

  test("a zone that is an offset, which the database would read the other way round", async () => {
    expect(await problemsOf({ shop: { ianaTimezone: "+09:00" } })).toEqual([
      "shop.json, ianaTimezone: expected an IANA time zone such as Europe/Paris",
    ]);
  });

  test("the shop: its domain, currency, zone, scopes and time", async () => {
    const shop = {
      myshopifyDomain: "lantern.com",
      ianaTimezone: "Asia/Edo",
      grantedScopes: ["orders"],
      now: "yesterday",
    };
    expect((await problemsOf({ shop })).map((problem) => problem.slice(0, problem.indexOf(":"))).sort()).toEqual([
      "shop.json, grantedScopes[0]",
      "shop.json, ianaTimezone",
      "shop.json, myshopifyDomain",
      "shop.json, now",
    ]);
  });

  test("sessions.csv: its header and its numbers", async () => {
    expect(await problemsOf({ files: { "sessions.csv": "day,channel\n" } })).toEqual([
      "sessions.csv line 1: expected the header day,source,sessions,conversions, got day,channel",
    ]);
    const [day, sessions] = await problemsOf({
      files: { "sessions.csv": "day,source,sessions,conversions\n2026-05-32,google,-1,0\n" },
    });
    expect(day).toBe("sessions.csv line 2, day: expected a day such as 2026-03-31");
    expect(sessions).toBe("sessions.csv line 2, sessions: expected a whole number of at least 0");
  });

  test("a file whose name is nearly right, and a file that is there twice", async () => {
    expect(await problemsOf({ files: { "orders.json": "[]" } })).toEqual([
      "orders.json: expected the name orders.jsonl (or orders.jsonl.gz, orders.jsonl.br)",
    ]);
    expect(await problemsOf({ orders: [plain], files: { "orders.jsonl.gz": "" } })).toEqual([
      "orders.jsonl: expected one file, got orders.jsonl and orders.jsonl.gz",
    ]);
  });

  test("no shop.json, no folder", async () => {
    await expect(openStore("/nowhere/at/all")).rejects.toThrow("/nowhere/at/all: no such folder");
  });

  test("after twenty problems reading stops", async () => {
    const orders = Array.from({ length: 30 }, (_, index) => ({
      ...plain,
      id: gid("Order", index + 1),
      lineItems: [],
      test: "no",
    }));
    expect(await problemsOf({ orders })).toHaveLength(20);
  });
});

describe("a folder is read", () => {
  test("plain, gzipped or brotlied alike", async () => {
    for (const compression of [undefined, "gz", "br"] as const) {
      const store = await openStore(await storeFolder({ orders: [plain], ...(compression ? { compression } : {}) }));
      expect(store.order(gid("Order", 1001))?.name).toBe("#1001");
    }
  });

  test("with the mark that some editors put before UTF-8", async () => {
    const store = await openStore(await storeFolder({ files: { "orders.jsonl": `\uFEFF${JSON.stringify(plain)}` } }));
    expect(store.order(gid("Order", 1001))?.name).toBe("#1001");
  });

  test("with shop money alone, which is the buyer's money too", async () => {
    const originalUnitPriceSet = { shopMoney: { amount: "7.50", currencyCode: "USD" } };
    const store = await openStore(await storeFolder({ orders: [withLine({ originalUnitPriceSet })] }));
    const read = store.order(gid("Order", 1001));
    const total = read && store.ledgerOf(read)[0]?.sales[0]?.totalAmount;
    expect(total).toEqual({ shop: 750, presentment: 750, shopCurrency: "USD", presentmentCurrency: "USD" });
  });

  test("with refunded shipping that names its shipping line by its id", async () => {
    const shippingLine = { id: gid("ShippingLine", 1) };
    const shippingLines = [{ ...shippingLine, title: "Post", originalPriceSet: "5.00" }];
    const refundShippingLines = [{ shippingLine, subtotalAmountSet: "2.00" }];
    const refunds = [{ id: gid("Refund", 1), createdAt: "2026-05-20T10:00:00Z", refundShippingLines }];
    const store = await openStore(await storeFolder({ orders: [{ ...plain, shippingLines, refunds }] }));
    const read = store.order(gid("Order", 1001));
    expect((read ? store.ledgerOf(read) : []).at(-1)?.sales.map((sale) => sale.totalAmount.shop)).toEqual([-200]);
  });

  test("with createdAt and updatedAt of an order at the newest date in it, where they are not given", async () => {
    const refunds = [{ id: gid("Refund", 1), createdAt: "2026-05-20T10:00:00+09:00" }];
    const store = await openStore(await storeFolder({ orders: [{ ...plain, refunds }] }));
    const read = store.order(gid("Order", 1001));
    expect([read?.createdAt, read?.updatedAt]).toEqual(["2026-05-20T01:00:00Z", "2026-05-20T01:00:00Z"]);
  });

  test("without a customers' file the orders' customers exist; a missing products' file means no products", async () => {
    const product = { id: gid("Product", 5) };
    const store = await openStore(await storeFolder({ orders: [withLine({ product })] }));
    expect(store.customer(gid("Customer", 1))?.createdAt).toBe("2026-05-01T03:00:00Z");
    expect(store.product(product.id)).toBeNull();
  });

  test("a unit cost may be finer than the currency", async () => {
    const inventoryItem = { id: gid("InventoryItem", 1), unitCost: { amount: "0.0375", currencyCode: "USD" } };
    const variants = [{ id: gid("ProductVariant", 1), price: "1.00", inventoryItem }];
    const store = await openStore(
      await storeFolder({ products: [{ id: gid("Product", 1), title: "Bead", variants }] }),
    );
    expect(store.variant(gid("ProductVariant", 1))?.product.title).toBe("Bead");
  });

  test("sessions by day and source", async () => {
    const store = await openStore(
      await storeFolder({ files: { "sessions.csv": "day,source,sessions,conversions\n2026-05-01,google,120,3\n" } }),
    );
    expect(store.sessions()).toEqual([{ day: "2026-05-01", source: "google", sessions: 120, conversions: 3 }]);
  });
});

describe("a store changes", () => {
  test("a put order replaces the old one, moves updatedAt on, and tells who listens", async () => {
    const store = await openStore(await storeFolder({ orders: [plain] }));
    const heard: string[] = [];
    store.onChange(({ topic, gid: id }) => heard.push(`${topic} ${id}`));
    const first = store.putOrder({ ...plain, tags: ["vip"] });
    const second = store.putOrder({ ...plain, tags: ["vip", "b2b"] });
    store.putOrder(order(1002, { lines: [lineItem(2, { price: "1.00" })] }));
    store.deleteOrder(gid("Order", 1002));
    expect([first.updatedAt, second.updatedAt]).toEqual(["2026-06-15T00:00:00Z", "2026-06-15T00:00:01Z"]);
    expect(store.order(gid("Order", 1001))?.tags).toEqual(["vip", "b2b"]);
    expect(heard).toEqual([
      "orders/updated gid://shopify/Order/1001",
      "orders/updated gid://shopify/Order/1001",
      "orders/create gid://shopify/Order/1002",
      "orders/delete gid://shopify/Order/1002",
    ]);
  });

  test("a put node keeps the rules of the folder", async () => {
    const store = await openStore(await storeFolder({ orders: [plain], customers: [{ id: gid("Customer", 1) }] }));
    expect(() => store.putOrder(withLine({ quantity: 0 }))).toThrow(
      "lineItems[0].quantity: expected a whole number of at least 1, got 0",
    );
    expect(() => store.putOrder({ ...plain, customer: { id: gid("Customer", 8) } })).toThrow("put the customer first");
  });

  test("changing the scopes and changing the shop are two different changes", async () => {
    const store = await openStore(await storeFolder());
    const topics: string[] = [];
    store.onChange(({ topic }) => topics.push(topic));
    store.putShop({ grantedScopes: ["read_orders"] });
    store.putShop({ ianaTimezone: "Europe/Paris" });
    expect(topics).toEqual(["app/scopes_update", "shop/update"]);
    expect(() => store.putShop({ currencyCode: "XYZ" })).toThrow("currencyCode");
  });
});
