import { Decimal } from "decimal.js";
import { z } from "zod";
import type { Unit } from "./metrics/metric";
import { METRIC_NAMES, type MetricName } from "./metrics/registry";

/**
 * How a figure is tried. above, below: against a value, which itself does not pass. rose, fell, moved: by at least so much
 * against the comparison.
 */
export const CONDITION_TESTS = ["above", "below", "rose", "fell", "moved"] as const;
export type ConditionTest = (typeof CONDITION_TESTS)[number];

/** Conditions of one report at most. */
export const MOST_CONDITIONS = 5;

/** Told where a condition is not complete, as a key of the pages' faults. */
export const CONDITION_FAULT = "condition";

/** Stands for a value that may be read two ways, and is the key of what is told of it. */
export const AMBIGUOUS = "ambiguous";

export const Condition = z.object({
  metric: z.enum(METRIC_NAMES, CONDITION_FAULT),
  test: z.enum(CONDITION_TESTS, CONDITION_FAULT),
  /**
   * An exact decimal. Of above and below in the metric's unit (minor units, a share of 1, a count, days, a number); of a
   * change as a share of the earlier figure, for ratios as their difference ("0.05" is five percent points).
   */
  value: z
    .string()
    .regex(/^-?\d{1,20}(\.\d{1,12})?$/, { error: ({ input }) => (input === AMBIGUOUS ? AMBIGUOUS : CONDITION_FAULT) }),
});
export type Condition = Readonly<z.infer<typeof Condition>>;

/** When a report is sent only if its own figures say so; no condition: always. */
export const Conditions = z.object({
  mode: z.enum(["all", "any"]),
  of: z.array(Condition).max(MOST_CONDITIONS, CONDITION_FAULT).readonly(),
});
export type Conditions = Readonly<z.infer<typeof Conditions>>;

export const NO_CONDITIONS: Conditions = { mode: "all", of: [] };

/** Whether a test is of a change against the comparison. */
export const isOfChange = (test: ConditionTest): boolean => test === "rose" || test === "fell" || test === "moved";

/** What a figure brings to a condition; absent where the report does not fill the metric. */
interface Tried {
  readonly value: number | null;
  readonly unit: Unit;
  readonly previous?: number | null | undefined;
}

/** Why a condition could not be tried, and therefore does not hold. */
const UNTRIED = ["unknown", "nothingToCompare", "noBase"] as const;

/** How one condition came out, with the figures that decided. */
export const Verdict = Condition.extend({
  unit: z.enum(["minor", "ratio", "count", "days", "number"]),
  figure: z.number().nullable(),
  previous: z.number().nullable(),
  holds: z.boolean(),
  /** unknown: the figure is; nothingToCompare: the earlier one is; noBase: it is not above nothing, so that no share of it can be told. */
  untried: z.enum(UNTRIED).nullable(),
});
export type Verdict = Readonly<z.infer<typeof Verdict>>;

/** What a run's conditions came to. It is kept with the run. */
export const Decision = z.object({
  mode: z.enum(["all", "any"]),
  /** Currency of its amounts. */
  currency: z.string(),
  holds: z.boolean(),
  /** False where the report went whatever they said, as at a merchant's wish. */
  asked: z.boolean(),
  of: z.array(Verdict).readonly(),
});
export type Decision = Readonly<z.infer<typeof Decision>>;

/** Tries conditions on a report's figures; null where there are none. A figure that is unknown fulfils no condition. */
export function decision(
  { mode, of }: Conditions,
  { currency, metrics }: { readonly currency: string; readonly metrics: Readonly<Partial<Record<MetricName, Tried>>> },
  unitOf: (metric: MetricName) => Unit,
  asked: boolean,
): Decision | null {
  if (of.length === 0) return null;
  const verdicts = of.map((condition) =>
    verdict(condition, metrics[condition.metric] ?? { value: null, unit: unitOf(condition.metric) }),
  );
  const holds = mode === "all" ? verdicts.every((one) => one.holds) : verdicts.some((one) => one.holds);
  return { mode, currency, holds, asked, of: verdicts };
}

function verdict(condition: Condition, { value, unit, previous = null }: Tried): Verdict {
  const told = { ...condition, unit, figure: value, previous };
  if (value === null) return { ...told, holds: false, untried: "unknown" };
  if (!isOfChange(condition.test)) {
    const figure = new Decimal(value);
    const holds = condition.test === "above" ? figure.gt(condition.value) : figure.lt(condition.value);
    return { ...told, holds, untried: null };
  }
  if (previous === null) return { ...told, holds: false, untried: "nothingToCompare" };
  // Ratios change by points, as everywhere; anything else in proportion to what it was.
  if (unit !== "ratio" && previous <= 0) return { ...told, holds: false, untried: "noBase" };
  const moved = new Decimal(value).minus(previous);
  return { ...told, holds: passes(condition, unit === "ratio" ? moved : moved.div(previous)), untried: null };
}

function passes({ test, value }: Condition, moved: Decimal): boolean {
  if (test === "rose") return moved.gte(value);
  return test === "fell" ? moved.neg().gte(value) : moved.abs().gte(value);
}
