import { CsvError, parse } from "csv-parse/sync";
import { type Day, day } from "~/analytics/period";

/** Why a line of a file cannot be read; each has its words in `common.csvFaults`. */
export const CSV_RULES = [
  "columns",
  "malformed",
  "missing",
  "decimal_comma",
  "number",
  "negative",
  "decimals",
  "currency",
  "day",
  "kind",
  "end",
  "duplicate",
] as const;
export type CsvRule = (typeof CSV_RULES)[number];

export interface CsvFault {
  /** As an editor counts them, from 1; the header is a line too. */
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly rule: CsvRule;
}

export interface CsvRows<Row> {
  readonly rows: readonly Row[];
  readonly faults: readonly CsvFault[];
}

/** Reads one line's fields and notes what is wrong with them. */
export interface LineReader {
  text(field: string): string;
  optionalText(field: string): string | null;
  /** A decimal string, not negative, of at most `decimals` decimals. */
  amount(field: string, decimals: number): string;
  day(field: string): Day | null;
  optionalDay(field: string): Day | null;
  fault(field: string, rule: CsvRule): void;
}

/**
 * Reads a CSV file with a header: comma, semicolon or tab between fields, quotes, a byte order mark, either line end.
 * `read` makes a row of a line; lines with a fault give none. `keyOf` names what may stand in the file only once;
 * without it equal lines are as many rows.
 */
export function readCsv<Row>(
  text: string,
  columns: readonly string[],
  read: (line: LineReader) => Row | null,
  keyOf: (row: Row) => string | null = () => null,
): CsvRows<Row> {
  const { header, records, faults: malformed } = recordsOf(text);
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0 && malformed.length === 0)
    return { rows: [], faults: missing.map((field) => ({ line: 1, field, value: header.join(","), rule: "columns" })) };
  const faults: CsvFault[] = [...malformed];
  const rows: Row[] = [];
  const keys = new Set<string>();
  for (const { line, fields } of records) {
    const own: CsvFault[] = [];
    const row = read(lineReader(line, new Map(header.map((name, at) => [name, fields[at] ?? ""])), own));
    const key = row === null ? null : keyOf(row);
    if (key !== null && own.length === 0 && keys.has(key))
      own.push({ line, field: columns[0] ?? "", value: fields.join(","), rule: "duplicate" });
    if (row !== null && own.length === 0) rows.push(row);
    if (key !== null) keys.add(key);
    faults.push(...own);
  }
  return { rows, faults };
}

interface Records {
  readonly header: readonly string[];
  readonly records: readonly { readonly line: number; readonly fields: readonly string[] }[];
  readonly faults: readonly CsvFault[];
}

function recordsOf(text: string): Records {
  const first = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0] ?? "";
  const delimiter = [";", "\t"].find((mark) => first.includes(mark)) ?? ",";
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
    });
    const all = parsed as readonly { readonly info: { readonly lines: number }; readonly record: readonly string[] }[];
    const [header, ...rest] = all;
    return {
      header: (header?.record ?? []).map((name) => name.toLowerCase()),
      records: rest.map(({ info, record }) => ({ line: info.lines, fields: record })),
      faults: [],
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 1);
    return { header: [], records: [], faults: [{ line, field: "", value: error.code, rule: "malformed" }] };
  }
}

function lineReader(line: number, fields: ReadonlyMap<string, string>, faults: CsvFault[]): LineReader {
  const given = (field: string) => fields.get(field) ?? "";
  const fault = (field: string, rule: CsvRule) => {
    faults.push({ line, field, value: given(field), rule });
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
    fault,
    text: required,
    optionalText: (field) => given(field) || null,
    amount(field, decimals) {
      const value = required(field);
      const rule = value === "" ? null : amountFault(value, decimals);
      if (rule) fault(field, rule);
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
export function csvFaultText({ line, field, value, rule }: CsvFault): string {
  return `line ${line}: ${field} "${value}": ${RULES_IN_WORDS[rule]}`;
}

const RULES_IN_WORDS: Readonly<Record<CsvRule, string>> = {
  columns: "expected a column of this name in the header",
  malformed: "expected every quoted field to be closed",
  missing: "expected a value",
  decimal_comma: "expected a decimal point and no thousands separators, such as 1234.50",
  number: "expected a number such as 4.50, without a currency sign",
  negative: "expected a number that is not negative",
  decimals: "expected fewer decimals",
  currency: "expected the shop's currency",
  day: "expected a day such as 2025-01-31",
  kind: "expected once, daily, weekly, monthly or yearly",
  end: "expected an end not before the start, and none for a one-off",
  duplicate: "expected this only once in the file",
};
