import { getMetric, type MetricName } from "~/analytics/metrics/registry";
import { shownOf, USUAL_KEY_FIGURES } from "~/analytics/sectionOptions";
import { formatChange, formatFigure, formatValue, movement, UNKNOWN } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Figure, Report } from "~/reports/report";
import type { Card, Section } from "./content";
import { figureSentence } from "./sentences";

/** The usual ones; a report shows those it holds. */
export const KEY_FIGURES = USUAL_KEY_FIGURES;

/** The key figures of a report: those chosen, else the usual ones, of which lifetime value stands in net sales where costs are unknown. */
export const keyFiguresOf = (report: Report): readonly MetricName[] =>
  shownOf(report).keyFigures ?? KEY_FIGURES.map((metric) => usualFigure(metric, report));

const usualFigure = (metric: MetricName, { metrics }: Report): MetricName =>
  metric === "lifetimeValue" && metrics.lifetimeValue?.value == null && metrics.lifetimeNetSales
    ? "lifetimeNetSales"
    : metric;

/** The figures told in a sentence: the first two chosen that are known, else the first. */
function toldOf(report: Report): readonly MetricName[] {
  const chosen = shownOf(report).keyFigures;
  if (chosen === null) return ["netSales", "contributionProfit"];
  const known = chosen.filter((metric) => (report.metrics[metric]?.value ?? null) !== null);
  return known.length > 0 ? known.slice(0, 2) : chosen.slice(0, 1);
}

export function keyFigureSection(report: Report, language: Language): Section {
  const t = translator(language);
  const cards = keyFiguresOf(report).flatMap((metric) => {
    const figure = report.metrics[metric];
    return figure ? [card(metric, figure, report, language)] : [];
  });
  return {
    name: "keyFigures",
    heading: t("reports.sections.keyFigures"),
    sentences: toldOf(report).flatMap((metric) => figureSentence(report, metric, language)),
    cards,
    pictures: [],
    table: null,
    remarks: cards.some(({ value }) => value === UNKNOWN) ? [t("reports.content.dash")] : [],
  };
}

function card(metric: MetricName, figure: Figure, { currency, comparison }: Report, language: Language): Card {
  const t = translator(language);
  const write = (value: number) => formatValue(value, figure.unit, currency, language);
  const { previous = null, low = null, high = null } = figure;
  return {
    label: t(`metrics.${metric}.label`),
    value: formatFigure(figure, currency, language),
    // Figures of the whole history have no earlier one, which is no lack to be told.
    change: comparison && figure.previous !== undefined ? formatChange(figure, currency, language) : "",
    isGood: isGood(metric, figure, language),
    remarks: [
      ...(previous === null ? [] : [t("reports.content.before", { previous: write(previous) })]),
      ...(low === null || high === null || low === high
        ? []
        : [t("reports.content.range", { low: write(low), high: write(high) })]),
    ],
  };
}

function isGood(metric: MetricName, figure: Figure, language: Language): boolean | null {
  const { better } = getMetric(metric);
  const { kind } = movement(figure, language);
  if (better === "neutral" || (kind !== "rose" && kind !== "fell")) return null;
  return (kind === "rose") === (better === "more");
}
