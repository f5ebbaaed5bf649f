import { type Accuracy, accuracyOf } from "~/analytics/clv/accuracy";
import { type GroupedBuyers, groupedBuyers } from "~/analytics/clv/buyerRows";
import { misfitAt, recalibration } from "~/analytics/clv/calibration";
import { fitPurchases, type PurchaseFit } from "~/analytics/clv/fit";
import { type Forecaster, forecaster, type Refusal } from "~/analytics/clv/forecaster";
import {
  type OrderHistories,
  type Outcomes,
  outcomesAfter,
  type Summaries,
  summariesAt,
} from "~/analytics/clv/histories";
import { MODELS } from "~/analytics/clv/models";
import { fitMethod, ordersAhead } from "~/analytics/clv/proof";
import { PURCHASE_MODELS, type PurchaseModelName } from "~/analytics/clv/purchaseModel";
import { expectedAmounts } from "~/analytics/clv/spend";
import { meanAmount, spendRows } from "~/analytics/clv/spendRows";
import { type Interval, shopTotal, totalInterval } from "~/analytics/clv/totals";
import { type TrackingPoint, tracking } from "~/analytics/clv/tracking";
import { type SpendFits, spendFits } from "./spendFits";

/** A log up to the last day the models may see, and if asked for the time after it. */
export interface Task {
  readonly histories: OrderHistories;
  readonly calibrateTo: number;
  readonly holdoutTo: number | null;
  readonly daysPerUnit: number;
}

/** The checks of the summary that papers print. Times in days. */
export interface SummarySums {
  readonly customers: number;
  readonly orders: number;
  readonly repeatOrders: number;
  readonly timeOfLastOrder: number;
  readonly observedFor: number;
  readonly withoutRepeat: number;
  readonly mostRepeatOrders: number;
  readonly distinctRows: number;
}

export interface ModelFits {
  readonly model: PurchaseModelName;
  readonly parameters: readonly string[];
  readonly ml: PurchaseFit;
  readonly map: PurchaseFit;
  readonly meanProbabilityAlive: number;
}

/** Forecasts of one model or of the champion for the hold-out time. */
export interface HoldoutResult {
  readonly name: string;
  readonly orders: Accuracy;
  /** Mean forecast by repeat orders 0 to 6 and 7 or more. */
  readonly byRepeatOrders: readonly (number | null)[];
  readonly spent: Accuracy | null;
}

export interface Holdout {
  readonly days: number;
  readonly actualOrders: number;
  readonly actualSpent: number;
  readonly bins: readonly {
    readonly repeatOrders: string;
    readonly customers: number;
    readonly actual: number | null;
  }[];
  readonly ml: readonly HoldoutResult[];
  readonly map: readonly HoldoutResult[];
  readonly champion: (HoldoutResult & { readonly interval: Interval; readonly recalibration: number }) | null;
}

export interface Analysis {
  readonly sums: SummarySums;
  readonly models: readonly ModelFits[];
  readonly spend: SpendFits | null;
  readonly champion: Forecaster | Refusal;
  readonly holdout: Holdout | null;
  /** Cumulative repeat orders by unit of time since the first order, for each maximum-likelihood fit. */
  readonly tracking: readonly { readonly model: PurchaseModelName; readonly points: readonly TrackingPoint[] }[];
}

/** Fits all models to the log and holds them against what came after. Null where no order is old enough. */
export function analyse(task: Task, say: (step: string) => void): Analysis | null {
  const { histories, calibrateTo, holdoutTo, daysPerUnit } = task;
  const summaries = summariesAt(histories, calibrateTo);
  if (summaries.customers.length === 0) return null;
  const buyers = groupedBuyers(summaries, daysPerUnit);
  const models = PURCHASE_MODELS.map((model) => {
    say(`fitting ${model}`);
    return modelFits(model, buyers);
  });
  say("fitting the worth of orders");
  const spend = meanAmount(spendRows(histories, summaries, "all")) === null ? null : spendFits(histories, summaries);
  say("choosing by past forecasts");
  const champion = forecaster(histories, { asOf: calibrateTo });
  return {
    sums: sumsOf(summaries, buyers),
    models,
    spend,
    champion,
    holdout: holdoutTo === null ? null : holdoutOf(task, holdoutTo, { summaries, buyers, models, spend, champion }),
    tracking: models.map(({ model, ml }) => ({
      model,
      points: tracking(histories, summaries, (age) => MODELS[model].expectedRepeats(ml.values, age / daysPerUnit), {
        days: Math.max(7, daysPerUnit),
        until: holdoutTo ?? calibrateTo,
      }),
    })),
  };
}

