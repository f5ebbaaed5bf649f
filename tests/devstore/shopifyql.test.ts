import { describe, expect, it } from "vitest";
import type { Bag } from "../../devstore/money";
import { runShopifyQl } from "../../devstore/shopifyql";
import type { Agreement, RawOrder, Sale, SaleAction, SaleLine } from "../../devstore/store/types";

const usd = (minor: number): Bag => ({
  shop: minor,
  presentment: minor,
  shopCurrency: "USD",
  presentmentCurrency: "USD",
});

let saleCount = 0;
function sale(
  lineType: SaleLine,
  actionType: SaleAction,
  amounts: { total: number; tax?: number; discount?: number; quantity?: number; line?: string },
): Sale {
  saleCount += 1;
  return {
    __typename: "ProductSale",
    id: `gid://shopify/Sale/${saleCount}`,
    actionType,
    lineType,
    quantity: amounts.quantity ?? null,
    totalAmount: usd(amounts.total),
    totalTaxAmount: usd(amounts.tax ?? 0),
    totalDiscountAmountBeforeTaxes: usd(amounts.discount ?? 0),
    totalDiscountAmountAfterTaxes: usd(amounts.discount ?? 0),
    lineItem: amounts.line ? { id: amounts.line } : null,
  };
}

function agreement(happenedAt: string, sales: readonly Sale[]): Agreement {
  const id = `gid://shopify/SalesAgreement/${happenedAt}`;
  return { __typename: "OrderAgreement", id, happenedAt, reason: "ORDER", refund: null, sales };
}

function order(number: number, fields: Partial<RawOrder> = {}): RawOrder {
  return {
    id: `gid://shopify/Order/${number}`,
    name: `#${number}`,
    processedAt: "2025-03-09T04:30:00Z",
    createdAt: "2025-03-09T04:30:00Z",
    updatedAt: "2025-03-09T04:30:00Z",
    lineItems: [
      {
        id: `gid://shopify/LineItem/${number}`,
        title: number === 1001 ? "Wool coat" : "Cap",
        quantity: 1,
        originalUnitPriceSet: "0",
        product: { id: `gid://shopify/Product/${number}` },
        variant: null,
      },
    ],
    ...fields,
  };
}

const first = order(1001, { shippingAddress: { countryCodeV2: "CA" } });
const second = order(1002);
const test = order(1003, { test: true });

/** New York leaves winter time on 9 March 2025 at 07:00 UTC. */
const ledgers = new Map<string, Agreement[]>([
  [
    first.id,
    [
      // 8 March 23:30 in New York.
      agreement("2025-03-09T04:30:00Z", [
        sale("PRODUCT", "ORDER", {
          total: 23100,
          tax: 1100,
          discount: 1000,
          quantity: 2,
          line: "gid://shopify/LineItem/1001",
        }),
        sale("SHIPPING", "ORDER", { total: 550, tax: 50 }),
      ]),
      // 9 March 23:59 in New York, already summer time.
      agreement("2025-03-10T03:59:00Z", [
        sale("PRODUCT", "RETURN", {
          total: -11550,
          tax: -550,
          discount: -500,
          quantity: -1,
          line: "gid://shopify/LineItem/1001",
        }),
      ]),
    ],
  ],
  [
    second.id,
    [
      agreement("2025-03-11T12:00:00Z", [
        sale("PRODUCT", "ORDER", { total: 3000, quantity: 3, line: "gid://shopify/LineItem/1002" }),
        sale("GIFT_CARD", "ORDER", { total: 5000, quantity: 1 }),
        sale("TIP", "ORDER", { total: 200 }),
        sale("DUTY", "ORDER", { total: 330, tax: 30 }),
        sale("ADDITIONAL_FEE", "ORDER", { total: 125, tax: 25 }),
      ]),
      agreement("2025-04-02T12:00:00Z", [sale("ADJUSTMENT", "RETURN", { total: -40 })]),
    ],
  ],
  [test.id, [agreement("2025-03-11T12:00:00Z", [sale("PRODUCT", "ORDER", { total: 99900, quantity: 1 })])]],
]);

