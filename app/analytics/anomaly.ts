import { normalQuantile } from "./clv/numeric/special";

/**
 * How the values of a metric spread about what is usual: `count` of things that happen, `amount` of money and averages of it,
 * `ratio` of shares.
 */
export type Spread = "count" | "amount" | "ratio";

/** The value of one day or week. */
export interface Observed {
  /** Null: unknown, or nothing to divide by. */
  readonly value: number | null;
  /** How many things an average is made of, such as orders: that of many moves less. 1 for sums. */
  readonly weight: number;
}

/** About one false alarm in so many checks of an ordinary shop. */
export const SENSITIVITIES = [20, 100, 400] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** On which side of the usual a value is told. */
export type Sides = "either" | "above" | "below";

/** What the past makes likely. A side that is not watched has no bound. */
export interface UsualRange {
  readonly kind: "range";
  readonly low: number | null;
  readonly expected: number;
  readonly high: number | null;
  /** How many past values the expected one is the middle of. */
  readonly alike: number;
}

/** `tooShort`: so many alike past values are there, of those needed. `nothing`: the past holds nothing but zeros. */
export type Usual =
  | UsualRange
  | { readonly kind: "tooShort"; readonly has: number; readonly needs: number }
  | { readonly kind: "nothing" };

interface Rhythm {
  /** After how many values the next one is alike: a Monday is like a Monday. */
  readonly cycle: number;
  /** Alike values that the expected one is the middle of. */
  readonly back: number;
  /** Alike values that must be known at all. */
  readonly needs: number;
  /** Values whose distance from what was usual for them tells how far values stray. */
  readonly strayOver: number;
}

export const RHYTHMS = {
  day: { cycle: 7, back: 12, needs: 8, strayOver: 182 },
  week: { cycle: 1, back: 8, needs: 12, strayOver: 52 },
} as const satisfies Record<string, Rhythm>;
export type RhythmName = keyof typeof RHYTHMS;

/** How many values before one are used in judging it. */
export const lookBack = (name: RhythmName): number => {
  const { cycle, back, needs, strayOver } = RHYTHMS[name];
  return cycle * Math.max(back, needs) + strayOver;
};

/** Alike values of which a past value's own middle is made at least, to tell how far it strayed. */
const LEAST_ALIKE = 4;
/** Fewer strays tell nothing of how far values stray. */
const LEAST_STRAYS = 8;
/** A difference from the expected of less than this share of it is not worth a mail. */
const LEAST_SHARE = 0.1;

export interface UsualQuestion {
  readonly rhythm: RhythmName;
  readonly spread: Spread;
  readonly sensitivity: Sensitivity;
  readonly sides: Sides;
}

/**
 * What was usual for each value from index `from` on, by the values before it alone.
 *
 * Expected is the median of the same weekday over the last 12 weeks (of the last 8 weeks, for weeks). How far values stray is
 * told by how far each of the last 182 days (52 weeks) lay from what was expected of *it*: the errors of the same rule, one step
 * ahead, so that trend, season and the median's own chance are in them. They are measured on a scale on which they are of one size
 * on busy and quiet days (the square root for counts and amounts, as of Poisson and compound Poisson sums; as it is, times
 * the root of the weight, for averages), by the larger of their median ÷ 0.6745 and 95th percentile ÷ 1.96, which are a normal
 * variable's standard deviation. So up to one day in twenty may have gone mad and the range stays; a shop whose days now and
 * then leap has a wider one. A count strays at least as Poisson's does. The bound is the quantile of Student's distribution with
 * 0.37 degrees of freedom for each error, the efficiency of a median.
 */
export function usualRanges(series: readonly Observed[], question: UsualQuestion, from = 0): Usual[] {
  const { cycle, back, needs, strayOver } = RHYTHMS[question.rhythm];
  const alike = series.map((_, index) => alikeBefore(series, index, cycle, back));
  const strays = series.map((observed, index) => strayOf(observed, alike[index] ?? [], question.spread));
  return series.slice(from).map((observed, offset) => {
    const index = from + offset;
    const past = alike[index] ?? [];
    const known = strays.slice(Math.max(0, index - strayOver), index).filter((stray) => stray !== null);
    const has = past.length < needs ? alikeBefore(series, index, cycle, needs).length : needs;
    if (has < needs || past.length < LEAST_ALIKE || known.length < LEAST_STRAYS)
      return { kind: "tooShort", has, needs };
    return rangeOf(past, known, observed.weight, question);
  });
}

