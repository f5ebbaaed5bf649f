import { describe, expect, test } from "vitest";
import { gid, lineItem, order } from "../support/storeFolder";
import { type Answer, runningStore } from "./running";

type Fields = Readonly<Record<string, unknown>>;

const bag = "{ shopMoney { amount } }";

/** Amounts of shop money in the answer, by field. */
function amounts(node: Readonly<Record<string, { shopMoney: { amount: string } } | null>>) {
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, value === null ? null : value.shopMoney.amount]),
  );
}

async function orderAmounts(fields: Parameters<typeof order>[1], names: readonly string[], shop: Fields = {}) {
  const store = await runningStore({ orders: [order(1, fields)], shop });
  const { data, errors } = await store.admin(
    `{ orders(first: 1) { nodes { ${names.map((name) => `${name} ${bag}`).join(" ")} } } }`,
  );
  if (errors) throw new Error(errors[0].message);
  return amounts(data.orders.nodes[0]);
}

const totals = [
  "originalTotalPriceSet",
  "totalPriceSet",
  "currentTotalPriceSet",
  "subtotalPriceSet",
  "currentSubtotalPriceSet",
  "totalDiscountsSet",
  "currentTotalDiscountsSet",
  "totalShippingPriceSet",
  "currentShippingPriceSet",
  "totalTaxSet",
  "currentTotalTaxSet",
];
const cash = [
  "totalReceivedSet",
  "totalRefundedSet",
  "totalRefundedShippingSet",
  "refundDiscrepancySet",
  "netPaymentSet",
  "totalOutstandingSet",
];

/** Two at 50.00 less 10.00, tax 18.00; shipping 8.00 with tax 1.60; one comes back with half of the shipping; 60.00 paid back. */
const refunded = {
  lines: [
    lineItem(1, {
      price: "50.00",
      quantity: 2,
      discountAllocations: [{ allocatedAmountSet: "10.00" }],
      taxLines: [{ title: "VAT", rate: 0.2, priceSet: "18.00" }],
    }),
  ],
  shippingLine: { title: "Post", originalPriceSet: "8.00", taxLines: [{ title: "VAT", rate: 0.2, priceSet: "1.60" }] },
  refunds: [
    {
      id: gid("Refund", 1),
      createdAt: "2026-05-10T00:00:00Z",
      totalRefundedSet: "60.00",
      refundLineItems: [{ lineItem: { id: gid("LineItem", 1) }, quantity: 1, restockType: "RETURN" }],
      refundShippingLines: [{ subtotalAmountSet: "4.00" }],
    },
  ],
  transactions: [
    {
      id: gid("OrderTransaction", 1),
      kind: "SALE",
      status: "SUCCESS",
      processedAt: "2026-05-01T03:00:00Z",
      amountSet: "117.60",
      gateway: "shopify_payments",
      fees: [{ amount: "3.71" }],
    },
    {
      id: gid("OrderTransaction", 2),
      kind: "SALE",
      status: "FAILURE",
      processedAt: "2026-05-01T03:00:00Z",
      amountSet: "117.60",
    },
  ],
};

