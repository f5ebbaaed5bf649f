import { type Minor, minor, type Ratio, share, ZERO } from "./money";
import { type LedgerSums, netSales } from "./sales";

/** Fees of successful payments. A payment is chargeable when its gateway keeps a fee; amounts in minor units. */
export interface FeeSums {
  /** Σ of the fees that are known. */
  readonly fees: Minor;
  readonly payments: number;
  readonly knownPayments: number;
  /** Known by the gateway's rule instead of by the gateway. */
  readonly estimatedPayments: number;
  /** Amounts of all chargeable payments, and of those whose fee is unknown / by rule. */
  readonly amount: Minor;
  readonly unknownAmount: Minor;
  readonly estimatedAmount: Minor;
}

export const NO_FEES: FeeSums = {
  fees: ZERO,
  payments: 0,
  knownPayments: 0,
  estimatedPayments: 0,
  amount: ZERO,
  unknownAmount: ZERO,
  estimatedAmount: ZERO,
};

/** The steps of profit that orders make. Costs are positive and subtracted; null is unknown. */
export interface OrderProfit {
  readonly netSales: Minor;
  readonly shipping: Minor;
  readonly netRevenue: Minor;
  readonly cogs: Minor | null;
  readonly grossProfit: Minor | null;
  readonly grossMargin: Ratio | null;
  readonly shippingCost: Minor | null;
  readonly handlingCost: Minor | null;
  readonly packagingCost: Minor | null;
  readonly dutiesCost: Minor | null;
  readonly paymentFees: Minor | null;
  readonly contributionProfit: Minor | null;
  readonly contributionMargin: Ratio | null;
  readonly costCoverage: Ratio | null;
  /** COGS and profits between unknown unit costs of 0% and of 100% of the price paid. */
  readonly bounds: Bounds;
}

export interface Bounds {
  readonly cogsLow: Minor;
  readonly cogsHigh: Minor;
  readonly grossProfitLow: Minor;
  readonly grossProfitHigh: Minor;
  readonly contributionProfitLow: Minor;
  readonly contributionProfitHigh: Minor;
}

/**
 * Profit with the costs that are known. Where no unit cost at all is known of what was sold, COGS and every profit are null;
 * unknown fees and costs of the orders themselves are not subtracted (the report says so) and do not make the profit unknown.
 */
export function orderProfit(sums: LedgerSums, fees: FeeSums): OrderProfit {
  const net = netSales(sums);
  const netRevenue = minor(net + sums.shipping);
  const variable = minor(sums.shippingCost + sums.handlingCost + sums.packagingCost + sums.dutiesCost + fees.fees);
  const known = sums.uncostedSales === 0 || sums.costedSales > 0;
  const highest = minor(netRevenue - sums.cogs);
  const lowest = minor(highest - sums.uncostedCost);
  const grossProfit = known ? highest : null;
  const contributionProfit = known ? minor(highest - variable) : null;
  return {
    netSales: net,
    shipping: sums.shipping,
    netRevenue,
    cogs: known ? sums.cogs : null,
    grossProfit,
    grossMargin: marginOf(grossProfit, netRevenue),
    shippingCost: ownCost(sums.shippingCost, sums.shippingCostUnknown, sums),
    handlingCost: ownCost(sums.handlingCost, sums.handlingCostUnknown, sums),
    packagingCost: ownCost(sums.packagingCost, sums.packagingCostUnknown, sums),
    dutiesCost: ownCost(sums.dutiesCost, sums.dutiesCostUnknown, sums),
    paymentFees: paymentFees(fees),
    contributionProfit,
    contributionMargin: marginOf(contributionProfit, netRevenue),
    costCoverage: costCoverage(sums),
    bounds: {
      cogsLow: sums.cogs,
      cogsHigh: minor(sums.cogs + sums.uncostedCost),
      grossProfitLow: lowest,
      grossProfitHigh: highest,
      contributionProfitLow: minor(lowest - variable),
      contributionProfitHigh: minor(highest - variable),
    },
  };
}

/** Share of the net of PRODUCT sales whose unit cost is known, within 0 and 1; null without a positive base. */
export function costCoverage(sums: LedgerSums): Ratio | null {
  const covered = share(sums.costedNet, sums.productNet);
  return covered === null ? null : (Math.min(1, Math.max(0, covered)) as Ratio);
}

/** Known fees; null where payments were made that carry a fee and none of the fees is known, 0 where nothing is charged. */
export function paymentFees(fees: FeeSums): Minor | null {
  return fees.payments > 0 && fees.knownPayments === 0 ? null : fees.fees;
}

export interface NetProfit {
  readonly marketingSpend: Minor | null;
  readonly profitAfterMarketing: Minor | null;
  readonly operatingExpenses: Minor | null;
  readonly netProfit: Minor | null;
}

/** The last steps. Unknown spend makes profit after marketing unknown; a shop that keeps no expenses has no net profit. */
export function netProfit(
  contributionProfit: Minor | null,
  marketingSpend: Minor | null,
  operatingExpenses: Minor | null,
): NetProfit {
  const profitAfterMarketing = less(contributionProfit, marketingSpend);
  return {
    marketingSpend,
    profitAfterMarketing,
    operatingExpenses,
    netProfit: less(profitAfterMarketing, operatingExpenses),
  };
}

const less = (from: Minor | null, cost: Minor | null): Minor | null =>
  from === null || cost === null ? null : minor(from - cost);

const marginOf = (profit: Minor | null, revenue: Minor): Ratio | null =>
  profit === null ? null : share(profit, revenue);

/** A cost of the orders themselves: null where orders were shipped and it is known of none of them; 0 where nothing was shipped. */
const ownCost = (known: Minor, unknown: number, { shippedOrders }: LedgerSums): Minor | null =>
  unknown > 0 && unknown >= shippedOrders && known === 0 ? null : known;
