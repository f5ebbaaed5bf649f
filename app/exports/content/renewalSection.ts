import { formatAmount, formatCount, formatMoney } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import type { ExpectedRenewalsRow } from "~/reports/sectionRows";
import type { Section } from "./content";

/** What subscriptions are due to pay in the next 30 and 90 days, and what of it is at risk. */
export function renewalSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const rows = report.tables.expectedRenewals;
  const hasAny = rows.some(({ renewals }) => renewals > 0);
  return {
    name: "expectedRenewals",
    heading: t("reports.sections.expectedRenewals"),
    sentences: hasAny ? sentences(rows, currency, language) : [t("sections.renewals.none")],
    cards: [],
    pictures: [],
    table: hasAny
      ? {
          columns: [
            { text: t("sections.columns.dueDay"), align: "start" },
            { text: t("sections.columns.renewals"), align: "end" },
            { text: t("sections.columns.ifAllRenew"), align: "end" },
            { text: t("sections.columns.atRisk"), align: "end" },
          ],
          rows: rows.map((row) => ({
            kind: "plain",
            cells: [
              {
                text: row.days === null ? t("sections.renewals.late") : t("sections.renewals.due", { days: row.days }),
              },
              { text: formatCount(row.renewals, language) },
              { text: formatAmount(row.amount, currency, language) },
              { text: formatAmount(row.atRisk, currency, language) },
            ],
          })),
        }
      : null,
    remarks: hasAny ? [t("reports.content.amountsIn", { currency }), t("sections.renewals.why")] : [],
  };
}

function sentences(rows: readonly ExpectedRenewalsRow[], currency: string, language: Language): string[] {
  const t = translator(language);
  const money = (amount: number | null) => formatMoney(amount, currency, language);
  const next = rows.find(({ kind }) => kind === "due");
  const late = rows.find(({ kind, renewals }) => kind === "overdue" && renewals > 0);
  return [
    ...(next
      ? [
          t("sections.renewals.sentence", {
            days: next.days ?? 0,
            count: next.renewals,
            amount: money(next.amount),
            risk: money(next.atRisk),
          }),
        ]
      : []),
    ...(late ? [t("sections.renewals.overdue", { count: late.renewals, amount: money(late.amount) })] : []),
  ];
}
