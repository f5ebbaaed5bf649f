import { allCustomers, type CohortCell } from "~/analytics/cohorts";
import { type Minor, minor, perUnit } from "~/analytics/money";
import { addDays, type Month, monthOf, monthsBetween } from "~/analytics/period";
import { NO_SWITCHES } from "~/analytics/switches";
import { listCohortForecasts, type StoredCohortForecast } from "~/data/cohortForecasts.server";
import { findModelVersion, type ModelVersion } from "~/data/predictions.server";
import { cohortTable } from "./cohortTable.server";
import { headOf, withReport } from "./context.server";
import type { CohortForecastReport, CohortPoint, ContinuedCohort } from "./scoreGroupTypes";
import { aboutVersion } from "./scoreReport.server";

/** Tenure months through which value is set against cost: three years, the first month included. */
const HORIZON = 35;

/** Lifetime value per customer of each cohort by month: as it was observed, and as it is expected to go on. */
export function cohortForecastReport(shopId: bigint, query: { readonly asOf: Date }): Promise<CohortForecastReport> {
  // All orders count, whatever the shop leaves out elsewhere: so do they in forecasts.
  return withReport(shopId, { asOf: query.asOf, clock: "orderDay", switches: NO_SWITCHES }, async (context) => {
    const version = await findModelVersion(context.client, shopId);
    const forecasts = version ? await listCohortForecasts(context.client, shopId, version.versionId) : [];
    const cells = forecasts.length === 0 ? [] : await cohortTable(context);
    const byCohort = Map.groupBy(cells, ({ cohort }) => monthOf(cohort));
    return {
      ...headOf(context, []),
      ...aboutVersion(version),
      horizon: HORIZON,
      smallest: context.shop.settings.smallestCohort,
      cohorts: version
        ? forecasts.flatMap((forecast) => {
            const own = byCohort.get(forecast.cohort);
            return own ? continuedCohort(own, forecast, runningMonth(version)) : [];
          })
        : [],
    };
  });
}

/** The month that the first of the forecast's points ends. */
const runningMonth = ({ asOf }: ModelVersion): Month => monthOf(addDays(asOf, 1));

/** A cohort's cells and its forecast as one line; from the running month of the version on it is expected. */
export function continuedCohort(
  cells: readonly CohortCell[],
  forecast: StoredCohortForecast,
  running: Month,
): ContinuedCohort {
  const { customers, spend } = allCustomers(cells);
  const first = monthsBetween(forecast.cohort, running);
  const past = cells.filter(({ tenure, complete }) => complete && tenure < first);
  const points = [
    ...past.map((cell) => observed(cell)),
    ...forecast.expected.map((_, ahead) => expected(forecast, customers, first + ahead, ahead)),
  ];
  const cost = spend === null ? null : perUnit(spend, customers);
  const end = points.find(({ tenure }) => tenure === HORIZON);
  const times = (value: Minor | null | undefined) =>
    value === null || value === undefined || cost === null || cost <= 0 ? null : value / cost;
  return {
    cohort: forecast.cohort,
    customers,
    points,
    spend,
    acquisitionCost: cost,
    valueToCost: times(end?.expected ?? end?.observed),
    valueToCostLow: times(end?.low90 ?? end?.observed),
    valueToCostHigh: times(end?.high90 ?? end?.observed),
    ...paybackOf(points, cost),
  };
}

const observed = ({ tenure, lifetimeValue }: CohortCell): CohortPoint => ({
  tenure,
  observed: lifetimeValue,
  expected: null,
  low80: null,
  high80: null,
  low90: null,
  high90: null,
});

function expected(forecast: StoredCohortForecast, customers: number, tenure: number, ahead: number): CohortPoint {
  const { historic } = forecast;
  const each = (of: readonly number[]) =>
    historic === null ? null : perUnit(minor(historic + (of[ahead] ?? 0)), customers);
  return {
    tenure,
    observed: null,
    expected: each(forecast.expected),
    low80: each(forecast.low80),
    high80: each(forecast.high80),
    low90: each(forecast.low90),
    high90: each(forecast.high90),
  };
}

function paybackOf(
  points: readonly CohortPoint[],
  cost: Minor | null,
): Pick<ContinuedCohort, "payback" | "paybackEarliest" | "paybackLatest"> {
  const firstOf = (of: (point: CohortPoint) => Minor | null) =>
    cost === null ? null : (points.find((point) => (of(point) ?? Number.NEGATIVE_INFINITY) >= cost) ?? null);
  const reached = firstOf((point) => point.observed ?? point.expected);
  const tenureBy = (of: (point: CohortPoint) => Minor | null) => firstOf(of)?.tenure ?? null;
  return {
    payback: reached && { isObserved: reached.observed !== null, month: reached.tenure },
    paybackEarliest: tenureBy((point) => point.observed ?? point.high90),
    paybackLatest: tenureBy((point) => point.observed ?? point.low90),
  };
}
