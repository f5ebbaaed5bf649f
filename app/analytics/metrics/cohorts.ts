import type { Metric } from "./metric";
import { TENURE } from "./sources";

const BY_TENURE = ["tenure"] as const;
const OF_COHORT = { clocks: BY_TENURE, source: TENURE, version: 1 } as const;

/** What becomes of the customers who began together: they stay, what they are worth, and what winning them cost. */
export const COHORT_METRICS = [
  {
    ...OF_COHORT,
    name: "retention",
    unit: "ratio",
    basis: "cohort customers",
    formula: "customers of the cohort who ordered in the span of tenure ÷ cohort size",
    better: "more",
  },
  {
    ...OF_COHORT,
    name: "repeatRate",
    unit: "ratio",
    basis: "cohort customers",
    formula: "customers with a second order by the end of the span of tenure ÷ cohort size",
    better: "more",
  },
  {
    ...OF_COHORT,
    name: "lifetimeNetSales",
    unit: "minor",
    basis: "orders of the cohort",
    formula: "Σ net sales through the span of tenure ÷ cohort size",
    better: "more",
  },
  {
    ...OF_COHORT,
    name: "lifetimeGrossProfit",
    unit: "minor",
    basis: "orders of the cohort",
    formula: "Σ gross profit through the span of tenure ÷ cohort size",
    better: "more",
  },
  {
    ...OF_COHORT,
    name: "lifetimeValue",
    unit: "minor",
    basis: "orders of the cohort",
    formula: "CLTV = Σ contribution profit through the span of tenure ÷ cohort size",
    better: "more",
  },
  {
    ...OF_COHORT,
    name: "lifetimeProfitAfterMarketing",
    unit: "minor",
    basis: "orders of the cohort, marketing spend of the span in which it was won",
    formula: "(Σ contribution profit through the span of tenure − marketing spend of the cohort’s span) ÷ cohort size",
    better: "more",
  },
  {
    ...OF_COHORT,
    name: "lifetimeOrders",
    unit: "number",
    basis: "orders of the cohort",
    formula: "orders through the span of tenure ÷ cohort size",
    better: "more",
  },
  {
    ...OF_COHORT,
    name: "lifetimeUnits",
    unit: "number",
    basis: "PRODUCT sales with action ORDER of the cohort",
    formula: "units through the span of tenure ÷ cohort size",
    better: "more",
  },
  {
    ...OF_COHORT,
    name: "lifetimeValueAtAge",
    unit: "minor",
    basis: "orders within n days of the customer’s first, of customers aged n days or more",
    formula: "CLTV(n days) = Σ contribution profit of orders at most n days after the first ÷ customers aged ≥ n days",
    better: "more",
  },
  {
    ...OF_COHORT,
    name: "repeatRateAtAge",
    unit: "ratio",
    basis: "customers aged n days or more",
    formula: "customers with a second order at most n days after the first ÷ customers aged ≥ n days",
    better: "more",
  },
  {
    ...OF_COHORT,
    name: "timeToSecondOrder",
    unit: "days",
    basis: "customers with a second order",
    formula: "median of local day of the second order − local day of the first",
    better: "less",
  },
  {
    ...OF_COHORT,
    name: "payback",
    unit: "count",
    basis: "contribution profit of the cohort, marketing spend of the span in which it was won",
    formula:
      "first tenure by whose end Σ contribution profit ≥ marketing spend of the cohort’s span; unknown while the spend is",
    better: "less",
  },
  {
    ...OF_COHORT,
    name: "valueToCost",
    unit: "number",
    basis: "contribution profit of the cohort through the horizon, marketing spend of the span in which it was won",
    formula: "LTV : CAC = Σ contribution profit through the horizon ÷ marketing spend of the cohort’s span",
    better: "more",
  },
] as const satisfies readonly Metric[];
