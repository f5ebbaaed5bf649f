import type { Language } from "~/i18n/languages";
import { runs, type Weight, widthOf } from "../fonts/fonts";
import { withoutControls } from "../text";
import { INK } from "./palette";

export type Attributes = Readonly<Record<string, string | number>>;

/** One SVG element; children are SVG already. Numbers are cut to a hundredth of a unit. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? Number(value.toFixed(2)) : escaped(value)}"`)
    .join("");
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join("")}</${name}>`;
}

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly language: Language;
  readonly weight?: Weight;
  readonly anchor?: "start" | "middle" | "end";
  readonly fill?: string;
  /** A rim of paper, for words that lie on lines. */
  readonly halo?: boolean;
}

/**
 * A line of text, each stretch in a typeface that can draw it. `y` is the baseline. Stretches are elements of their own: within
 * one, resvg would draw all of the text by whichever typeface has every character, in whichever weight.
 */
export function label({
  x,
  y,
  text,
  size,
  language,
  weight = 400,
  anchor = "start",
  fill = INK.text,
  halo,
}: Label): string {
  const stretches = runs(text, language);
  const widths = stretches.map((run) => widthOf(run.text, weight, language) * size);
  let left = x - widths.reduce((sum, width) => sum + width, 0) * BEFORE_ANCHOR[anchor];
  return stretches
    .map((run, index) => {
      const place = { x: left, y, "font-family": run.family, "font-size": size, "font-weight": weight, fill };
      left += widths[index] ?? 0;
      return element("text", { ...place, ...(halo ? HALO : {}) }, escaped(run.text));
    })
    .join("");
}

/** Share of a label's width that lies before its anchor. */
const BEFORE_ANCHOR = { start: 0, middle: 0.5, end: 1 } as const;

const HALO = { stroke: INK.paper, "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };

/** Width of a label in the units of its size. */
export const labelWidth = (text: string, size: number, language: Language, weight: Weight = 400): number =>
  widthOf(text, weight, language) * size;

/** A whole picture on white, with its title for those who do not see it. */
export function picture(width: number, height: number, title: string, ...children: readonly string[]): string {
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      role: "img",
    },
    element("title", {}, escaped(title)),
    element("rect", { width, height, fill: INK.paper }),
    ...children,
  );
}

/** Coloured squares with their meaning, from `x` to the right. */
export function legend(
  entries: readonly { readonly colour: string; readonly text: string }[],
  {
    x,
    y,
    size,
    language,
  }: { readonly x: number; readonly y: number; readonly size: number; readonly language: Language },
): string {
  let left = x;
  return entries
    .map(({ colour, text }) => {
      const square = element("rect", {
        x: left,
        y: y - size * 0.8,
        width: size * 0.85,
        height: size * 0.85,
        rx: 2,
        fill: colour,
      });
      const words = label({ x: left + size * 1.25, y, text, size, language });
      left += size * 2.75 + labelWidth(text, size, language);
      return square + words;
    })
    .join("");
}

const escaped = (text: string): string =>
  withoutControls(text).replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
