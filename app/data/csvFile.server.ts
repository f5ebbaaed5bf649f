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
  "contradiction",
  "future",
  "whole",
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
  /** A decimal string, not negative, of at most `decimals` decimals and not above `most`; "0,90" is read as "0.90". */
  amount(field: string, decimals: number, most?: number): string;
  /** A count, at most `most`; null with a fault noted. */
  whole(field: string, most: number): number | null;
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
  /** What a row says of its key: rows of one key that say different things are all refused, of those that say the same the first counts. */
  readonly saysOf?: (row: Row) => string;
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
  { keyOf = () => null, saysOf = () => "", anyOf = [] }: CsvOptions<Row> = {},
): CsvRows<Row> {
  const { header, headerLine, records, malformed } = table;
  const broken: CsvFault[] = malformed ? [{ ...malformed, field: "", rule: "malformed" }] : [];
  if (malformed && header.length === 0) return { rows: [], faults: broken, skipped: [] };
  const missing = columns.filter((column) => !header.includes(column));
  if (anyOf.length > 0 && !anyOf.some((column) => header.includes(column))) missing.unshift(anyOf[0] ?? "");
  if (missing.length > 0) {
    const value = header.join(",");
    return {
      rows: [],
      faults: [...missing.map((field) => ({ line: headerLine, field, value, rule: "columns" as const })), ...broken],
      skipped: [],
    };
  }
  const faults: CsvFault[] = [];
  const skipped: { line: number; reason: CsvSkip }[] = [];
  const found: { readonly row: Row; readonly key: string | null }[] = [];
  const keys = new Map<string, { readonly says: string; readonly fault: CsvFault }>();
  const contradicted = new Set<string>();
  for (const { line, fields } of records) {
    const own: CsvFault[] = [];
    const given = new Map(header.map((name, at) => [name, fields[at] ?? ""]));
    const row = read(lineReader(line, given, own, (reason) => skipped.push({ line, reason })));
    const key = row === null ? null : keyOf(row);
    if (row !== null && key !== null && own.length === 0) {
      const fault: CsvFault = { line, field: header[0] ?? "", value: fields.join(","), rule: "contradiction" };
      const first = keys.get(key);
      if (!first) keys.set(key, { says: saysOf(row), fault });
      else if (first.says === saysOf(row)) own.push({ ...fault, rule: "duplicate" });
      else {
        own.push(fault);
        if (!contradicted.has(key)) faults.push(first.fault);
        contradicted.add(key);
      }
    }
    if (row !== null && own.length === 0) found.push({ row, key });
    faults.push(...own);
  }
  const rows = found.filter(({ key }) => key === null || !contradicted.has(key)).map(({ row }) => row);
  return { rows, faults: [...faults.sort((left, right) => left.line - right.line), ...broken], skipped };
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
      const value = pointed(required(field));
      const rule = value === "" ? null : amountFault(value, decimals);
      if (rule) fault(field, rule);
      else if (value !== "" && most !== undefined && new Decimal(value).gt(most)) fault(field, "large", String(most));
      return value;
    },
    whole(field, most) {
      const value = required(field);
      if (value === "") return null;
      const isWhole = /^\d+$/.test(value);
      if (!isWhole) fault(field, "whole");
      else if (new Decimal(value).gt(most)) fault(field, "large", String(most));
      else return Number(value);
      return null;
    },
    day: (field) => (required(field) === "" ? null : dayOf(field)),
    optionalDay: (field) => (given(field) === "" ? null : dayOf(field)),
  };
}

/** "0,90" and "1,5" with a decimal point. In "1,500" the comma may stand before thousands: that is left as it is. */
const pointed = (value: string): string =>
  /^-?(\d+,(\d{1,2}|\d{4,})|0+,\d+)$/.test(value) ? value.replace(",", ".") : value;

function amountFault(value: string, decimals: number): CsvRule | null {
  // "1,500" and "1,000.00" both: which of the two is meant is not for us to guess.
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
  contradiction: "expected one value for this, the file tells several",
  future: "expected a day that is not in the future",
  whole: "expected a whole number without marks, such as 1200",
  id: "expected a whole number, as Shopify numbers it; spreadsheets shorten long ones",
  order: "expected the name or the number of one order of this shop",
  percent: "expected a percentage from 0 to 100",
  span: "expected a row per day",
  customer: "expected the number of a customer who ordered in this shop",
  status: "expected active, paused, cancelled or expired",
};
