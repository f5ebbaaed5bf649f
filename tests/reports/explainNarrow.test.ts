import { beforeAll, describe, expect, it } from "vitest";
import { day, month, monthPeriod } from "~/analytics/period";
import { NO_SWITCHES } from "~/analytics/switches";
import { explainQuery } from "~/components/explain/explainQuery";
import { ordersPath, scopeOf } from "~/components/explain/scope";
import { ordersCsv } from "~/exports/ordersCsv";
import { endOfDay } from "~/reports/context.server";
import { customerReport } from "~/reports/customerReport.server";
import { explainedOrders, explainReport } from "~/reports/explainReport.server";
import { storeReport } from "~/reports/storeReport.server";
import { insertOrders, insertShop } from "../support/ledger";
import { smallStore } from "./smallStore";

let shop: bigint;
const asOf = endOfDay(day("2025-03-31"), "Europe/London");
const clock = "orderDay" as const;

beforeAll(async () => {
  shop = await smallStore();
});

describe("an explanation of a part", () => {
  it("of a customer's figure lists that customer's orders alone, and they sum to the customer's page", async () => {
    const { figure, rows } = await explainReport(shop, { asOf, metric: "netSales", customerId: "101", clock });
    // Ada: 2 mugs £20.00 less one that came back £10.00, and a lamp £50.00.
    expect(rows.map(({ name, value }) => [name, value])).toEqual([
      ["#3", 5000],
      ["#1", 1000],
    ]);
    expect(figure.value).toBe(6000);
    expect((await customerReport(shop, "101", { asOf }))?.financial.netSales).toBe(6000);
  });

  it("of a cohort's month lists the orders of that cohort in that month, and they sum to the cell", async () => {
    const { figure, rows } = await explainReport(shop, {
      asOf,
      metric: "netSales",
      cohort: monthPeriod(month("2025-01")),
      period: { start: day("2025-02-01"), end: day("2025-03-01") },
      clock,
    });
    expect(rows.map(({ name }) => name)).toEqual(["#3"]);
    expect(figure.value).toBe(5000);
  });

  it("counts a cohort's customers once each", async () => {
    const { figure, count } = await explainReport(shop, {
      asOf,
      metric: "customers",
      cohort: monthPeriod(month("2025-01")),
      clock,
    });
    expect(figure.value).toBe(2);
    expect(count).toBe(2);
  });

  it("of a customer nobody knows is empty", async () => {
    const { figure, rows } = await explainReport(shop, { asOf, metric: "orders", customerId: "999", clock });
    expect(rows).toEqual([]);
    expect(figure.value).toBe(0);
  });

  it("of a product counts its part of each order alone", async () => {
    const mug = { asOf, productId: "1", clock } as const;
    const { figure, rows, product } = await explainReport(shop, { ...mug, metric: "netSales" });
    expect(product).toBe("Mug");
    // Two mugs less one that came back, and one more in order 5, beside a gift card.
    expect(rows.map(({ name, value }) => [name, value])).toEqual([
      ["#5", 1000],
      ["#1", 1000],
    ]);
    expect(figure.value).toBe(2000);
    expect((await explainReport(shop, { ...mug, metric: "grossProfit" })).figure.value).toBe(2000 - 800);
  });

  it("goes on page by page with every order once, in a file as on the pages", async () => {
    const many = await insertShop();
    await insertOrders(
      many,
      Array.from({ length: 120 }, (_, index) => ({
        id: index + 1,
        at: `2025-01-${String(10 + (index % 3)).padStart(2, "0")}T10:00:00Z`,
        customer: 1 + (index % 7),
        lines: [{ id: index + 1, quantity: 1, price: 100 + index }],
        changes:
          index % 10 === 0
            ? [{ at: "2025-02-03T10:00:00Z", action: "RETURN" as const, type: "ADJUSTMENT" as const, net: -1 }]
            : [],
      })),
    );
    const seen: string[] = [];
    let after = null;
    let pages = 0;
    let total = 0;
    do {
      const page: Awaited<ReturnType<typeof explainReport>> = await explainReport(many, {
        asOf,
        metric: "netSales",
        after,
      });
      if (pages === 0) expect(page.count).toBe(120);
      seen.push(...page.rows.map(({ orderId }) => orderId));
      total += page.rows.reduce((sum, { value }) => sum + (value ?? 0), 0);
      after = page.next;
      pages += 1;
    } while (after !== null);
    expect(pages).toBe(3);
    expect(new Set(seen).size).toBe(120);
    // 100 + 0 … 100 + 119, less 12 adjustments of one.
    expect(total).toBe(120 * 100 + (119 * 120) / 2 - 12);
    const inFile: string[] = [];
    for await (const rows of explainedOrders(many, { asOf, metric: "netSales" }))
      inFile.push(...rows.map(({ orderId }) => orderId));
    expect(inFile).toEqual(seen);
    const file = [];
    for await (const piece of ordersCsv(explainedOrders(many, { asOf, metric: "netSales" }), {
      unit: "minor",
      exponent: 2,
      column: "netSales",
    }))
      file.push(piece);
    const lines = file.join("").trimEnd().split("\r\n");
    expect(lines).toHaveLength(121);
    expect(lines[0]).toBe("\ufefforder,orderId,orderDay,customerId,netSales,linesOfUnknownCost");
    expect(lines[1]).toMatch(/^#\d+,\d+,2025-01-1\d,\d,\d+\.\d\d,0$/);
  });

  it("tells one of the filter alone", async () => {
    const two = await insertShop();
    await insertOrders(two, [
      { id: 1, at: "2025-01-10T10:00:00Z", channel: "POS", lines: [{ id: 1, quantity: 1, price: 700 }] },
      { id: 2, at: "2025-01-11T10:00:00Z", channel: "Online Store", lines: [{ id: 2, quantity: 1, price: 900 }] },
    ]);
    const { figure, rows } = await explainReport(two, { asOf, metric: "netSales", filter: { channel: ["POS"] } });
    expect(rows.map(({ name }) => name)).toEqual(["#1"]);
    expect(figure.value).toBe(700);
  });
});

describe("the orders behind what all customers are worth", () => {
  it("are those of customers over the whole history, and none of guests", async () => {
    const own = await insertShop({ timeZone: "Europe/London" });
    const line = (id: number, price: number) => ({ id, product: 1, variant: 10, quantity: 1, price });
    await insertOrders(own, [
      { id: 61, at: "2024-12-10T12:00:00Z", customer: 601, lines: [line(61, 4000)] },
      { id: 62, at: "2025-02-10T12:00:00Z", customer: 602, lines: [line(62, 2500)] },
      { id: 63, at: "2025-02-11T12:00:00Z", lines: [line(63, 9900)] },
    ]);
    const path = ordersPath(
      "lifetimeNetSales",
      scopeOf(await storeReport(own, { asOf, period: monthPeriod(month("2025-02")) })),
    );
    const { pathname, searchParams } = new URL(path ?? "", "https://shop.test");
    expect(pathname).toBe("/app/explain/netSales");
    const asked = explainQuery(searchParams, day("2025-03-31"));
    const { figure, rows, period } = await explainReport(own, {
      ...asked,
      switches: undefined,
      asOf,
      metric: "netSales",
    });
    expect(rows.map(({ name }) => name)).toEqual(["#62", "#61"]);
    expect(figure.value).toBe(6500);
    expect(period.start).toBe("2024-12-10");
    const { metrics } = await storeReport(own, { asOf });
    expect(metrics.lifetimeNetSales?.value).toBe(3250);
  });

  it("of a cohort begin anew where a switch leaves the first order out", async () => {
    const own = await insertShop({ timeZone: "Europe/London" });
    const line = (id: number, price: number) => ({ id, product: 1, variant: 10, quantity: 1, price });
    await insertOrders(own, [
      { id: 71, at: "2025-01-10T12:00:00Z", customer: 701, channel: "Point of Sale", lines: [line(71, 4000)] },
      { id: 72, at: "2025-02-10T12:00:00Z", customer: 701, channel: "Online Store", lines: [line(72, 2500)] },
    ]);
    const february = monthPeriod(month("2025-02"));
    const { figure, rows } = await explainReport(own, {
      asOf,
      metric: "netSales",
      period: february,
      cohort: february,
      clock,
      switches: { ...NO_SWITCHES, channels: ["Point of Sale"] },
    });
    expect(rows.map(({ name }) => name)).toEqual(["#72"]);
    expect(figure.value).toBe(2500);
  });
});
