import { endOf, type OrderHistories, type Summaries } from "./histories";

/**
 * What each summarised customer spent up to the summaries' day, from orders with a known amount above nothing: a free or
 * returned order says nothing about what an order is worth. Counts of 0 mean that nothing is known of a customer.
 */
export interface SpendRows {
  readonly orders: Float64Array;
  readonly spent: Float64Array;
  /** Sums of ln(amount) and of its square. */
  readonly logs: Float64Array;
  readonly logSquares: Float64Array;
  /** Customers with at least one such order. */
  readonly customers: number;
}

/**
 * `all` orders, or `repeat` orders only, as the published Gamma-Gamma estimates have it. All orders predict better: the first
 * order is most of what is known of most customers.
 */
export type SpendBase = "all" | "repeat";

export function spendRows(histories: OrderHistories, summaries: Summaries, base: SpendBase): SpendRows {
  const count = summaries.customers.length;
  const orders = new Float64Array(count);
  const spent = new Float64Array(count);
  const logs = new Float64Array(count);
  const logSquares = new Float64Array(count);
  let customers = 0;
  for (const [row, customer] of summaries.customers.entries()) {
    const start = (histories.offsets[customer] ?? 0) + (base === "repeat" ? 1 : 0);
    const end = endOf(histories, customer, summaries.asOf);
    let known = 0;
    for (let at = start; at < end; at += 1) {
      const amount = histories.amounts[at] ?? Number.NaN;
      if (!(amount > 0)) continue;
      const log = Math.log(amount);
      known += 1;
      spent[row] = (spent[row] ?? 0) + amount;
      logs[row] = (logs[row] ?? 0) + log;
      logSquares[row] = (logSquares[row] ?? 0) + log * log;
    }
    orders[row] = known;
    if (known > 0) customers += 1;
  }
  return { orders, spent, logs, logSquares, customers };
}

/** Mean amount of an order, or null without one. */
export function meanAmount({ orders, spent }: SpendRows): number | null {
  const count = orders.reduce((sum, one) => sum + one, 0);
  return count > 0 ? spent.reduce((sum, one) => sum + one, 0) / count : null;
}
