import { describe, expect, test } from "vitest";
import { allocate, exponentOf, mulDiv, sumBags, toDecimal, toMinor } from "../../devstore/money";

describe("amounts are whole minor units", () => {
  test("a decimal string has as many decimals as its currency at most", () => {
    expect(toMinor("19.99", 2)).toBe(1999);
    expect(toMinor("-0.5", 2)).toBe(-50);
    expect(toMinor("15.0", 0)).toBe(15);
    expect(toMinor("1.234", 3)).toBe(1234);
    expect(toMinor("19.999", 2)).toBeNull();
    expect(toMinor("1e3", 2)).toBeNull();
    expect(toMinor("", 2)).toBeNull();
  });

  test("an amount is spelt with at least one decimal and no trailing zeros, as Shopify spells it", () => {
    expect(toDecimal(1500, 2)).toBe("15.0");
    expect(toDecimal(1999, 2)).toBe("19.99");
    expect(toDecimal(-5, 2)).toBe("-0.05");
    expect(toDecimal(1500, 0)).toBe("1500.0");
    expect(toDecimal(125, 3)).toBe("0.125");
    expect(toDecimal(0, 2)).toBe("0.0");
  });

  test("yen has no decimals, dinars have three, a code that ISO does not list has none known", () => {
    expect([exponentOf("JPY"), exponentOf("KWD"), exponentOf("EUR"), exponentOf("XYZ")]).toEqual([0, 3, 2, null]);
  });
});

describe("nothing is lost in a division", () => {
  test("parts add up to the whole; the units left over go to the largest remainders, the earlier first", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(5, [3, 1, 4])).toEqual([2, 1, 2]); // 1.875, 0.625, 2.5
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(7, [0, 0])).toEqual([7, 0]);
    expect(allocate(7, [])).toEqual([]);
  });

  test("halves are rounded away from zero, exactly, beyond the range of doubles too", () => {
    expect(mulDiv(5, 1, 2)).toBe(3);
    expect(mulDiv(-5, 1, 2)).toBe(-3);
    expect(mulDiv(9_007_199_254_740_991, 3, 4)).toBe(6_755_399_441_055_743); // …743.25
    expect(() => mulDiv(1, 1, 0)).toThrow("cannot be divided by 0");
  });
});

test("amounts of the buyer are added only within one currency; mixed, the sum is the shop's in both", () => {
  const usd = { shop: 110, presentment: 110, shopCurrency: "USD", presentmentCurrency: "USD" };
  const eur = { shop: 220, presentment: 200, shopCurrency: "USD", presentmentCurrency: "EUR" };
  expect(sumBags([eur, eur], "USD")).toEqual({
    shop: 440,
    presentment: 400,
    shopCurrency: "USD",
    presentmentCurrency: "EUR",
  });
  expect(sumBags([eur, usd], "USD")).toEqual({
    shop: 330,
    presentment: 330,
    shopCurrency: "USD",
    presentmentCurrency: "USD",
  });
});
