import type { Language } from "~/i18n/languages";
import type { Table } from "../content/content";
import { widthOf } from "../fonts/fonts";

const GAP = 10;
const WIDEST_HEADING = 66;
const NARROWEST_WORDS = 70;

/** Widths of a table's columns in points: numbers get what they need, words share what is left. Together they fill `width`. */
export function columnWidths(table: Table, width: number, size: number, language: Language): number[] {
  const natural = table.columns.map((column, index) => {
    const cells = Math.max(
      0,
      ...table.rows.map((row) => widthOf(row.cells[index]?.text ?? "", row.kind === "strong" ? 700 : 400, language)),
    );
    const heading = widthOf(column.text, 700, language) * size;
    return GAP + Math.max(cells * size, column.align === "end" ? Math.min(heading, WIDEST_HEADING) : heading);
  });
  const isWords = table.columns.map((column) => column.align === "start");
  const numbers = sum(natural.filter((_, index) => !isWords[index]));
  const words = sum(natural.filter((_, index) => isWords[index]));
  const left = Math.max(width - numbers, NARROWEST_WORDS * isWords.filter(Boolean).length);
  if (words <= left) {
    // Room to spare goes evenly to all, so that numbers stay near what they belong to.
    const spare = (width - numbers - words) / table.columns.length;
    return natural.map((one) => one + spare);
  }
  return natural.map((one, index) =>
    isWords[index] ? Math.max(NARROWEST_WORDS, sharedWidth(one, natural, isWords, left)) : one,
  );
}

/** Narrow columns of words keep their width, wide ones divide the rest. */
function sharedWidth(one: number, natural: readonly number[], isWords: readonly boolean[], left: number): number {
  const words = natural.filter((_, index) => isWords[index]);
  const even = left / words.length;
  if (one <= even) return one;
  const narrow = words.filter((width) => width <= even);
  return (left - sum(narrow)) / (words.length - narrow.length);
}

const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);
