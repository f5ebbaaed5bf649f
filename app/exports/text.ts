/**
 * The text as XML, CSV and mail can carry it: no control characters but line ends and tabs, no halves of surrogate pairs, and none of
 * the marks that turn the direction of what follows (a shop's name could make a file's ending look like another).
 */
export const withoutControls = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]/gu, "")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\p{Surrogate}/gu, "\u{fffd}");

/**
 * At most `length` characters as a reader counts them, the cut shown by an ellipsis. A character may be a letter with many marks
 * on it, but not with thousands.
 */
export function shortened(text: string, length: number): string {
  const head = text.slice(0, MOST_UNITS * length);
  const signs = Array.from(graphemes.segment(head), ({ segment }) => segment);
  if (signs.length <= length && head.length === text.length) return text;
  const kept = signs.slice(0, Math.min(length, signs.length) - 1);
  return `${kept.join("").trimEnd()}…`;
}

/** UTF-16 units of a character on average. */
const MOST_UNITS = 12;

/** The number at the end of a Shopify id: "gid://shopify/Customer/1234" → "1234". */
export const numberOf = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** A merchant's or buyer's words as one line of at most `length` characters; "–" for none. */
export const asLine = (text: string, length = 60): string =>
  shortened(withoutControls(text).replace(/\s+/g, " ").trim() || "–", length);
