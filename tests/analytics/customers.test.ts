import { describe, expect, it } from "vitest";
import { gapsOf, highValueVerdict, median, wholeMinor } from "~/analytics/customers";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";

const RULES = { fullPriceShare: 1, orders: 2, windowDays: 365 };
const buyer = { orders: 2, ordersInWindow: 2, orderedValue: minor(6001), fullPriceValue: minor(6001) };

describe("a high-value customer", () => {
  it("passes all three tests", () => {
    expect(highValueVerdict(buyer, RULES, 3000)).toEqual({
      averageOrderValue: 3001,
      fullPriceShare: 1,
      paysFullPrice: true,
      buysSeveralTimes: true,
      spendsAboveMedian: true,
      isHighValue: true,
    });
  });

  it("spends above the median, not at it; halves count", () => {
    // 6001 over two orders is 3000.5.
    expect(highValueVerdict(buyer, RULES, 3000.5).spendsAboveMedian).toBe(false);
    expect(highValueVerdict(buyer, RULES, 3000).spendsAboveMedian).toBe(true);
  });

  it("buys at full price as far as the shop asks for", () => {
    const mostly = { ...buyer, fullPriceValue: minor(5400) };
    expect(highValueVerdict(mostly, RULES, 3000).paysFullPrice).toBe(false);
    expect(highValueVerdict(mostly, { ...RULES, fullPriceShare: 0.8 }, 3000).isHighValue).toBe(true);
  });

  it("is nobody who bought nothing of value, or of whom the window holds too few orders", () => {
    const free = highValueVerdict({ ...buyer, orderedValue: minor(0), fullPriceValue: minor(0) }, RULES, 3000);
    expect(free).toMatchObject({ fullPriceShare: null, paysFullPrice: false, isHighValue: false });
    expect(highValueVerdict({ ...buyer, ordersInWindow: 1 }, RULES, 3000).isHighValue).toBe(false);
    expect(highValueVerdict(buyer, RULES, null).spendsAboveMedian).toBe(false);
  });
});

describe("rhythm", () => {
  it("is the days between consecutive orders and their median", () => {
    const gaps = gapsOf([day("2025-01-01"), day("2025-01-31"), day("2025-02-10"), day("2025-02-10")]);
    expect(gaps).toEqual([30, 10, 0]);
    expect(median(gaps)).toBe(10);
    expect(median([4, 1])).toBe(2.5);
    expect(median([])).toBeNull();
    expect(wholeMinor(2.5)).toBe(3);
  });
});
