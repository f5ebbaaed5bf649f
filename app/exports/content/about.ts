import { selectionTexts } from "~/i18n/filterText";
import { formatPeriod } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { asLine } from "../text";

/** Names of what a report is filtered by can be many and long. */
const LONGEST = 400;

/** What a report says of itself at its head: which orders it is made of, dated how, compared with what, and how it is divided. */
export function aboutTexts(report: Report, language: Language): string[] {
  const t = translator(language);
  const { sections, comparison, clock, grain, cohortSpan } = report;
  const isDivided = sections.includes("sales") || sections.includes("profitAndLoss");
  return [
    ...selectionTexts(report, language).map((text) => asLine(text, LONGEST)),
    t("reports.content.dated", { clock: t(`common.clocks.${clock}`) }),
    ...(comparison ? [t("reports.content.comparedWith", { period: formatPeriod(comparison, language) })] : []),
    ...(isDivided ? [t(`spans.salesBy.${grain}`)] : []),
    ...(sections.includes("cohorts") ? [t(`spans.cohortsBy.${cohortSpan}`)] : []),
  ];
}
