import { stringify } from "csv-stringify/sync";
import ExcelJS from "exceljs";
import type { Unit } from "~/analytics/metrics/metric";
import { minor, toDecimalString } from "~/analytics/money";
import { partText } from "~/i18n/filterText";
import { formatInstant, formatPeriod } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { StatementColumn, StatementReport, StatementRow } from "~/reports/statement";
import { noteText } from "./content/notes";
import { shopNameOf } from "./content/title";
import { withoutControls } from "./text";
import { inert } from "./toCsv";

/**
 * The statement as CSV (RFC 4180, UTF-8 with a byte order mark): a row for each step, named as readers know it and by its field; costs
 * and reductions are negative, so that a column adds up; amounts in major units, ratios between 0 and 1, unknown empty.
 */
export function statementCsv(report: StatementReport, language: Language): string {
  const head = [...headOf(report, language), "field"].map(inert);
  const lines = report.rows.map((row) => [
    inert(labelOf(row, language)),
    ...valuesOf(row, report).map(({ value, unit }) => text(value, unit, report.exponent)),
    row.metric,
  ]);
  return stringify([head, ...lines], { bom: true, record_delimiter: "\r\n" });
}

/** The statement as a spreadsheet of real numbers, with the notes of the report below it. */
export async function statementXlsx(report: StatementReport, language: Language): Promise<Buffer> {
  const t = translator(language);
  const book = new ExcelJS.Workbook();
  book.creator = "Tenure";
  book.created = new Date(report.asOf);
  const sheet = book.addWorksheet(t("reports.sections.profitAndLoss").slice(0, 31));
  sheet.addRow([shopNameOf(report)]).font = { bold: true, size: 15 };
  sheet.addRow([`${formatPeriod(report.period, language)} · ${t(`common.clocks.${report.clock}`)}`]);
  const instant = formatInstant(report.asOf, report.timeZone, language);
  sheet.addRow([t("reports.content.asOf", { instant, timeZone: report.timeZone })]);
  sheet.addRow([t("reports.content.amountsIn", { currency: report.currency })]);
  sheet.addRow([]);
  const head = sheet.addRow(headOf(report, language));
  head.font = { bold: true };
  for (const row of report.rows) addRow(sheet, row, report, language);
  sheet.addRow([]);
  for (const note of report.notes) sheet.addRow([noteText(note, language)]);
  sheet.getColumn(1).width = 34;
  for (let column = 2; column <= head.cellCount; column += 1) sheet.getColumn(column).width = 16;
  sheet.views = [{ state: "frozen", xSplit: 1, ySplit: head.number }];
  return Buffer.from(await book.xlsx.writeBuffer());
}

function addRow(sheet: ExcelJS.Worksheet, row: StatementRow, report: StatementReport, language: Language): void {
  const values = valuesOf(row, report);
  const added = sheet.addRow([
    labelOf(row, language),
    ...values.map(({ value, unit }) => {
      const plain = text(value, unit, report.exponent);
      return plain === "" ? null : Number(plain);
    }),
  ]);
  if (row.kind === "subtotal") added.font = { bold: true };
  for (const [index, { unit }] of values.entries()) added.getCell(index + 2).numFmt = formatOf(unit, report.exponent);
}

const labelOf = (row: StatementRow, language: Language): string => translator(language)(`metrics.${row.metric}.label`);

function headOf(report: StatementReport, language: Language): string[] {
  const t = translator(language);
  const compared = report.comparison === null ? [] : [t("statement.before"), t("statement.change")];
  return [
    t("statement.row"),
    t("statement.sum"),
    t("statement.share"),
    ...compared,
    ...report.columns.map((column) => columnName(column, report, language)),
  ];
}

function columnName(column: StatementColumn, { axis }: StatementReport, language: Language): string {
  if (column.kind === "channel" || axis === "channel") {
    const name = column.kind === "channel" ? withoutControls(column.channel) : "";
    return name === "" ? translator(language)("statement.noChannel") : name;
  }
  return partText(column, axis, language);
}

interface CellValue {
  readonly value: number | null;
  readonly unit: Unit;
}

function valuesOf(row: StatementRow, report: StatementReport): CellValue[] {
  const { kind, total, share, change, cells } = row;
  const unit = total.unit;
  const signed = (value: number | null) => (kind === "takes" && value !== null && value !== 0 ? -value : value);
  const shown = (value: number | null): CellValue => ({ value: signed(value), unit });
  const compared = report.comparison === null ? [] : [shown(total.previous ?? null), shown(change)];
  return [
    shown(total.value),
    { value: signed(share), unit: "ratio" },
    ...compared,
    ...cells.map(({ value }) => shown(value)),
  ];
}

function text(value: number | null, unit: Unit, exponent: number): string {
  if (value === null) return "";
  return unit === "minor" ? toDecimalString(minor(value), exponent) : String(value);
}

function formatOf(unit: Unit, exponent: number): string {
  if (unit === "ratio") return "0.0%";
  return unit === "minor" && exponent > 0 ? `#,##0.${"0".repeat(exponent)}` : "#,##0";
}
