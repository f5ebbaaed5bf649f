import { beforeAll, describe, expect, it } from "vitest";
import { addDays, type Day, day } from "~/analytics/period";
import { saveUnitCosts } from "~/data/costEntries.server";
import { recostPending } from "~/data/recost.server";
import { withShopClient } from "~/db.server";
import { sections } from "~/exports/content/content";
import { predict } from "~/jobs/predict.server";
import { cohortForecastReport } from "~/reports/cohortForecastReport.server";
import { predictedCustomersReport } from "~/reports/predictedCustomers.server";
import { predictionReport } from "~/reports/predictionReport.server";
import { scoreGroupReport } from "~/reports/scoreGroupReport.server";
import { customerScoreReport, scoreListReport } from "~/reports/scoreReport.server";
import { storeReport } from "~/reports/storeReport.server";
import { versionListReport } from "~/reports/versionReport.server";
import { insertOrders, insertShop, type OrderRow } from "../support/ledger";

const NOW = new Date("2026-01-01T12:00:00Z");
const LAST = day("2025-12-31");

interface Bought {
  readonly customer: number;
  readonly on: Day;
  readonly isCharge: boolean;
  /** A charge after the first, which the contract placed itself. */
  readonly isRenewal: boolean;
}

/** Customers 1 to 40 buy once or thrice; 101 to 150 subscribe: every 30 days, each third one four times only. 101 also buys once. */
function bought(): Bought[] {
  const others = Array.from({ length: 40 }, (_, index) =>
    Array.from({ length: index % 2 === 0 ? 3 : 1 }, (_unused, nth) => ({
      customer: index + 1,
      on: addDays(day("2025-01-05"), index * 4 + nth * 40),
      isCharge: false,
      isRenewal: false,
    })),
  ).flat();
  const charges = Array.from({ length: 50 }, (_, index) =>
    Array.from({ length: index % 3 === 0 ? 4 : 13 }, (_unused, nth) => ({
      customer: 101 + index,
      on: addDays(day("2025-01-03"), index * 3 + nth * 30),
      isCharge: true,
      isRenewal: nth > 0,
    })),
  ).flat();
  return [...others, ...charges, { customer: 102, on: day("2025-06-01"), isCharge: false, isRenewal: false }].filter(
    ({ on }) => on <= LAST,
  );
}

const orders = (): OrderRow[] =>
  bought().map(({ customer, on, isCharge, isRenewal }, index) => ({
    id: index + 1,
    at: `${on}T10:00:00Z`,
    customer,
    channel: "Online Store",
    sourceName: isRenewal ? "subscription_contract" : "web",
    lines: [
      {
        id: index + 1,
        sku: "BAG",
        product: 5,
        variant: 50,
        quantity: 1,
        price: 2000,
        sellingPlan: isCharge ? 1 : null,
      },
    ],
  }));

async function shopWithContracts() {
  const shop = await insertShop();
  await withShopClient(shop, (client) =>
    client.query(
      `INSERT INTO selling_plans (shop_id, selling_plan_id, group_id, group_name, name, category, "interval", interval_count,
         first_seen_at, last_seen_at) VALUES ($1, 1, 1, 'Coffee', 'Every 30 days', 'SUBSCRIPTION', 'DAY', 30, '2024-01-01Z', '2024-01-01Z')`,
      [String(shop)],
    ),
  );
  // Statistics after the first orders: without any, PostgreSQL takes tables of this size for empty ones.
  const [first, rest] = [orders().slice(0, 60), orders().slice(60)];
  await insertOrders(shop, first);
  await withShopClient(shop, (client) => client.query("ANALYZE orders, line_items, sales, customers, order_facts"));
  await insertOrders(shop, rest);
  await saveUnitCosts(shop, [{ subject: { sku: "BAG" }, amount: "5", validFrom: null }], { source: "form" });
  await recostPending(shop);
  await predict(shop, NOW);
  return shop;
}

