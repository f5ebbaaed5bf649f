import { shownOf } from "~/analytics/sectionOptions";
import { formatAmount, formatMoney, formatMonth, formatMonthShort } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import type { ReconciliationRow } from "~/reports/sectionRows";
import type { Row, Section } from "./content";

/** Every month beside Shopify's own sales report, and why it differs where it does. */
export function reconciliationSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const all = report.tables.reconciliation;
  const shown = all.slice(-shownOf(report).rows.reconciliation);
  return {
    name: "reconciliation",
    heading: t("reports.sections.reconciliation"),
    sentences: sentences(all, currency, language),
    cards: [],
    pictures: [],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t("reconciliation.month"), align: "start" },
              { text: t("sections.reconciliation.why"), align: "start" },
              { text: t("reconciliation.ours"), align: "end", isExtra: true },
              { text: t("reconciliation.shopify"), align: "end", isExtra: true },
              { text: t("reconciliation.difference"), align: "end" },
            ],
            rows: shown.map((row) => monthRow(row, report, language)),
          },
    remarks:
      shown.length === 0
        ? []
        : [
            `${t("metrics.totalSales.label")} · ${t("reports.content.amountsIn", { currency })}`,
            ...(report.filter.length > 0 ? [t("sections.reconciliation.whole")] : []),
            ...(shown.length < all.length ? [t("spans.latest.month", { shown: shown.length, count: all.length })] : []),
          ],
  };
}

function monthRow(row: ReconciliationRow, { currency, tables }: Report, language: Language): Row {
  const t = translator(language);
  const amount = (value: number | null) => formatAmount(value, currency, language);
  const causes = tables.reconciliationCauses
    .filter(({ month }) => month === row.month)
    .map(({ cause }) => t(`reconciliation.causes.${cause}`));
  return {
    kind: "plain",
    cells: [
      { text: formatMonthShort(row.month, language) },
      {
        text: row.equal
          ? t("reconciliation.equal")
          : new Intl.ListFormat(language, { type: "conjunction" }).format(causes),
      },
      { text: amount(row.totalSales) },
      { text: amount(row.shopifyTotalSales) },
      { text: amount(row.totalSalesDifference) },
    ],
  };
}

function sentences(all: readonly ReconciliationRow[], currency: string, language: Language): string[] {
  const t = translator(language);
  if (all.length === 0) return [t("sections.reconciliation.none")];
  const differing = all.filter(({ equal }) => !equal);
  if (differing.length === 0) return [t("reconciliation.allEqual", { count: all.length })];
  const size = ({ totalSalesDifference }: ReconciliationRow) => Math.abs(totalSalesDifference ?? 0);
  const largest = differing.reduce((most, row) => (size(row) > size(most) ? row : most));
  return [
    t("reconciliation.someDiffer", { count: differing.length, total: all.length }),
    ...(size(largest) === 0
      ? []
      : [
          t("sections.reconciliation.largest", {
            month: formatMonth(largest.month, language),
            amount: formatMoney(largest.totalSalesDifference, currency, language),
          }),
        ]),
  ];
}
