import { Font, Text } from "@react-pdf/renderer";
import type { Language } from "~/i18n/languages";
import { CHAINS, FAMILIES, type Family, fontPath, runs, type Weight } from "../fonts/fonts";
import { wrap } from "../fonts/wrap";

for (const family of FAMILIES) {
  Font.register({
    family,
    fonts: [
      { src: fontPath(family, 400), fontWeight: 400 },
      { src: fontPath(family, 700), fontWeight: 700 },
    ],
  });
}

export const PDF_INK = {
  text: "#1f2933",
  muted: "#52606d",
  rule: "#d5dce3",
  band: "#f0f4f8",
  good: "#0b6e52",
  bad: "#a8261d",
  notice: "#fff1cc",
} as const;

export interface WordsProps {
  readonly text: string;
  /** Room for a line, in points. */
  readonly width: number;
  readonly size: number;
  readonly language: Language;
  readonly weight?: Weight;
  readonly align?: "left" | "right" | "center";
  readonly colour?: string;
}

/**
 * Text set in lines that fit `width`, in typefaces that can draw it. The lines are broken here: react-pdf would hyphenate every
 * language as English and put hyphens between Han characters.
 */
export function Words({
  text,
  width,
  size,
  language,
  weight = 400,
  align = "left",
  colour = PDF_INK.text,
}: WordsProps) {
  const lines = wrap(text, { width: width - 0.5, size, weight, language });
  const style = {
    width,
    fontFamily: familiesOf(text, language),
    fontWeight: weight,
    fontSize: size,
    lineHeight: 1.35,
    textAlign: align,
    color: colour,
    direction: isRightToLeft(text) ? ("rtl" as const) : ("ltr" as const),
  };
  return (
    <Text style={style} hyphenationCallback={whole}>
      {lines.map(apart).join("\n")}
    </Text>
  );
}

/** Whether the first letter that has a direction runs from right to left (UAX #9, rules P2 and P3). */
const isRightToLeft = (text: string): boolean =>
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text);

// react-pdf cuts text beside a sign of two code units in the wrong place, unless something stands there.
const apart = (line: string): string =>
  /[\u{10000}-\u{10ffff}]/u.test(line)
    ? Array.from(graphemes.segment(line), ({ segment }) =>
        segment.length > 1 ? `\u200b${segment}\u200b` : segment,
      ).join("")
    : line;

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

const whole = (word: string | null): string[] => (word === null ? [] : [word]);

/** Only the typefaces the text needs, the language's own first: each is megabytes to load. */
export function familiesOf(text: string, language: Language): Family[] {
  const needed = new Set(runs(text, language).map((run) => run.family));
  if (/[\u{10000}-\u{10ffff}]/u.test(text)) needed.add("Noto Sans");
  const found = CHAINS[language].filter((family) => needed.has(family));
  return found.length > 0 ? found : ["Noto Sans"];
}
