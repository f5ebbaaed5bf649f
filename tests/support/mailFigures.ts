import type { Report } from "~/reports/report";
import { textOf } from "./markup";

/** A part of a report as it is read back from where it was written: its figures in words, by where they stand. */
export interface ReadPart {
  readonly heading: string;
  readonly cards: readonly { readonly label: string; readonly value: string; readonly lines: readonly string[] }[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const cellsOf = (row: string, tag: string): string[] =>
  [...row.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, "g"))].map(([, text = ""]) => textOf(text).trim());

/** Parts of a mail or page from its markup, each begun by a second heading. */
export function partsOfHtml(html: string): ReadPart[] {
  return html
    .split(/(?=<h2)/)
    .slice(1)
    .map((part) => {
      const table = /<thead>([\s\S]*?)<\/thead><tbody>([\s\S]*?)<\/tbody>/.exec(part);
      return {
        heading: textOf(/<h2[^>]*>([^<]*)/.exec(part)?.[1] ?? ""),
        cards: [...mailCards(part), ...pageCards(part)],
        columns: cellsOf(table?.[1] ?? "", "th"),
        rows: cellsRows(table?.[2] ?? ""),
      };
    });
}

const cellsRows = (body: string): string[][] =>
  [...body.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = ""]) => cellsOf(row, "td"));

const mailCards = (part: string) =>
  [...part.matchAll(/<td class="card"[^>]*>([\s\S]*?)<\/td>/g)].map(([, card = ""]) => {
    const [label = "", value = "", ...lines] = cellsOf(card, "p");
    return { label, value, lines };
  });

const pageCards = (part: string) =>
  [...part.matchAll(/<ul class="cards">([\s\S]*?)<\/ul>/g)].flatMap(([, list = ""]) =>
    [...list.matchAll(/<li>([^<]*)<b>([^<]*)<\/b>([\s\S]*?)<\/li>/g)].map(([, label = "", value = "", rest = ""]) => ({
      label: textOf(label),
      value: textOf(value),
      lines: cellsOf(rest, "span"),
    })),
  );

/** Parts of a mail's plain text: headings underlined, cards line by line, columns parted by two spaces. */
export function partsOfText(text: string): ReadPart[] {
  const lines = text.split("\n");
  const starts = lines.flatMap((line, index) => (/^={8,}$/.test(line) ? [index - 1] : []));
  return starts.map((start, index) => {
    const body = lines.slice(start + 2, starts[index + 1] ?? lines.length);
    const cards = body.flatMap((line) => {
      const [, label = "", value = "", beside = ""] = /^([^:]{1,60}): (\S+(?: \S+)??)(?: \((.*)\))?$/.exec(line) ?? [];
      return label === "" ? [] : [{ label, value, lines: beside.split("; ").filter((one) => one !== "") }];
    });
    const table = body.filter((line) => /\S {2,}\S/.test(line)).map((line) => line.trim().split(/ {2,}/));
    return { heading: lines[start] ?? "", cards, columns: table[0] ?? [], rows: table.slice(1) };
  });
}

/** Digits of a figure in English: "£1,234.50", "-0.8 points", "46.6%" → "1234.50", "0.8", "46.6". Null for what is no figure. */
export function digitsOf(written: string): string | null {
  const [digits] = /\d[\d,]*(\.\d+)?/.exec(written) ?? [];
  return digits === undefined || /[A-Za-z]\d|#\d/.test(written) ? null : digits.replaceAll(",", "");
}

/** Every way in which a number of a report may be written, by hand rules: as money, as percent with one decimal, as it is. */
export function waysToWrite(value: number, exponent: number): string[] {
  const size = Math.abs(value);
  return [
    (size / 10 ** exponent).toFixed(exponent),
    (size * 100).toFixed(1),
    size.toFixed(0),
    size.toFixed(1),
    size.toFixed(2),
  ];
}

/** Every number that a frozen report holds, however deep. */
export function numbersIn(of: unknown): number[] {
  if (typeof of === "number") return [of];
  if (typeof of !== "object" || of === null) return [];
  return Object.values(of).flatMap(numbersIn);
}

/** Rows of all tables of the report that hold at least two of the fields. */
export const rowsHolding = (report: Report, fields: readonly string[]): Readonly<Record<string, unknown>>[] =>
  Object.values(report.tables).flatMap((rows) =>
    (rows as readonly object[]).flatMap((row) => {
      const record: Readonly<Record<string, unknown>> = { ...row };
      return fields.filter((field) => field in record).length >= 2 ? [record] : [];
    }),
  );
