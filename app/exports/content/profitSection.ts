import { shownOf } from "~/analytics/sectionOptions";
import { formatAmount, formatChange, formatRatio, UNKNOWN } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import { profitPicture } from "../charts/reportCharts";
import { STATEMENT, type StatementLine } from "../statement";
import type { Row, Section } from "./content";
import { figureSentence } from "./sentences";

export function profitSection(report: Report, language: Language): Section {
  const t = translator(language);
  const svg = profitPicture(report, language);
  const compared = isCompared(report);
  const rows = STATEMENT.flatMap((line) => statementRows(line, report, language));
  return {
    name: "profitAndLoss",
    heading: t("reports.sections.profitAndLoss"),
    sentences: figureSentence(report, "contributionMargin", language),
    cards: [],
    pictures: svg === null ? [] : [{ name: "profit", svg, alt: t("reports.charts.profit") }],
    table:
      rows.length === 0
        ? null
        : {
            columns: [
              { text: "", align: "start" },
              { text: report.currency, align: "end" },
              ...(compared
                ? [
                    { text: t("reports.columns.previous"), align: "end", isExtra: true } as const,
                    { text: t("reports.columns.change"), align: "end" } as const,
                  ]
                : []),
            ],
            rows,
          },
    remarks: rows.some(({ cells }) => cells.some(({ text }) => text === UNKNOWN)) ? [t("reports.content.dash")] : [],
  };
}

/** Whether the statement stands beside the one of the period it is compared with. */
const isCompared = (report: Report): boolean =>
  report.comparison !== null && shownOf(report).profitColumns === "compared";

/** A line of the statement for the whole period, costs with a minus, and under a level its margin; none for a figure the report does not hold. */
function statementRows({ metric, kind, margin }: StatementLine, report: Report, language: Language): Row[] {
  const t = translator(language);
  const figure = report.metrics[metric];
  if (!figure) return [];
  const write = (value: number | null) =>
    formatAmount(value === null ? null : signed(kind, value), report.currency, language);
  const ratio = margin ? report.metrics[margin] : undefined;
  const compared = (previous: string, change: string) =>
    isCompared(report) ? [{ text: previous }, { text: change }] : [];
  return [
    {
      kind: kind === "level" ? "strong" : "plain",
      cells: [
        { text: t(`metrics.${metric}.label`) },
        { text: write(figure.value) },
        ...compared(write(figure.previous ?? null), formatChange(figure, report.currency, language)),
      ],
    },
    ...(margin && ratio
      ? [
          {
            kind: "quiet" as const,
            cells: [
              { text: t(`metrics.${margin}.label`) },
              { text: formatRatio(ratio.value, language) },
              ...compared(
                formatRatio(ratio.previous ?? null, language),
                formatChange(ratio, report.currency, language),
              ),
            ],
          },
        ]
      : []),
  ];
}

const signed = (kind: StatementLine["kind"], value: number): number =>
  kind === "cost" && value !== 0 ? -value : value;
