/** Sums over orders that a margin is made of, in minor units. */
export interface MarginSums {
  readonly orders: number;
  /** Net sales and shipping charged. */
  readonly netRevenue: number;
  readonly productNet: number;
  /** Of it, what has a known cost. */
  readonly costedNet: number;
  readonly cogs: number;
  /** Shipping, handling, packaging, duties and payment fees, as far as known. */
  readonly otherCosts: number;
}

/** A customer's orders count beside so many of the shop's. */
const SHOP_ORDERS = 5;

/**
 * Contribution profit ÷ net revenue. Products without a known cost are taken to cost what the others do. Null where nothing
 * was sold, or no product's cost is known.
 */
export function marginRate({ netRevenue, productNet, costedNet, cogs, otherCosts }: MarginSums): number | null {
  if (netRevenue <= 0) return null;
  if (costedNet <= 0) return productNet > 0 ? null : clamped((netRevenue - otherCosts) / netRevenue);
  return clamped((netRevenue - (cogs * productNet) / costedNet - otherCosts) / netRevenue);
}

/** The customer's own rate drawn towards the shop's, the more the fewer the orders. Null where the shop's is not known. */
export function shrunkMarginRate(own: MarginSums, shopRate: number | null): number | null {
  if (shopRate === null) return null;
  const rate = marginRate(own);
  return rate === null ? shopRate : (SHOP_ORDERS * shopRate + own.orders * rate) / (SHOP_ORDERS + own.orders);
}

/** An order given away at a loss says nothing beyond its own price. */
const clamped = (rate: number): number => Math.min(1, Math.max(-1, rate));
