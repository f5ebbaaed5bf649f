import { allCustomers, type CohortCell, cohortCells, lifetimeRates } from "~/analytics/cohorts";
import type { MetricValues } from "~/analytics/periodFigures";
import { listCohortMonths } from "~/data/cohorts.server";
import type { ReportContext } from "./context.server";
import type { CohortRow } from "./report";

/** The cohort table over the whole history up to `asOf`, whatever the period. */
export async function cohortTable({ client, scope, observed }: ReportContext): Promise<readonly CohortCell[]> {
  const { months, sizes } = await listCohortMonths(client, scope);
  return cohortCells(months, sizes, observed);
}

export const cohortRow = ({ through: _, ...cell }: CohortCell): CohortRow => cell;

/** Lifetime values and repeat rate over all customers up to `asOf`. */
export function lifetimeValues(cells: readonly CohortCell[]): MetricValues {
  const { repeatRate, lifetimeNetSales, lifetimeGrossProfit, lifetimeValue } = lifetimeRates(allCustomers(cells));
  return {
    repeatRate: { value: repeatRate },
    lifetimeNetSales: { value: lifetimeNetSales },
    lifetimeGrossProfit: { value: lifetimeGrossProfit },
    lifetimeValue: { value: lifetimeValue },
  };
}
