import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Change,
  changeOf,
  inProduct,
  inTriple,
  isWorthTelling,
  pair,
  part,
  wholeAmounts,
} from "~/analytics/drivers";
import { driversOfProfit, type ProfitInputs, type ProfitProduct } from "~/analytics/driversOfProfit";
import {
  driversByKind,
  driversByProduct,
  driversOfAcquisition,
  driversOfLifetime,
  driversOfMrr,
  driversOfNetSales,
  type SoldSums,
} from "~/analytics/driversOfSales";
import { minor } from "~/analytics/money";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";

const amounts = (of: Change | null) =>
  Object.fromEntries((of?.parts ?? []).map(({ driver, amount }) => [driver, amount]));
const total = (of: Change | null) => (of?.parts ?? []).reduce((sum, { amount }) => sum + amount, 0);

const sold = (orders: number, units: number, gross: number, discounts: number, reversals: number): SoldSums => ({
  orders,
  units,
  grossSales: minor(gross),
  discounts: minor(discounts),
  salesReversals: minor(reversals),
});

describe("what a factor makes of a product", () => {
  it("of two factors: its rise at the mean of the other", () => {
    // 10 × 20 = 200 becomes 12 × 25 = 300: 2 × 22.5 and 5 × 11.
    expect(inProduct(pair(10, 12), pair(20, 25))).toBe(45);
    expect(inProduct(pair(20, 25), pair(10, 12))).toBe(55);
  });

  it("of three factors: its effect averaged over all six orders of the changes", () => {
    // 2 × 3 × 5 = 30 becomes 4 × 6 × 10 = 240. Of the first: 2 × (2 × (15 + 60) + 30 + 30) ÷ 6 = 70, and so the others.
    const [first, second, third] = [pair(2, 4), pair(3, 6), pair(5, 10)];
    expect(inTriple(first, second, third)).toBe(70);
    expect(inTriple(second, first, third) + inTriple(third, first, second)).toBe(140);
  });
});

describe("rounding parts of a change", () => {
  it("sums exactly, the rest by one from those that rounding moved furthest, the first of equals", () => {
    expect(wholeAmounts([1.5, 1.5, -1], minor(2))).toEqual([1, 2, -1]);
    expect(wholeAmounts([0.4, 0.7, -0.1], minor(1))).toEqual([0, 1, 0]);
  });

  it("refuses what is no part of the change", () => {
    expect(() => wholeAmounts([10, 20], minor(33))).toThrow("expected a sum of 33, but 3 is left");
  });

  it("of negated amounts gives the negated parts", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 9 }),
        (parts) => {
          const sum = minor(Math.round(parts.reduce((left, right) => left + right, 0)) + 0);
          const there = wholeAmounts(parts, sum);
          const back = wholeAmounts(
            parts.map((one) => -one),
            minor(-sum + 0),
          );
          expect(there.reduce((left, right) => left + right, 0)).toBe(sum);
          expect(back).toEqual(there.map((one) => -one + 0));
        },
      ),
    );
  });
});

