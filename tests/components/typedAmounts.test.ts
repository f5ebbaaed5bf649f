import { describe, expect, it } from "vitest";
import { AmountText } from "~/components/form/numbers";
import { plainAmount } from "~/i18n/typedNumber";

describe("an amount as people type it", () => {
  it.each([
    ["4.50", "4.50"],
    ["4,50", "4.50"],
    ["1000", "1000"],
    ["1,234.56", "1234.56"],
    ["1.234,56", "1234.56"],
    ["12,345,678", "12345678"],
    ["12.345.678", "12345678"],
    ["0.125", "0.125"],
    ["0,125", "0.125"],
    ["1,2345", "1.2345"],
  ])("%s is %s", (text, plain) => {
    expect(plainAmount(text, 2)).toBe(plain);
  });

  it("with one mark and three digits behind it may be a thousand or one, and is refused", () => {
    expect(plainAmount("1,000", 2)).toBe("ambiguous");
    expect(plainAmount("1.000", 2)).toBe("ambiguous");
    expect(AmountText("USD", "total").safeParse("1,000").error?.issues).toMatchObject([{ message: "ambiguous" }]);
  });

  it("of a currency without decimals parts thousands by a comma, of one with three decimals by nothing", () => {
    expect(plainAmount("1,000", 0)).toBe("1000");
    expect(plainAmount("1.250", 3)).toBe("1.250");
    expect(plainAmount("1,250", 3)).toBe("ambiguous");
  });

  it.each(["1,23,456", "1.2.3", "1,234,56", "-4", "4 . x", ",5", "5,", "1,000.5.5"])("%s is no number", (text) => {
    expect(plainAmount(text, 2)).toBeNull();
    expect(AmountText("USD", "total").safeParse(text).error?.issues).toMatchObject([{ message: "number" }]);
  });

  it("may hold spaces between thousands, and be empty for what is unknown", () => {
    expect(AmountText("EUR", "total").parse("12 345,60")).toBe(1234560);
    expect(AmountText("EUR", "total").parse("")).toBeNull();
  });
});
