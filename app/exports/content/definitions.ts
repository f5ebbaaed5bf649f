import type { CohortSpan } from "~/analytics/cohorts";
import type { MetricName } from "~/analytics/metrics/registry";
import { METRIC_NAMES } from "~/analytics/metrics/registry";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report, SectionName } from "~/reports/report";
import { cohortTold } from "../cohortGrid";
import { STATEMENT } from "../statement";
import { keyFiguresOf } from "./keyFigureSection";

const IN_SPANS = ["retention", "repeatRate", "lifetimeValue", "lifetimeNetSales"] as const;

/** Metrics of cohorts speak of months; where a report takes customers together by others, so do their explanations. */
function inSpans(metric: MetricName, span: CohortSpan) {
  const known = IN_SPANS.find((name) => name === metric);
  return known === undefined || span === "month" ? null : (`spans.explained.${known}.${span}` as const);
}

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
    explanation: t(inSpans(metric, report.cohortSpan) ?? `metrics.${metric}.explanation`),
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
  cohorts: (report) => ["customers", "retention", cohortTold(report).metric],
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
  statementParts: (report) => [...new Set(report.tables.statementParts.map(({ metric }) => metric))],
  rfm: () => ["customers", "netSales", "contributionProfit"],
  sharedTraits: () => ["highValueCustomers"],
  serviceLists: () => ["lapsePoint", "timeToSecondOrder", "netSales"],
  rhythm: () => ["lapsePoint"],
  expectedRenewals: () => ["renewalRate"],
  costCoverage: () => ["costCoverage", "netSales"],
  reconciliation: () => ["totalSales"],
  predictions: () => ["contributionProfit"],
  subscriptions: () => ["mrr", "subscribers", "subscriberChurn", "netRevenueRetention", "quickRatio"],
};
