import type { MetricName } from "~/analytics/metrics/registry";
import { formatAmount, formatCount, formatMonthShort, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { CohortRow, Report } from "~/reports/report";
import { shade } from "../charts/palette";
import { cohortLines, lifetimeMetric } from "../cohortGrid";
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

/** The wide tables of a report, each cut into as many as fit `columns` months side by side; cohorts have their size before them. */
export function grids(report: Report, columns: number, language: Language): Grid[] {
  const names = report.sections;
  return [
    ...(names.includes("sales") ? monthGrids(report, columns, "salesByMonth", language) : []),
    ...(names.includes("profitAndLoss") ? monthGrids(report, columns, "profitAndLoss", language) : []),
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

function monthGrids(
  report: Report,
  columns: number,
  table: "salesByMonth" | "profitAndLoss",
  language: Language,
): Grid[] {
  const t = translator(language);
  const rows: readonly { readonly month: CohortRow["cohortMonth"] }[] = report.tables[table];
  const metrics: readonly MetricName[] = table === "salesByMonth" ? SALES : PROFIT;
  return chunks(rows, columns).map((months) => {
    const values = months.map((row) => new Map<string, unknown>(Object.entries(row)));
    return {
      heading: t(`reports.tables.${table}`),
      remarks: [t("reports.content.amountsIn", { currency: report.currency })],
      columns: months.map((row) => formatMonthShort(row.month, language)),
      rows: metrics.map((metric) => ({
        text: t(`metrics.${metric}.label`),
        isStrong: STRONG.has(metric),
        cells: values.map((of) => ({ text: written(of.get(metric), metric, report.currency, language) })),
      })),
    };
  });
}

function written(value: unknown, metric: MetricName, currency: string, language: Language): string {
  const known = typeof value === "number" ? value : null;
  if (COUNTS.has(metric)) return formatCount(known, language);
  return RATIOS.has(metric) ? formatRatio(known, language) : formatAmount(known, currency, language);
}

function cohortGrids(report: Report, columns: number, language: Language): Grid[] {
  const t = translator(language);
  const metric = lifetimeMetric(report.tables.cohorts);
  const amounts = t("reports.content.amountsIn", { currency: report.currency });
  return [
    ...triangle(report, columns, language, {
      heading: t("metrics.retention.label"),
      remarks: [t("reports.charts.retentionByMonth")],
      value: (cell) => cell.retention,
      text: (cell) => formatRatio(cell.retention, language),
      scaleFrom: 1,
    }),
    ...triangle(report, columns, language, {
      heading: t(`metrics.${metric}.label`),
      remarks: [t("reports.content.perCustomerByMonth", { metric: t(`metrics.${metric}.label`) }), amounts],
      value: (cell) => cell[metric],
      text: (cell) => formatAmount(cell[metric], report.currency, language),
      scaleFrom: 0,
    }),
  ];
}

interface Triangle {
  readonly heading: string;
  readonly remarks: readonly string[];
  readonly value: (cell: CohortRow) => number | null;
  readonly text: (cell: CohortRow) => string;
  /** First tenure month that sets the scale of colours. */
  readonly scaleFrom: number;
}

function triangle(
  report: Report,
  columns: number,
  language: Language,
  { heading, remarks, value, text, scaleFrom }: Triangle,
): Grid[] {
  const t = translator(language);
  const lines = cohortLines(report.tables.cohorts);
  if (lines.length === 0) return [];
  const scaled = lines.flatMap((line) =>
    line.cells.slice(scaleFrom).flatMap((cell) => (cell ? (value(cell) ?? []) : [])),
  );
  const [low, high] = [Math.min(...scaled), Math.max(...scaled)];
  const fillOf = (cell: CohortRow): { readonly fill?: string } => {
    const known = value(cell);
    if (known === null || cell.tenureMonth < scaleFrom || !cell.complete) return {};
    return { fill: shade(high > low ? (known - low) / (high - low) : 0.3) };
  };
  const hasRunning = report.tables.cohorts.some((row) => !row.complete);
  const tenures = Array.from({ length: Math.max(...lines.map((line) => line.cells.length)) }, (_, tenure) => tenure);
  return chunks(tenures, columns).map((shown) => ({
    heading,
    remarks: [...remarks, ...(hasRunning ? [t("reports.content.runningMonths")] : [])],
    columns: [t("metrics.customers.label"), ...shown.map((tenure) => formatCount(tenure, language))],
    rows: lines
      .filter((line) => line.cells.length > (shown[0] ?? 0))
      .map((line) => ({
        text: formatMonthShort(line.cohortMonth, language),
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