const store = {
  shop: { currencyCode: "USD", ianaTimezone: "America/New_York" },
  now: () => new Date("2025-04-03T01:00:00Z"),
  orders: { all: () => [first, second, test] },
  ledgerOf: (of: RawOrder) => ledgers.get(of.id) ?? [],
  sessions: () => [
    { day: "2025-03-10", source: "search", sessions: 80, conversions: 4 },
    { day: "2025-03-10", source: "direct", sessions: 20, conversions: 1 },
    { day: "2025-03-12", source: "search", sessions: 0, conversions: 0 },
  ],
};

const run = (query: string) => runShopifyQl(store, query);
const rows = (query: string) => run(query).tableData?.rows;

describe("FROM sales", () => {
  it("puts each sale on the local day of its event, and every day of the series in the table", () => {
    const answer = run(
      `FROM sales SHOW gross_sales, discounts, sales_reversals, net_sales, shipping_charges, taxes, total_sales, orders, average_order_value
       TIMESERIES day SINCE 2025-03-08 UNTIL 2025-03-11`,
    );
    expect(answer.parseErrors).toEqual([]);
    expect(answer.tableData?.rows).toEqual([
      {
        day: "2025-03-08",
        gross_sales: "230",
        discounts: "-10",
        sales_reversals: "0",
        net_sales: "220",
        shipping_charges: "5",
        taxes: "11.5",
        total_sales: "236.5",
        orders: "1",
        average_order_value: "220",
      },
      {
        day: "2025-03-09",
        gross_sales: "0",
        discounts: "0",
        sales_reversals: "-110",
        net_sales: "-110",
        shipping_charges: "0",
        taxes: "-5.5",
        total_sales: "-115.5",
        orders: "0",
        average_order_value: null,
      },
      {
        day: "2025-03-10",
        gross_sales: "0",
        discounts: "0",
        sales_reversals: "0",
        net_sales: "0",
        shipping_charges: "0",
        taxes: "0",
        total_sales: "0",
        orders: "0",
        average_order_value: null,
      },
      {
        day: "2025-03-11",
        gross_sales: "30",
        discounts: "0",
        sales_reversals: "0",
        net_sales: "30",
        shipping_charges: "0",
        taxes: "0.55",
        total_sales: "34.55",
        orders: "1",
        average_order_value: "30",
      },
    ]);
  });

  it("leaves gift cards and tips out of sales, and shows tips, duties and fees apart, without tax", () => {
    expect(rows("FROM sales SHOW net_sales, tips, duties, additional_fees SINCE 2025-03-11 UNTIL 2025-03-11")).toEqual([
      { net_sales: "30", tips: "2", duties: "3", additional_fees: "1" },
    ]);
  });

  it("never counts test orders", () => {
    expect(rows("FROM sales SHOW orders, gross_sales SINCE 2025-01-01 UNTIL 2025-12-31")).toEqual([
      { orders: "2", gross_sales: "260" },
    ]);
  });

  it("counts an adjustment as a reversal in the month it happened", () => {
    expect(
      rows("FROM sales SHOW net_sales, sales_reversals TIMESERIES month SINCE 2025-03-01 UNTIL 2025-04-30"),
    ).toEqual([
      { month: "2025-03-01", net_sales: "140", sales_reversals: "-110" },
      { month: "2025-04-01", net_sales: "-0.4", sales_reversals: "-0.4" },
    ]);
  });

  it("skips rows before the limit, as pages are read, and OFFSET stands only behind a LIMIT", () => {
    const paged = (rest: string) =>
      rows(
        `FROM sales SHOW net_sales WHERE line_type = 'product' GROUP BY product_title SINCE 2025-03-01 ORDER BY net_sales ASC ${rest}`,
      );
    const all = paged("LIMIT 10");
    expect([...(paged("LIMIT 1 OFFSET 0") ?? []), ...(paged("LIMIT 1 OFFSET 1") ?? [])]).toEqual(all?.slice(0, 2));
    expect(paged("LIMIT 5 OFFSET 10")).toEqual([]);
    expect(runShopifyQl(store, "FROM sales SHOW net_sales SINCE 2025-03-01 OFFSET 1").parseErrors).toHaveLength(1);
  });

  it("begins weeks on Monday: 9 March 2025 is the last day of its week", () => {
    expect(rows("FROM sales SHOW net_sales TIMESERIES week SINCE 2025-03-08 UNTIL 2025-03-11")).toEqual([
      { week: "2025-03-03", net_sales: "110" },
      { week: "2025-03-10", net_sales: "30" },
    ]);
  });

  it("groups, orders and cuts; a group that sold nothing is not there", () => {
    expect(
      rows(
        "FROM sales SHOW net_sales, net_items_sold, quantity_ordered WHERE line_type = 'product' GROUP BY product_title SINCE 2025-03-01 ORDER BY net_sales ASC LIMIT 1",
      ),
    ).toEqual([{ product_title: "Cap", net_sales: "30", net_items_sold: "3", quantity_ordered: "3" }]);
    expect(rows("FROM sales SHOW orders GROUP BY shipping_country SINCE 2025-03-01 ORDER BY orders DESC")).toEqual([
      { shipping_country: "Canada", orders: "1" },
      { shipping_country: null, orders: "1" },
    ]);
  });

  it("groups by day without TIMESERIES only where something happened", () => {
    expect(rows("FROM sales SHOW orders GROUP BY day SINCE 2025-03-08 UNTIL 2025-03-12 ORDER BY day DESC")).toEqual([
      { day: "2025-03-11", orders: "1" },
      { day: "2025-03-09", orders: "0" },
      { day: "2025-03-08", orders: "1" },
    ]);
  });

  it("reads relative and named dates from the shop's today, which is 2 April in New York", () => {
    expect(rows("FROM sales SHOW net_sales DURING today")).toEqual([{ net_sales: "-0.4" }]);
    expect(rows("FROM sales SHOW net_sales DURING last_month")).toEqual([{ net_sales: "140" }]);
    expect(rows("FROM sales SHOW net_sales SINCE -25d UNTIL yesterday")).toEqual([{ net_sales: "140" }]);
    expect(rows("FROM sales SHOW net_sales SINCE -24d UNTIL yesterday")).toEqual([{ net_sales: "-80" }]);
    expect(rows("FROM sales SHOW net_sales SINCE startOfMonth(-1m) UNTIL endOfMonth(-1m)")).toEqual([
      { net_sales: "140" },
    ]);
  });

  it("describes its columns: time, dimensions, then metrics as shown", () => {
    expect(run("FROM sales SHOW orders, net_sales AS net TIMESERIES day DURING today").tableData?.columns).toEqual([
      { name: "day", dataType: "DAY_TIMESTAMP", displayName: "Day", subType: null },
      { name: "orders", dataType: "INTEGER", displayName: "Orders", subType: null },
      { name: "net", dataType: "MONEY", displayName: "Net sales", subType: null },
    ]);
  });
});

