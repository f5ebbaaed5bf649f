import { shownOf } from "~/analytics/sectionOptions";
import { formatAmount, formatDay } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import type { ServiceCustomerRow, ServiceListRow } from "~/reports/sectionRows";
import { asLine, numberOf } from "../text";
import type { Row, Section } from "./content";

/** Whom to write to now, by number alone: the lists of the lifecycle with their first customers; the spreadsheet holds more of them. */
export function serviceSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency, tables } = report;
  const lists = tables.serviceLists.filter(({ entries }) => entries > 0);
  return {
    name: "serviceLists",
    heading: t("reports.sections.serviceLists"),
    sentences: [lists.length === 0 ? t("sections.service.none") : listsText(lists, language)],
    cards: [],
    pictures: [],
    table:
      lists.length === 0
        ? null
        : {
            columns: [
              { text: t("reports.columns.customerId"), align: "start" },
              { text: t("sections.columns.dueDay"), align: "start" },
              { text: t("reports.columns.title"), align: "start", isLong: true, isExtra: true },
              { text: t("metrics.netSales.label"), align: "end" },
            ],
            rows: lists.flatMap(({ list, entries }) => [
              headOf(t("sections.service.list", { name: t(`lifecycle.lists.${list}`), count: entries })),
              ...tables.serviceCustomers
                .filter((row) => row.list === list)
                .slice(0, shownOf(report).rows.serviceLists)
                .map((row) => customerRow(row, currency, language)),
            ]),
          },
    remarks:
      lists.length === 0
        ? []
        : [
            t("reports.content.amountsIn", { currency }),
            t("sections.service.first", { shown: shownOf(report).rows.serviceLists }),
            ...(report.filter.length > 0 ? [t("lifecycle.leftAside")] : []),
          ],
  };
}

const headOf = (text: string): Row => ({
  kind: "strong",
  cells: [{ text }, { text: "" }, { text: "" }, { text: "" }],
});

const customerRow = (row: ServiceCustomerRow, currency: string, language: Language): Row => ({
  kind: "plain",
  cells: [
    {
      text: translator(language)("common.customerNumber", { number: numberOf(row.customerId) }),
      adminPath: `/customers/${numberOf(row.customerId)}`,
    },
    { text: row.dueDay === null ? "" : formatDay(row.dueDay, language) },
    { text: row.productTitle === null ? "" : asLine(row.productTitle) },
    { text: formatAmount(row.netSales, currency, language) },
  ],
});

function listsText(lists: readonly ServiceListRow[], language: Language): string {
  const t = translator(language);
  const words = lists.map(({ list, entries }) =>
    t("sections.service.list", { name: t(`lifecycle.lists.${list}`), count: entries }),
  );
  return t("sections.service.sentence", {
    lists: new Intl.ListFormat(language, { type: "conjunction" }).format(words),
  });
}
