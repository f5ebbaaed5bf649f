import type { OrderHistories } from "./histories";

/**
 * Square of (standard deviation ÷ mean) of what a customer's orders are worth, of customers with two known amounts or more:
 * what an order brings varies by so much around what its customer's orders bring. Null where nobody has two.
 */
export function amountVariation({ offsets, amounts, ids }: OrderHistories): number | null {
  let squares = 0;
  let degrees = 0;
  for (let customer = 0; customer < ids.length; customer += 1) {
    const own = amounts.subarray(offsets[customer] ?? 0, offsets[customer + 1] ?? 0).filter((amount) => amount > 0);
    if (own.length < 2) continue;
    const mean = own.reduce((sum, amount) => sum + amount, 0) / own.length;
    for (const amount of own) squares += (amount / mean - 1) ** 2;
    degrees += own.length - 1;
  }
  return degrees > 0 ? squares / degrees : null;
}
