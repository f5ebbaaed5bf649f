import { Decimal } from "decimal.js";
import { z } from "zod";
import { AMBIGUOUS, type Condition, type ConditionTest, isOfChange } from "~/analytics/conditions";
import { exponentOf } from "~/analytics/currencies";
import type { Unit } from "~/analytics/metrics/metric";
import { getMetric, METRIC_NAMES, type MetricName } from "~/analytics/metrics/registry";
import { type Timing, USUAL_TIMING } from "~/analytics/timing";
import type { Language } from "~/i18n/languages";
import { decimalText, typedDecimal } from "~/i18n/typedNumber";

/** A condition as its fields hold it. */
export interface ConditionValues {
  readonly metric: MetricName;
  readonly test: ConditionTest;
  /** As typed, in the reader's language: an amount, percent, points or a number. */
  readonly amount: string;
}

/** When a report goes beside its rhythm, as the form holds it. */
export interface TimingValues extends Omit<Timing, "catchUpHours" | "conditions"> {
  /** Zone of the local time. */
  readonly timeZone: string;
  readonly catchUpHours: string;
  readonly conditionMode: Timing["conditions"]["mode"];
  readonly conditions: readonly ConditionValues[];
}

/** In whose words amounts are typed, and of which currency. */
export interface Typing {
  readonly language: Language;
  readonly currency: string;
}

/** What a new report begins with. */
export const newTiming = (timeZone: string): TimingValues =>
  timingValues(USUAL_TIMING, timeZone, { language: "en", currency: "USD" });

/** A stored timing as the form shows it. */
export function timingValues(timing: Timing, timeZone: string, typing: Typing): TimingValues {
  const { conditions, catchUpHours, ...plain } = timing;
  return {
    ...plain,
    timeZone,
    catchUpHours: String(catchUpHours),
    conditionMode: conditions.mode,
    conditions: conditions.of.map(({ metric, test, value }) => {
      const digits = digitsOf(test, getMetric(metric).unit, typing.currency);
      const shown = new Decimal(value).div(new Decimal(10).pow(digits));
      return { metric, test, amount: decimalText(shown.toFixed(), typing.language) };
    }),
  };
}

/** The form's timing as it is sent. */
export const TimingSent = z.object({
  timeZone: z.string(),
  waitHours: z.number(),
  ifIncomplete: z.string(),
  catchUp: z.string(),
  catchUpHours: z.string(),
  conditionMode: z.string(),
  conditions: z.array(z.object({ metric: z.enum(METRIC_NAMES), test: z.string(), amount: z.string() })),
});

/** The form's timing for the schedule's own rules; what is no number is told by them. */
export function timingInput(sent: z.infer<typeof TimingSent>, typing: Typing): unknown {
  const { conditionMode, conditions, catchUpHours, ...plain } = sent;
  return {
    ...plain,
    catchUpHours: /^\d+$/.test(catchUpHours.trim()) ? Number(catchUpHours) : null,
    conditions: {
      mode: conditionMode,
      of: conditions.map(({ metric, test, amount }) => ({
        metric,
        test,
        value: exactValue(metric, test, amount, typing),
      })),
    },
  };
}

/** The exact value of a typed amount as conditions keep it; empty for what is no number, AMBIGUOUS for what may be read two ways. */
function exactValue(
  metric: MetricName,
  test: string,
  amount: string,
  { language, currency }: Typing,
): Condition["value"] {
  const digits = digitsOf(test, getMetric(metric).unit, currency);
  const plain = typedDecimal(amount, language, digits);
  if (plain === "ambiguous") return AMBIGUOUS;
  if (plain === null || plain.length > 24) return "";
  const value = new Decimal(plain).times(new Decimal(10).pow(digits));
  return value.toFixed();
}

/** By how many digits the point of a typed number stands before that of the kept one. */
function digitsOf(test: string, unit: Unit, currency: string): number {
  if (isShare(test, unit)) return -2;
  return unit === "minor" ? exponentOf(currency) : 0;
}

/** Whether a condition's amount is typed in percent or points. */
export const isShare = (test: string, unit: Unit): boolean =>
  unit === "ratio" || test === "rose" || test === "fell" || test === "moved";

/** What stands behind the field of an amount. */
export function amountUnit({ metric, test }: Pick<ConditionValues, "metric" | "test">): "percent" | "points" | Unit {
  const { unit } = getMetric(metric);
  if (isOfChange(test)) return unit === "ratio" ? "points" : "percent";
  return unit === "ratio" ? "percent" : unit;
}
