import { exponentOf } from "~/analytics/currencies";
import type { Unit } from "~/analytics/metrics/metric";
import { change, type Minor, minor, toDecimalString } from "~/analytics/money";
import { addDays, addMonths, type Day, firstDay, type Month, monthOf, type Period } from "~/analytics/period";
import { type Language, NUMBER_LOCALES } from "./languages";
import { translator } from "./translate";

/** Shown where a figure is unknown or has no base. */
export const UNKNOWN = "–";

// British dates: "31 Jan 2025" cannot be misread on either side of the Atlantic.
const DATE_LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", ja: "ja-JP", tr: "tr-TR", "zh-CN": "zh-CN" };

/** A figure as a report carries it: minor units, a ratio, a count or days; null is unknown. */
export interface Quantity {
  readonly value: number | null;
  readonly unit: Unit;
  readonly previous?: number | null;
}

/** The amount with its currency and all its decimals: 123450 GBP → "£1,234.50", in every language exact to the minor unit. */
export function formatMoney(amount: Minor | number | null, currency: string, language: Language): string {
  if (amount === null) return UNKNOWN;
  return halfWidth(moneyFormat(currency, language).format(decimal(amount, exponentOf(currency))));
}

/** The amount without its currency, for the cells of a table that names it once: 123450 GBP → "1,234.50". */
export function formatAmount(amount: number | null, currency: string, language: Language): string {
  if (amount === null) return UNKNOWN;
  const digits = exponentOf(currency);
  return cached(
    `amount ${digits} ${language}`,
    () =>
      new Intl.NumberFormat(NUMBER_LOCALES[language], { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  ).format(decimal(amount, digits));
}

/** "£", "¥", "KWD": how the currency is marked where Intl does not write the number, such as in the number format of a spreadsheet. */
export function currencySymbol(currency: string, language: Language): string {
  const part = moneyFormat(currency, language)
    .formatToParts(0)
    .find(({ type }) => type === "currency");
  return halfWidth(part?.value ?? currency);
}

/** A rounded amount for the axis of a chart: "£12K", "1.2万円". Never for a figure that is to be read off. */
export function formatMoneyShort(amount: number, currency: string, language: Language): string {
  const format = cached(
    `short ${currency} ${language}`,
    () =>
      new Intl.NumberFormat(NUMBER_LOCALES[language], {
        style: "currency",
        currency,
        currencyDisplay: "narrowSymbol",
        notation: "compact",
        minimumFractionDigits: 0,
        maximumFractionDigits: 1,
      }),
  );
  return halfWidth(format.format(decimal(Math.round(amount), exponentOf(currency))));
}

/** A share as percent with one decimal: 0.1234 → "12.3%". */
export function formatRatio(ratio: number | null, language: Language): string {
  return ratio === null ? UNKNOWN : percentFormat(language, "auto").format(ratio);
}

/** A share as whole percent for the cell of a heat map: 0.1234 → "12%". Never for a figure that is to be read off. */
export function formatPercentShort(ratio: number | null, language: Language): string {
  if (ratio === null) return UNKNOWN;
  return cached(
    `whole percent ${language}`,
    () => new Intl.NumberFormat(NUMBER_LOCALES[language], { style: "percent", maximumFractionDigits: 0 }),
  ).format(ratio);
}

export function formatCount(count: number | null, language: Language): string {
  if (count === null) return UNKNOWN;
  return cached(
    `count ${language}`,
    () => new Intl.NumberFormat(NUMBER_LOCALES[language], { maximumFractionDigits: 0 }),
  ).format(count);
}

/** A number with two decimals: orders per customer, times the cost. */
export function formatNumber(number: number | null, language: Language): string {
  if (number === null) return UNKNOWN;
  return cached(
    `number ${language}`,
    () => new Intl.NumberFormat(NUMBER_LOCALES[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  ).format(number);
}

/** A figure in its unit. */
export function formatFigure(figure: Quantity, currency: string, language: Language): string {
  return formatValue(figure.value, figure.unit, currency, language);
}

/** A value of a stated unit; null is "–". */
export function formatValue(value: number | null, unit: Unit, currency: string, language: Language): string {
  if (value === null) return UNKNOWN;
  switch (unit) {
    case "minor":
      return formatMoney(value, currency, language);
    case "ratio":
      return formatRatio(value, language);
    case "count":
      return formatCount(value, language);
    case "days":
      return translator(language)("common.days", { count: value });
    case "number":
      return formatNumber(value, language);
  }
}

/**
 * The change since the comparison period in words: "+12.3%", for ratios "+1.2 points", "unchanged"; where the earlier figure
 * is no base to divide by, that figure itself ("was £0.00"); where it is unknown, that there is nothing to compare with.
 */
export function formatChange(figure: Quantity, currency: string, language: Language): string {
  const t = translator(language);
  const { value, unit, previous = null } = figure;
  if (value === null || previous === null) return t("common.change.noComparison");
  if (value === previous) return t("common.change.unchanged");
  if (unit === "ratio") return t("common.change.points", { points: signedPoints(value - previous, language) });
  const relative = change(previous, value);
  if (relative === null) return t("common.change.was", { previous: formatValue(previous, unit, currency, language) });
  return percentFormat(language, "exceptZero").format(relative);
}

/** Sentences one after the other, as the language sets them: Chinese and Japanese without a space between. */
export const formatSentences = (sentences: readonly string[], language: Language): string =>
  sentences.join(language === "ja" || language === "zh-CN" ? "" : " ");

/** How a figure moved, for a sentence about it. `size` is the change without its sign: "12.3%" or "1.2 points". */
export type Movement =
  | { readonly kind: "rose" | "fell"; readonly size: string }
  | { readonly kind: "hardly" | "was" | "alone" | "unknown" };

/** Less than this share of the base (or of the whole, for ratios) would be written as 0.0. */
const HARDLY = 0.0005;

export function movement(figure: Quantity, language: Language): Movement {
  const { value, unit, previous = null } = figure;
  if (value === null) return { kind: "unknown" };
  if (previous === null) return { kind: "alone" };
  const moved = unit === "ratio" ? value - previous : change(previous, value);
  if (moved === null) return { kind: "was" };
  if (Math.abs(moved) < HARDLY) return { kind: "hardly" };
  const size =
    unit === "ratio"
      ? translator(language)("common.change.points", { points: points(Math.abs(moved), language) })
      : formatRatio(Math.abs(moved), language);
  return { kind: moved > 0 ? "rose" : "fell", size };
}

/** "31 Jan 2025". */
export const formatDay = (of: Day, language: Language): string => dateFormat(language, "day").format(utc(of));

/** "31 Jan", for the axis of a chart that tells the year elsewhere. */
export const formatDayShort = (of: Day, language: Language): string => dateFormat(language, "dayShort").format(utc(of));

/** "January 2025". */
export const formatMonth = (of: Month, language: Language): string =>
  dateFormat(language, "month").format(utc(firstDay(of)));

/** "Jan 2025". */
export const formatMonthShort = (of: Month, language: Language): string =>
  dateFormat(language, "monthShort").format(utc(firstDay(of)));

/** "Jan" alone, for the axis of a chart that names the year elsewhere. */
export const formatMonthName = (of: Month, language: Language): string =>
  dateFormat(language, "monthName").format(utc(firstDay(of)));

/** The span with both ends named, the last day included: "January 2025", "Jan 2025 – Mar 2025", "3 Jan 2025 – 9 Jan 2025". */
export function formatPeriod(period: Period, language: Language): string {
  const last = addDays(period.end, -1);
  const wholeMonths = period.start.endsWith("-01") && period.end.endsWith("-01");
  if (!wholeMonths)
    return last <= period.start
      ? formatDay(period.start, language)
      : between(formatDay(period.start, language), formatDay(last, language));
  if (addMonths(monthOf(period.start), 1) === monthOf(period.end)) return formatMonth(monthOf(period.start), language);
  return between(formatMonthShort(monthOf(period.start), language), formatMonthShort(monthOf(last), language));
}

/** A moment as the shop's clock shows it: "31 Jan 2025, 14:05". */
export function formatInstant(iso: string, timeZone: string, language: Language): string {
  return cached(
    `instant ${timeZone} ${language}`,
    () =>
      new Intl.DateTimeFormat(DATE_LOCALES[language], {
        ...DATE_STYLES.day,
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        timeZone,
      }),
  ).format(new Date(iso));
}

const DATE_STYLES = {
  day: { year: "numeric", month: "short", day: "numeric" },
  dayShort: { month: "short", day: "numeric" },
  month: { year: "numeric", month: "long" },
  monthShort: { year: "numeric", month: "short" },
  monthName: { month: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const between = (first: string, last: string): string => `${first} – ${last}`;
const utc = (of: Day): Date => new Date(`${of}T00:00:00Z`);

// Intl writes the yen in Japanese with the full-width sign, which tears holes into columns of numbers.
const halfWidth = (text: string): string => text.replace("￥", "¥");

const formats = new Map<string, unknown>();

// Building an Intl object costs a hundred times its use.
function cached<T>(key: string, build: () => T): T {
  const known = formats.get(key) as T | undefined;
  if (known) return known;
  const built = build();
  formats.set(key, built);
  return built;
}

const moneyFormat = (currency: string, language: Language): Intl.NumberFormat =>
  cached(`money ${currency} ${language}`, () => {
    const digits = exponentOf(currency);
    return new Intl.NumberFormat(NUMBER_LOCALES[language], {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  });

const percentFormat = (language: Language, signDisplay: "auto" | "exceptZero"): Intl.NumberFormat =>
  cached(
    `percent ${signDisplay} ${language}`,
    () =>
      new Intl.NumberFormat(NUMBER_LOCALES[language], {
        style: "percent",
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
        signDisplay,
      }),
  );

const points = (difference: number, language: Language): string =>
  cached(
    `plain points ${language}`,
    () => new Intl.NumberFormat(NUMBER_LOCALES[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  ).format(difference * 100);

const signedPoints = (difference: number, language: Language): string =>
  cached(
    `points ${language}`,
    () =>
      new Intl.NumberFormat(NUMBER_LOCALES[language], {
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
        signDisplay: "exceptZero",
      }),
  ).format(difference * 100);

const dateFormat = (language: Language, style: keyof typeof DATE_STYLES): Intl.DateTimeFormat =>
  cached(
    `${style} ${language}`,
    () => new Intl.DateTimeFormat(DATE_LOCALES[language], { ...DATE_STYLES[style], timeZone: "UTC" }),
  );

// Intl reads decimal strings exactly, where a float would already have lost the last unit of a large amount.
const decimal = (amount: number, exponent: number): Intl.StringNumericLiteral =>
  toDecimalString(minor(amount), exponent) as Intl.StringNumericLiteral;
