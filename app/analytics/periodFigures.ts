import type { MetricName } from "./metrics/registry";
import { type Minor, perUnit, type Ratio } from "./money";
import { type FeeSums, netProfit, type OrderProfit, orderProfit } from "./profit";
import { type LedgerSums, salesFigures } from "./sales";

/** Everything that is summed over a period. */
export interface PeriodSums {
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
  readonly customers: number;
  readonly newCustomers: number;
  /** Null where the shop keeps no spend / no expenses at all. */
  readonly marketingSpend: Minor | null;
  readonly operatingExpenses: Minor | null;
}

/** A value with its bounds where part of the unit costs is unknown, and with the share that is known. */
export interface MetricValue {
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly coverage?: Ratio | null;
}

export type MetricValues = Readonly<Partial<Record<MetricName, MetricValue>>>;

/** The steps of profit over a period, from net revenue to net profit. */
export function profitSteps(of: PeriodSums) {
  const profit = orderProfit(of.sums, of.fees);
  return { ...profit, ...netProfit(profit.contributionProfit, of.marketingSpend, of.operatingExpenses) };
}

/** Every metric that a period has, by its name in the registry. */
export function periodValues(of: PeriodSums): MetricValues {
  const { bounds, costCoverage, ...profit } = profitSteps(of);
  const plain: Partial<Record<MetricName, number | null>> = {
    ...salesFigures(of.sums),
    ...profit,
    costCoverage,
    customers: of.customers,
    newCustomers: of.newCustomers,
    returningCustomers: of.customers - of.newCustomers,
    acquisitionCost: of.marketingSpend === null ? null : perUnit(of.marketingSpend, of.newCustomers),
  };
  const values = Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, { value }]));
  return { ...values, ...boundedValues(profit, bounds, of, costCoverage) };
}

type Steps = Omit<ReturnType<typeof profitSteps>, "bounds" | "costCoverage">;

function boundedValues(
  profit: Steps,
  bounds: OrderProfit["bounds"],
  { marketingSpend, operatingExpenses }: PeriodSums,
  coverage: Ratio | null,
): MetricValues {
  const after = (end: Minor) => netProfit(end, marketingSpend, operatingExpenses);
  const lowest = after(bounds.contributionProfitLow);
  const highest = after(bounds.contributionProfitHigh);
  const bounded = (value: number | null, low: number | null, high: number | null) => ({ value, low, high, coverage });
  return {
    cogs: bounded(profit.cogs, bounds.cogsLow, bounds.cogsHigh),
    grossProfit: bounded(profit.grossProfit, bounds.grossProfitLow, bounds.grossProfitHigh),
    grossMargin: { value: profit.grossMargin, coverage },
    contributionProfit: bounded(profit.contributionProfit, bounds.contributionProfitLow, bounds.contributionProfitHigh),
    contributionMargin: { value: profit.contributionMargin, coverage },
    profitAfterMarketing: bounded(
      profit.profitAfterMarketing,
      lowest.profitAfterMarketing,
      highest.profitAfterMarketing,
    ),
    netProfit: bounded(profit.netProfit, lowest.netProfit, highest.netProfit),
  };
}
