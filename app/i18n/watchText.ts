import type { UsualRange } from "~/analytics/anomaly";
import { getMetric, type MetricName } from "~/analytics/metrics/registry";
import type { Day, Period } from "~/analytics/period";
import { isTold, type WatchRule, type WatchSpan } from "~/analytics/watch";
import type { OrdersAndValue } from "~/analytics/watchParts";
import type { Finding } from "~/reports/watchTypes";
import { formatDay, formatPeriod, formatValue } from "./format";
import type { Language } from "./languages";
import { translator } from "./translate";

/** Where what is said is said: amounts need their currency. */
export interface Saying {
  readonly currency: string;
  readonly language: Language;
}

/** A value of a metric. Medians of whole units may end in a half: bounds are cut to the last value within them. */
export function watchValue(
  value: number | null,
  metric: MetricName,
  { currency, language }: Saying,
  cut: (value: number) => number = Math.round,
): string {
  const { unit } = getMetric(metric);
  const isWhole = unit === "minor" || unit === "count";
  return formatValue(value === null || !isWhole ? value : cut(value), unit, currency, language);
}

/** "Mon, 16 Nov 2026", "Week of 9 Nov 2026", "1 Nov 2026 – 16 Nov 2026", "November 2026". */
export function spanText({ start, end }: Period, span: WatchSpan, language: Language): string {
  const t = translator(language);
  if (span === "week") return t("filters.week", { day: formatDay(start, language) });
  if (span === "month") return formatPeriod({ start, end }, language);
  return t("alerts.day", { weekday: weekdayOf(start, language), day: formatDay(start, language) });
}

const weekdayOf = (day: Day, language: Language): string =>
  new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

/** When a watch tells: "Tells when a day is above £500.00". */
export function ruleText({ metric, span, condition }: WatchRule, saying: Saying): string {
  const t = translator(saying.language);
  if (condition.kind === "threshold")
    return t(`alerts.rules.${span}.${condition.side}`, { bound: watchValue(condition.value, metric, saying) });
  return t(`alerts.rules.${span === "month" ? "day" : span}.${SIDE_NAMES[condition.sides]}`);
}

const SIDE_NAMES = { either: "either", above: "high", below: "low" } as const;

/** The heading of what is told: "Net sales unusually low". */
export function whatText({ rule: { metric, condition }, verdict }: Finding, saying: Saying): string {
  const t = translator(saying.language);
  const name = t(`metrics.${metric}.label`);
  if (!isTold(verdict)) return t("alerts.what.plain", { metric: name });
  if (condition.kind === "unusual") return t(`alerts.what.${SIDE_NAMES[verdict]}`, { metric: name });
  return t(`alerts.what.${verdict}`, { metric: name, bound: watchValue(condition.value, metric, saying) });
}

/** Why it is told, or not: the value, what was usual, and what the difference is made of; a sentence each. */
export function findingTexts(finding: Finding, saying: Saying): string[] {
  const { rule, verdict, usual, value } = finding;
  const t = translator(saying.language);
  if (verdict === "incomplete") return [t("alerts.says.incomplete")];
  const span = spanText(finding, rule.span, saying.language);
  if (value === null) return [t("alerts.says.unknown", { span })];
  return [
    t("alerts.says.value", { span, value: watchValue(value, rule.metric, saying) }),
    ...boundTexts(rule, usual, saying),
    ...(verdict === "toldBefore" ? [t("alerts.says.toldBefore")] : []),
    ...madeOf(finding, saying),
  ];
}

function boundTexts({ metric, span, condition }: WatchRule, usual: Finding["usual"], saying: Saying): string[] {
  const t = translator(saying.language);
  if (condition.kind === "threshold") {
    const bound = watchValue(condition.value, metric, saying);
    return [
      condition.side === "above" ? t("alerts.says.askedAbove", { bound }) : t("alerts.says.askedBelow", { bound }),
    ];
  }
  if (usual === null) return [];
  if (usual.kind === "tooShort") return [t("alerts.says.tooShort", { has: usual.has, needs: usual.needs })];
  if (usual.kind === "nothing") return [t("alerts.says.nothing")];
  const expected = { expected: watchValue(usual.expected, metric, saying), count: usual.alike };
  return [
    span === "week" ? t("alerts.says.expectedWeek", expected) : t("alerts.says.expectedDay", expected),
    usualText(usual, metric, saying),
  ];
}

/** How often the range is left where nothing is the matter; null for a threshold. */
export const chanceText = ({ condition }: WatchRule, { language }: Saying): string | null =>
  condition.kind === "unusual" ? translator(language)("alerts.says.chance", { checks: condition.sensitivity }) : null;

/** "From £400.00 to £700.00 would have been usual." */
export function usualText({ low, high }: Pick<UsualRange, "low" | "high">, metric: MetricName, saying: Saying): string {
  const t = translator(saying.language);
  const from = watchValue(low, metric, saying, Math.ceil);
  const to = watchValue(high, metric, saying, Math.floor);
  if (low === null) return t("alerts.says.upTo", { high: to });
  return high === null ? t("alerts.says.from", { low: from }) : t("alerts.says.between", { low: from, high: to });
}

/** The same in a table: "£400.00 – £700.00". */
export function rangeText({ low, high }: Pick<UsualRange, "low" | "high">, metric: MetricName, saying: Saying): string {
  const t = translator(saying.language);
  const from = watchValue(low, metric, saying, Math.ceil);
  const to = watchValue(high, metric, saying, Math.floor);
  if (low === null) return t("alerts.range.upTo", { high: to });
  return high === null ? t("alerts.range.from", { low: from }) : t("alerts.range.both", { low: from, high: to });
}

function madeOf({ rule: { metric }, parts, split }: Finding, saying: Saying): string[] {
  const t = translator(saying.language);
  if (split !== null) return splitTexts(split, metric, saying);
  return parts.flatMap(({ metric: part, value, usual }) => {
    if (value === null) return [];
    const said = { metric: t(`metrics.${part}.label`), value: watchValue(value, part, saying) };
    return usual === null
      ? t("alerts.says.partAlone", said)
      : t("alerts.says.part", { ...said, usual: watchValue(usual, part, saying) });
  });
}

function splitTexts(split: OrdersAndValue, metric: MetricName, saying: Saying): string[] {
  const t = translator(saying.language);
  const { difference, byOrders, byValue, orders, perOrder } = split;
  const size = (amount: number) => watchValue(Math.abs(amount), metric, saying);
  const whole =
    difference === 0 ? [] : [t(`alerts.says.${difference > 0 ? "more" : "less"}`, { difference: size(difference) })];
  if (orders.value === 0) return [t("alerts.says.noOrders"), ...whole];
  const drove = [
    { amount: byOrders, said: byOrders > 0 ? "ordersAdded" : "ordersTook" } as const,
    { amount: byValue, said: byValue > 0 ? "valueAdded" : "valueTook" } as const,
  ].toSorted((left, right) => Math.abs(right.amount) - Math.abs(left.amount));
  return [
    ...whole,
    ...drove.flatMap(({ amount, said }) => (amount === 0 ? [] : t(`alerts.says.${said}`, { amount: size(amount) }))),
    t("alerts.says.orders", {
      orders: watchValue(orders.value, "orders", saying),
      usualOrders: watchValue(orders.usual, "orders", saying),
      perOrder: watchValue(perOrder.value, metric, saying),
      usualPerOrder: watchValue(perOrder.usual, metric, saying),
    }),
  ];
}
