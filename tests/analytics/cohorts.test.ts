import { describe, expect, it } from "vitest";
import { cohortAcquisitions, isSpendKnown } from "~/analytics/acquisition";
import { type CohortView, cellValue } from "~/analytics/cohortMeasures";
import {
  allCustomers,
  type CohortCalendar,
  type CohortFacts,
  cohortCells,
  lifetimeRates,
  pooledCohorts,
} from "~/analytics/cohorts";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";

/** Every customer orders once, two pieces; the cost of half of what was sold is known. */
const fact = (cohort: string, tenure: number, customers: number, net: number, secondOrders = 0): CohortFacts => ({
  cohort: day(cohort),
  tenure,
  customers,
  orders: customers,
  secondOrders,
  sums: {
    ...NO_SALES,
    grossSales: minor(net),
    productNet: minor(net),
    costedNet: minor(net),
    costedSales: 1,
    cogs: minor(net / 2),
    units: 2 * customers,
  },
  fees: NO_FEES,
});

const facts = [fact("2025-01-01", 0, 3, 3000), fact("2025-01-01", 2, 1, 600, 1), fact("2025-02-01", 0, 1, 1000)];
const sizes = new Map([
  [day("2025-02-01"), 1],
  [day("2025-01-01"), 3],
]);
const march: CohortCalendar = { span: "month", weekStart: 1, today: day("2025-03-14"), notEnded: day("2025-03-14") };
const cells = cohortCells(facts, sizes, march);

describe("the cohort table", () => {
  it("has every month up to the one observed, empty ones with zeros", () => {
    expect(cells.map(({ cohort, tenure }) => [cohort, tenure])).toEqual([
      ["2025-01-01", 0],
      ["2025-01-01", 1],
      ["2025-01-01", 2],
      ["2025-02-01", 0],
      ["2025-02-01", 1],
    ]);
    expect(cells[1]).toMatchObject({ customers: 0, orders: 0, netSales: 0, grossProfit: 0, retention: 0 });
  });

  it("carries lifetime values through months without orders", () => {
    expect(cells.map(({ lifetimeNetSales }) => lifetimeNetSales)).toEqual([1000, 1000, 1200, 1000, 1000]);
    expect(cells.map(({ lifetimeValue }) => lifetimeValue)).toEqual([500, 500, 600, 500, 500]);
    expect(cells.map(({ repeatRate }) => repeatRate)).toEqual([0, 0, 1 / 3, 0, 0]);
    expect(cells.map(({ lifetimeOrders }) => lifetimeOrders)).toEqual([1, 1, 4 / 3, 1, 1]);
  });

  it("marks the month that is still running, and counts it as ended with its last instant", () => {
    expect(cells.map(({ complete }) => complete)).toEqual([true, true, false, true, false]);
    const last = { ...march, today: day("2025-03-31") };
    const running = cohortCells(facts, sizes, { ...last, notEnded: day("2025-03-31") });
    expect(running.map(({ complete }) => complete)).toEqual([true, true, false, true, false]);
    const ended = cohortCells(facts, sizes, { ...last, notEnded: day("2025-04-01") });
    expect(ended.every(({ complete }) => complete)).toBe(true);
  });

  it("by weeks counts tenure in weeks that begin on the shop's day", () => {
    const weeks = cohortCells(
      [fact("2025-03-02", 0, 2, 500), fact("2025-03-02", 1, 1, 100, 1)],
      new Map([[day("2025-03-02"), 2]]),
      { span: "week", weekStart: 7, today: day("2025-03-16"), notEnded: day("2025-03-16") },
    );
    expect(weeks.map(({ tenure, complete, lifetimeNetSales }) => [tenure, complete, lifetimeNetSales])).toEqual([
      [0, true, 250],
      [1, true, 300],
      [2, false, 300],
    ]);
  });
});

