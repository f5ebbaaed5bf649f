import type { Month } from "../period";
import { amountVariation } from "./amountVariation";
import type { ContractTask } from "./contractScores";
import type { OrderHistories } from "./histories";
import { HORIZONS } from "./horizons";
import { between, growing, MONTHS_AHEAD } from "./monthsAhead";
import { orderVariances, visitMonths } from "./scores";
import type { ContractPrediction, RhythmPrediction } from "./shopPrediction";
import { groupInterval } from "./totals";

/** Levels of the bands around a cohort’s curve. */
const INNER = 0.8;
const OUTER = 0.9;

/**
 * What the customers of a cohort will still bring by the end of each month ahead, from the running one on: contribution profit
 * in minor units, not discounted, so that it goes on where the observed curve ends.
 */
export interface CohortForecast {
  readonly cohort: Month;
  readonly expected: readonly number[];
  readonly low80: readonly number[];
  readonly high80: readonly number[];
  readonly low90: readonly number[];
  readonly high90: readonly number[];
}

interface Sums {
  readonly rhythm: Float64Array;
  readonly contracts: Float64Array;
  /** Variances at each horizon. */
  readonly rhythmVariances: Float64Array;
  readonly contractVariances: Float64Array;
}

export interface CohortTask {
  readonly histories: OrderHistories;
  readonly marginRates: Float64Array;
  /** Of each history's customer; null is unknown. */
  readonly cohorts: readonly (Month | null)[];
  readonly contracts: ContractTask | null;
}

/** Continues all cohorts, the earliest first; empty where no profit can be told. */
export function cohortForecasts(
  task: CohortTask,
  rhythm: RhythmPrediction | null,
  contracts: ContractPrediction | null,
  ends: readonly number[],
): readonly CohortForecast[] {
  const byCohort = new Map<Month, Sums>();
  const sumsOf = (cohort: Month | null | undefined) => {
    if (!cohort) return null;
    const found = byCohort.get(cohort) ?? noSums();
    byCohort.set(cohort, found);
    return found;
  };
  if (rhythm) addRhythm(task, rhythm, ends, sumsOf);
  if (contracts) addContracts(task, contracts, sumsOf);
  const shared = {
    rhythm: HORIZONS.map((_, index) => rhythm?.totals[index]?.shared ?? 0),
    contracts: HORIZONS.map((_, index) => contracts?.totals[index]?.shared ?? 0),
  };
  return [...byCohort]
    .toSorted(([left], [right]) => left.localeCompare(right, "en"))
    .map(([cohort, sums]) => forecastOf(cohort, sums, shared, ends));
}

const noSums = (): Sums => ({
  rhythm: new Float64Array(MONTHS_AHEAD),
  contracts: new Float64Array(MONTHS_AHEAD),
  rhythmVariances: new Float64Array(HORIZONS.length),
  contractVariances: new Float64Array(HORIZONS.length),
});

type SumsOf = (cohort: Month | null | undefined) => Sums | null;

function addRhythm(
  { histories, marginRates, cohorts }: CohortTask,
  { forecaster, scores }: RhythmPrediction,
  ends: readonly number[],
  sumsOf: SumsOf,
): void {
  const { amounts } = scores;
  if (amounts === null || marginRates.every(Number.isNaN)) return;
  const each = amounts.map((amount, customer) => amount * known(marginRates[customer]));
  visitMonths(histories, forecaster, ends, (customer, month, orders) => {
    const sums = sumsOf(cohorts[customer]);
    if (sums) sums.rhythm[month] = (sums.rhythm[month] ?? 0) + orders * (each[customer] ?? 0);
  });
  const variation = amountVariation(histories) ?? 0;
  for (const [index, days] of HORIZONS.entries()) {
    const orders = scores.orders[index];
    for (const [customer, chance] of orderVariances(histories, forecaster, days, "money").entries()) {
      const sums = sumsOf(cohorts[customer]);
      const variance = chance + variation * (orders?.[customer] ?? 0);
      const at = sums?.rhythmVariances[index] ?? 0;
      if (sums) sums.rhythmVariances[index] = at + variance * (each[customer] ?? 0) ** 2;
    }
  }
}

function addContracts({ contracts: task }: CohortTask, { scores }: ContractPrediction, sumsOf: SumsOf): void {
  for (const [row, id] of scores.ids.entries()) {
    const sums = sumsOf(task?.subscribers.get(id)?.cohort);
    if (!sums) continue;
    for (const [month, profits] of scores.byMonth.entries())
      sums.contracts[month] = (sums.contracts[month] ?? 0) + known(profits[row]);
    for (const [index, variances] of scores.variances.entries())
      sums.contractVariances[index] = (sums.contractVariances[index] ?? 0) + known(variances[row]);
  }
}

/** What is not known of a customer is left out of a sum. */
const known = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? 0 : value);

function forecastOf(
  cohort: Month,
  sums: Sums,
  shared: { readonly rhythm: readonly number[]; readonly contracts: readonly number[] },
  ends: readonly number[],
): CohortForecast {
  const months = ends.map((days, month) => {
    const parts = [
      {
        mean: sums.rhythm[month] ?? 0,
        variance: growing(Array.from(sums.rhythmVariances), days),
        shared: between(shared.rhythm, days),
      },
      {
        mean: sums.contracts[month] ?? 0,
        variance: growing(Array.from(sums.contractVariances), days),
        shared: between(shared.contracts, days),
      },
    ];
    return {
      expected: parts.reduce((sum, { mean }) => sum + mean, 0),
      inner: groupInterval(parts, INNER),
      outer: groupInterval(parts, OUTER),
    };
  });
  return {
    cohort,
    expected: months.map(({ expected }) => Math.round(expected)),
    low80: months.map(({ inner }) => Math.round(inner.low)),
    high80: months.map(({ inner }) => Math.round(inner.high)),
    low90: months.map(({ outer }) => Math.round(outer.low)),
    high90: months.map(({ outer }) => Math.round(outer.high)),
  };
}
