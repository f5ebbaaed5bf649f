import { z } from "zod";
import { HORIZONS } from "~/analytics/acquisition";
import { COHORT_MEASURES, isShare } from "~/analytics/cohortMeasures";
import { COHORT_SPANS, COHORT_SPLITS } from "~/analytics/cohorts";
import type { Unit } from "~/analytics/metrics/metric";
import type { CohortChoices, CohortWish } from "~/reports/cohortPage";

const Choices = z.object({
  cohorts: z.enum(COHORT_SPANS).catch("month"),
  split: z.enum(COHORT_SPLITS).nullable().catch(null),
  measure: z.enum(COHORT_MEASURES).catch("contributionProfit"),
  through: z.enum(["cumulative", "span"]).catch("cumulative"),
  per: z.enum(["customer", "cohort"]).catch("customer"),
  horizon: z.coerce.number().nullable().catch(null),
});

/** What an address says of the cohort page; what is missing or malformed takes its default. */
export function cohortChoices(search: URLSearchParams): CohortWish {
  const { cohorts, horizon, ...chosen } = Choices.parse({
    cohorts: search.get("cohorts"),
    split: search.get("split"),
    measure: search.get("measure"),
    through: search.get("through"),
    per: search.get("per"),
    horizon: search.get("horizon"),
  });
  return { ...chosen, span: cohorts, horizon: HORIZONS[cohorts].find((one) => one === horizon) ?? null };
}

/** The unit of what a view shows. */
export function unitOf({ measure, per }: Pick<CohortChoices, "measure" | "per">): Unit {
  if (isShare(measure)) return "ratio";
  if (measure !== "orders" && measure !== "units") return "minor";
  return per === "customer" ? "number" : "count";
}
