import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const run = promisify(execFile);

const ReportFile = z.object({
  metrics: z.record(z.string(), z.object({ value: z.number().nullable() })),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});

const gid = (type: string, number: number | string) => `gid://shopify/${type}/${number}`;
const dinars = (amount: string) => ({ shopMoney: { amount, currencyCode: "KWD" } });
const inYen = (amount: string, yen: string) => ({
  ...dinars(amount),
  presentmentMoney: { amount: yen, currencyCode: "JPY" },
});

const SHOP = {
  name: "Waka & Söhne",
  myshopifyDomain: "waka.myshopify.com",
  currencyCode: "KWD",
  ianaTimezone: "Pacific/Chatham",
  taxesIncluded: true,
  now: "2025-05-31T00:00:00Z",
};
const PRODUCT = {
  id: gid("Product", 1),
  title: "Çay 茶",
  variants: [{ id: gid("ProductVariant", 10), sku: "S1", price: "5.940" }],
};
/** Typed costs by SKU though no line states one: it is the variant's. */
const COSTS = "sku,unit_cost,currency,valid_from\nS1,1.500,KWD,\nS1,2.000,KWD,2025-02-01\n";

const mug = { product: { id: gid("Product", 1) }, variant: { id: gid("ProductVariant", 10) } };

/** The last second of January in Chatham, no ledger given; wider than 53 bits, amounts contain 8% tax. */
const DERIVED = {
  id: gid("Order", "9007199254740993"),
  name: "#1",
  processedAt: "2025-01-31T10:14:59Z",
  customer: { id: gid("Customer", "9007199254740995") },
  totalTipReceivedSet: "0.500",
  lineItems: [
    {
      id: gid("LineItem", 1),
      title: "</script>=1+1",
      quantity: 2,
      originalUnitPriceSet: dinars("5.940"),
      discountAllocations: [{ allocatedAmountSet: "1.080" }],
      taxLines: [{ title: "VAT", rate: 0.08, priceSet: dinars("0.800") }],
      ...mug,
    },
  ],
  shippingLine: {
    id: gid("ShippingLine", 1),
    title: "Post",
    originalPriceSet: "2.160",
    taxLines: [{ title: "VAT", rate: 0.08, priceSet: "0.160" }],
  },
  refunds: [
    {
      id: gid("Refund", 1),
      createdAt: "2025-03-05T00:00:00Z",
      totalRefundedSet: "6.500",
      refundLineItems: [{ lineItem: { id: gid("LineItem", 1) }, quantity: 1, restockType: "RETURN" }],
      refundShippingLines: [
        { shippingLine: { id: gid("ShippingLine", 1) }, subtotalAmountSet: "1.080", taxAmountSet: "0.080" },
      ],
    },
  ],
  transactions: [
    {
      id: gid("OrderTransaction", 1),
      kind: "SALE",
      status: "SUCCESS",
      amountSet: "13.460",
      fees: [{ amount: "0.111" }],
    },
    {
      id: gid("OrderTransaction", 2),
      kind: "SALE",
      status: "FAILURE",
      amountSet: "13.460",
      fees: [{ amount: "0.999" }],
    },
  ],
};

const sale = (
  number: number,
  actionType: string,
  lineType: string,
  [totalAmount, totalTaxAmount, totalDiscountAmountBeforeTaxes]: readonly unknown[],
  more: object,
) => ({
  id: gid("Sale", number),
  actionType,
  lineType,
  totalAmount,
  totalTaxAmount,
  totalDiscountAmountBeforeTaxes,
  ...more,
});

/** A second later, in February, with a ledger: an edit in March, a return with a restocking fee in April. */
const EXPLICIT = {
  ...DERIVED,
  id: gid("Order", 2),
  name: "#2",
  processedAt: "2025-01-31T10:15:00Z",
  totalTipReceivedSet: undefined,
  shippingLine: null,
  refunds: [],
  transactions: [],
  lineItems: [
    { id: gid("LineItem", 2), title: "Mug", quantity: 1, originalUnitPriceSet: "3.520", ...mug },
    { id: gid("LineItem", 3), title: "Gone", quantity: 2, originalUnitPriceSet: "1.100", product: null, variant: null },
  ],
  agreements: [
    {
      id: gid("SalesAgreement", 1),
      happenedAt: "2025-01-31T10:15:00Z",
      reason: "ORDER",
      sales: [
        sale(1, "ORDER", "PRODUCT", [inYen("3.300", "1600"), dinars("0.300"), "0.200"], {
          quantity: 1,
          lineItem: { id: gid("LineItem", 2) },
        }),
        sale(2, "ORDER", "DUTY", ["0.210", "0.010", "0"], { quantity: null, duty: { id: gid("Duty", 1) } }),
        sale(3, "ORDER", "ADDITIONAL_FEE", ["0.055", "0.005", "0"], { additionalFee: { id: gid("AdditionalFee", 1) } }),
      ],
    },
    {
      id: gid("SalesAgreement", 2),
      happenedAt: "2025-03-10T00:00:00Z",
      reason: "ORDER_EDIT",
      sales: [
        sale(4, "ORDER", "PRODUCT", ["2.200", "0.200", "0"], { quantity: 2, lineItem: { id: gid("LineItem", 3) } }),
      ],
    },
    {
      id: gid("SalesAgreement", 3),
      happenedAt: "2025-04-02T00:00:00Z",
      reason: "RETURN",
      sales: [
        sale(5, "RETURN", "PRODUCT", ["-1.100", "-0.100", "0"], { quantity: -1, lineItem: { id: gid("LineItem", 3) } }),
        sale(6, "ORDER", "FEE", ["0.075", "0", "0"], { quantity: 0 }),
      ],
    },
  ],
};

