import { formatAmount, formatCount, formatMoney, formatMonth, formatMonthShort } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { lifetimePicture, retentionPicture } from "../charts/reportCharts";
import { type CohortLine, cohortLines, type LifetimeMetric, lifetimeMetric } from "../cohortGrid";
import type { Picture, Section, Table } from "./content";

const MOST_COHORTS = 13;
const MOST_MILESTONES = 4;
/** Ends of tenure months that are listed, as far as any cohort has lived through them; the last of them. */
const MILESTONES = [0, 1, 3, 6, 12, 24, 36];

export function cohortSection(report: Report, language: Language): Section {
  const t = translator(language);
  const all = cohortLines(report.tables.cohorts);
  const lines = all.slice(-MOST_COHORTS);
  const metric = lifetimeMetric(report.tables.cohorts);
  return {
    name: "cohorts",
    heading: t("reports.sections.cohorts"),
    sentences:
      lines.length === 0 ? [t("reports.sentences.nothing")] : cohortSentence(all, metric, report.currency, language),
    cards: [],
    pictures: [
      ...picture("lifetime", t(`metrics.${metric}.label`), lifetimePicture(report, language)),
      ...picture("retention", t("reports.charts.retention"), retentionPicture(report, language)),
    ],
    table: lines.length === 0 ? null : lifetimeTable(lines, metric, report.currency, language),
    remarks:
      lines.length === 0
        ? []
        : [
            t("reports.content.perCustomerByMonth", { metric: t(`metrics.${metric}.label`) }),
            t("reports.content.amountsIn", { currency: report.currency }),
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
  metric: LifetimeMetric,
  currency: string,
  language: Language,
): Table {
  const t = translator(language);
  const reached = MILESTONES.filter((tenure) => lines.some((line) => line.cells[tenure]?.complete)).slice(
    -MOST_MILESTONES,
  );
  return {
    columns: [
      { text: t("reports.columns.cohortMonth"), align: "start" },
      { text: t("metrics.customers.label"), align: "end" },
      ...reached.map((tenure) => ({
        text: t("reports.content.monthNumber", { month: tenure }),
        align: "end" as const,
        isExtra: reached.length === MOST_MILESTONES && tenure === reached[0],
      })),
    ],
    rows: lines.map((line) => ({
      kind: "plain",
      cells: [
        { text: formatMonthShort(line.cohortMonth, language) },
        { text: formatCount(line.cohortSize, language) },
        ...reached.map((tenure) => {
          const cell = line.cells[tenure];
          return { text: cell?.complete ? formatAmount(cell[metric], currency, language) : "" };
        }),
      ],
    })),
  };
}

/** The youngest cohort of at least three whole tenure months (or of the most there are), beside the one a quarter before it at the same age. */
function cohortSentence(
  lines: readonly CohortLine[],
  metric: LifetimeMetric,
  currency: string,
  language: Language,
): string[] {
  const t = translator(language);
  const age = (line: CohortLine) => line.cells.findLastIndex((cell) => cell?.complete && cell[metric] !== null);
  const tenure = Math.min(3, Math.max(...lines.map(age)));
  if (tenure < 0) return [];
  const at = lines.findLastIndex((line) => age(line) >= tenure);
  const [young, old] = [lines[at], lines[Math.max(0, at - 3)]];
  if (!young) return [];
  const worth = (line: CohortLine) => formatMoney(line.cells[tenure]?.[metric] ?? null, currency, language);
  const said = {
    metric: t(`metrics.${metric}.label`),
    month: formatMonth(young.cohortMonth, language),
    tenure,
    value: worth(young),
  };
  if (!old || old === young || (old.cells[tenure]?.[metric] ?? null) === null)
    return [t("reports.sentences.cohortAlone", said)];
  return [
    t("reports.sentences.cohorts", {
      ...said,
      earlier: formatMonth(old.cohortMonth, language),
      earlierValue: worth(old),
    }),
  ];
}
