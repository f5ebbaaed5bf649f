import type { Metric } from "./metric";
import { TENURE } from "./sources";

const BY_TENURE = ["tenure"] as const;

/** What becomes of the customers of one month: they stay, and what they are worth. */
export const COHORT_METRICS = [
  {
    name: "retention",
    unit: "ratio",
    basis: "cohort customers",
    clocks: BY_TENURE,
    formula: "customers of the cohort who ordered in the tenure month ÷ cohort size",
    source: TENURE,
    version: 1,
    better: "more",
  },
  {
    name: "repeatRate",
    unit: "ratio",
    basis: "cohort customers",
    clocks: BY_TENURE,
    formula: "customers with a second order by the end of the tenure month ÷ cohort size",
    source: TENURE,
    version: 1,
    better: "more",
  },
  {
    name: "lifetimeNetSales",
    unit: "minor",
    basis: "orders of the cohort",
    clocks: BY_TENURE,
    formula: "Σ net sales through the tenure month ÷ cohort size",
    source: TENURE,
    version: 1,
    better: "more",
  },
  {
    name: "lifetimeGrossProfit",
    unit: "minor",
    basis: "orders of the cohort",
    clocks: BY_TENURE,
    formula: "Σ gross profit through the tenure month ÷ cohort size",
    source: TENURE,
    version: 1,
    better: "more",
  },
  {
    name: "lifetimeValue",
    unit: "minor",
    basis: "orders of the cohort",
    clocks: BY_TENURE,
    formula: "CLTV = Σ contribution profit through the tenure month ÷ cohort size",
    source: TENURE,
    version: 1,
    better: "more",
  },
] as const satisfies readonly Metric[];