const aside = (number: number, more: object) => ({
  id: gid("Order", number),
  name: `#${number}`,
  processedAt: "2025-02-10T00:00:00Z",
  lineItems: [{ id: gid("LineItem", number), title: "x", quantity: 1, originalUnitPriceSet: "9.00" }],
  ...more,
});
const ORDERS = [DERIVED, EXPLICIT, aside(4, { test: true }), aside(5, { currencyCode: "EUR" })];

let folder = "";
let report: z.infer<typeof ReportFile>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "tenure-hand-written-"));
  const [store, out] = [path.join(folder, "store"), path.join(folder, "out")];
  await mkdir(store);
  await writeFile(path.join(store, "shop.json"), `\uFEFF${JSON.stringify(SHOP)}`);
  await writeFile(path.join(store, "products.jsonl"), JSON.stringify(PRODUCT));
  const lines = ORDERS.map((order) => JSON.stringify(order)).join("\r\n");
  await writeFile(path.join(store, "orders.jsonl.br"), brotliCompressSync(lines));
  await writeFile(path.join(store, "costs.csv"), COSTS);
  const args = ["--import", "tsx", "scripts/report.ts", "--store", store, "--out", out, "--format", "json"];
  await run(process.execPath, args);
  report = ReportFile.parse(JSON.parse(await readFile(path.join(out, "report.json"), "utf8")));
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const NOTHING = { grossSales: 0, discounts: 0, salesReversals: 0, shipping: 0, duties: 0, fees: 0, tips: 0 };

describe("a store folder as a stranger writes it", () => {
  it("has the sales of its ledger, written or derived, by local month", () => {
    expect(report.tables.salesByMonth?.slice(0, 4)).toMatchObject([
      // 2 × 5.940 − 1.080 = 10.800 with 0.800 tax; the discount before tax is 1.080 ÷ 1.08. Shipping 2.160 with 0.160.
      {
        ...NOTHING,
        month: "2025-01",
        grossSales: 11000,
        discounts: 1000,
        netSales: 10000,
        shipping: 2000,
        tax: 960,
        totalSales: 12960,
        tips: 500,
        orders: 1,
      },
      {
        ...NOTHING,
        month: "2025-02",
        grossSales: 3200,
        discounts: 200,
        netSales: 3000,
        duties: 200,
        fees: 50,
        tax: 315,
        totalSales: 3565,
        orders: 1,
      },
      // Half of order 1 back (5.000), 0.020 more than its lines, half its shipping; 2.000 added to order 2.
      {
        ...NOTHING,
        month: "2025-03",
        grossSales: 2000,
        salesReversals: 5020,
        netSales: -3020,
        shipping: -1000,
        tax: -280,
        totalSales: -4300,
        orders: 1,
      },
      {
        ...NOTHING,
        month: "2025-04",
        salesReversals: 1000,
        netSales: -1000,
        fees: 75,
        tax: -100,
        totalSales: -1025,
        orders: 1,
      },
    ]);
  });

  it("dates lifetime figures by the order, whose customer no file describes", () => {
    expect(report.tables.cohorts?.slice(0, 2)).toMatchObject([
      { cohortMonth: "2025-01", tenureMonth: 0, cohortSize: 1, customers: 1, orders: 1, netSales: 4980 },
      { cohortMonth: "2025-01", tenureMonth: 1, cohortSize: 1, customers: 1, orders: 1, netSales: 4000 },
    ]);
  });

  it("costs lines by the SKU of their variant on the order's day, and counts fees of successful payments alone", () => {
    // January: 2 × 1.500 less one back in stock; February: 1 × 2.000.
    expect(report.metrics.cogs?.value).toBe(3500);
    expect(report.metrics.paymentFees?.value).toBe(111);
  });
});
