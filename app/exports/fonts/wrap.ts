import type { Language } from "~/i18n/languages";
import { printable, type Weight, widthOf } from "./fonts";

/** How a text is set: size and width in the same unit. */
export interface Setting {
  readonly width: number;
  readonly size: number;
  readonly weight: Weight;
  readonly language: Language;
}

/** Lines that fit the width: broken between words, between CJK characters, and inside a word only if it is wider than a line. */
export function wrap(text: string, setting: Setting): string[] {
  return text.split(/\r?\n/).flatMap((paragraph) => wrapParagraph(printable(paragraph, setting.language), setting));
}

/** The text on one line, cut with an ellipsis where it is too wide. */
export function clip(text: string, setting: Setting): string {
  const line = printable(text, setting.language);
  if (fits(line, setting)) return line;
  const signs = signsOf(line);
  while (signs.length > 0 && !fits(`${signs.join("").trimEnd()}…`, setting)) signs.pop();
  return `${signs.join("").trimEnd()}…`;
}

/** The text in at most `count` lines, the last one cut with an ellipsis. */
export function wrapAtMost(text: string, count: number, setting: Setting): string[] {
  const lines = wrap(text, setting);
  if (lines.length <= count) return lines;
  return [...lines.slice(0, count - 1), clip(lines.slice(count - 1).join(" "), setting)];
}

const fits = (text: string, { width, size, weight, language }: Setting): boolean =>
  widthOf(text, weight, language) * size <= width;

function wrapParagraph(text: string, setting: Setting): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text)) {
    if (fits((line + piece).trimEnd(), setting)) {
      line += piece;
      continue;
    }
    if (line.trim() !== "") lines.push(line.trimEnd());
    line = "";
    for (const sign of signsOf(piece.trimStart())) {
      if (line !== "" && !fits(line + sign, setting)) {
        lines.push(line);
        line = "";
      }
      line += sign;
    }
  }
  if (line.trim() !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

// Closing marks stay with what they close, opening ones with what they open (JIS X 4051, GB/T 15834, the common part).
const PIECE =
  /[（「『《【]*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー〇々][、。，．！？；：）」』》】・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ％]*|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー〇々\s]+\s*|\s+/gu;

/** What may stand on a line of its own; Thai is written without spaces between its words. */
const pieces = (text: string): string[] =>
  (text.match(PIECE) ?? []).flatMap((piece) =>
    /\p{Script=Thai}/u.test(piece) ? Array.from(thaiWords.segment(piece), ({ segment }) => segment) : [piece],
  );

const thaiWords = new Intl.Segmenter("th", { granularity: "word" });
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The signs as a reader counts them: a letter stays with its marks. */
const signsOf = (text: string): string[] =>
  /^[\x20-\x7e]*$/.test(text) ? [...text] : Array.from(graphemes.segment(text), ({ segment }) => segment);
