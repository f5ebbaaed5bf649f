import { type Minor, minor, perUnit, type Ratio, share } from "./money";
import { type Day, daysBetween } from "./period";

/** What one customer bought, up to `asOf`. */
export interface CustomerPurchases {
  readonly orders: number;
  /** Orders within the window that ends with the day of `asOf`. */
  readonly ordersInWindow: number;
  /** Gross sales − discounts, returns left out. */
  readonly orderedValue: Minor;
  /** The part of it bought without a discount and at a price not below the compare-at price. */
  readonly fullPriceValue: Minor;
}

/** The shop's three tests; see docs/metrics.md, "High-value customers". */
export interface HighValueRules {
  readonly fullPriceShare: number;
  readonly orders: number;
  readonly windowDays: number;
}

export interface HighValueVerdict {
  readonly averageOrderValue: Minor | null;
  readonly fullPriceShare: Ratio | null;
  readonly paysFullPrice: boolean;
  readonly buysSeveralTimes: boolean;
  readonly spendsAboveMedian: boolean;
  readonly isHighValue: boolean;
}

/**
 * Whether a customer buys at full price, buys several times, and spends more per order than the shop's median order
 * (unrounded: the median of an even number of orders may end in a half). A test without a base is not passed.
 */
export function highValueVerdict(
  of: CustomerPurchases,
  rules: HighValueRules,
  medianOrderValue: number | null,
): HighValueVerdict {
  const fullPriceShare = share(of.fullPriceValue, of.orderedValue);
  const paysFullPrice = fullPriceShare !== null && fullPriceShare >= rules.fullPriceShare;
  const buysSeveralTimes = of.ordersInWindow >= rules.orders;
  const spendsAboveMedian =
    medianOrderValue !== null && of.orders > 0 && of.orderedValue > medianOrderValue * of.orders;
  return {
    averageOrderValue: perUnit(of.orderedValue, of.orders),
    fullPriceShare,
    paysFullPrice,
    buysSeveralTimes,
    spendsAboveMedian,
    isHighValue: paysFullPrice && buysSeveralTimes && spendsAboveMedian,
  };
}

/** How many of the three tests were passed. */
export const testsPassed = (of: HighValueVerdict): number =>
  Number(of.paysFullPrice) + Number(of.buysSeveralTimes) + Number(of.spendsAboveMedian);

/** Middle of the values, the mean of the two middle ones of an even number; null without values. */
export function median(values: readonly number[]): number | null {
  const ordered = [...values].sort((left, right) => left - right);
  const upper = ordered[Math.floor(ordered.length / 2)];
  const lower = ordered[Math.ceil(ordered.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** Days between consecutive orders; `days` in order of time. */
export const gapsOf = (days: readonly Day[]): number[] =>
  days.slice(1).map((later, index) => daysBetween(days[index] ?? later, later));

/** Rounds a median amount, which may end in a half, to whole minor units, half away from zero. */
export const wholeMinor = (amount: number): Minor => minor(Math.sign(amount) * Math.round(Math.abs(amount)));
