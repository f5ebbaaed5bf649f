import { describe, expect, it } from "vitest";
import { minor, type Ratio } from "~/analytics/money";
import { productSorting, sortProducts } from "~/components/products/sortProducts";
import type { ProductRow } from "~/reports/report";

const product = (title: string, of: Partial<ProductRow> = {}): ProductRow => ({
  kind: "product",
  productId: title,
  title,
  vendor: null,
  units: 1,
  returnedUnits: 0,
  returnRate: 0 as Ratio,
  orders: 1,
  netSales: minor(100),
  shipping: minor(0),
  cogs: null,
  grossProfit: null,
  grossMargin: null,
  orderCosts: minor(0),
  paymentFees: minor(0),
  contributionProfit: null,
  contributionProfitLow: null,
  contributionProfitHigh: null,
  costCoverage: null,
  firstOrderCustomers: 0,
  firstOrderShare: null,
  marketingSpend: null,
  profitAfterMarketing: null,
  yearOldCustomers: 0,
  yearLifetimeValue: null,
  ...of,
});

const titles = (rows: readonly ProductRow[], address: string) =>
  sortProducts(rows, productSorting(new URLSearchParams(address))).map(({ title }) => title);

describe("the order of products", () => {
  const rows = [
    product("", { kind: "untied", productId: null, netSales: minor(9_999) }),
    product("Candle", { netSales: minor(300), grossProfit: minor(-50) }),
    product("Mug", { netSales: minor(500) }),
    product("Towel", { netSales: minor(400), grossProfit: minor(200) }),
  ];

  it("is by net sales from the top, and what belongs to no product comes last", () => {
    expect(titles(rows, "")).toEqual(["Mug", "Towel", "Candle", ""]);
    expect(titles(rows, "sort=netSales&direction=ascending")).toEqual(["Candle", "Towel", "Mug", ""]);
  });

  it("puts a product whose figure is unknown behind the known ones, whichever way", () => {
    expect(titles(rows, "sort=grossProfit")).toEqual(["Towel", "Candle", "Mug", ""]);
    expect(titles(rows, "sort=grossProfit&direction=ascending")).toEqual(["Candle", "Towel", "Mug", ""]);
  });

  it("takes no column that is not one", () => {
    expect(titles(rows, "sort=constructor")).toEqual(["Mug", "Towel", "Candle", ""]);
  });
});
