import { isCustomerDimension } from "~/analytics/filter";
import { ACTIVE_STAGES } from "~/analytics/lifecycle";
import { formatCount, formatMonth, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { LifecycleRow, Report } from "~/reports/report";
import type { Section } from "./content";

/** Where customers stand: the stages of the latest month, how they changed in it, and the retention of the last whole month. */
export function lifecycleSection(report: Report, language: Language): Section {
  const t = translator(language);
  const all = report.tables.lifecycle;
  const month = all.at(-1)?.month;
  const rows = all.filter((row) => row.month === month);
  return {
    name: "lifecycle",
    heading: t("reports.sections.lifecycle"),
    sentences: month === undefined ? [t("reports.sentences.nothing")] : sentences(all, rows, language),
    cards: [],
    pictures: [],
    table:
      rows.length === 0
        ? null
        : {
            columns: [
              { text: t("reports.columns.stage"), align: "start" },
              { text: t("reports.columns.opening"), align: "end" },
              { text: t("reports.columns.entered"), align: "end", isExtra: true },
              { text: t("reports.columns.left"), align: "end", isExtra: true },
              { text: t("reports.columns.closing"), align: "end" },
            ],
            rows: rows.map((row) => ({
              kind: "plain",
              cells: [
                { text: t(`lifecycle.stages.${row.stage}`) },
                ...[row.opening, row.entered, row.left, row.closing].map((value) => ({
                  text: formatCount(value, language),
                })),
              ],
            })),
          },
    remarks: [
      ...(isAllOfCustomers(report) ? [] : [t("lifecycle.leftAside")]),
      ...(month === undefined ? [] : [formatMonth(month, language)]),
    ],
  };
}

const isAllOfCustomers = ({ filter }: Report): boolean =>
  filter.every(({ dimension }) => isCustomerDimension(dimension));

function sentences(all: readonly LifecycleRow[], latest: readonly LifecycleRow[], language: Language): string[] {
  const t = translator(language);
  const sum = (rows: readonly LifecycleRow[]) => rows.reduce((total, { closing }) => total + closing, 0);
  const active = t("reports.sentences.activeNow", {
    shown: sum(latest.filter(({ stage }) => ACTIVE_STAGES.includes(stage))),
    persons: sum(latest),
  });
  const whole = all.findLast(({ complete }) => complete);
  if (whole === undefined || whole.retentionRate === null) return [active];
  const said = { month: formatMonth(whole.month, language), rate: formatRatio(whole.retentionRate, language) };
  return [active, t("reports.sentences.retained", said)];
}
