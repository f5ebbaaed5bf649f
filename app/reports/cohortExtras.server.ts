import { cohortAcquisitions } from "~/analytics/acquisition";
import type { CohortCell, CohortSpan } from "~/analytics/cohorts";
import { partKey } from "~/analytics/period";
import { cohortSpanRow, cohortTableAndAges } from "./cohortTable.server";
import type { ReportContext } from "./context.server";
import type { AcquisitionRow, ReportTables } from "./report";

/** A year in each span: how far the value is counted that is set against its cost. */
export const YEAR_OF: Readonly<Record<CohortSpan, number>> = { week: 52, month: 12, quarter: 4 };

/** The tables beside the cohorts by month, whose cells are given. */
export async function cohortExtras(
  context: ReportContext,
  span: CohortSpan,
  months: readonly CohortCell[],
): Promise<Pick<ReportTables, "cohortsBySpan" | "acquisition" | "lifetimeByAge">> {
  const { cells, ages } = await cohortTableAndAges(context, span);
  return {
    cohortsBySpan: span === "month" ? [] : cells.map((cell) => cohortSpanRow(cell, span)),
    acquisition: acquisitionRows(span === "month" ? months : cells, span, YEAR_OF[span]),
    lifetimeByAge: ages,
  };
}

export const acquisitionRows = (cells: readonly CohortCell[], span: CohortSpan, horizon: number): AcquisitionRow[] =>
  cohortAcquisitions(cells, horizon).map(({ cohort, ...of }) => ({
    key: partKey(cohort, span),
    start: cohort,
    ...of,
    horizon,
  }));
