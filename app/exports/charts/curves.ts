import type { Language } from "~/i18n/languages";
import { INK, stroke } from "./palette";
import { axis } from "./scale";
import { element, label, labelWidth, picture } from "./svg";

export interface Curve {
  readonly text: string;
  /** One value per step from 0; null ends the curve. */
  readonly values: readonly (number | null)[];
}

export interface Curves {
  readonly title: string;
  /** What the steps are, under the axis. */
  readonly heading: string;
  /** Oldest first: later ones are drawn darker. */
  readonly curves: readonly Curve[];
  readonly tick: (value: number) => string;
  readonly language: Language;
}

const WIDTH = 480;
const HEIGHT = 280;
const SIZE = 13;
/** Least room between two names side by side. */
const NEIGHBOUR = 14;
const TOP = 34;
const BOTTOM = HEIGHT - 46;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Values by age, one line per cohort, named at its end, as SVG. */
export function curves({ title, heading, curves: all, tick, language }: Curves): string {
  const steps = Math.max(1, ...all.map((curve) => curve.values.length - 1));
  const { ticks, scale: y } = axis(
    all.flatMap((curve) => curve.values.filter((value) => value !== null)),
    BOTTOM,
    TOP,
  );
  const left = 12 + Math.max(...ticks.map((value) => labelWidth(tick(value), SIZE, language)));
  const right = WIDTH - 12 - Math.max(0, ...all.map((curve) => labelWidth(curve.text, SIZE, language, 700)));
  const x = (step: number) => left + ((right - left) * step) / steps;
  const every = Math.max(1, Math.ceil(steps / 12));
  const drawn = all.map((curve, index) => ({
    text: curve.text,
    colour: stroke(all.length === 1 ? 1 : index / (all.length - 1)),
    points: curve.values.flatMap((value, step): Point[] => (value === null ? [] : [{ x: x(step), y: y(value) }])),
  }));
  return picture(
    WIDTH,
    HEIGHT,
    title,
    label({ x: left, y: 15, text: title, size: SIZE, language, fill: INK.muted }),
    ...ticks.map(
      (value) =>
        element("line", {
          x1: left,
          x2: right,
          y1: y(value),
          y2: y(value),
          stroke: value === 0 ? INK.axis : INK.grid,
          "stroke-width": 1,
        }) +
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
    ...Array.from({ length: steps + 1 }, (_, step) =>
      step % every === 0
        ? label({
            x: x(step),
            y: BOTTOM + 18,
            text: String(step),
            size: SIZE,
            language,
            anchor: "middle",
            fill: INK.muted,
          })
        : "",
    ),
    label({
      x: (left + right) / 2,
      y: BOTTOM + 38,
      text: heading,
      size: SIZE,
      language,
      anchor: "middle",
      fill: INK.muted,
    }),
    ...drawn.map(({ colour, points }) => drawnCurve(points, colour)),
    ...endLabels(drawn, language),
  );
}

function drawnCurve(points: readonly Point[], colour: string): string {
  const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x.toFixed(2)} ${y.toFixed(2)}`).join("");
  const last = points.at(-1);
  return (
    element("path", { d: path, fill: "none", stroke: colour, "stroke-width": 2.5, "stroke-linejoin": "round" }) +
    (last ? element("circle", { cx: last.x, cy: last.y, r: 3.5, fill: colour }) : "")
  );
}

/** The name of each curve to the right of its end, moved down where two would touch. */
function endLabels(
  drawn: readonly { text: string; colour: string; points: readonly Point[] }[],
  language: Language,
): string[] {
  const ends = drawn
    .flatMap(({ text, points }) => {
      const end = points.at(-1);
      return end ? [{ text, end }] : [];
    })
    .sort((one, other) => one.end.y - other.end.y);
  const placed: { x: number; y: number; width: number }[] = [];
  return ends.map(({ text, end }) => {
    const width = labelWidth(text, SIZE, language, 700);
    const x = end.x + 7;
    let y = end.y + SIZE * 0.35;
    for (const other of placed) {
      const overlapsAcross = x < other.x + other.width + NEIGHBOUR && other.x < x + width + NEIGHBOUR;
      if (overlapsAcross && y < other.y + SIZE + 1) y = Math.max(y, other.y + SIZE + 1);
    }
    placed.push({ x, y, width });
    return label({ x, y, text, size: SIZE, language, weight: 700, halo: true });
  });
}
