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
    sentences: month === undefined ? [t("reports.sentences.nothing")] : sentences(report, rows, language),
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
      ...(month === undefined ? [] : [monthText(rows, formatMonth(month, language), language)]),
    ],
  };
}

const isAllOfCustomers = ({ filter }: Report): boolean =>
  filter.every(({ dimension }) => isCustomerDimension(dimension));

/** Which month the table is of; one that still goes on is said to. */
const monthText = (rows: readonly LifecycleRow[], month: string, language: Language): string =>
  rows.some(({ complete }) => !complete) ? translator(language)("lifecycle.soFar", { month }) : month;

const sumOf = (rows: readonly LifecycleRow[]): number => rows.reduce((total, { closing }) => total + closing, 0);

/** Who has not lapsed; told as active and about to lapse where these two are all of them. */
function activeText({ metrics }: Report, latest: readonly LifecycleRow[], language: Language): string {
  const t = translator(language);
  const shown = sumOf(latest.filter(({ stage }) => ACTIVE_STAGES.includes(stage)));
  const persons = sumOf(latest);
  const [active, atRisk] = [metrics.activeCustomers?.value ?? null, metrics.atRiskCustomers?.value ?? null];
  return active !== null && atRisk !== null && active + atRisk === shown
    ? t("reports.sentences.activeAtRisk", { shown, persons, active, atRisk })
    : t("reports.sentences.activeNow", { shown, persons });
}

function sentences(report: Report, latest: readonly LifecycleRow[], language: Language): string[] {
  const t = translator(language);
  const active = activeText(report, latest, language);
  const whole = report.tables.lifecycle.findLast(({ complete }) => complete);
  if (whole === undefined || whole.retentionRate === null) return [active];
  const said = { month: formatMonth(whole.month, language), rate: formatRatio(whole.retentionRate, language) };
  return [active, t("reports.sentences.retained", said)];
}
