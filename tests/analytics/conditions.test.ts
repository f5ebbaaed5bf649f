import { describe, expect, it } from "vitest";
import { hasComparison } from "~/analytics/comparedMetrics";
import { type Condition, Conditions, type ConditionTest, decision } from "~/analytics/conditions";
import { getMetric, type MetricName } from "~/analytics/metrics/registry";

type Tried = {
  readonly value: number | null;
  readonly unit: "minor" | "ratio" | "count";
  readonly previous?: number | null;
};

const REPORT = (metrics: Partial<Record<MetricName, Tried>>) => ({ currency: "GBP", metrics });
const decided = (of: readonly Condition[], metrics: Partial<Record<MetricName, Tried>>, mode: "all" | "any" = "all") =>
  decision({ mode, of }, REPORT(metrics), (metric) => getMetric(metric).unit, true);
const holds = (test: ConditionTest, value: string, figure: Tried, metric: MetricName = "netSales") =>
  decided([{ metric, test, value }], { [metric]: figure })?.of[0];

describe("a condition", () => {
  it("above and below a value does not hold at the value itself", () => {
    const figure = { value: 150000, unit: "minor" } as const;
    expect(holds("above", "149999", figure)?.holds).toBe(true);
    expect(holds("above", "150000", figure)?.holds).toBe(false);
    expect(holds("below", "150000", figure)?.holds).toBe(false);
    expect(holds("below", "150001", figure)?.holds).toBe(true);
    expect(holds("below", "-5", { value: -6, unit: "minor" })?.holds).toBe(true);
  });

  it("of a change holds from that change on, in proportion to what was", () => {
    // 10.00 to 11.00 is 10% exactly, though 0.1 is none of the numbers that floats have.
    const rose = { value: 1100, previous: 1000, unit: "minor" } as const;
    expect(holds("rose", "0.1", rose)?.holds).toBe(true);
    expect(holds("rose", "0.1001", rose)?.holds).toBe(false);
    expect(holds("fell", "0.1", rose)?.holds).toBe(false);
    expect(holds("moved", "0.1", rose)?.holds).toBe(true);
    const fell = { value: 700, previous: 1000, unit: "minor" } as const;
    expect(holds("fell", "0.3", fell)?.holds).toBe(true);
    expect(holds("moved", "0.3", fell)?.holds).toBe(true);
    expect(holds("rose", "0.3", fell)?.holds).toBe(false);
  });

  it("of a changed ratio is in points, as everywhere", () => {
    // 20% to 25% are five points, not a quarter more.
    const ratio = { value: 0.25, previous: 0.2, unit: "ratio" } as const;
    expect(holds("rose", "0.05", ratio, "grossMargin")?.holds).toBe(true);
    expect(holds("rose", "0.06", ratio, "grossMargin")?.holds).toBe(false);
  });

  it("on a figure that is unknown does not hold, and tells why", () => {
    expect(holds("below", "1", { value: null, unit: "minor" })).toMatchObject({ holds: false, untried: "unknown" });
    expect(decided([{ metric: "mrr", test: "below", value: "1" }], {})?.of[0]).toMatchObject({
      holds: false,
      untried: "unknown",
      figure: null,
      unit: "minor",
    });
    expect(holds("moved", "0", { value: 5, unit: "minor" })).toMatchObject({
      holds: false,
      untried: "nothingToCompare",
    });
    expect(holds("rose", "0.1", { value: 5, previous: 0, unit: "minor" })).toMatchObject({ untried: "noBase" });
  });
});

describe("conditions", () => {
  const metrics = { netSales: { value: 500, unit: "minor" }, orders: { value: 3, unit: "count" } } as const;
  const sold: Condition = { metric: "netSales", test: "above", value: "100" };
  const many: Condition = { metric: "orders", test: "above", value: "10" };

  it("all of which have to hold do not where one does not; of any one is enough", () => {
    expect(decided([sold, many], metrics)?.holds).toBe(false);
    expect(decided([sold, many], metrics, "any")?.holds).toBe(true);
    expect(decided([many], metrics, "any")?.holds).toBe(false);
  });

  it("that are none decide nothing", () => {
    expect(decided([], metrics)).toBeNull();
  });

  it("keep the figures that decided", () => {
    expect(decided([sold], metrics)).toEqual({
      mode: "all",
      currency: "GBP",
      holds: true,
      asked: true,
      of: [{ ...sold, unit: "minor", figure: 500, previous: null, holds: true, untried: null }],
    });
  });

  it("are five at most, each an exact decimal of a known metric", () => {
    const six = { mode: "all", of: Array.from({ length: 6 }, () => sold) };
    expect(Conditions.safeParse(six).success).toBe(false);
    for (const value of ["", "1e3", "NaN", "1,5", "0x10", "9".repeat(21)])
      expect(Conditions.safeParse({ mode: "any", of: [{ ...sold, value }] }).success).toBe(false);
    expect(Conditions.safeParse({ mode: "any", of: [{ ...sold, metric: "sales" }] }).success).toBe(false);
  });
});

describe("a figure", () => {
  it("of the period has another to compare with, one of the whole history has none", () => {
    expect((["netSales", "contributionMargin", "newCustomers", "netProfit"] as const).every(hasComparison)).toBe(true);
    expect((["lifetimeValue", "mrr", "conversionRate", "highValueCustomers"] as const).some(hasComparison)).toBe(false);
  });
});
