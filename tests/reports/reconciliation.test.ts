import { describe, expect, it } from "vitest";
import { day, month } from "~/analytics/period";
import { NOTHING_SOLD } from "~/analytics/reconciliation";
import { NO_SWITCHES } from "~/analytics/switches";
import { saveDrifts, saveReading, saveShopifyFigures } from "~/data/shopifyFigures.server";
import { reconciliationMonth, reconciliationReport } from "~/reports/reconciliation.server";
import { insertOrders, insertShop } from "../support/ledger";

const READ_AT = new Date("2025-04-01T00:00:00Z");
const NOW = new Date("2025-04-01T08:00:00Z");
const sold = (netSales: number, orders: number, salesReversals = 0) => ({
  ...NOTHING_SOLD,
  grossSales: netSales + salesReversals,
  salesReversals,
  netSales,
  totalSales: netSales,
  orders,
});

/** January: two orders, one of them cancelled; its return falls into February. March: an order that Shopify has and we have not. */
async function shopOfThreeMonths(): Promise<bigint> {
  const shop = await insertShop();
  const line = (id: number, price: number) => ({ id, product: 1, variant: 11, quantity: 1, price });
  await insertOrders(shop, [
    { id: 1, at: "2025-01-10T12:00:00Z", customer: 1, lines: [line(1, 5_000)] },
    {
      id: 2,
      at: "2025-01-11T12:00:00Z",
      customer: 2,
      cancelledAt: "2025-02-01T12:00:00Z",
      lines: [line(2, 700)],
      changes: [{ at: "2025-02-01T12:00:00Z", action: "RETURN", line: 2, quantity: -1, net: -700 }],
    },
    { id: 3, at: "2025-03-05T12:00:00Z", customer: 1, lines: [line(3, 1_000)] },
  ]);
  const figures = new Map([
    [day("2025-01-01"), sold(5_700, 2)],
    [day("2025-02-01"), sold(-700, 0, 700)],
    [day("2025-03-01"), sold(1_900, 2)],
  ]);
  await saveShopifyFigures(shop, "month", { first: day("2025-01-01"), last: day("2025-03-31") }, figures, READ_AT);
  await saveReading(shop, "sales", { state: "read", detail: "" }, READ_AT);
  return shop;
}

const told = (report: Awaited<ReturnType<typeof reconciliationReport>>) =>
  report.months.map((row) => [
    row.month,
    row.equal,
    row.difference.netSales,
    row.causes.map(({ cause, amounts }) => [cause, amounts.netSales]),
  ]);

describe("the reconciliation", () => {
  it("says equal only where the cents are, and what nothing explains is told so", async () => {
    const shop = await shopOfThreeMonths();
    const report = await reconciliationReport(shop, { clock: "eventDay", switches: NO_SWITCHES, now: NOW });
    expect(told(report)).toEqual([
      ["2025-03", false, -900, [["unexplained", -900]]],
      ["2025-02", true, 0, []],
      ["2025-01", true, 0, []],
    ]);
  });

  it("explains a difference by the orders that differ, and by switch and clock one after the other", async () => {
    const shop = await shopOfThreeMonths();
    const missing = {
      day: day("2025-03-07"),
      orderKey: "4",
      name: "#4",
      cause: "missing" as const,
      ours: null,
      shopify: sold(900, 1),
      repaired: false,
    };
    await saveDrifts(shop, [missing], true, NOW);
    const report = await reconciliationReport(shop, {
      clock: "orderDay",
      switches: { ...NO_SWITCHES, cancelled: true },
      now: NOW,
    });
    expect(told(report)).toEqual([
      ["2025-03", false, -900, [["missing", -900]]],
      // Without its cancelled order February has nothing; by the order's day its return belongs to January.
      ["2025-02", false, 700, [["clock", 700]]],
      // By the order's day it is left out together with its return: no net, but 7.00 gross less; by the day of the change 7.00 net.
      [
        "2025-01",
        false,
        -700,
        [
          ["cancelled", 0],
          ["clock", -700],
        ],
      ],
    ]);
    expect(report.drifts).toMatchObject([
      { orderKey: "4", cause: "missing", repairedAt: null, difference: { netSales: -900 } },
    ]);
  });

  it("lists the orders behind each setting of a month", async () => {
    const shop = await shopOfThreeMonths();
    const january = await reconciliationMonth(shop, month("2025-01"), {
      clock: "eventDay",
      switches: { ...NO_SWITCHES, cancelled: true },
      now: NOW,
    });
    expect(january?.row.causes.map(({ cause, amounts }) => [cause, amounts.netSales, amounts.orders])).toEqual([
      ["cancelled", -700, -1],
    ]);
    expect(january?.orders.map(({ name, cause, amounts }) => [name, cause, amounts.netSales])).toEqual([
      ["#2", "cancelled", -700],
    ]);
  });

  it("of a shop whose report was never read has no months, and says why not", async () => {
    const shop = await insertShop();
    await saveReading(shop, "sales", { state: "scope_missing", detail: "read_reports" }, READ_AT);
    const report = await reconciliationReport(shop, { clock: "eventDay", switches: null, now: NOW });
    expect(report.months).toEqual([]);
    expect(report.reading).toMatchObject({ state: "scope_missing", detail: "read_reports", readAt: null });
    expect(
      await reconciliationMonth(shop, month("2025-01"), { clock: "eventDay", switches: null, now: NOW }),
    ).toBeNull();
  });
});
