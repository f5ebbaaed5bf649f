import { expect, it } from "vitest";
import { LANGUAGES } from "~/i18n/languages";
import { decimalText, typedDecimal } from "~/i18n/typedNumber";

it("a number is read as its language writes it", () => {
  expect(typedDecimal("1,234.50", "en", 2)).toBe("1234.50");
  expect(typedDecimal("1.234,50", "tr", 2)).toBe("1234.50");
  expect(typedDecimal("1.500", "tr", 2)).toBe("1500");
  expect(typedDecimal("1,500", "en", 2)).toBe("1500");
  expect(typedDecimal("12,345,678", "ja", 2)).toBe("12345678");
  expect(typedDecimal(" -3 000 ", "zh-CN", 2)).toBe("-3000");
  expect(typedDecimal("−0.5", "en", 2)).toBe("-0.5");
  expect(typedDecimal("１２００", "ja", 2)).toBe("1200");
});

it("a sign that can only be the decimal one is read so", () => {
  expect(typedDecimal("4,5", "en", 2)).toBe("4.5");
  expect(typedDecimal("4.5", "tr", 2)).toBe("4.5");
});

it("a single decimal sign before three digits may be meant as a thousand, and is refused unless the number has three decimals", () => {
  expect(typedDecimal("1.000", "en", 2)).toBe("ambiguous");
  expect(typedDecimal("-1.000", "ja", 0)).toBe("ambiguous");
  expect(typedDecimal("1,000", "tr", 2)).toBe("ambiguous");
  expect(typedDecimal("1,250", "tr", 3)).toBe("1.250");
  expect(typedDecimal("1.250", "tr", 3)).toBe("1250");
  expect(typedDecimal("1.250", "en", 3)).toBe("1.250");
  expect(typedDecimal("0.125", "en", 2)).toBe("0.125");
});

it("what is no number is none", () => {
  for (const text of ["", "-", "abc", "1,23,456.0", "1.2.3", "12,34.5", "1e5", "0x1", "£5", "1,,000"])
    expect(typedDecimal(text, "en", 2), text).toBeNull();
});

it("a decimal stands in a field as its language writes it", () => {
  expect([decimalText("1234.5", "tr"), decimalText("1234.5", "en"), decimalText("-7", "ja")]).toEqual([
    "1234,5",
    "1234.5",
    "-7",
  ]);
});

it("a decimal of three digits stands in a field so that everybody reads it as one", () => {
  for (const language of LANGUAGES) {
    const shown = decimalText("1.234", language);
    for (const reader of LANGUAGES) expect(typedDecimal(shown, reader, 3), `${shown} ${reader}`).toBe("1.2340");
  }
});
