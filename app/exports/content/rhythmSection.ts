import { shownOf } from "~/analytics/sectionOptions";
import { formatCount } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import type { RhythmRow } from "~/reports/sectionRows";
import { asLine, numberOf } from "../text";
import type { Section } from "./content";

/** From so many times on a product has a rhythm of its own. */
const FEWEST_GAPS = 10;

/** How long customers take to come back, to the shop and to the products bought again most. */
export function rhythmSection(report: Report, language: Language): Section {
  const t = translator(language);
  const all = report.tables.rhythms.filter(({ kind, gaps }) => kind === "product" && gaps >= FEWEST_GAPS);
  const shown = all.slice(0, shownOf(report).rows.rhythm);
  return {
    name: "rhythm",
    heading: t("reports.sections.rhythm"),
    sentences: sentences(
      report.tables.rhythms.find(({ kind }) => kind === "shop"),
      language,
    ),
    cards: [],
    pictures: [],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t("reports.columns.title"), align: "start", isLong: true },
              { text: t("sections.columns.buyers"), align: "end", isExtra: true },
              { text: t("sections.columns.gaps"), align: "end" },
              { text: t("sections.columns.medianGap"), align: "end" },
              { text: t("metrics.lapsePoint.label"), align: "end" },
            ],
            rows: shown.map((row) => ({
              kind: "plain",
              cells: [
                {
                  text: asLine(row.title),
                  ...(row.productId === null ? {} : { adminPath: `/products/${numberOf(row.productId)}` }),
                },
                { text: formatCount(row.buyers, language) },
                { text: formatCount(row.gaps, language) },
                { text: formatCount(row.medianGap, language) },
                { text: formatCount(row.lapsePoint, language) },
              ],
            })),
          },
    remarks: [
      ...(shown.length > 0 ? [t("sections.rhythm.products")] : []),
      ...(shown.length < all.length
        ? [t("reports.content.firstRows", { shown: shown.length, count: all.length })]
        : []),
    ],
  };
}

function sentences(shop: RhythmRow | undefined, language: Language): string[] {
  const t = translator(language);
  if (!shop || shop.medianGap === null || shop.ownLapsePoint === null) return [t("sections.rhythm.none")];
  const days = (count: number) => t("common.days", { count: Math.round(count) });
  return [
    t("sections.rhythm.sentence", { median: days(shop.medianGap), point: days(shop.ownLapsePoint) }),
    ...(shop.setLapsePoint === null ? [] : [t("sections.rhythm.set", { point: days(shop.setLapsePoint) })]),
  ];
}
