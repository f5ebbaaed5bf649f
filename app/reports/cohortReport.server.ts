import { cohortAcquisitions, HORIZONS } from "~/analytics/acquisition";
import { cellValue, cohortValue } from "~/analytics/cohortMeasures";
import {
  allCustomers,
  type CohortCell,
  type CohortSpan,
  type CohortSplit,
  cohortCells,
  pooledCohorts,
} from "~/analytics/cohorts";
import { gapBands, medianGap, type SecondOrderGap, valuesByAge } from "~/analytics/lifetimeAges";
import { perUnit } from "~/analytics/money";
import { partKey } from "~/analytics/period";
import type { MetricValues } from "~/analytics/periodFigures";
import type { AgedSet } from "~/data/cohortAges.server";
import { listCohortsAndAges } from "~/data/cohorts.server";
import { filterLabels } from "~/data/filterValues.server";
import { caveats } from "./caveats.server";
import { acquisitionRows, YEAR_OF } from "./cohortExtras.server";
import type { CohortChoices, CohortReport, CohortSetView, CohortWish, ShownCohort } from "./cohortPage";
import { calendarOf, lifetimeValues, spendOfCohorts } from "./cohortTable.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { figuresOf } from "./figures";
import { sumMoney } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";

export interface CohortQuery extends ReportQuery, CohortWish {}

/** Values of a split that are shown beside each other. */
const MOST_VALUES = 8;

/** Every cohort by tenure as the reader chose to see it, all cohorts pooled, acquisition and ages; by order day throughout. */
export function cohortReport(shopId: bigint, query: CohortQuery): Promise<CohortReport> {
  return withReport(shopId, { ...query, clock: "orderDay" }, async (context) => {
    const { span, split } = query;
    const { groups, ages } = await readGroups(context, span, split);
    const total = await sumMoney(context, context.scope);
    const cells = split === null ? (groups[0]?.cells ?? []) : [];
    const { horizon, rows } = acquisitionWithin(cells, query);
    const shown = groups.slice(0, MOST_VALUES);
    const labels = await labelsOf(context, split, shown);
    return {
      ...headOf(context, await caveats(context, total)),
      choices: choicesOf({ ...query, horizon }),
      metrics: figuresOf({ ...lifetimeValues(cells), ...acquisitionValues(cells), ...secondOrderValue(ages.gaps) }),
      smallest: context.shop.settings.smallestCohort,
      sets: shown.map((group) => setView(group, query, labels.get(group.value) ?? group.value)),
      moreValues: groups.length > MOST_VALUES,
      acquisition: rows,
      ages: valuesByAge(ages.customers, ages.facts),
      secondOrders: {
        median: medianGap(ages.gaps),
        customers: ages.gaps.reduce((sum, { customers }) => sum + customers, 0),
        bands: gapBands(ages.gaps),
      },
    };
  });
}

/** Acquisition through the horizon that was asked for; else through the longest at which a cohort has a value, else a year. */
function acquisitionWithin(cells: readonly CohortCell[], { span, horizon }: Pick<CohortWish, "span" | "horizon">) {
  const through = (spans: number) => ({ horizon: spans, rows: acquisitionRows(cells, span, spans) });
  if (horizon !== null) return through(horizon);
  const tried = HORIZONS[span].toReversed().map(through);
  return tried.find(({ rows }) => rows.some(({ valueToCost }) => valueToCost !== null)) ?? through(YEAR_OF[span]);
}

interface Group {
  readonly value: string;
  readonly customers: number;
  readonly cells: readonly CohortCell[];
}

/** The cells of all customers, or of each value of the split, that of most customers first; and the ages of all customers. */
async function readGroups(
  context: ReportContext,
  span: CohortSpan,
  split: CohortSplit | null,
): Promise<{ readonly groups: Group[]; readonly ages: AgedSet }> {
  const { client, scope, observed } = context;
  // Spend is the whole shop's: which part of it won the customers of one value is not known.
  const spendOf = split === null ? await spendOfCohorts(context, span) : undefined;
  const choice = { span, split, most: MOST_VALUES + 1 };
  const { sets, ages } = await listCohortsAndAges(client, scope, choice, observed.notEnded);
  const groups = sets
    .map(({ value, facts, sizes }) => ({
      value,
      customers: [...sizes.values()].reduce((sum, size) => sum + size, 0),
      cells: cohortCells(facts, sizes, calendarOf(context, span), spendOf),
    }))
    .toSorted((left, right) => right.customers - left.customers || left.value.localeCompare(right.value, "en"));
  return { groups, ages };
}

async function labelsOf(
  { client, scope }: ReportContext,
  split: CohortSplit | null,
  groups: readonly Group[],
): Promise<ReadonlyMap<string, string>> {
  if (split === null) return new Map();
  const found = await filterLabels(client, scope.shopId, { [split]: groups.map(({ value }) => value) });
  return new Map([...found].map(([key, label]) => [key.slice(split.length + 1), label]));
}

const choicesOf = ({ span, split, measure, through, per, horizon }: CohortChoices): CohortChoices => ({
  span,
  split,
  measure,
  through,
  per,
  horizon,
});

function setView({ value, customers, cells }: Group, view: CohortQuery, label: string): CohortSetView {
  return {
    value,
    label,
    customers,
    cohorts: cohortsShown(cells, view),
    together: pooledCohorts(cells).map((point) => ({
      tenure: point.tenure,
      cohorts: point.cohorts,
      customers: point.customers,
      value: cohortValue(point, view, point.customers),
    })),
  };
}

function cohortsShown(cells: readonly CohortCell[], view: CohortQuery): ShownCohort[] {
  const cohorts = new Map<string, ShownCohort>();
  for (const cell of cells) {
    const key = partKey(cell.cohort, view.span);
    const known = cohorts.get(key)?.cells ?? [];
    const shown = {
      tenure: cell.tenure,
      value: cellValue(cell, view),
      customers: cell.customers,
      complete: cell.complete,
    };
    cohorts.set(key, { key, start: cell.cohort, size: cell.cohortSize, cells: [...known, shown] });
  }
  return [...cohorts.values()];
}

/** Cost and return of winning customers, over the cohorts whose spend is known; unknown where it is of none. */
function acquisitionValues(cells: readonly CohortCell[]): MetricValues {
  const known = cohortAcquisitions(cells, 1).filter(({ spend }) => spend !== null);
  if (known.length === 0) return { acquisitionCost: { value: null } };
  const inKnown = new Set(known.map(({ cohort }) => cohort));
  const { spend, customers } = allCustomers(cells.filter(({ cohort }) => inKnown.has(cohort)));
  return { acquisitionCost: { value: spend === null ? null : perUnit(spend, customers) } };
}

const secondOrderValue = (gaps: readonly SecondOrderGap[]): MetricValues => ({
  timeToSecondOrder: { value: medianGap(gaps) },
});
