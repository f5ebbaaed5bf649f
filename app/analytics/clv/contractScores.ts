import type { Month } from "../period";
import { type ContractForecaster, renewalFactor, renewalsWithin, renewalTotal } from "./contractForecast";
import { type Contract, type ContractStanding, standingsNow } from "./contracts";
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
  const factors = [...HORIZONS.map((days) => renewalFactor(from, days)), ...monthFactors(from.proof, ends)];
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
    for (const [index, one] of (ahead[at]?.renewals ?? []).entries()) {
      const factor = factors[index] ?? 1;
      if (index >= HORIZONS.length) {
        add(byMonth[index - HORIZONS.length], row, factor * one.mean * each);
        continue;
      }
      const worth = one.mean > 0 ? (each * one.discounted) / one.mean : 0;
      add(renewals[index]?.expected, row, factor * one.mean);
      add(renewals[index]?.low, row, one.low);
      add(renewals[index]?.high, row, one.high);
      add(profits[index]?.expected, row, factor * one.mean * worth);
      add(profits[index]?.low, row, Math.min(one.low * worth, one.high * worth));
      add(profits[index]?.high, row, Math.max(one.low * worth, one.high * worth));
      add(variances[index], row, factor * factor * one.variance * worth * worth);
    }
  }
  return { ids, renewals, profits, variances, byMonth };
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
  { profits, variances }: ContractScores,
): readonly HorizonTotal[] {
  const { standings } = runningOf(contracts, from.asOf);
  return HORIZONS.map((days, index) => {
    const total = renewalTotal(standings, from.groups, days);
    const orders = total.mean * renewalFactor(from, days);
    const { low, high } = totalInterval({ ...total, mean: orders }, from.misfit);
    const profit = knownSum(profits[index]?.expected.map(Math.round));
    const shared = total.shared + from.misfit * from.misfit;
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
