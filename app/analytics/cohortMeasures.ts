import type { CohortCell, TenurePoint } from "./cohorts";
import type { MetricName } from "./metrics/registry";
import { type Minor, minor, perUnit, share } from "./money";
import { orderProfit } from "./profit";
import { netSales } from "./sales";

/** What a cohort table shows of its cells. */
export const COHORT_MEASURES = [
  "contributionProfit",
  "profitAfterMarketing",
  "grossProfit",
  "netSales",
  "orders",
  "units",
  "repeatRate",
  "retention",
] as const;
export type CohortMeasure = (typeof COHORT_MEASURES)[number];

/** From the first order on, or what each span brought alone; over the whole cohort, or per customer of it. */
export interface CohortView {
  readonly measure: CohortMeasure;
  readonly through: "cumulative" | "span";
  readonly per: "customer" | "cohort";
}

/** Shares of the cohort have one way to be read. */
export const isShare = (measure: CohortMeasure): measure is "repeatRate" | "retention" =>
  measure === "repeatRate" || measure === "retention";

/** The metric that explains what a view shows. */
export function metricOf({ measure, through, per }: CohortView): MetricName {
  if (isShare(measure)) return measure;
  return through === "cumulative" && per === "customer" ? LIFETIME[measure] : measure;
}

const LIFETIME = {
  contributionProfit: "lifetimeValue",
  profitAfterMarketing: "lifetimeProfitAfterMarketing",
  grossProfit: "lifetimeGrossProfit",
  netSales: "lifetimeNetSales",
  orders: "lifetimeOrders",
  units: "lifetimeUnits",
} as const satisfies Record<Exclude<CohortMeasure, "repeatRate" | "retention">, MetricName>;

type Seen = Pick<TenurePoint, Exclude<keyof TenurePoint, "tenure" | "cohorts" | "customers">>;

/** The value of a cell, or of all cohorts at one tenure, as a view shows it. `customers` is the base of what is per customer. */
export function cohortValue(of: Seen, { measure, through, per }: CohortView, customers: number): number | null {
  if (isShare(measure)) return of[measure];
  const whole = through === "span" ? of[measure] : cumulative(of, measure);
  return per === "cohort" || whole === null ? whole : perCustomer(whole, measure, customers);
}

/** What a whole group brought, per customer of it: amounts to the minor unit, orders and units exactly. */
export const perCustomer = (
  whole: number,
  measure: Exclude<CohortMeasure, "repeatRate" | "retention">,
  customers: number,
): number | null =>
  measure === "orders" || measure === "units" ? share(whole, customers) : perUnit(minor(whole), customers);

export const cellValue = (cell: CohortCell, view: CohortView): number | null =>
  cohortValue(cell, view, cell.cohortSize);

function cumulative(
  { through }: Seen,
  measure: Exclude<CohortMeasure, "repeatRate" | "retention">,
): Minor | number | null {
  const { sums, fees, orders, spend } = through;
  switch (measure) {
    case "orders":
      return orders;
    case "units":
      return sums.units;
    case "netSales":
      return netSales(sums);
    case "grossProfit":
      return orderProfit(sums, fees).grossProfit;
    case "contributionProfit":
      return orderProfit(sums, fees).contributionProfit;
    case "profitAfterMarketing": {
      const { contributionProfit } = orderProfit(sums, fees);
      return contributionProfit === null || spend === null ? null : minor(contributionProfit - spend);
    }
  }
}
