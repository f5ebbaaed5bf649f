import type { MetricName } from "./metrics/registry";
import { ZERO } from "./money";
import { periodValues } from "./periodFigures";
import { NO_FEES } from "./profit";
import { NO_SALES } from "./sales";

const OF_PERIOD: ReadonlySet<string> = new Set(
  Object.keys(
    periodValues({
      sums: NO_SALES,
      fees: NO_FEES,
      marketingSpend: ZERO,
      operatingExpenses: ZERO,
      customers: 0,
      newCustomers: 0,
    }),
  ),
);

/** Whether a report has the figure of the period it compares with, too: those that are over a period do, those over the whole history do not. */
export const hasComparison = (metric: MetricName): boolean => OF_PERIOD.has(metric);
