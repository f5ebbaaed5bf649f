import { type Minor, minor, perUnit, type Ratio, share, sum, ZERO } from "./money";
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
  /** Orders of the product that were their customer's first ÷ its orders. */
  readonly firstOrderShare: Ratio | null;
  /** Its share of what was spent on the platforms its orders came from; null where the shop's spend is unknown. */
  readonly marketingSpend: Minor | null;
  readonly profitAfterMarketing: Minor | null;
  /** Customers whose first order held it and lies a year back, and their lifetime value by then. */
  readonly yearOldCustomers: number;
  readonly yearLifetimeValue: Minor | null;
}

/** What products cost and bring beyond their own sales, by `productKey`. */
export interface ProductExtras {
  /** Null where the shop's spend is unknown. */
  readonly marketing: { readonly total: Minor; readonly of: ReadonlyMap<string, Minor> } | null;
  readonly lifetimes: ReadonlyMap<string, ProductLifetime>;
}

/** What the customers whose first order held a product brought within a year of it. */
export interface ProductLifetime {
  readonly customers: number;
  /** Of all of them; null where none of their unit costs is known. */
  readonly contributionProfit: Minor | null;
}

export const NO_EXTRAS: ProductExtras = { marketing: null, lifetimes: new Map() };

/** Tells products apart; those that name none by title. */
export const productKey = ({ productId, title }: Pick<ProductFacts, "productId" | "title">): string =>
  productId ?? `title ${title}`;

/**
 * Products by net sales, the largest first, and last the row of what belongs to none: adjustments, shipping charged, the
 * orders' own costs, fees of orders in which nothing of value was sold, spend on platforms without orders. The rows sum to
 * `total` and to the spend: net sales, shipping, known costs, fees, marketing and the bounds of the contribution profit always; profits where every product has a known cost.
 */
export function productFigures(
  products: readonly ProductFacts[],
  total: OrderProfit,
  extras: ProductExtras = NO_EXTRAS,
): ProductFigures[] {
  const rows = products.map((of) => figuresOf(of, extras)).sort(bySales);
  const untied = untiedFigures(products, total, extras);
  return isEmpty(untied) ? rows : [...rows, untied];
}

/** The steps of profit of one product, or of one variant of it. */
export function figuresOf(of: ProductFacts, { marketing, lifetimes }: ProductExtras): ProductFigures {
  const key = productKey(of);
  const lifetime = lifetimes.get(key);
  const marketingSpend = marketing === null ? null : (marketing.of.get(key) ?? ZERO);
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
    firstOrderShare: share(of.firstOrderCustomers, of.orders),
    marketingSpend,
    profitAfterMarketing: known && marketingSpend !== null ? minor(high - marketingSpend) : null,
    yearOldCustomers: lifetime?.customers ?? 0,
    yearLifetimeValue: lifetime ? lifetimeValue(lifetime) : null,
  };
}

function lifetimeValue({ customers, contributionProfit }: ProductLifetime): Minor | null {
  return contributionProfit === null ? null : perUnit(contributionProfit, customers);
}

function untiedFigures(
  products: readonly ProductFacts[],
  total: OrderProfit,
  { marketing }: ProductExtras,
): ProductFigures {
  const netSales = minor(total.netSales - sum(products.map((of) => of.net)));
  const fees = minor((total.paymentFees ?? 0) - sum(products.map((of) => of.fees)));
  const orderCosts = sum(
    [total.shippingCost, total.handlingCost, total.packagingCost, total.dutiesCost].map((cost) => cost ?? ZERO),
  );
  const grossProfit = minor(netSales + total.shipping);
  const contributionProfit = minor(grossProfit - orderCosts - fees);
  const marketingSpend =
    marketing && minor(marketing.total - sum(products.map((of) => marketing.of.get(productKey(of)) ?? ZERO)));
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
    firstOrderShare: null,
    marketingSpend,
    profitAfterMarketing: marketingSpend === null ? null : minor(contributionProfit - marketingSpend),
    yearOldCustomers: 0,
    yearLifetimeValue: null,
  };
}

const isEmpty = (of: ProductFigures): boolean =>
  of.netSales === 0 &&
  of.shipping === 0 &&
  of.orderCosts === 0 &&
  of.paymentFees === 0 &&
  (of.marketingSpend ?? 0) === 0;

const bySales = (left: ProductFigures, right: ProductFigures): number =>
  right.netSales - left.netSales || left.title.localeCompare(right.title, "en");
