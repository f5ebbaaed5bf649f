import type { Month } from "~/analytics/period";
import { formatMonthName } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { INK } from "./palette";
import { axis, type Scale } from "./scale";
import { element, label, labelWidth, legend, picture } from "./svg";

export interface MonthSeries {
  readonly text: string;
  readonly colour: string;
  readonly kind: "bar" | "line";
  /** One value per month; null leaves a gap. */
  readonly values: readonly (number | null)[];
}

export interface MonthChart {
  readonly title: string;
  readonly months: readonly Month[];
  readonly series: readonly MonthSeries[];
  readonly tick: (value: number) => string;
  readonly language: Language;
}

const WIDTH = 480;
const HEIGHT = 250;
const SIZE = 13;
const TOP = 34;
const BOTTOM = HEIGHT - 40;

/** Bars and lines over months, 480 units wide, as SVG. */
export function monthChart({ title, months, series, tick, language }: MonthChart): string {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const { ticks, scale: y } = axis(values, BOTTOM, TOP);
  const left = 12 + Math.max(...ticks.map((value) => labelWidth(tick(value), SIZE, language)));
  const band = (WIDTH - 8 - left) / Math.max(1, months.length);
  const x = (index: number) => left + band * index;
  return picture(
    WIDTH,
    HEIGHT,
    title,
    legend(series, { x: left, y: 16, size: SIZE, language }),
    ...ticks.map(
      (value) =>
        gridLine(value, y(value), left) +
        label({
          x: left - 6,
          y: y(value) + SIZE * 0.35,
          text: tick(value),
          size: SIZE,
          language,
          anchor: "end",
          fill: INK.muted,
        }),
    ),
    ...bars(series, x, band, y),
    element("line", { x1: left, x2: WIDTH - 8, y1: y(0), y2: y(0), stroke: INK.axis, "stroke-width": 1 }),
    ...series.filter((one) => one.kind === "line").map((one) => line(one, x, band, y)),
    ...monthLabels(months, x, band, language),
  );
}

const gridLine = (value: number, y: number, left: number): string =>
  value === 0 ? "" : element("line", { x1: left, x2: WIDTH - 8, y1: y, y2: y, stroke: INK.grid, "stroke-width": 1 });

function bars(series: readonly MonthSeries[], x: (index: number) => number, band: number, y: Scale): string[] {
  const shown = series.filter((one) => one.kind === "bar");
  const width = (band * 0.76) / Math.max(1, shown.length);
  return shown.flatMap((one, place) =>
    one.values.map((value, index) => {
      if (value === null || value === 0) return "";
      const [top, bottom] = [Math.min(y(value), y(0)), Math.max(y(value), y(0))];
      return element("rect", {
        x: x(index) + band * 0.12 + width * place,
        y: top,
        width: Math.max(0.75, width - (width > 6 ? 1 : 0)),
        height: Math.max(1, bottom - top),
        rx: width > 6 ? 1.5 : 0,
        fill: one.colour,
      });
    }),
  );
}

function line(series: MonthSeries, x: (index: number) => number, band: number, y: Scale): string {
  let isDrawing = false;
  const path = series.values.map((value, index) => {
    if (value === null) {
      isDrawing = false;
      return "";
    }
    const step = `${isDrawing ? "L" : "M"}${(x(index) + band / 2).toFixed(2)} ${y(value).toFixed(2)}`;
    isDrawing = true;
    return step;
  });
  return element("path", {
    d: path.join(""),
    fill: "none",
    stroke: series.colour,
    "stroke-width": 2.5,
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
  });
}

/** Month names as far as they fit, and the year under the first month and every January. */
function monthLabels(
  months: readonly Month[],
  x: (index: number) => number,
  band: number,
  language: Language,
): string[] {
  const widest = Math.max(
    1,
    ...months.slice(0, 12).map((of) => labelWidth(formatMonthName(of, language), SIZE, language)),
  );
  const every = [1, 2, 3, 6, 12].find((step) => step * band >= widest + 4);
  const yearWidth = labelWidth("2025", SIZE, language) + 5;
  let yearEnd = Number.NEGATIVE_INFINITY;
  return months.flatMap((of, index) => {
    const middle = x(index) + band / 2;
    const calendarMonth = Number(of.slice(5)) - 1;
    const name =
      every !== undefined && calendarMonth % every === 0
        ? [
            label({
              x: middle,
              y: BOTTOM + 17,
              text: formatMonthName(of, language),
              size: SIZE,
              language,
              anchor: "middle",
              fill: INK.muted,
            }),
          ]
        : [];
    if (index > 0 && calendarMonth > 0) return name;
    // The first month's year gives way when January follows at once.
    const nextYear = index === 0 ? (13 - Number(of.slice(5))) * band : Number.POSITIVE_INFINITY;
    const isFree = middle - yearWidth / 2 >= yearEnd && (calendarMonth === 0 || nextYear >= yearWidth);
    if (!isFree) return name;
    yearEnd = middle + yearWidth / 2;
    return [
      ...name,
      label({
        x: middle,
        y: BOTTOM + 34,
        text: of.slice(0, 4),
        size: SIZE,
        language,
        anchor: "middle",
        weight: 700,
        fill: INK.muted,
      }),
    ];
  });
}
