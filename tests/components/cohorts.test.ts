import { describe, expect, it } from "vitest";
import { metricOf } from "~/analytics/cohortMeasures";
import { cohortChoices, unitOf } from "~/components/cohorts/cohortChoices";

const chosen = (address: string) => cohortChoices(new URLSearchParams(address));

describe("what a reader chose of the cohorts", () => {
  it("is by default lifetime value in contribution profit, by month, through the longest horizon with a value", () => {
    expect(chosen("")).toEqual({
      span: "month",
      split: null,
      measure: "contributionProfit",
      through: "cumulative",
      per: "customer",
      horizon: null,
    });
  });

  it("stands in the address, and what is malformed takes its default", () => {
    expect(chosen("cohorts=week&split=customerTag&measure=retention&through=span&per=cohort&horizon=26")).toEqual({
      span: "week",
      split: "customerTag",
      measure: "retention",
      through: "span",
      per: "cohort",
      horizon: 26,
    });
    expect(chosen("cohorts=day&split=colour&measure=ltv&horizon=7")).toEqual(chosen(""));
    expect(chosen("cohorts=quarter&horizon=12").horizon).toBeNull();
  });

  it("decides the metric that explains a cell, and its unit", () => {
    const view = { through: "cumulative", per: "customer" } as const;
    expect(metricOf({ ...view, measure: "contributionProfit" })).toBe("lifetimeValue");
    expect(metricOf({ ...view, measure: "contributionProfit", per: "cohort" })).toBe("contributionProfit");
    expect(metricOf({ ...view, measure: "repeatRate", per: "cohort" })).toBe("repeatRate");
    expect(unitOf({ measure: "orders", per: "customer" })).toBe("number");
    expect(unitOf({ measure: "orders", per: "cohort" })).toBe("count");
    expect(unitOf({ measure: "retention", per: "cohort" })).toBe("ratio");
    expect(unitOf({ measure: "netSales", per: "cohort" })).toBe("minor");
  });
});
