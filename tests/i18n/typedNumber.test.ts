import { expect, it } from "vitest";
import { decimalText, typedDecimal } from "~/i18n/typedNumber";

it("a number is read as its language writes it", () => {
  expect(typedDecimal("1,234.50", "en")).toBe("1234.50");
  expect(typedDecimal("1.234,50", "tr")).toBe("1234.50");
  expect(typedDecimal("1.500", "tr")).toBe("1500");
  expect(typedDecimal("1.500", "en")).toBe("1.500");
  expect(typedDecimal("12,345,678", "ja")).toBe("12345678");
  expect(typedDecimal(" -3 000 ", "zh-CN")).toBe("-3000");
  expect(typedDecimal("−0.5", "en")).toBe("-0.5");
  expect(typedDecimal("１２００", "ja")).toBe("1200");
});

it("a sign that can only be the decimal one is read so", () => {
  expect(typedDecimal("4,5", "en")).toBe("4.5");
  expect(typedDecimal("4.5", "tr")).toBe("4.5");
});

it("what is no number is none", () => {
  for (const text of ["", "-", "abc", "1,23,456.0", "1.2.3", "12,34.5", "1e5", "0x1", "£5", "1,,000"])
    expect(typedDecimal(text, "en"), text).toBeNull();
});

it("a decimal stands in a field as its language writes it", () => {
  expect([decimalText("1234.5", "tr"), decimalText("1234.5", "en"), decimalText("-7", "ja")]).toEqual([
    "1234,5",
    "1234.5",
    "-7",
  ]);
});
