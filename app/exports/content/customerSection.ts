import { shownOf } from "~/analytics/sectionOptions";
import { formatAmount, formatMoney, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { HighValueCustomerRow, Report } from "~/reports/report";
import { numberOf } from "../text";
import type { Section } from "./content";
import { figureSentence } from "./sentences";

/** Customers who pass all three tests, by number alone: names and addresses never leave the shop by mail. */
export function customerSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const all = report.tables.highValueCustomers.filter((row) => row.isHighValue);
  const shown = all.slice(0, shownOf(report).rows.highValueCustomers);
  const figure = report.metrics.highValueCustomers;
  return {
    name: "highValueCustomers",
    heading: t("reports.sections.highValueCustomers"),
    sentences:
      figure?.previous == null
        ? [t("reports.sentences.highValue", { count: figure?.value ?? all.length })]
        : figureSentence(report, "highValueCustomers", language),
    cards: [],
    pictures: [],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t("reports.columns.customerId"), align: "start" },
              { text: t("reports.content.why"), align: "start" },
              { text: t("metrics.netSales.label"), align: "end" },
              { text: t("metrics.contributionProfit.label"), align: "end", isExtra: true },
            ],
            rows: shown.map((row) => ({
              kind: "plain",
              cells: [
                {
                  text: t("common.customerNumber", { number: numberOf(row.customerId) }),
                  adminPath: `/customers/${numberOf(row.customerId)}`,
                },
                { text: reason(row, currency, language) },
                { text: formatAmount(row.netSales, currency, language) },
                { text: formatAmount(row.contributionProfit, currency, language) },
              ],
            })),
          },
    remarks: [
      ...(shown.length > 0 ? [t("reports.content.amountsIn", { currency })] : []),
      ...(shown.length < all.length
        ? [t("reports.content.firstRows", { shown: shown.length, count: all.length })]
        : []),
    ],
  };
}

/** How the three tests came out: "100.0% at full price · 4 orders · average £152.40, shop median £84.20". */
export function reason(row: HighValueCustomerRow, currency: string, language: Language): string {
  const t = translator(language);
  return [
    t("reports.content.fullPrice", { share: formatRatio(row.fullPriceShare, language) }),
    t("reports.content.orders", { count: row.ordersInWindow }),
    t("reports.content.average", {
      average: formatMoney(row.averageOrderValue, currency, language),
      median: formatMoney(row.medianOrderValue, currency, language),
    }),
  ].join(" · ");
}
