import { describe, expect, it } from "vitest";
import { contractForecaster, contractProof, renewalsWithin, renewalTotal } from "~/analytics/clv/contractForecast";
import { type Contract, renewalGroups, standingsAt, standingsNow } from "~/analytics/clv/contracts";
import { between, growing, monthEnds } from "~/analytics/clv/monthsAhead";
import { groupInterval } from "~/analytics/clv/totals";
import { backtestWindows, farWindows } from "~/analytics/clv/windows";
import { day } from "~/analytics/period";
import { dayNumber } from "~/analytics/subscriptions/calendar";

/** Charged every 30 days from day `start`, `charges` times, for 20.00 each. */
function contract(start: number, charges: number, over: Partial<Contract> = {}): Contract {
  const days = Array.from({ length: charges }, (_, nth) => start + 30 * nth);
  return {
    customerId: "1",
    interval: "30 day",
    plan: "Coffee",
    cycleDays: 30,
    days,
    amounts: days.map(() => 2000),
    nextAmount: 2000,
    beganHere: true,
    state: "running",
    endedOn: null,
    isTold: false,
    nextDue: start + 30 * charges,
    graceDays: 7,
    ...over,
  };
}

const UNIFORM = { model: "sbg", alpha: 1, beta: 1, c: 1, logLikelihood: 0, isConverged: true, contracts: 1 } as const;
const ALL = { key: "[]", contracts: 1, curve: UNIFORM, fates: [] };

describe("how a contract stood on a day of the past", () => {
  it("runs until half an interval and the grace after the charge that did not come", () => {
    const [at] = standingsAt([contract(0, 3)], 70);
    expect(at).toMatchObject({ state: "running", renewals: 2, dueIn: 20, amount: 2000 });
    // Due on day 90, and 15 + 7 days later it counts as ended.
    expect(standingsAt([contract(0, 3)], 111)[0]?.state).toBe("running");
    expect(standingsAt([contract(0, 3)], 112)[0]?.state).toBe("ended");
  });

  it("does not know of charges to come, nor of contracts that had not begun", () => {
    expect(standingsAt([contract(0, 12)], 70)[0]?.renewals).toBe(2);
    expect(standingsAt([contract(100, 12)], 70)).toEqual([]);
  });
});

describe("renewals ahead", () => {
  it("sum the chances that so many renewals are reached: 1/2 + 1/3 + 1/4 + 1/5 of a curve that loses 1/(1 + t)", () => {
    const [standing] = standingsNow([contract(0, 1, { nextDue: 30 })], 30);
    const [ahead] = renewalsWithin(standing ? [standing] : [], [ALL], [90], 0);
    // Due today and 30, 60 and 90 days on.
    expect(ahead?.renewals[0]?.mean).toBeCloseTo(77 / 60, 12);
    // Squares: 1·1/2 + 3·1/3 + 5·1/4 + 7·1/5 = 4.15.
    expect(ahead?.renewals[0]?.variance).toBeCloseTo(4.15 - (77 / 60) ** 2, 12);
    expect(ahead?.renewals[0]).toMatchObject({ low: 0, high: 4 });
  });

  it("are discounted from their own days", () => {
    const standings = standingsNow([contract(0, 1, { nextDue: 395 })], 30);
    const once = renewalsWithin(standings, [ALL], [365], 0.1)[0]?.renewals[0];
    expect(once?.mean).toBeCloseTo(0.5, 12);
    expect(once?.discounted).toBeCloseTo(0.5 / 1.1, 12);
  });

  it("are learned per plan from 30 contracts on of which one ended, else per interval, else from all", () => {
    const many = (count: number, over: Partial<Contract>) =>
      Array.from({ length: count }, (_, nth) =>
        contract(0, 3 + (nth % 4), { ...over, state: nth % 3 ? "running" : "ended" }),
      );
    const groups = renewalGroups(standingsNow([...many(30, { plan: "Tea" }), ...many(29, { plan: "Coffee" })], 200));
    expect(groups.map(({ key, contracts }) => [key, contracts])).toEqual([
      ['["30 day","Tea"]', 30],
      ['["30 day"]', 59],
      ["[]", 59],
    ]);
    expect(renewalGroups(standingsNow(many(29, {}), 200))).toEqual([]);
  });

  it("of contracts whose beginning is not known nothing is learned", () => {
    const unknown = Array.from({ length: 40 }, () => contract(0, 5, { beganHere: false, state: "ended" }));
    expect(contractForecaster(unknown, 200)).toBeNull();
  });

  it("one curve for all is unsure as its parameters are: of more contracts it is surer", () => {
    const fleet = (count: number) =>
      Array.from({ length: count }, (_, nth) =>
        contract(nth % 30, 1 + (nth % 9), { state: nth % 2 ? "running" : "ended", nextDue: 300 }),
      );
    const shared = [60, 600].map((count) => {
      const standings = standingsNow(fleet(count), 290);
      const running = standings.filter(({ state }) => state === "running");
      return renewalTotal(running, renewalGroups(standings), 365).shared;
    });
    expect(shared[0]).toBeGreaterThan(0);
    expect(shared[1]).toBeGreaterThan(0);
    expect(shared[1]).toBeLessThan((shared[0] ?? 0) / 5);
  });
});

