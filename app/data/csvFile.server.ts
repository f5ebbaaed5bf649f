import { Decimal } from "decimal.js";
import { type Day, day } from "~/analytics/period";
import { type CsvTable, readTable } from "./csvTable.server";

/** Why a line of a file cannot be read; each has its words in `common.csvFaults`. */
export const CSV_RULES = [
  "columns",
  "malformed",
  "missing",
  "decimal_comma",
  "number",
  "negative",
  "large",
  "decimals",
  "currency",
  "day",
  "kind",
  "end",
  "duplicate",
  "id",
  "order",
  "percent",
  "span",
  "customer",
  "status",
] as const;
export type CsvRule = (typeof CSV_RULES)[number];

export interface CsvFault {
  /** As an editor counts them, from 1; the header is a line too. */
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly rule: CsvRule;
  /** The most that the value can be, in major units, where that is the rule. */
  readonly limit?: string;
}

/** Why a line that is not wrong gives no row: nothing was filled in, or it sums up others. */
export type CsvSkip = "unfilled" | "total";

export interface CsvRows<Row> {
  readonly rows: readonly Row[];
  readonly faults: readonly CsvFault[];
  /** Lines left out though nothing is wrong with them. */
  readonly skipped: readonly { readonly line: number; readonly reason: CsvSkip }[];
}

/** Reads one line's fields and notes what is wrong with them. */
export interface LineReader {
  /** As an editor counts them, from 1. */
  readonly line: number;
  text(field: string): string;
  optionalText(field: string): string | null;
  /** A decimal string, not negative, of at most `decimals` decimals and not above `most`, both included. */
  amount(field: string, decimals: number, most?: number): string;
  day(field: string): Day | null;
  optionalDay(field: string): Day | null;
  fault(field: string, rule: CsvRule, limit?: string): void;
  /** Whether the file has a column of this name. */
  has(field: string): boolean;
  /** Leaves the line out, and says so. */
  skip(reason: CsvSkip): null;
}

interface CsvOptions<Row> {
  /** Names what may stand in the file only once; without it equal lines are as many rows. */
  readonly keyOf?: (row: Row) => string | null;
  /** Columns of which one must be there. */
  readonly anyOf?: readonly string[];
}

/**
 * Reads a CSV file with a header: comma, semicolon or tab between fields, quotes, a byte order mark, either line end.
 * `read` makes a row of a line; lines with a fault give none.
 */
export function readCsv<Row>(
  text: string,
  columns: readonly string[],
  read: (line: LineReader) => Row | null,
  options: CsvOptions<Row> = {},
): CsvRows<Row> {
  return readRows(readTable(text), columns, read, options);
}

/** As readCsv, for a table whose header was found already. */
export function readRows<Row>(
  table: CsvTable,
  columns: readonly string[],
  read: (line: LineReader) => Row | null,
  { keyOf = () => null, anyOf = [] }: CsvOptions<Row> = {},
): CsvRows<Row> {
  const { header, headerLine, records, malformed } = table;
  if (malformed) return { rows: [], faults: [{ ...malformed, field: "", rule: "malformed" }], skipped: [] };
  const missing = columns.filter((column) => !header.includes(column));
  if (anyOf.length > 0 && !anyOf.some((column) => header.includes(column))) missing.unshift(anyOf[0] ?? "");
  if (missing.length > 0) {
    const value = header.join(",");
    return {
      rows: [],
      faults: missing.map((field) => ({ line: headerLine, field, value, rule: "columns" })),
      skipped: [],
    };
  }
  const faults: CsvFault[] = [];
  const skipped: { line: number; reason: CsvSkip }[] = [];
  const rows: Row[] = [];
  const keys = new Set<string>();
  for (const { line, fields } of records) {
    const own: CsvFault[] = [];
    const given = new Map(header.map((name, at) => [name, fields[at] ?? ""]));
    const row = read(lineReader(line, given, own, (reason) => skipped.push({ line, reason })));
    const key = row === null ? null : keyOf(row);
    if (key !== null && own.length === 0 && keys.has(key))
      own.push({ line, field: header[0] ?? "", value: fields.join(","), rule: "duplicate" });
    if (row !== null && own.length === 0) rows.push(row);
    if (key !== null) keys.add(key);
    faults.push(...own);
  }
  return { rows, faults, skipped };
}

function lineReader(
  line: number,
  fields: ReadonlyMap<string, string>,
  faults: CsvFault[],
  leaveOut: (reason: CsvSkip) => unknown,
): LineReader {
  const given = (field: string) => fields.get(field) ?? "";
  const fault = (field: string, rule: CsvRule, limit?: string) => {
    faults.push({ line, field, value: given(field), rule, ...(rule === "large" && { limit }) });
  };
  const required = (field: string) => {
    if (given(field) === "") fault(field, "missing");
    return given(field);
  };
  const dayOf = (field: string): Day | null => {
    try {
      return day(given(field));
    } catch {
      fault(field, "day");
      return null;
    }
  };
  return {
    line,
    fault,
    has: (field) => fields.has(field),
    skip(reason) {
      leaveOut(reason);
      return null;
    },
    text: required,
    optionalText: (field) => given(field) || null,
    amount(field, decimals, most) {
      const value = required(field);
      const rule = value === "" ? null : amountFault(value, decimals);
      if (rule) fault(field, rule);
      else if (value !== "" && most !== undefined && new Decimal(value).gt(most)) fault(field, "large", String(most));
      return value;
    },
    day: (field) => (required(field) === "" ? null : dayOf(field)),
    optionalDay: (field) => (given(field) === "" ? null : dayOf(field)),
  };
}

function amountFault(value: string, decimals: number): CsvRule | null {
  // "1,50" and "1,000.00" both: which of the two is meant is not for us to guess.
  if (/^-?[\d.]*,[\d.,]*$/.test(value)) return "decimal_comma";
  const number = /^(-?)\d+(?:\.(\d+))?$/.exec(value);
  if (!number) return "number";
  if (number[1] === "-") return "negative";
  return (number[2] ?? "").length > decimals ? "decimals" : null;
}

/** One line of a file, its fields quoted where they must be. */
export const csvLine = (fields: readonly string[]): string =>
  `${fields.map((field) => (/[",;\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",")}\n`;

/** The fault in English, for logs and the command line. */
export function csvFaultText({ line, field, value, rule, limit }: CsvFault): string {
  return `line ${line}: ${field} "${value}": ${RULES_IN_WORDS[rule]}${limit === undefined ? "" : ` ${limit}`}`;
}

const RULES_IN_WORDS: Readonly<Record<CsvRule, string>> = {
  columns: "expected a column of this name in the header",
  malformed: "expected every quoted field to be closed",
  missing: "expected a value",
  decimal_comma: "expected a decimal point and no thousands separators, such as 1234.50",
  number: "expected a number such as 4.50, without a currency sign",
  negative: "expected a number that is not negative",
  large: "expected at most",
  decimals: "expected fewer decimals",
  currency: "expected the shop's currency",
  day: "expected a day such as 2025-01-31",
  kind: "expected once, daily, weekly, monthly, yearly or percent",
  end: "expected an end not before the start, and none for a one-off",
  duplicate: "expected this only once in the file",
  id: "expected a whole number, as Shopify numbers it; spreadsheets shorten long ones",
  order: "expected the name or the number of one order of this shop",
  percent: "expected a percentage from 0 to 100",
  span: "expected a row per day",
  customer: "expected the number of a customer who ordered in this shop",
  status: "expected active, paused, cancelled or expired",
};
