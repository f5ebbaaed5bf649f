import { shownOf } from "~/analytics/sectionOptions";
import { formatCount, formatNumber, formatRatio, UNKNOWN } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { traitValueText } from "~/i18n/traitText";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import type { SharedTraitRow } from "~/reports/sectionRows";
import { asLine } from "../text";
import type { Section } from "./content";

/** What customers of high value had in common when they first ordered, the surest first. */
export function traitSection(report: Report, language: Language): Section {
  const t = translator(language);
  const all = report.tables.sharedTraits;
  const ranked = all.filter(({ isRanked, lift }) => isRanked && lift !== null);
  const shown = ranked.slice(0, shownOf(report).rows.sharedTraits);
  return {
    name: "sharedTraits",
    heading: t("reports.sections.sharedTraits"),
    sentences: sentences(ranked, language),
    cards: [],
    pictures: [],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t("sections.columns.trait"), align: "start" },
              { text: t("reports.columns.value"), align: "start", isLong: true },
              { text: t("metrics.customers.label"), align: "end" },
              { text: t("sections.columns.shareWith"), align: "end", isExtra: true },
              { text: t("sections.columns.lift"), align: "end" },
              { text: t("customers.traits.likely"), align: "end", isExtra: true },
            ],
            rows: shown.map((row) => ({
              kind: "plain",
              cells: [
                { text: t(`customers.traits.names.${row.trait}`) },
                { text: asLine(traitValueText(row, language)) },
                { text: formatCount(row.customers, language) },
                { text: formatRatio(row.shareWith, language) },
                { text: t("customers.traits.times", { lift: formatNumber(row.lift, language) }) },
                { text: rangeText(row, language) },
              ],
            })),
          },
    remarks: [
      ...(shown.length > 0 ? [t("sections.traits.chance")] : []),
      ...(shown.length > 0 && shown.length < all.length
        ? [t("reports.content.firstRows", { shown: shown.length, count: all.length })]
        : []),
    ],
  };
}

const rangeText = ({ liftLow, liftHigh }: SharedTraitRow, language: Language): string =>
  liftLow === null || liftHigh === null
    ? UNKNOWN
    : translator(language)("sections.traits.range", {
        low: formatNumber(liftLow, language),
        high: formatNumber(liftHigh, language),
      });

/** The surest value whose lift is more than chance. */
function sentences(ranked: readonly SharedTraitRow[], language: Language): string[] {
  const t = translator(language);
  const [first] = ranked;
  if (!first || (first.liftLow ?? 0) <= 1) return [t("sections.traits.none")];
  return [
    t("sections.traits.sentence", {
      trait: t(`customers.traits.names.${first.trait}`),
      value: asLine(traitValueText(first, language)),
      count: first.customers,
      lift: formatNumber(first.lift, language),
      share: formatRatio(first.shareWith, language),
      others: formatRatio(first.shareOthers, language),
    }),
  ];
}
