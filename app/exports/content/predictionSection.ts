import { FEWEST_TESTS, testsApart } from "~/analytics/clv/calibration";
import { addDays, firstDay, monthOf } from "~/analytics/period";
import { dayNumber } from "~/analytics/subscriptions/calendar";
import { formatAmount, formatCount, formatDay, formatMoney, formatMoneyShort, formatRatio } from "~/i18n/format";
import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { PredictionRow, PredictionTestRow } from "~/reports/predictionRows";
import type { Report } from "~/reports/report";
import { SERIES } from "../charts/palette";
import { partChart } from "../charts/partChart";
import { NAMED_EVERY, namedPart } from "../reportParts";
import type { Section } from "./content";

const QUARTER_DAYS = 91;
const YEAR_DAYS = 365;

/** What today's customers will still bring, every figure beside the error of the last forecasts. */
export function predictionSection(report: Report, language: Language): Section {
  const t = translator(language);
  const { currency } = report;
  const { predictions: rows, predictionTests: tests } = report.tables;
  const [first] = rows;
  const quarters = tests
    .filter(({ kind, days, revenue }) => kind === "rhythm" && days === QUARTER_DAYS && revenue !== null)
    .toReversed();
  return {
    name: "predictions",
    heading: t("reports.sections.predictions"),
    sentences: first ? sentences(rows, tests, currency, language) : [t("forecasts.report.notYet")],
    cards: [],
    pictures:
      quarters.length < 2
        ? []
        : [
            {
              name: "predictions",
              svg: picture(quarters, currency, language),
              alt: described(quarters, currency, language),
            },
          ],
    table: first ? tableOf(rows, currency, language) : null,
    remarks: first
      ? [
          t("reports.content.amountsIn", { currency }),
          t("forecasts.report.version", { version: first.versionId, day: formatDay(first.madeAsOf, language) }),
        ]
      : [],
  };
}

function sentences(
  rows: readonly PredictionRow[],
  tests: readonly PredictionTestRow[],
  currency: string,
  language: Language,
): string[] {
  const t = translator(language);
  const money = (amount: number | null) => formatMoney(amount, currency, language);
  const year = rows.find(({ days }) => days === YEAR_DAYS);
  if (year === undefined) return [];
  const orders = (of: number | null) => formatCount(of === null ? null : Math.round(of), language);
  const ahead =
    year.futureProfit === null
      ? t("forecasts.report.ordersOnly", {
          orders: orders(year.orders),
          low: orders(year.ordersLow),
          high: orders(year.ordersHigh),
        })
      : t("forecasts.report.sentence", {
          value: money(year.futureProfit),
          low: money(year.futureProfitLow),
          high: money(year.futureProfitHigh),
        });
  const renewals =
    year.contractProfit === null
      ? []
      : [
          t("forecasts.report.renewals", {
            contracts: money(year.contractProfit),
            running: formatCount(year.subscriptions, language),
            error: formatRatio(year.contractError, language),
          }),
        ];
  return [ahead, ...renewals, ...trust(year, tests, language)];
}

/** The grade with the median it is by; what the tests of a year were off by stands apart, with their number. */
function trust(year: PredictionRow, tests: readonly PredictionTestRow[], language: Language): string[] {
  const t = translator(language);
  const ratio = (of: number | null) => formatRatio(of, language);
  const rhythm = tests.filter(({ kind }) => kind === "rhythm");
  const graded = rhythm.filter(({ days }) => days <= YEAR_DAYS);
  if (year.grade === null || year.testedDays === null || graded.length === 0) return [t("forecasts.report.untested")];
  const median = year.usualMoneyError ?? year.usualOrdersError;
  if (median === null) return [t("forecasts.report.nothing", { tests: formatCount(graded.length, language) })];
  const apart = testsApart(graded.map(({ start, end }) => ({ asOf: dayNumber(start), until: dayNumber(end) }))).length;
  const asLong = rhythm.filter(({ days }) => days === year.testedDays).length;
  return [
    t("forecasts.report.trust", {
      grade: year.grade,
      tests: formatCount(graded.length, language),
      error: ratio(median),
      orders: ratio(year.usualOrdersError),
    }),
    ...(apart < FEWEST_TESTS ? [t("predictions.verdict.few", { apart: formatCount(apart, language) })] : []),
    ...(asLong === 0
      ? []
      : [
          t("forecasts.report.asLong", {
            count: asLong,
            days: year.testedDays,
            year: ratio(year.moneyError ?? year.ordersError),
          }),
        ]),
  ];
}

