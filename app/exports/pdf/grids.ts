import type { CohortSpan } from "~/analytics/cohorts";
import type { MetricName } from "~/analytics/metrics/registry";
import type { Day, Grain } from "~/analytics/period";
import { formatAmount, formatCount, formatDay, formatDayShort, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { shade } from "../charts/palette";
import { type CohortCell, cohortLines, cohortTold, toldText, toldValue } from "../cohortGrid";
import { toldCaption, toldName } from "../content/cohortWords";
import { partName, profitParts, salesParts } from "../reportParts";
import { STATEMENT } from "../statement";

export interface GridCell {
  readonly text: string;
  /** Background; none for plain cells. */
  readonly fill?: string;
}

export interface GridRow {
  readonly text: string;
  readonly isStrong: boolean;
  readonly cells: readonly GridCell[];
}

/** A wide table: words in the first column, figures to the right of it. */
export interface Grid {
  readonly heading: string;
  readonly remarks: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly GridRow[];
}

/** The wide tables of a report, each cut into as many as fit `columns` parts side by side; cohorts have their size before them. */
export function grids(report: Report, columns: number, language: Language): Grid[] {
  const names = report.sections;
  return [
    ...(names.includes("sales") ? partGrids(report, columns, "sales", language) : []),
    ...(names.includes("profitAndLoss") ? partGrids(report, columns, "profit", language) : []),
    ...(names.includes("cohorts") ? cohortGrids(report, columns, language) : []),
  ];
}

const SALES = [
  "grossSales",
  "discounts",
  "salesReversals",
  "netSales",
  "shipping",
  "duties",
  "fees",
  "tax",
  "totalSales",
  "tips",
  "giftCardSales",
  "orders",
  "averageOrderValue",
  "units",
  "returnedUnits",
  "returnRate",
  "customers",
  "newCustomers",
  "returningCustomers",
] as const satisfies readonly MetricName[];

const PROFIT: readonly MetricName[] = [
  ...STATEMENT.flatMap((line): MetricName[] => ("margin" in line ? [line.metric, line.margin] : [line.metric])),
  "costCoverage",
];

const STRONG: ReadonlySet<MetricName> = new Set([
  "totalSales",
  ...STATEMENT.flatMap((line): MetricName[] => (line.kind === "level" ? [line.metric] : [])),
]);

const COUNTS: ReadonlySet<MetricName> = new Set([
  "orders",
  "units",
  "returnedUnits",
  "customers",
  "newCustomers",
  "returningCustomers",
]);
const RATIOS: ReadonlySet<MetricName> = new Set(["returnRate", "grossMargin", "contributionMargin", "costCoverage"]);

/** Days or weeks on paper at most: a year of weeks. The spreadsheet holds them all. */
const MOST_PARTS = 53;

function partGrids(report: Report, columns: number, table: "sales" | "profit", language: Language): Grid[] {
  const t = translator(language);
  const { grain, currency } = report;
  const all: readonly { readonly start: Day }[] = table === "sales" ? salesParts(report) : profitParts(report);
  const shown = all.slice(-MOST_PARTS);
  const cut = shown.length < all.length ? [t(`spans.latest.${grain}`, { shown: shown.length, count: all.length })] : [];
  const metrics: readonly MetricName[] = table === "sales" ? SALES : PROFIT;
  return chunks(shown, columns).map((parts) => {
    const values = parts.map((row) => new Map<string, unknown>(Object.entries(row)));
    return {
      heading: [t(`spans.tables.${table}.${grain}`), ...spanOf(parts, grain, language)].join(" · "),
      remarks: [t("reports.content.amountsIn", { currency }), ...cut],
      columns: parts.map(({ start }) =>
        isDated(grain) ? formatDayShort(start, language) : partName(start, grain, language),
      ),
      rows: metrics.map((metric) => ({
        text: t(`metrics.${metric}.label`),
        isStrong: STRONG.has(metric),
        cells: values.map((of) => ({ text: written(of.get(metric), metric, report.currency, language) })),
      })),
    };
  });
}

/** Columns have no room for the years of days and weeks: the heading tells them. */
const isDated = (grain: Grain): boolean => grain === "day" || grain === "week";

function spanOf(parts: readonly { readonly start: Day }[], grain: Grain, language: Language): string[] {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last || !isDated(grain)) return [];
  return [
    first === last
      ? formatDay(first.start, language)
      : `${formatDay(first.start, language)} – ${formatDay(last.start, language)}`,
  ];
}