function modelFits(model: PurchaseModelName, { rows }: GroupedBuyers): ModelFits {
  const ml = fitPurchases(model, rows, "ml");
  let alive = 0;
  for (const [row, weight] of rows.weights.entries()) {
    alive +=
      weight *
      MODELS[model].probabilityAlive(ml.values, {
        repeatOrders: rows.repeatOrders[row] ?? 0,
        timeOfLastOrder: rows.timeOfLastOrder[row] ?? 0,
        observedFor: rows.observedFor[row] ?? 0,
      });
  }
  const parameters = MODELS[model].parameters.map(({ name }) => name);
  return { model, parameters, ml, map: fitPurchases(model, rows, "map"), meanProbabilityAlive: alive / rows.customers };
}

function sumsOf(
  { repeatOrders, timeOfLastOrder, observedFor, customers }: Summaries,
  { rows }: GroupedBuyers,
): SummarySums {
  const sum = (values: Int32Array) => values.reduce((total, value) => total + value, 0);
  return {
    customers: customers.length,
    orders: customers.length + sum(repeatOrders),
    repeatOrders: sum(repeatOrders),
    timeOfLastOrder: sum(timeOfLastOrder),
    observedFor: sum(observedFor),
    withoutRepeat: repeatOrders.filter((orders) => orders === 0).length,
    mostRepeatOrders: rows.mostRepeatOrders,
    distinctRows: rows.weights.length,
  };
}

interface Fitted {
  readonly summaries: Summaries;
  readonly buyers: GroupedBuyers;
  readonly models: readonly ModelFits[];
  readonly spend: SpendFits | null;
  readonly champion: Forecaster | Refusal;
}

function holdoutOf({ histories, calibrateTo, daysPerUnit }: Task, until: number, fitted: Fitted): Holdout {
  const { summaries, buyers, models, spend, champion } = fitted;
  const days = until - calibrateTo;
  const outcomes = outcomesAfter(histories, summaries, until);
  const place = placing(summaries, outcomes);
  // Published tables multiply by the Gamma-Gamma mean of repeat orders at maximum likelihood.
  const published = spend?.repeatMeans ?? null;
  const each = (method: "ml" | "map") =>
    models.map((one) => {
      const byRow = MODELS[one.model].expectedOrders(one[method].values, buyers.rows, [days / daysPerUnit]);
      return place(
        one.model,
        Float64Array.from(buyers.rowOf, (row) => byRow[row] ?? 0),
        published,
      );
    });
  return {
    days,
    actualOrders: outcomes.orders.reduce((sum, orders) => sum + orders, 0),
    actualSpent: outcomes.spent.reduce((sum, spent) => sum + spent, 0),
    bins: BINS.map((repeatOrders, bin) => {
      const members = membersOf(summaries, bin);
      return { repeatOrders, customers: members.length, actual: meanOf(outcomes.orders, members) };
    }),
    ml: each("ml"),
    map: each("map"),
    champion: champion.kind === "forecaster" ? championOf(histories, summaries, champion, days, place) : null,
  };
}

type Place = (name: string, predicted: Float64Array, amounts: Float64Array | null) => HoldoutResult;

function placing(summaries: Summaries, outcomes: Outcomes): Place {
  return (name, predicted, amounts) => ({
    name,
    orders: accuracyOf(predicted, outcomes.orders),
    byRepeatOrders: BINS.map((_, bin) => meanOf(predicted, membersOf(summaries, bin))),
    spent:
      amounts &&
      accuracyOf(
        predicted.map((orders, row) => orders * (amounts[row] ?? 0)),
        outcomes.spent,
      ),
  });
}

function championOf(
  histories: OrderHistories,
  summaries: Summaries,
  champion: Forecaster,
  days: number,
  place: Place,
): Holdout["champion"] {
  const fitted = fitMethod(histories, summaries, champion.method);
  const factor = recalibration(champion.proof, days);
  const predicted = ordersAhead(fitted, days).map((orders) => orders * factor);
  const amounts = champion.spend && expectedAmounts(champion.spend, spendRows(histories, summaries, "all"));
  const total = shopTotal(fitted.fit, fitted.buyers.rows, fitted.ahead(days));
  const spread = misfitAt(champion.misfit, champion.proof, days, "orders", champion.farProof);
  return {
    ...place(champion.fit.model, predicted, amounts),
    interval: wholeOrders(totalInterval({ ...total, mean: total.mean * factor }, spread)),
    recalibration: factor,
  };
}

/** Orders are whole: a range of them is rounded outwards. */
const wholeOrders = ({ low, high, level }: Interval): Interval => ({
  low: Math.floor(low),
  high: Math.ceil(high),
  level,
});

const BINS = ["0", "1", "2", "3", "4", "5", "6", "7+"] as const;

function membersOf({ repeatOrders }: Summaries, bin: number): readonly number[] {
  const members: number[] = [];
  for (const [row, orders] of repeatOrders.entries()) if (Math.min(7, orders) === bin) members.push(row);
  return members;
}

function meanOf(values: Float64Array, rows: readonly number[]): number | null {
  return rows.length > 0 ? rows.reduce((sum, row) => sum + (values[row] ?? 0), 0) / rows.length : null;
}
