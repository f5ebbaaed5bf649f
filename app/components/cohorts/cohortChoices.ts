import { z } from "zod";
import { COHORT_MEASURES, isShare } from "~/analytics/cohortMeasures";
import { COHORT_SPANS, COHORT_SPLITS, type CohortSpan } from "~/analytics/cohorts";
import type { Unit } from "~/analytics/metrics/metric";
import type { CohortChoices } from "~/reports/cohortPage";

/** Numbers of spans through which value may be set against acquisition cost: a quarter, half a year, a year, two. */
export const HORIZONS: Readonly<Record<CohortSpan, readonly number[]>> = {
  week: [13, 26, 52, 104],
  month: [3, 6, 12, 24],
  quarter: [1, 2, 4, 8],
};

const YEAR = 2;

const Choices = z.object({
  cohorts: z.enum(COHORT_SPANS).catch("month"),
  split: z.enum(COHORT_SPLITS).nullable().catch(null),
  measure: z.enum(COHORT_MEASURES).catch("contributionProfit"),
  through: z.enum(["cumulative", "span"]).catch("cumulative"),
  per: z.enum(["customer", "cohort"]).catch("customer"),
  horizon: z.coerce.number().nullable().catch(null),
});

/** What an address says of the cohort page; what is missing or malformed takes its default. */
export function cohortChoices(search: URLSearchParams): CohortChoices {
  const { cohorts, horizon, ...chosen } = Choices.parse({
    cohorts: search.get("cohorts"),
    split: search.get("split"),
    measure: search.get("measure"),
    through: search.get("through"),
    per: search.get("per"),
    horizon: search.get("horizon"),
  });
  const horizons = HORIZONS[cohorts];
  return { ...chosen, span: cohorts, horizon: horizons.find((one) => one === horizon) ?? horizons[YEAR] ?? 1 };
}

/** The unit of what a view shows. */
export function unitOf({ measure, per }: Pick<CohortChoices, "measure" | "per">): Unit {
  if (isShare(measure)) return "ratio";
  if (measure !== "orders" && measure !== "units") return "minor";
  return per === "customer" ? "number" : "count";
}
