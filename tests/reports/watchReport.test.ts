import { describe, expect, it } from "vitest";
import { addDays, type Day, day } from "~/analytics/period";
import { spansOf, spanThrough, type WatchRule } from "~/analytics/watch";
import { WATCHED_METRICS } from "~/analytics/watchedMetrics";
import { withShopClient } from "~/db.server";
import { homeReport } from "~/reports/homeReport.server";
import { platformReport } from "~/reports/platformReport.server";
import { mrrReport } from "~/reports/subscriptionReport.server";
import { findings, newestDay, watchPasts, watchPreview } from "~/reports/watchReport.server";
import { insertOrders } from "../support/ledger";
import { steadyShop, UNUSUAL } from "../support/watchedShop";
import { smallStore } from "./smallStore";

const AS_OF = new Date("2025-04-02T06:00:00Z");

/** The small store, with spend on record through March and an order that is added to two days after it was placed. */
async function spendingStore(): Promise<bigint> {
  const shop = await smallStore();
  await insertOrders(shop, [
    {
      id: 50,
      at: "2025-03-03T10:00:00Z",
      customer: 150,
      lines: [{ id: 50, quantity: 1, price: 2000 }],
      changes: [{ at: "2025-03-05T10:00:00Z", action: "ORDER", line: 50, quantity: 1, net: 2000 }],
    },
  ]);
  await withShopClient(shop, (client) =>
    client.query(
      `INSERT INTO ad_spend (shop_id, day, platform, amount, source)
       SELECT $1, generate_series('2025-01-10'::date, '2025-03-31'::date, '1 day')::date, 'meta', 150, 'import'`,
      [shop],
    ),
  );
  return shop;
}

const above = (metric: WatchRule["metric"], span: WatchRule["span"]): WatchRule => ({
  metric,
  span,
  condition: { kind: "threshold", side: "above", value: -1e15 },
});

describe("a watched value", () => {
  it.each([
    ["day", "2025-02-14"],
    ["day", "2025-03-02"],
    ["day", "2025-03-05"],
    ["day", "2025-03-08"],
    ["week", "2025-03-10"],
    ["month", "2025-03-11"],
    ["month", "2025-03-31"],
  ] as const)("of a %s through %s is the page's of the same days, for every metric", async (span, through) => {
    const shop = await spendingStore();
    const last = day(through);
    const period = spanThrough(span, last, 1);
    const query = { asOf: AS_OF, period };
    const page = await homeReport(shop, query);
    const platforms = await platformReport(shop, { ...query, attribution: "lastTouch" });
    const rules = WATCHED_METRICS.filter((metric) => spansOf(metric, "threshold").includes(span)).map((metric) => ({
      watchId: metric,
      rule: above(metric, span),
    }));
    const found = await findings(shop, rules, last, AS_OF);
    const shown = new Map(found.map(({ watchId, value }) => [watchId, value]));
    for (const { rule } of rules) {
      if (rule.metric === "mrr") continue;
      const expected = rule.metric === "roas" ? platforms.total.roas : page.metrics[rule.metric]?.value;
      expect(expected, rule.metric).toBeDefined();
      expect(shown.get(rule.metric), rule.metric).toBe(expected);
    }
    expect(shown.size).toBe(rules.length);
  });

  it("of MRR is that of the subscriptions page", async () => {
    const shop = await steadyShop(day("2025-06-29"), { days: 2 });
    await insertOrders(
      shop,
      ["2025-02-10", "2025-03-10", "2025-04-10", "2025-05-10", "2025-06-10"].map((on, index) => ({
        id: 900_001 + index,
        at: `${on}T10:00:00Z`,
        customer: 777,
        sourceName: "subscription_contract",
        lines: [{ id: 900_001 + index, product: 1, variant: 10, quantity: 1, price: 3000, sellingPlan: 5 }],
      })),
    );
    const asOf = new Date("2025-06-30T06:00:00Z");
    const page = await mrrReport(shop, { asOf });
    const last = day("2025-06-29");
    const [found] = await findings(shop, [{ watchId: "w", rule: above("mrr", "day") }], last, asOf);
    expect(found?.value).toBe(page.metrics.mrr?.value);
  });
});

describe("the past of a watch", () => {
  const through: Day = day("2026-11-18");
  const asOf = new Date("2026-11-19T06:30:00Z");

  it("holds what was usual for each day by the days before it, and the preview tells the days that were not", async () => {
    const shop = await steadyShop(through, { days: 100, quiet: [day("2026-11-04"), through] });
    const preview = await watchPreview(shop, UNUSUAL, through, asOf);
    expect(preview.told.map(({ start, verdict }) => `${start} ${verdict}`)).toEqual([
      "2026-11-18 below",
      "2026-11-04 below",
    ]);
    // The first 56 days have no eight of their weekday before them.
    expect(preview).toMatchObject({ judged: 44, unjudged: 56, lacks: null });
    expect(preview.points).toHaveLength(60);
    expect(preview.points.at(-1)).toMatchObject({ value: 0, low: 5400, expected: 6000, high: 6600 });
    expect(preview.newest?.split).toEqual({
      difference: -6000,
      byOrders: -6000,
      byValue: 0,
      orders: { value: 0, usual: 1 },
      perOrder: { value: null, usual: 6000 },
    });
    const [past] = await watchPasts(shop, [{ watchId: "w", rule: UNUSUAL }], through, asOf);
    expect(past?.points.slice(-4)).toEqual(preview.points.slice(-4));
  });

  it("begins with the shop: days before its first order are no days without sales", async () => {
    const shop = await steadyShop(through, { days: 10 });
    const preview = await watchPreview(shop, UNUSUAL, through, asOf);
    expect(preview.points.map(({ start }) => start)[0]).toBe("2026-11-09");
    expect(preview).toMatchObject({ judged: 0, unjudged: 10, lacks: { kind: "tooShort", has: 1, needs: 8 } });
    const weeks = await watchPreview(shop, { ...UNUSUAL, span: "week" }, through, asOf);
    // The one whole week is that of Monday 9 November.
    expect(weeks.points.map(({ start, end, value }) => [start, end, value])).toEqual([
      ["2026-11-09", "2026-11-16", 42_000],
    ]);
  });

  it("of a month so far grows from its first day, and is told once in each", async () => {
    const shop = await steadyShop(through, { days: 60 });
    const rule: WatchRule = {
      metric: "netSales",
      span: "month",
      condition: { kind: "threshold", side: "above", value: 90_000 },
    };
    const preview = await watchPreview(shop, rule, through, asOf);
    // 60.00 a day: 900.00 are passed on the sixteenth; September has only its last eleven days.
    expect(preview.told.map(({ end }) => addDays(end, -1))).toEqual(["2026-11-16", "2026-10-16"]);
    expect(preview.points.at(-1)).toMatchObject({ value: 108_000, verdict: "toldBefore" });
    const [past] = await watchPasts(shop, [{ watchId: "w", rule }], through, asOf);
    expect(past?.newest).toMatchObject({ value: 108_000, verdict: "above" });
  });

  it("is empty in a shop without orders", async () => {
    const shop = await steadyShop(through, { days: 0 });
    expect(await watchPreview(shop, UNUSUAL, through, asOf)).toMatchObject({ points: [], newest: null, told: [] });
    expect(newestDay(new Date("2026-11-19T00:30:00Z"), "Asia/Tokyo")).toBe("2026-11-18");
    expect(newestDay(new Date("2026-11-19T00:30:00Z"), "America/New_York")).toBe("2026-11-17");
  });
});
