import { z } from "zod";
import { minor, toDecimalString } from "~/analytics/money";
import { AmountText, PercentText, WholeText } from "~/components/form/numbers";

/** The settings as their form holds them: numbers as they are typed. */
export interface SettingsValues {
  /** "1" is Monday. */
  readonly weekStart: string;
  readonly excludeCancelled: boolean;
  readonly excludeUnpaid: boolean;
  readonly excludeZeroValue: boolean;
  /** Names, separated by commas. */
  readonly excludeTags: string;
  readonly excludeChannels: string;
  readonly excludeSources: string;
  readonly smallestCohort: string;
  readonly fullPriceShare: string;
  readonly orders: string;
  readonly windowDays: string;
  readonly shippingCostPerOrder: string;
  readonly handlingCostPerOrder: string;
  readonly defaultCostShare: string;
}

interface Stored {
  readonly weekStart: number;
  readonly excludeCancelled: boolean;
  readonly excludeUnpaid: boolean;
  readonly excludeZeroValue: boolean;
  readonly excludeTags: readonly string[];
  readonly excludeChannels: readonly string[];
  readonly excludeSources: readonly string[];
  readonly smallestCohort: number;
  readonly highValue: { readonly fullPriceShare: number; readonly orders: number; readonly windowDays: number };
  readonly shippingCostPerOrder: number | null;
  readonly handlingCostPerOrder: number | null;
  readonly defaultCostShare: number | null;
}

/** The stored settings as text for the form. `exponent`: decimals of the shop's currency. */
export function settingsValues(stored: Stored, exponent: number): SettingsValues {
  const amount = (value: number | null) => (value === null ? "" : toDecimalString(minor(value), exponent));
  const { weekStart, excludeCancelled, excludeUnpaid, excludeZeroValue, highValue } = stored;
  return {
    weekStart: String(weekStart),
    excludeCancelled,
    excludeUnpaid,
    excludeZeroValue,
    excludeTags: stored.excludeTags.join(", "),
    excludeChannels: stored.excludeChannels.join(", "),
    excludeSources: stored.excludeSources.join(", "),
    smallestCohort: String(stored.smallestCohort),
    fullPriceShare: percentText(highValue.fullPriceShare),
    orders: String(highValue.orders),
    windowDays: String(highValue.windowDays),
    shippingCostPerOrder: amount(stored.shippingCostPerOrder),
    handlingCostPerOrder: amount(stored.handlingCostPerOrder),
    defaultCostShare: stored.defaultCostShare === null ? "" : percentText(stored.defaultCostShare),
  };
}

// A share has at most a few decimals; rounding takes off what floats add (0.07 × 100 is 7.000000000000001).
const percentText = (share: number): string => String(Math.round(share * 1e6) / 1e4);

/** Names separated by commas, each once. */
const NamesText = z.string().transform((text) => [
  ...new Set(
    text
      .split(/[,、，]/)
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  ),
]);

/** Reads the form, amounts in the shop's currency. */
export const SettingsForm = (currency: string) =>
  z.object({
    weekStart: WholeText,
    excludeCancelled: z.boolean(),
    excludeUnpaid: z.boolean(),
    excludeZeroValue: z.boolean(),
    excludeTags: NamesText,
    excludeChannels: NamesText,
    excludeSources: NamesText,
    smallestCohort: WholeText.pipe(z.number().min(1, { message: "number" }).max(1000, { message: "number" })),
    fullPriceShare: PercentText.refine((share) => share !== null, { message: "number" }).transform(
      (share) => share ?? 1,
    ),
    orders: WholeText.pipe(z.number().min(1, { message: "number" }).max(100, { message: "number" })),
    windowDays: WholeText.pipe(z.number().min(1, { message: "number" }).max(3660, { message: "number" })),
    shippingCostPerOrder: AmountText(currency, "each"),
    handlingCostPerOrder: AmountText(currency, "each"),
    defaultCostShare: PercentText,
  });
