import type { MetricName } from "./metrics/registry";
import { type Minor, perUnit, type Ratio, share } from "./money";
import { type FeeSums, netProfit, type OrderProfit, orderProfit } from "./profit";
import { type LedgerSums, salesFigures } from "./sales";

/** What is summed over a period of orders, payments and spending. */
export interface MoneySums {
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
  /** Null where the shop keeps no spend / no expenses at all. */
  readonly marketingSpend: Minor | null;
  readonly operatingExpenses: Minor | null;
}

/** Everything that is summed over a period: with the customers who ordered in it. */
export interface PeriodSums extends MoneySums {
  readonly customers: number;
  readonly newCustomers: number;
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
export function profitSteps(of: MoneySums) {
  const profit = orderProfit(of.sums, of.fees);
  const last = netProfit(profit.contributionProfit, of.marketingSpend, of.operatingExpenses);
  return { ...profit, ...last };
}

/** Every metric that a period has, by its name in the registry. */
export function periodValues(of: PeriodSums): MetricValues {
  return {
    ...moneyValues(of),
    ...plainValues({
      customers: of.customers,
      newCustomers: of.newCustomers,
      returningCustomers: of.customers - of.newCustomers,
      acquisitionCost: of.marketingSpend === null ? null : perUnit(of.marketingSpend, of.newCustomers),
    }),
  };
}

/** The metrics of a period that need no customers counted. */
export function moneyValues(of: MoneySums): MetricValues {
  const { bounds, costCoverage, ...profit } = profitSteps(of);
  const values = plainValues({ ...salesFigures(of.sums), ...profit, costCoverage });
  return { ...values, ...boundedValues(profit, bounds, of, costCoverage) };
}

const plainValues = (plain: Partial<Record<MetricName, number | null>>): MetricValues =>
  Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, { value }]));

/** How much of what was sold has no known unit cost: `sales` of `of` lines of the ledger. */
export interface Uncosted {
  readonly sales: number;
  readonly of: number;
}

export const uncosted = ({ sums: { costedSales, uncostedSales } }: Pick<MoneySums, "sums">): Uncosted => ({
  sales: uncostedSales,
  of: costedSales + uncostedSales,
});

/** Profits that count the known unit costs in a part of a period of which some are known. */
const KNOWN_COST_PROFITS = [
  "grossProfit",
  "contributionProfit",
  "profitAfterMarketing",
  "netProfit",
] as const satisfies readonly MetricName[];

/**
 * The metrics of a part of `whole`: a month, an order, a channel. Where nothing is known of the part's own unit costs but
 * something of the whole's, its profits are those after the known costs (the upper bound), as they are contained in the
 * whole's: so the parts sum to the whole exactly. Its COGS and margins stay unknown. Whoever shows them marks them (`uncosted`).
 */
export const partValues = (of: PeriodSums, whole: MoneySums): MetricValues => asPart(periodValues(of), of, whole);

/** The same of the metrics that need no customers counted. */
export const moneyPartValues = (of: MoneySums, whole: MoneySums): MetricValues => asPart(moneyValues(of), of, whole);

function asPart(values: MetricValues, of: MoneySums, whole: MoneySums): MetricValues {
  if (hasKnownCosts(of) || !hasKnownCosts(whole)) return values;
  const profits = KNOWN_COST_PROFITS.map(
    (name) => [name, { ...values[name], value: values[name]?.high ?? null }] as const,
  );
  return { ...values, ...Object.fromEntries(profits) };
}

const hasKnownCosts = ({ sums }: MoneySums): boolean => sums.uncostedSales === 0 || sums.costedSales > 0;

type Steps = Omit<ReturnType<typeof profitSteps>, "bounds" | "costCoverage">;

function boundedValues(
  profit: Steps,
  bounds: OrderProfit["bounds"],
  { marketingSpend, operatingExpenses }: MoneySums,
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
    profitAfterMarketingMargin: { value: marginOf(profit.profitAfterMarketing, profit.netRevenue), coverage },
    netMargin: { value: marginOf(profit.netProfit, profit.netRevenue), coverage },
    profitAfterMarketing: bounded(
      profit.profitAfterMarketing,
      lowest.profitAfterMarketing,
      highest.profitAfterMarketing,
    ),
    netProfit: bounded(profit.netProfit, lowest.netProfit, highest.netProfit),
  };
}

const marginOf = (profit: Minor | null, revenue: Minor): Ratio | null =>
  profit === null ? null : share(profit, revenue);
