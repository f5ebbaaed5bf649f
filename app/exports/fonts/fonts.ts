import { createRequire } from "node:module";
import type { Language } from "~/i18n/languages";
import { type FontFile, readFont } from "./fontFile";

/** The typefaces of pictures and PDF files, shipped with the app: nothing depends on the fonts of the machine. */
export const FAMILIES = [
  "Noto Sans",
  "Noto Sans JP",
  "Noto Sans SC",
  "Noto Sans KR",
  "Noto Sans Thai",
  "Vazirmatn",
  "Noto Sans Hebrew",
  "Noto Emoji",
] as const;
export type Family = (typeof FAMILIES)[number];
export type Weight = 400 | 700;

/** A stretch of text that one typeface can draw. */
export interface Run {
  readonly family: Family;
  readonly text: string;
}

const FILES: Readonly<Record<Family, Readonly<Record<Weight, string>>>> = {
  "Noto Sans": {
    400: "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
    700: "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf",
  },
  "Noto Sans JP": {
    400: "@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf",
    700: "@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf",
  },
  "Noto Sans SC": {
    400: "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
    700: "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf",
  },
  "Noto Sans KR": {
    400: "@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf",
    700: "@expo-google-fonts/noto-sans-kr/700Bold/NotoSansKR_700Bold.ttf",
  },
  "Noto Sans Thai": {
    400: "@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf",
    700: "@expo-google-fonts/noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf",
  },
  // Not Noto Sans Arabic: it parts letters from their dots, and react-pdf loses count of the glyphs.
  Vazirmatn: {
    400: "@expo-google-fonts/vazirmatn/400Regular/Vazirmatn_400Regular.ttf",
    700: "@expo-google-fonts/vazirmatn/700Bold/Vazirmatn_700Bold.ttf",
  },
  "Noto Sans Hebrew": {
    400: "@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf",
    700: "@expo-google-fonts/noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf",
  },
  "Noto Emoji": {
    400: "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf",
    700: "@expo-google-fonts/noto-emoji/700Bold/NotoEmoji_700Bold.ttf",
  },
};

// Han characters are drawn as the reader's language draws them; what its typeface lacks (ş under Japanese, 简 under
// Japanese, 﨑 under Chinese) comes from the next one.
export const CHAINS: Readonly<Record<Language, readonly Family[]>> = {
  en: FAMILIES,
  tr: FAMILIES,
  ja: FAMILIES,
  "zh-CN": ["Noto Sans", "Noto Sans SC", "Noto Sans JP", ...FAMILIES.slice(3)],
};

/** Drawn in place of a character that no typeface has, so that its loss is seen. */
export const REPLACEMENT = "\u{fffd}";

const resolve = createRequire(import.meta.url).resolve;

export const fontPath = (family: Family, weight: Weight): string => resolve(FILES[family][weight]);

const opened = new Map<string, FontFile>();

export function fontFile(family: Family, weight: Weight): FontFile {
  const path = FILES[family][weight];
  const known = opened.get(path);
  if (known) return known;
  const font = readFont(resolve(path));
  opened.set(path, font);
  return font;
}

/** The text cut into stretches by typeface. Characters that no typeface has become U+FFFD, invisible ones are left out. */
export function runs(text: string, language: Language): Run[] {
  // Most text is figures; cutting it into what readers call characters costs a hundred times as much.
  if (/^[\x20-\x7e]+$/.test(text)) return [{ family: "Noto Sans", text }];
  const found: { family: Family; text: string }[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const { family, text: drawn } = drawable(segment, language);
    const last = found.at(-1);
    // Words that run from right to left keep the spaces between them, so that they stay one stretch in the right order.
    if (last?.family === family || (drawn === " " && last && RIGHT_TO_LEFT.has(last.family))) last.text += drawn;
    else if (drawn !== "") found.push({ family, text: drawn });
  }
  return found;
}

/** The text as it can be drawn. */
export const printable = (text: string, language: Language): string =>
  runs(text, language)
    .map((run) => run.text)
    .join("");

/** Width of the text in em; of Arabic at most, because its letters are narrower when joined. */
export function widthOf(text: string, weight: Weight, language: Language): number {
  let width = 0;
  for (const run of runs(text, language)) {
    const font = fontFile(run.family, weight);
    // What is joined to an emoji is drawn within it.
    const signs =
      run.family === "Noto Emoji" ? Array.from(graphemes.segment(run.text), ({ segment }) => segment) : run.text;
    for (const sign of signs) width += font.advance(sign.codePointAt(0) ?? 0);
  }
  return width;
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
// Variation selectors, joiners, direction marks, soft hyphens, and controls: they draw nothing themselves.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

const RIGHT_TO_LEFT: ReadonlySet<Family> = new Set(["Vazirmatn", "Noto Sans Hebrew"]);
// Joiners show in what they join: a family drawn as one sign, and the shapes of Arabic letters.
const JOINED: readonly Family[] = ["Noto Emoji", "Vazirmatn"];

function drawable(grapheme: string, language: Language): Run {
  if (/[\u200c\u200d]/.test(grapheme)) {
    const joined = grapheme
      .replace(/(?![\u200c\u200d])[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu, "")
      .normalize("NFC");
    const family = JOINED.find((candidate) => /[^\u200c\u200d]/.test(joined) && coversAll(candidate, joined));
    if (family) return { family, text: joined };
  }
  const visible = (/\s/.test(grapheme) ? " " : grapheme).replace(INVISIBLE, "").normalize("NFC");
  if (visible === "") return { family: CHAINS[language][0] ?? "Noto Sans", text: "" };
  const family = CHAINS[language].find((candidate) => coversAll(candidate, visible));
  return family ? { family, text: visible } : { family: "Noto Sans", text: REPLACEMENT };
}

// Both weights hold the same characters; a test checks it.
function coversAll(family: Family, text: string): boolean {
  const font = fontFile(family, 400);
  return [...text].every((sign) => font.covers(sign.codePointAt(0) ?? 0));
}
