import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMinor } from "~/analytics/money";
import { amountReader } from "~/shopify/amount";
import { LineSplitter } from "~/shopify/bulk.server";
import { id, idAmong, instant, integer, ShapeError } from "~/shopify/shape";
import { toSale } from "~/shopify/toLedger";
import { toLineItem, toOrder, toTransaction } from "~/shopify/toOrder";

const bag = (amount: string) => ({ shopMoney: { amount } });
const cents = amountReader(2);

const orderNode = {
  id: "gid://shopify/Order/1001",
  name: "#1",
  createdAt: "2025-01-05T22:30:00.123456Z",
  processedAt: "2025-01-05T22:30:00Z",
  updatedAt: "2025-01-06T00:00:00Z",
  cancelledAt: null,
  test: false,
  edited: false,
  sourceName: "web",
  tags: [],
  discountCodes: ["SPRING"],
  currencyCode: "GBP",
  presentmentCurrencyCode: "EUR",
  displayFinancialStatus: "PAID",
  displayFulfillmentStatus: "FULFILLED",
  returnStatus: "NO_RETURN",
  paymentGatewayNames: ["shopify_payments"],
  app: null,
  attribution: { displayName: "Online Store" },
  customer: { id: "gid://shopify/Customer/7" },
  shippingAddress: { countryCodeV2: "GB", provinceCode: "ENG" },
  billingAddress: null,
  currentTotalPriceSet: bag("231.0"),
  totalRefundedSet: bag("0"),
  customerJourneySummary: null,
};

const visit = (landingPage: string | null, utm: object | null) => ({
  source: "Google",
  landingPage,
  utmParameters: utm,
});