describe("FROM sessions", () => {
  it("gives visits and conversion by day; a day without visits has no rate", () => {
    expect(
      rows(
        "FROM sessions SHOW sessions, sessions_that_completed_checkout, conversion_rate TIMESERIES day SINCE 2025-03-10 UNTIL 2025-03-12",
      ),
    ).toEqual([
      { day: "2025-03-10", sessions: "100", sessions_that_completed_checkout: "5", conversion_rate: "0.05" },
      { day: "2025-03-11", sessions: "0", sessions_that_completed_checkout: "0", conversion_rate: null },
      { day: "2025-03-12", sessions: "0", sessions_that_completed_checkout: "0", conversion_rate: null },
    ]);
  });

  it("gives visits by day and referrer", () => {
    expect(
      rows(
        "FROM sessions SHOW sessions WHERE human_or_bot_session = 'human' GROUP BY referrer_source TIMESERIES day SINCE 2025-03-10 UNTIL 2025-03-10 ORDER BY sessions DESC",
      ),
    ).toEqual([
      { day: "2025-03-10", referrer_source: "search", sessions: "80" },
      { day: "2025-03-10", referrer_source: "direct", sessions: "20" },
    ]);
    expect(rows("FROM sessions SHOW sessions WHERE referrer_source IN ('direct', 'mail') SINCE 2025-03-01")).toEqual([
      { sessions: "20" },
    ]);
  });
});