describe("the totals of an order", () => {
  test("as placed and current, prices without tax", async () => {
    expect(await orderAmounts(refunded, totals)).toEqual({
      originalTotalPriceSet: "117.6", // 100.00 − 10.00 + 18.00 + 8.00 + 1.60
      totalPriceSet: "117.6",
      currentTotalPriceSet: "58.8", // 45.00 + 9.00 + 4.00 + 0.80
      subtotalPriceSet: "90.0",
      currentSubtotalPriceSet: "45.0",
      totalDiscountsSet: "10.0",
      currentTotalDiscountsSet: "5.0",
      totalShippingPriceSet: "8.0",
      currentShippingPriceSet: "4.0",
      totalTaxSet: "19.6",
      currentTotalTaxSet: "9.8",
    });
  });

  test("as placed and current, prices with tax: the subtotal contains it", async () => {
    expect(await orderAmounts({ ...refunded, taxesIncluded: true }, totals.slice(0, 9))).toEqual({
      originalTotalPriceSet: "98.0", // 100.00 − 10.00 + 8.00
      totalPriceSet: "98.0",
      currentTotalPriceSet: "49.0",
      subtotalPriceSet: "90.0",
      currentSubtotalPriceSet: "45.0",
      totalDiscountsSet: "10.0",
      currentTotalDiscountsSet: "5.0",
      totalShippingPriceSet: "8.0",
      currentShippingPriceSet: "4.0",
    });
  });

  test("cash: what came in, went back, is discrepant and is still open", async () => {
    expect(await orderAmounts(refunded, cash)).toEqual({
      totalReceivedSet: "117.6", // the failed transaction does not count
      totalRefundedSet: "60.0",
      totalRefundedShippingSet: "4.8",
      refundDiscrepancySet: "-1.2", // 58.80 were due back, 60.00 were paid: in the customer's favour
      netPaymentSet: "57.6",
      totalOutstandingSet: "0.0",
    });
  });

  test("an edit moves the total, not the original total", async () => {
    const sale = (number: number, actionType: string, quantity: number, amount: string) => ({
      id: gid("Sale", number),
      actionType,
      lineType: "PRODUCT",
      quantity,
      totalAmount: amount,
      totalTaxAmount: "0.00",
      totalDiscountAmountBeforeTaxes: "0.00",
      lineItem: { id: gid("LineItem", number === 3 ? 2 : number) },
    });
    const agreements = [
      {
        id: gid("SalesAgreement", 1),
        happenedAt: "2026-05-01T03:00:00Z",
        reason: "ORDER",
        sales: [sale(1, "ORDER", 1, "10.00")],
      },
      {
        id: gid("SalesAgreement", 2),
        happenedAt: "2026-05-02T03:00:00Z",
        reason: "ORDER_EDIT",
        sales: [sale(2, "ORDER", 2, "8.00")],
      },
      {
        id: gid("SalesAgreement", 3),
        happenedAt: "2026-05-03T03:00:00Z",
        reason: "RETURN",
        sales: [sale(3, "RETURN", -1, "-4.00")],
      },
    ];
    const lines = [lineItem(1, { price: "10.00" }), lineItem(2, { price: "4.00", quantity: 2 })];
    const store = await runningStore({ orders: [order(1, { lines, agreements })] });
    const { data } =
      await store.admin(`{ orders(first: 1) { nodes { edited originalTotalPriceSet ${bag} totalPriceSet ${bag} currentTotalPriceSet ${bag}
      lineItems(first: 2) { nodes { quantity currentQuantity priceAfterAllDiscountsBeforeTaxesSet ${bag} } } } } }`);
    const { edited, lineItems, ...money } = data.orders.nodes[0];
    expect([edited, amounts(money)]).toEqual([
      true,
      { originalTotalPriceSet: "10.0", totalPriceSet: "18.0", currentTotalPriceSet: "14.0" },
    ]);
    expect(
      lineItems.nodes.map(({ quantity, currentQuantity, priceAfterAllDiscountsBeforeTaxesSet: price }: Answer) => [
        quantity,
        currentQuantity,
        price.shopMoney.amount,
      ]),
    ).toEqual([
      [1, 1, "10.0"],
      [2, 1, "4.0"],
    ]);
  });

  test("yen are spelt with one decimal, dinars with up to three", async () => {
    const lines = (price: string) => ({ lines: [lineItem(1, { price, quantity: 3 })] });
    expect(await orderAmounts(lines("500"), ["totalPriceSet"], { currencyCode: "JPY" })).toEqual({
      totalPriceSet: "1500.0",
    });
    expect(await orderAmounts(lines("0.125"), ["totalPriceSet"], { currencyCode: "KWD" })).toEqual({
      totalPriceSet: "0.375",
    });
  });

  test("what the folder writes stands as it is written", async () => {
    const lines = [lineItem(1, { price: "10.00" })];
    expect(
      await orderAmounts({ lines, currentTotalPriceSet: "7.00" }, ["currentTotalPriceSet", "totalPriceSet"]),
    ).toEqual({
      currentTotalPriceSet: "7.00",
      totalPriceSet: "10.0",
    });
  });

  test("a contradiction is an error that names the order", async () => {
    const lines = [lineItem(1, { price: "10.00", discountAllocations: [{ allocatedAmountSet: "4.00" }] })];
    await expect(orderAmounts({ lines, totalDiscountsSet: "1.00" }, ["totalPriceSet"])).rejects.toThrow(
      gid("Order", 1),
    );
  });
});