describe("what drove net sales", () => {
  it("orders × (units × price − discounts − reversals), by hand", () => {
    // 10 orders of 2 units at 5.00 less 1.00 and 0.50 each: 85.00. Then 12 of 2.5 units at 6.00 less 2.00 and 1.00: 144.00.
    const of = driversOfNetSales(sold(10, 20, 10_000, 1_000, 500), sold(12, 30, 18_000, 2_400, 1_200));
    expect([of.before, of.after]).toEqual([8_500, 14_400]);
    // Orders: 2 × (2 × (1000 + 1500) + 2 × 600 + 2.5 × 500) ÷ 6 = 2483.33, less 2 × 150 and 2 × 75.
    // Units: 0.5 × (2 × (5000 + 7200) + 6000 + 6000) ÷ 6 = 3033.33; price: 100 × (2 × (20 + 30) + 25 + 24) ÷ 6 = 2483.33.
    // Discounts: 100 × 11; reversals: 50 × 11.
    expect(amounts(of)).toEqual({
      orders: 2_034,
      unitsPerOrder: 3_033,
      price: 2_483,
      discounts: -1_100,
      salesReversals: -550,
    });
  });

  it("from or to a period without an order, all is the orders', and reversals their own", () => {
    expect(amounts(driversOfNetSales(sold(0, 0, 0, 0, 300), sold(2, 3, 3_000, 500, 0)))).toEqual({
      orders: 2_500,
      salesReversals: 300,
    });
  });

  it("without units in a period there is one price, of the whole order", () => {
    // 1 order of 1.00 without units, then 2 orders of 3.00: orders 1 × 200, price 200 × 1.5.
    expect(amounts(driversOfNetSales(sold(1, 0, 100, 0, 0), sold(2, 2, 600, 0, 0)))).toEqual({
      orders: 200,
      price: 300,
    });
  });

  const anySold = fc
    .record({
      orders: fc.nat(500),
      units: fc.nat(2_000),
      gross: fc.nat(9_000_000),
      discounts: fc.nat(900_000),
      reversals: fc.nat(9_000_000),
    })
    .map(({ orders, units, gross, discounts, reversals }) => sold(orders, units, gross, discounts, reversals));

  it("sums exactly, turns every sign when the periods are swapped, and is nothing when nothing changed", () => {
    fc.assert(
      fc.property(anySold, anySold, (before, after) => {
        const there = driversOfNetSales(before, after);
        expect(total(there)).toBe(there.after - there.before);
        expect(amounts(driversOfNetSales(after, before))).toEqual(
          Object.fromEntries(Object.entries(amounts(there)).map(([driver, amount]) => [driver, -amount])),
        );
        expect(driversOfNetSales(before, before).parts).toEqual([]);
      }),
    );
  });

  it("by who bought: first orders, later orders, guests", () => {
    const net = (amount: number) => ({ ...NO_SALES, grossSales: minor(amount) });
    const of = driversByKind(
      { new: net(500), returning: net(300), guest: net(100) },
      { new: net(450), returning: net(600), guest: net(100) },
    );
    expect([of.before, of.after]).toEqual([900, 1_150]);
    expect(amounts(of)).toEqual({ newCustomers: -50, returningCustomers: 300 });
  });

  it("by product: three gainers and three losers by name, all others together", () => {
    const of = (sales: Readonly<Record<string, number>>) =>
      Object.entries(sales).map(([title, netSales]) => ({ key: title, title, netSales: minor(netSales) }));
    const before = of({ A: 100, B: 100, C: 100, D: 100, E: 100, F: 100, G: 100, H: 100 });
    const after = of({ A: 190, B: 150, C: 120, D: 110, E: 20, F: 60, G: 90, I: 30 });
    // Adjustments of −10 in the later period belong to no product.
    const change = driversByProduct(before, after, pair(800, 760));
    expect(change.parts).toEqual([
      { driver: "product", name: "A", amount: 90 },
      { driver: "product", name: "B", amount: 50 },
      { driver: "product", name: "I", amount: 30 },
      { driver: "product", name: "H", amount: -100 },
      { driver: "product", name: "E", amount: -80 },
      { driver: "product", name: "F", amount: -40 },
      { driver: "otherProducts", name: null, amount: 10 },
    ]);
  });
});

describe("what drove other figures", () => {
  it("lifetime value = orders per customer × net sales per order × margin", () => {
    // 1.2 × 50.00 × 40% = 24.00 becomes 1.5 × 60.00 × 30% = 27.00.
    const of = driversOfLifetime(
      { orders: 1.2, netSales: minor(6_000), value: minor(2_400) },
      { orders: 1.5, netSales: minor(9_000), value: minor(2_700) },
    );
    // Orders 0.3 × (2 × (2000 + 1800) + 1500 + 2400) ÷ 6 = 575; value 1000 × (2 × (.48 + .45) + .36 + .6) ÷ 6 = 470; margin −745.
    expect(of?.metric).toBe("lifetimeValue");
    expect(amounts(of)).toEqual({ ordersPerCustomer: 575, orderValue: 470, margin: -745 });
  });

  it("lifetime net sales where a profit is unknown, and nothing where nobody ordered", () => {
    const of = driversOfLifetime(
      { orders: 1, netSales: minor(5_000), value: null },
      { orders: 2, netSales: minor(8_000), value: minor(1) },
    );
    expect(of?.metric).toBe("lifetimeNetSales");
    expect(amounts(of)).toEqual({ ordersPerCustomer: 4_500, orderValue: -1_500 });
    expect(
      driversOfLifetime({ orders: 0, netSales: minor(0), value: null }, { orders: 1, netSales: minor(5), value: null }),
    ).toBeNull();
  });

  it("acquisition cost = spend ÷ customers won", () => {
    // 1000.00 ÷ 50 = 20.00 becomes 1800.00 ÷ 60 = 30.00: spend 80000 × (1/50 + 1/60) ÷ 2, customers the rest.
    const of = driversOfAcquisition(
      { spend: minor(100_000), customers: 50, cost: minor(2_000) },
      { spend: minor(180_000), customers: 60, cost: minor(3_000) },
    );
    expect(amounts(of)).toEqual({ spend: 1_467, customersWon: -467 });
    expect(
      driversOfAcquisition(
        { spend: minor(1), customers: 0, cost: null },
        { spend: minor(1), customers: 1, cost: minor(1) },
      ),
    ).toBeNull();
  });

  it("MRR = its opening with the movements of the month", () => {
    const bridge = {
      opening: 1_000,
      new: 300,
      expansion: 50,
      reactivation: 0,
      contraction: 20,
      churn: 230,
      closing: 1_100,
    };
    const of = driversOfMrr(
      Object.fromEntries(Object.entries(bridge).map(([name, amount]) => [name, minor(amount)])) as never,
    );
    expect(amounts(of)).toEqual({ newMrr: 300, expansionMrr: 50, contractionMrr: -20, churnedMrr: -230 });
  });
});

