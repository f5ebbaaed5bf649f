import { describe, expect, it } from "vitest";
import { allCustomers, type CohortMonthFacts, cohortCells, lifetimeRates, pooledCohorts } from "~/analytics/cohorts";
import { minor } from "~/analytics/money";
import { month } from "~/analytics/period";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";

/** Known cost of half of what was sold. */
const fact = (
  cohort: string,
  tenureMonth: number,
  customers: number,
  net: number,
  secondOrders = 0,
): CohortMonthFacts => ({
  cohortMonth: month(cohort),
  tenureMonth,
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
  },
  fees: NO_FEES,
});

const facts = [fact("2025-01", 0, 3, 3000), fact("2025-01", 2, 1, 600, 1), fact("2025-02", 0, 1, 1000)];
const sizes = new Map([
  [month("2025-02"), 1],
  [month("2025-01"), 3],
]);
const march = { month: month("2025-03"), monthHasEnded: false };
const cells = cohortCells(facts, sizes, march);

describe("the cohort table", () => {
  it("has every month up to the one observed, empty ones with zeros", () => {
    expect(cells.map(({ cohortMonth, tenureMonth }) => [cohortMonth, tenureMonth])).toEqual([
      ["2025-01", 0],
      ["2025-01", 1],
      ["2025-01", 2],
      ["2025-02", 0],
      ["2025-02", 1],
    ]);
    expect(cells[1]).toMatchObject({ customers: 0, orders: 0, netSales: 0, grossProfit: 0, retention: 0 });
  });

  it("carries lifetime values through months without orders", () => {
    expect(cells.map(({ lifetimeNetSales }) => lifetimeNetSales)).toEqual([1000, 1000, 1200, 1000, 1000]);
    expect(cells.map(({ lifetimeValue }) => lifetimeValue)).toEqual([500, 500, 600, 500, 500]);
    expect(cells.map(({ repeatRate }) => repeatRate)).toEqual([0, 0, 1 / 3, 0, 0]);
  });

  it("marks the month that is still running, and counts it as ended with its last instant", () => {
    expect(cells.map(({ complete }) => complete)).toEqual([true, true, false, true, false]);
    const ended = cohortCells(facts, sizes, { ...march, monthHasEnded: true });
    expect(ended.every(({ complete }) => complete)).toBe(true);
  });
});

describe("all cohorts pooled", () => {
  it("weigh as many customers as they have, and leave out cells that are not complete", () => {
    const curve = pooledCohorts(cells);
    expect(curve.map(({ tenureMonth, cohorts, customers }) => [tenureMonth, cohorts, customers])).toEqual([
      [0, 2, 4],
      [1, 1, 3],
    ]);
    // (3000 + 1000) ÷ 4 and half of it.
    expect(curve[0]).toMatchObject({ retention: 1, lifetimeNetSales: 1000, lifetimeValue: 500 });
  });

  it("up to the day observed give the value of a customer over all of them", () => {
    // (3600 + 1000) ÷ 4 customers; one of four came back.
    expect(lifetimeRates(allCustomers(cells))).toEqual({
      repeatRate: 0.25,
      lifetimeNetSales: 1150,
      lifetimeGrossProfit: 575,
      lifetimeValue: 575,
    });
  });
});
