import type { Language } from "~/i18n/languages";
import { INK } from "./palette";
import { axis, type Scale } from "./scale";
import { element, label, labelWidth, legend, picture } from "./svg";

export interface PartSeries {
  readonly text: string;
  readonly colour: string;
  readonly kind: "bar" | "line";
  /** One value per part; null leaves a gap. */
  readonly values: readonly (number | null)[];
}

/** A part of the axis. */
export interface NamedPart {
  readonly name: string;
  /** What neighbours have in common, such as the year; empty where the name says all. */
  readonly group: string;
  /** Where it stands in the cycle that names are left out by, such as the month of the year. */
  readonly place: number;
}

export interface PartChart {
  readonly title: string;
  readonly parts: readonly NamedPart[];
  /** Every how many parts may be named, the fewest first. */
  readonly steps: readonly number[];
  readonly series: readonly PartSeries[];
  readonly tick: (value: number) => string;
  readonly language: Language;
}

const WIDTH = 480;
const HEIGHT = 250;
const SIZE = 13;
const TOP = 34;
const BOTTOM = HEIGHT - 40;

/** Bars and lines over days, weeks, months …, 480 units wide, as SVG. */
export function partChart({ title, parts, steps, series, tick, language }: PartChart): string {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null));
  const { ticks, scale: y } = axis(values, BOTTOM, TOP);
  const left = 12 + Math.max(...ticks.map((value) => labelWidth(tick(value), SIZE, language)));
  const band = (WIDTH - 8 - left) / Math.max(1, parts.length);
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
    ...nameLabels(parts, steps, x, band, language),
  );
}

const gridLine = (value: number, y: number, left: number): string =>
  value === 0 ? "" : element("line", { x1: left, x2: WIDTH - 8, y1: y, y2: y, stroke: INK.grid, "stroke-width": 1 });

function bars(series: readonly PartSeries[], x: (index: number) => number, band: number, y: Scale): string[] {
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

function line(series: PartSeries, x: (index: number) => number, band: number, y: Scale): string {
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

/** Names as far as they fit, and under them what several have in common, where it begins and wherever it changes. */
function nameLabels(
  parts: readonly NamedPart[],
  steps: readonly number[],
  x: (index: number) => number,
  band: number,
  language: Language,
): string[] {
  const widest = Math.max(1, ...parts.map(({ name }) => labelWidth(name, SIZE, language)));
  const every = steps.find((step) => step * band >= widest + 4);
  const groupWidth = Math.max(0, ...parts.map(({ group }) => labelWidth(group, SIZE, language, 700))) + 5;
  let groupEnd = Number.NEGATIVE_INFINITY;
  return parts.flatMap(({ name, group, place }, index) => {
    const middle = x(index) + band / 2;
    const named = every !== undefined && place % every === 0 ? [lineOf(name, middle, 17, language)] : [];
    if (group === "" || (index > 0 && parts[index - 1]?.group === group)) return named;
    // The first one gives way when the next follows at once.
    const next = index === 0 ? parts.findIndex((other) => other.group !== group) * band : Number.POSITIVE_INFINITY;
    const isFree = middle - groupWidth / 2 >= groupEnd && (next < 0 || next >= groupWidth);
    if (!isFree) return named;
    groupEnd = middle + groupWidth / 2;
    return [...named, lineOf(group, Math.max(middle, groupWidth / 2), 34, language, 700)];
  });
}

const lineOf = (text: string, x: number, below: number, language: Language, weight?: 700): string =>
  label({
    x,
    y: BOTTOM + below,
    text,
    size: SIZE,
    language,
    anchor: "middle",
    ...(weight ? { weight } : {}),
    fill: INK.muted,
  });
