/** How far ahead customers are scored: in days, after a quarter and one, two and three years. */
export const HORIZONS = [90, 365, 730, 1095] as const;

/** A customer column at one horizon: expected, and at the 5th and 95th percentile of the customer's orders. */
export interface Spread {
  readonly expected: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
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
  /** Variance of the profit by chance in each customer's orders: it adds up over customers. */
  readonly variance: number;
  /** Variance of its logarithm that all customers share, by unsure parameters and the misfit. */
  readonly shared: number;
}