describe("the proof of renewals", () => {
  it("counts the charges that came in the span, of contracts that ran on its day", () => {
    // Forty contracts from day 0 on; each second one is charged four times only, the others every 30 days up to day 390.
    const contracts = Array.from({ length: 40 }, (_, nth) =>
      nth % 2
        ? contract(0, 14, { customerId: String(nth) })
        : contract(0, 4, { customerId: String(nth), state: "ended" }),
    );
    const [latest] = contractProof(contracts, 400);
    // From day 309: charges on 330, 360 and 390 of the twenty that still run.
    expect(latest).toMatchObject({
      asOf: 309,
      until: 400,
      contracts: 20,
      orders: { actual: 60 },
      spent: { actual: 120_000 },
    });
    expect(latest?.orders.predicted).toBeGreaterThan(30);
    expect(latest?.orders.predicted).toBeLessThanOrEqual(60);
  });
});

describe("the range of what a group brings", () => {
  it("is log-normal about the sum, by the customers' own chance", () => {
    const { low, high } = groupInterval([{ mean: 100, variance: 400, shared: 0 }]);
    // √ln(1 + 400/100²) = 0.198042; times 1.644854: e^∓0.325750.
    expect(low).toBeCloseTo(72.198, 2);
    expect(high).toBeCloseTo(138.507, 2);
  });

  it("narrows with the number of independent customers, but never below what all share", () => {
    const width = (customers: number) => {
      const mean = 100 * customers;
      const { low, high } = groupInterval([{ mean, variance: 10_000 * customers, shared: 0.01 }]);
      return Math.log(high / low);
    };
    expect(width(100)).toBeLessThan(width(10));
    // 2 × 1.644854 × 0.1
    expect(width(10_000_000)).toBeCloseTo(0.328971, 4);
  });

  it("of parts is as wide as that of one part with the same sum: what moves a shop moves both", () => {
    const one = groupInterval([{ mean: 200, variance: 0, shared: 0.04 }]);
    const two = groupInterval([
      { mean: 100, variance: 0, shared: 0.04 },
      { mean: 100, variance: 0, shared: 0.04 },
    ]);
    // 200 × e^∓(1.644854 × 0.2)
    expect([one.low, one.high]).toEqual([expect.closeTo(143.933, 2), expect.closeTo(277.907, 2)]);
    expect(two.low).toBeCloseTo(one.low, 9);
    expect(two.high).toBeCloseTo(one.high, 9);
  });

  it("of an expected loss holds it on both sides", () => {
    const { low, high } = groupInterval([{ mean: -100, variance: 2500, shared: 0 }]);
    expect(low).toBeCloseTo(-182.24, 2);
    expect(high).toBeCloseTo(-17.76, 2);
  });
});

describe("months and spans ahead", () => {
  it("months end on their calendar days, the running one first", () => {
    const ends = monthEnds(dayNumber(day("2025-01-30")));
    expect(ends.slice(0, 3)).toEqual([1, 29, 60]);
    // On the last day of a month the next one is the first that is ahead.
    expect(monthEnds(dayNumber(day("2025-01-31")))[0]).toBe(28);
  });

  it("between horizons a value moves straight, and what grows begins at nothing", () => {
    expect(between([1, 2, 3, 4], 90)).toBe(1);
    expect(between([1, 2, 3, 4], 227.5)).toBe(1.5);
    expect(between([1, 2, 3, 4], 1460)).toBe(5);
    expect(growing([9, 2, 3, 4], 30)).toBe(3);
  });

  it("two and three years are tested where the history is twice as long, and choose nothing", () => {
    expect(farWindows(0, 1459)).toEqual([]);
    expect(farWindows(0, 1460)).toEqual([{ asOf: 730, until: 1460 }]);
    expect(farWindows(0, 2190).map(({ asOf, until }) => until - asOf)).toEqual([730, 1095]);
    expect(Math.max(...backtestWindows(0, 2190).map(({ asOf, until }) => until - asOf))).toBe(364);
  });
});
