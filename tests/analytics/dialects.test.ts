import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIALECTS, findDialect } from "~/analytics/dialectRegistry";
import { allCircumstances, explanations } from "~/analytics/dialectSearch";
import {
  AMOUNT_NAMES,
  type Amounts,
  amountOf,
  bridge,
  CANON,
  type Circumstances,
  type Terms,
} from "~/analytics/dialects";
import { type Minor, minor } from "~/analytics/money";
import { typedFigure } from "~/components/dialects/compareQuery";

const OURS: Circumstances = { clock: "eventDay", excludeCancelled: false, excludeUnpaid: false, excludeOthers: false };
const NOTHING = Object.fromEntries(AMOUNT_NAMES.map((name) => [name, 0])) as Record<
  (typeof AMOUNT_NAMES)[number],
  Minor
>;

const amounts = (of: Partial<Record<(typeof AMOUNT_NAMES)[number], number>>, orders = 10): Amounts => ({
  of: { ...NOTHING, ...(of as Partial<Record<(typeof AMOUNT_NAMES)[number], Minor>>) },
  orders,
  unknown: [],
});

/** £1,000 sold, £50 off, £100 back, £80 shipping of which £20 more was given back, £90 tax of which £10 more was given back. */
const MONTH = amounts({
  grossSales: 100_000,
  discounts: 5_000,
  salesReversals: 10_000,
  shipping: 8_000,
  shippingReturned: 2_000,
  tax: 9_000,
  taxReturned: 1_000,
  giftCardSales: 4_000,
  refunded: 13_000,
  cogs: 40_000,
  shippingCost: 6_000,
  paymentFees: 3_000,
});

const worth = (dialect: string, label: string) => {
  const metric = findDialect(dialect)?.metrics.find((one) => one.label === label);
  return metric ? amountOf(metric.terms, MONTH) : null;
};