describe("a line item", () => {
  const application = (more: Fields) => ({ index: 0, targetType: "LINE_ITEM", value: { percentage: 10 }, ...more });
  const line = lineItem(1, {
    price: "100.00",
    quantity: 2,
    discountAllocations: [
      {
        allocatedAmountSet: "20.00",
        discountApplication: application({
          __typename: "AutomaticDiscountApplication",
          title: "Spring",
          allocationMethod: "EACH",
          targetSelection: "ENTITLED",
        }),
      },
      {
        allocatedAmountSet: "9.00",
        discountApplication: application({ index: 1, code: "TEN", allocationMethod: "ACROSS", targetSelection: "ALL" }),
      },
      {
        allocatedAmountSet: "4.00",
        discountApplication: application({
          index: 2,
          __typename: "ManualDiscountApplication",
          title: "Sorry",
          allocationMethod: "ACROSS",
          targetSelection: "ALL",
        }),
      },
    ],
  });

  test("its discounted total leaves out order discounts, and code discounts unless asked for", async () => {
    const store = await runningStore({ orders: [order(1, { lines: [line] })] });
    const { data } =
      await store.admin(`{ orders(first: 1) { nodes { lineItems(first: 1) { nodes { originalTotalSet ${bag}
      discountedTotalSet ${bag} withCodes: discountedTotalSet(withCodeDiscounts: true) ${bag} totalDiscountSet ${bag}
      discountedUnitPriceAfterAllDiscountsSet ${bag} priceAfterAllDiscountsBeforeTaxesSet ${bag} } } } } }`);
    expect(amounts(data.orders.nodes[0].lineItems.nodes[0])).toEqual({
      originalTotalSet: "200.0",
      discountedTotalSet: "180.0",
      withCodes: "171.0",
      totalDiscountSet: "20.0",
      discountedUnitPriceAfterAllDiscountsSet: "83.5", // (200 − 33) ÷ 2
      priceAfterAllDiscountsBeforeTaxesSet: "167.0",
    });
  });

  test("codes of the order are those its lines were discounted by", async () => {
    const store = await runningStore({ orders: [order(1, { lines: [line] })] });
    const { data } = await store.admin(
      "{ orders(first: 1) { nodes { discountCodes discountApplications(first: 9) { nodes { __typename index } } } } }",
    );
    expect(data.orders.nodes[0].discountCodes).toEqual(["TEN"]);
    expect(data.orders.nodes[0].discountApplications.nodes.map((node: Answer) => node.__typename)).toEqual([
      "AutomaticDiscountApplication",
      "DiscountCodeApplication",
      "ManualDiscountApplication",
    ]);
  });
});

describe("a refund", () => {
  test("its lines, shipping and adjustments carry the ledger's amounts", async () => {
    const store = await runningStore({ orders: [order(1, refunded)] });
    const { data, errors } =
      await store.admin(`{ orders(first: 1) { nodes { refunds { processedAt totalRefundedSet ${bag}
      refundLineItems(first: 5) { nodes { quantity restocked priceSet ${bag} subtotalSet ${bag} totalTaxSet ${bag} } }
      refundShippingLines(first: 5) { nodes { id subtotalAmountSet ${bag} taxAmountSet ${bag} shippingLine { title } } }
      orderAdjustments(first: 5) { nodes { reason amountSet ${bag} taxAmountSet ${bag} } } } } } }`);
    expect(errors).toBeUndefined();
    const [refund] = data.orders.nodes[0].refunds;
    const [{ quantity, restocked, ...lineMoney }] = refund.refundLineItems.nodes;
    expect([quantity, restocked, amounts(lineMoney)]).toEqual([
      1,
      true,
      { priceSet: "50.00", subtotalSet: "45.0", totalTaxSet: "9.0" },
    ]);
    const [{ shippingLine, id, ...shippingMoney }] = refund.refundShippingLines.nodes;
    expect([shippingLine.title, id]).toEqual(["Post", gid("RefundShippingLine", 11)]);
    expect(amounts(shippingMoney)).toEqual({ subtotalAmountSet: "4.00", taxAmountSet: "0.8" });
    const [{ reason, ...adjusted }] = refund.orderAdjustments.nodes;
    expect([reason, amounts(adjusted)]).toEqual(["REFUND_DISCREPANCY", { amountSet: "-1.2", taxAmountSet: "0.0" }]);
  });

  test("a fee of which only the amount is known is all flat fee", async () => {
    const store = await runningStore({ orders: [order(1, refunded)] });
    const { data } = await store.admin(
      "{ orders(first: 1) { nodes { transactions(first: 1) { test fees { id rate amount { amount } flatFee { amount } taxAmount { amount } } } } } }",
    );
    expect(data.orders.nodes[0].transactions).toEqual([
      {
        test: false,
        fees: [
          {
            id: gid("TransactionFee", 11),
            rate: "0.0",
            amount: { amount: "3.71" },
            flatFee: { amount: "3.71" },
            taxAmount: { amount: "0.0" },
          },
        ],
      },
    ]);
  });
});
