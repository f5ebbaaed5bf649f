import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyFacts } from "~/data/facts.server";
import { withShopClient } from "~/db.server";
import type { Report } from "~/reports/report";
import { storeReport } from "~/reports/storeReport.server";
import {
  insertOrders,
  insertShop,
  insertUnitCosts,
  type OrderRow,
  type SaleRow,
  type TransactionRow,
} from "../support/ledger";
import { counted, naiveCohorts, naiveFees, naiveMonths } from "./naive";

const FIRST = Date.UTC(2024, 9, 20);
const HOUR = 3_600_000;
const ZONES = ["America/New_York", "Asia/Tokyo", "Pacific/Chatham", "America/Havana", "Europe/London"];

/** Whole hours over some months, so that many fall on the same instant, on midnights and on changes of the clocks. */
const instant = fc.integer({ min: 0, max: 24 * 170 }).map((hours) => new Date(FIRST + hours * HOUR).toISOString());
const amount = fc.integer({ min: 0, max: 20_000 });

const lineSale = (at: string, line: number): fc.Arbitrary<SaleRow> =>
  fc.record({
    at: fc.constant(at),
    action: fc.constant("ORDER" as const),
    line: fc.constant(line),
    quantity: fc.integer({ min: 1, max: 5 }),
    net: amount,
    discount: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500 })),
    tax: fc.integer({ min: 0, max: 900 }),
  });

const change: fc.Arbitrary<SaleRow> = fc.oneof(
  fc.record({
    at: instant,
    action: fc.constant("RETURN" as const),
    line: fc.integer({ min: 1, max: 2 }),
    quantity: fc.integer({ min: -3, max: -1 }),
    net: fc.integer({ min: -9000, max: 0 }),
    discount: fc.integer({ min: -200, max: 0 }),
    tax: fc.integer({ min: -500, max: 0 }),
    restocked: fc.constantFrom(null, 0, 1, 2),
  }),
  fc.record({
    at: instant,
    action: fc.constantFrom("UPDATE" as const, "UNKNOWN" as const),
    line: fc.integer({ min: 1, max: 2 }),
    quantity: fc.constantFrom(null, 0, -1),
    net: fc.integer({ min: -900, max: 900 }),
  }),
  fc.record({
    at: instant,
    action: fc.constantFrom("ORDER" as const, "RETURN" as const),
    type: fc.constantFrom("SHIPPING", "TIP", "GIFT_CARD", "DUTY", "FEE", "ADDITIONAL_FEE", "ADJUSTMENT", "UNKNOWN"),
    net: fc.integer({ min: -900, max: 900 }),
    tax: fc.integer({ min: -100, max: 100 }),
  }),
);

const payment: fc.Arbitrary<TransactionRow> = fc.record({
  kind: fc.constantFrom("SALE", "CAPTURE", "REFUND", "AUTHORIZATION", "VOID"),
  status: fc.constantFrom("SUCCESS", "SUCCESS", "SUCCESS", "FAILURE"),
  test: fc.constantFrom(false, false, false, true),
  gateway: fc.constantFrom("shopify_payments", "paypal", "gift_card"),
  at: instant,
  amount,
  fee: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 300 })),
});

interface Draft {
  readonly at: string;
  readonly customer: number | null;
  readonly test: boolean;
  readonly deletedAt: string | null;
  readonly sales: readonly SaleRow[];
  readonly transactions: readonly TransactionRow[];
}

const order: fc.Arbitrary<Draft> = instant.chain((at) =>
  fc.record({
    at: fc.constant(at),
    customer: fc.constantFrom(null, 1, 2, 3, 4),
    test: fc.constantFrom(false, false, false, false, true),
    deletedAt: fc.constantFrom(null, null, null, null, at),
    sales: fc
      .tuple(lineSale(at, 1), lineSale(at, 2), fc.array(change, { maxLength: 4 }))
      .map(([first, second, changes]) => [first, second, ...changes]),
    transactions: fc.array(payment, { maxLength: 2 }),
  }),
);

/** Lines 1 and 2 of every order are of one of three variants; of one the cost is unknown. */
const COSTS = new Map([
  [11, "3.335"],
  [12, "7"],
]);
const VARIANTS = [11, 12, 13];

