import { type Minor, minor } from "./money";
import type { SpanValue } from "./watch";

/** One thing a value is made of, beside what is usual for it; null is unknown. */
export interface PartMoved {
  readonly value: number | null;
  readonly usual: number | null;
}

/** How a difference from the usual splits into orders and what an order brings; in minor units, its two parts sum to it exactly. */
export interface OrdersAndValue {
  readonly difference: Minor;
  readonly byOrders: Minor;
  readonly byValue: Minor;
  readonly orders: { readonly value: number; readonly usual: number };
  /** Minor units per order; null on a day without orders. */
  readonly perOrder: { readonly value: number | null; readonly usual: number };
}

/** Parts of a value beside their usual ones: the medians of the same values that the expected one is the median of. */
export function partsMoved(value: SpanValue, alike: readonly SpanValue[]): PartMoved[] {
  return value.parts.map((part, index) => ({
    value: part,
    usual: medianOfKnown(alike.map(({ parts }) => parts[index] ?? null)),
  }));
}

/**
 * Splits the difference between a value and the usual one into orders × value of an order, each change counted at the mean of
 * the other factor (Shapley's value for two factors), so that neither takes the credit for both: orders' part is
 * (n₁ − n₀)·(v₀ + v₁)÷2. Null where either is unknown or no order is usual. A day without orders differs by its orders alone.
 */
export function ordersAndValue(
  value: number | null,
  orders: number | null,
  usual: { readonly value: number | null; readonly orders: number | null },
): OrdersAndValue | null {
  if (value === null || orders === null || usual.value === null || usual.orders === null || usual.orders <= 0)
    return null;
  const difference = minor(Math.round(value) - Math.round(usual.value));
  const usualPerOrder = usual.value / usual.orders;
  const perOrder = orders > 0 ? value / orders : null;
  const exact = perOrder === null ? difference : ((orders - usual.orders) * (usualPerOrder + perOrder)) / 2;
  // Nothing, not its negative, which would be written with a sign.
  const byOrders = minor(Math.round(exact) + 0);
  return {
    difference,
    byOrders,
    byValue: minor(difference - byOrders),
    orders: { value: orders, usual: usual.orders },
    perOrder: { value: perOrder === null ? null : Math.round(perOrder), usual: Math.round(usualPerOrder) },
  };
}

function medianOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).toSorted((left, right) => left - right);
  if (known.length === 0) return null;
  const middle = (known.length - 1) / 2;
  return ((known[Math.floor(middle)] ?? 0) + (known[Math.ceil(middle)] ?? 0)) / 2;
}
