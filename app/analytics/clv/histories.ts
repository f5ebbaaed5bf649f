/** A customer's orders as a ledger tells them. */
export interface CustomerOrders {
  readonly id: string;
  readonly orders: readonly DatedOrder[];
}

export interface DatedOrder {
  /** Whole local days since any fixed day, such as 1970-01-01. */
  readonly day: number;
  /** In any one unit of money; null when unknown. */
  readonly amount: number | null;
}

/**
 * Orders of many customers, by column: customer `i` has the entries from `offsets[i]` up to `offsets[i + 1]`, ascending by
 * day, at most one a day. Amounts that are unknown are NaN.
 */
export interface OrderHistories {
  readonly ids: readonly string[];
  readonly offsets: Int32Array;
  readonly days: Int32Array;
  readonly amounts: Float64Array;
}

/**
 * Brings orders into columns. Orders of one customer on one day are one order whose amount is their sum: papers and
 * reference figures count so, and a second parcel of the same day is no second decision to buy. The sum is unknown only if
 * all amounts of the day are. Customers without orders are left out.
 */
export function orderHistories(customers: Iterable<CustomerOrders>): OrderHistories {
  const ids: string[] = [];
  const offsets = [0];
  const days: number[] = [];
  const amounts: number[] = [];
  for (const { id, orders } of customers) {
    if (orders.length === 0) continue;
    ids.push(id);
    const start = days.length;
    for (const { day, amount } of orders.toSorted((left, right) => left.day - right.day)) {
      const last = days.length - 1;
      if (last >= start && days[last] === day) amounts[last] = together(amounts[last] ?? Number.NaN, amount);
      else {
        days.push(day);
        amounts.push(amount ?? Number.NaN);
      }
    }
    offsets.push(days.length);
  }
  return { ids, offsets: Int32Array.from(offsets), days: Int32Array.from(days), amounts: Float64Array.from(amounts) };
}

function together(sum: number, amount: number | null): number {
  if (amount === null) return sum;
  return Number.isNaN(sum) ? amount : sum + amount;
}

/** The first and the last day with an order, or null without orders. */
export function spanOf({ days }: OrderHistories): { readonly first: number; readonly last: number } | null {
  if (days.length === 0) return null;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const day of days) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  return { first, last };
}

/**
 * What the purchase models see of each customer whose first order is not after `asOf`, in days. The papers' x, t_x and T.
 */
export interface Summaries {
  readonly asOf: number;
  /** Index of the customer in the histories. */
  readonly customers: Int32Array;
  readonly repeatOrders: Int32Array;
  /** From the first order to the last. */
  readonly timeOfLastOrder: Int32Array;
  /** From the first order to `asOf`. */
  readonly observedFor: Int32Array;
  /** Sum of the logarithms of all gaps between orders, or null when the single orders are not known. */
  readonly logGaps: number | null;
}

/** Summarises all histories up to and with the day `asOf`; everything later does not exist for it. */
export function summariesAt(histories: OrderHistories, asOf: number): Summaries {
  const { offsets, days, ids } = histories;
  const kept: number[] = [];
  const lasts: number[] = [];
  let logGaps = 0;
  for (let index = 0; index < ids.length; index += 1) {
    const start = offsets[index] ?? 0;
    if ((days[start] ?? 0) > asOf) continue;
    const end = endOf(histories, index, asOf);
    kept.push(index);
    lasts.push(end - 1);
    for (let at = start + 1; at < end; at += 1) logGaps += Math.log((days[at] ?? 0) - (days[at - 1] ?? 0));
  }
  const firstDay = (index: number) => days[offsets[index] ?? 0] ?? 0;
  return {
    asOf,
    customers: Int32Array.from(kept),
    repeatOrders: Int32Array.from(kept, (index, row) => (lasts[row] ?? 0) - (offsets[index] ?? 0)),
    timeOfLastOrder: Int32Array.from(kept, (index, row) => (days[lasts[row] ?? 0] ?? 0) - firstDay(index)),
    observedFor: Int32Array.from(kept, (index) => asOf - firstDay(index)),
    logGaps,
  };
}

/** Where the entries after `asOf` begin in a customer's history. */
export function endOf({ offsets, days }: OrderHistories, customer: number, asOf: number): number {
  const start = offsets[customer] ?? 0;
  let end = offsets[customer + 1] ?? start;
  while (end > start && (days[end - 1] ?? 0) > asOf) end -= 1;
  return end;
}

/** Orders and money per summarised customer after `asOf` up to and with the day `until`; unknown amounts count nothing. */
export interface Outcomes {
  readonly orders: Float64Array;
  readonly spent: Float64Array;
}

export function outcomesAfter(histories: OrderHistories, { asOf, customers }: Summaries, until: number): Outcomes {
  const orders = new Float64Array(customers.length);
  const spent = new Float64Array(customers.length);
  for (const [row, customer] of customers.entries()) {
    const end = endOf(histories, customer, until);
    for (let at = endOf(histories, customer, asOf); at < end; at += 1) {
      orders[row] = (orders[row] ?? 0) + 1;
      const amount = histories.amounts[at] ?? Number.NaN;
      if (!Number.isNaN(amount)) spent[row] = (spent[row] ?? 0) + amount;
    }
  }
  return { orders, spent };
}
