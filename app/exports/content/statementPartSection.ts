import type { MetricName } from "~/analytics/metrics/registry";
import { formatAmount, formatMoney, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { partName } from "~/i18n/statementText";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import type { StatementPartRow } from "~/reports/sectionRows";
import { asLine } from "../text";
import type { Row, Section } from "./content";

/** Parts of each row that are listed; those after them are in the files. */
const MOST_PARTS = 4;

/** Costs of which the largest part is told in words: the first that has any. */
const TOLD: readonly MetricName[] = ["cogs", "paymentFees", "discounts", "salesReversals"];

/** The rows of profit and loss with what each is made of. */
export function statementPartSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const all = report.tables.statementParts;
  const metrics = [...new Set(all.map(({ metric }) => metric))];
  const compared = report.comparison !== null;
  return {
    name: "statementParts",
    heading: t("reports.sections.statementParts"),
    sentences: all.length === 0 ? [t("reports.sentences.nothing")] : largest(all, currency, language),
    cards: [],
    pictures: [],
    table:
      all.length === 0
        ? null
        : {
            columns: [
              { text: t("sections.columns.partName"), align: "start", isLong: true },
              { text: currency, align: "end" },
              ...(compared ? [{ text: t("reports.columns.previous"), align: "end", isExtra: true } as const] : []),
              { text: t("sections.columns.shareOfRevenue"), align: "end" },
            ],
            rows: metrics.flatMap((metric) => rowsOf(metric, report, language)),
          },
    remarks: all.length === 0 ? [] : [t("sections.statementParts.first")],
  };
}

/** The row with its sum, and under it its largest parts. */
function rowsOf(metric: MetricName, { tables, comparison, currency, metrics }: Report, language: Language): Row[] {
  const t = translator(language);
  const own = tables.statementParts.filter((row) => row.metric === metric);
  const figure = metrics[metric];
  const before = (text: string) => (comparison === null ? [] : [{ text }]);
  return [
    {
      kind: "strong",
      cells: [
        { text: t(`metrics.${metric}.label`) },
        { text: formatAmount(figure?.value ?? null, currency, language) },
        ...before(formatAmount(figure?.previous ?? null, currency, language)),
        { text: "" },
      ],
    },
    ...own.slice(0, MOST_PARTS).map(
      (row): Row => ({
        kind: "plain",
        cells: [
          { text: nameOf(row, language) },
          { text: formatAmount(row.amount, currency, language) },
          ...before(formatAmount(row.previous, currency, language)),
          { text: formatRatio(row.share, language) },
        ],
      }),
    ),
  ];
}

const nameOf = ({ kind, name, names, by }: StatementPartRow, language: Language): string =>
  asLine(partName({ kind, name, count: names }, by, language, translator(language)));

function largest(all: readonly StatementPartRow[], currency: string, language: Language): string[] {
  const t = translator(language);
  const of = TOLD.map((metric) => all.find((row) => row.metric === metric && row.kind === "named")).find(
    (row) => row !== undefined,
  );
  if (!of) return [];
  return [
    t("sections.statementParts.largest", {
      name: t(`metrics.${of.metric}.label`),
      part: nameOf(of, language),
      value: formatMoney(of.amount, currency, language),
    }),
  ];
}
