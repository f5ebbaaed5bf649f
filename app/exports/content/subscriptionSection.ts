import { firstDay } from "~/analytics/period";
import { shownOf } from "~/analytics/sectionOptions";
import { hasSwitch } from "~/analytics/switches";
import { formatAmount, formatCount, formatMoney, formatMoneyShort, formatMonth, formatMonthShort } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report } from "~/reports/report";
import type { MrrMonth } from "~/reports/subscriptionTypes";
import { SERIES } from "../charts/palette";
import { partChart } from "../charts/partChart";
import { NAMED_EVERY, namedPart } from "../reportParts";
import type { Section } from "./content";

/** MRR with what moved it: the bridge of the latest months, as many as are chosen; the spreadsheet holds them all. */
export function subscriptionSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const isFiltered = report.filter.length > 0;
  const isSwitched = hasSwitch(report.switches);
  const all = report.tables.mrrMovements;
  const shown = all.slice(-shownOf(report).rows.subscriptions);
  const amount = (value: number) => formatAmount(value, currency, language);
  return {
    name: "subscriptions",
    heading: t("reports.sections.subscriptions"),
    sentences: sentences(all, currency, language),
    cards: [],
    pictures:
      shown.length < 2
        ? []
        : [{ name: "mrr", svg: picture(shown, currency, language), alt: t("subscriptions.movements.title") }],
    table:
      shown.length === 0
        ? null
        : {
            columns: [
              { text: t("subscriptions.movements.month"), align: "start" },
              { text: t("subscriptions.movements.opening"), align: "end", isExtra: true },
              { text: t("subscriptions.movements.new"), align: "end" },
              { text: t("subscriptions.movements.expansion"), align: "end", isExtra: true },
              { text: t("subscriptions.movements.reactivation"), align: "end", isExtra: true },
              { text: t("subscriptions.movements.contraction"), align: "end", isExtra: true },
              { text: t("subscriptions.movements.churn"), align: "end" },
              { text: t("subscriptions.movements.closing"), align: "end" },
            ],
            rows: shown.map((row) => ({
              kind: row.complete ? "plain" : "quiet",
              cells: [
                { text: formatMonthShort(row.month, language) },
                { text: amount(row.opening) },
                { text: amount(row.new) },
                { text: amount(row.expansion) },
                { text: amount(row.reactivation) },
                { text: amount(-row.contraction) },
                { text: amount(-row.churn) },
                { text: amount(row.closing) },
              ],
            })),
          },
    remarks: [
      ...(isFiltered || isSwitched ? [t("subscriptions.report.ofAllOrders")] : []),
      ...(shown.length > 0 ? [t("reports.content.amountsIn", { currency })] : []),
      ...(shown.length < all.length ? [t("spans.latest.month", { shown: shown.length, count: all.length })] : []),
    ],
  };
}

function sentences(all: readonly MrrMonth[], currency: string, language: Language): string[] {
  const t = translator(language);
  const now = all.at(-1);
  if (now === undefined) return [t("subscriptions.report.none")];
  const money = (value: number) => formatMoney(value, currency, language);
  const standing = { mrr: money(now.closing), subscribers: formatCount(now.subscribersAtEnd, language) };
  const ended = all.findLast(({ complete }) => complete);
  if (ended === undefined) return [t("subscriptions.report.now", standing)];
  return [
    t("subscriptions.report.sentence", {
      ...standing,
      month: formatMonth(ended.month, language),
      new: money(ended.new + ended.expansion + ended.reactivation),
      lost: money(ended.contraction + ended.churn),
    }),
  ];
}

function picture(months: readonly MrrMonth[], currency: string, language: Language): string {
  const t = translator(language);
  return partChart({
    title: t("subscriptions.movements.title"),
    parts: months.map((row, index) => namedPart(firstDay(row.month), "month", index, language)),
    steps: NAMED_EVERY.month,
    series: [
      { text: t("metrics.mrr.label"), colour: SERIES.blue, kind: "line", values: months.map((row) => row.closing) },
      {
        text: t("subscriptions.movements.new"),
        colour: SERIES.green,
        kind: "bar",
        values: months.map((row) => row.new + row.expansion + row.reactivation),
      },
      {
        text: t("subscriptions.movements.churn"),
        colour: SERIES.loss,
        kind: "bar",
        values: months.map((row) => row.contraction + row.churn),
      },
    ],
    tick: (value) => formatMoneyShort(value, currency, language),
    language,
  });
}
