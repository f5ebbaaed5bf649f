import { type Accuracy, accuracyOf, type Errors, errorsOf, type ReliabilityRow, reliability } from "./accuracy";
import { FEWEST_AT_ORIGIN, fitFamily } from "./backtest";
import { type GroupedBuyers, groupedBuyers } from "./buyerRows";
import { fitPurchases, type PurchaseFit } from "./fit";
import { heuristics } from "./heuristics";
import { type OrderHistories, outcomesAfter, type Summaries, spanOf, summariesAt } from "./histories";
import { MODELS } from "./models";
import type { PurchaseFamily } from "./purchaseModel";
import { type SeasonIndex, seasonClock, seasonIndex } from "./seasons";
import { amountsAt, type SpendModelName } from "./spend";
import { type ShopTotal, shopTotal } from "./totals";
import { type BacktestWindow, backtestWindows, farWindows } from "./windows";

/** What is used for forecasts: a model of orders, one of their worth, and whether the year has seasons. */
export interface Method {
  readonly purchases: PurchaseFamily;
  /** Null when no amounts are known. */
  readonly spend: SpendModelName | null;
  readonly hasSeasons: boolean;
}

/** A past forecast of the method in use, beside what happened. */
export interface ProofWindow extends BacktestWindow {
  readonly orders: Accuracy;
  readonly spent: Accuracy | null;
  /** The forecast of all orders, with the uncertainty the model itself saw. */
  readonly total: ShopTotal;
  /** How often at least one order came, by the chance foretold. */
  readonly anyOrder: readonly ReliabilityRow[];
  /** Orders foretold and placed in each span of 28 days. */
  readonly spans: readonly { readonly predicted: number; readonly actual: number }[];
  readonly heuristics: { readonly samePace: Errors; readonly lastWindow: Errors };
}

/** A method fitted to what was known on a day. */
export interface FittedMethod {
  readonly fit: PurchaseFit;
  readonly seasons: SeasonIndex | null;
  readonly buyers: GroupedBuyers;
  /** Time of the fit's clock from the day of the fit on. */
  readonly ahead: (days: number) => number;
}

/** Fits the purchase model to summaries, in days, through the seasons if the method has them. */
export function fitMethod(histories: OrderHistories, summaries: Summaries, method: Method): FittedMethod {
  const plain = groupedBuyers(summaries);
  const fit = fitFamily(method.purchases, plain.rows);
  if (!method.hasSeasons) return { fit, seasons: null, buyers: plain, ahead: (days) => days };
  const model = MODELS[fit.model];
  const seasons = seasonIndex(histories, summaries, (age) => model.expectedRepeats(fit.values, age));
  const clock = seasonClock(seasons);
  const buyers = groupedBuyers(summaries, 1, clock);
  const start = clock(summaries.asOf);
  return {
    fit: fitPurchases(fit.model, buyers.rows, "map"),
    seasons,
    buyers,
    ahead: (days) => clock(summaries.asOf + days) - start,
  };
}

/** Repeats the forecasts of the method from all origins with at least `fewestDays` of history before them. */
export function proof(histories: OrderHistories, asOf: number, method: Method, fewestDays = 0): readonly ProofWindow[] {
  const span = spanOf(histories);
  if (span === null) return [];
  const windows = backtestWindows(span.first, asOf).filter((window) => window.asOf - span.first >= fewestDays);
  return proved(histories, windows, method);
}

/** Forecasts of two and three years of the method, as far as the history is long enough to repeat them. */
export function farProof(histories: OrderHistories, asOf: number, method: Method): readonly ProofWindow[] {
  const span = spanOf(histories);
  return span === null ? [] : proved(histories, farWindows(span.first, asOf), method);
}

function proved(histories: OrderHistories, asked: readonly BacktestWindow[], method: Method): readonly ProofWindow[] {
  const known = new Map<number, { summaries: Summaries; fitted: FittedMethod }>();
  const windows: ProofWindow[] = [];
  for (const window of asked) {
    let origin = known.get(window.asOf);
    if (origin === undefined) {
      const summaries = summariesAt(histories, window.asOf);
      if (summaries.customers.length < FEWEST_AT_ORIGIN) break;
      origin = { summaries, fitted: fitMethod(histories, summaries, method) };
      known.set(window.asOf, origin);
    }
    windows.push(proofWindow(histories, origin.summaries, origin.fitted, method, window));
  }
  return windows;
}

