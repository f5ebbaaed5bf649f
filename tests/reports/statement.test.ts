import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MetricName } from "~/analytics/metrics/registry";
import { day } from "~/analytics/period";
import { saveAdSpend } from "~/data/adSpend.server";
import { importExpenses } from "~/data/expenses.server";
import { endOfDay } from "~/reports/context.server";
import { explainReport } from "~/reports/explainReport.server";
import type { StatementAxis, StatementReport } from "~/reports/statement";
import { statementParts } from "~/reports/statementParts.server";
import { statementReport } from "~/reports/statementReport.server";
import { insertOrders, insertShop, insertUnitCosts, type OrderRow } from "../support/ledger";
import { smallStore } from "./smallStore";

const asOf = endOfDay(day("2025-03-31"), "Europe/London");
const AXES: readonly StatementAxis[] = ["day", "week", "month", "quarter", "year", "channel"];
const rowOf = (report: StatementReport, metric: MetricName) => report.rows.find((row) => row.metric === metric);
const sumOf = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

describe("the statement of the small store", () => {
  it("by months has every step, its share of net revenue and the cells that sum to it", async () => {
    const report = await statementReport(await smallStore(), { asOf, axis: "month" });
    expect(report.columns.map((column) => column.kind === "part" && column.key)).toEqual([
      "2025-01",
      "2025-02",
      "2025-03",
    ]);
    // Net sales 142.00 and shipping 5.00.
    expect(rowOf(report, "netRevenue")?.total.value).toBe(14_700);
    // January: mugs 8.00 and a lamp, whose first-seen cost 20.00 is later than the sale; February: a lamp 20.00 and no
    // cost for the scarf; March: a mug 4.00, one came back 4.00.
    expect(rowOf(report, "cogs")?.cells.map(({ value }) => value)).toEqual([2_800, 2_000, 0]);
    expect(rowOf(report, "cogs")?.total.value).toBe(4_800);
    expect(rowOf(report, "cogs")?.share).toBeCloseTo(4_800 / 14_700, 12);
  });

  it("compares in amount with the period before", async () => {
    const report = await statementReport(await smallStore(), {
      asOf,
      axis: "month",
      period: { start: day("2025-02-01"), end: day("2025-03-01") },
      comparison: { start: day("2025-01-01"), end: day("2025-02-01") },
    });
    // January 20.00 + 45.00; February 50.00 + 30.00 − 3.00.
    expect(rowOf(report, "netSales")).toMatchObject({ total: { value: 7_700, previous: 6_500 }, change: 1_200 });
  });

  it("takes the cost of goods apart by where it is known from", async () => {
    const { parts } = await statementParts(await smallStore(), {
      asOf,
      axis: "month",
      metric: "cogs",
      by: "costSource",
    });
    expect(parts.map(({ name, total, cells }) => ({ name, total, cells }))).toEqual(
      [
        { name: "variant", total: 800, cells: [800, 0, 0] },
        { name: "shopify", total: 2_000, cells: [0, 2_000, 0] },
        { name: "shopify-first-seen", total: 2_000, cells: [2_000, 0, 0] },
      ].toSorted((left, right) => right.total - left.total || 0),
    );
  });

  it("takes sales reversals apart into returns and adjustments", async () => {
    const { parts } = await statementParts(await smallStore(), {
      asOf,
      axis: "month",
      metric: "salesReversals",
      by: "reversalCause",
    });
    expect(parts.map(({ name, total }) => [name, total])).toEqual([
      ["return", 4_000],
      ["adjustment", 300],
    ]);
  });

  it("refuses to take a row apart by what it has not", async () => {
    await expect(
      statementParts(await smallStore(), { asOf, axis: "month", metric: "cogs", by: "platform" }),
    ).rejects.toThrow(/parts of cogs by "platform"/);
  });
});

describe("a profit of which some unit costs are unknown", () => {
  // £10.00 sold in January at a cost of £4.00; £30.00 in February whose cost nobody knows.
  const partlyKnown = async () => {
    const shop = await insertShop();
    await insertUnitCosts(shop, [{ variant: 10, amount: "4.00" }]);
    await insertOrders(shop, [
      {
        id: 1,
        at: "2025-01-10T10:00:00Z",
        customer: 1,
        lines: [{ id: 1, variant: 10, product: 1, quantity: 1, price: 1_000 }],
      },
      {
        id: 2,
        at: "2025-02-10T10:00:00Z",
        customer: 2,
        lines: [{ id: 2, variant: 30, product: 3, quantity: 1, price: 3_000 }],
      },
    ]);
    return shop;
  };

  it("counts the known costs in every column, marked with its bounds, so that they sum to the total", async () => {
    const report = await statementReport(await partlyKnown(), { asOf, axis: "month" });
    const row = rowOf(report, "contributionProfit");
    expect(row?.cells.map(({ value }) => value)).toEqual([600, 3_000, 0]);
    expect(row?.total.value).toBe(3_600);
    expect(row?.cells[1]).toMatchObject({ low: 0, high: 3_000, uncosted: { sales: 1, of: 1 } });
    expect(row?.cells[0]?.uncosted).toBeUndefined();
    expect(row?.total.uncosted).toEqual({ sales: 1, of: 2 });
    expect(rowOf(report, "cogs")?.cells.map(({ value }) => value)).toEqual([400, null, 0]);
  });

  it("is told for every order behind it, so that the list sums to the figure", async () => {
    const { figure, rows } = await explainReport(await partlyKnown(), { asOf, metric: "contributionProfit" });
    expect(rows.map(({ name, value, uncosted }) => [name, value, uncosted])).toEqual([
      ["#2", 3_000, { sales: 1, of: 1 }],
      ["#1", 600, undefined],
    ]);
    expect(figure.value).toBe(3_600);
  });

  it("stays unknown where nothing of the whole is known: no profit is made up", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [
      { id: 1, at: "2025-02-10T10:00:00Z", lines: [{ id: 1, variant: 30, quantity: 1, price: 3_000 }] },
    ]);
    const row = rowOf(await statementReport(shop, { asOf, axis: "month" }), "contributionProfit");
    expect(row?.total).toMatchObject({ value: null, low: 0, high: 3_000 });
    expect(row?.cells.every(({ value }) => value === null || value === 0)).toBe(true);
  });
});

