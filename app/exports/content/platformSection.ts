import { shownOf } from "~/analytics/sectionOptions";
import { formatAmount, formatCount, formatMoney, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { platformText } from "~/i18n/platformText";
import { translator } from "~/i18n/translate";
import type { PlatformRow, Report } from "~/reports/report";
import { asLine } from "../text";
import type { Section } from "./content";

/** What each platform brought and cost, and which one brought most. */
export function platformSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const all = report.tables.platforms;
  const shown = all.slice(0, shownOf(report).rows.platforms);
  return {
    name: "platforms",
    heading: t("reports.sections.platforms"),
    sentences: sentencesOf(all, currency, language),
    cards: [],
    pictures: [],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t("platforms.platform"), align: "start", isLong: true },
              { text: t("metrics.sessions.label"), align: "end", isExtra: true },
              { text: t("metrics.platformOrders.label"), align: "end" },
              { text: t("metrics.conversionRate.label"), align: "end", isExtra: true },
              { text: t("metrics.netSales.label"), align: "end" },
              { text: t("metrics.acquisitionCost.label"), align: "end", isExtra: true },
            ],
            rows: shown.map((row) => ({
              kind: "plain",
              cells: [
                { text: asLine(platformText(row.platform, language)) },
                { text: formatCount(row.sessions, language) },
                { text: formatCount(row.platformOrders, language) },
                { text: formatRatio(row.conversionRate, language) },
                { text: formatAmount(row.netSales, currency, language) },
                { text: formatAmount(row.acquisitionCost, currency, language) },
              ],
            })),
          },
    remarks: [
      ...(shown.length > 0 ? [t("reports.content.amountsIn", { currency }), t("platforms.attributed")] : []),
      ...(shown.length < all.length
        ? [t("reports.content.firstRows", { shown: shown.length, count: all.length })]
        : []),
    ],
  };
}

/** The platform with the most net sales among those that are known. */
function sentencesOf(rows: readonly PlatformRow[], currency: string, language: Language): string[] {
  const t = translator(language);
  const known = rows.filter(({ platform, platformOrders }) => platform !== "notKnown" && platformOrders > 0);
  const [first] = known;
  if (!first)
    return [
      t(rows.some(({ platformOrders }) => platformOrders > 0) ? "platforms.noneKnown" : "reports.sentences.nothing"),
    ];
  return [
    t("platforms.mostSales", {
      platform: asLine(platformText(first.platform, language)),
      value: formatMoney(first.netSales, currency, language),
      count: first.platformOrders,
    }),
  ];
}
