import { describe, expect, it } from "vitest";
import { addDays, type Day, day } from "~/analytics/period";
import { reachPhase } from "~/data/predictions.server";
import { predict } from "~/jobs/predict.server";
import { predictionReport } from "~/reports/predictionReport.server";
import { insertOrders, insertShop, type OrderRow } from "../support/ledger";

const NOW = new Date("2026-01-01T12:00:00Z");

interface Bought {
  readonly customer: number;
  readonly on: Day;
}

/** Every sixth day of 2025 a customer begins and orders again after 20 and 30 days more each time, one to five times. */
const BOUGHT: readonly Bought[] = Array.from({ length: 52 }, (_, customer) =>
  Array.from({ length: (customer % 5) + 1 }, (_, nth) => ({
    customer: customer + 1,
    on: addDays(day("2025-01-02"), customer * 6 + nth * 20 + nth * (nth - 1) * 5),
  })),
)
  .flat()
  .filter(({ on }) => on < "2026-01-01");

const orders = (bought: readonly Bought[]): OrderRow[] =>
  bought.map(({ customer, on }, index) => ({
    id: index + 1,
    at: `${on}T12:00:00Z`,
    customer,
    lines: [{ id: index + 1, sku: "MUG", quantity: 1, price: 1000 }],
  }));

describe("the proof of a shop's predictions", () => {
  it("sets a forecast from 1 October beside what customers known by then ordered to the end of the year", async () => {
    const shop = await insertShop();
    await insertOrders(shop, orders(BOUGHT));
    await predict(shop, NOW);
    const { version, phase } = await predictionReport(shop, { asOf: NOW });
    expect(phase).toBeNull();
    expect(version).toMatchObject({ versionId: 1, asOf: "2025-12-31", customers: 52, refusal: null, marginRate: null });
    const proof = version?.predicted?.proof;
    const [latest] = proof?.spans ?? [];
    // 91 days up to and with 31 December.
    expect(latest).toMatchObject({ span: { start: "2025-10-02", end: "2026-01-01" }, days: 91 });
    const known = new Set(BOUGHT.filter(({ on }) => on <= "2025-10-01").map(({ customer }) => customer));
    const came = BOUGHT.filter(({ customer, on }) => known.has(customer) && on > "2025-10-01").length;
    expect(latest?.orders.actual).toBe(came);
    expect(latest?.revenue?.actual).toBe(came * 1000);
    expect(latest?.orders.error).toBeCloseTo((latest?.orders.predicted ?? 0) / came - 1, 12);
    expect(latest?.isWithin).toBe((latest?.low ?? 0) <= came && came <= (latest?.high ?? 0));
    // Two quarters without a day in common are too few to grade.
    const quarters = proof?.spans.filter(({ days }) => days === 91) ?? [];
    expect(proof).toMatchObject({ tests: 2, apart: 2, hitTests: 2, moneyTests: 2, isGraded: false, grade: "D" });
    expect(proof?.hits).toBe(quarters.filter(({ isWithin }) => isWithin).length);
    expect(proof?.tenths.reduce((sum, { customers }) => sum + customers, 0)).toBe(known.size);
    expect(version?.predicted?.totals.map(({ days, profit }) => [days, profit])).toEqual([
      [90, null],
      [365, null],
      [730, null],
      [1095, null],
    ]);
  });

  it("the version of back then is found again by its moment", async () => {
    const shop = await insertShop();
    await insertOrders(shop, orders(BOUGHT.slice(0, 20)));
    await predict(shop, new Date("2025-11-20T12:00:00Z"));
    await predict(shop, NOW);
    const then = await predictionReport(shop, { asOf: NOW, by: new Date("2025-12-01T00:00:00Z") });
    expect(then.version).toMatchObject({ versionId: 1, asOf: "2025-11-19", refusal: { kind: "tooFewCustomers" } });
    expect((await predictionReport(shop, { asOf: NOW })).version?.versionId).toBe(2);
  });

  it("a fitting is shown while it runs, and not when it has been silent for a quarter of an hour", async () => {
    const shop = await insertShop();
    expect(await predictionReport(shop, { asOf: NOW })).toMatchObject({ phase: null, version: null });
    await reachPhase(shop, "fitting", NOW);
    expect((await predictionReport(shop, { asOf: NOW })).phase).toBe("fitting");
    const later = new Date(NOW.getTime() + 16 * 60_000);
    expect((await predictionReport(shop, { asOf: later })).phase).toBeNull();
  });
});
