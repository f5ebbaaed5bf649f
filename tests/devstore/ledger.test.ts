import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ledger } from "../../devstore/derive/ledger";
import type { Agreement, RawOrder, Sale, ShopSettings } from "../../devstore/store/types";
import { gid, lineItem, order, testShop } from "../support/storeFolder";

const shop: ShopSettings = { id: "gid://shopify/Shop/1", ...testShop, grantedScopes: [], protectedCustomerData: [] };

function ledgerOf(fields: Parameters<typeof order>[1], settings: Partial<ShopSettings> = {}): readonly Agreement[] {
  return ledger(order(1001, fields) as unknown as RawOrder, { ...shop, ...settings });
}

/** Kind, quantity, total, tax, discount before taxes, discount after taxes; minor units of the shop's money. */
function figures(sale: Sale) {
  return [
    `${sale.actionType} ${sale.lineType}`,
    sale.quantity,
    sale.totalAmount.shop,
    sale.totalTaxAmount.shop,
    sale.totalDiscountAmountBeforeTaxes.shop,
    sale.totalDiscountAmountAfterTaxes.shop,
  ];
}

function salesOf(fields: Parameters<typeof order>[1], settings: Partial<ShopSettings> = {}) {
  return ledgerOf(fields, settings).map((agreement) => agreement.sales.map(figures));
}

const refund = (number: number, fields: Readonly<Record<string, unknown>>) => ({
  id: gid("Refund", number),
  createdAt: "2026-05-10T00:00:00Z",
  ...fields,
});

