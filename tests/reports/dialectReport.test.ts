import { beforeAll, describe, expect, it } from "vitest";
import { findDialect } from "~/analytics/dialectRegistry";
import type { Dialect } from "~/analytics/dialects";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { switchesOf } from "~/analytics/switches";
import { endOfDay } from "~/reports/context.server";
import { dialectReport } from "~/reports/dialectReport.server";
import { statementReport } from "~/reports/statementReport.server";
import { smallStore } from "./smallStore";

let shop: bigint;
const asOf = endOfDay(day("2025-03-31"), "Europe/London");

beforeAll(async () => {
  shop = await smallStore();
});

function dialect(id: string): Dialect {
  const found = findDialect(id);
  if (!found) throw new Error(`expected the dialect ${id}`);
  return found;
}

const compared = async (id: string, label: string) =>
  (await dialectReport(shop, { asOf, dialect: dialect(id), typed: null })).comparisons.find(
    ({ metric }) => metric.label === label,
  );

describe("a shop's figures beside another app's", () => {
  // Ours: 190.00 sold, 5.00 off, 43.00 taken back; 5.00 shipping; tax 5.00 of which 2.00 went back; gift card 25.00; tip 2.00.
  it("BeProfit's net sales hold the shipping charged", async () => {
    expect(await compared("beprofit", "Net sales")).toMatchObject({
      ours: 14_200,
      theirs: 14_700,
      difference: 500,
      parts: [{ reason: { name: "shipping" }, amount: 500 }],
    });
  });

  it("BeProfit's gross sales hold shipping and the tax before it went back", async () => {
    const of = await compared("beprofit", "Gross sales");
    expect(of).toMatchObject({ ours: 19_000, theirs: 20_000 });
    expect(of?.parts.map(({ amount }) => amount)).toEqual([500, 300, 200]);
  });

  it("Polar counts the gift card sold", async () => {
    expect(await compared("polar", "Net sales")).toMatchObject({ ours: 14_200, theirs: 16_700 });
  });

  it("By the Numbers takes off the money refunded and leaves the cancelled order out", async () => {
    const of = await compared("bythenumbers", "Total sales");
    expect(of).toMatchObject({ ours: 15_000, theirs: 19_000 });
    expect(of?.parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(4_000);
  });

  it("a typed number is explained by the way of counting that gives it", async () => {
    const figure = { amount: minor(16_700), within: minor(0) };
    const { typed } = await dialectReport(shop, {
      asOf,
      dialect: dialect("beprofit"),
      typed: { figure, metric: null },
    });
    expect(typed?.best[0]).toMatchObject({
      app: "Polar Analytics",
      metric: { label: "Net sales" },
      rest: 0,
      ours: 14_200,
    });
    expect(typed?.exact).toBeGreaterThan(0);
  });

  it("names what is unknown in the shop and counted nowhere", async () => {
    expect((await compared("trueprofit", "Net profit"))?.unknown).toContain("marketingSpend");
  });

  it("ours are those of the statement, whatever clock and switches hold", async () => {
    for (const clock of ["eventDay", "orderDay"] as const)
      for (const exclude of [[], ["cancelled"], ["unpaid"], ["cancelled", "unpaid"], ["tag:none"]]) {
        const query = {
          asOf,
          clock,
          switches: switchesOf(exclude),
          period: { start: day("2025-03-01"), end: day("2025-04-01") },
        };
        const { rows } = await statementReport(shop, { ...query, axis: "month" });
        const { comparisons } = await dialectReport(shop, { ...query, dialect: dialect("shopify"), typed: null });
        for (const { metric, ours } of comparisons) {
          const row = rows.find((one) => one.metric === metric.counterpart);
          if (row) expect(ours, `${clock} ${exclude} ${metric.counterpart}`).toBe(row.total.value);
        }
      }
  });
});
