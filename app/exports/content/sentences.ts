import type { MetricName } from "~/analytics/metrics/registry";
import { formatFigure, formatValue, movement } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";

/** One plain sentence on a figure and how it moved against the comparison period; none for a figure the report does not hold. */
export function figureSentence(report: Report, metric: MetricName, language: Language): string[] {
  const figure = report.metrics[metric];
  if (!figure) return [];
  const t = translator(language);
  const name = t(`metrics.${metric}.label`);
  const value = formatFigure(figure, report.currency, language);
  const moved = movement(figure, language);
  switch (moved.kind) {
    case "rose":
    case "fell":
      return [t(`reports.sentences.${moved.kind}`, { name, change: moved.size, value })];
    case "was": {
      const previous = formatValue(figure.previous ?? null, figure.unit, report.currency, language);
      return [t("reports.sentences.was", { name, value, previous })];
    }
    case "hardly":
    case "alone":
      return [t(`reports.sentences.${moved.kind}`, { name, value })];
    case "unknown":
      return [t("reports.sentences.unknown", { name })];
  }
}
