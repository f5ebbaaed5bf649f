import { changeIn } from "~/analytics/drivers";
import { ACTIVE_STAGES } from "~/analytics/lifecycle";
import type { MetricName } from "~/analytics/metrics/registry";
import { monthOf } from "~/analytics/period";
import { driverSentence, toldChange } from "~/i18n/driverText";
import { formatCount, formatMonth } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { cohortPair } from "~/reports/cohortPair";
import type { Report, SectionName } from "~/reports/report";
import { cohortTold } from "../cohortGrid";
import { partName } from "../reportParts";
import { keyFiguresOf } from "./keyFigureSection";

/** What drove the figure of a section, in one sentence; none where nothing moved that is worth telling. */
export function driverSentences(report: Report, section: SectionName, language: Language): string[] {
  if (section === "lifecycle") return lifecycleSentence(report, language);
  const of = changeIn(report.tables.drivers, section);
  if (of === null || !isShown(of.metric, section, report)) return [];
  if (section === "cohorts") return cohortSentence(report, language);
  if (section === "subscriptions") return mrrSentence(report, language);
  return driverSentence(of, report.currency, language);
}

/** Whether the figure is one that the section was chosen to show. */
function isShown(metric: MetricName, section: SectionName, report: Report): boolean {
  if (section === "keyFigures") return keyFiguresOf(report).includes(metric);
  return section !== "cohorts" || cohortTold(report).metric === metric;
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

/** Less than this share of the customers is no news. */
const WORTH_TELLING = 0.01;

/** How many customers are active, by the stages that they stand in: of the last month that has ended. */
function lifecycleSentence({ tables }: Report, language: Language): string[] {
  const month = tables.lifecycle.findLast(({ complete }) => complete)?.month;
  const active = tables.lifecycle.filter((row) => row.month === month && ACTIVE_STAGES.includes(row.stage));
  const sum = (side: "opening" | "closing") => active.reduce((total, row) => total + row[side], 0);
  const [before, after] = [sum("opening"), sum("closing")];
  if (month === undefined || before === after || Math.abs(after - before) < WORTH_TELLING * before) return [];
  const t = translator(language);
  const parts = active
    .filter(({ opening, closing }) => opening !== closing)
    .map(({ stage, opening, closing }) => {
      const moved = closing - opening;
      const amount = `${moved > 0 ? "+" : ""}${formatCount(moved, language)}`;
      return t("drivers.part", { name: t(`lifecycle.stages.${stage}`), amount });
    });
  const list = new Intl.ListFormat(language, { type: "conjunction" }).format(parts);
  return [t("drivers.lifecycle", { month: formatMonth(month, language), before, after, parts: list })];
}
