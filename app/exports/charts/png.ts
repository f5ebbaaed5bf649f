import { Resvg } from "@resvg/resvg-js";
import { FAMILIES, fontPath } from "../fonts/fonts";

/** The picture as PNG, `width` device pixels wide (twice the shown width for sharp screens). Loads only the typefaces the picture names. */
export function png(svg: string, width = 960): Buffer {
  const weights = svg.includes('font-weight="700"') ? ([400, 700] as const) : ([400] as const);
  const families = FAMILIES.filter((family) => svg.includes(`font-family="${family}"`));
  const drawing = new Resvg(svg, {
    fitTo: { mode: "width", value: width },
    font: {
      loadSystemFonts: false,
      fontFiles: families.flatMap((family) => weights.map((weight) => fontPath(family, weight))),
      defaultFontFamily: "Noto Sans",
    },
  });
  return Buffer.from(drawing.render().asPng());
}