describe("a query that cannot be run", () => {
  it.each([
    ["FROM sales SHOW total_sale", "Column Not Found: Column 'total_sale' not found (line 1, column 17)"],
    ["FROM sales\n  SHOW sessions", "Column Not Found: Column 'sessions' not found (line 2, column 8)"],
    ["FROM orders SHOW net_sales", "Table Not Found: Table 'orders' not found (line 1, column 6)"],
    ["SHOW net_sales", "Syntax Error: Unexpected 'SHOW', expected FROM (line 1, column 1)"],
    ["FROM sales", "Syntax Error: Unexpected end of query, expected SHOW (line 1, column 11)"],
    ["FROM sales SHOW net_sales; DROP", "Syntax Error: Unexpected character ';' (line 1, column 26)"],
    [
      "FROM sales SHOW sum(net_sales)",
      "Feature not supported: Could not find valid function sum() (line 1, column 17)",
    ],
    ["FROM sales SHOW net_sales COMPARE TO previous_year", "Feature not supported: COMPARE (line 1, column 27)"],
    ["FROM sales SHOW net_sales SINCE 2025-02-30", "Invalid Date: '2025-02-30' (line 1, column 33)"],
    ["FROM sales SHOW net_sales SINCE someday", "Invalid Date: 'someday' (line 1, column 33)"],
    [
      "FROM sales SHOW net_sales SINCE 2025-03-02 UNTIL 2025-03-01",
      "Invalid Date Range: UNTIL 2025-03-01 is before SINCE 2025-03-02 (line 1, column 50)",
    ],
    [
      "FROM sales SHOW net_sales TIMESERIES day",
      "Invalid Date Range: TIMESERIES needs SINCE or DURING (line 1, column 38)",
    ],
    ["FROM sales SHOW net_sales TIMESERIES fortnight", "Invalid Time Dimension: 'fortnight' (line 1, column 38)"],
    ["FROM sales SHOW net_sales SINCE -3x", "Invalid Date: '-3x' (line 1, column 33)"],
    [
      "FROM sales SHOW net_sales LIMIT 2.5",
      "Syntax Error: Unexpected '2.5', expected a whole number (line 1, column 33)",
    ],
    ["FROM sales SHOW net_sales LIMIT 1 LIMIT 2", "Syntax Error: Unexpected 'LIMIT' (line 1, column 35)"],
    [
      "FROM sales SHOW product_title",
      "Invalid Query: Column 'product_title' is shown but not in GROUP BY (line 1, column 17)",
    ],
    [
      "FROM sales SHOW net_sales WHERE colour = 'red'",
      "Column Not Found: Column 'colour' not found (line 1, column 33)",
    ],
    [
      "FROM sales SHOW net_sales DURING today SINCE -1d",
      "Syntax Error: DURING cannot be combined with SINCE or UNTIL (line 1, column 34)",
    ],
  ])("%j names the token and its place", (query, message) => {
    expect(run(query)).toEqual({ tableData: null, parseErrors: [message] });
  });
});
