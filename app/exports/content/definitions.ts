import type { MetricName } from "~/analytics/metrics/registry";
import { METRIC_NAMES } from "~/analytics/metrics/registry";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report, SectionName } from "~/reports/report";
import { lifetimeMetric } from "../cohortGrid";
import { STATEMENT } from "../statement";
import { keyFiguresOf } from "./keyFigureSection";

export interface Definition {
  readonly metric: MetricName;
  readonly label: string;
  readonly explanation: string;
}

/** What each figure shown in these parts means, one plain sentence each, in the order of the registry. */
export function definitions(
  report: Report,
  parts: readonly { readonly name: SectionName }[],
  language: Language,
): Definition[] {
  const t = translator(language);
  const shown = new Set(parts.flatMap((part) => SHOWN[part.name](report)));
  return METRIC_NAMES.filter((metric) => shown.has(metric)).map((metric) => ({
    metric,
    label: t(`metrics.${metric}.label`),
    explanation: t(`metrics.${metric}.explanation`),
  }));
}

/** The figures that a part shows. */
const SHOWN: Readonly<Record<SectionName, (report: Report) => readonly MetricName[]>> = {
  keyFigures: (report) => keyFiguresOf(report).filter((metric) => report.metrics[metric] !== undefined),
  sales: () => ["orders", "netSales", "averageOrderValue", "newCustomers"],
  profitAndLoss: (report) =>
    STATEMENT.flatMap((line) => ("margin" in line ? [line.metric, line.margin] : [line.metric])).filter(
      (metric) => report.metrics[metric] !== undefined,
    ),
  cohorts: (report) => ["customers", "retention", lifetimeMetric(report)],
  products: () => ["units", "netSales", "contributionProfit", "returnRate"],
  highValueCustomers: () => [
    "highValueCustomers",
    "netSales",
    "contributionProfit",
    "averageOrderValue",
    "medianOrderValue",
  ],
  platforms: () => ["sessions", "platformOrders", "conversionRate", "netSales", "acquisitionCost"],
  lifecycle: () => ["customerRetentionRate", "customerChurnRate"],
};
