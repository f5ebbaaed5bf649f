import { HORIZONS } from "~/analytics/clv/horizons";
import type { Words } from "~/components/shell/words";
import type { HorizonError, ProvedRenewals } from "~/reports/predictionTypes";

/** The past error of forecasts so far ahead, and the length of the tests it comes from. */
export interface ErrorAhead {
  readonly days: number;
  /** Null without a test. */
  readonly testedDays: number | null;
  readonly money: number | null;
  readonly orders: number | null;
  /** No test was as long: the error is that of the longest. */
  readonly isOfShorter: boolean;
}

/** Of what a test of the same length, or nearly, tells; else of the longest tests. */
const NEARLY = 0.9;

export const errorsAhead = (horizons: readonly HorizonError[]): readonly ErrorAhead[] =>
  horizons.map(({ testableFrom, ...error }) => ({ ...error, isOfShorter: testableFrom !== null }));

/** The same of renewals, by their tests. */
export function renewalErrorsAhead(spans: readonly ProvedRenewals[]): readonly ErrorAhead[] {
  const lengths = spans.map(({ days }) => days);
  return HORIZONS.map((days) => {
    const shortest = Math.min(...lengths.filter((length) => length >= days * NEARLY));
    const isTested = Number.isFinite(shortest);
    const testedDays = isTested ? shortest : lengths.length === 0 ? null : Math.max(...lengths);
    const own = spans.filter((span) => span.days === testedDays);
    return {
      days,
      testedDays,
      money: middleOf(own.map(({ revenue }) => revenue.error)),
      orders: middleOf(own.map(({ renewals }) => renewals.error)),
      isOfShorter: !isTested,
    };
  });
}

/** Median of the sizes of what is known. */
function middleOf(errors: readonly (number | null)[]): number | null {
  const sizes = errors
    .filter((error) => error !== null)
    .map(Math.abs)
    .toSorted((left, right) => left - right);
  const [lower, upper] = [sizes[Math.ceil(sizes.length / 2) - 1], sizes[Math.floor(sizes.length / 2)]];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

/** The error at a horizon in words: where no test was as long, that of the longest, with its length. */
export function errorText(
  errors: readonly ErrorAhead[],
  days: number,
  name: "money" | "orders",
  { t, ratio }: Pick<Words, "t" | "ratio">,
): string {
  const of = errors.find((one) => one.days === days);
  if (of === undefined || of.testedDays === null || of[name] === null) return "–";
  const error = ratio(of[name]);
  return of.isOfShorter ? t("forecasts.horizons.ofShorter", { error, days: of.testedDays }) : error;
}
