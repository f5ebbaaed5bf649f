import type { Language } from "~/i18n/languages";
import { INK, shade } from "./palette";
import { element, label, labelWidth, picture } from "./svg";

export interface HeatRow {
  readonly text: string;
  /** Number of customers, written beside the row. */
  readonly size: string;
  /** One cell per column; null where there is nothing yet. */
  readonly cells: readonly (HeatCell | null)[];
}

export interface HeatCell {
  readonly value: number | null;
  readonly text: string;
  /** False while the month of the cell runs: drawn as an outline. */
  readonly complete: boolean;
}

export interface HeatMap {
  readonly title: string;
  /** What stands over the columns. */
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly HeatRow[];
  /** Columns that set the scale of colours; retention leaves out month 0, where it is always whole. */
  readonly scaleFrom: number;
  readonly language: Language;
}

const WIDTH = 480;
const ROW = 24;
const SIZE = 12;
const TOP = 44;

/** Cohorts as rows, tenure months as columns, the value as colour and number, as SVG. */
export function heatMap({ title, heading, columns, rows, scaleFrom, language }: HeatMap): string {
  const wordWidth = Math.max(0, ...rows.map((row) => labelWidth(row.text, SIZE, language)));
  const sizeWidth = Math.max(0, ...rows.map((row) => labelWidth(row.size, SIZE, language)));
  const left = wordWidth + sizeWidth + 18;
  const cell = (WIDTH - left) / Math.max(1, columns.length);
  const share = shareOfScale(rows, scaleFrom);
  // Cells of many columns or long amounts get smaller figures rather than clipped ones.
  const widest = Math.max(
    0,
    ...rows.flatMap((row) => row.cells.map((one) => (one ? labelWidth(one.text, 1, language) : 0))),
  );
  const size = Math.min(SIZE, (cell - 3) / Math.max(1, widest));
  return picture(
    WIDTH,
    TOP + rows.length * ROW + 2,
    title,
    label({ x: left, y: 14, text: heading, size: SIZE, language, fill: INK.muted }),
    ...columns.map((text, index) =>
      label({
        x: left + cell * (index + 0.5),
        y: 35,
        text,
        size: SIZE,
        language,
        anchor: "middle",
        weight: 700,
        fill: INK.muted,
      }),
    ),
    ...rows.flatMap((row, index) => {
      const top = TOP + index * ROW;
      return [
        label({ x: 0, y: top + 16, text: row.text, size: SIZE, language }),
        label({ x: left - 9, y: top + 16, text: row.size, size: SIZE, language, anchor: "end", fill: INK.muted }),
        ...row.cells.map((one, column) =>
          one ? drawnCell(one, share(one.value, column), left + cell * column, top, cell, size, language) : "",
        ),
      ];
    }),
  );
}

/** Where a value lies between the least and the greatest of the scale, from 0.05 to 1; null without a value or outside the scale. */
function shareOfScale(
  rows: readonly HeatRow[],
  scaleFrom: number,
): (value: number | null, column: number) => number | null {
  const values = rows.flatMap((row) =>
    row.cells.slice(scaleFrom).flatMap((one) => (one?.value == null ? [] : [one.value])),
  );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value, column) => {
    if (value === null || column < scaleFrom) return null;
    return high > low ? 0.05 + 0.95 * ((value - low) / (high - low)) : 0.3;
  };
}

function drawnCell(
  cell: HeatCell,
  share: number | null,
  x: number,
  y: number,
  width: number,
  size: number,
  language: Language,
): string {
  const box = { x: x + 0.75, y: y + 0.75, width: width - 1.5, height: ROW - 1.5, rx: 2 };
  return (
    (cell.complete
      ? element("rect", { ...box, fill: share === null ? INK.empty : shade(share) })
      : element("rect", { ...box, fill: INK.paper, stroke: INK.axis, "stroke-width": 1, "stroke-dasharray": "3 2" })) +
    label({
      x: x + width / 2,
      y: y + ROW / 2 + size * 0.36,
      text: cell.text,
      size,
      language,
      anchor: "middle",
    })
  );
}
