/** How far forecasts were off; one forecast and one outcome per customer. */
export interface Errors {
  readonly customers: number;
  readonly predicted: number;
  readonly actual: number;
  /** predicted / actual - 1; null when nothing happened. */
  readonly bias: number | null;
  /** Mean absolute error per customer, and the same ÷ mean outcome. */
  readonly meanAbsoluteError: number;
  readonly relativeError: number | null;
  readonly rootMeanSquare: number;
  /** Mean Poisson deviance per customer, what the champion is chosen by. */
  readonly deviance: number;
}

/** The same, with how well customers were told apart. */
export interface Accuracy extends Errors {
  /** Correlation of values and of ranks; null when one side does not vary. */
  readonly correlation: number | null;
  readonly rankCorrelation: number | null;
  /** Gini coefficient of outcomes in the order of forecasts ÷ that in their own order: 1 is a perfect ranking. */
  readonly gini: number | null;
  /** Share of all outcomes that the tenth of customers with the highest forecasts had ÷ the most any tenth had. */
  readonly topTenth: number | null;
  readonly deciles: readonly Decile[];
  /** Mean absolute difference of forecast and outcome over deciles ÷ mean outcome. */
  readonly decileError: number | null;
}

/** A tenth of the customers by forecast, lowest first. */
export interface Decile {
  readonly customers: number;
  readonly predicted: number;
  readonly actual: number;
}

/** Forecasts below this count as this in the deviance: none is truly nothing. */
const LEAST_FORECAST = 1e-6;

export function errorsOf(predicted: Float64Array, actual: Float64Array): Errors {
  const customers = predicted.length;
  const totals = { predicted: sumOf(predicted), actual: sumOf(actual) };
  const perCustomer = (sum: number) => (customers > 0 ? sum / customers : 0);
  let absolute = 0;
  let square = 0;
  let deviance = 0;
  for (let index = 0; index < customers; index += 1) {
    const mean = Math.max(LEAST_FORECAST, predicted[index] ?? 0);
    const outcome = actual[index] ?? 0;
    const off = (predicted[index] ?? 0) - outcome;
    absolute += Math.abs(off);
    square += off * off;
    deviance += 2 * ((outcome > 0 ? outcome * Math.log(outcome / mean) : 0) - (outcome - mean));
  }
  const hasHappened = totals.actual > 0;
  return {
    customers,
    ...totals,
    bias: hasHappened ? totals.predicted / totals.actual - 1 : null,
    meanAbsoluteError: perCustomer(absolute),
    relativeError: hasHappened ? absolute / totals.actual : null,
    rootMeanSquare: Math.sqrt(perCustomer(square)),
    deviance: perCustomer(deviance),
  };
}

export function accuracyOf(predicted: Float64Array, actual: Float64Array): Accuracy {
  const errors = errorsOf(predicted, actual);
  const hasHappened = errors.actual > 0;
  const order = byDescending(predicted);
  const best = byDescending(actual);
  const deciles = decilesOf(order, predicted, actual);
  const apart =
    deciles.reduce((sum, one) => sum + Math.abs(one.predicted - one.actual), 0) / Math.max(1, deciles.length);
  return {
    ...errors,
    correlation: correlation(predicted, actual),
    rankCorrelation: correlation(ranks(order, predicted), ranks(best, actual)),
    gini: hasHappened ? ratio(concentration(order, actual), concentration(best, actual)) : null,
    topTenth: hasHappened ? ratio(topShare(order, actual), topShare(best, actual)) : null,
    deciles,
    decileError: hasHappened ? (apart * errors.customers) / errors.actual : null,
  };
}

function decilesOf(order: readonly number[], predicted: Float64Array, actual: Float64Array): Decile[] {
  const ascending = order.toReversed();
  const count = Math.min(10, order.length);
  const size = Math.floor(order.length / Math.max(1, count));
  // What does not divide evenly goes to the lowest tenths, one each.
  const larger = order.length - size * count;
  return Array.from({ length: count }, (_, tenth) => {
    const start = tenth * size + Math.min(tenth, larger);
    const members = ascending.slice(start, start + size + (tenth < larger ? 1 : 0));
    const mean = (values: Float64Array) =>
      members.reduce((sum, index) => sum + (values[index] ?? 0), 0) / members.length;
    return { customers: members.length, predicted: mean(predicted), actual: mean(actual) };
  });
}

/** Customers whose chance was said to be about the same, and how many of them it came true for. */
export interface ReliabilityRow {
  readonly customers: number;
  /** Mean of the chances said, and the share it came true for. */
  readonly said: number;
  readonly happened: number;
}

/** Customers in ten bands of the chance said; empty bands are left out. */
export function reliability(chances: Float64Array, happened: readonly boolean[]): readonly ReliabilityRow[] {
  const bands = Array.from({ length: 10 }, () => ({ customers: 0, said: 0, happened: 0 }));
  for (const [index, chance] of chances.entries()) {
    const band = bands[Math.min(9, Math.floor(chance * 10))];
    if (!band) continue;
    band.customers += 1;
    band.said += chance;
    band.happened += happened[index] ? 1 : 0;
  }
  return bands
    .filter(({ customers }) => customers > 0)
    .map((band) => ({ ...band, said: band.said / band.customers, happened: band.happened / band.customers }));
}

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
const ratio = (value: number, base: number) => (base > 0 ? value / base : null);

/** Indices by value, highest first; equal values keep their order. */
function byDescending(values: Float64Array): number[] {
  return Array.from(values, (_, index) => index).sort((left, right) => (values[right] ?? 0) - (values[left] ?? 0));
}

/** Twice the area between the curve of cumulative outcomes in this order and the diagonal. */
function concentration(order: readonly number[], actual: Float64Array): number {
  const total = sumOf(actual);
  let reached = 0;
  let area = 0;
  for (const index of order) {
    const outcome = actual[index] ?? 0;
    area += reached + outcome / 2;
    reached += outcome;
  }
  return (2 * area) / (total * order.length) - 1;
}

function topShare(order: readonly number[], actual: Float64Array): number {
  const top = order.slice(0, Math.max(1, Math.round(order.length / 10)));
  return top.reduce((sum, index) => sum + (actual[index] ?? 0), 0) / sumOf(actual);
}

/** Mean ranks, from 1; equal values share theirs. */
function ranks(order: readonly number[], values: Float64Array): Float64Array {
  const ranked = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end += 1;
    for (let at = start; at < end; at += 1) ranked[order[at] ?? 0] = (start + end + 1) / 2;
    start = end;
  }
  return ranked.map((rank) => values.length + 1 - rank);
}

function correlation(left: Float64Array, right: Float64Array): number | null {
  const count = left.length;
  if (count < 2) return null;
  const means = [sumOf(left) / count, sumOf(right) / count] as const;
  let both = 0;
  let squareLeft = 0;
  let squareRight = 0;
  for (let index = 0; index < count; index += 1) {
    const a = (left[index] ?? 0) - means[0];
    const b = (right[index] ?? 0) - means[1];
    both += a * b;
    squareLeft += a * a;
    squareRight += b * b;
  }
  const base = Math.sqrt(squareLeft * squareRight);
  return base > 0 ? both / base : null;
}