describe("the order agreement", () => {
  test("prices without tax: the total adds the tax, and gross is net plus discount (231.00 − 11.00 + 10.00 = 230.00)", () => {
    const line = lineItem(1, {
      price: "115.00",
      quantity: 2,
      discountAllocations: [{ allocatedAmountSet: "10.00" }],
      taxLines: [{ title: "GST", rate: 0.05, priceSet: "11.00" }],
    });
    // After taxes the discount also spared 5% of itself: 10.50.
    expect(salesOf({ lines: [line] })).toEqual([[["ORDER PRODUCT", 2, 23100, 1100, 1000, 1050]]]);
  });

  test("prices with tax: the total is the price less the discount, and the discount leaves out its share of the tax", () => {
    const line = lineItem(1, {
      price: "60.00",
      quantity: 2,
      discountAllocations: [{ allocatedAmountSet: "12.00" }],
      taxLines: [{ title: "VAT", rate: 0.2, priceSet: "18.00" }],
    });
    // 120.00 − 12.00 = 108.00, of it 18.00 tax and 90.00 net; the discount without tax is 12.00 × 90 ÷ 108 = 10.00.
    expect(salesOf({ lines: [line], taxesIncluded: true })).toEqual([[["ORDER PRODUCT", 2, 10800, 1800, 1000, 1200]]]);
  });

  test("a line given away for nothing takes the rate of its tax lines for its discount", () => {
    const line = lineItem(1, {
      price: "12.00",
      discountAllocations: [{ allocatedAmountSet: "12.00" }],
      taxLines: [{ title: "VAT", rate: 0.2, priceSet: "0.00" }],
    });
    expect(salesOf({ lines: [line], taxesIncluded: true })).toEqual([[["ORDER PRODUCT", 1, 0, 0, 1000, 1200]]]);
    expect(salesOf({ lines: [line] })).toEqual([[["ORDER PRODUCT", 1, 0, 0, 1200, 1440]]]);
  });

  test("a discount of the order is shared out by what the lines cost, to the last cent, and passes gift cards by", () => {
    const lines = [
      lineItem(1, { price: "10.00" }),
      lineItem(2, { price: "10.00" }),
      lineItem(3, { price: "10.00" }),
      lineItem(4, { price: "50.00", isGiftCard: true }),
    ];
    expect(salesOf({ lines, totalDiscountsSet: "1.00" })).toEqual([
      [
        ["ORDER PRODUCT", 1, 966, 0, 34, 34],
        ["ORDER PRODUCT", 1, 967, 0, 33, 33],
        ["ORDER PRODUCT", 1, 967, 0, 33, 33],
        ["ORDER GIFT_CARD", 1, 5000, 0, 0, 0],
      ],
    ]);
  });

  test("what the lines say they were discounted by is not taken off twice", () => {
    const lines = [
      lineItem(1, { price: "10.00", discountAllocations: [{ allocatedAmountSet: "2.00" }] }),
      lineItem(2, { price: "10.00" }),
    ];
    // 3.00 in all, 2.00 of it on the first line: 1.00 is left to share over 8.00 and 10.00, 0.44 and 0.56.
    expect(salesOf({ lines, totalDiscountsSet: "3.00" })[0]?.map((sale) => sale[2])).toEqual([756, 944]);
    expect(salesOf({ lines, totalDiscountsSet: "2.00" })[0]?.map((sale) => sale[2])).toEqual([800, 1000]);
    expect(() => salesOf({ lines, totalDiscountsSet: "1.00" })).toThrow("expected at least the 200 minor units");
  });

  test("a discount of the shipping is the shipping's and not the lines'", () => {
    const shippingLine = { title: "Post", originalPriceSet: "5.00", discountedPriceSet: "0.00" };
    expect(salesOf({ lines: [lineItem(1, { price: "10.00" })], totalDiscountsSet: "5.00", shippingLine })).toEqual([
      [
        ["ORDER PRODUCT", 1, 1000, 0, 0, 0],
        ["ORDER SHIPPING", null, 0, 0, 500, 500],
      ],
    ]);
  });

  test("tax stated only for the order goes to the taxable lines by their price, and to shipping only where shipping is taxed", () => {
    const lines = [
      lineItem(1, { price: "30.00" }),
      lineItem(2, { price: "10.00" }),
      lineItem(3, { price: "60.00", taxable: false }),
    ];
    const shippingLine = { title: "Post", originalPriceSet: "10.00" };
    const taxes = (settings: Partial<ShopSettings>) =>
      salesOf({ lines, totalTaxSet: "5.00", shippingLine }, settings)[0]?.map((sale) => sale[3]);
    expect(taxes({})).toEqual([375, 125, 0, 0]);
    expect(taxes({ taxShipping: true })).toEqual([300, 100, 0, 100]);
  });

  test("yen have no decimals: 1000 yen shared by three is 334, 333 and 333", () => {
    const lines = [1, 2, 3].map((number) => lineItem(number, { price: "5000" }));
    const sales = salesOf({ lines, totalDiscountsSet: "1000" }, { currencyCode: "JPY" });
    expect(sales[0]?.map((sale) => [sale[2], sale[4]])).toEqual([
      [4666, 334],
      [4667, 333],
      [4667, 333],
    ]);
  });

  test("dinars have three decimals: 0.001 is not lost", () => {
    const lines = [lineItem(1, { price: "1.500" }), lineItem(2, { price: "1.500" })];
    expect(
      salesOf({ lines, totalTaxSet: "0.151" }, { currencyCode: "KWD" })[0]?.map((sale) => [sale[2], sale[3]]),
    ).toEqual([
      [1576, 76],
      [1575, 75],
    ]);
  });

  test("a tip is a sale of its own kind, with a line of its own when the order has none", () => {
    const [placed] = ledgerOf({ lines: [lineItem(1, { price: "10.00" })], totalTipReceivedSet: "2.00" });
    expect(placed?.sales.map(figures)).toEqual([
      ["ORDER PRODUCT", 1, 1000, 0, 0, 0],
      ["ORDER TIP", 1, 200, 0, 0, 0],
    ]);
    expect(placed?.sales[1]?.lineItem).toEqual({ id: "gid://shopify/LineItem/100100000" });
    const tipLine = lineItem(2, { price: "2.00", title: "Tip" });
    const [withLine] = ledgerOf({ lines: [lineItem(1, { price: "10.00" }), tipLine], totalTipReceivedSet: "2.00" });
    expect(withLine?.sales.map((sale) => [sale.lineType, sale.lineItem?.id])).toEqual([
      ["PRODUCT", gid("LineItem", 1)],
      ["TIP", gid("LineItem", 2)],
    ]);
  });

  test("duties and fees are sales of their own kinds, with their taxes", () => {
    const lines = [lineItem(1, { price: "10.00", duties: [{ id: gid("Duty", 1), price: "3.00" }] })];
    const additionalFees = [
      { id: gid("AdditionalFee", 1), name: "Setup", price: "2.00", taxLines: [{ priceSet: "0.40" }] },
    ];
    expect(salesOf({ lines, additionalFees })[0]?.slice(1)).toEqual([
      ["ORDER DUTY", null, 300, 0, 0, 0],
      ["ORDER ADDITIONAL_FEE", null, 240, 40, 0, 0],
    ]);
  });

  test("both currencies are kept: the buyer's amounts are shared out on their own", () => {
    const bag = (shopAmount: string, presentment: string) => ({
      shopMoney: { amount: shopAmount, currencyCode: "USD" },
      presentmentMoney: { amount: presentment, currencyCode: "JPY" },
    });
    const lines = [1, 2].map((number) => ({
      ...lineItem(number, { price: "0" }),
      originalUnitPriceSet: bag("10.00", "1501"),
    }));
    const [placed] = ledgerOf({ lines, totalDiscountsSet: bag("1.01", "151") });
    expect(placed?.sales.map((sale) => [sale.totalAmount.shop, sale.totalAmount.presentment])).toEqual([
      [949, 1425],
      [950, 1426],
    ]);
    expect(placed?.sales[0]?.totalAmount.presentmentCurrency).toBe("JPY");
  });
});

