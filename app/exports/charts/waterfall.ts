import type { Language } from "~/i18n/languages";
import { clip } from "../fonts/wrap";
import { INK, SERIES } from "./palette";
import { axis } from "./scale";
import { element, label, labelWidth, picture } from "./svg";

/** A step of a statement: a level reached, or an amount added to or (negative) taken from the level before. */
export interface Step {
  readonly text: string;
  readonly kind: "level" | "change";
  readonly value: number;
  /** The amount as it is written at the end of the row. */
  readonly amount: string;
}

export interface Waterfall {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly language: Language;
}

const WIDTH = 480;
const ROW = 27;
const SIZE = 13;
const GAP = 10;

/** The steps of profit from top to bottom, each bar starting where the one above ends, as SVG. */
export function waterfall({ title, steps, language }: Waterfall): string {
  const spans = steps.map(spanOf(steps));
  const amountWidth = Math.max(
    0,
    ...steps.map((step) => labelWidth(step.amount, SIZE, language, step.kind === "level" ? 700 : 400)),
  );
  const wordWidth = Math.min(
    WIDTH * 0.36,
    Math.max(0, ...steps.map((step) => labelWidth(step.text, SIZE, language, step.kind === "level" ? 700 : 400))),
  );
  const left = wordWidth + GAP;
  const { scale: x } = axis(spans.flat(), left, WIDTH - amountWidth - GAP);
  const height = steps.length * ROW + 8;
  return picture(
    WIDTH,
    height,
    title,
    element("line", { x1: x(0), x2: x(0), y1: 2, y2: height - 2, stroke: INK.axis, "stroke-width": 1 }),
    ...steps.map((step, index) => {
      const [from, to] = spans[index] ?? [0, 0];
      const top = 4 + index * ROW;
      const next = spans[index + 1];
      return (
        bar(step, x(Math.min(from, to)), x(Math.max(from, to)), top) +
        (next ? connector(x(to), top) : "") +
        words(step, top, wordWidth, language)
      );
    }),
  );
}

/** Where the bar of a step begins and ends: levels start at 0, changes at the level reached before. */
const spanOf =
  (steps: readonly Step[]) =>
  (step: Step, index: number): readonly [number, number] => {
    if (step.kind === "level") return [0, step.value];
    let reached = 0;
    for (const before of steps.slice(0, index))
      reached = before.kind === "level" ? before.value : reached + before.value;
    return [reached, reached + step.value];
  };

function bar(step: Step, from: number, to: number, top: number): string {
  const colour =
    step.kind === "change"
      ? step.value < 0
        ? SERIES.orange
        : SERIES.green
      : step.value < 0
        ? SERIES.loss
        : SERIES.blue;
  return element("rect", { x: from, y: top + 4, width: Math.max(1, to - from), height: ROW - 9, rx: 2, fill: colour });
}

const connector = (x: number, top: number): string =>
  element("line", { x1: x, x2: x, y1: top + ROW - 5, y2: top + ROW + 4, stroke: INK.axis, "stroke-width": 1 });

function words(step: Step, top: number, width: number, language: Language): string {
  const weight = step.kind === "level" ? 700 : 400;
  const y = top + ROW / 2 + SIZE * 0.33;
  const text = clip(step.text, { width: width + 1, size: SIZE, weight, language });
  return (
    label({ x: 0, y, text, size: SIZE, weight, language }) +
    label({ x: WIDTH, y, text: step.amount, size: SIZE, weight, language, anchor: "end" })
  );
}