describe("amounts", () => {
  it("are read as parseMinor reads them, whatever their scale", () => {
    const decimal = fc
      .tuple(
        fc.boolean(),
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.option(fc.stringMatching(/^\d{1,6}$/), { nil: "" }),
      )
      .map(([negative, whole, decimals]) => `${negative ? "-" : ""}${whole}${decimals ? `.${decimals}` : ""}`);
    fc.assert(
      fc.property(decimal, fc.constantFrom(0, 2, 3, 4), (amount, exponent) => {
        expect(Object.is(amountReader(exponent)(amount) + 0, parseMinor(amount, exponent) + 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("refuse what is no decimal number", () => {
    for (const wrong of ["", "1,50", "1e3", ".5", "5.", "NaN", " 1"])
      expect(() => cents(wrong), wrong).toThrow("expected a decimal");
  });
});

describe("readers of fields", () => {
  it("name object, field, value and rule of what is not as promised", () => {
    expect(() => integer({ id: "gid://shopify/LineItem/5", quantity: "2" }, "quantity")).toThrow(
      'gid://shopify/LineItem/5: quantity is "2": expected a whole number',
    );
    expect(() => id({ id: "gid://shopify/Order/abc" })).toThrow(ShapeError);
    expect(() => instant({ at: "2025-01-05" }, "at")).toThrow("expected a time");
  });

  it("keep an id as its digits, and one among several types apart from the others", () => {
    expect(id({ id: "gid://shopify/Order/9007199254740993" })).toBe("9007199254740993");
    expect(idAmong("gid://shopify/Sale/12", "Sale")).toBe("12");
    expect(idAmong("gid://shopify/ProductSale/12", "Sale")).toBe("ProductSale/12");
  });
});

describe("an order", () => {
  it("keeps times to the microsecond, as text", () => {
    expect(toOrder(orderNode).createdAt).toBe("2025-01-05T22:30:00.123456Z");
  });

  it("has its totals in minor units of its own currency", () => {
    expect(toOrder(orderNode)).toMatchObject({
      currency: "GBP",
      currentTotal: 23_100,
      totalRefunded: 0,
      customerId: "7",
    });
    expect(toOrder({ ...orderNode, currencyCode: "JPY", currentTotalPriceSet: bag("231") })).toMatchObject({
      currentTotal: 231,
    });
  });

  it("keeps of a landing page the path alone, because what follows may name a person", () => {
    const journey = (landingPage: string | null) =>
      toOrder({
        ...orderNode,
        customerJourneySummary: {
          ready: true,
          daysToConversion: 2,
          firstVisit: visit(landingPage, null),
          lastVisit: null,
        },
      }).firstLandingPage;
    expect(journey("https://shop.example/products/tea?email=a@example.com#x")).toBe("/products/tea");
    expect(journey("https://shop.example?email=a@example.com")).toBe("/");
    expect(journey(null)).toBeNull();
  });

  it("comes from where its link says, else from where Shopify saw it come", () => {
    const journey = (utm: object | null) =>
      toOrder({
        ...orderNode,
        customerJourneySummary: { ready: true, daysToConversion: null, firstVisit: visit(null, utm), lastVisit: null },
      }).firstSource;
    expect(journey({ source: "newsletter", medium: "email", campaign: null })).toBe("newsletter");
    expect(journey({ source: null, medium: null, campaign: null })).toBe("Google");
    expect(journey(null)).toBe("Google");
  });

  it("survives nulls wherever the schema allows them", () => {
    const bare = {
      ...orderNode,
      customer: null,
      shippingAddress: null,
      attribution: null,
      sourceName: null,
      displayFinancialStatus: null,
    };
    expect(toOrder(bare)).toMatchObject({ customerId: null, shippingCountry: null, channel: null, journeyReady: null });
  });

  it("is refused when a field that must be there is missing", () => {
    const { processedAt: _, ...missing } = orderNode;
    expect(() => toOrder(missing)).toThrow("gid://shopify/Order/1001: processedAt is nothing: expected a text");
  });
});

describe("a line item", () => {
  const line = {
    id: "gid://shopify/LineItem/11",
    title: "Tea",
    variantTitle: null,
    sku: null,
    vendor: null,
    quantity: 3,
    currentQuantity: 3,
    isGiftCard: false,
    requiresShipping: true,
    product: null,
    variant: null,
    sellingPlan: { name: "Monthly", sellingPlanId: null },
    originalUnitPriceSet: bag("10.00"),
    discountAllocations: [{ allocatedAmountSet: bag("1.50") }, { allocatedAmountSet: bag("0.25") }],
  };

  it("carries all discounts allocated to it, the order's own included", () => {
    expect(toLineItem(line, "1", cents)).toMatchObject({
      unitPrice: 1000,
      discount: 175,
      productId: null,
      sellingPlanName: "Monthly",
    });
  });
});

describe("a sale of the ledger", () => {
  it("is net of tax: 231.00 with 11.00 tax is 220.00", () => {
    const sale = {
      id: "gid://shopify/Sale/5",
      actionType: "ORDER",
      lineType: "PRODUCT",
      quantity: 1,
      totalAmount: bag("231.00"),
      totalTaxAmount: bag("11.00"),
      totalDiscountAmountBeforeTaxes: bag("10.00"),
      lineItem: { id: "gid://shopify/LineItem/11" },
    };
    expect(toSale(sale, "9", cents)).toMatchObject({ net: 22_000, tax: 1100, discount: 1000, lineItemId: "11" });
  });
});

describe("a transaction's fee", () => {
  const transaction = (fees: readonly object[]) =>
    toTransaction(
      {
        id: "gid://shopify/OrderTransaction/1",
        kind: "SALE",
        status: "SUCCESS",
        test: false,
        gateway: "shopify_payments",
        processedAt: null,
        createdAt: "2025-01-05T22:30:00Z",
        amountSet: bag("50.00"),
        fees,
      },
      "1",
      "GBP",
      cents,
    );
  const fee = (amount: string, currencyCode: string) => ({ amount: { amount, currencyCode } });

  it("is the sum of what Shopify tells in the shop's currency", () => {
    expect(transaction([fee("1.40", "GBP"), fee("0.30", "GBP")])).toMatchObject({ fee: 170, feeSource: "actual" });
  });

  it("is unknown, not zero, when none is told or another currency is used", () => {
    expect(transaction([])).toMatchObject({ fee: null, feeSource: null });
    expect(transaction([fee("1.40", "USD")])).toMatchObject({ fee: null, feeSource: null });
  });
});

describe("lines of a file", () => {
  it("come out whole, wherever the bytes are cut", () => {
    const text = '{"title":"茶 ☕"}\n{"title":"Çay"}\n\n{"last":true}';
    const bytes = Buffer.from(text);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 12 }), (cuts) => {
        const splitter = new LineSplitter();
        const edges = [0, ...cuts.sort((left, right) => left - right), bytes.length];
        const lines = edges.slice(1).flatMap((end, index) => splitter.push(bytes.subarray(edges[index], end)));
        expect([...lines, ...splitter.end()]).toEqual(['{"title":"茶 ☕"}', '{"title":"Çay"}', '{"last":true}']);
      }),
    );
  });
});