describe("whether a change is told", () => {
  const change = (before: number, after: number) =>
    changeOf("netSales", pair(before, after), [part("orders", after - before)]);

  it("from 1% of what it was, and from nothing", () => {
    expect(isWorthTelling(change(10_000, 10_100))).toBe(true);
    expect(isWorthTelling(change(10_000, 10_099))).toBe(false);
    expect(isWorthTelling(change(-10_000, -9_900))).toBe(true);
    expect(isWorthTelling(change(0, 1))).toBe(true);
    expect(isWorthTelling(change(0, 0))).toBe(false);
  });
});

describe("what drove profit", () => {
  const product = (
    productId: string,
    units: number,
    net: number,
    cogs: number,
    more: Partial<ProfitProduct> = {},
  ): ProfitProduct => ({
    productId,
    title: productId,
    units,
    returnedUnits: 0,
    net: minor(net),
    cogs: minor(cogs),
    uncostedSales: 0,
    ...more,
  });
  const inputs = (
    products: readonly ProfitProduct[],
    more: { shipping?: number; sent?: number; fees?: number; spend?: number | null; adjustment?: number } = {},
  ): ProfitInputs => {
    const sum = (of: (one: ProfitProduct) => number) => products.reduce((all, one) => all + of(one), 0);
    return {
      sums: {
        ...NO_SALES,
        orders: 1,
        grossSales: minor(sum(({ net }) => net)),
        salesReversals: minor(more.adjustment ?? 0),
        cogs: minor(sum(({ cogs }) => cogs)),
        costedSales: 1,
        uncostedSales: sum(({ uncostedSales }) => uncostedSales),
        shipping: minor(more.shipping ?? 0),
        shippingCost: minor(more.sent ?? 0),
      },
      fees: { ...NO_FEES, fees: minor(more.fees ?? 0) },
      marketingSpend: more.spend === undefined || more.spend === null ? null : minor(more.spend),
      products,
    };
  };

  it("volume, mix, price and unit cost of two products, by hand", () => {
    // A: 10 at 10.00, cost 4.00; B: 10 at 20.00, cost 15.00. Then A: 30 at 9.00, cost 4.00; B: 10 at 20.00, cost 16.00.
    const of = driversOfProfit(
      inputs([product("A", 10, 10_000, 4_000), product("B", 10, 20_000, 15_000)]),
      inputs([product("A", 30, 27_000, 12_000), product("B", 10, 20_000, 16_000)]),
    );
    expect([of?.metric, of?.before, of?.after]).toEqual(["contributionProfit", 11_000, 19_000]);
    // Units 20 → 40, shares .5 → .75 and .5 → .25, margins 600 → 500 and 500 → 400.
    // Volume 20 × (A: 2 × (300 + 375) + 250 + 450; B: 2 × (250 + 100) + 200 + 125) ÷ 6 = 20 × (2050 + 1025) ÷ 6 = 10250.
    // Mix .25 × (A: 2 × (12000 + 20000) + 10000 + 24000 − B: 2 × (10000 + 16000) + 8000 + 20000) ÷ 6 = .25 × 18000 ÷ 6 = 750.
    // Price −100 × (2 × (10 + 30) + 15 + 20) ÷ 6 = −1916.67; cost −100 × (2 × (10 + 10) + 5 + 20) ÷ 6 = −1083.33.
    expect(amounts(of)).toEqual({ volume: 10_250, mix: 750, netPrice: -1_917, unitCosts: -1_083 });
  });

  it("shipping, fees, marketing and adjustments are their own changes", () => {
    const goods = [product("A", 10, 10_000, 4_000)];
    const of = driversOfProfit(
      inputs(goods, { shipping: 500, sent: 700, fees: 100, spend: 1_000 }),
      inputs(goods, { shipping: 800, sent: 600, fees: 150, spend: 1_600, adjustment: 250 }),
    );
    expect(of?.metric).toBe("profitAfterMarketing");
    expect(amounts(of)).toEqual({ shipping: 400, paymentFees: -50, marketingSpend: -600, adjustments: -250 });
  });

  it("a cost that became known is no change of cost", () => {
    const of = driversOfProfit(
      inputs([product("A", 10, 10_000, 0, { uncostedSales: 3 }), product("B", 10, 10_000, 5_000)]),
      inputs([product("A", 10, 10_000, 4_000), product("B", 10, 10_000, 6_000)]),
    );
    expect(amounts(of)).toEqual({ unitCosts: -1_000, partlyKnownCosts: -4_000 });
  });

  it("a product that was sold in one period only is mix alone, with no change of price or cost", () => {
    // 10 of A at 6.00 of profit each give way to 10 of B at 5.00.
    const of = driversOfProfit(inputs([product("A", 10, 10_000, 4_000)]), inputs([product("B", 10, 20_000, 15_000)]));
    expect(amounts(of)).toEqual({ mix: -1_000 });
  });

  it("a product of which more came back than went out has no units to divide by", () => {
    const of = driversOfProfit(
      inputs([product("A", 10, 10_000, 4_000), product("B", 2, 2_000, 1_000)]),
      inputs([product("A", 10, 10_000, 4_000), product("B", 0, -1_000, -500, { returnedUnits: 1 })]),
    );
    expect(amounts(of)).toEqual({ adjustments: -1_500 });
  });

  it("from nothing it is volume, and without a known cost nothing is told", () => {
    expect(amounts(driversOfProfit(inputs([]), inputs([product("A", 2, 2_000, 500)])))).toEqual({ volume: 1_500 });
    const unknown = inputs([product("A", 2, 2_000, 0, { uncostedSales: 1 })]);
    expect(driversOfProfit({ ...unknown, sums: { ...unknown.sums, costedSales: 0 } }, inputs([]))).toBeNull();
  });

  const anyProducts = fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom("A", "B", "C", "D", "E"),
        units: fc.nat(60),
        returned: fc.nat(12),
        net: fc.integer({ min: -40_000, max: 400_000 }),
        cogs: fc.integer({ min: -9_000, max: 300_000 }),
        uncosted: fc.constantFrom(0, 0, 0, 2),
      }),
      { selector: ({ id }) => id, maxLength: 5 },
    )
    .map((all) =>
      all.map(({ id, units, returned, net, cogs, uncosted }) =>
        product(id, units, net, cogs, { returnedUnits: returned, uncostedSales: uncosted }),
      ),
    );
  const anyInputs = fc
    .record({
      products: anyProducts,
      shipping: fc.nat(9_000),
      sent: fc.nat(9_000),
      fees: fc.nat(5_000),
      spend: fc.nat(90_000),
    })
    .map(({ products, ...more }) => inputs(products, more));

  it("sums exactly, turns every sign when the periods are swapped, and is nothing when nothing changed", () => {
    fc.assert(
      fc.property(anyInputs, anyInputs, (before, after) => {
        const there = driversOfProfit(before, after);
        expect(total(there)).toBe((there?.after ?? 0) - (there?.before ?? 0));
        expect(amounts(driversOfProfit(after, before))).toEqual(
          Object.fromEntries(Object.entries(amounts(there)).map(([driver, amount]) => [driver, -amount])),
        );
        expect(driversOfProfit(before, before)?.parts).toEqual([]);
      }),
    );
  });
});
