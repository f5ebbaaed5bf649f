import { formatAmount, formatCount } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { salesPicture } from "../charts/reportCharts";
import { partName, salesParts } from "../reportParts";
import type { Section } from "./content";
import { figureSentence } from "./sentences";

/** Most days, weeks … listed; pictures and files hold them all. */
const MOST_PARTS = 13;

export function salesSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency, grain } = report;
  const all = salesParts(report);
  const shown = all.slice(-MOST_PARTS);
  const svg = all.length > 1 ? salesPicture(report, language) : null;
  return {
    name: "sales",
    heading: t("reports.sections.sales"),
    sentences:
      all.length === 0
        ? [t("reports.sentences.nothing")]
        : [...figureSentence(report, "orders", language), ...figureSentence(report, "averageOrderValue", language)],
    cards: [],
    pictures: svg === null ? [] : [{ name: "sales", svg, alt: t(`spans.chart.${grain}`) }],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t(`filters.grain.${grain}`), align: "start" },
              { text: t("metrics.orders.label"), align: "end" },
              { text: t("metrics.netSales.label"), align: "end" },
              { text: t("metrics.averageOrderValue.label"), align: "end" },
              { text: t("metrics.newCustomers.label"), align: "end", isExtra: true },
            ],
            rows: shown.map((row) => ({
              kind: "plain",
              cells: [
                { text: partName(row.start, grain, language) },
                { text: formatCount(row.orders, language) },
                { text: formatAmount(row.netSales, currency, language) },
                { text: formatAmount(row.averageOrderValue, currency, language) },
                { text: formatCount(row.newCustomers, language) },
              ],
            })),
          },
    remarks: [
      ...(shown.length > 0 ? [t("reports.content.amountsIn", { currency })] : []),
      ...(shown.length < all.length ? [t(`spans.latest.${grain}`, { shown: shown.length, count: all.length })] : []),
    ],
  };
}
