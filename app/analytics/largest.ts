import { Decimal } from "decimal.js";
import { exponentOf } from "./currencies";
import { type Minor, minor } from "./money";

/**
 * What an amount that a person types or imports is for: one unit or one order ("each"), or a day's or a month's whole
 * ("total"). Beyond its bound an amount is a mistake, such as a barcode in the column of costs.
 */
export type AmountSize = "each" | "total";

// Currencies with hundredths of which a thousand and more make one US dollar: their amounts have as many more digits.
const WEAK = new Set("COP IDR IRR KHR LAK LBP MMK MNT NGN SLE SOS SSP SYP TZS UZS".split(" "));

const EACH_MAJOR = 1_000_000;
const WEAK_FACTOR = 1_000;
const TOTAL_FACTOR = 1_000;

/**
 * The largest amount of a size in major units: 1,000,000 for one unit or order (in currencies of small worth a thousand
 * times that), a thousand times as much in total.
 */
export function largestMajor(currency: string, size: AmountSize): number {
  // Yen, won and dong have no hundredths because one is worth about as much.
  const factor = exponentOf(currency) === 0 || WEAK.has(currency) ? WEAK_FACTOR : 1;
  return EACH_MAJOR * factor * (size === "total" ? TOTAL_FACTOR : 1);
}

/** As largestMajor, in minor units. */
export const largestAmount = (currency: string, size: AmountSize): Minor =>
  minor(largestMajor(currency, size) * 10 ** exponentOf(currency));

/** Whether a decimal string in major units is more than an amount of this size can be. */
export const isTooLarge = (amount: string, currency: string, size: AmountSize): boolean =>
  new Decimal(amount).gt(largestMajor(currency, size));
