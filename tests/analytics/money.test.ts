import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponentOf } from "~/analytics/currencies";
import {
  allocate,
  change,
  minor,
  parseMinor,
  perUnit,
  share,
  sum,
  times,
  toDecimalString,
  wholeParts,
} from "~/analytics/money";

describe("money", () => {
  it("is read from decimal strings without passing through a float", () => {
    expect(parseMinor("1.005", 2)).toBe(101);
    expect(parseMinor("15.0", 2)).toBe(1500);
    expect(parseMinor("-0.005", 2)).toBe(-1);
    expect(parseMinor("1999", 0)).toBe(1999);
    expect(parseMinor("1.2345", 3)).toBe(1235);
    expect(() => parseMinor("1,50", 2)).toThrow('amount "1,50": expected a decimal number');
    expect(() => parseMinor("1e3", 2)).toThrow("expected a decimal number");
    expect(() => parseMinor("99999999999999999.99", 2)).toThrow("2^53");
  });

  it("is written back as the decimal string it was read from", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom(0, 2, 3), (value, exponent) => {
        expect(parseMinor(toDecimalString(minor(value), exponent), exponent)).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });

  it("is divided and rounded half away from zero as decimal arithmetic has it, halves and the largest amounts included", () => {
    const decimal = (amount: number, count: number) => times(minor(amount), new Decimal(1).div(count).toFixed(60));
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 2_000 }),
        (large, half, count) => {
          const exact = new Decimal(large).div(count).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
          expect(perUnit(minor(large), count)).toBe(exact + 0);
          expect(perUnit(minor(half), 2)).toBe(decimal(half, 2));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("never loses a unit when it is allocated", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 40 }),
        (total, weights) => {
          const parts = allocate(minor(total), weights);
          expect(sum(parts)).toBe(total);
          expect(parts).toHaveLength(weights.length);
          for (const part of parts) expect(Math.sign(part) * Math.sign(total)).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("gives the remainder to the largest fractions: 100.00 in three is 33.34 + 33.33 + 33.33", () => {
    expect(allocate(minor(10000), [1, 1, 1])).toEqual([3334, 3333, 3333]);
    expect(allocate(minor(-100), [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(minor(7), [0, 0])).toEqual([7, 0]);
  });

  it("rounds half away from zero, as PostgreSQL does", () => {
    expect(times(minor(25), "0.1")).toBe(3);
    expect(times(minor(-25), "0.1")).toBe(-3);
    expect(perUnit(minor(5), 2)).toBe(3);
  });

  it("has no ratio without a base", () => {
    expect(share(3, 0)).toBeNull();
    expect(perUnit(minor(100), 0)).toBeNull();
    expect(change(0, 5)).toBeNull();
    expect(change(null, 5)).toBeNull();
    expect(change(100, 130)).toBe(0.3);
  });

  it("knows the decimals of a currency from ISO 4217, not from the display rules of Intl", () => {
    expect(["JPY", "KWD", "HUF", "IQD", "GBP", "CLF"].map(exponentOf)).toEqual([0, 3, 2, 3, 2, 4]);
    expect(() => exponentOf("gbp")).toThrow('currency "gbp"');
    expect(() => exponentOf("XXX")).toThrow("ISO 4217");
  });
});

describe("whole parts", () => {
  it("sum to the rounded sum, the remainder going to the largest fractions", () => {
    expect(wholeParts(["1.5", "1.25", "0.25"])).toEqual([2, 1, 0]);
    expect(wholeParts(["0.5", "0.5"])).toEqual([1, 0]);
    expect(wholeParts(["-0.75", "2.25"])).toEqual([0, 2]);
    expect(wholeParts([])).toEqual([]);
  });
});
