import { type Accuracy, accuracyOf } from "~/analytics/clv/accuracy";
import { groupedBuyers } from "~/analytics/clv/buyerRows";
import { recalibration } from "~/analytics/clv/calibration";
import { fitPurchases } from "~/analytics/clv/fit";
import { type Forecaster, forecaster } from "~/analytics/clv/forecaster";
import { fitGammaGamma, gammaGammaMean } from "~/analytics/clv/gammaGamma";
import { type Outcomes, outcomesAfter, type Summaries, summariesAt } from "~/analytics/clv/histories";
import { MODELS } from "~/analytics/clv/models";
import { fitMethod, type Method, ordersAhead, proof, spanError } from "~/analytics/clv/proof";
import { expectedAmounts } from "~/analytics/clv/spend";
import { spendRows } from "~/analytics/clv/spendRows";
import type { Recorder } from "../bench";
import { atLeast, atMost } from "../support/figures";
import { compare, mean, rootMeanSquare } from "./record";
import { type Config, seasonalShop } from "./shops";

interface Result {
  readonly config: Config;
  readonly made: Forecaster;
  readonly ours: Accuracy;
  readonly plain: Accuracy;
  /** Mean forecast of customers without repeat orders ÷ the actual one - 1. */
  readonly oneTimers: { readonly ours: number; readonly plain: number };
  readonly spend: { readonly ours: Spend; readonly plain: Spend } | null;
}

interface Spend {
  readonly error: number;
  readonly ranks: number;
}

const MUSIC = "CDNOW, 39 weeks";
const GIFTS = "Online Retail, 26 weeks";

/** T3 to T7 and T9: seven forecasts of what is known to have come. */
export function rolling(bench: Recorder, configs: readonly Config[]): void {
  const results = configs.map((config) => resultOf(config));
  const ours = (of: (accuracy: Accuracy) => number) => results.map((one) => of(one.ours));
  const plain = (of: (accuracy: Accuracy) => number) => results.map((one) => of(one.plain));
  const bias = (accuracy: Accuracy) => 100 * (accuracy.bias ?? 0);
  const both = (
    name: string,
    unit: string,
    targets: Parameters<typeof compare>[1]["targets"],
    of: (accuracy: Accuracy) => number,
  ) => compare(bench, { name, value: mean(ours(of)), baseline: mean(plain(of)), unit, targets });
  both("T3 all orders of 7 configurations, mean absolute error", "%", [atMost(10.5)], (one) => Math.abs(bias(one)));
  compare(bench, {
    name: "T3 … root mean square",
    value: rootMeanSquare(ours(bias)),
    baseline: rootMeanSquare(plain(bias)),
    unit: "%",
    targets: [atMost(13.5)],
  });
  for (const { config, ours: own, plain: other, made } of results) {
    compare(bench, {
      name: `T3 ${config.name}, by ${made.fit.model}${made.seasons ? " with seasons" : ""}`,
      value: Math.abs(bias(own)),
      baseline: Math.abs(bias(other)),
      unit: "%",
    });
  }
  const music = results.find(({ config }) => config.name === MUSIC);
  if (music) {
    compare(bench, {
      name: "T4 CDNOW 39 weeks, mean absolute error per customer",
      value: music.ours.meanAbsoluteError,
      baseline: music.plain.meanAbsoluteError,
      unit: "orders",
      targets: [atMost(0.795)],
    });
    compare(bench, {
      name: "T4 CDNOW 39 weeks, correlation of ranks",
      value: music.ours.rankCorrelation ?? 0,
      baseline: music.plain.rankCorrelation ?? 0,
      unit: "",
      targets: [atLeast(0.45)],
    });
  }
  both("T4 mean absolute error ÷ mean orders", "", [atMost(0.855)], (one) => one.relativeError ?? 0);
  for (const { config, oneTimers } of results) {
    compare(bench, {
      name: `T5 one-time buyers, ${config.name}, error`,
      value: 100 * Math.abs(oneTimers.ours),
      baseline: 100 * Math.abs(oneTimers.plain),
      unit: "%",
      targets: [atMost(45)],
    });
  }
  both("T6 orders of the best tenth ÷ the most possible", "", [atLeast(0.742)], (one) => one.topTenth ?? 0);
  both("T6 normalised Gini", "", [atLeast(0.756)], (one) => one.gini ?? 0);
  both("T7 error of deciles ÷ mean orders", "", [atMost(0.16)], (one) => one.decileError ?? 0);
  both("T7 Poisson deviance", "", [atMost(1.12)], (one) => one.deviance);
  spendFigures(bench, results);
}

