import { describe, expect, it } from "vitest";
import { minor, type Ratio } from "~/analytics/money";
import { month } from "~/analytics/period";
import { cohortsOf, MEASURES } from "~/components/cohorts/measures";
import type { CohortRow } from "~/reports/report";

const cell = (of: string, tenureMonth: number): CohortRow => ({
  cohortMonth: month(of),
  tenureMonth,
  cohortSize: 40,
  customers: 10,
  orders: 12,
  netSales: minor(1_000),
  grossProfit: minor(500),
  contributionProfit: minor(400),
  retention: 0.25 as Ratio,
  repeatRate: 0.2 as Ratio,
  lifetimeNetSales: minor(2_500),
  lifetimeGrossProfit: minor(1_250),
  lifetimeValue: minor(900),
  complete: true,
});

describe("cohorts as rows", () => {
  it("come oldest first, each with its months in order, whatever order the cells come in", () => {
    const cohorts = cohortsOf([cell("2026-02", 0), cell("2026-01", 1), cell("2026-01", 0)]);
    expect(cohorts.map((row) => [row.month, row.size, row.cells.map((one) => one.tenureMonth)])).toEqual([
      ["2026-01", 40, [0, 1]],
      ["2026-02", 40, [0]],
    ]);
  });

  it("a cumulative measure is per customer, one of a month is of the whole cohort", () => {
    const one = cell("2026-01", 0);
    expect(MEASURES.lifetimeValue.of(one)).toBe(900);
    expect(MEASURES.contributionProfit.of(one)).toBe(400);
  });
});
