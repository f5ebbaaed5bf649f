import { type Contest, contests, disagreement } from "./backtest";
import { groupedBuyers } from "./buyerRows";
import { type Grade, grade, intervalHits, misfit } from "./calibration";
import { type Choice, chosenModel, FIRST_CHAMPION, rivals } from "./champion";
import type { PurchaseFit } from "./fit";
import { type OrderHistories, type Summaries, spanOf, summariesAt } from "./histories";
import { farProof, fitMethod, type Method, type ProofWindow, proof, spanError } from "./proof";
import { PURCHASE_FAMILIES, type PurchaseFamily } from "./purchaseModel";
import { SEASON_DAYS, type SeasonIndex } from "./seasons";
import { fitSpend, type SpendFit, type SpendModelName } from "./spend";
import { spendRows } from "./spendRows";

/** Why a shop gets no forecast. Its history still shows what customers were worth. */
export type Refusal =
  | { readonly kind: "noCustomers" }
  | { readonly kind: "tooFewCustomers"; readonly customers: number; readonly needed: number };

/** What a forecast of this shop can carry: with `ranges`, no single figure should be shown without its interval. */
export type Standing = "full" | "ranges";

/** Everything a shop's forecasts are made from: plain values, to be stored as they are. */
export interface Forecaster {
  readonly kind: "forecaster";
  /** The day up to which orders were known, counted as in the histories. */
  readonly asOf: number;
  readonly customers: number;
  readonly historyDays: number;
  readonly standing: Standing;
  /** Share of customers with one order; above 95% the time to a second order says more than who is alive. */
  readonly oneTimers: number;
  readonly method: Method;
  readonly choice: Choice;
  /** How all models did in every window of the past. */
  readonly contests: readonly Contest[];
  /** In days, of the seasonal clock if there are seasons. */
  readonly fit: PurchaseFit;
  readonly seasons: SeasonIndex | null;
  readonly spend: SpendFit | null;
  readonly proof: readonly ProofWindow[];
  /** Of two and three years, where the history is twice as long. */
  readonly farProof: readonly ProofWindow[];
  /** Of totals of orders, and of money: see `misfitAt` for how far ahead. */
  readonly misfit: number;
  readonly moneyMisfit: number;
  /** Of tests that do not overlap, each with the range that earlier tests alone allowed. */
  readonly intervalHits: { readonly hits: number; readonly of: number };
  readonly grade: Grade;
  /** Median absolute error of past totals; null without a back-test, and where nothing came in any. */
  readonly medianError: number | null;
}

export const FEWEST_CUSTOMERS = 30;
const FULL_CUSTOMERS = 100;
const FULL_DAYS = 90;

export interface ForecasterOptions {
  /** Orders after this day do not exist. */
  readonly asOf: number;
  /** Who was champion last time; it stays unless beaten clearly. */
  readonly champion?: PurchaseFamily;
}

/**
 * Chooses, fits and proves the models of a shop from its orders. Refuses below 30 customers, and says what is missing; any
 * other history has an answer.
 */
export function forecaster(histories: OrderHistories, { asOf, champion }: ForecasterOptions): Forecaster | Refusal {
  const summaries = summariesAt(histories, asOf);
  const customers = summaries.customers.length;
  const span = spanOf(histories);
  if (customers === 0 || span === null) return { kind: "noCustomers" };
  if (customers < FEWEST_CUSTOMERS) return { kind: "tooFewCustomers", customers, needed: FEWEST_CUSTOMERS };
  const historyDays = asOf - span.first;
  const past = contests(histories, asOf);
  const contestants = PURCHASE_FAMILIES.map((family) => ({
    family,
    deviances: past.flatMap(({ models }) =>
      models.filter((one) => one.family === family).map(({ orders }) => orders.deviance),
    ),
  }));
  const choice = chosenModel(contestants, champion ?? FIRST_CHAMPION);
  const spendName = chosenSpend(past, histories, summaries);
  const plain: Method = { purchases: choice.champion, spend: spendName, hasSeasons: false };
  const { method, windows } = withSeasonsIfBetter(histories, asOf, historyDays, plain);
  const { fit, seasons } = fitMethod(histories, summaries, method);
  const apart = disagreement(groupedBuyers(summaries), choice.champion, rivals(choice));
  const isFull = customers >= FULL_CUSTOMERS && historyDays >= FULL_DAYS;
  return {
    kind: "forecaster",
    asOf,
    customers,
    historyDays,
    standing: isFull ? "full" : "ranges",
    oneTimers: summaries.repeatOrders.filter((orders) => orders === 0).length / customers,
    method,
    choice,
    contests: past,
    fit,
    seasons,
    spend: spendName && fitSpend(spendName, spendRows(histories, summaries, "all")),
    proof: windows,
    farProof: farProof(histories, asOf, method),
    misfit: misfit(windows, apart),
    moneyMisfit: misfit(windows, apart, "money"),
    intervalHits: intervalHits(windows),
    ...grade(windows),
  };
}

/** The model of spend with the lower mean error over the windows; Gamma-Gamma without any; null without amounts. */
function chosenSpend(past: readonly Contest[], histories: OrderHistories, summaries: Summaries): SpendModelName | null {
  if (spendRows(histories, summaries, "all").customers === 0) return null;
  const errors = { gammaGamma: 0, logNormal: 0 };
  for (const { spend } of past) for (const { model, meanAbsoluteError } of spend) errors[model] += meanAbsoluteError;
  return errors.logNormal < errors.gammaGamma ? "logNormal" : "gammaGamma";
}

/** Days of history an origin needs before seasons learned there are put to the test. */
const TRIAL_DAYS = 540;
/** Mean error over spans of 28 days that seasons have to take away: one hundredth. */
const SEASON_GAIN = 0.01;

/** Seasons only where the history saw every part of the year twice, and they made past forecasts better. */
function withSeasonsIfBetter(
  histories: OrderHistories,
  asOf: number,
  historyDays: number,
  plain: Method,
): { method: Method; windows: readonly ProofWindow[] } {
  const windows = proof(histories, asOf, plain);
  if (historyDays < SEASON_DAYS - 1) return { method: plain, windows };
  const seasonal = { ...plain, hasSeasons: true };
  const tried = proof(histories, asOf, seasonal, TRIAL_DAYS);
  const beside = windows.slice(0, tried.length);
  const [before, after] = [spanError(beside), spanError(tried)];
  const isBetter = before !== null && after !== null && after < before - SEASON_GAIN;
  return isBetter ? { method: seasonal, windows: tried } : { method: plain, windows };
}
