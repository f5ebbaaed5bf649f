import { Decimal } from "decimal.js";
import { z } from "zod";
import { SENSITIVITIES, type Sides } from "~/analytics/anomaly";
import { exponentOf } from "~/analytics/currencies";
import { isTooLarge } from "~/analytics/largest";
import type { Unit } from "~/analytics/metrics/metric";
import { getMetric } from "~/analytics/metrics/registry";
import { minor, parseMinor, toDecimalString } from "~/analytics/money";
import { spansOf, WATCH_SPANS, type WatchCondition, type WatchRule } from "~/analytics/watch";
import { WATCHED_METRICS, type WatchedMetric } from "~/analytics/watchedMetrics";
import type { FaultCode } from "~/components/form/fault";
import { LANGUAGES, type Language } from "~/i18n/languages";
import { decimalText, typedDecimal } from "~/i18n/typedNumber";

const SIDES = ["either", "above", "below"] as const satisfies readonly Sides[];
export const WATCH_KINDS = ["unusual", "threshold"] as const satisfies readonly WatchCondition["kind"][];

/** A watch as its form holds it. */
export const WatchValues = z.object({
  metric: z.enum(WATCHED_METRICS as readonly [WatchedMetric, ...WatchedMetric[]]),
  span: z.enum(WATCH_SPANS),
  kind: z.enum(WATCH_KINDS),
  /** Of a threshold. */
  side: z.enum(["above", "below"]),
  /** The threshold as typed: money in major units, shares in percent. */
  bound: z.string().max(40),
  /** Of what is unusual. */
  sides: z.enum(SIDES),
  sensitivity: z.literal(SENSITIVITIES),
  /** One address per line. */
  recipients: z.string().max(20_000),
  language: z.enum(LANGUAGES),
});
export type WatchValues = Readonly<z.infer<typeof WatchValues>>;

/** What a new watch begins with: days whose net sales are unusual. */
export const newWatch = (recipients: string, language: Language): WatchValues => ({
  metric: "netSales",
  span: "day",
  kind: "unusual",
  side: "below",
  bound: "",
  sides: "either",
  sensitivity: 100,
  recipients,
  language,
});

/** The values with another metric or kind of condition: what cannot be watched so takes the first that can. */
export function changed(values: WatchValues, changes: Partial<WatchValues>): WatchValues {
  const next = { ...values, ...changes };
  const kind = spansOf(next.metric, next.kind).length > 0 ? next.kind : "threshold";
  const spans = spansOf(next.metric, kind);
  const unitOf = (metric: WatchedMetric) => getMetric(metric).unit;
  const bound = unitOf(next.metric) === unitOf(values.metric) ? next.bound : "";
  return { ...next, kind, bound, span: spans.includes(next.span) ? next.span : (spans[0] ?? "day") };
}

/** The rule that a form's values make, or what is wrong with its bound. */
export function ruleOf(
  { metric, span, kind, side, bound, sides, sensitivity }: WatchValues,
  currency: string,
  language: Language,
): { readonly rule: WatchRule } | { readonly fault: FaultCode } {
  if (!spansOf(metric, kind).includes(span)) return { fault: "invalid" };
  if (kind === "unusual") return { rule: { metric, span, condition: { kind, sides, sensitivity } } };
  const value = boundIn(bound, getMetric(metric).unit, currency, language);
  return typeof value === "number" ? { rule: { metric, span, condition: { kind, side, value } } } : { fault: value };
}

function boundIn(typed: string, unit: Unit, currency: string, language: Language): number | FaultCode {
  const plain = typedDecimal(typed.replace(/[%٪]\s*$/, ""), language, unit === "minor" ? exponentOf(currency) : 0);
  if (plain === null) return "number";
  if (plain === "ambiguous") return plain;
  if (isTooLarge(plain.replace("-", ""), currency, "total")) return "totalTooLarge";
  if (unit === "minor") return parseMinor(plain, exponentOf(currency));
  return unit === "ratio" ? new Decimal(plain).div(100).toNumber() : Number(plain);
}

/** A threshold as its field shows it. */
export function boundText(value: number, metric: WatchedMetric, currency: string, language: Language): string {
  const { unit } = getMetric(metric);
  const plain =
    unit === "minor"
      ? toDecimalString(minor(value), exponentOf(currency))
      : new Decimal(value).times(unit === "ratio" ? 100 : 1).toFixed();
  return decimalText(plain, language);
}