describe("a refund agreement", () => {
  const half = lineItem(1, {
    price: "115.00",
    quantity: 2,
    discountAllocations: [{ allocatedAmountSet: "10.00" }],
    taxLines: [{ title: "GST", rate: 0.05, priceSet: "11.00" }],
  });

  test("gives back its share of price, discount and tax: half of 231.00 is −115.50, −5.50, −5.00", () => {
    const refunds = [refund(1, { refundLineItems: [{ lineItem: { id: gid("LineItem", 1) }, quantity: 1 }] })];
    expect(salesOf({ lines: [half], refunds })[1]).toEqual([["RETURN PRODUCT", -1, -11550, -550, -500, -525]]);
  });

  test("of an odd amount returned unit by unit the parts add up to the whole", () => {
    const line = lineItem(1, { price: "3.33", quantity: 3, discountAllocations: [{ allocatedAmountSet: "0.01" }] });
    const one = { lineItem: { id: gid("LineItem", 1) }, quantity: 1 };
    const refunds = [1, 2, 3].map((number) =>
      refund(number, { processedAt: `2026-05-1${number}T00:00:00Z`, refundLineItems: [one] }),
    );
    const [placed, ...returned] = salesOf({ lines: [line], refunds });
    expect(placed?.[0]?.[2]).toBe(998);
    expect(returned.map(([sale]) => sale?.[2])).toEqual([-333, -332, -333]);
    expect(returned.map(([sale]) => sale?.[4])).toEqual([0, -1, 0]);
  });

  test("takes the amounts written on its lines before any share", () => {
    const refundLineItems = [
      { lineItem: { id: gid("LineItem", 1) }, quantity: 1, subtotalSet: "100.00", totalTaxSet: "5.00" },
    ];
    expect(salesOf({ lines: [half], refunds: [refund(1, { refundLineItems })] })[1]).toEqual([
      ["RETURN PRODUCT", -1, -10500, -500, -500, -525],
    ]);
    const included = { ...half, taxLines: [{ priceSet: "10.48" }] };
    expect(
      salesOf({ lines: [included], taxesIncluded: true, refunds: [refund(1, { refundLineItems })] })[1]?.[0]?.slice(
        2,
        4,
      ),
    ).toEqual([-10000, -500]);
  });

  test("of goods and shipping gives back both, the shipping with its tax", () => {
    const shippingLine = { title: "Post", originalPriceSet: "8.00", taxLines: [{ priceSet: "1.60" }] };
    const refunds = [
      refund(1, {
        refundLineItems: [{ lineItem: { id: gid("LineItem", 1) }, quantity: 1 }],
        refundShippingLines: [{ subtotalAmountSet: "4.00" }],
      }),
    ];
    expect(salesOf({ lines: [lineItem(1, { price: "10.00" })], shippingLine, refunds })[1]).toEqual([
      ["RETURN PRODUCT", -1, -1000, 0, 0, 0],
      ["RETURN SHIPPING", null, -480, -80, 0, 0],
    ]);
  });

  test("ties out with the money paid back: an adjustment books the difference, below or above the goods' value", () => {
    const refundLineItems = [{ lineItem: { id: gid("LineItem", 1) }, quantity: 1 }];
    const lines = [lineItem(1, { price: "50.00" })];
    const paid = (totalRefundedSet: string) =>
      salesOf({ lines, refunds: [refund(1, { refundLineItems, totalRefundedSet })] })[1];
    expect(paid("45.00")?.[1]).toEqual(["RETURN ADJUSTMENT", null, 500, 0, 0, 0]);
    expect(paid("57.00")?.[1]).toEqual(["RETURN ADJUSTMENT", null, -700, 0, 0, 0]);
    expect(paid("50.00")).toHaveLength(1);
    expect(salesOf({ lines, refunds: [refund(1, { totalRefundedSet: "10.00" })] })[1]).toEqual([
      ["RETURN ADJUSTMENT", null, -1000, 0, 0, 0],
    ]);
  });

  test("with adjustments written keeps them as they are and adds none", () => {
    const orderAdjustments = [{ id: gid("OrderAdjustment", 1), amountSet: "-8.00", taxAmountSet: "-2.00" }];
    const refunds = [refund(1, { totalRefundedSet: "99.00", orderAdjustments })];
    expect(salesOf({ lines: [lineItem(1, { price: "50.00" })], refunds })[1]).toEqual([
      ["RETURN ADJUSTMENT", null, -1000, -200, 0, 0],
    ]);
  });

  test("of a gift card is a gift card sale, and of goods paid with a gift card is like any other", () => {
    const lines = [lineItem(1, { price: "25.00", isGiftCard: true })];
    const refunds = [refund(1, { refundLineItems: [{ lineItem: { id: gid("LineItem", 1) }, quantity: 1 }] })];
    expect(salesOf({ lines, refunds })[1]).toEqual([["RETURN GIFT_CARD", -1, -2500, 0, 0, 0]]);
  });

  test("happens when it was processed, else when it was made, and names its refund", () => {
    const refunds = [refund(2, { processedAt: "2026-05-20T00:00:00Z" }), refund(1, {})];
    const [placed, first, second] = ledgerOf({ lines: [lineItem(1, { price: "50.00" })], refunds });
    expect([placed?.reason, placed?.happenedAt]).toEqual(["ORDER", "2026-05-01T03:00:00Z"]);
    expect([first?.refund?.id, first?.happenedAt, first?.__typename]).toEqual([
      gid("Refund", 1),
      "2026-05-10T00:00:00Z",
      "RefundAgreement",
    ]);
    expect([second?.refund?.id, second?.happenedAt]).toEqual([gid("Refund", 2), "2026-05-20T00:00:00Z"]);
  });
});

