import { shownOf } from "~/analytics/sectionOptions";
import { formatAmount, formatCount, formatMoney, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { ProductRow, Report } from "~/reports/report";
import { numberOf, shortened, withoutControls } from "../text";
import type { Cell, Section } from "./content";

const LONGEST_TITLE = 60;

/** The products that sold most, and which one earned most. */
export function productSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const all = report.tables.products
    .filter((row) => row.kind === "product")
    .toSorted((one, other) => other.netSales - one.netSales);
  const shown = all.slice(0, shownOf(report).rows.products);
  return {
    name: "products",
    heading: t("reports.sections.products"),
    sentences: all.length === 0 ? [t("reports.sentences.nothing")] : productSentences(all, currency, language),
    cards: [],
    pictures: [],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t("reports.columns.title"), align: "start", isLong: true },
              { text: t("metrics.units.label"), align: "end", isExtra: true },
              { text: t("metrics.netSales.label"), align: "end" },
              { text: t("metrics.contributionProfit.label"), align: "end" },
              { text: t("metrics.returnRate.label"), align: "end", isExtra: true },
            ],
            rows: shown.map((row) => ({
              kind: "plain",
              cells: [
                titleCell(row),
                { text: formatCount(row.units, language) },
                { text: formatAmount(row.netSales, currency, language) },
                { text: formatAmount(row.contributionProfit, currency, language) },
                { text: formatRatio(row.returnRate, language) },
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

function titleCell(row: ProductRow): Cell {
  const text = productTitle(row);
  return row.productId === null ? { text } : { text, adminPath: `/products/${numberOf(row.productId)}` };
}

/** A product's title as one line that fits a table. */
export const productTitle = (row: ProductRow): string =>
  shortened(withoutControls(row.title).replace(/\s+/g, " ").trim() || "–", LONGEST_TITLE);

function productSentences(rows: readonly ProductRow[], currency: string, language: Language): string[] {
  const t = translator(language);
  const profitOf = (row: ProductRow) => row.contributionProfit ?? Number.NEGATIVE_INFINITY;
  const earner = rows.reduce((best, row) => (profitOf(row) > profitOf(best) ? row : best));
  const losing = rows.filter((row) => row.contributionProfit !== null && row.contributionProfit < 0).length;
  const [seller] = rows;
  const top =
    earner.contributionProfit !== null
      ? t("reports.sentences.topProfit", {
          title: productTitle(earner),
          value: formatMoney(earner.contributionProfit, currency, language),
        })
      : seller
        ? t("reports.sentences.topSales", {
            title: productTitle(seller),
            value: formatMoney(seller.netSales, currency, language),
          })
        : "";
  return [top, ...(losing > 0 ? [t("reports.sentences.losing", { count: losing })] : [])];
}