function spendFigures(bench: Recorder, results: readonly Result[]): void {
  const bounds = [
    { name: MUSIC, error: 14.4, ranks: 0.498 },
    { name: GIFTS, error: 255, ranks: 0.67 },
  ];
  for (const { name, error, ranks } of bounds) {
    const spend = results.find(({ config }) => config.name === name)?.spend;
    if (!spend) continue;
    compare(bench, {
      name: `T9 worth of an order, ${name}, mean absolute error`,
      value: spend.ours.error,
      baseline: spend.plain.error,
      unit: "",
      targets: [atMost(error)],
    });
    compare(bench, {
      name: `T9 … correlation of ranks`,
      value: spend.ours.ranks,
      baseline: spend.plain.ranks,
      unit: "",
      targets: [atLeast(ranks)],
    });
  }
}

function resultOf(config: Config): Result {
  const { histories, asOf, days, name } = config;
  const made = forecaster(histories, { asOf });
  if (made.kind !== "forecaster") throw new Error(`${name}: expected a forecast, got ${made.kind}`);
  const summaries = summariesAt(histories, asOf);
  const outcomes = outcomesAfter(histories, summaries, asOf + days);
  const factor = recalibration(made.proof, days);
  const ours = ordersAhead(fitMethod(histories, summaries, made.method), days).map((orders) => orders * factor);
  const plain = plainForecast(summaries, days);
  return {
    config,
    made,
    ours: accuracyOf(ours, outcomes.orders),
    plain: accuracyOf(plain, outcomes.orders),
    oneTimers: { ours: oneTimerError(ours, summaries, outcomes), plain: oneTimerError(plain, summaries, outcomes) },
    spend: spendOf(config, made, summaries, outcomes),
  };
}

/** BG/NBD by maximum likelihood, as most tools have it. */
export function plainForecast(summaries: Summaries, days: number): Float64Array {
  const { rows, rowOf } = groupedBuyers(summaries);
  const byRow = MODELS.bgNbd.expectedOrders(fitPurchases("bgNbd", rows, "ml").values, rows, [days]);
  return Float64Array.from(rowOf, (row) => byRow[row] ?? 0);
}

function oneTimerError(predicted: Float64Array, { repeatOrders }: Summaries, { orders }: Outcomes): number {
  const sum = (values: Float64Array) =>
    values.reduce((total, value, row) => total + (repeatOrders[row] === 0 ? value : 0), 0);
  return sum(predicted) / Math.max(1, sum(orders)) - 1;
}

function spendOf({ histories }: Config, made: Forecaster, summaries: Summaries, outcomes: Outcomes): Result["spend"] {
  const repeat = spendRows(histories, summaries, "repeat");
  const published = fitGammaGamma(repeat, "ml");
  if (made.spend === null || published === null) return null;
  const returned = [...outcomes.spent.keys()].filter((row) => (outcomes.spent[row] ?? 0) > 0);
  const actual = Float64Array.from(returned, (row) => (outcomes.spent[row] ?? 0) / (outcomes.orders[row] ?? 1));
  const errorOf = (means: (row: number) => number): Spend => {
    const { meanAbsoluteError, rankCorrelation } = accuracyOf(Float64Array.from(returned, means), actual);
    return { error: meanAbsoluteError, ranks: rankCorrelation ?? 0 };
  };
  const own = expectedAmounts(made.spend, spendRows(histories, summaries, "all"));
  return {
    ours: errorOf((row) => own[row] ?? 0),
    plain: errorOf((row) => gammaGammaMean(published, repeat.orders[row] ?? 0, repeat.spent[row] ?? 0)),
  };
}

const TWO_YEARS = 728;
const FOUR_YEARS = 2 * TWO_YEARS;

/** T11: orders in spans of 28 days of a year, learned from three years with and without seasons; mean of shops. */
export function seasons(bench: Recorder, shops: number): void {
  const method: Method = { purchases: "paretoNbd", spend: null, hasSeasons: false };
  const errors = Array.from({ length: shops }, (_, index) => {
    const histories = seasonalShop(index + 1);
    return [method, { ...method, hasSeasons: true }].map((one) => {
      const windows = proof(histories, FOUR_YEARS, one, TWO_YEARS).filter(({ asOf, until }) => until - asOf > 300);
      return 100 * (spanError(windows) ?? 0);
    });
  });
  compare(bench, {
    name: "T11 seasonal shops, simulated: error of spans of 28 days",
    value: mean(errors.map(([, seasonal]) => seasonal ?? 0)),
    baseline: mean(errors.map(([plain]) => plain ?? 0)),
    unit: "%",
    targets: [atMost(18.5)],
  });
}
