import { formatAmount, formatCount, formatMonthShort } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { salesPicture } from "../charts/reportCharts";
import type { Section } from "./content";
import { figureSentence } from "./sentences";

/** Most months listed; pictures and files hold them all. */
const MOST_MONTHS = 13;

export function salesSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const all = report.tables.salesByMonth;
  const shown = all.slice(-MOST_MONTHS);
  const svg = all.length > 1 ? salesPicture(report, language) : null;
  return {
    name: "sales",
    heading: t("reports.sections.sales"),
    sentences:
      all.length === 0
        ? [t("reports.sentences.nothing")]
        : [...figureSentence(report, "orders", language), ...figureSentence(report, "averageOrderValue", language)],
    cards: [],
    pictures: svg === null ? [] : [{ name: "sales", svg, alt: t("reports.charts.sales") }],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t("reports.columns.month"), align: "start" },
              { text: t("metrics.orders.label"), align: "end" },
              { text: t("metrics.netSales.label"), align: "end" },
              { text: t("metrics.averageOrderValue.label"), align: "end" },
              { text: t("metrics.newCustomers.label"), align: "end", isExtra: true },
            ],
            rows: shown.map((row) => ({
              kind: "plain",
              cells: [
                { text: formatMonthShort(row.month, language) },
                { text: formatCount(row.orders, language) },
                { text: formatAmount(row.netSales, currency, language) },
                { text: formatAmount(row.averageOrderValue, currency, language) },
                { text: formatCount(row.newCustomers, language) },
              ],
            })),
          },
    remarks: [
      ...(shown.length > 0 ? [t("reports.content.amountsIn", { currency })] : []),
      ...(shown.length < all.length
        ? [t("reports.content.latestMonths", { shown: shown.length, count: all.length })]
        : []),
    ],
  };
}
