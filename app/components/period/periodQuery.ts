import { z } from "zod";
import { addDays, type Day, day, type Period } from "~/analytics/period";
import { COMPARISONS, type Comparison, comparisonFor, PERIOD_RULES, periodFor } from "~/analytics/periodRule";

/** Spans offered by the picker: those of scheduled reports, and one with own ends. */
export const PERIOD_CHOICES = [...PERIOD_RULES, "custom"] as const;
export type PeriodChoice = (typeof PERIOD_CHOICES)[number];

const DayText = z.iso.date().transform(day);

const Query = z.object({
  period: z.enum(PERIOD_CHOICES).optional(),
  start: DayText.optional(),
  /** Last day, as a reader names it; it belongs to the period. */
  last: DayText.optional(),
  comparison: z.enum(COMPARISONS).optional(),
  clock: z.enum(["eventDay", "orderDay"]).optional(),
});

/** What a page's address says of its period. */
export interface PeriodQuery {
  readonly choice: PeriodChoice;
  readonly period: Period;
  readonly comparison: Comparison;
  readonly compared: Period | null;
  readonly clock: "eventDay" | "orderDay";
}

/** What a page shows when its address says nothing. */
export type Fallback = Pick<PeriodQuery, "choice" | "comparison">;

/**
 * Reads period, comparison and clock from an address; what is missing or malformed takes its default.
 * `today` is the shop's local day.
 */
export function periodQuery(search: URLSearchParams, today: Day, fallback: Fallback): PeriodQuery {
  const asked = Query.safeParse(Object.fromEntries(search)).data ?? {};
  const comparison = asked.comparison ?? fallback.comparison;
  const { choice, period } = spanOf(asked, today, fallback.choice);
  return { choice, period, comparison, compared: comparisonFor(comparison, period), clock: asked.clock ?? "eventDay" };
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
