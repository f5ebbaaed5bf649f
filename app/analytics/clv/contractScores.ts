import type { Month } from "../period";
import {
  type ContractForecaster,
  renewalFactor,
  renewalMisfit,
  renewalsWithin,
  renewalTotal,
} from "./contractForecast";
import { type Contract, type ContractStanding, standingsNow } from "./contracts";
import { discountedRenewals, heldRenewals, rising } from "./heldForecasts";
import { HORIZONS, type HorizonTotal, type Spread } from "./horizons";
import { monthFactors } from "./monthsAhead";
import { profitRange } from "./profitRange";
import { totalInterval } from "./totals";

/** A shop's contracts, and who has them. */
export interface ContractTask {
  readonly contracts: readonly Contract[];
  readonly subscribers: ReadonlyMap<string, Subscriber>;
}

export interface Subscriber {
  /** Contribution profit ÷ net revenue of the orders that contracts billed, NaN where no cost is known. */
  readonly marginRate: number;
  readonly cohort: Month | null;
}

/** Who has running contracts: row `i` belongs to the customer `ids[i]`. */
export interface RunningContracts {
  readonly ids: readonly string[];
  readonly contracts: Int32Array;
  /** Day of the next charge. */
  readonly nextDue: Float64Array;
}

/** What running contracts will bring, by customer, in the rows of RunningContracts. */
export interface ContractScores {
  readonly ids: readonly string[];
  /** By horizon; of several contracts the bounds add up, so that the range holds more than nine of ten. */
  readonly renewals: readonly Spread[];
  /** Discounted contribution profit by horizon; NaN where no cost is known. */
  readonly profits: readonly Spread[];
  /** Variance of those profits by chance. */
  readonly variances: readonly Float64Array[];
  /** Contribution profit by the end of each month ahead, not discounted. */
  readonly byMonth: readonly Float64Array[];
}

interface Found {
  readonly standings: readonly ContractStanding[];
  readonly rows: readonly number[];
  readonly ids: readonly string[];
}

/** Scores every customer with a running contract. `ends`: days to the end of each month ahead. */
export function contractScores(
  { contracts, subscribers }: ContractTask,
  from: ContractForecaster,
  { discountRate, ends }: { readonly discountRate: number; readonly ends: readonly number[] },
): ContractScores {
  const { standings, rows, ids } = runningOf(contracts, from.asOf);
  const ahead = renewalsWithin(standings, from.groups, [...HORIZONS, ...ends], discountRate);
  const factorsOf = (of: "orders" | "money") => HORIZONS.map((days) => renewalFactor(from, days, of));
  const factors = {
    renewals: factorsOf("orders"),
    money: factorsOf("money"),
    months: monthFactors(from.proof, ends, "money"),
  };
  const empty = () => new Float64Array(ids.length);
  const spreads = (): Spread[] => HORIZONS.map(() => ({ expected: empty(), low: empty(), high: empty() }));
  const [renewals, profits] = [spreads(), spreads()];
  const variances = HORIZONS.map(empty);
  const byMonth = ends.map(empty);
  const add = (to: Float64Array | undefined, row: number, value: number) => {
    if (to) to[row] = (to[row] ?? 0) + value;
  };
  for (const [at, standing] of standings.entries()) {
    const row = rows[at] ?? 0;
    const each = standing.amount * (subscribers.get(standing.contract.customerId)?.marginRate ?? Number.NaN);
    const own = ahead[at]?.renewals ?? [];
    const atHorizons = own.slice(0, HORIZONS.length);
    const counts = heldRenewals(standing, atHorizons, HORIZONS, factors.renewals);
    const priced = heldRenewals(standing, atHorizons, HORIZONS, factors.money);
    const worths = discountedRenewals(priced, atHorizons);
    for (const [index, one] of atHorizons.entries()) {
      const [count, money] = [counts[index], priced[index]];
      if (count === undefined || money === undefined) continue;
      const profit = each * (worths[index] ?? 0);
      const worth = money.expected > 0 ? profit / money.expected : 0;
      add(renewals[index]?.expected, row, count.expected);
      add(renewals[index]?.low, row, count.low);
      add(renewals[index]?.high, row, count.high);
      add(profits[index]?.expected, row, profit);
      // At a loss more renewals bring less.
      add(profits[index]?.low, row, Math.min(money.low * worth, money.high * worth));
      add(profits[index]?.high, row, Math.max(money.low * worth, money.high * worth));
      add(variances[index], row, (factors.money[index] ?? 1) ** 2 * one.variance * worth * worth);
    }
    const monthly = heldRenewals(standing, own.slice(HORIZONS.length), ends, factors.months);
    for (const [month, { expected }] of monthly.entries()) add(byMonth[month], row, expected * each);
  }
  return { ids, renewals, profits: risingBounds(profits), variances, byMonth };
}

/** Waiting makes the mean worth of more renewals less, but takes nothing from a bound that was reached before. */
export function risingBounds(profits: readonly Spread[]): readonly Spread[] {
  const low = rising(profits.map((at) => at.low));
  const high = rising(profits.map((at) => at.high));
  return profits.map(({ expected }, index) => ({
    expected,
    low: low[index] ?? expected,
    high: high[index] ?? expected,
  }));
}

/** Who has running contracts, how many, and when the next is charged. */
export function runningContracts(contracts: readonly Contract[], asOf: number): RunningContracts {
  const { standings, rows, ids } = runningOf(contracts, asOf);
  const counts = new Int32Array(ids.length);
  const nextDue = new Float64Array(ids.length).fill(Number.POSITIVE_INFINITY);
  for (const [at, { dueIn }] of standings.entries()) {
    const row = rows[at] ?? 0;
    counts[row] = (counts[row] ?? 0) + 1;
    nextDue[row] = Math.min(nextDue[row] ?? Number.POSITIVE_INFINITY, asOf + dueIn);
  }
  return { ids, contracts: counts, nextDue };
}

function runningOf(contracts: readonly Contract[], asOf: number): Found {
  const standings = standingsNow(contracts, asOf).filter(({ state }) => state === "running");
  const places = new Map<string, number>();
  const rows = standings.map(({ contract: { customerId } }) => {
    const row = places.get(customerId) ?? places.size;
    places.set(customerId, row);
    return row;
  });
  return { standings, rows, ids: [...places.keys()] };
}

/** Renewals of all contracts and what they bring, by horizon, each with its interval. */
export function contractTotals(
  contracts: readonly Contract[],
  from: ContractForecaster,
  { renewals, profits, variances }: ContractScores,
): readonly HorizonTotal[] {
  const { standings } = runningOf(contracts, from.asOf);
  return HORIZONS.map((days, index) => {
    const total = renewalTotal(standings, from.groups, days);
    const orders = renewals[index]?.expected.reduce((sum, one) => sum + one, 0) ?? 0;
    const { low, high } = totalInterval({ ...total, mean: orders }, renewalMisfit(from, days, "orders"));
    const profit = knownSum(profits[index]?.expected.map(Math.round));
    const shared = total.shared + renewalMisfit(from, days, "money") ** 2;
    return {
      days,
      orders,
      ordersLow: low,
      ordersHigh: high,
      ...profitRange(profit, knownSum(variances[index]) ?? 0, shared),
    };
  });
}

/** The sum of what is known; null where nothing is. */
export function knownSum(values: Float64Array | undefined): number | null {
  const known = values?.filter((value) => !Number.isNaN(value)) ?? new Float64Array();
  return known.length === 0 && (values?.length ?? 0) > 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