function written(value: unknown, metric: MetricName, currency: string, language: Language): string {
  const known = typeof value === "number" ? value : null;
  if (COUNTS.has(metric)) return formatCount(known, language);
  return RATIOS.has(metric) ? formatRatio(known, language) : formatAmount(known, currency, language);
}

function cohortGrids(report: Report, columns: number, language: Language): Grid[] {
  const t = translator(language);
  const { currency, cohortSpan } = report;
  const told = cohortTold(report);
  return [
    ...triangle(report, columns, language, {
      heading: t("metrics.retention.label"),
      remarks: [t(`spans.retention.${cohortSpan}`)],
      value: (cell) => cell.retention,
      text: (cell) => formatRatio(cell.retention, language),
      scaleFrom: 1,
    }),
    // Retention stands above already.
    ...(told.measure === "retention"
      ? []
      : triangle(report, columns, language, {
          heading: toldName(told, language),
          remarks: [
            toldCaption(told, cohortSpan, language),
            ...(told.unit === "minor" ? [t("reports.content.amountsIn", { currency })] : []),
          ],
          value: (cell) => toldValue(cell, told),
          text: (cell) => toldText(cell, told, currency, language),
          scaleFrom: 0,
        })),
  ];
}

interface Triangle {
  readonly heading: string;
  readonly remarks: readonly string[];
  readonly value: (cell: CohortCell) => number | null;
  readonly text: (cell: CohortCell) => string;
  /** First tenure that sets the scale of colours. */
  readonly scaleFrom: number;
}

/** Weeks on paper: a year of cohorts through half a year; months and quarters all. The spreadsheet holds them all. */
const MOST_COHORTS: Readonly<Record<CohortSpan, number>> = {
  week: 53,
  month: Number.POSITIVE_INFINITY,
  quarter: Number.POSITIVE_INFINITY,
};
const MOST_TENURES = { ...MOST_COHORTS, week: 26 };

function triangle(
  report: Report,
  columns: number,
  language: Language,
  { heading, remarks, value, text, scaleFrom }: Triangle,
): Grid[] {
  const t = translator(language);
  const { cohortSpan: span } = report;
  const all = cohortLines(report);
  const lines = all.slice(-MOST_COHORTS[span]);
  if (lines.length === 0) return [];
  const scaled = lines.flatMap((line) =>
    line.cells.slice(scaleFrom).flatMap((cell) => (cell ? (value(cell) ?? []) : [])),
  );
  const [low, high] = [Math.min(...scaled), Math.max(...scaled)];
  const fillOf = (cell: CohortCell): { readonly fill?: string } => {
    const known = value(cell);
    if (known === null || cell.tenure < scaleFrom || !cell.complete) return {};
    return { fill: shade(high > low ? (known - low) / (high - low) : 0.3) };
  };
  const hasRunning = lines.some(({ cells }) => cells.some((cell) => cell?.complete === false));
  const longest = Math.max(...lines.map((line) => line.cells.length));
  const tenures = Array.from({ length: Math.min(longest, MOST_TENURES[span]) }, (_, tenure) => tenure);
  const cut = [
    ...(hasRunning ? [t(`spans.running.${span}`)] : []),
    ...(lines.length < all.length
      ? [t("reports.content.latestCohorts", { shown: lines.length, count: all.length })]
      : []),
    ...(tenures.length < longest ? [t("spans.weeksShown", { last: tenures.length - 1, through: longest - 1 })] : []),
  ];
  return chunks(tenures, columns).map((shown) => ({
    heading,
    remarks: [...remarks, ...cut],
    columns: [t("metrics.customers.label"), ...shown.map((tenure) => formatCount(tenure, language))],
    rows: lines
      .filter((line) => line.cells.length > (shown[0] ?? 0))
      .map((line) => ({
        text: partName(line.start, span, language),
        isStrong: false,
        cells: [
          { text: formatCount(line.cohortSize, language) },
          ...shown.map((tenure) => {
            const cell = line.cells[tenure];
            return cell ? { text: cell.complete ? text(cell) : `(${text(cell)})`, ...fillOf(cell) } : { text: "" };
          }),
        ],
      })),
  }));
}

function chunks<T>(list: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
    list.slice(index * length, (index + 1) * length),
  );
}
