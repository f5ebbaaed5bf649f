import { describe, expect, it } from "vitest";
import { day } from "~/analytics/period";
import type { AdminClient } from "~/shopify/adminClient.server";
import { ShopifyQlRefused } from "~/shopify/shopifyql.server";
import { readOrderSales, readSales } from "~/shopify/shopifyqlSales.server";
import { readSessions } from "~/shopify/shopifyqlSessions.server";

interface Asked {
  readonly client: AdminClient;
  readonly queries: string[];
}

/** A Shopify that answers each query as told: rows, or an error. */
function shopify(answer: (query: string) => readonly object[] | string): Asked {
  const queries: string[] = [];
  return {
    queries,
    client: {
      domain: "lantern.myshopify.com",
      request: async (_document, _operation, variables = {}) => {
        const query = String(variables.query);
        queries.push(query);
        const told = answer(query);
        const response =
          typeof told === "string"
            ? { parseErrors: [told], tableData: null }
            : { parseErrors: [], tableData: { columns: [], rows: told } };
        return { data: { shopifyqlQuery: response }, denied: [] };
      },
    },
  };
}

const SPAN = { currency: "USD", first: day("2025-01-01"), last: day("2025-03-31") };
const unknown = (name: string) => `Column Not Found: Column '${name}' not found (line 1, column 17)`;

describe("Shopify's sales report", () => {
  it("is read in minor units, with discounts and reversals as positive amounts", async () => {
    const { client, queries } = shopify(() => [
      {
        month: "2025-01-01",
        gross_sales: "230.0",
        discounts: "-10.00",
        sales_reversals: "-110.5",
        net_sales: "109.5",
        shipping_charges: "5.00",
        duties: "0.00",
        additional_fees: "0",
        taxes: "11.00",
        total_sales: "125.50",
        orders: "3",
      },
    ]);
    const months = await readSales(client, SPAN, "month");
    expect(months.get(day("2025-01-01"))).toEqual({
      grossSales: 23_000,
      discounts: 1_000,
      salesReversals: 11_050,
      netSales: 10_950,
      shipping: 500,
      duties: 0,
      fees: 0,
      tax: 1_100,
      totalSales: 12_550,
      orders: 3,
    });
    expect(queries).toEqual([
      "FROM sales SHOW gross_sales, discounts, sales_reversals, net_sales, shipping_charges, duties, additional_fees, taxes, total_sales, orders GROUP BY month SINCE 2025-01-01 UNTIL 2025-03-31 ORDER BY month LIMIT 1000 OFFSET 0",
    ]);
  });

  it("is understood where reversals are called returns, and fees are not told at all", async () => {
    const { client } = shopify((query) => {
      const missing = ["sales_reversals", "additional_fees"].find((name) => query.includes(name));
      return missing
        ? unknown(missing)
        : [
            {
              month: "2025-02-01",
              gross_sales: "9.00",
              discounts: "0",
              returns: "-4.00",
              net_sales: "5.00",
              shipping_charges: "0",
              duties: "0",
              taxes: "0",
              total_sales: "5.00",
              orders: "1",
            },
          ];
    });
    const february = (await readSales(client, SPAN, "month")).get(day("2025-02-01"));
    expect(february).toMatchObject({ salesReversals: 400, netSales: 500, fees: null });
  });

  it("is refused in Shopify's words where a figure it needs has no name any more", async () => {
    const { client } = shopify(() => unknown("net_sales"));
    await expect(readSales(client, SPAN, "month")).rejects.toEqual(
      new ShopifyQlRefused("refused", unknown("net_sales")),
    );
  });

  it("is read to its last row, a thousand at a time", async () => {
    const row = (number: number) => ({
      day: "2025-01-05",
      order_id: String(number),
      order_name: `#${number}`,
      gross_sales: "1",
      discounts: "0",
      sales_reversals: "0",
      net_sales: "1",
      total_sales: "1",
      orders: "1",
    });
    const { client, queries } = shopify((query) => {
      const from = Number(/OFFSET (\d+)/.exec(query)?.[1]);
      return Array.from({ length: Math.min(1000, 2345 - from) }, (_, index) => row(from + index + 1));
    });
    const orders = await readOrderSales(client, SPAN);
    expect(orders).toHaveLength(2345);
    expect(new Set(orders?.map(({ orderId }) => orderId)).size).toBe(2345);
    expect(queries).toHaveLength(3);
  });

  it("that knows neither ids nor names of orders tells nothing of them", async () => {
    const { client } = shopify((query) => {
      const missing = ["order_id", "order_name"].find((name) => query.includes(name));
      return missing
        ? unknown(missing)
        : [
            {
              day: "2025-01-05",
              gross_sales: "1",
              discounts: "0",
              sales_reversals: "0",
              net_sales: "1",
              total_sales: "1",
              orders: "1",
            },
          ];
    });
    expect(await readOrderSales(client, SPAN)).toBeNull();
  });
});

describe("Shopify's sessions report", () => {
  const [first, last] = [day("2025-01-01"), day("2025-01-31")];

  it("leaves robots out and asks for the referrer's name and the UTM source", async () => {
    const { client, queries } = shopify(() => [
      {
        day: "2025-01-02",
        referrer_source: "search",
        referrer_name: "google",
        utm_source: null,
        sessions: "120",
        sessions_that_completed_checkout: "3",
      },
    ]);
    expect(await readSessions(client, first, last)).toEqual([
      {
        day: "2025-01-02",
        referrerSource: "search",
        referrerName: "google",
        utmSource: "",
        sessions: 120,
        conversions: 3,
      },
    ]);
    expect(queries[0]).toContain(
      "WHERE human_or_bot_session = 'human' GROUP BY day, referrer_source, referrer_name, utm_source",
    );
  });

  it("takes what there is where the report knows neither names nor robots", async () => {
    const { client, queries } = shopify((query) => {
      const missing = ["human_or_bot_session", "referrer_name", "utm_source"].find((name) => query.includes(name));
      return missing
        ? unknown(missing)
        : [{ day: "2025-01-02", referrer_source: "direct", sessions: "7", sessions_that_completed_checkout: "0" }];
    });
    expect(await readSessions(client, first, last)).toEqual([
      { day: "2025-01-02", referrerSource: "direct", referrerName: "", utmSource: "", sessions: 7, conversions: 0 },
    ]);
    expect(queries).toHaveLength(4);
  });
});
