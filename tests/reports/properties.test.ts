import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, day, earlier, later } from "~/analytics/period";
import { withShopClient } from "~/db.server";
import { cohortReport } from "~/reports/cohortReport.server";
import { homeReport } from "~/reports/homeReport.server";
import { productReport } from "~/reports/productReport.server";
import type { Report } from "~/reports/report";
import { storeReport } from "~/reports/storeReport.server";
import { insertOrders, insertShop, insertUnitCosts, type OrderRow } from "../support/ledger";
import { COSTS, store } from "../support/storeArbitrary";
import { counted, naiveCohorts, naiveFees, naiveMonths } from "./naive";

async function reportOn(orders: readonly OrderRow[], zone: string, asOf: string, clock: "eventDay" | "orderDay") {
  const shop = await insertShop({ timeZone: zone });
  await insertUnitCosts(
    shop,
    [...COSTS].map(([variant, cost]) => ({ variant, amount: cost })),
  );
  await insertOrders(shop, orders);
  return { shop, report: await storeReport(shop, { asOf: new Date(asOf), clock }) };
}

const COHORT_SPANS = ["week", "month", "quarter"] as const;
const BY_MONTH = {
  span: "month",
  split: null,
  measure: "contributionProfit",
  through: "cumulative",
  per: "customer",
  horizon: 12,
} as const;

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

  it("is read from the sums as it is from the facts, whatever the period and the filter", {
    timeout: 240_000,
  }, async () => {
    const days = fc.integer({ min: 0, max: 200 }).map((after) => addDays(day("2024-10-01"), after));
    const filter = fc.constantFrom(
      {},
      { channel: ["Online Store", ""] },
      { country: ["JP"] },
      { firstSource: ["google"] },
      { customerKind: ["new" as const, "guest" as const] },
    );
    await fc.assert(
      fc.asyncProperty(store, days, days, filter, async ({ zone, orders }, one, other, chosen) => {
        const shop = await insertShop({ timeZone: zone, settings: { weekStart: 7 } });
        await insertOrders(shop, orders);
        const period = { start: earlier(one, other), end: addDays(later(one, other), 1) };
        const query = { asOf: new Date("2025-05-01T12:00:00Z"), period, filter: chosen };
        const reports = async () => [
          await storeReport(shop, query),
          await storeReport(shop, { ...query, clock: "orderDay" }),
          await storeReport(shop, { asOf: query.asOf }),
          await homeReport(shop, query),
          await productReport(shop, query),
          ...(await Promise.all(
            COHORT_SPANS.map((span) => cohortReport(shop, { ...BY_MONTH, ...query, span, filter: undefined })),
          )),
          await cohortReport(shop, { ...BY_MONTH, asOf: query.asOf, split: "firstOrderChannel" }),
        ];
        const summed = await reports();
        await withShopClient(shop, (client) => client.query("UPDATE fact_state SET newest_at = 'infinity'"));
        expect(await reports()).toEqual(summed);
      }),
      { numRuns: 10 },
    );
  });
});

const ordered = (orders: readonly OrderRow[], asOf: string) =>
  counted(orders, { asOf }).flatMap(({ order: one, sales }) =>
    sales.some(({ action }) => action === "ORDER") ? one.id : [],
  );
