import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COHORT_SPANS } from "~/analytics/cohorts";
import type { Filter } from "~/analytics/filter";
import type { Clock } from "~/analytics/metrics/metric";
import type { MetricName } from "~/analytics/metrics/registry";
import { SUBSCRIPTION_METRICS } from "~/analytics/metrics/subscriptions";
import { GRAINS } from "~/analytics/period";
import { NO_SWITCHES } from "~/analytics/switches";
import { cohortReport } from "~/reports/cohortReport.server";
import type { Report } from "~/reports/report";
import { storeReport } from "~/reports/storeReport.server";
import { insertOrders, insertShop, insertUnitCosts, type OrderRow } from "../support/ledger";

const FIRST = Date.UTC(2024, 10, 3);
const HOUR = 3_600_000;
const CHANNELS = [null, "Online Store", "Point of Sale"];
const COUNTRIES = [null, "GB", "JP"];
const asOf = new Date("2025-12-31T23:59:59.999Z");

const instant = fc.integer({ min: 0, max: 24 * 200 }).map((hours) => new Date(FIRST + hours * HOUR).toISOString());

/** Orders of four customers and guests, each with two lines, a payment, and sometimes a return some time later. */
const orders = fc
  .array(
    fc.record({
      at: instant,
      customer: fc.constantFrom(null, 1, 2, 3, 4),
      channel: fc.constantFrom(...CHANNELS),
      country: fc.constantFrom(...COUNTRIES),
      prices: fc.tuple(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 9000 })),
      plan: fc.constantFrom(null, null, 7),
      fee: fc.integer({ min: 0, max: 300 }),
      returnedAfter: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 2000 })),
    }),
    { minLength: 2, maxLength: 14 },
  )
  .map((drafts) =>
    drafts.map(({ prices, plan, fee, returnedAfter, ...draft }, index): OrderRow => {
      const [first, second] = prices;
      const later = new Date(Date.parse(draft.at) + (returnedAfter ?? 0) * HOUR).toISOString();
      return {
        id: index + 1,
        ...draft,
        lines: [
          { id: 2 * index + 1, product: 11, variant: 11, quantity: 1, price: first },
          { id: 2 * index + 2, product: 12, variant: 12, quantity: 2, price: second, sellingPlan: plan },
        ],
        changes:
          returnedAfter === null
            ? []
            : [{ at: later, action: "RETURN", line: 2 * index + 2, quantity: -1, net: -second, restocked: 1 }],
        transactions: [{ amount: first + 2 * second, fee }],
      };
    }),
  );

async function shopWith(rows: readonly OrderRow[]): Promise<bigint> {
  const shop = await insertShop({ timeZone: "America/New_York" });
  await insertUnitCosts(shop, [
    { variant: 11, amount: "3.335" },
    { variant: 12, amount: "7" },
  ]);
  await insertOrders(shop, rows);
  return shop;
}

const BY_SWITCH = [
  "salesByMonth",
  "salesByMonthOrderDay",
  "profitAndLoss",
  "cohorts",
  "acquisition",
  "lifetimeByAge",
] as const;

const SUMMED: readonly MetricName[] = [
  "grossSales",
  "netSales",
  "totalSales",
  "orders",
  "units",
  "returnedUnits",
  "cogs",
  "paymentFees",
  "contributionProfit",
];

const valuesOf = ({ metrics }: Report) => SUMMED.map((name) => metrics[name]?.value ?? 0);

async function partsOf(shop: bigint, filters: readonly Filter[], clock: Clock): Promise<number[]> {
  const reports = await Promise.all(filters.map((filter) => storeReport(shop, { asOf, clock, filter })));
  return SUMMED.map((_, index) => reports.reduce((sum, report) => sum + (valuesOf(report)[index] ?? 0), 0));
}

const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** The metrics that switches of orders reach: subscriptions are read from all orders, and the report says so. */
const ofOrders = ({ metrics }: Report) =>
  Object.fromEntries(
    Object.entries(metrics).filter(([name]) => !SUBSCRIPTION_METRICS.some((metric) => metric.name === name)),
  );

