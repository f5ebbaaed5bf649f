import type { Summaries } from "./histories";

/**
 * Customers with the same repeat orders, time of last order and time observed are one row with a weight: likelihoods and
 * forecasts depend on nothing else. Times are in the unit the rows were made in.
 */
export interface BuyerRows {
  readonly repeatOrders: Int32Array;
  readonly timeOfLastOrder: Float64Array;
  readonly observedFor: Float64Array;
  /** Customers behind each row. */
  readonly weights: Float64Array;
  readonly customers: number;
  readonly mostRepeatOrders: number;
  readonly totalRepeatOrders: number;
  /** Sum of the logarithms of all gaps between orders; null when they are not known. */
  readonly logGaps: number | null;
}

/** Rows, and for every summarised customer the row it is in. */
export interface GroupedBuyers {
  readonly rows: BuyerRows;
  readonly rowOf: Int32Array;
}

/** How much time has passed by a day, in days on the long run: `elapsed(to) - elapsed(from)` is a span. */
export type Elapsed = (day: number) => number;

const SPAN = 65_536;

/**
 * Groups summaries into rows, in units of `daysPerUnit` days. With `elapsed` time runs by that clock, for example faster in
 * a high season.
 */
export function groupedBuyers(summaries: Summaries, daysPerUnit = 1, elapsed?: Elapsed): GroupedBuyers {
  const { repeatOrders, timeOfLastOrder, observedFor, asOf } = summaries;
  const known = new Map<number, number>();
  const rowOf = new Int32Array(repeatOrders.length);
  const first: number[] = [];
  const weights: number[] = [];
  for (let index = 0; index < repeatOrders.length; index += 1) {
    const times = (timeOfLastOrder[index] ?? 0) * SPAN + (observedFor[index] ?? 0);
    const key = (repeatOrders[index] ?? 0) * SPAN * SPAN + times;
    let row = known.get(key);
    if (row === undefined) {
      row = first.length;
      known.set(key, row);
      first.push(index);
      weights.push(0);
    }
    rowOf[index] = row;
    weights[row] = (weights[row] ?? 0) + 1;
  }
  const clock = elapsed ?? ((day: number) => day);
  const times = (days: Int32Array) =>
    Float64Array.from(first, (index) => {
      const start = asOf - (observedFor[index] ?? 0);
      return (clock(start + (days[index] ?? 0)) - clock(start)) / daysPerUnit;
    });
  const orders = Int32Array.from(first, (index) => repeatOrders[index] ?? 0);
  const total = repeatOrders.reduce((sum, count) => sum + count, 0);
  return {
    rows: {
      repeatOrders: orders,
      timeOfLastOrder: times(timeOfLastOrder),
      observedFor: times(observedFor),
      weights: Float64Array.from(weights),
      customers: repeatOrders.length,
      mostRepeatOrders: orders.reduce((most, count) => Math.max(most, count), 0),
      totalRepeatOrders: total,
      logGaps: summaries.logGaps === null ? null : summaries.logGaps - total * Math.log(daysPerUnit),
    },
    rowOf,
  };
}

/** The same rows with every time divided by `factor`. */
export function scaledRows(rows: BuyerRows, factor: number): BuyerRows {
  return {
    ...rows,
    timeOfLastOrder: rows.timeOfLastOrder.map((time) => time / factor),
    observedFor: rows.observedFor.map((time) => time / factor),
    logGaps: rows.logGaps === null ? null : rows.logGaps - rows.totalRepeatOrders * Math.log(factor),
  };
}

/** About `count` of the rows, evenly taken, for a first rough look at a large shop. */
export function thinnedRows(rows: BuyerRows, count: number): BuyerRows {
  const every = Math.ceil(rows.weights.length / count);
  if (every <= 1) return rows;
  const taken = <Column extends Int32Array | Float64Array>(column: Column) =>
    column.filter((_: number, index: number) => index % every === 0);
  const weights = Float64Array.from(taken(rows.weights));
  const repeatOrders = Int32Array.from(taken(rows.repeatOrders));
  const totalRepeatOrders = repeatOrders.reduce((sum, orders, index) => sum + orders * (weights[index] ?? 0), 0);
  const share = rows.totalRepeatOrders > 0 ? totalRepeatOrders / rows.totalRepeatOrders : 0;
  return {
    repeatOrders,
    timeOfLastOrder: Float64Array.from(taken(rows.timeOfLastOrder)),
    observedFor: Float64Array.from(taken(rows.observedFor)),
    weights,
    customers: weights.reduce((sum, weight) => sum + weight, 0),
    mostRepeatOrders: rows.mostRepeatOrders,
    totalRepeatOrders,
    logGaps: rows.logGaps === null ? null : rows.logGaps * share,
  };
}

/** Mean time observed, or 1 where it is nothing. */
export function meanObservedFor({ observedFor, weights, customers }: BuyerRows): number {
  let sum = 0;
  for (let row = 0; row < observedFor.length; row += 1) sum += (observedFor[row] ?? 0) * (weights[row] ?? 0);
  return sum > 0 && customers > 0 ? sum / customers : 1;
}
