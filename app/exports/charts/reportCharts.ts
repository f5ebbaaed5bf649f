import type { CohortSpan } from "~/analytics/cohorts";
import { formatCount, formatMoney, formatMoneyShort, formatPercentShort, formatValue } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { type CohortLine, type CohortTold, cohortLines, cohortTold, toldValue } from "../cohortGrid";
import { toldName } from "../content/cohortWords";
import { NAMED_EVERY, namedPart, partName, profitParts, salesParts } from "../reportParts";
import { STATEMENT } from "../statement";
import { curves } from "./curves";
import { heatMap } from "./heatMap";
import { SERIES } from "./palette";
import { partChart } from "./partChart";
import { type Step, waterfall } from "./waterfall";

/** Most cohorts and spans of tenure a picture can show legibly; files hold them all. */
const MOST_COHORTS = 13;
const MOST_TENURES = 13;
const MOST_CURVES = 5;
/** Spans of tenure that a curve is drawn through: of weeks a year, of months two, of quarters three. */
const MOST_STEPS: Readonly<Record<CohortSpan, number>> = { week: 53, month: 25, quarter: 13 };

/** Net sales and contribution profit by the report's grain; null without a part. */
export function salesPicture(report: Report, language: Language): string | null {
  const { grain } = report;
  const sales = salesParts(report);
  if (sales.length === 0) return null;
  const t = translator(language);
  const profitOf = new Map(profitParts(report).map((row) => [row.start, row.contributionProfit]));
  const profit = sales.map((row) => profitOf.get(row.start) ?? null);
  return partChart({
    title: t(`spans.chart.${grain}`),
    parts: sales.map((row, index) => namedPart(row.start, grain, index, language)),
    steps: NAMED_EVERY[grain],
    series: [
      {
        text: t("metrics.netSales.label"),
        colour: SERIES.blue,
        kind: "bar",
        values: sales.map((row) => row.netSales),
      },
      ...(profit.some((value) => value !== null)
        ? [{ text: t("metrics.contributionProfit.label"), colour: SERIES.orange, kind: "bar" as const, values: profit }]
        : []),
    ],
    tick: (value) => formatMoneyShort(value, report.currency, language),
    language,
  });
}

/** The steps from net revenue to profit over the period; null where nothing below net revenue is known. */
export function profitPicture(report: Report, language: Language): string | null {
  const t = translator(language);
  const steps = STATEMENT.filter((line) => line.isStep).flatMap(({ metric, kind }): Step[] => {
    const value = report.metrics[metric]?.value;
    if (value === null || value === undefined || (kind === "cost" && value === 0)) return [];
    const signed = kind === "cost" ? -value : value;
    const amount = formatMoney(signed, report.currency, language);
    return [{ text: t(`metrics.${metric}.label`), kind: kind === "level" ? "level" : "change", value: signed, amount }];
  });
  const levels = steps.filter((step) => step.kind === "level").length;
  return levels < 2 ? null : waterfall({ title: t("reports.charts.profit"), steps, language });
}

/** Share of each cohort that ordered again, by tenure, newest cohorts; null without a cohort. */
export function retentionPicture(report: Report, language: Language): string | null {
  const t = translator(language);
  const lines = cohortLines(report).slice(-MOST_COHORTS);
  if (lines.length === 0) return null;
  const columns = Math.min(MOST_TENURES, Math.max(...lines.map((line) => line.cells.length)));
  return heatMap({
    title: t("reports.charts.retention"),
    heading: t(`spans.retention.${report.cohortSpan}`),
    columns: Array.from({ length: columns }, (_, tenure) => formatCount(tenure, language)),
    rows: lines.map((line) => ({
      text: partName(line.start, report.cohortSpan, language),
      size: formatCount(line.cohortSize, language),
      cells: line.cells.slice(0, columns).map(
        (cell) =>
          cell && {
            value: cell.retention,
            text: formatPercentShort(cell.retention, language),
            complete: cell.complete,
          },
      ),
    })),
    scaleFrom: 1,
    language,
  });
}

/** What cohorts are told by, such as lifetime value per customer, by tenure, for cohorts spread over the history; null without two spans of any. */
export function lifetimePicture(report: Report, language: Language): string | null {
  const t = translator(language);
  const told = cohortTold(report);
  const lines = cohortLines(report)
    .map((line) => ({ ...line, cells: line.cells.filter((cell) => cell?.complete) }))
    .filter((line) => line.cells.length >= 2);
  if (lines.length === 0) return null;
  return curves({
    title: toldName(told, language),
    heading: t(`spans.since.${report.cohortSpan}`),
    curves: spread(lines, MOST_CURVES).map((line: CohortLine) => ({
      text: partName(line.start, report.cohortSpan, language),
      values: line.cells.slice(0, MOST_STEPS[report.cohortSpan]).map((cell) => cell && toldValue(cell, told)),
    })),
    tick: (value) => tickText(value, told, report.currency, language),
    language,
  });
}

function tickText(value: number, { unit }: CohortTold, currency: string, language: Language): string {
  if (unit === "ratio") return formatPercentShort(value, language);
  return unit === "minor" ? formatMoneyShort(value, currency, language) : formatValue(value, unit, currency, language);
}

/** At most `count` of the list, evenly spread, the first and the last among them. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  const places = new Set(
    Array.from({ length: count }, (_, index) => Math.round((index * (list.length - 1)) / (count - 1))),
  );
  return list.filter((_, index) => places.has(index));
}
