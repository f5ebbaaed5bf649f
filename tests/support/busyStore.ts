import type { FolderParts } from "./storeFolder";
import { gid, lineItem, order } from "./storeFolder";

/** Orders made over nine months, two or three lines each; every fifth refunded in part, every seventh by a guest. */
export function busyStore(domain: string, orders = 60): FolderParts {
  return {
    shop: { myshopifyDomain: domain },
    products: [1, 2, 3].map((number) => ({
      id: gid("Product", number),
      title: `Product ${number}`,
      createdAt: "2025-01-01T00:00:00Z",
      updatedAt: "2025-01-01T00:00:00Z",
      variants: [
        {
          id: gid("ProductVariant", number),
          title: "One",
          sku: `SKU-${number}`,
          price: `${number}0.00`,
          inventoryItem: {
            id: gid("InventoryItem", number),
            unitCost: { amount: `${number}.25`, currencyCode: "USD" },
          },
        },
      ],
    })),
    orders: Array.from({ length: orders }, (_, index) => busyOrder(index + 1, orders)),
    sellingPlanGroups: [
      {
        id: gid("SellingPlanGroup", 1),
        name: "Monthly tea",
        sellingPlans: [
          {
            id: gid("SellingPlan", 1),
            name: "Every month",
            category: "SUBSCRIPTION",
            billingPolicy: { __typename: "SellingPlanRecurringBillingPolicy", interval: "MONTH", intervalCount: 1 },
          },
        ],
      },
    ],
  };
}

/** One order of the store, as a folder writes it. */
export function busyOrder(number: number, orders = 60) {
  const start = Date.parse("2025-09-01T00:00:00Z");
  const at = new Date(start + (number * 270 * 86_400_000) / orders).toISOString().replace(".000Z", "Z");
  const line = (place: number) =>
    lineItem(number * 10 + place, {
      price: `${place}0.00`,
      quantity: place,
      product: { id: gid("Product", place) },
      variant: { id: gid("ProductVariant", place) },
    });
  const later = new Date(Date.parse(at) + 86_400_000).toISOString().replace(".000Z", "Z");
  return order(number, {
    processedAt: at,
    createdAt: at,
    updatedAt: number % 5 === 0 ? later : at,
    customer: number % 7 === 0 ? null : { id: gid("Customer", 1 + (number % 9)) },
    lines: number % 2 === 0 ? [line(1), line(2), line(3)] : [line(2), line(3)],
    refunds:
      number % 5 === 0
        ? [
            {
              id: gid("Refund", number),
              createdAt: later,
              processedAt: later,
              refundLineItems: [
                {
                  quantity: 1,
                  restocked: number % 2 === 0,
                  restockType: "RETURN",
                  lineItem: { id: gid("LineItem", number * 10 + 3) },
                },
              ],
            },
          ]
        : [],
    transactions: [
      {
        id: gid("OrderTransaction", number),
        kind: "SALE",
        status: "SUCCESS",
        gateway: "shopify_payments",
        processedAt: at,
        amountSet: "100.00",
        fees: [{ type: "processing_fee", amount: { amount: "3.20", currencyCode: "USD" } }],
      },
    ],
  });
}
