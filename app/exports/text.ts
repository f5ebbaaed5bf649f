/**
 * The text as XML, CSV and mail can carry it: no control characters but line ends and tabs, no halves of surrogate pairs, and none of
 * the marks that turn the direction of what follows (a shop's name could make a file's ending look like another).
 */
export const withoutControls = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n\r]/gu, "")
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/\p{Surrogate}/gu, "\u{fffd}");

/** At most `length` characters as a reader counts them, the cut shown by an ellipsis. */
export function shortened(text: string, length: number): string {
  const signs = Array.from(graphemes.segment(text.slice(0, 40 * length)), ({ segment }) => segment);
  return signs.length <= length
    ? text
    : `${signs
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`;
}

/** The number at the end of a Shopify id: "gid://shopify/Customer/1234" → "1234". */
export const numberOf = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1);

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
