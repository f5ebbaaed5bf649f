import { cohortAcquisitions } from "~/analytics/acquisition";
import type { CohortCell, CohortSpan } from "~/analytics/cohorts";
import { partKey } from "~/analytics/period";
import { cohortRow, cohortSpanRow, cohortTable, cohortTableAndAges } from "./cohortTable.server";
import type { ReportContext } from "./context.server";
import type { AcquisitionRow, ReportTables } from "./report";

/** A year in each span: how far the value is counted that is set against its cost. */
export const YEAR_OF: Readonly<Record<CohortSpan, number>> = { week: 52, month: 12, quarter: 4 };

type CohortTables = Pick<ReportTables, "cohorts" | "cohortsBySpan" | "acquisition" | "lifetimeByAge">;

/** The cohorts by month as they are counted, and the tables of a report that tell of cohorts, by `span` where that is chosen. */
export async function cohortTables(
  context: ReportContext,
  span: CohortSpan,
): Promise<{ readonly months: readonly CohortCell[]; readonly tables: CohortTables }> {
  const { cells, ages } = await cohortTableAndAges(context, span);
  const months = span === "month" ? cells : await cohortTable(context);
  return {
    months,
    tables: {
      cohorts: months.map(cohortRow),
      cohortsBySpan: span === "month" ? [] : cells.map((cell) => cohortSpanRow(cell, span)),
      acquisition: acquisitionRows(cells, span, YEAR_OF[span]),
      lifetimeByAge: ages,
    },
  };
}

/** The same of a report that does not tell of cohorts. */
export const NO_COHORTS: CohortTables = { cohorts: [], cohortsBySpan: [], acquisition: [], lifetimeByAge: [] };

export const acquisitionRows = (cells: readonly CohortCell[], span: CohortSpan, horizon: number): AcquisitionRow[] =>
  cohortAcquisitions(cells, horizon).map(({ cohort, ...of }) => ({
    key: partKey(cohort, span),
    start: cohort,
    ...of,
    horizon,
  }));
