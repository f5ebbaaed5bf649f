import { Font, Text } from "@react-pdf/renderer";
import type { Language } from "~/i18n/languages";
import { FAMILIES, type Family, fontPath, runs, type Weight } from "../fonts/fonts";
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
  };
  return (
    <Text style={style} hyphenationCallback={whole}>
      {lines.join("\n")}
    </Text>
  );
}

const whole = (word: string | null): string[] => (word === null ? [] : [word]);

/** Only the typefaces the text needs, the language's own first: each is megabytes to load. */
export function familiesOf(text: string, language: Language): Family[] {
  const needed = new Set(runs(text, language).map((run) => run.family));
  const ordered: readonly Family[] = language === "zh-CN" ? ["Noto Sans", "Noto Sans SC", "Noto Sans JP"] : FAMILIES;
  const found = ordered.filter((family) => needed.has(family));
  return found.length > 0 ? found : ["Noto Sans"];
}
