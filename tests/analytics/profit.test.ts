import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { costCoverage, NO_FEES, netProfit, orderProfit, paymentFees } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";

const sold = { ...NO_SALES, grossSales: minor(1000), productNet: minor(1000) };

describe("profit", () => {
  it("is unknown where no unit cost is known, and lies between its bounds", () => {
    const none = orderProfit({ ...sold, uncostedSales: 2, uncostedCost: minor(1000) }, NO_FEES);
    expect(none).toMatchObject({ cogs: null, grossProfit: null, grossMargin: null, contributionProfit: null });
    expect(none.bounds).toMatchObject({ grossProfitLow: 0, grossProfitHigh: 1000 });
  });

  it("of a shop that sold nothing is zero, not unknown", () => {
    expect(orderProfit(NO_SALES, NO_FEES)).toMatchObject({
      cogs: 0,
      grossProfit: 0,
      grossMargin: null,
      paymentFees: 0,
      contributionProfit: 0,
      costCoverage: null,
    });
  });

  it("does not subtract unknown fees, and keeps those it knows", () => {
    const fees = { ...NO_FEES, payments: 2, knownPayments: 1, fees: minor(30) };
    const costed = { ...sold, cogs: minor(400), costedNet: minor(1000), costedSales: 1 };
    expect(orderProfit(costed, fees)).toMatchObject({ paymentFees: 30, contributionProfit: 570 });
    expect(orderProfit(costed, { ...NO_FEES, payments: 2 })).toMatchObject({
      paymentFees: null,
      contributionProfit: 600,
    });
  });

  it("subtracts the costs of the orders that are known, and names as unknown only those of which none is", () => {
    const costed = { ...sold, shippedOrders: 2, cogs: minor(400), costedNet: minor(1000), costedSales: 1 };
    const unknown = { ...costed, shippingCostUnknown: 2, handlingCostUnknown: 2, packagingCostUnknown: 2 };
    expect(orderProfit({ ...unknown, dutiesCostUnknown: 2 }, NO_FEES)).toMatchObject({
      shippingCost: null,
      handlingCost: null,
      packagingCost: null,
      dutiesCost: null,
      contributionProfit: 600,
    });
    const half = {
      ...unknown,
      shippingCost: minor(300),
      shippingCostUnknown: 1,
      handlingCost: minor(50),
      handlingCostUnknown: 0,
    };
    expect(
      orderProfit({ ...half, packagingCost: minor(20), packagingCostUnknown: 1, dutiesCost: minor(5) }, NO_FEES),
    ).toMatchObject({
      shippingCost: 300,
      handlingCost: 50,
      packagingCost: 20,
      dutiesCost: 5,
      contributionProfit: 225,
    });
  });

  it("after marketing is unknown without marketing spend; net profit without expenses", () => {
    expect(netProfit(minor(500), null, minor(100))).toMatchObject({ profitAfterMarketing: null, netProfit: null });
    expect(netProfit(minor(500), minor(200), null)).toMatchObject({ profitAfterMarketing: 300, netProfit: null });
    expect(netProfit(minor(500), minor(200), minor(400))).toMatchObject({ profitAfterMarketing: 300, netProfit: -100 });
  });
});

describe("cost coverage", () => {
  it("stays within 0 and 1 where returns of uncosted goods push it beyond", () => {
    expect(costCoverage({ ...NO_SALES, productNet: minor(800), costedNet: minor(1000) })).toBe(1);
    expect(costCoverage({ ...NO_SALES, productNet: minor(800), costedNet: minor(-100) })).toBe(0);
    expect(costCoverage({ ...NO_SALES, productNet: minor(-800), costedNet: minor(100) })).toBeNull();
  });
});

describe("payment fees", () => {
  it("are zero where nothing is charged and unknown where none of the fees is known", () => {
    expect(paymentFees(NO_FEES)).toBe(0);
    expect(paymentFees({ ...NO_FEES, payments: 1 })).toBeNull();
    expect(paymentFees({ ...NO_FEES, payments: 1, knownPayments: 1 })).toBe(0);
  });
});
