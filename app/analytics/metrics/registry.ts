import { COHORT_METRICS } from "./cohorts";
import { CONVERSION_METRICS } from "./conversion";
import { CUSTOMER_METRICS } from "./customers";
import { LIFECYCLE_METRICS } from "./lifecycle";
import type { Metric } from "./metric";
import { PROFIT_METRICS } from "./profit";
import { SALES_METRICS } from "./sales";
import { SUBSCRIPTION_METRICS } from "./subscriptions";

const FAMILIES = {
  sales: SALES_METRICS,
  customers: CUSTOMER_METRICS,
  lifecycle: LIFECYCLE_METRICS,
  conversion: CONVERSION_METRICS,
  profit: PROFIT_METRICS,
  cohorts: COHORT_METRICS,
  subscriptions: SUBSCRIPTION_METRICS,
} as const satisfies Record<string, readonly Metric[]>;

/** Groups of metrics, in the order in which the reference lists them. */
export type MetricFamily = keyof typeof FAMILIES;
export type MetricName = (typeof FAMILIES)[MetricFamily][number]["name"];

/** Every number Tenure shows. What is not in this list cannot be shown. */
const METRICS: readonly Metric<MetricName>[] = Object.values(FAMILIES).flat();

export const METRIC_NAMES: readonly MetricName[] = METRICS.map((metric) => metric.name);

export const METRIC_FAMILIES: readonly {
  readonly family: MetricFamily;
  readonly metrics: readonly Metric<MetricName>[];
}[] = (["sales", "customers", "lifecycle", "conversion", "profit", "cohorts", "subscriptions"] as const).map(
  (family) => ({
    family,
    metrics: FAMILIES[family],
  }),
);

const BY_NAME = new Map<MetricName, Metric<MetricName>>(METRICS.map((metric) => [metric.name, metric]));

/** The entry of a metric. Throws on a name that the registry does not hold. */
export function getMetric(name: MetricName): Metric<MetricName> {
  const metric = BY_NAME.get(name);
  if (!metric) throw new RangeError(`metric "${name}": expected a name of the registry`);
  return metric;
}
