import { type GroupedBuyers, groupedBuyers } from "./buyerRows";
import { type Counted, misfitAt, recalibration } from "./calibration";
import type { Forecaster } from "./forecaster";
import { rising } from "./heldForecasts";
import { type OrderHistories, summariesAt } from "./histories";
import { HORIZONS } from "./horizons";
import { MODELS } from "./models";
import { monthFactors } from "./monthsAhead";
import type { Buyer } from "./purchaseModel";
import { seasonClock } from "./seasons";
import { expectedAmounts } from "./spend";
import { spendRows } from "./spendRows";
import { type Interval, LEVEL, shopTotal, totalInterval } from "./totals";

/** Scores of all customers, by column; row `i` belongs to the customer `ids[i]`. */
export interface CustomerScores {
  readonly ids: readonly string[];
  readonly repeatOrders: Int32Array;
  readonly timeOfLastOrder: Int32Array;
  readonly observedFor: Int32Array;
  readonly probabilityAlive: Float64Array;
  /** Expected orders within each horizon, in its order. */
  readonly orders: readonly Float64Array[];
  /** 5th and 95th percentile of the orders within a year. */
  readonly ordersLow: Float64Array;
  readonly ordersHigh: Float64Array;
  /** Day by which an order is as likely as not, or NaN when it is not within three years. */
  readonly likelyBy: Float64Array;
  /** Expected worth of the next order; null when no amounts are known. */
  readonly amounts: Float64Array | null;
  /** Discounted worth of the orders within each horizon. */
  readonly values: readonly Float64Array[] | null;
}

export interface ScoreOptions {
  /** Yearly, effective: 0.1 makes an order in a year worth 1 / 1.1 of one today. */
  readonly discountRate: number;
}

const MONTH_DAYS = 365 / 12;
const MONTHS = 36;

/** Scores every customer known on the forecaster's day. */
export function customerScores(
  histories: OrderHistories,
  from: Forecaster,
  { discountRate }: ScoreOptions,
): CustomerScores {
  const summaries = summariesAt(histories, from.asOf);
  const { buyers, ahead } = buyersOf(histories, from);
  const { rows, rowOf } = buyers;
  const model = MODELS[from.fit.model];
  const spread = <Value>(of: (row: number) => Value) => Array.from(rows.weights, (_, row) => of(row));
  const toCustomers = (byRow: ArrayLike<number>) => Float64Array.from(rowOf, (row) => byRow[row] ?? 0);
  const buyer = (row: number) => buyerAt(buyers, row);
  const factors = HORIZONS.map((days) => recalibration(from.proof, days));
  const moneyFactors = HORIZONS.map((days) => recalibration(from.proof, days, "money"));
  const months = Array.from({ length: MONTHS }, (_, month) => ahead((month + 1) * MONTH_DAYS));
  const monthly = model.expectedOrders(from.fit.values, rows, [...HORIZONS.map(ahead), ...months]);
  const columns = HORIZONS.length + MONTHS;
  const orders = rising(
    HORIZONS.map((_, index) =>
      toCustomers(spread((row) => (factors[index] ?? 1) * (monthly[row * columns + index] ?? 0))),
    ),
  );
  const discounted = rising(
    HORIZONS.map((days, index) =>
      toCustomers(
        spread((row) => (moneyFactors[index] ?? 1) * discountedOrders(monthly, row * columns, days, discountRate)),
      ),
    ),
  );
  const money = from.spend && expectedAmounts(from.spend, spendRows(histories, summaries, "all"));
  const year = orderRanges(histories, from, 365);
  return {
    ids: Array.from(summaries.customers, (customer) => histories.ids[customer] ?? ""),
    repeatOrders: summaries.repeatOrders,
    timeOfLastOrder: summaries.timeOfLastOrder,
    observedFor: summaries.observedFor,
    probabilityAlive: toCustomers(spread((row) => model.probabilityAlive(from.fit.values, buyer(row)))),
    orders,
    ordersLow: year.low,
    ordersHigh: year.high,
    likelyBy: toCustomers(spread((row) => likelyBy(from, buyer(row), ahead))),
    amounts: money,
    values: money && discounted.map((count) => count.map((value, index) => value * (money[index] ?? 0))),
  };
}

/** 5th and 95th percentile of each customer's orders within so many days, recalibrated as the orders are. */
export function orderRanges(
  histories: OrderHistories,
  from: Forecaster,
  days: number,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const { buyers, ahead } = buyersOf(histories, from);
  const model = MODELS[from.fit.model];
  const time = ahead(days);
  const factor = recalibration(from.proof, days);
  const bounds = Array.from(buyers.rows.weights, (_, row) =>
    orderBounds(model.chancesOfAtLeast(from.fit.values, buyerAt(buyers, row), time, (1 - LEVEL) / 2)),
  );
  return {
    low: Float64Array.from(buyers.rowOf, (row) => Math.floor(factor * (bounds[row]?.low ?? 0) + 1e-9)),
    high: Float64Array.from(buyers.rowOf, (row) => Math.ceil(factor * (bounds[row]?.high ?? 0) - 1e-9)),
  };
}