let shop = 0n;
beforeAll(async () => {
  shop = await shopWithContracts();
}, 240_000);

describe("subscribers' predictions", () => {
  it("renewals and other orders stand apart per customer, and their sum is the value", async () => {
    const both = await customerScoreReport(shop, { asOf: NOW, customerId: "102" });
    expect(both?.score).toMatchObject({ contracts: 1, repeatOrders: 0 });
    for (const at of both?.score.horizons ?? []) {
      expect(at.contractProfit).toBeGreaterThan(0);
      expect(at.value).toBe(Number(at.profit) + Number(at.contractProfit));
      expect(at.valueLow).toBe(Number(at.profitLow) + Number(at.contractProfitLow));
    }
    const [quarter, year] = both?.score.horizons ?? [];
    // Charged every 30 days, next on 1 January: on days 1, 31 and 61, and on thirteen days up to day 361.
    expect(quarter?.renewals).toBeLessThanOrEqual(3);
    expect(year?.renewals).toBeLessThanOrEqual(13);
    expect(year?.renewalsHigh).toBeLessThanOrEqual(13);
    expect(both?.score.horizons.map(({ contractProfit }) => contractProfit)).toEqual(
      both?.score.horizons
        .map(({ contractProfit }) => contractProfit)
        .toSorted((left, right) => Number(left) - Number(right)),
    );
    expect(year?.renewals).toBeGreaterThan(Number(quarter?.renewals));
    // 20.00 less 5.00 a charge, less what waiting takes off.
    const each = Number(year?.contractProfit) / Number(year?.renewals);
    expect(each).toBeLessThan(1500);
    expect(each).toBeGreaterThan(1500 / 1.1);
    const total = Number(both?.score.historicProfit) + Number(both?.score.horizons[3]?.value);
    expect(both?.score.totalProfit).toBe(total);
  });

  it("who only ever ordered by contract has no buying rhythm; who has no contract any more and never bought otherwise has what they brought, and nothing to come", async () => {
    const only = await customerScoreReport(shop, { asOf: NOW, customerId: "103" });
    expect(only?.score).toMatchObject({ contracts: 1, probabilityAlive: null, likelyBy: null });
    expect(only?.score.renewalDue).not.toBeNull();
    expect(only?.score.horizons[1]).toMatchObject({ orders: 0, profit: 0 });
    const left = await customerScoreReport(shop, { asOf: NOW, customerId: "101" });
    // Charged four times, 20.00 less 5.00 each.
    expect(left?.score).toMatchObject({
      contracts: 0,
      historicProfit: 6000,
      totalProfit: 6000,
      probabilityAlive: null,
    });
    expect(left?.score.horizons[3]).toMatchObject({ orders: 0, renewals: null, value: 0 });
    const { everybody } = await scoreGroupReport(shop, { asOf: NOW, by: "channel" });
    // 40 buyers and 50 subscribers, and all they ever brought.
    expect(everybody).toMatchObject({ customers: 90, historic: bought().length * 1500, unknownCustomers: 0 });
    const plain = await customerScoreReport(shop, { asOf: NOW, customerId: "1" });
    expect(plain?.score).toMatchObject({ contracts: 0, renewalDue: null });
    expect(plain?.score.horizons[1]).toMatchObject({ renewals: null, contractProfit: null });
    expect(plain?.score.horizons[1]?.value).toBe(plain?.score.horizons[1]?.profit);
  });

  it("the shop's totals are both parts apart and summed, and renewals have their own proof", async () => {
    const { version } = await predictionReport(shop, { asOf: NOW });
    // 50 subscribers, of whom each third one from the first on left.
    expect(version?.contracts).toMatchObject({ running: 33, subscribers: 33 });
    const foretold = version?.contracts?.foretold;
    expect(foretold?.tests).toBeGreaterThan(0);
    expect(foretold?.moneyError).not.toBeNull();
    for (const total of version?.together ?? []) {
      expect(total.value).toBe(Number(total.rhythm) + Number(total.contracts));
      expect(total.low).toBeLessThan(Number(total.value));
      expect(total.high).toBeGreaterThan(Number(total.value));
    }
    const all = await scoreListReport(shop, { asOf: NOW, pageSize: null });
    const sum = all.rows.reduce((amount, { horizons }) => amount + Number(horizons[1]?.value), 0);
    expect(sum).toBe(version?.together[1]?.value);
    const { everybody } = await scoreGroupReport(shop, { asOf: NOW, by: "channel" });
    const { value, low, high } = version?.together[1] ?? {};
    expect(everybody?.year).toMatchObject({ value, low, high });
  });
});

