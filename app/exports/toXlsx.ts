import ExcelJS from "exceljs";
import type { Unit } from "~/analytics/metrics/metric";
import { METRIC_NAMES } from "~/analytics/metrics/registry";
import { minor, toDecimalString } from "~/analytics/money";
import { currencySymbol, formatChange, formatInstant, formatPeriod } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report, TableName } from "~/reports/report";
import { aboutTexts } from "./content/about";
import { forewordLines } from "./content/foreword";
import { noteText } from "./content/notes";
import { shopNameOf, titleOf } from "./content/title";
import type { ColumnKind, TableColumn } from "./tableColumn";
import { columnsOf, rowsOf, tablesOf, type Value, wordOf } from "./tables";

import { withoutControls } from "./text";

type CellValue = string | number | Date | null;

/**
 * A report as a spreadsheet: key figures, one sheet per table, definitions and notes. Cells hold real numbers (amounts in major
 * units with the currency's decimals, ratios as percent, days as dates), unknown is an empty cell.
 */
export async function toXlsx(report: Report, language: Language): Promise<Buffer> {
  const t = translator(language);
  const book = new ExcelJS.Workbook();
  book.creator = "Tenure";
  book.created = new Date(report.asOf);
  book.modified = new Date(report.asOf);
  addSummary(book.addWorksheet(sheetName(t("reports.sections.keyFigures"))), report, language);
  for (const table of tablesOf(report))
    addTable(book.addWorksheet(sheetName(t(`reports.tables.${table}`))), table, report, language);
  addDefinitions(book.addWorksheet(sheetName(t("reports.tables.definitions"))), language);
  addNotes(book.addWorksheet(sheetName(t("reports.tables.notes"))), report, language);
  return Buffer.from(await book.xlsx.writeBuffer());
}

// Excel refuses these signs and more than 31 characters.
const sheetName = (text: string): string => text.replace(/[[\]:*?/\\]/g, " ").slice(0, 31);

function addSummary(sheet: ExcelJS.Worksheet, report: Report, language: Language): void {
  const t = translator(language);
  sheet.columns = [{ width: 38 }, { width: 20 }, { width: 20 }, { width: 26 }];
  const heads: readonly string[] = [
    titleOf(report, language),
    shopNameOf(report),
    formatPeriod(report.period, language),
    t("reports.content.asOf", {
      instant: formatInstant(report.asOf, report.timeZone, language),
      timeZone: report.timeZone,
    }),
    ...aboutTexts(report, language),
    ...report.notes.filter(({ code }) => code === "made_up_data").map((note) => noteText(note, language)),
  ];
  for (const head of heads) sheet.addRow([head]);
  sheet.getRow(1).font = { bold: true, size: 15 };
  const foreword = forewordLines(report);
  addForeword(sheet, foreword);
  sheet.addRow([]);
  const header = sheet.addRow([
    t("reports.columns.figure"),
    t("reports.columns.value"),
    ...(report.comparison ? [t("reports.columns.previous"), t("reports.columns.change")] : []),
  ]);
  asHeader(header);
  // Long words above a header that stays would leave no room for the figures.
  sheet.views = [{ state: "frozen", xSplit: 1, ...(foreword.length === 0 && { ySplit: header.number }) }];
  for (const name of METRIC_NAMES) {
    const figure = report.metrics[name];
    if (!figure) continue;
    const values = [figure.value, ...(report.comparison ? [figure.previous ?? null] : [])];
    const row = sheet.addRow([
      t(`metrics.${name}.label`),
      ...values.map((value) => numberIn(value, figure.unit, report.exponent)),
      ...(report.comparison ? [formatChange(figure, report.currency, language)] : []),
    ]);
    for (const [index] of values.entries()) row.getCell(2 + index).numFmt = formatOf(figure.unit, report, language);
    if (report.comparison) row.getCell(4).alignment = { horizontal: "right" };
  }
}

/** The merchant's words in one cell across the sheet's columns, as high as their lines. */
function addForeword(sheet: ExcelJS.Worksheet, lines: readonly string[]): void {
  if (lines.length === 0) return;
  sheet.addRow([]);
  const row = sheet.addRow([lines.join("\n")]);
  sheet.mergeCells(row.number, 1, row.number, 4);
  row.getCell(1).alignment = { wrapText: true, vertical: "top" };
  const height = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(lettersOf(line) / 95)), 0);
  // Excel allows no row higher than 409 points.
  row.height = Math.min(409, 15 * height);
}

