import { formatCount, formatMoney, formatMoneyShort, formatMonthShort, formatPercentShort } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { type CohortLine, cohortLines, lifetimeMetric } from "../cohortGrid";
import { STATEMENT } from "../statement";
import { curves } from "./curves";
import { heatMap } from "./heatMap";
import { monthChart } from "./monthChart";
import { SERIES } from "./palette";
import { type Step, waterfall } from "./waterfall";

/** Most cohorts and tenure months a picture can show legibly; files hold them all. */
const MOST_COHORTS = 13;
const MOST_TENURES = 13;
const MOST_CURVES = 5;

/** Net sales and contribution profit by month; null without a month. */
export function salesPicture(report: Report, language: Language): string | null {
  const { salesByMonth, profitAndLoss } = report.tables;
  if (salesByMonth.length === 0) return null;
  const t = translator(language);
  const profitOf = new Map(profitAndLoss.map((row) => [row.month, row.contributionProfit]));
  const profit = salesByMonth.map((row) => profitOf.get(row.month) ?? null);
  return monthChart({
    title: t("reports.charts.sales"),
    months: salesByMonth.map((row) => row.month),
    series: [
      {
        text: t("metrics.netSales.label"),
        colour: SERIES.blue,
        kind: "bar",
        values: salesByMonth.map((row) => row.netSales),
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

/** Share of each cohort that ordered again, by tenure month, newest cohorts; null without a cohort. */
export function retentionPicture(report: Report, language: Language): string | null {
  const t = translator(language);
  const lines = cohortLines(report.tables.cohorts).slice(-MOST_COHORTS);
  if (lines.length === 0) return null;
  const columns = Math.min(MOST_TENURES, Math.max(...lines.map((line) => line.cells.length)));
  return heatMap({
    title: t("reports.charts.retention"),
    heading: t("reports.charts.retentionByMonth"),
    columns: Array.from({ length: columns }, (_, tenure) => formatCount(tenure, language)),
    rows: lines.map((line) => ({
      text: formatMonthShort(line.cohortMonth, language),
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

/** Lifetime value per customer by tenure month, for cohorts spread over the history; null without two months of any. */
export function lifetimePicture(report: Report, language: Language): string | null {
  const t = translator(language);
  const metric = lifetimeMetric(report.tables.cohorts);
  const lines = cohortLines(report.tables.cohorts)
    .map((line) => ({ ...line, cells: line.cells.filter((cell) => cell?.complete) }))
    .filter((line) => line.cells.length >= 2);
  if (lines.length === 0) return null;
  return curves({
    title: t(`metrics.${metric}.label`),
    heading: t("reports.columns.tenureMonth"),
    curves: spread(lines, MOST_CURVES).map((line: CohortLine) => ({
      text: formatMonthShort(line.cohortMonth, language),
      values: line.cells.slice(0, 25).map((cell) => cell?.[metric] ?? null),
    })),
    tick: (value) => formatMoneyShort(value, report.currency, language),
    language,
  });
}

/** At most `count` of the list, evenly spread, the first and the last among them. */
function spread<T>(list: readonly T[], count: number): T[] {
  if (list.length <= count) return [...list];
  const places = new Set(
    Array.from({ length: count }, (_, index) => Math.round((index * (list.length - 1)) / (count - 1))),
  );
  return list.filter((_, index) => places.has(index));
}
