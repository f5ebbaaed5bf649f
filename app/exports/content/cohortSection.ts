import type { CohortSpan } from "~/analytics/cohorts";
import { monthOf } from "~/analytics/period";
import { formatCount, formatMonth, formatValue } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { lifetimePicture, retentionPicture } from "../charts/reportCharts";
import { type CohortLine, type CohortTold, cohortLines, cohortTold, TOLD_AT, toldText, toldValue } from "../cohortGrid";
import { partName } from "../reportParts";
import { toldCaption, toldName } from "./cohortWords";
import type { Picture, Section, Table } from "./content";

const MOST_COHORTS = 13;
const MOST_MILESTONES = 4;
/** Spans of tenure at whose ends values are listed, as far as any cohort has lived through them; the last of them. */
const MILESTONES: Readonly<Record<CohortSpan, readonly number[]>> = {
  week: [0, 1, 4, 8, 13, 26, 52],
  month: [0, 1, 3, 6, 12, 24, 36],
  quarter: [0, 1, 2, 4, 8, 12],
};

export function cohortSection(report: Report, language: Language): Section {
  const t = translator(language);
  const span = report.cohortSpan;
  const all = cohortLines(report);
  const lines = all.slice(-MOST_COHORTS);
  const told = cohortTold(report);
  return {
    name: "cohorts",
    heading: t("reports.sections.cohorts"),
    sentences: lines.length === 0 ? [t("reports.sentences.nothing")] : cohortSentence(all, told, report, language),
    cards: [],
    pictures: [
      ...picture("lifetime", toldName(told, language), lifetimePicture(report, language)),
      ...picture("retention", t("reports.charts.retention"), retentionPicture(report, language)),
    ],
    table: lines.length === 0 ? null : lifetimeTable(lines, told, report, language),
    remarks:
      lines.length === 0
        ? []
        : [
            toldCaption(told, span, language),
            ...(told.unit === "minor" ? [t("reports.content.amountsIn", { currency: report.currency })] : []),
            ...(lines.length < all.length
              ? [t("reports.content.latestCohorts", { shown: lines.length, count: all.length })]
              : []),
          ],
  };
}

const picture = (name: string, alt: string, svg: string | null): Picture[] =>
  svg === null ? [] : [{ name, alt, svg }];

function lifetimeTable(
  lines: readonly CohortLine[],
  told: CohortTold,
  { cohortSpan: span, currency }: Report,
  language: Language,
): Table {
  const t = translator(language);
  const reached = MILESTONES[span]
    .filter((tenure) => lines.some((line) => line.cells[tenure]?.complete))
    .slice(-MOST_MILESTONES);
  return {
    columns: [
      { text: t(`spans.firstOrder.${span}`), align: "start" },
      { text: t("metrics.customers.label"), align: "end" },
      ...reached.map((tenure) => ({
        text: t(`spans.tenure.${span}`, { number: tenure }),
        align: "end" as const,
        isExtra: reached.length === MOST_MILESTONES && tenure === reached[0],
      })),
    ],
    rows: lines.map((line) => ({
      kind: "plain",
      cells: [
        { text: partName(line.start, span, language) },
        { text: formatCount(line.cohortSize, language) },
        ...reached.map((tenure) => {
          const cell = line.cells[tenure];
          return { text: cell?.complete ? toldText(cell, told, currency, language) : "" };
        }),
      ],
    })),
  };
}

/** The youngest cohort old enough to tell of (or the oldest there are), beside the one some spans before it at the same age. */
function cohortSentence(
  lines: readonly CohortLine[],
  told: CohortTold,
  { cohortSpan: span, currency }: Report,
  language: Language,
): string[] {
  const t = translator(language);
  const ageOf = (line: CohortLine) =>
    line.cells.findLastIndex((cell) => cell?.complete && toldValue(cell, told) !== null);
  const tenure = Math.min(TOLD_AT[span].age, Math.max(...lines.map(ageOf)));
  if (tenure < 0) return [];
  const at = lines.findLastIndex((line) => ageOf(line) >= tenure);
  const [young, old] = [lines[at], lines[Math.max(0, at - TOLD_AT[span].back)]];
  if (!young) return [];
  const worthOf = ({ cells }: CohortLine) => (cells[tenure] ? toldValue(cells[tenure], told) : null);
  const worth = (line: CohortLine) => formatValue(worthOf(line), told.unit, currency, language);
  const name = ({ start }: CohortLine) =>
    span === "month" ? formatMonth(monthOf(start), language) : partName(start, span, language);
  const said = { metric: toldName(told, language), cohort: name(young), value: worth(young) };
  const beside =
    old && old !== young && worthOf(old) !== null ? { earlier: name(old), earlierValue: worth(old) } : null;
  if (told.through === "cumulative" && told.unit === "minor") {
    if (!beside) return [t(`spans.worth.${span}`, { ...said, tenure })];
    return [t(`spans.worthBeside.${span}`, { ...said, ...beside, tenure })];
  }
  const age = t(`spans.tenure.${span}`, { number: tenure });
  if (!beside) return [t(`builder.cohorts.told.${span}`, { ...said, age })];
  return [t(`builder.cohorts.toldBeside.${span}`, { ...said, ...beside, age })];
}