describe("groups, cohorts and lists of predictions", () => {
  it("however customers are put together, the groups add up, and a group's range is wider in share than everybody's", async () => {
    for (const by of ["cohort", "platform", "channel", "product", "rfm", "stage", "highValue"] as const) {
      const { rows, everybody } = await scoreGroupReport(shop, { asOf: NOW, by });
      expect(
        rows.reduce((sum, { customers }) => sum + customers, 0),
        by,
      ).toBe(everybody?.customers);
      expect(
        rows.reduce((sum, { years }) => sum + Number(years?.value ?? 0), 0),
        by,
      ).toBe(everybody?.years?.value);
      expect(everybody?.total?.value, by).toBe(Number(everybody?.historic) + Number(everybody?.years?.value));
    }
    const { rows, everybody } = await scoreGroupReport(shop, { asOf: NOW, by: "cohort" });
    const width = (of: (typeof rows)[number] | null) => Number(of?.years?.high) / Number(of?.years?.low);
    for (const row of rows.filter(({ years }) => Number(years?.value) > 0))
      expect(width(row)).toBeGreaterThan(width(everybody));
  });

  it("spend on a cohort's month gives its predicted return", async () => {
    await withShopClient(shop, (client) =>
      client.query(
        `INSERT INTO ad_spend (shop_id, day, platform, amount, source)
         SELECT $1, day::date, 'google', 1000, 'form' FROM generate_series('2025-01-01'::date, '2025-12-31', '1 day') AS day`,
        [String(shop)],
      ),
    );
    const { rows } = await scoreGroupReport(shop, { asOf: NOW, by: "cohort" });
    const january = rows.find(({ value }) => value === "2025-01");
    // 31 days of 10.00.
    expect(january?.acquisition).toMatchObject({ spend: 31_000, customers: january?.customers });
    expect(january?.acquisition?.valueToCost).toBeCloseTo(Number(january?.total?.value) / 31_000, 12);
    const report = await cohortForecastReport(shop, { asOf: NOW });
    expect(report.cohorts.find(({ cohort }) => cohort === "2025-01")?.spend).toBe(31_000);
  });

  it("a cohort's line is what was observed up to the last whole month, and goes on without a step within its bands", async () => {
    const { cohorts, contractError, moneyError } = await cohortForecastReport(shop, { asOf: NOW });
    expect([contractError === null, moneyError === null]).toEqual([false, false]);
    const january = cohorts.find(({ cohort }) => cohort === "2025-01");
    const points = january?.points ?? [];
    // January to December were observed; the running January and three years are expected.
    expect(points.filter(({ observed }) => observed !== null)).toHaveLength(12);
    expect(points.filter(({ expected }) => expected !== null)).toHaveLength(37);
    const line = points.map(({ observed, expected }) => Number(observed ?? expected));
    for (const [index, value] of line.entries())
      if (index > 0) expect(value).toBeGreaterThanOrEqual(line[index - 1] ?? 0);
    for (const { expected, low80, high80, low90, high90 } of points.filter((point) => point.expected !== null)) {
      const bounds = [low90, low80, expected, high80, high90].map(Number);
      expect(bounds).toEqual(bounds.toSorted((left, right) => left - right));
    }
  });

  it("high value by prediction is the share with the most to come, with the reasons and whether they pass the other tests", async () => {
    const report = await predictedCustomersReport(shop, { asOf: NOW });
    // 40 buyers and 50 subscribers, of whom 17 have left.
    expect(report.known).toBe(90);
    // The fifth of 90 with the highest value: 18, and such as have the same.
    expect(report.count).toBeGreaterThanOrEqual(18);
    for (const { horizons } of report.rows) expect(horizons[1]?.value).toBeGreaterThanOrEqual(Number(report.least));
    expect(new Set(report.rows.map(({ contracts }) => contracts))).toEqual(new Set([1]));
  });

  it("every version is listed with its models, its errors and what it foretold", async () => {
    await predict(shop, NOW);
    const { rows, count } = await versionListReport(shop, { asOf: NOW });
    expect([count, rows.map(({ versionId }) => versionId)]).toEqual([2, [2, 1]]);
    expect(rows[0]).toMatchObject({ asOf: "2025-12-31", hasScores: true });
    const then = await predictionReport(shop, { asOf: NOW, versionId: 1 });
    expect(then).toMatchObject({ isPast: true, version: { versionId: 1 } });
    const year = then.version?.together.find(({ days }) => days === 365);
    expect(rows[1]?.year).toBe(year?.value);
  });
});

