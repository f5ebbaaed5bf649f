import { shownOf } from "~/analytics/sectionOptions";
import { formatAmount, formatCount, formatMoney, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { asLine } from "../text";
import type { Section } from "./content";

/** How much of net sales has a known cost, and the work list: what was sold without one, most money first. */
export function costSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const all = report.tables.uncostedVariants;
  const shown = all.slice(0, shownOf(report).rows.costCoverage);
  return {
    name: "costCoverage",
    heading: t("reports.sections.costCoverage"),
    sentences: sentences(report, language),
    cards: [],
    pictures: [],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t("reports.columns.title"), align: "start", isLong: true },
              { text: t("sections.columns.sku"), align: "start", isLong: true, isExtra: true },
              { text: t("metrics.units.label"), align: "end", isExtra: true },
              { text: t("metrics.netSales.label"), align: "end", isExtra: true },
              { text: t("sections.columns.uncostedNetSales"), align: "end" },
            ],
            rows: shown.map((row) => ({
              kind: "plain",
              cells: [
                { text: asLine(row.title) },
                { text: row.sku === null ? "" : asLine(row.sku, 30) },
                { text: formatCount(row.units, language) },
                { text: formatAmount(row.netSales, currency, language) },
                { text: formatAmount(row.uncostedNetSales, currency, language) },
              ],
            })),
          },
    remarks:
      shown.length === 0
        ? []
        : [
            t("reports.content.amountsIn", { currency }),
            t("sections.costs.why"),
            ...(shown.length < all.length
              ? [t("reports.content.firstRows", { shown: shown.length, count: all.length })]
              : []),
          ],
  };
}

function sentences({ metrics, tables, currency }: Report, language: Language): string[] {
  const t = translator(language);
  const open = tables.uncostedVariants;
  if ((metrics.orders?.value ?? 0) === 0 && open.length === 0) return [t("reports.sentences.nothing")];
  if (open.length === 0) return [t("sections.costs.all")];
  return [
    t("sections.costs.sentence", {
      share: formatRatio(metrics.costCoverage?.value ?? null, language),
      count: open.length,
      value: formatMoney(
        open.reduce((sum, { uncostedNetSales }) => sum + uncostedNetSales, 0),
        currency,
        language,
      ),
    }),
  ];
}
