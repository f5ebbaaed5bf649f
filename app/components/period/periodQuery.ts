import { z } from "zod";
import { addDays, type Day, GRAINS, type Grain, grainFor, lengthInDays, type Period } from "~/analytics/period";
import {
  COMPARISON_CHOICES,
  type Comparison,
  type ComparisonChoice,
  comparisonFor,
  PERIOD_RULES,
  periodFor,
} from "~/analytics/periodRule";
import { AddressDay } from "~/components/address/addressDay";

/** Spans offered by the picker: those of scheduled reports, and one with own ends. */
export const PERIOD_CHOICES = [...PERIOD_RULES, "custom"] as const;
export type PeriodChoice = (typeof PERIOD_CHOICES)[number];

const Days = AddressDay.optional().catch(undefined);

/** The days on which a change of an order can count: its own, or the order's. */
export const CLOCKS = ["eventDay", "orderDay"] as const;

/** Each field falls back by itself: one that cannot be read takes none of the others with it. */
const Query = z.object({
  period: z.enum(PERIOD_CHOICES).optional().catch(undefined),
  start: Days,
  /** Last day, as a reader names it; it belongs to the period. */
  last: Days,
  comparison: z.enum(COMPARISON_CHOICES).optional().catch(undefined),
  compareStart: Days,
  /** Last day of the span compared with; it belongs to it. */
  compareLast: Days,
  grain: z.enum(GRAINS).optional().catch(undefined),
  /** The same for a table whose columns are its parts, or something else. */
  columns: z.enum(GRAINS).optional().catch(undefined),
  clock: z.enum(CLOCKS).optional().catch(undefined),
});

/** What a page's address says of its period. */
export interface PeriodQuery {
  readonly choice: PeriodChoice;
  readonly period: Period;
  readonly comparison: ComparisonChoice;
  readonly compared: Period | null;
  /** How the period is divided: as the address says, else so that it makes a readable chart. */
  readonly grain: Grain;
  readonly clock: "eventDay" | "orderDay";
}

/** What a page shows when its address says nothing. */
export type Fallback = Pick<PeriodQuery, "choice"> & { readonly comparison: Comparison };

/**
 * Reads period, comparison and clock from an address; what is missing or malformed takes its default, and `addressFaults` names it.
 * `today` is the shop's local day.
 */
export function periodQuery(search: URLSearchParams, today: Day, fallback: Fallback): PeriodQuery {
  const asked = Query.parse(Object.fromEntries(search));
  const { choice, period } = spanOf(asked, today, fallback.choice);
  const compared = comparedWith(asked, period, fallback.comparison);
  const grain = asked.grain ?? asked.columns ?? grainFor(period);
  return {
    choice,
    period,
    ...compared,
    grain: isTooFine(grain, period) || isTooFine(grain, compared.compared) ? grainFor(period) : grain,
    clock: asked.clock ?? "eventDay",
  };
}

/** No chart shows more parts than these. */
const MOST_PARTS = 1500;
const DAYS_IN = { day: 1, week: 7, month: 30, quarter: 91, year: 365 } as const;

/** Whether the grain divides a period into more parts than a page can show. */
export const isTooFine = (grain: Grain, period: Period | null): boolean =>
  period !== null && lengthInDays(period) / DAYS_IN[grain] > MOST_PARTS;

/** By weeks, where weeks were asked for, spans are compared whose weekdays stand beside each other. */
function comparedWith(
  asked: z.infer<typeof Query>,
  period: Period,
  fallback: Comparison,
): Pick<PeriodQuery, "comparison" | "compared"> {
  const { comparison = fallback, compareStart: start, compareLast: last } = asked;
  const before = (rule: Comparison) => comparisonFor(rule, period, asked.grain ?? asked.columns);
  if (comparison !== "chosen") return { comparison, compared: before(comparison) };
  if (start && last && start <= last) return { comparison, compared: { start, end: addDays(last, 1) } };
  return { comparison, compared: before("previousPeriod") };
}

function spanOf(
  asked: z.infer<typeof Query>,
  today: Day,
  fallback: PeriodChoice,
): Pick<PeriodQuery, "choice" | "period"> {
  const choice = asked.period ?? fallback;
  if (choice !== "custom") return { choice, period: periodFor(choice, today) };
  const { start, last } = asked;
  if (start && last && start <= last) return { choice, period: { start, end: addDays(last, 1) } };
  return { choice: "last30Days", period: periodFor("last30Days", today) };
}
