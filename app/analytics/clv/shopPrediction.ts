import { type Forecaster, forecaster, type Refusal } from "./forecaster";
import type { OrderHistories } from "./histories";
import type { PurchaseFamily } from "./purchaseModel";
import { type CustomerScores, customerScores, HORIZONS, orderRanges, shopForecast } from "./scores";

/** Everything a shop's prediction is made from. All histories begin on `asOf` or before. */
export interface PredictionTask {
  readonly histories: OrderHistories;
  /** Contribution profit ÷ net revenue by customer, NaN where no cost is known. */
  readonly marginRates: Float64Array;
  readonly asOf: number;
  readonly champion: PurchaseFamily | null;
  /** Yearly, effective. */
  readonly discountRate: number;
}

/** What all customers known today are expected to do within so many days; amounts are discounted. */
export interface HorizonTotal {
  readonly days: number;
  readonly orders: number;
  readonly ordersLow: number;
  readonly ordersHigh: number;
  /** Contribution profit in minor units; null where no cost or no amount is known. */
  readonly profit: number | null;
  readonly profitLow: number | null;
  readonly profitHigh: number | null;
}

/** A customer column by horizon: expected, and at the 5th and 95th percentile of the customer's orders. */
export interface Spread {
  readonly expected: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export type ShopPrediction =
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | {
      readonly kind: "predicted";
      readonly forecaster: Forecaster;
      readonly scores: CustomerScores;
      /** By horizon; profits are NaN where unknown, and null where no amount is known. */
      readonly orders: readonly Spread[];
      readonly profits: readonly Spread[] | null;
      readonly totals: readonly HorizonTotal[];
    };

/** Fits a shop's models and scores its customers, in contribution profit. Refuses where the forecaster does. */
export function shopPrediction(task: PredictionTask): ShopPrediction {
  const { histories, asOf, champion } = task;
  const from = forecaster(histories, champion === null ? { asOf } : { asOf, champion });
  if (from.kind !== "forecaster") return { kind: "refused", refusal: from };
  const scores = customerScores(histories, from, task);
  const orders = HORIZONS.map((days, index): Spread => {
    const expected = scores.orders[index] ?? new Float64Array();
    return { expected, ...orderRanges(histories, from, days) };
  });
  const profits = profitsOf(scores, orders, task.marginRates);
  const totals = HORIZONS.map((days, index) => totalOf(histories, from, days, profits?.[index] ?? null));
  return { kind: "predicted", forecaster: from, scores, orders, profits, totals };
}

function profitsOf(
  { values }: CustomerScores,
  orders: readonly Spread[],
  marginRates: Float64Array,
): readonly Spread[] | null {
  if (values === null || marginRates.every(Number.isNaN)) return null;
  return orders.map(({ expected, low, high }, horizon) => {
    const profits = (values[horizon] ?? new Float64Array()).map(
      (value, row) => value * (marginRates[row] ?? Number.NaN),
    );
    const each = (row: number) => {
      const count = expected[row] ?? 0;
      return count > 0 ? (profits[row] ?? Number.NaN) / count : 0;
    };
    const at = (bound: Float64Array) => bound.map((count, row) => count * each(row));
    const [one, other] = [at(low), at(high)];
    // At a loss more orders bring less.
    return {
      expected: profits,
      low: one.map((value, row) => Math.min(value, other[row] ?? value)),
      high: other.map((value, row) => Math.max(value, one[row] ?? value)),
    };
  });
}

function totalOf(histories: OrderHistories, from: Forecaster, days: number, profits: Spread | null): HorizonTotal {
  const { orders, interval } = shopForecast(histories, from, days);
  const profit = profits?.expected.reduce((sum, one) => sum + (Number.isNaN(one) ? 0 : one), 0) ?? null;
  const by = (factor: number) => (profit === null || orders <= 0 ? profit : Math.round(profit * (factor / orders)));
  const bounds = [by(interval.low), by(interval.high)].toSorted((left, right) => (left ?? 0) - (right ?? 0));
  return {
    days,
    orders,
    ordersLow: interval.low,
    ordersHigh: interval.high,
    profit: profit === null ? null : Math.round(profit),
    profitLow: bounds[0] ?? null,
    profitHigh: bounds[1] ?? null,
  };
}
