import { CsvError, parse } from "csv-parse/sync";

/** A file as lines of fields, under a header in small letters. */
export interface CsvTable {
  readonly header: readonly string[];
  /** As an editor counts them, from 1. */
  readonly headerLine: number;
  readonly records: readonly { readonly line: number; readonly fields: readonly string[] }[];
  /** Where the file could not be read on: nothing of it is used then. */
  readonly malformed: { readonly line: number; readonly value: string } | null;
}

/** How far down a header may stand, below the title lines of a report. */
const DEEPEST_HEADER = 20;

/**
 * Reads comma, semicolon or tab between fields, quotes, a byte order mark, either line end. The header is the first line
 * that `isHeader` accepts among the first lines, else the very first.
 */
export function readTable(text: string, isHeader: (names: readonly string[]) => boolean = () => true): CsvTable {
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
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
      malformed: null,
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const malformed = { line: Number(error.lines ?? 1), value: String(error.code) };
    return { header: [], headerLine: 1, records: [], malformed };
  }
}

const namesOf = (record: readonly string[]): string[] => record.map((name) => name.toLowerCase());

/** The mark that the first lines hold most of; title lines of a report hold none. */
function delimiterOf(text: string): string {
  const head = text.split(/\r?\n/, DEEPEST_HEADER);
  const longest = (mark: string) => Math.max(...head.map((line) => line.split(mark).length));
  return [";", "\t"].find((mark) => longest(mark) > longest(",")) ?? ",";
}