const at = fc
  .integer({ min: 0, max: 89 * 24 })
  .map((hours) => new Date(Date.UTC(2025, 0, 1) + hours * 3_600_000).toISOString());
const order = fc.record({
  at,
  changed: at,
  channel: fc.constantFrom(null, "Online Store", "POS"),
  country: fc.constantFrom(null, "GB", "JP"),
  variant: fc.constantFrom(10, 20, 30),
  vendor: fc.constantFrom(null, "North", "South"),
  quantity: fc.integer({ min: 1, max: 4 }),
  price: fc.integer({ min: 0, max: 5_000 }),
  discount: fc.integer({ min: 0, max: 300 }),
  returned: fc.boolean(),
  adjustment: fc.integer({ min: -500, max: 500 }),
  shipping: fc.integer({ min: 0, max: 900 }),
  gateway: fc.constantFrom("shopify_payments", "paypal", "gift_card"),
  fee: fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }),
});

const asRow = (of: typeof order extends fc.Arbitrary<infer T> ? T : never, index: number): OrderRow => ({
  id: index + 1,
  at: of.at,
  customer: (index % 3) + 1,
  channel: of.channel,
  country: of.country,
  lines: [
    {
      id: index + 1,
      variant: of.variant,
      product: of.variant,
      vendor: of.vendor,
      quantity: of.quantity,
      price: of.price,
      discount: Math.min(of.discount, of.price * of.quantity),
    },
  ],
  changes: [
    { at: of.at, action: "ORDER", type: "SHIPPING", net: of.shipping },
    { at: of.changed, action: "RETURN", type: "ADJUSTMENT", net: of.adjustment },
    ...(of.returned
      ? [{ at: of.changed, action: "RETURN" as const, line: index + 1, quantity: -1, net: -of.price, restocked: 1 }]
      : []),
  ],
  transactions: [{ amount: of.price, gateway: of.gateway, fee: of.fee, at: of.changed }],
});

describe("whatever a store holds", () => {
  it("every column sums to the whole and the parts of every row to the row, by time and by channel, on both clocks", {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(order, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("eventDay" as const, "orderDay" as const),
        async (orders, clock) => {
          const shop = await insertShop({ settings: { shippingCostPerOrder: 350 } });
          await insertUnitCosts(shop, [{ variant: 10, amount: "3.335" }]);
          await insertOrders(shop, orders.map(asRow));
          await saveAdSpend(shop, [{ day: day("2025-02-03"), platform: "Google", amount: 1_234 as never }], "form");
          await importExpenses(shop, [
            { name: "Rent", amount: 10_000 as never, kind: "monthly", start: day("2025-01-15"), end: null },
          ]);
          const totals = new Map<string, number | null>();
          for (const axis of AXES) {
            const query = { asOf, axis, clock, period: { start: day("2025-01-01"), end: day("2025-04-01") } };
            const report = await statementReport(shop, query);
            for (const row of report.rows) {
              const known = totals.get(row.metric);
              if (known !== undefined) expect(row.total.value, `${axis} ${row.metric}`).toBe(known);
              totals.set(row.metric, row.total.value);
              const ofTheShop =
                axis === "channel" && row.parts.length === 0 && row.cells.every(({ value }) => value === null);
              if (row.kind === "share" || row.total.value === null || ofTheShop) continue;
              expect(sumOf(row.cells.map(({ value }) => value)), `${axis} ${row.metric}`).toBe(row.total.value);
              if (axis !== "week" && axis !== "month" && axis !== "channel") continue;
              for (const by of row.parts) {
                const { parts } = await statementParts(shop, { ...query, metric: row.metric, by });
                expect(sumOf(parts.map(({ total }) => total)), `${row.metric} by ${by}`).toBe(row.total.value);
                for (const [index, { value }] of row.cells.entries())
                  expect(sumOf(parts.map(({ cells }) => cells[index] ?? null)), `${row.metric} by ${by}`).toBe(
                    value ?? 0,
                  );
              }
            }
          }
          // Months are read from sums, weeks and the days of a cut month from the facts.
          const cut = { asOf, clock, period: { start: day("2025-01-10"), end: day("2025-03-20") } };
          const [months, weeks] = await Promise.all(
            (["month", "week"] as const).map((axis) =>
              statementParts(shop, { ...cut, axis, metric: "cogs", by: "productType" }),
            ),
          );
          // A sale and its return within a week but not within a month leave a part of nothing in one of them.
          const told = (of: typeof months) =>
            of?.parts.flatMap(({ name, total }) => (total === 0 ? [] : [[name, total]]));
          expect(told(months)).toEqual(told(weeks));
        },
      ),
      { numRuns: 12 },
    );
  });
});
