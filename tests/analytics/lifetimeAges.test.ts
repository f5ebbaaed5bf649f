import { describe, expect, it } from "vitest";
import { type AgedFacts, gapBands, medianGap, valuesByAge } from "~/analytics/lifetimeAges";
import { minor } from "~/analytics/money";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";

const fact = (reached: number, past: number, net: number, orders: number, secondOrders = 0): AgedFacts => ({
  reached,
  past,
  orders,
  secondOrders,
  sums: { ...NO_SALES, grossSales: minor(net) },
  fees: NO_FEES,
});

describe("values by age", () => {
  // Two customers are past 60 days, one is between 30 and 60, one younger than 30.
  const customers = [
    { reached: 2, customers: 2 },
    { reached: 1, customers: 1 },
    { reached: 0, customers: 1 },
  ];
  const facts = [
    fact(2, 0, 2000, 2),
    fact(2, 1, 500, 1, 1),
    fact(1, 0, 900, 1),
    fact(1, 1, 300, 1, 1),
    fact(0, 0, 70, 1),
  ];

  it("hold only customers who have reached the age, and only what they had bought by then", () => {
    const [thirty, sixty, ninety] = valuesByAge(customers, facts);
    // (2000 + 900) ÷ 3: the second order of the middle one came after 30 days.
    expect(thirty).toMatchObject({ age: 30, customers: 3, repeatRate: 0, lifetimeNetSales: 967, lifetimeOrders: 1 });
    // (2000 + 500) ÷ 2: the middle one is too young to be counted with what they bought since.
    expect(sixty).toMatchObject({
      age: 60,
      customers: 2,
      repeatRate: 0.5,
      lifetimeNetSales: 1250,
      lifetimeOrders: 1.5,
    });
    expect(ninety).toMatchObject({ age: 90, customers: 0, repeatRate: null, lifetimeNetSales: null });
  });
});

describe("the time to the second order", () => {
  it("is the middle gap, the mean of the two middle ones of an even number", () => {
    expect(medianGap([])).toBeNull();
    expect(medianGap([{ days: 9, customers: 1 }])).toBe(9);
    expect(
      medianGap([
        { days: 40, customers: 1 },
        { days: 3, customers: 2 },
        { days: 10, customers: 1 },
      ]),
    ).toBe(6.5);
  });

  it("falls into bands without gap or overlap, the last one open", () => {
    const bands = gapBands([
      { days: 0, customers: 1 },
      { days: 7, customers: 2 },
      { days: 8, customers: 4 },
      { days: 365, customers: 8 },
      { days: 366, customers: 16 },
    ]);
    expect(bands.map(({ from, to, customers }) => [from, to, customers])).toEqual([
      [0, 7, 3],
      [8, 14, 4],
      [15, 30, 0],
      [31, 60, 0],
      [61, 90, 0],
      [91, 180, 0],
      [181, 365, 8],
      [366, null, 16],
    ]);
  });
});