test("an order's own agreements are its ledger, amounts as written", () => {
  const sale = {
    id: gid("Sale", 1),
    actionType: "UPDATE",
    lineType: "PRODUCT",
    quantity: 1,
    totalAmount: "231.00",
    totalTaxAmount: "11.00",
    totalDiscountAmountBeforeTaxes: "10.00",
    lineItem: { id: gid("LineItem", 1) },
  };
  const agreements = [
    { id: gid("SalesAgreement", 7), happenedAt: "2026-05-02T00:00:00Z", reason: "ORDER_EDIT", sales: [sale] },
  ];
  const [edit, ...rest] = ledgerOf({ lines: [lineItem(1, { price: "1.00" })], agreements });
  expect(rest).toEqual([]);
  expect([edit?.id, edit?.__typename]).toEqual([gid("SalesAgreement", 7), "OrderEditAgreement"]);
  expect(edit?.sales.map(figures)).toEqual([["UPDATE PRODUCT", 1, 23100, 1100, 1000, 1050]]);
});

test("a written refund agreement that does not name its refund takes the refund of that moment, or is of a type without one", () => {
  const agreements = [
    { id: gid("SalesAgreement", 7), happenedAt: "2026-05-10T00:00:00Z", reason: "REFUND", sales: [] },
  ];
  const lines = [lineItem(1, { price: "1.00" })];
  const [found] = ledgerOf({ lines, agreements, refunds: [refund(4, {})] });
  const [alone] = ledgerOf({ lines, agreements });
  expect([found?.__typename, found?.refund?.id]).toEqual(["RefundAgreement", gid("Refund", 4)]);
  expect([alone?.__typename, alone?.refund]).toEqual(["OrderEditAgreement", null]);
});

