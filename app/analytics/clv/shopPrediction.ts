import type { Month } from "../period";
import { amountVariation } from "./amountVariation";
import { type CohortForecast, cohortForecasts } from "./cohortForecast";
import { type ContractForecaster, contractForecaster } from "./contractForecast";
import {
  type ContractScores,
  type ContractTask,
  contractScores,
  contractTotals,
  type RunningContracts,
  risingBounds,
  runningContracts,
} from "./contractScores";
import { type Forecaster, forecaster, type Refusal } from "./forecaster";
import type { OrderHistories } from "./histories";
import { HORIZONS, type HorizonTotal, type Spread } from "./horizons";
import { monthEnds } from "./monthsAhead";
import { profitRange } from "./profitRange";
import type { PurchaseFamily } from "./purchaseModel";
import { type CustomerScores, customerScores, orderRanges, orderVariances, shopForecast } from "./scores";

/** Everything a shop's prediction is made from. All histories begin on `asOf` or before. */
export interface PredictionTask {
  readonly histories: OrderHistories;
  /** Contribution profit ÷ net revenue by customer, NaN where no cost is known. */
  readonly marginRates: Float64Array;
  /** Month of each customer's first order. */
  readonly cohorts: readonly (Month | null)[];
  /** Null in a shop without contracts. */
  readonly contracts: ContractTask | null;
  readonly asOf: number;
  readonly champion: PurchaseFamily | null;
  /** Yearly, effective. */
  readonly discountRate: number;
}

/** What is foretold of orders outside of contracts, by the rhythm in which customers buy. */
export interface RhythmPrediction {
  readonly forecaster: Forecaster;
  readonly scores: CustomerScores;
  /** By horizon; profits are NaN where unknown, and null where no amount is known. */
  readonly orders: readonly Spread[];
  readonly profits: readonly Spread[] | null;
  /** Variance of those profits by chance, in the number of orders and in what each is worth, by horizon; null as they are. */
  readonly variances: readonly Float64Array[] | null;
  readonly totals: readonly HorizonTotal[];
}

/** What running contracts are foretold to bring, by how contracts were renewed. */
export interface ContractPrediction {
  readonly forecaster: ContractForecaster;
  readonly scores: ContractScores;
  readonly totals: readonly HorizonTotal[];
}

export interface ShopPrediction {
  /** Null with a refusal. */
  readonly rhythm: RhythmPrediction | null;
  readonly refusal: Refusal | null;
  /** Null without contracts. */
  readonly running: RunningContracts | null;
  /** Null without contracts, and where nothing tells how long they run. */
  readonly contracts: ContractPrediction | null;
  readonly cohorts: readonly CohortForecast[];
}

/** Fits a shop's models and scores its customers, in contribution profit; refuses where the forecaster does. */
export function shopPrediction(task: PredictionTask): ShopPrediction {
  const { histories, asOf, champion } = task;
  const from = forecaster(histories, champion === null ? { asOf } : { asOf, champion });
  const ends = monthEnds(asOf);
  const rhythm = from.kind === "forecaster" ? rhythmOf(task, from) : null;
  const contracts = contractsOf(task, ends);
  return {
    rhythm,
    refusal: from.kind === "forecaster" ? null : from,
    running: task.contracts && runningContracts(task.contracts.contracts, asOf),
    contracts,
    cohorts: cohortForecasts(task, rhythm, contracts, ends),
  };
}

function rhythmOf(task: PredictionTask, from: Forecaster): RhythmPrediction {
  const { histories } = task;
  const scores = customerScores(histories, from, task);
  const ranges = HORIZONS.map((days) => orderRanges(histories, from, days));
  const orders = risingBounds(
    ranges.map((range, index) => ({ expected: scores.orders[index] ?? new Float64Array(), ...range })),
  );
  const profits = profitsOf(scores, orders, task.marginRates);
  const variation = amountVariation(histories) ?? 0;
  const variances =
    profits && HORIZONS.map((days, index) => variancesOf(task, from, days, orders[index], profits[index], variation));
  const totals = HORIZONS.map((days, index) =>
    totalOf(
      histories,
      from,
      { days, orders: orders[index]?.expected },
      profits?.[index] ?? null,
      variances?.[index] ?? null,
    ),
  );
  return { forecaster: from, scores, orders, profits, variances, totals };
}

function contractsOf({ contracts, asOf, discountRate }: PredictionTask, ends: readonly number[]) {
  const from = contracts && contractForecaster(contracts.contracts, asOf);
  if (contracts === null || from === null) return null;
  const scores = contractScores(contracts, from, { discountRate, ends });
  return { forecaster: from, scores, totals: contractTotals(contracts.contracts, from, scores) };
}

/** What each of the expected orders brings. */
const worthEach = ({ expected }: Spread, profits: Float64Array, row: number): number => {
  const count = expected[row] ?? 0;
  return count > 0 ? (profits[row] ?? Number.NaN) / count : 0;
};

function variancesOf(
  { histories }: PredictionTask,
  from: Forecaster,
  days: number,
  orders: Spread | undefined,
  profits: Spread | undefined,
  variation: number,
): Float64Array {
  return orderVariances(histories, from, days).map((variance, row) =>
    orders && profits
      ? (variance + variation * (orders.expected[row] ?? 0)) * worthEach(orders, profits.expected, row) ** 2
      : Number.NaN,
  );
}

function profitsOf(
  { values }: CustomerScores,
  orders: readonly Spread[],
  marginRates: Float64Array,
): readonly Spread[] | null {
  if (values === null || marginRates.every(Number.isNaN)) return null;
  const spreads = orders.map((spread, horizon): Spread => {
    const profits = (values[horizon] ?? new Float64Array()).map(
      (value, row) => value * (marginRates[row] ?? Number.NaN),
    );
    const at = (bound: Float64Array) => bound.map((count, row) => count * worthEach(spread, profits, row));
    const [one, other] = [at(spread.low), at(spread.high)];
    // At a loss more orders bring less.
    return {
      expected: profits,
      low: one.map((value, row) => Math.min(value, other[row] ?? value)),
      high: other.map((value, row) => Math.max(value, one[row] ?? value)),
    };
  });
  return risingBounds(spreads);
}

function totalOf(
  histories: OrderHistories,
  from: Forecaster,
  { days, orders: counts }: { readonly days: number; readonly orders: Float64Array | undefined },
  profits: Spread | null,
  variances: Float64Array | null,
): HorizonTotal {
  const { orders: foretold, interval, shared } = shopForecast(histories, from, days);
  const orders = counts ? sumOfKnown(counts) : foretold;
  const scale = foretold > 0 ? orders / foretold : 1;
  // Each customer's is stored in whole minor units: the total is their sum to the last one.
  const profit = profits && sumOfKnown(profits.expected.map(Math.round));
  const variance = variances === null ? 0 : sumOfKnown(variances);
  return {
    days,
    orders,
    ordersLow: interval.low * scale,
    ordersHigh: interval.high * scale,
    ...profitRange(profit, variance, shared),
  };
}

const sumOfKnown = (values: Float64Array): number =>
  values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
