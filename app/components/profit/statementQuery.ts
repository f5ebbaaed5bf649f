import { METRIC_NAMES, type MetricName } from "~/analytics/metrics/registry";
import { GRAINS } from "~/analytics/period";
import type { PartsBy, StatementAxis } from "~/reports/statement";

export const AXES = [...GRAINS, "channel"] as const satisfies readonly StatementAxis[];

/** Days and weeks of a long period make a table nobody reads: at most this many columns. */
export const MOST_COLUMNS = 120;

/** The columns an address asks for; months where it does not say. */
export const axisIn = (search: URLSearchParams): StatementAxis =>
  AXES.find((axis) => axis === search.get("columns")) ?? "month";

const PARTS_BY: readonly PartsBy[] = [
  "productType",
  "vendor",
  "costSource",
  "reversalCause",
  "shippingKind",
  "country",
  "gateway",
  "feeSource",
  "platform",
  "expense",
];

/** Which row an address takes apart, and by what; null where it names none. */
export function partsIn(search: URLSearchParams): { readonly metric: MetricName; readonly by: PartsBy } | null {
  const metric = METRIC_NAMES.find((name) => name === search.get("metric"));
  const by = PARTS_BY.find((name) => name === search.get("by"));
  return metric && by ? { metric, by } : null;
}
