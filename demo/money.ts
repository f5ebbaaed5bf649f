/** Whole minor units of the store's currency, both of which have two decimals. */
export type Pence = number;

/** 1999 is "19.99". */
export function decimal(pence: Pence): string {
  const digits = String(Math.abs(pence)).padStart(3, "0");
  return `${pence < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** `part / whole` of an amount, half away from zero. Exact while `amount × part` stays below 2^53. */
export function shareOf(amount: Pence, part: number, whole: number): Pence {
  const scaled = Math.abs(amount) * part;
  const rounded = Math.floor((2 * scaled + whole) / (2 * whole));
  return amount < 0 && rounded !== 0 ? -rounded : rounded;
}

/** Splits an amount in proportion to the weights; the parts sum to it. Remainders go to the largest fractions, then to the first. */
export function allocate(amount: Pence, weights: readonly number[]): Pence[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const parts = weights.map((weight) => Math.floor((amount * weight) / total));
  const order = weights
    .map((weight, index) => ({ index, fraction: (amount * weight) % total }))
    .sort((a, b) => b.fraction - a.fraction || a.index - b.index);
  const missing = amount - parts.reduce((sum, part) => sum + part, 0);
  for (const { index } of order.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}
