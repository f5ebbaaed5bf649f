import { changeIn } from "~/analytics/drivers";
import { monthOf } from "~/analytics/period";
import { driverSentence, toldChange } from "~/i18n/driverText";
import { formatMonth } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { cohortPair } from "~/reports/cohortPair";
import type { Report, SectionName } from "~/reports/report";
import { partName } from "../reportParts";

/** What drove the figure of a section, in one sentence; none where nothing moved that is worth telling. */
export function driverSentences(report: Report, section: SectionName, language: Language): string[] {
  const of = changeIn(report.tables.drivers, section);
  if (of === null) return [];
  if (section === "cohorts") return cohortSentence(report, language);
  if (section === "subscriptions") return mrrSentence(report, language);
  return driverSentence(of, report.currency, language);
}

/** Two cohorts at one age, named. */
function cohortSentence(report: Report, language: Language): string[] {
  const told = toldChange(changeIn(report.tables.drivers, "cohorts"), report.currency, language);
  const both = cohortPair(report);
  if (told === null || both === null) return [];
  const name = (start: typeof both.earlier.start) =>
    report.cohortSpan === "month"
      ? formatMonth(monthOf(start), language)
      : partName(start, report.cohortSpan, language);
  return [
    translator(language)("drivers.cohorts", {
      ...told,
      earlier: name(both.earlier.start),
      later: name(both.later.start),
      age: translator(language)(`spans.tenure.${report.cohortSpan}`, { number: both.tenure }),
    }),
  ];
}

/** The bridge of the last month that has ended. */
function mrrSentence(report: Report, language: Language): string[] {
  const told = toldChange(changeIn(report.tables.drivers, "subscriptions"), report.currency, language);
  const month = report.tables.mrrMovements.findLast(({ complete }) => complete)?.month;
  if (told === null || month === undefined) return [];
  return [translator(language)("drivers.sinceMonthStart", { ...told, month: formatMonth(month, language) })];
}
