import { Decimal } from "decimal.js";

/** Whole minor units of the shop's currency: 1999 is $19.99, ¥1999 is 1999. Never a float. */
export type Minor = number & { readonly unit: "minor" };
/** A share, 0 to 1 (may lie outside for margins of a loss). Percent only in `i18n/`. */
export type Ratio = number & { readonly unit: "ratio" };

// Half away from zero, as PostgreSQL's round(numeric); enough digits that no product of an amount and a rate is cut.
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

export const ZERO = 0 as Minor;

/** Marks a whole number as minor units. Throws on a fraction or on a value a number cannot hold exactly. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new RangeError(`amount ${value}: expected whole minor units within 2^53`);
  return value as Minor;
}

/** Parses a decimal string as Shopify writes amounts ("19.99", "15.0") into minor units with `exponent` decimals, rounding half away from zero. */
export function parseMinor(amount: string, exponent: number): Minor {
  if (!/^-?\d+(\.\d+)?$/.test(amount))
    throw new RangeError(`amount "${amount}": expected a decimal number such as "19.99"`);
  return minor(new Exact(amount).times(new Exact(10).pow(exponent)).round().toNumber());
}

/** The amount as a plain decimal string with `exponent` decimals: 1999 → "19.99". */
export function toDecimalString(amount: Minor, exponent: number): string {
  return new Exact(amount).div(new Exact(10).pow(exponent)).toFixed(exponent);
}

export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0;
  for (const amount of amounts) total += amount;
  return minor(total);
}

/** Field by field sum of two records of whole numbers. */
export function addEach<T extends { readonly [Field in keyof T]: number }>(left: T, right: T): T {
  const total = { ...left };
  for (const name in left) total[name] = minor(left[name] + right[name]) as number as T[typeof name];
  return total;
}

/** `amount × factor`, rounded once, half away from zero. `factor` may be a decimal string such as "0.0290". */
export function times(amount: Minor, factor: number | string): Minor {
  return minor(new Exact(amount).times(factor).round().toNumber());
}

/** `amount ÷ count` rounded half away from zero; null when there is nothing to divide by. */
export function perUnit(amount: Minor, count: number): Minor | null {
  if (!(count > 0)) return null;
  if (!Number.isSafeInteger(count)) return minor(new Exact(amount).div(count).round().toNumber());
  // The remainder of whole numbers is exact, and so is what is left without it divided by the count.
  const rest = amount % count;
  const whole = (amount - rest) / count;
  return minor(2 * Math.abs(rest) >= count ? whole + Math.sign(rest) : whole);
}

/** Share of `base`, or null when there is no positive base: unknown is not zero. */
export function share(part: number, base: number): Ratio | null {
  return base > 0 ? ((part / base) as Ratio) : null;
}

/** Change from `before` to `after` relative to `before`; null without a positive base, so that 0 → n is never "+100%". */
export function change(before: number | null, after: number | null): Ratio | null {
  return before === null || after === null ? null : share(after - before, before);
}

/**
 * Splits `total` in proportion to `weights` so that the parts sum to it exactly: whole units by rounding down, the
 * remainder to the largest fractions (largest remainder, first come first on a tie). All weights 0: the first takes all.
 */
export function allocate(total: Minor, weights: readonly number[]): Minor[] {
  if (weights.length === 0) throw new RangeError(`allocate ${total}: expected at least one weight`);
  const whole = weights.reduce((left, right) => left + right, 0);
  if (whole <= 0) return weights.map((_, index) => (index === 0 ? total : ZERO));
  const sign = total < 0 ? -1 : 1;
  const exact = weights.map((weight) => new Exact(Math.abs(total)).times(weight).div(whole));
  const floors = exact.map((part) => part.floor().toNumber());
  let rest = Math.abs(total) - floors.reduce((left, right) => left + right, 0);
  const byFraction = exact
    .map((part, index) => ({ index, fraction: part.minus(part.floor()) }))
    .sort((left, right) => right.fraction.comparedTo(left.fraction) || left.index - right.index);
  for (const { index } of byFraction) {
    if (rest === 0) break;
    floors[index] = (floors[index] ?? 0) + 1;
    rest -= 1;
  }
  return floors.map((part) => minor(part === 0 ? 0 : sign * part));
}

/**
 * Rounds exact amounts of a list that is read in pieces: each is what the rounded running sum rises by, so that every
 * piece of the list sums to its own end. `before` is the exact sum of all earlier pieces; `end` that of this one too.
 */
export function runningParts(
  amounts: readonly string[],
  before: string,
): { readonly parts: readonly Minor[]; readonly end: string } {
  let running = new Exact(before);
  const parts = amounts.map((amount) => {
    const earlier = running.round();
    running = running.plus(amount);
    return minor(running.round().minus(earlier).toNumber());
  });
  return { parts, end: running.toFixed() };
}

/**
 * Rounds exact amounts (decimal strings, in minor units) to whole ones so that their sum is the rounded exact sum: down,
 * and the remainder to the largest fractions (first come first on a tie).
 */
export function wholeParts(amounts: readonly string[]): Minor[] {
  const exact = amounts.map((amount) => new Exact(amount));
  const total = exact.reduce((sum, part) => sum.plus(part), new Exact(0)).round();
  const floors = exact.map((part) => part.floor());
  const rest = floors.reduce((left, floor) => left.minus(floor), total).toNumber();
  const byFraction = exact
    .map((part, index) => ({ index, fraction: part.minus(floors[index] ?? part) }))
    .sort((left, right) => right.fraction.comparedTo(left.fraction) || left.index - right.index);
  const raised = new Set(byFraction.slice(0, rest).map(({ index }) => index));
  return floors.map((floor, index) => minor(floor.toNumber() + (raised.has(index) ? 1 : 0)));
}
