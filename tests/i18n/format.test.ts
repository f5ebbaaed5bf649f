import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponentOf } from "~/analytics/currencies";
import { minor, parseMinor, toDecimalString } from "~/analytics/money";
import { day, month } from "~/analytics/period";
import {
  currencySymbol,
  formatAmount,
  formatChange,
  formatCount,
  formatDay,
  formatFigure,
  formatInstant,
  formatMoney,
  formatMoneyShort,
  formatMonth,
  formatMonthShort,
  formatPeriod,
  formatRatio,
  formatSentences,
  movement,
} from "~/i18n/format";
import { LANGUAGES } from "~/i18n/languages";

const SEPARATOR = { en: ".", ja: ".", tr: ",", "zh-CN": "." } as const;

describe("money in words", () => {
  it("shows the decimals of ISO 4217, not those of Intl", () => {
    expect(formatMoney(minor(123450), "GBP", "en")).toBe("£1,234.50");
    expect(formatMoney(minor(1234), "JPY", "en")).toBe("¥1,234");
    expect(formatMoney(minor(1234567), "KWD", "en")).toBe("KWD\u00a01,234.567");
    expect(formatMoney(minor(123450), "HUF", "en")).toBe("HUF\u00a01,234.50");
    expect(formatMoney(minor(123450), "TRY", "tr")).toBe("₺1.234,50");
    expect(formatMoney(minor(1234), "JPY", "ja")).toBe("¥1,234");
    expect(formatMoney(minor(-5), "GBP", "en")).toBe("-£0.05");
    expect(formatMoney(null, "GBP", "en")).toBe("–");
  });

  it("loses no unit of the largest amounts", () => {
    expect(formatMoney(minor(9007199254740991), "GBP", "en")).toBe("£90,071,992,547,409.91");
    expect(formatMoney(minor(9007199254740991), "KWD", "en")).toBe("KWD\u00a09,007,199,254,740.991");
  });

  it("can be read back to the same amount in every language and currency", () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom("GBP", "JPY", "KWD", "TRY", "HUF"),
        fc.constantFrom(...LANGUAGES),
        (amount, currency, language) => {
          const text = formatMoney(minor(amount), currency, language);
          const digits = [...text].filter((sign) => /\d/.test(sign) || sign === SEPARATOR[language]).join("");
          const exponent = exponentOf(currency);
          const value = parseMinor(digits.replace(/^\.|(?<=\d)\.(?=\d{3}\.)/g, "").replace(",", "."), exponent);
          expect(toDecimalString(value, exponent)).toBe(toDecimalString(minor(Math.abs(amount)), exponent));
          expect(/[-−]/.test(text)).toBe(amount < 0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("is short on axes", () => {
    expect(formatMoneyShort(1250000, "GBP", "en")).toBe("£12.5K");
    expect(formatMoneyShort(1250000, "JPY", "ja")).toBe("¥125万");
    expect(formatMoneyShort(0, "KWD", "tr")).toBe("KWD\u00a00");
  });
});

describe("figures in words", () => {
  it("shows ratios as percent with one decimal, and the unknown as a dash, never as 0", () => {
    expect(formatRatio(0.12345, "en")).toBe("12.3%");
    expect(formatRatio(0.12345, "tr")).toBe("%12,3");
    expect(formatRatio(-0.5, "en")).toBe("-50.0%");
    expect(formatRatio(0, "en")).toBe("0.0%");
    expect(formatRatio(null, "en")).toBe("–");
    expect(formatCount(1234567, "tr")).toBe("1.234.567");
    expect(formatCount(null, "ja")).toBe("–");
    expect(formatFigure({ value: 45, unit: "days" }, "GBP", "en")).toBe("45 days");
    expect(formatFigure({ value: null, unit: "days" }, "GBP", "en")).toBe("–");
  });

  it("tells a change as percent of a base, and says so when there is none", () => {
    const change = (value: number | null, previous?: number | null) =>
      formatChange({ value, unit: "minor", previous }, "GBP", "en");
    expect(change(11230, 10000)).toBe("+12.3%");
    expect(change(9000, 10000)).toBe("-10.0%");
    expect(change(10000, 10000)).toBe("unchanged");
    expect(change(10000, 0)).toBe("was £0.00");
    expect(change(10000, -5000)).toBe("was -£50.00");
    expect(change(10000, null)).toBe("nothing to compare with");
    expect(change(10000)).toBe("nothing to compare with");
    expect(change(null, 10000)).toBe("nothing to compare with");
  });

  it("tells the change of a ratio in points, not as percent of a percentage", () => {
    expect(formatChange({ value: 0.262, unit: "ratio", previous: 0.25 }, "GBP", "en")).toBe("+1.2 points");
    expect(formatChange({ value: 0.2, unit: "ratio", previous: 0.25 }, "GBP", "tr")).toBe("-5,0 puan");
  });
});

describe("dates in words", () => {
  it("names days and months without moving them to another zone", () => {
    expect(formatDay(day("2025-01-31"), "en")).toBe("31 Jan 2025");
    expect(formatDay(day("2025-01-31"), "ja")).toBe("2025年1月31日");
    expect(formatDay(day("2025-01-31"), "tr")).toBe("31 Oca 2025");
    expect(formatMonth(month("2025-01"), "zh-CN")).toBe("2025年1月");
    expect(formatMonthShort(month("2025-01"), "en")).toBe("Jan 2025");
  });

  it("names a period by its last day, which a half-open end is not", () => {
    const period = (start: string, end: string) => formatPeriod({ start: day(start), end: day(end) }, "en");
    expect(period("2025-01-01", "2025-02-01")).toBe("January 2025");
    expect(period("2025-01-01", "2025-04-01")).toBe("Jan 2025 – Mar 2025");
    expect(period("2025-01-03", "2025-01-10")).toBe("3 Jan 2025 – 9 Jan 2025");
    expect(period("2025-01-03", "2025-01-04")).toBe("3 Jan 2025");
  });

  it("shows a moment on the shop's clock", () => {
    expect(formatInstant("2025-06-30T23:30:00Z", "Europe/London", "en")).toBe("1 Jul 2025, 00:30");
    expect(formatInstant("2025-06-30T23:30:00Z", "Asia/Tokyo", "ja")).toBe("2025年7月1日 08:30");
  });
});

describe("a figure that moved", () => {
  const moved = (value: number | null, previous?: number | null, unit: "minor" | "ratio" = "minor") =>
    movement({ value, unit, previous }, "en");

  it("rose or fell by a share of what it was, a ratio by points", () => {
    expect(moved(11230, 10000)).toEqual({ kind: "rose", size: "12.3%" });
    expect(moved(9000, 10000)).toEqual({ kind: "fell", size: "10.0%" });
    expect(moved(0.2, 0.25, "ratio")).toEqual({ kind: "fell", size: "5.0 points" });
  });

  it("hardly changed where the change would be written as 0.0", () => {
    expect(moved(100_004, 100_000)).toEqual({ kind: "hardly" });
    expect(moved(100_060, 100_000)).toEqual({ kind: "rose", size: "0.1%" });
  });

  it("has no size without a base, and none without an earlier figure", () => {
    expect(moved(500, 0)).toEqual({ kind: "was" });
    expect(moved(500, -100)).toEqual({ kind: "was" });
    expect(moved(500, null)).toEqual({ kind: "alone" });
    expect(moved(null, 500)).toEqual({ kind: "unknown" });
  });
});

describe("in tables and sentences", () => {
  it("amounts stand without their currency, with all their decimals", () => {
    expect(formatAmount(minor(-123450), "GBP", "en")).toBe("-1,234.50");
    expect(formatAmount(minor(123450), "KWD", "tr")).toBe("123,450");
    expect(formatAmount(null, "GBP", "en")).toBe("–");
    expect([currencySymbol("GBP", "en"), currencySymbol("JPY", "ja"), currencySymbol("KWD", "zh-CN")]).toEqual([
      "£",
      "¥",
      "KWD",
    ]);
  });

  it("sentences follow each other with a space, in Chinese and Japanese without", () => {
    expect(formatSentences(["A.", "B."], "tr")).toBe("A. B.");
    expect(formatSentences(["甲。", "乙。"], "zh-CN")).toBe("甲。乙。");
  });
});
