import { CsvError, parse } from "csv-parse/sync";

/** A file as lines of fields, under a header in small letters. */
export interface CsvTable {
  readonly header: readonly string[];
  /** As an editor counts them, from 1. */
  readonly headerLine: number;
  readonly records: readonly { readonly line: number; readonly fields: readonly string[] }[];
  /** Where the file could not be read on, such as the line on which a quote opens that never closes; `records` are those before. */
  readonly malformed: { readonly line: number; readonly value: string } | null;
}

/** How far down a header may stand, below the title lines of a report. */
const DEEPEST_HEADER = 20;

/**
 * Reads comma, semicolon or tab between fields, quotes, a byte order mark, either line end. The header is the first line
 * that `isHeader` accepts among the first lines, else the very first.
 */
export function readTable(text: string, isHeader: (names: readonly string[]) => boolean = () => true): CsvTable {
  const delimiter = delimiterOf(text);
  try {
    return { ...tableOf(text, delimiter, isHeader), malformed: null };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = error.code === "CSV_QUOTE_NOT_CLOSED" ? lineOfOpenQuote(text) : Number(error.lines ?? 1);
    const malformed = { line, value: String(error.code) };
    return { ...linesBefore(text, malformed.line, delimiter, isHeader), malformed };
  }
}

/** An open quote is noticed at the file's end only: it stands where quotes became odd for the last time. */
function lineOfOpenQuote(text: string): number {
  let open = false;
  let opened = 1;
  for (const [index, line] of text.split("\n").entries()) {
    for (let left = line.split('"').length - 1; left > 0; left -= 1) {
      open = !open;
      if (open) opened = index + 1;
    }
  }
  return opened;
}

type ReadTable = Omit<CsvTable, "malformed">;
type IsHeader = (names: readonly string[]) => boolean;

/** The table as far as it can be read: the lines before the one that cannot. */
function linesBefore(text: string, line: number, delimiter: string, isHeader: IsHeader): ReadTable {
  try {
    const before = text.split(/(?<=\n)/, line - 1).join("");
    return tableOf(before, delimiter, isHeader);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { header: [], headerLine: 1, records: [] };
  }
}

function tableOf(text: string, delimiter: string, isHeader: IsHeader): ReadTable {
  const parsed: unknown = parse(text, {
    bom: true,
    delimiter,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
  });
  const all = parsed as readonly { readonly info: { readonly lines: number }; readonly record: readonly string[] }[];
  const found = all.slice(0, DEEPEST_HEADER).findIndex(({ record }) => isHeader(namesOf(record)));
  const at = Math.max(0, found);
  return {
    header: namesOf(all[at]?.record ?? []),
    headerLine: all[at]?.info.lines ?? 1,
    records: all.slice(at + 1).map(({ info, record }) => ({ line: info.lines, fields: record })),
  };
}

const namesOf = (record: readonly string[]): string[] => record.map((name) => name.toLowerCase());

/** The mark that the first lines hold most of; title lines of a report hold none. */
function delimiterOf(text: string): string {
  const head = text.split(/\r?\n/, DEEPEST_HEADER);
  const longest = (mark: string) => Math.max(...head.map((line) => line.split(mark).length));
  return [";", "\t"].find((mark) => longest(mark) > longest(",")) ?? ",";
}
