import { beforeAll, describe, expect, it } from "vitest";
import { CustomerId } from "~/analytics/ids";
import type { MetricName } from "~/analytics/metrics/registry";
import { runningParts } from "~/analytics/money";
import { day, type Period } from "~/analytics/period";
import { ATTRIBUTIONS } from "~/analytics/platforms";
import { afterText, explainQuery } from "~/components/explain/explainQuery";
import { forgetCustomer } from "~/data/erasure.server";
import { savePlatformRules } from "~/data/platforms.server";
import { endOfDay } from "~/reports/context.server";
import { customerReport } from "~/reports/customerReport.server";
import type { ExplainedOrder, OrderCursor } from "~/reports/explain";
import { type ExplainQuery, explainedOrders, explainReport } from "~/reports/explainReport.server";
import { platformReport } from "~/reports/platformReport.server";
import { productReport } from "~/reports/productReport.server";
import { insertOrders, insertShop, insertUnitCosts, insertVariants, type OrderRow } from "../support/ledger";

const asOf = endOfDay(day("2025-03-31"), "Europe/London");
const march: Period = { start: day("2025-03-01"), end: day("2025-04-01") };
const clocks = ["eventDay", "orderDay"] as const;

const mug = { product: 1, variant: 1, quantity: 1, price: 1000 };
const bowl = { product: 2, variant: 2, quantity: 1, price: 1700 };

/**
 * 130 orders of mug and bowl in February and March, each with a fee whose share is no whole penny; some of February are paid in
 * March, some come back. Every third came by Google, every third by a newsletter, the others by nobody known.
 */
let shop: bigint;

beforeAll(async () => {
  shop = await insertShop();
  await insertVariants(shop, [
    { id: 1, title: "Mug" },
    { id: 2, title: "Bowl" },
  ]);
  await insertUnitCosts(shop, [{ variant: 1, amount: "4.00" }]);
  await insertOrders(
    shop,
    Array.from({ length: 130 }, (_, index): OrderRow => {
      const at = `2025-0${index < 30 ? 2 : 3}-${String(1 + (index % 28)).padStart(2, "0")}T10:00:00Z`;
      return {
        id: index + 1,
        at,
        customer: 1 + (index % 40),
        source: ["https://www.google.com/", "newsletter", null][index % 3] ?? null,
        channel: "Online Store",
        lines: [
          { id: 1000 + index, ...mug },
          { id: 2000 + index, ...bowl },
        ],
        changes:
          index % 7 === 0
            ? [
                {
                  at: "2025-03-20T10:00:00Z",
                  action: "RETURN",
                  line: 1000 + index,
                  quantity: -1,
                  net: -1000,
                  restocked: 1,
                },
              ]
            : [],
        transactions: [{ amount: 2700, fee: 61 + (index % 5), at: index < 10 ? "2025-03-02T12:00:00Z" : at }],
      };
    }),
  );
  await savePlatformRules(shop, [{ source: "newsletter", platform: "Letters" }]);
});

/** Every order of a list, page by page as a reader turns them; the address holds where the next one begins. */
async function pages(query: ExplainQuery): Promise<readonly ExplainedOrder[]> {
  const found: ExplainedOrder[] = [];
  let after: OrderCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof explainReport>> = await explainReport(shop, { ...query, after });
    found.push(...page.rows);
    after =
      page.next &&
      explainQuery(new URLSearchParams({ ...ADDRESS, after: afterText(page.next) }), day("2025-03-31")).after;
  } while (after !== null);
  return found;
}

const ADDRESS = { start: "2025-03-01", end: "2025-04-01", clock: "eventDay" };

async function inFile(query: ExplainQuery): Promise<readonly ExplainedOrder[]> {
  const found: ExplainedOrder[] = [];
  for await (const rows of explainedOrders(shop, query)) found.push(...rows);
  return found;
}

const sumOf = (rows: readonly ExplainedOrder[]) => rows.reduce((sum, { value }) => sum + (value ?? 0), 0);