describe("a view of a cell", () => {
  const last = cells[2];
  const shown = (view: CohortView) => last && cellValue(last, view);

  it("is what the span brought or all since the first order, over the cohort or per customer of it", () => {
    expect(shown({ measure: "netSales", through: "span", per: "cohort" })).toBe(600);
    expect(shown({ measure: "netSales", through: "span", per: "customer" })).toBe(200);
    expect(shown({ measure: "netSales", through: "cumulative", per: "cohort" })).toBe(3600);
    expect(shown({ measure: "netSales", through: "cumulative", per: "customer" })).toBe(1200);
    expect(shown({ measure: "units", through: "cumulative", per: "customer" })).toBe(8 / 3);
    expect(shown({ measure: "retention", through: "cumulative", per: "cohort" })).toBe(1 / 3);
  });

  it("after marketing takes the cohort's spend off once, in its first span", () => {
    const spent = cohortCells(facts, sizes, march, (cohort) => (cohort === "2025-01-01" ? minor(1600) : null));
    const view = { measure: "profitAfterMarketing", per: "cohort" } as const;
    const values = (through: "span" | "cumulative") => spent.map((cell) => cellValue(cell, { ...view, through }));
    // Contribution profit is 1500, 0, 300.
    expect(values("span")).toEqual([-100, 0, 300, null, null]);
    expect(values("cumulative")).toEqual([-100, -100, 200, null, null]);
  });
});

describe("what winning a cohort cost", () => {
  const spend = (january: number, february: number | null) =>
    cohortCells(facts, sizes, march, (cohort) =>
      cohort === "2025-01-01" ? minor(january) : february === null ? null : minor(february),
    );

  it("comes back in the first span by whose end contribution profit reaches it", () => {
    const [january, february] = cohortAcquisitions(spend(1600, 500), 2);
    // 500 of 1600 is missing after two months (1500), 1800 in the third; February's 500 come back at once.
    expect(january).toMatchObject({
      acquisitionCost: 533,
      payback: 2,
      paybackState: "reached",
      valueToCost: 1500 / 1600,
    });
    expect(february).toMatchObject({ acquisitionCost: 500, payback: 0, paybackState: "reached" });
  });

  it("may not have come back yet, and is unknown where the spend is, never 0", () => {
    const [january, february] = cohortAcquisitions(spend(5000, null), 1);
    expect(january).toMatchObject({ payback: null, paybackState: "notYet", valueToCost: 0.3 });
    expect(february).toMatchObject({
      spend: null,
      acquisitionCost: null,
      payback: null,
      paybackState: "unknown",
      valueToCost: null,
    });
  });

  it("is not set against a value whose horizon has not ended", () => {
    expect(cohortAcquisitions(spend(1600, 500), 3).map(({ valueToCost }) => valueToCost)).toEqual([null, null]);
  });

  it("is known as far as the record reaches, within it also where nothing was spent", () => {
    const record = { first: day("2025-01-10"), last: day("2025-03-13") };
    const known = (start: string, end: string, notEnded = "2025-03-14") =>
      isSpendKnown(day(start), day(end), day(notEnded), record);
    expect(known("2025-01-01", "2025-02-01")).toBe(false);
    expect(known("2025-02-01", "2025-03-01")).toBe(true);
    expect(known("2025-03-01", "2025-04-01")).toBe(true);
    expect(known("2025-03-01", "2025-04-01", "2025-03-20")).toBe(false);
    expect(isSpendKnown(day("2025-02-01"), day("2025-03-01"), day("2025-03-14"), null)).toBe(false);
    // Nothing was spent for a shop that was not there yet.
    const began = (on: string) => ({ ...record, shopBegan: day(on) });
    expect(isSpendKnown(day("2025-01-01"), day("2025-02-01"), day("2025-03-14"), began("2025-01-10"))).toBe(true);
    expect(isSpendKnown(day("2025-01-01"), day("2025-02-01"), day("2025-03-14"), began("2025-01-09"))).toBe(false);
  });
});

describe("all cohorts pooled", () => {
  it("weigh as many customers as they have, and leave out cells that are not complete", () => {
    const curve = pooledCohorts(cells);
    expect(curve.map(({ tenure, cohorts, customers }) => [tenure, cohorts, customers])).toEqual([
      [0, 2, 4],
      [1, 1, 3],
    ]);
    // (3000 + 1000) ÷ 4 and half of it.
    expect(curve[0]).toMatchObject({ retention: 1, lifetimeNetSales: 1000, lifetimeValue: 500 });
  });

  it("up to the day observed give the value of a customer over all of them", () => {
    // (3600 + 1000) ÷ 4 customers; one of four came back; 5 orders and 10 pieces.
    expect(lifetimeRates(allCustomers(cells))).toEqual({
      repeatRate: 0.25,
      lifetimeNetSales: 1150,
      lifetimeGrossProfit: 575,
      lifetimeValue: 575,
      lifetimeProfitAfterMarketing: null,
      lifetimeOrders: 1.25,
      lifetimeUnits: 2.5,
    });
  });
});
