import { Decimal } from "decimal.js";
import { type Minor, sum, wholeParts, ZERO } from "./money";
import { orderPlatform, type PlatformOf } from "./platforms";

/** How a platform's spend is shared among its orders: each the same, or by what was sold in it. */
export const ALLOCATIONS = ["price", "even"] as const;
export type Allocation = (typeof ALLOCATIONS)[number];

/** What orders of one source and channel held of one product (by `productKey`, or of a variant by another key). */
export interface ProductTouch {
  readonly key: string;
  readonly source: string | null;
  readonly channel: string | null;
  /** Σ of the product's shares of those orders, by what was sold in each: 1 for an order of this product alone. */
  readonly orders: string;
  /** What the product was sold for in them, in minor units. */
  readonly price: Minor;
}

const Exact = Decimal.clone({ precision: 60 });

/**
 * Each product's share of the platforms' spend: of an order's part by what was sold in it. The shares sum exactly to the
 * spend of all platforms that have orders with something of value; other spend belongs to no product.
 */
export function marketingShares(
  touches: readonly ProductTouch[],
  spend: readonly { readonly platform: string; readonly amount: Minor }[],
  of: PlatformOf,
  allocation: Allocation,
): { readonly total: Minor; readonly of: ReadonlyMap<string, Minor> } {
  const spent = new Map<string, Decimal>();
  for (const { platform, amount } of spend) {
    const name = of(platform) ?? "notKnown";
    spent.set(name, (spent.get(name) ?? new Exact(0)).plus(amount));
  }
  const weighted = touches.map((touch) => ({
    key: touch.key,
    platform: orderPlatform(of, touch.source, touch.channel),
    weight: new Exact(allocation === "even" ? touch.orders : touch.price),
  }));
  const wholes = new Map<string, Decimal>();
  for (const { platform, weight } of weighted)
    wholes.set(platform, (wholes.get(platform) ?? new Exact(0)).plus(weight));
  const exact = new Map<string, Decimal>();
  for (const { key, platform, weight } of weighted) {
    const [amount, whole] = [spent.get(platform), wholes.get(platform)];
    if (!amount || !whole || whole.isZero()) continue;
    exact.set(key, (exact.get(key) ?? new Exact(0)).plus(amount.times(weight).div(whole)));
  }
  const keys = [...exact.keys()];
  const parts = wholeParts(keys.map((key) => (exact.get(key) ?? new Exact(0)).toFixed()));
  return {
    total: sum(spend.map(({ amount }) => amount)),
    of: new Map(keys.map((key, index) => [key, parts[index] ?? ZERO])),
  };
}