describe("whatever a store holds", () => {
  it("the values of a dimension, and none, sum to the whole on either clock", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(orders, fc.constantFrom<Clock>("eventDay", "orderDay"), async (rows, clock) => {
        const shop = await shopWith(rows);
        const whole = valuesOf(await storeReport(shop, { asOf, clock }));
        const partitions: Filter[][] = [
          CHANNELS.map((channel) => ({ channel: [channel ?? ""] })),
          COUNTRIES.map((country) => ({ country: [country ?? ""] })),
          ["new", "returning", "guest"].map((kind) => ({ customerKind: [kind] })),
          ["subscription", "oneOff"].map((kind) => ({ purchaseKind: [kind] })),
          CHANNELS.flatMap((channel) =>
            COUNTRIES.map((country) => ({ channel: [channel ?? ""], country: [country ?? ""] })),
          ),
        ];
        for (const filters of partitions) expect(await partsOf(shop, filters, clock)).toEqual(whole);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it("both clocks agree over all of it, and the parts of every grain sum to it", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (rows) => {
        const shop = await shopWith(rows);
        const byEvent = await storeReport(shop, { asOf });
        const byOrder = await storeReport(shop, { asOf, clock: "orderDay" });
        expect(valuesOf(byOrder)).toEqual(valuesOf(byEvent));
        for (const grain of GRAINS) {
          const { tables, metrics } = await storeReport(shop, { asOf, grain });
          const sales = grain === "month" ? tables.salesByMonth : tables.salesByPart;
          const profit = grain === "month" ? tables.profitAndLoss : tables.profitByPart;
          expect(sum(sales.map(({ netSales }) => netSales))).toBe(metrics.netSales?.value);
          expect(sum(profit.map(({ contributionProfit }) => contributionProfit))).toBe(
            metrics.contributionProfit?.value,
          );
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it("cohorts of every span sum to the sales of known customers by order day", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (rows) => {
        const shop = await shopWith(rows);
        const known = { customerKind: ["new", "returning"] };
        const { metrics } = await storeReport(shop, { asOf, clock: "orderDay", filter: known });
        for (const cohortSpan of COHORT_SPANS) {
          const { tables } = await storeReport(shop, { asOf, cohortSpan });
          const cells = cohortSpan === "month" ? tables.cohorts : tables.cohortsBySpan;
          expect(sum(cells.map(({ netSales }) => netSales))).toBe(metrics.netSales?.value);
          expect(sum(cells.map(({ contributionProfit }) => contributionProfit))).toBe(
            metrics.contributionProfit?.value ?? 0,
          );
          expect(sum(cells.map(({ orders: placed }) => placed))).toBe(metrics.orders?.value);
          expect(sum(tables.acquisition.map(({ customers }) => customers))).toBe(metrics.customers?.value);
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it("cohorts read from sums are those read from the orders, split or not", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (rows) => {
        const shop = await shopWith(rows);
        const everything = { customerKind: ["new", "returning", "guest"] };
        const view = { measure: "netSales", through: "cumulative", per: "customer", horizon: 1 } as const;
        for (const span of COHORT_SPANS)
          for (const split of [null, "firstOrderChannel", "firstOrderCountry"] as const) {
            const asked = { ...view, span, split, asOf };
            const quick = await cohortReport(shop, asked);
            const slow = await cohortReport(shop, { ...asked, filter: everything });
            expect(slow.sets).toEqual(quick.sets);
            expect(slow.ages).toEqual(quick.ages);
          }
        for (const filter of [{ firstOrderChannel: ["Online Store", ""] }, { firstOrderCountry: ["JP"] }]) {
          const asked = { ...view, span: "month", split: null, asOf } as const;
          const quick = await cohortReport(shop, { ...asked, filter });
          const slow = await cohortReport(shop, { ...asked, filter: { ...filter, ...everything } });
          expect(slow.sets).toEqual(quick.sets);
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it("an order that a switch leaves out is as if it had never been", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (rows) => {
        const switches = { ...NO_SWITCHES, channels: ["Point of Sale"] };
        const left = await storeReport(await shopWith(rows), { asOf, switches });
        const rest = rows.filter(({ channel }) => channel !== "Point of Sale");
        fc.pre(rest.length > 0);
        const without = await storeReport(await shopWith(rest), { asOf });
        expect(ofOrders(left)).toEqual(ofOrders(without));
        for (const table of BY_SWITCH) expect(left.tables[table]).toEqual(without.tables[table]);
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });
});
