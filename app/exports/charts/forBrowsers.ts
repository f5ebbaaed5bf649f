import type { Language } from "~/i18n/languages";
import { type Weight, widthOf } from "../fonts/fonts";

/**
 * A picture as the source of an image in a page: inside one no script runs and nothing is fetched. The typefaces it was laid out
 * in are not there, so that each word is fitted into the width it was given.
 */
export function sourceForBrowsers(svg: string, language: Language): string {
  const fitted = svg.replace(
    /<text ([^>]*?)font-family="([^"]*)" font-size="([^"]*)" font-weight="([^"]*)"([^>]*)>([^<]*)<\/text>/g,
    (_, before: string, family: string, size: string, weight: string, after: string, written: string) => {
      const width = widthOf(textOf(written), weightOf(weight), language) * Number(size);
      const fit = width > 0 ? ` textLength="${width.toFixed(2)}" lengthAdjust="spacingAndGlyphs"` : "";
      return `<text ${before}font-family="${family}, system-ui, sans-serif" font-size="${size}" font-weight="${weight}"${fit}${after}>${written}</text>`;
    },
  );
  return `data:image/svg+xml,${encodeURIComponent(fitted)}`;
}

const weightOf = (text: string): Weight => (text === "700" ? 700 : 400);

/** Signs of markup stand in our pictures as entities by their numbers. */
const textOf = (written: string): string =>
  written.replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)));
