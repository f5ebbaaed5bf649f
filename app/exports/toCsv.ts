import { stringify } from "csv-stringify/sync";
import { minor, toDecimalString } from "~/analytics/money";
import type { Report, TableName } from "~/reports/report";
import type { ColumnKind } from "./tableColumn";
import { columnsOf, rowsOf, type Value } from "./tables";
import { numberOf } from "./text";

/**
 * A table of a report as CSV (RFC 4180, UTF-8 with a byte order mark so that spreadsheets read it as such): the header holds the
 * names of the fields, amounts are decimals in major units, ratios lie between 0 and 1, unknown is empty.
 */
export function toCsv(report: Report, table: TableName): string {
  const columns = columnsOf(table);
  const rows = rowsOf(report, table).map((values) =>
    columns.map(({ kind }, index) => cell(values[index] ?? null, kind, report.exponent)),
  );
  return stringify([columns.map(({ name }) => name), ...rows], { bom: true, record_delimiter: "\r\n" });
}

function cell(value: Value, kind: ColumnKind, exponent: number): string {
  if (value === null) return "";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return kind === "minor" ? toDecimalString(minor(value), exponent) : String(value);
  return kind === "id" ? numberOf(value) : inert(value);
}

// A spreadsheet runs a cell that begins like this as a formula; full-width forms count, Excel folds them in East Asian locales.
const FORMULA = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** Text that no spreadsheet takes for a formula. */
export const inert = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