const buyerAt = ({ rows }: GroupedBuyers, row: number): Buyer => ({
  repeatOrders: rows.repeatOrders[row] ?? 0,
  timeOfLastOrder: rows.timeOfLastOrder[row] ?? 0,
  observedFor: rows.observedFor[row] ?? 0,
});

/**
 * Expected orders of the whole shop within so many days, recalibrated, with the interval that also holds the misfit; `shared`
 * is the variance of the logarithm that all customers share in money.
 */
export function shopForecast(
  histories: OrderHistories,
  from: Forecaster,
  days: number,
): { orders: number; interval: Interval; shared: number } {
  const { buyers, ahead } = buyersOf(histories, from);
  const total = shopTotal(from.fit, buyers.rows, ahead(days));
  const orders = total.mean * recalibration(from.proof, days);
  const { proof, farProof } = from;
  const interval = totalInterval({ ...total, mean: orders }, misfitAt(from.misfit, proof, days, "orders", farProof));
  const ofMoney = misfitAt(from.moneyMisfit, proof, days, "money", farProof);
  return { orders, interval, shared: total.shared + ofMoney * ofMoney };
}

/** Variance of each customer's orders within so many days, by chance alone; recalibrated as the orders are, or their money. */
export function orderVariances(
  histories: OrderHistories,
  from: Forecaster,
  days: number,
  of: Counted = "orders",
): Float64Array {
  const { buyers, ahead } = buyersOf(histories, from);
  const model = MODELS[from.fit.model];
  const time = ahead(days);
  const factor = recalibration(from.proof, days, of) ** 2;
  const byRow = buyers.rows.weights.map(
    (_, row) => factor * model.ordersAhead(from.fit.values, buyerAt(buyers, row), time).variance,
  );
  return Float64Array.from(buyers.rowOf, (row) => byRow[row] ?? 0);
}

/** Visits the expected orders of each customer by the end of each month ahead, recalibrated by money: they are to be priced. */
export function visitMonths(
  histories: OrderHistories,
  from: Forecaster,
  ends: readonly number[],
  visit: (customer: number, month: number, orders: number) => void,
): void {
  const { buyers, ahead } = buyersOf(histories, from);
  const factors = monthFactors(from.proof, ends, "money");
  const byRow = MODELS[from.fit.model].expectedOrders(from.fit.values, buyers.rows, ends.map(ahead));
  for (const [customer, row] of buyers.rowOf.entries()) {
    let before = 0;
    for (const [month, factor] of factors.entries()) {
      before = Math.max(before, factor * (byRow[row * ends.length + month] ?? 0));
      visit(customer, month, before);
    }
  }
}

function buyersOf(
  histories: OrderHistories,
  from: Forecaster,
): { buyers: GroupedBuyers; ahead: (days: number) => number } {
  const summaries = summariesAt(histories, from.asOf);
  if (from.seasons === null) return { buyers: groupedBuyers(summaries), ahead: (days) => days };
  const clock = seasonClock(from.seasons);
  const start = clock(from.asOf);
  return { buyers: groupedBuyers(summaries, 1, clock), ahead: (days) => clock(from.asOf + days) - start };
}

/** Orders of each month ahead, worth what they are in the middle of their month. */
function discountedOrders(expected: Float64Array, start: number, days: number, rate: number): number {
  const month = (index: number) => (index < 0 ? 0 : (expected[start + HORIZONS.length + index] ?? 0));
  const months = days / MONTH_DAYS;
  let sum = 0;
  for (let index = 0; index < Math.ceil(months - 1e-9); index += 1) {
    // Ninety days are a little less than three months.
    const share = Math.min(1, months - index);
    sum += share * (month(index) - month(index - 1)) * (1 + rate) ** -((index + share / 2) / 12);
  }
  return sum;
}

/** The 5th and 95th percentile, from the chances of at least 1, 2, … orders. */
function orderBounds(chances: readonly number[]): { low: number; high: number } {
  const below = (level: number) => {
    const end = chances.findIndex((chance) => chance <= level);
    return end === -1 ? chances.length : end;
  };
  return { low: below((1 + LEVEL) / 2), high: below((1 - LEVEL) / 2) };
}

const LATEST_DAYS = 1095;

/** The day by which the chance of an order reaches a half, to the day, by halving. */
function likelyBy(from: Forecaster, buyer: Buyer, ahead: (days: number) => number): number {
  const model = MODELS[from.fit.model];
  const isLikely = (days: number) => model.ordersAhead(from.fit.values, buyer, ahead(days)).probabilityOfAny >= 0.5;
  if (!isLikely(LATEST_DAYS)) return Number.NaN;
  let early = 0;
  let late = LATEST_DAYS;
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (isLikely(middle)) late = middle;
    else early = middle;
  }
  return from.asOf + late;
}
