import { isSpendKnown } from "~/analytics/acquisition";
import {
  addTotals,
  allCustomers,
  type CohortCalendar,
  type CohortCell,
  type CohortSpan,
  type CohortTotals,
  cohortCells,
  lifetimeRates,
  type SpendOf,
} from "~/analytics/cohorts";
import { isFiltered } from "~/analytics/filter";
import { type AgeValues, valuesByAge } from "~/analytics/lifetimeAges";
import { ZERO } from "~/analytics/money";
import { addParts, type Day, monthOf, partKey } from "~/analytics/period";
import type { MetricValues } from "~/analytics/periodFigures";
import { findSpendDays, sumAdSpend } from "~/data/adSpend.server";
import { type CohortSet, listCohorts, listCohortsAndAges } from "~/data/cohorts.server";
import { listCohortTotals } from "~/data/cohortTotals.server";
import { firstDayOfHistory } from "~/data/orders.server";
import type { ReportContext } from "./context.server";
import type { CohortRow, CohortSpanRow } from "./report";

/** The cohort table over the whole history up to `asOf`, whatever the period. */
export async function cohortTable(context: ReportContext, span: CohortSpan = "month"): Promise<readonly CohortCell[]> {
  const sets = await listCohorts(context.client, context.scope, { span, split: null, most: 1 });
  return cellsOf(context, span, sets);
}

/** The same with the values at each age, of all cohorts together. */
export async function cohortTableAndAges(
  context: ReportContext,
  span: CohortSpan,
): Promise<{ readonly cells: readonly CohortCell[]; readonly ages: AgeValues[] }> {
  const choice = { span, split: null, most: 1 };
  const { sets, ages } = await listCohortsAndAges(context.client, context.scope, choice, context.observed.notEnded);
  return { cells: await cellsOf(context, span, sets), ages: valuesByAge(ages.customers, ages.facts) };
}

async function cellsOf(
  context: ReportContext,
  span: CohortSpan,
  [all]: readonly CohortSet[],
): Promise<readonly CohortCell[]> {
  if (all === undefined) return [];
  return cohortCells(all.facts, all.sizes, calendarOf(context, span), await spendOfCohorts(context, span));
}

export const calendarOf = ({ scope, observed, asOfDay }: ReportContext, span: CohortSpan): CohortCalendar => ({
  span,
  weekStart: scope.weekStart ?? 1,
  today: asOfDay,
  notEnded: observed.notEnded,
});

/** What winning each cohort cost. Spend is the whole shop's: of a part of its orders or customers it is unknown. */
export async function spendOfCohorts(
  { client, scope, asOfDay, observed }: ReportContext,
  span: CohortSpan,
): Promise<SpendOf> {
  const days = isFiltered(scope.filter) ? null : await findSpendDays(client, scope.shopId, asOfDay);
  if (days === null) return () => null;
  const shopBegan = (await firstDayOfHistory(client, scope)) ?? undefined;
  const ever = { ...scope, period: { start: days.first, end: addParts(days.last, 1, "day") } };
  const { parts } = await sumAdSpend(client, ever, asOfDay, span);
  return (cohort: Day) =>
    isSpendKnown(cohort, addParts(cohort, 1, span), observed.notEnded, { ...days, shopBegan })
      ? (parts.get(partKey(cohort, span)) ?? ZERO)
      : null;
}

/** A cell as reports write it. */
export const cohortSpanRow = (cell: CohortCell, span: CohortSpan): CohortSpanRow => ({
  key: partKey(cell.cohort, span),
  start: cell.cohort,
  tenure: cell.tenure,
  ...valuesOf(cell),
});

/** A cell of the table by months. */
export const cohortRow = (cell: CohortCell): CohortRow => ({
  cohortMonth: monthOf(cell.cohort),
  tenureMonth: cell.tenure,
  ...valuesOf(cell),
});

const valuesOf = ({ through: _, cohort: __, tenure: ___, ...values }: CohortCell) => values;

/** The same where nothing else of the table is shown: cohort by cohort, not cell by cell. */
export async function lifetimeValuesOf(context: ReportContext): Promise<MetricValues> {
  const totals = await listCohortTotals(context.client, context.scope);
  if (totals === null) return lifetimeValues(await cohortTable(context));
  const spendOf = await spendOfCohorts(context, "month");
  return metricValues(
    addTotals(
      totals.map(({ cohort, secondOrders, ...of }) => ({
        ...of,
        repeatCustomers: secondOrders,
        spend: spendOf(cohort),
      })),
    ),
  );
}

/** Lifetime values and repeat rate over all customers up to `asOf`. */
export const lifetimeValues = (cells: readonly CohortCell[]): MetricValues => metricValues(allCustomers(cells));

function metricValues(all: CohortTotals): MetricValues {
  const rates = lifetimeRates(all);
  return Object.fromEntries(Object.entries(rates).map(([name, value]) => [name, { value }]));
}