test("ledger ids differ between orders whose numbers begin alike", () => {
  const ids = (number: number) =>
    ledger(order(number, { lines: [lineItem(1, { price: "1.00" })] }) as unknown as RawOrder, shop).flatMap(
      (agreement) => [agreement.id, ...agreement.sales.map((sale) => sale.id)],
    );
  expect(new Set([...ids(1), ...ids(10), ...ids(100), ...ids(1001)]).size).toBe(8);
});

describe("whatever the order", () => {
  const cents = (most: number) => fc.integer({ min: 0, max: most }).map((minor) => (minor / 100).toFixed(2));
  const anyLine = fc.record({ price: cents(50_000), quantity: fc.integer({ min: 1, max: 7 }), tax: cents(2_000) });
  const anyOrder = fc.record({
    lines: fc.array(anyLine, { minLength: 1, maxLength: 6 }),
    discountShare: fc.integer({ min: 0, max: 100 }),
    taxesIncluded: fc.boolean(),
  });

  const linesOf = (lines: readonly { price: string; quantity: number; tax: string }[]) =>
    lines.map(({ price, quantity, tax }, index) =>
      lineItem(index + 1, { price, quantity, taxLines: [{ priceSet: tax }] }),
    );
  const grossOf = (lines: readonly { price: string; quantity: number }[]) =>
    lines.reduce((sum, { price, quantity }) => sum + Math.round(Number(price) * 100) * quantity, 0);

  test("returned unit by unit in full, nothing of it is left: neither money, nor tax, nor discount", () => {
    fc.assert(
      fc.property(anyOrder, ({ lines, discountShare, taxesIncluded }) => {
        const discount = Math.floor((grossOf(lines) * discountShare) / 100);
        const refunds = lines.flatMap(({ quantity }, index) =>
          Array.from({ length: quantity }, (_, unit) =>
            refund(index * 10 + unit + 1, {
              refundLineItems: [{ lineItem: { id: gid("LineItem", index + 1) }, quantity: 1 }],
            }),
          ),
        );
        const sales = salesOf({
          lines: linesOf(lines),
          totalDiscountsSet: (discount / 100).toFixed(2),
          taxesIncluded,
          refunds,
        }).flat();
        for (const column of [1, 2, 3, 4, 5])
          expect(sales.reduce((sum, sale) => sum + Number(sale[column]), 0)).toBe(0);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("prices without tax: net is gross less discount, summed over the lines, to the cent", () => {
    fc.assert(
      fc.property(anyOrder, ({ lines, discountShare }) => {
        const discount = Math.floor((grossOf(lines) * discountShare) / 100);
        const [placed = []] = salesOf({ lines: linesOf(lines), totalDiscountsSet: (discount / 100).toFixed(2) });
        const net = placed.reduce((sum, sale) => sum + Number(sale[2]) - Number(sale[3]), 0);
        expect(net).toBe(grossOf(lines) - discount);
        expect(placed.reduce((sum, sale) => sum + Number(sale[4]), 0)).toBe(discount);
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});
