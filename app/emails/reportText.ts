import { aboutTexts } from "~/exports/content/about";
import type { Card, Table } from "~/exports/content/content";
import { definitions } from "~/exports/content/definitions";
import { forewordLines } from "~/exports/content/foreword";
import { noteText } from "~/exports/content/notes";
import { shopNameOf, titleOf } from "~/exports/content/title";
import { formatInstant, formatPeriod } from "~/i18n/format";
import { translator } from "~/i18n/translate";
import { attachedText } from "./attachedText";
import type { ShownPart } from "./fitted";
import type { ReportEmailProps } from "./ReportEmail";
import { pageOf } from "./sectionPages";

/** The same mail for readers without HTML: every figure, no picture. */
export function reportText({
  report,
  language,
  parts,
  links,
  unsubscribeUrl,
  note,
  attached,
  timeZone,
}: ReportEmailProps): string {
  const t = translator(language);
  const blocks = [
    [titleOf(report, language), `${shopNameOf(report)} · ${formatPeriod(report.period, language)}`],
    aboutTexts(report, language),
    forewordLines(report),
    note === null ? [] : [note],
    report.notes.filter((one) => one.code === "made_up_data").map((one) => noteText(one, language)),
    ...parts.map((part) => [
      ...sectionText(part),
      ...(part.isCut ? [`${t("mails.cutLink")}: ${links.report}${pageOf(part.name)}`] : []),
    ]),
    [`${t("mails.open")}: ${links.report}`, ...[attachedText(attached, language)].filter((text) => text !== null)],
    headed(
      t("reports.content.keepInMind"),
      report.notes.filter((one) => one.code !== "made_up_data").map((one) => noteText(one, language)),
    ),
    headed(
      t("reports.content.definitions"),
      definitions(report, parts, language).map(({ label, explanation }) => `${label}: ${explanation}`),
    ),
    [t("reports.content.asOf", { instant: formatInstant(report.asOf, timeZone, language), timeZone })],
    [
      t("mails.received", { shop: shopNameOf(report) }),
      `${t("mails.settings")}: ${links.settings}`,
      `${t("mails.unsubscribe")}: ${unsubscribeUrl}`,
    ],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

const headed = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [heading, "", ...lines.map((one) => `- ${one}`)];

function sectionText({ heading, sentences, cards, table, remarks }: ShownPart): string[] {
  return [
    heading,
    "=".repeat(Math.max(8, displayWidth(heading))),
    ...sentences,
    ...(cards.length > 0 ? ["", ...cards.map(cardText)] : []),
    ...(table ? ["", ...tableText(table)] : []),
    ...(remarks.length > 0 ? ["", ...remarks] : []),
  ];
}

const cardText = ({ label, value, change, remarks }: Card): string => {
  const beside = [change, ...remarks].filter((remark) => remark !== "");
  return `${label}: ${value}${beside.length > 0 ? ` (${beside.join("; ")})` : ""}`;
};

/** Columns under each other in a fixed-width font, where a Han character takes two places. */
function tableText({ columns, rows }: Table): string[] {
  const lines = [columns.map((column) => column.text), ...rows.map((row) => row.cells.map((cell) => cell.text))];
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => displayWidth(cells[index] ?? ""))));
  const pad = (text: string, index: number) => {
    const space = " ".repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(text)));
    return columns[index]?.align === "end" ? space + text : text + space;
  };
  return lines.map((cells) => cells.map(pad).join("  ").trimEnd());
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u30ff\uff01-\uff60]/u;

const displayWidth = (text: string): number =>
  Array.from(text).reduce((width, sign) => width + (WIDE.test(sign) ? 2 : 1), 0);
