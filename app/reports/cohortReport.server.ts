import { pooledCohorts } from "~/analytics/cohorts";
import { caveats } from "./caveats.server";
import { cohortRow, cohortTable, lifetimeValues } from "./cohortTable.server";
import { headOf, withReport } from "./context.server";
import { figuresOf } from "./figures";
import type { CohortReport } from "./pageReports";
import { sumByMonth } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";

/** Every cohort by tenure month, all cohorts pooled, and lifetime values over all customers; by order day throughout. */
export function cohortReport(shopId: bigint, query: ReportQuery): Promise<CohortReport> {
  return withReport(shopId, { ...query, clock: "orderDay" }, async (context) => {
    const cells = await cohortTable(context);
    const { total } = await sumByMonth(context, context.scope);
    return {
      ...headOf(context, await caveats(context, total)),
      metrics: figuresOf(lifetimeValues(cells)),
      cohorts: cells.map(cohortRow),
      curve: pooledCohorts(cells),
    };
  });
}
