import { type Minor, minor, type Ratio, share, sum, ZERO } from "./money";
import type { OrderProfit } from "./profit";

/** What one product sold and took back in a period, with its share of the payment fees. */
export interface ProductFacts {
  /** Null for lines that name no product; they are told apart by title. */
  readonly productId: string | null;
  readonly title: string;
  readonly vendor: string | null;
  readonly orders: number;
  readonly units: number;
  readonly returnedUnits: number;
  readonly net: Minor;
  readonly costedNet: Minor;
  readonly cogs: Minor;
  readonly uncostedCost: Minor;
  readonly costedSales: number;
  readonly uncostedSales: number;
  readonly fees: Minor;
  /** Customers whose first order ever held it. */
  readonly firstOrderCustomers: number;
}

/** The steps of profit of one product, or of what belongs to none. */
export interface ProductFigures {
  readonly kind: "product" | "untied";
  readonly productId: string | null;
  readonly title: string;
  readonly vendor: string | null;
  readonly units: number;
  readonly returnedUnits: number;
  readonly returnRate: Ratio | null;
  readonly orders: number;
  readonly netSales: Minor;
  readonly shipping: Minor;
  readonly cogs: Minor | null;
  readonly grossProfit: Minor | null;
  readonly grossMargin: Ratio | null;
  readonly orderCosts: Minor;
  readonly paymentFees: Minor;
  readonly contributionProfit: Minor | null;
  readonly contributionProfitLow: Minor | null;
  readonly contributionProfitHigh: Minor | null;
  readonly costCoverage: Ratio | null;
  readonly firstOrderCustomers: number;
}

/**
 * Products by net sales, the largest first, and last the row of what belongs to none: adjustments, shipping charged, the
 * orders' own costs, fees of orders in which nothing of value was sold. The rows sum to `total`: net sales, shipping, known
 * costs, fees and the bounds of the contribution profit always; profits where every product has a known cost.
 */
export function productFigures(products: readonly ProductFacts[], total: OrderProfit): ProductFigures[] {
  const rows = products.map(figuresOf).sort(bySales);
  const untied = untiedFigures(products, total);
  return isEmpty(untied) ? rows : [...rows, untied];
}

function figuresOf(of: ProductFacts): ProductFigures {
  const known = of.uncostedSales === 0 || of.costedSales > 0;
  const grossProfit = known ? minor(of.net - of.cogs) : null;
  const high = minor(of.net - of.cogs - of.fees);
  const coverage = share(of.costedNet, of.net);
  return {
    kind: "product",
    productId: of.productId,
    title: of.title,
    vendor: of.vendor,
    units: of.units,
    returnedUnits: of.returnedUnits,
    returnRate: share(of.returnedUnits, of.units),
    orders: of.orders,
    netSales: of.net,
    shipping: ZERO,
    cogs: known ? of.cogs : null,
    grossProfit,
    grossMargin: grossProfit === null ? null : share(grossProfit, of.net),
    orderCosts: ZERO,
    paymentFees: of.fees,
    contributionProfit: known ? high : null,
    contributionProfitLow: minor(high - of.uncostedCost),
    contributionProfitHigh: high,
    costCoverage: coverage === null ? null : (Math.min(1, Math.max(0, coverage)) as Ratio),
    firstOrderCustomers: of.firstOrderCustomers,
  };
}

function untiedFigures(products: readonly ProductFacts[], total: OrderProfit): ProductFigures {
  const netSales = minor(total.netSales - sum(products.map((of) => of.net)));
  const fees = minor((total.paymentFees ?? 0) - sum(products.map((of) => of.fees)));
  const orderCosts = sum(
    [total.shippingCost, total.handlingCost, total.packagingCost, total.dutiesCost].map((cost) => cost ?? ZERO),
  );
  const grossProfit = minor(netSales + total.shipping);
  const contributionProfit = minor(grossProfit - orderCosts - fees);
  return {
    kind: "untied",
    productId: null,
    title: "",
    vendor: null,
    units: 0,
    returnedUnits: 0,
    returnRate: null,
    orders: 0,
    netSales,
    shipping: total.shipping,
    cogs: ZERO,
    grossProfit,
    grossMargin: null,
    orderCosts,
    paymentFees: fees,
    contributionProfit,
    contributionProfitLow: contributionProfit,
    contributionProfitHigh: contributionProfit,
    costCoverage: null,
    firstOrderCustomers: 0,
  };
}

const isEmpty = (of: ProductFigures): boolean =>
  of.netSales === 0 && of.shipping === 0 && of.orderCosts === 0 && of.paymentFees === 0;

const bySales = (left: ProductFigures, right: ProductFigures): number =>
  right.netSales - left.netSales || left.title.localeCompare(right.title, "en");