describe("predictions in a report", () => {
  it("stand beside the error of the last ones, by the newest version made by the report's moment", async () => {
    const report = await storeReport(shop, { asOf: NOW, sections: ["predictions"] });
    const { version } = await predictionReport(shop, { asOf: NOW, by: NOW });
    expect(report.tables.predictions.map(({ days, versionId }) => [days, versionId])).toEqual(
      [90, 365, 730, 1095].map((days) => [days, version?.versionId]),
    );
    for (const [index, row] of report.tables.predictions.entries()) {
      expect(row.futureProfit).toBe(version?.together[index]?.value);
      expect(row.moneyError).not.toBeNull();
      // The grade is by the median over tests of all lengths.
      expect(row.usualMoneyError).toBe(version?.predicted?.proof.medianError);
      expect(row.contractError).toBe(version?.contracts?.foretold?.moneyError);
    }
    // A year of history holds no test of a year: the errors are those of the longest tests there are.
    expect(report.tables.predictions[1]?.testedDays).toBeLessThan(365);
    const early = await storeReport(shop, { asOf: new Date("2025-12-01T00:00:00Z"), sections: ["predictions"] });
    expect(early.tables.predictions).toEqual([]);
    expect((await storeReport(shop, { asOf: NOW, sections: ["sales"] })).tables.predictions).toEqual([]);
  });

  it("are told in words, in a table and in a picture that is described", async () => {
    const report = await storeReport(shop, { asOf: NOW, sections: ["predictions"] });
    const [section] = sections(report, "en");
    expect(section?.sentences).toHaveLength(5);
    expect(section?.sentences[2]).toMatch(
      /^Grade [A-D]: in \d+ tests, half of the forecasts of money were off by less than /,
    );
    expect(section?.sentences[3]).toMatch(/^Too few to grade: .* so far there are [12]\.$/);
    // The error of the longest tests stands apart from the median, with how many they are.
    const { testedDays, moneyError } = report.tables.predictions[1] ?? {};
    const asLong = report.tables.predictionTests.filter(({ kind, days }) => kind === "rhythm" && days === testedDays);
    const error = `${((moneyError ?? Number.NaN) * 100).toFixed(1)}%`;
    expect(section?.sentences[4]).toBe(
      asLong.length === 1
        ? `The one test of ${testedDays} days was off by ${error} in money.`
        : `The ${asLong.length} tests of ${testedDays} days were off by ${error} in money (median).`,
    );
    const errors = section?.table?.rows.map(({ cells }) => cells.at(-1)?.text ?? "");
    expect(errors?.filter((text) => text.includes("%"))).toHaveLength(4);
    expect(section?.pictures[0]?.alt).toContain("Forecast £");
  });
});