describe("another app's figure", () => {
  it("is what its public pages define, worked by hand", () => {
    expect(amountOf(CANON.netSales, MONTH)).toBe(85_000);
    expect(worth("beprofit", "Gross sales")).toBe(100_000 + 10_000 + 10_000);
    expect(worth("beprofit", "Total sales")).toBe(85_000 + 8_000 + 9_000);
    expect(worth("beprofit", "Net sales")).toBe(93_000);
    expect(worth("beprofit", "Gross profit")).toBe(93_000 - 40_000 - 6_000 - 3_000);
    expect(worth("lifetimely", "Net sales (with tax)")).toBe(102_000);
    expect(worth("trueprofit", "Revenue")).toBe(102_000);
    expect(worth("polar", "Net sales")).toBe(89_000);
    expect(worth("metorik", "Net sales")).toBe(89_000);
    expect(worth("bythenumbers", "Total sales")).toBe(100_000 - 5_000 + 10_000 + 10_000 + 4_000 - 13_000);
    expect(worth("shopify", "Gross profit")).toBe(45_000);
  });

  it("names a public page and the day it was read", () => {
    for (const { sources, seen, name } of DIALECTS) {
      expect(sources.length, name).toBeGreaterThan(0);
      for (const source of sources) expect(source).toMatch(/^https:\/\/\S+$/);
      expect(seen).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});

const anyAmounts = fc
  .tuple(
    fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), {
      minLength: AMOUNT_NAMES.length,
      maxLength: AMOUNT_NAMES.length,
    }),
    fc.integer({ min: 0, max: 500 }),
  )
  .map(([values, orders]) =>
    amounts(Object.fromEntries(AMOUNT_NAMES.map((name, index) => [name, values[index] ?? 0])), orders),
  );
const circumstances = fc.constantFrom(...allCircumstances({ ...OURS, excludeOthers: true }));
const terms: fc.Arbitrary<Terms> = fc.constantFrom(
  ...Object.values(CANON),
  ...DIALECTS.flatMap(({ metrics }) => metrics.map((metric) => metric.terms)),
);

describe("a bridge", () => {
  it("sums to the difference exactly, whatever the amounts, formulas and circumstances", () => {
    fc.assert(
      fc.property(
        fc.tuple(terms, circumstances),
        fc.tuple(terms, circumstances),
        fc.array(anyAmounts, { minLength: 16, maxLength: 16 }),
        ([ourTerms, ours], [theirTerms, theirs], tables) => {
          const all = allCircumstances({ ...OURS, excludeOthers: true });
          const under = (at: Circumstances) => {
            const index = all.findIndex((one) => JSON.stringify(one) === JSON.stringify({ ...one, ...at }));
            return tables[index] ?? MONTH;
          };
          const parts = bridge(
            { terms: ourTerms, circumstances: ours },
            { terms: theirTerms, circumstances: theirs },
            under,
          );
          const total = parts.reduce((sum, { amount }) => sum + amount, 0);
          expect(total).toBe(amountOf(theirTerms, under(theirs)) - amountOf(ourTerms, under(ours)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("tells what BeProfit's net sales hold that ours do not", () => {
    const theirs = findDialect("beprofit")?.metrics[2]?.terms ?? {};
    const parts = bridge(
      { terms: CANON.netSales, circumstances: OURS },
      { terms: theirs, circumstances: OURS },
      () => MONTH,
    );
    expect(parts).toEqual([{ reason: { kind: "amount", name: "shipping", ours: 0, theirs: 1 }, amount: 8_000 }]);
  });
});

describe("a number read in another app", () => {
  const search = (amount: number, within = 0, dialects = DIALECTS) =>
    explanations(
      { amount: minor(amount), within: minor(within) },
      { dialects, metric: null, shop: OURS },
      ({ clock, excludeCancelled }) =>
        amounts({
          ...MONTH.of,
          grossSales: MONTH.of.grossSales + (clock === "orderDay" ? 777 : 0) - (excludeCancelled ? 1_234 : 0),
        }),
    );

  it("is found by the app's definition where it is just that", () => {
    const [best] = search(93_000).best;
    expect(best).toMatchObject({ dialect: "beprofit", metric: 2, rest: 0, changes: 0 });
  });

  it("is found by one change: another clock, orders left out, an amount more", () => {
    const beprofit = DIALECTS.filter(({ id }) => id === "beprofit");
    expect(search(93_777, 0, beprofit).best[0]).toMatchObject({
      circumstances: { clock: "orderDay" },
      rest: 0,
      changes: 1,
    });
    expect(search(91_766, 0, beprofit).best[0]).toMatchObject({ circumstances: { excludeCancelled: true }, rest: 0 });
    expect(search(97_000, 0, beprofit).best[0]).toMatchObject({
      metric: 2,
      adjustment: { name: "giftCardSales", times: 1 },
      rest: 0,
      changes: 1,
    });
  });

  it("counts as exact within the digits that were typed", () => {
    const { exact, best } = search(93_030, 50);
    expect(exact).toBeGreaterThan(0);
    expect(best[0]).toMatchObject({ dialect: "beprofit", value: 93_000, rest: 30 });
  });

  it("leaves the rest unexplained where nothing gives it", () => {
    const { exact, best, tried } = search(93_001);
    expect(exact).toBe(0);
    expect(best[0]).toMatchObject({ value: 93_000, rest: 1 });
    expect(tried).toBeGreaterThan(1_000);
  });
});

describe("a typed number", () => {
  it.each([
    ["1234.56", 123_456, 0],
    ["12,345.67", 1_234_567, 0],
    ["12.345,67", 1_234_567, 0],
    ["12 345,67 €", 1_234_567, 0],
    ["$12,345", 1_234_500, 50],
    ["12345.6", 1_234_560, 5],
    ["-5", -500, 50],
    ["GBP 7.00", 700, 0],
  ])("%s is read as every language writes it", (text, amount, within) => {
    expect(typedFigure(text, 2)).toEqual({ amount, within });
  });

  it.each(["", "abc", "1.2.3,4,5", "1e9", "12345678901234567890"])("%s is none", (text) => {
    expect(typedFigure(text, 2)).toBeNull();
  });

  it("of a currency without decimals is exact", () => {
    expect(typedFigure("¥12,345", 0)).toEqual({ amount: 12_345, within: 0 });
  });
});