const SPAN_DAYS = 28;

function proofWindow(
  histories: OrderHistories,
  summaries: Summaries,
  fitted: FittedMethod,
  method: Method,
  window: BacktestWindow,
): ProofWindow {
  const days = window.until - window.asOf;
  const outcomes = outcomesAfter(histories, summaries, window.until);
  const predicted = ordersAhead(fitted, days);
  const worth = method.spend && amountsAt(method.spend, histories, summaries);
  const simple = heuristics(histories, summaries, days);
  return {
    ...window,
    orders: accuracyOf(predicted, outcomes.orders),
    spent:
      worth &&
      accuracyOf(
        predicted.map((orders, row) => orders * (worth.amounts[row] ?? 0)),
        outcomes.spent,
      ),
    total: shopTotal(fitted.fit, fitted.buyers.rows, fitted.ahead(days)),
    anyOrder: reliability(
      chancesOfAny(fitted, days),
      Array.from(outcomes.orders, (orders) => orders > 0),
    ),
    spans: spansOf(histories, summaries, fitted, window),
    heuristics: {
      samePace: errorsOf(simple.samePace, outcomes.orders),
      lastWindow: errorsOf(simple.lastWindow, outcomes.orders),
    },
  };
}

/** Expected orders of every summarised customer within so many days. */
export function ordersAhead({ fit, buyers, ahead }: FittedMethod, days: number): Float64Array {
  const byRow = MODELS[fit.model].expectedOrders(fit.values, buyers.rows, [ahead(days)]);
  return Float64Array.from(buyers.rowOf, (row) => byRow[row] ?? 0);
}

function chancesOfAny({ fit, buyers, ahead }: FittedMethod, days: number): Float64Array {
  const { rows, rowOf } = buyers;
  const byRow = rows.weights.map((_, row) => {
    const buyer = {
      repeatOrders: rows.repeatOrders[row] ?? 0,
      timeOfLastOrder: rows.timeOfLastOrder[row] ?? 0,
      observedFor: rows.observedFor[row] ?? 0,
    };
    return MODELS[fit.model].ordersAhead(fit.values, buyer, ahead(days)).probabilityOfAny;
  });
  return Float64Array.from(rowOf, (row) => byRow[row] ?? 0);
}

function spansOf(
  histories: OrderHistories,
  summaries: Summaries,
  { fit, buyers, ahead }: FittedMethod,
  { asOf, until }: BacktestWindow,
): ProofWindow["spans"] {
  const count = Math.floor((until - asOf) / SPAN_DAYS);
  const edges = Array.from({ length: count }, (_, index) => (index + 1) * SPAN_DAYS);
  const expected = MODELS[fit.model].expectedOrders(fit.values, buyers.rows, edges.map(ahead));
  const totals = edges.map((_, edge) =>
    buyers.rows.weights.reduce((sum, weight, row) => sum + weight * (expected[row * count + edge] ?? 0), 0),
  );
  const actual = new Float64Array(count);
  for (const customer of summaries.customers) {
    const end = histories.offsets[customer + 1] ?? 0;
    for (let at = (histories.offsets[customer] ?? 0) + 1; at < end; at += 1) {
      const span = Math.ceil(((histories.days[at] ?? 0) - asOf) / SPAN_DAYS) - 1;
      if (span >= 0 && span < count) actual[span] = (actual[span] ?? 0) + 1;
    }
  }
  return totals.map((total, index) => ({ predicted: total - (totals[index - 1] ?? 0), actual: actual[index] ?? 0 }));
}

/** Absolute errors of the spans of 28 days ÷ the orders in them: null when none came. */
export function spanError(windows: readonly ProofWindow[]): number | null {
  const spans = windows.flatMap(({ spans: of }) => of);
  const actual = spans.reduce((sum, span) => sum + span.actual, 0);
  return actual > 0 ? spans.reduce((sum, span) => sum + Math.abs(span.predicted - span.actual), 0) / actual : null;
}
