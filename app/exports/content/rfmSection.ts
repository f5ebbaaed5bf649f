import { RFM_GROUPS, type RfmGroup } from "~/analytics/rfm";
import { formatAmount, formatCount, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import type { Section } from "./content";

/** Told in words: who buys best, and who did and is fading. */
const BEST: readonly RfmGroup[] = ["CHAMPIONS", "LOYAL"];
const FADING: readonly RfmGroup[] = ["AT_RISK", "PREVIOUSLY_LOYAL"];

/** Customers by how recently, how often and for how much they bought. */
export function rfmSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const shown = report.tables.rfmGroups.filter(({ customers }) => customers > 0);
  return {
    name: "rfm",
    heading: t("reports.sections.rfm"),
    sentences: sentences(report, language),
    cards: [],
    pictures: [],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t("sections.columns.group"), align: "start" },
              { text: t("metrics.customers.label"), align: "end" },
              { text: t("reports.columns.share"), align: "end" },
              { text: t("metrics.netSales.label"), align: "end" },
              { text: t("metrics.contributionProfit.label"), align: "end", isExtra: true },
              { text: t("sections.columns.averageDaysSince"), align: "end", isExtra: true },
            ],
            rows: shown.map((row) => ({
              kind: "plain",
              cells: [
                { text: t(`customers.groups.names.${row.group}`) },
                { text: formatCount(row.customers, language) },
                { text: formatRatio(row.share, language) },
                { text: formatAmount(row.netSales, currency, language) },
                { text: formatAmount(row.contributionProfit, currency, language) },
                { text: formatCount(row.averageDaysSince, language) },
              ],
            })),
          },
    remarks: shown.length === 0 ? [] : [t("reports.content.amountsIn", { currency })],
  };
}

function sentences({ tables }: Report, language: Language): string[] {
  const t = translator(language);
  const ordered = RFM_GROUPS.filter((group) => group !== "PROSPECTS");
  const sum = (groups: readonly RfmGroup[]) =>
    tables.rfmGroups.reduce((total, { group, customers }) => (groups.includes(group) ? total + customers : total), 0);
  const count = sum(ordered);
  if (count === 0) return [t("sections.rfm.none")];
  const names = (groups: readonly RfmGroup[]) =>
    new Intl.ListFormat(language, { type: "conjunction" }).format(
      groups.map((group) => t(`customers.groups.names.${group}`)),
    );
  return [
    t("sections.rfm.sentence", {
      count,
      best: sum(BEST),
      bestGroups: names(BEST),
      fading: sum(FADING),
      fadingGroups: names(FADING),
    }),
  ];
}