/** Han, kana and the like take two places. */
const lettersOf = (line: string): number => line.length + (line.match(/[\u2e80-\uffef]/g)?.length ?? 0);

function addTable(sheet: ExcelJS.Worksheet, table: TableName, report: Report, language: Language): void {
  const t = translator(language);
  const columns = columnsOf(table);
  asHeader(sheet.addRow(columns.map(({ label }) => t(label))));
  for (const values of rowsOf(report, table)) {
    sheet.addRow(columns.map((column, index) => cellValue(values[index] ?? null, column, report.exponent, language)));
  }
  for (const [index, { kind, name }] of columns.entries()) {
    const column = sheet.getColumn(index + 1);
    column.width = WIDTHS[kind] + (name === "title" ? 22 : 0);
    if (kind !== "text" && kind !== "id" && kind !== "flag") column.numFmt = formatOf(kind, report, language);
  }
  sheet.views = [{ state: "frozen", ySplit: 1, xSplit: 1 }];
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
}

function addDefinitions(sheet: ExcelJS.Worksheet, language: Language): void {
  const t = translator(language);
  sheet.columns = [{ width: 32 }, { width: 26 }, { width: 90 }];
  asHeader(sheet.addRow([t("reports.columns.figure"), t("reports.columns.name"), t("reports.columns.definition")]));
  for (const name of METRIC_NAMES) {
    const row = sheet.addRow([t(`metrics.${name}.label`), name, t(`metrics.${name}.explanation`)]);
    row.alignment = { vertical: "top", wrapText: true };
  }
  sheet.views = [{ state: "frozen", ySplit: 1 }];
}

function addNotes(sheet: ExcelJS.Worksheet, report: Report, language: Language): void {
  const t = translator(language);
  sheet.columns = [{ width: 100 }, { width: 12 }, { width: 12 }];
  asHeader(sheet.addRow([t("reports.columns.note"), t("reports.columns.share"), t("reports.columns.count")]));
  for (const note of report.notes) {
    const row = sheet.addRow([noteText(note, language), note.share, note.count]);
    row.alignment = { vertical: "top", wrapText: true };
    row.getCell(2).numFmt = "0.0%";
  }
  sheet.views = [{ state: "frozen", ySplit: 1 }];
}

function asHeader(row: ExcelJS.Row): void {
  row.font = { bold: true };
  row.alignment = { vertical: "middle", wrapText: true };
  row.eachCell((cell) => {
    cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE8F0F7" } };
    cell.border = { bottom: { style: "thin", color: { argb: "FF7B8794" } } };
    cell.numFmt = "@";
  });
}

const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  minor: 17,
  ratio: 12,
  count: 12,
  number: 12,
  month: 12,
  day: 13,
  flag: 12,
  text: 18,
  id: 18,
};

function cellValue(value: Value, { kind, words }: TableColumn, exponent: number, language: Language): CellValue {
  if (value === null) return null;
  if (words && typeof value === "string") return words(value, language);
  if (typeof value === "number") return numberIn(value, kind === "minor" ? "minor" : "count", exponent);
  if (typeof value === "string" && kind === "month") return new Date(`${value}-01T00:00:00Z`);
  if (typeof value === "string" && kind === "day") return new Date(`${value}T00:00:00Z`);
  // Longer text makes Excel call the file damaged.
  return cut(wordOf(value, kind, language));
}

/** Never within a pair of surrogates: half of one is no XML. */
const cut = (text: string): string => withoutControls(text.slice(0, 32_000));

const numberIn = (value: number | null, unit: Unit, exponent: number): number | null =>
  value === null || unit !== "minor" ? value : Number(toDecimalString(minor(value), exponent));

/** Number format of a spreadsheet, which writes separators in the reader's own way. */
function formatOf(kind: Unit | "month" | "day", { currency, exponent }: Report, language: Language): string {
  switch (kind) {
    case "minor": {
      const symbol = currencySymbol(currency, language).replaceAll('"', "");
      const mark = /\p{L}$/u.test(symbol) ? `"${symbol}"\u00a0` : `"${symbol}"`;
      const digits = exponent > 0 ? `#,##0.${"0".repeat(exponent)}` : "#,##0";
      return `${mark}${digits};-${mark}${digits}`;
    }
    case "ratio":
      return "0.0%";
    case "month":
      return "yyyy-mm";
    case "day":
      return "yyyy-mm-dd";
    case "number":
      return "#,##0.00";
    case "count":
    case "days":
      return "#,##0";
  }
}