function tableOf(rows: readonly PredictionRow[], currency: string, language: Language): Section["table"] {
  const t = translator(language);
  const amount = (value: number | null) => formatAmount(value, currency, language);
  const hasContracts = rows.some(({ subscriptions }) => subscriptions > 0);
  return {
    columns: [
      { text: t("predictions.ahead.horizon"), align: "start" },
      { text: t("forecasts.columns.futureProfit"), align: "end" },
      { text: t("predictions.ahead.profitRange"), align: "end" },
      ...(hasContracts ? [{ text: t("forecasts.columns.contractProfit"), align: "end", isExtra: true } as const] : []),
      { text: t("predictions.ahead.orders"), align: "end", isExtra: true },
      { text: t("forecasts.report.error"), align: "end" },
    ],
    rows: rows.map((row) => ({
      kind: "plain",
      cells: [
        { text: horizonText(row.days, language) },
        { text: amount(row.futureProfit) },
        { text: row.futureProfit === null ? "–" : `${amount(row.futureProfitLow)} – ${amount(row.futureProfitHigh)}` },
        ...(hasContracts ? [{ text: amount(row.contractProfit) }] : []),
        { text: formatCount(row.orders === null ? null : Math.round(row.orders), language) },
        { text: errorText(row, language) },
      ],
    })),
  };
}

const horizonText = (days: number, language: Language): string =>
  days < YEAR_DAYS
    ? translator(language)("predictions.ahead.days", { count: days })
    : translator(language)("predictions.ahead.months", { count: (days / YEAR_DAYS) * 12 });

/** The error of money, or of orders where money is not known; of a shorter time with its length. */
function errorText({ days, testedDays, moneyError, ordersError }: PredictionRow, language: Language): string {
  const error = formatRatio(moneyError ?? ordersError, language);
  if (testedDays === null) return "–";
  return testedDays < days * 0.9
    ? translator(language)("forecasts.horizons.ofShorter", { error, days: testedDays })
    : error;
}

const lastMonth = ({ end }: PredictionTestRow) => monthOf(addDays(end, -1));

function picture(quarters: readonly PredictionTestRow[], currency: string, language: Language): string {
  const t = translator(language);
  return partChart({
    title: t("forecasts.report.chart"),
    parts: quarters.map((row, index) => ({
      ...namedPart(firstDay(lastMonth(row)), "month", index, language),
      place: index,
    })),
    steps: NAMED_EVERY.quarter,
    series: [
      {
        text: t("forecasts.report.pastForecast"),
        colour: SERIES.blue,
        kind: "bar",
        values: quarters.map(({ revenue }) => revenue),
      },
      {
        text: t("forecasts.report.pastActual"),
        colour: SERIES.green,
        kind: "bar",
        values: quarters.map(({ actualRevenue }) => actualRevenue),
      },
    ],
    tick: (value) => formatMoneyShort(value, currency, language),
    language,
  });
}

/** The picture in words: each quarter's forecast beside what came. */
function described(quarters: readonly PredictionTestRow[], currency: string, language: Language): string {
  const t = translator(language);
  const money = (amount: number | null) => formatMoney(amount, currency, language);
  const each = quarters.map(
    ({ end, revenue, actualRevenue }) =>
      `${formatDay(addDays(end, -1), language)}: ${t("forecasts.report.pastForecast")} ${money(revenue)}, ${t("forecasts.report.pastActual")} ${money(actualRevenue)}`,
  );
  return `${t("forecasts.report.chart")}. ${each.join("; ")}`;
}
