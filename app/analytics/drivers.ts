import type { MetricName } from "./metrics/registry";
import { type Minor, minor } from "./money";

/** What can drive the change of a figure; its words are `drivers.names`. */
export const DRIVERS = [
  "orders",
  "unitsPerOrder",
  "price",
  "discounts",
  "salesReversals",
  "newCustomers",
  "returningCustomers",
  "guests",
  "volume",
  "mix",
  "netPrice",
  "unitCosts",
  "partlyKnownCosts",
  "shipping",
  "paymentFees",
  "marketingSpend",
  "adjustments",
  "ordersPerCustomer",
  "orderValue",
  "margin",
  "product",
  "otherProducts",
  "spend",
  "customersWon",
  "newMrr",
  "expansionMrr",
  "reactivationMrr",
  "contractionMrr",
  "churnedMrr",
] as const;
export type DriverName = (typeof DRIVERS)[number];

/** One part of a change, in whole minor units. */
export interface DriverPart {
  readonly driver: DriverName;
  /** Of a product its title; null for all others. */
  readonly name: string | null;
  readonly amount: Minor;
}

/** How a figure came from one amount to another. The parts sum to the change, exactly. */
export interface Change {
  readonly metric: MetricName;
  readonly before: Minor;
  readonly after: Minor;
  readonly parts: readonly DriverPart[];
}

/** An amount on both sides: in the earlier period, and in the later one. */
export interface Pair {
  readonly before: number;
  readonly after: number;
}

export const pair = (before: number, after: number): Pair => ({ before, after });

const rise = ({ before, after }: Pair): number => after - before;

/** What the change of `of` makes of the product `of × other`: its rise at the mean of the other. */
export const inProduct = (of: Pair, other: Pair): number => (rise(of) * (other.before + other.after)) / 2;

/**
 * What the change of `of` makes of the product `of × first × second`.
 *
 * This is the Shapley value of the factor (Shapley 1953; for changes of sums Shorrocks 2013, "Decomposition procedures for
 * distributional analysis", Journal of Economic Inequality 11:99): its effect when it changes before, between and after the others, over
 * all orders. For products it is the complete decomposition of Sun (1998), Energy Economics 20:85. The parts of all factors sum to the change of the
 * product, swapping the periods turns every sign, and what did not change has no part. Logarithmic means (LMDI), which
 * share these properties, cannot be taken of the zeros and losses that shops have.
 */
export function inTriple(of: Pair, first: Pair, second: Pair): number {
  const together = first.before * second.before + first.after * second.after;
  const apart = first.before * second.after + first.after * second.before;
  return (rise(of) * (2 * together + apart)) / 6;
}

/**
 * Whole minor units that sum to `total`, from amounts that nearly do: each rounded half away from zero, and what is left or too much taken by one
 * from those that rounding moved furthest the other way (first come first on a tie). Negated amounts give the negated parts. Throws where more
 * is left than rounding can leave: then they are no parts of it.
 */
export function wholeAmounts(amounts: readonly number[], total: Minor): Minor[] {
  const whole = amounts.map((amount) => Math.sign(amount) * Math.round(Math.abs(amount)));
  const rest = total - whole.reduce((left, right) => left + right, 0);
  if (Math.abs(rest) > amounts.length)
    throw new RangeError(`parts ${amounts.join(", ")}: expected a sum of ${total}, but ${rest} is left`);
  const step = Math.sign(rest);
  const order = amounts
    .map((amount, index) => ({ index, short: (amount - (whole[index] ?? 0)) * step }))
    .sort((left, right) => right.short - left.short || left.index - right.index);
  for (const { index } of order.slice(0, Math.abs(rest))) whole[index] = (whole[index] ?? 0) + step;
  // A part of nothing is 0, never −0.
  return whole.map((amount) => minor(amount + 0));
}

/** A change with its parts rounded to whole minor units that sum to it; parts of nothing are left out. */
export function changeOf(
  metric: MetricName,
  { before, after }: Pair,
  parts: readonly (Omit<DriverPart, "amount"> & { readonly amount: number })[],
): Change {
  const amounts = wholeAmounts(
    parts.map(({ amount }) => amount),
    minor(after - before),
  );
  return {
    metric,
    before: minor(before),
    after: minor(after),
    parts: parts.flatMap((part, index) => {
      const amount = amounts[index] ?? minor(0);
      return amount === 0 ? [] : [{ ...part, amount }];
    }),
  };
}

/** A part that is told by its driver alone. */
export const part = (driver: DriverName, amount: number) => ({ driver, name: null, amount });

/** Less than this share of what it was is no news. */
const WORTH_TELLING = 0.01;

/** Whether a change is told in words: from nothing, or by at least 1% of what it was. */
export const isWorthTelling = ({ before, after, parts }: Change): boolean =>
  parts.length > 0 && after !== before && Math.abs(after - before) >= WORTH_TELLING * Math.abs(before);

/** One part of a change as a report keeps it, with the place where it is told. */
interface KeptPart extends Pick<Change, "metric" | "before" | "after">, DriverPart {
  readonly section: string;
}

/** What drove the figure that a section tells of; null where nothing did, or nothing is compared. */
export function changeIn(rows: readonly KeptPart[], section: string): Change | null {
  const own = rows.filter((row) => row.section === section);
  const [first] = own;
  if (!first) return null;
  const { metric, before, after } = first;
  return { metric, before, after, parts: own.map(({ driver, name, amount }) => ({ driver, name, amount })) };
}