describe("a customer who was forgotten", () => {
  it("keeps a page and a list of orders under the negative number that stands for them", async () => {
    const other = await insertShop();
    await insertOrders(other, [
      { id: 1, at: "2025-03-03T10:00:00Z", customer: 7, lines: [{ id: 11, ...mug }] },
      { id: 2, at: "2025-03-04T10:00:00Z", customer: 8, lines: [{ id: 12, ...bowl }] },
    ]);
    await forgetCustomer(other, 7n, []);
    const all = await explainReport(other, { asOf, period: march, clock: "eventDay", metric: "netSales" });
    const customerId = all.rows.find(({ orderId }) => orderId === "1")?.customerId ?? "";
    expect(customerId).toMatch(/^-[1-9]\d*$/);
    const asked = explainQuery(new URLSearchParams({ ...ADDRESS, customer: customerId }), day("2025-03-31"));
    const own = await explainReport(other, { ...asked, asOf, metric: "netSales" });
    expect([own.figure.value, own.rows.map(({ orderId }) => orderId)]).toEqual([1000, ["1"]]);
    expect(CustomerId.safeParse(customerId).success).toBe(true);
    expect((await customerReport(other, customerId, { asOf }))?.transactional.orders.length).toBe(1);
  });
});

describe("the orders behind a product's figure", () => {
  it.each(clocks)("sum to its fees and its contribution profit, page by page and in the file, by %s", async (clock) => {
    const asked = { asOf, period: march, clock };
    const products = await productReport(shop, asked);
    for (const title of ["Mug", "Bowl"]) {
      const row = products.rows.find((product) => product.title === title);
      const productId = row?.productId ?? "";
      for (const metric of ["paymentFees", "contributionProfit"] as const) {
        const query = { ...asked, productId, metric };
        const { figure } = await explainReport(shop, query);
        expect(figure.value).toBe(row?.[metric]);
        const listed = await pages(query);
        expect(new Set(listed.map(({ orderId }) => orderId)).size).toBe(listed.length);
        // No cost of a bowl is known: its profit is not, in the row, in the figure and in every order that sold one.
        if (figure.value !== null) expect(sumOf(listed)).toBe(figure.value);
        if (figure.value === null) expect([title, metric]).toEqual(["Bowl", "contributionProfit"]);
        expect(await inFile(query)).toEqual(listed);
      }
    }
  });

  it("hold an order that was placed before and paid in the period, with the fee alone", async () => {
    const rows = await pages({ asOf, period: march, clock: "eventDay", productId: "1", metric: "contributionProfit" });
    // Order 9 of 9 February was paid on 2 March: 64 pence, of which the mug bears 10 parts of 27.
    const days = rows.map(({ changedDay }) => changedDay);
    expect(days).toEqual(days.toSorted().toReversed());
    expect(rows.find(({ orderId }) => orderId === "9")).toMatchObject({ day: "2025-02-09", changedDay: "2025-03-02" });
    const [fee] = [rows.find(({ orderId }) => orderId === "9")?.value ?? 0];
    expect(Math.abs(fee + (64 * 10) / 27)).toBeLessThan(1);
  });

  it("are rounded one after the other, so that no penny is lost between pages", () => {
    const first = runningParts(["0.4", "0.4", "0.4"], "0");
    expect(first).toEqual({ parts: [0, 1, 0], end: "1.2" });
    expect(runningParts(["0.4", "-0.4"], first.end)).toEqual({ parts: [1, -1], end: "1.2" });
  });
});

describe("the orders behind a platform's figures", () => {
  const metrics = ["platformOrders", "newCustomers", "netSales", "contributionProfit"] as const satisfies MetricName[];

  it.each(ATTRIBUTIONS)("are those its row is made of, by %s", async (attribution) => {
    for (const clock of clocks) {
      const report = await platformReport(shop, { asOf, period: march, clock, attribution });
      expect(report.rows.map(({ platform }) => platform).sort()).toEqual(
        attribution === "lastTouch" ? ["notKnown"] : ["Letters", "google", "notKnown"],
      );
      for (const row of report.rows)
        for (const metric of metrics) {
          const query = { asOf, period: march, clock, attribution, platform: row.platform, metric };
          const { figure } = await explainReport(shop, query);
          expect([row.platform, metric, figure.value]).toEqual([row.platform, metric, row[metric]]);
          const listed = await inFile(query);
          expect(sumOf(listed)).toBe(figure.value);
          if (metric === "netSales") expect(await pages(query)).toEqual(listed);
        }
    }
  });

  it("are none for a platform nobody came from", async () => {
    const { figure, rows, platform } = await explainReport(shop, {
      asOf,
      period: march,
      metric: "netSales",
      platform: "tiktok",
    });
    expect([figure.value, rows, platform]).toEqual([0, [], "tiktok"]);
  });
});