const store = fc.record({
  zone: fc.constantFrom(...ZONES),
  asOf: instant,
  orders: fc.array(order, { minLength: 1, maxLength: 12 }).map((drafts) =>
    drafts.map((draft, index): OrderRow => {
      const lines = [1, 2].map((line) => ({ line, variant: VARIANTS[(index + line) % 3] ?? 11 }));
      return {
        id: index + 1,
        ...draft,
        lines: lines.map(({ line, variant }) => ({ id: line, variant, product: variant, quantity: 1, price: 1000 })),
      };
    }),
  ),
});

async function reportOn(orders: readonly OrderRow[], zone: string, asOf: string, clock: "eventDay" | "orderDay") {
  const shop = await insertShop({ timeZone: zone });
  await insertUnitCosts(
    shop,
    [...COSTS].map(([variant, cost]) => ({ variant, amount: cost })),
  );
  await insertOrders(shop, orders);
  return { shop, report: await storeReport(shop, { asOf: new Date(asOf), clock }) };
}

const sumOf = <Row>(rows: readonly Row[], value: (row: Row) => number | null) =>
  rows.reduce((total, row) => total + (value(row) ?? 0), 0);

function expectMonths(shown: Report["tables"]["salesByMonth"], expected: ReturnType<typeof naiveMonths>) {
  for (const { cogs: _, ...month } of expected)
    expect(shown.find((row) => row.month === month.month)).toMatchObject(month);
  const empty = shown.filter((row) => !expected.some(({ month }) => month === row.month));
  for (const row of empty) expect(row).toMatchObject({ netSales: 0, totalSales: 0, orders: 0 });
}

describe("whatever a store holds, whenever it is looked at", () => {
  it("every figure equals an independent computation, and all grains sum to the same total", {
    timeout: 300_000,
  }, async () => {
    const clocks = fc.constantFrom("eventDay" as const, "orderDay" as const);
    await fc.assert(
      fc.asyncProperty(store, clocks, async ({ zone, asOf, orders }, clock) => {
        const { report } = await reportOn(orders, zone, asOf, clock);
        const scope = { zone, asOf, costs: COSTS };
        const byEvent = naiveMonths(orders, { ...scope, clock: "eventDay" });
        expectMonths(report.tables.salesByMonth, byEvent);
        expectMonths(report.tables.salesByMonthOrderDay, naiveMonths(orders, { ...scope, clock: "orderDay" }));
        for (const { month, cogs } of naiveMonths(orders, { ...scope, clock }))
          expect(report.tables.profitAndLoss.find((row) => row.month === month)?.cogs).toBe(cogs);

        const { metrics, tables } = report;
        expect(metrics.orders?.value).toBe(new Set(ordered(orders, asOf)).size);
        expect(metrics.paymentFees?.value).toBe(naiveFees(orders, { ...scope, clock }));
        expect(metrics.netSales?.value).toBe(sumOf(byEvent, (row) => row.netSales));
        expect(sumOf(tables.salesByMonth, (row) => row.totalSales)).toBe(metrics.totalSales?.value);
        expect(sumOf(tables.salesByMonthOrderDay, (row) => row.totalSales)).toBe(metrics.totalSales?.value);

        expect(sumOf(tables.products, (row) => row.netSales)).toBe(metrics.netSales?.value);
        expect(sumOf(tables.products, (row) => row.paymentFees)).toBe(metrics.paymentFees?.value ?? 0);
        expect(sumOf(tables.products, (row) => row.contributionProfitHigh)).toBe(metrics.contributionProfit?.high);
        expect(sumOf(tables.products, (row) => row.contributionProfitLow)).toBe(metrics.contributionProfit?.low);

        const cohorts = naiveCohorts(orders, { ...scope, clock });
        expect(tables.cohorts.length).toBe(cohorts.length);
        for (const [index, cell] of cohorts.entries()) expect(tables.cohorts[index]).toMatchObject(cell);
      }),
      { numRuns: 40 },
    );
  });

  it("facts applied order by order are those applied at once", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(store, async ({ zone, asOf, orders }) => {
        const { shop, report } = await reportOn(orders, zone, asOf, "eventDay");
        await withShopClient(shop, async (client) => {
          await client.query("DELETE FROM ledger_sums");
          await client.query("DELETE FROM product_sums");
          for (const { id } of orders) await applyFacts(client, shop, [BigInt(id)]);
        });
        expect(await storeReport(shop, { asOf: new Date(asOf) })).toEqual(report);
      }),
      { numRuns: 8 },
    );
  });
});

const ordered = (orders: readonly OrderRow[], asOf: string) =>
  counted(orders, { asOf }).flatMap(({ order: one, sales }) =>
    sales.some(({ action }) => action === "ORDER") ? one.id : [],
  );
