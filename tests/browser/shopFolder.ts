import { gid, lineItem, order, storeFolder } from "../support/storeFolder";

const MONTHS = 8;
const ORDERS_A_MONTH = 24;
const CUSTOMERS = 48;

/** The instant `months` calendar months ago, on a day that every month has, at 09:00 UTC. */
function monthsAgo(months: number, dayOfMonth: number, now: Date): string {
  const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, dayOfMonth, 9));
  return at.toISOString();
}

/**
 * A small shop with eight whole months of orders up to last month: 48 customers who come back every other month, three
 * products of which one has no unit cost, discounts on every fifth order.
 */
export function shopFolder(now: Date): Promise<string> {
  const customers = Array.from({ length: CUSTOMERS }, (_, index) => ({ id: gid("Customer", 7_001 + index) }));
  const orders = Array.from({ length: MONTHS * ORDERS_A_MONTH }, (_, index) => {
    const month = MONTHS - Math.floor(index / ORDERS_A_MONTH);
    const ofMonth = index % ORDERS_A_MONTH;
    const customer = 7_001 + (((month % 2) * ORDERS_A_MONTH + ofMonth) % CUSTOMERS);
    const product = index % 3;
    return order(1_001 + index, {
      processedAt: monthsAgo(month, 1 + ofMonth, now),
      customer: { id: gid("Customer", customer) },
      lines: [
        lineItem(90_001 + index, {
          price: ["24.00", "15.50", "40.00"][product] ?? "10.00",
          quantity: 1 + (index % 2),
          title: TITLES[product],
          sku: `SKU-${product}`,
          product: { id: gid("Product", 501 + product) },
          variant: { id: gid("ProductVariant", 601 + product) },
        }),
      ],
    });
  });
  return storeFolder({
    shop: { now: undefined, currencyCode: "GBP", ianaTimezone: "Europe/London" },
    customers,
    orders,
    products: TITLES.map((title, index) => ({
      id: gid("Product", 501 + index),
      title,
      variants: [
        {
          id: gid("ProductVariant", 601 + index),
          title: "Default Title",
          sku: `SKU-${index}`,
          price: ["24.00", "15.50", "40.00"][index],
          inventoryItem: { id: gid("InventoryItem", 701 + index), unitCost: UNIT_COSTS[index] },
        },
      ],
    })),
  });
}

const TITLES = ["Pine candle", "Linen towel", "Stoneware mug"] as const;
const UNIT_COSTS = [{ amount: "9.00", currencyCode: "GBP" }, { amount: "6.20", currencyCode: "GBP" }, null] as const;
