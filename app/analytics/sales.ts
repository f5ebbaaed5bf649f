import { type Minor, minor, perUnit, type Ratio, share, ZERO } from "./money";

/** Sums over some part of the ledger: what every figure of sales and profit is made from. Amounts in whole minor units. */
export interface LedgerSums {
  /** Distinct orders in which something was ordered, and those of them that are shipped (each once, when first ordered). */
  readonly orders: number;
  readonly shippedOrders: number;
  readonly grossSales: Minor;
  readonly discounts: Minor;
  readonly salesReversals: Minor;
  readonly shipping: Minor;
  readonly duties: Minor;
  readonly fees: Minor;
  readonly tax: Minor;
  readonly tips: Minor;
  readonly giftCardSales: Minor;
  readonly units: number;
  readonly returnedUnits: number;
  /** Σ net of PRODUCT sales, and the parts of it with a known unit cost, at a first-seen one, at an estimated one. */
  readonly productNet: Minor;
  readonly costedNet: Minor;
  readonly firstSeenNet: Minor;
  readonly estimatedNet: Minor;
  /** Net of what was ordered at full price. */
  readonly fullPriceNet: Minor;
  /** Σ cost of PRODUCT sales whose unit cost is known; what the others would cost at 100% of the price paid. */
  readonly cogs: Minor;
  readonly uncostedCost: Minor;
  /** Numbers of PRODUCT sales with and without a known unit cost. */
  readonly costedSales: number;
  readonly uncostedSales: number;
  /** Returned units of which it is unknown whether they were restocked. */
  readonly restockUnknown: number;
  /** The orders' own costs as far as they are known, dated by the moment an order was first placed. */
  readonly shippingCost: Minor;
  readonly handlingCost: Minor;
  readonly packagingCost: Minor;
  readonly dutiesCost: Minor;
  /** Of the shipped orders those for which each of these costs is unknown. */
  readonly shippingCostUnknown: number;
  readonly handlingCostUnknown: number;
  readonly packagingCostUnknown: number;
  readonly dutiesCostUnknown: number;
}

export const NO_SALES: LedgerSums = {
  orders: 0,
  shippedOrders: 0,
  grossSales: ZERO,
  discounts: ZERO,
  salesReversals: ZERO,
  shipping: ZERO,
  duties: ZERO,
  fees: ZERO,
  tax: ZERO,
  tips: ZERO,
  giftCardSales: ZERO,
  units: 0,
  returnedUnits: 0,
  productNet: ZERO,
  costedNet: ZERO,
  firstSeenNet: ZERO,
  estimatedNet: ZERO,
  fullPriceNet: ZERO,
  cogs: ZERO,
  uncostedCost: ZERO,
  costedSales: 0,
  uncostedSales: 0,
  restockUnknown: 0,
  shippingCost: ZERO,
  handlingCost: ZERO,
  packagingCost: ZERO,
  dutiesCost: ZERO,
  shippingCostUnknown: 0,
  handlingCostUnknown: 0,
  packagingCostUnknown: 0,
  dutiesCostUnknown: 0,
};

/** Sales as Shopify's reports name them. */
export interface SalesFigures {
  readonly grossSales: Minor;
  readonly discounts: Minor;
  readonly salesReversals: Minor;
  readonly netSales: Minor;
  readonly shipping: Minor;
  readonly duties: Minor;
  readonly fees: Minor;
  readonly tax: Minor;
  readonly totalSales: Minor;
  readonly tips: Minor;
  readonly giftCardSales: Minor;
  readonly orders: number;
  readonly averageOrderValue: Minor | null;
  readonly units: number;
  readonly returnedUnits: number;
  readonly returnRate: Ratio | null;
}

export const netSales = (of: LedgerSums): Minor => minor(of.grossSales - of.discounts - of.salesReversals);

export function salesFigures(of: LedgerSums): SalesFigures {
  const net = netSales(of);
  return {
    grossSales: of.grossSales,
    discounts: of.discounts,
    salesReversals: of.salesReversals,
    netSales: net,
    shipping: of.shipping,
    duties: of.duties,
    fees: of.fees,
    tax: of.tax,
    totalSales: minor(net + of.shipping + of.duties + of.fees + of.tax),
    tips: of.tips,
    giftCardSales: of.giftCardSales,
    orders: of.orders,
    averageOrderValue: perUnit(minor(of.grossSales - of.discounts), of.orders),
    units: of.units,
    returnedUnits: of.returnedUnits,
    returnRate: share(of.returnedUnits, of.units),
  };
}