/** Known values of the same place in the cycle, of at most `back` cycles. */
function alikeBefore(series: readonly Observed[], index: number, cycle: number, back: number): number[] {
  const found: number[] = [];
  for (let step = 1; step <= back; step += 1) {
    const value = series[index - step * cycle]?.value ?? null;
    if (value !== null) found.push(value);
  }
  return found;
}

/** How far a value lay from the middle of those alike, without its sign; null where either is unknown. */
function strayOf({ value, weight }: Observed, alike: readonly number[], spread: Spread): number | null {
  if (value === null || alike.length < LEAST_ALIKE) return null;
  const middle = quantile(sorted(alike), 0.5);
  return Math.abs(onScale(value, spread) - onScale(middle, spread)) * Math.sqrt(weight);
}

function rangeOf(past: readonly number[], strays: readonly number[], weight: number, question: UsualQuestion): Usual {
  const { spread, sensitivity, sides } = question;
  const expected = quantile(sorted(past), 0.5);
  const size = strayed(strays, spread);
  if (size === 0 && expected === 0) return { kind: "nothing" };
  const share = 1 - 1 / sensitivity / (sides === "either" ? 2 : 1);
  const reach = (studentQuantile(share, 0.37 * strays.length) * size) / Math.sqrt(Math.max(1, weight));
  const middle = onScale(expected, spread);
  const least = LEAST_SHARE * Math.abs(expected);
  const low = Math.min(offScale(middle - reach, spread), expected - least);
  const high = Math.max(offScale(middle + reach, spread), expected + least);
  return {
    kind: "range",
    low: sides === "above" ? null : low,
    expected,
    high: sides === "below" ? null : high,
    alike: past.length,
  };
}

/** A standard deviation of the strays that one in twenty of them cannot move. */
function strayed(strays: readonly number[], spread: Spread): number {
  const ordered = sorted(strays);
  const size = Math.max(quantile(ordered, 0.5) / 0.6745, quantile(ordered, 0.95) / 1.96);
  return spread === "count" ? Math.max(size, POISSON) : size;
}

/** Standard deviation of √(x + 3⁄8) of a Poisson count (Anscombe 1948), below which no count is taken to stray. */
const POISSON = 0.5;
const ANSCOMBE = 3 / 8;

function onScale(value: number, spread: Spread): number {
  if (spread === "ratio") return value;
  return spread === "count" ? Math.sqrt(Math.max(0, value) + ANSCOMBE) : Math.sign(value) * Math.sqrt(Math.abs(value));
}

function offScale(at: number, spread: Spread): number {
  if (spread === "ratio") return at;
  if (spread === "amount") return Math.sign(at) * at * at;
  return at <= Math.sqrt(ANSCOMBE) ? 0 : at * at - ANSCOMBE;
}

const sorted = (values: readonly number[]): number[] => values.toSorted((left, right) => left - right);

/** Quantile of ordered values, between its two neighbours. */
function quantile(ordered: readonly number[], share: number): number {
  const place = share * (ordered.length - 1);
  const below = ordered[Math.floor(place)] ?? 0;
  const above = ordered[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** Quantile of Student's distribution above its middle (Abramowitz and Stegun 26.7.5; within 2% from three degrees of freedom on). */
export function studentQuantile(share: number, freedom: number): number {
  const z = normalQuantile(share);
  const degrees = Math.max(3, freedom);
  const square = z * z;
  const terms = [
    (z * (square + 1)) / 4,
    (z * (5 * square ** 2 + 16 * square + 3)) / 96,
    (z * (3 * square ** 3 + 19 * square ** 2 + 17 * square - 15)) / 384,
    (z * (79 * square ** 4 + 776 * square ** 3 + 1482 * square ** 2 - 1920 * square - 945)) / 92_160,
  ];
  return terms.reduce((sum, term, index) => sum + term / degrees ** (index + 1), z);
}

/** On which side of its range a value lies; null within it. */
export function sideOf(value: number, { low, high }: UsualRange): "above" | "below" | null {
  if (high !== null && value > high) return "above";
  return low !== null && value < low ? "below" : null;
}
