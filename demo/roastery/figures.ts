import type { Pence } from "../money";
import { type Fact, factsOf, placedLines } from "./economics";
import type { Order, World } from "./model";
import { SHIPPING_COST } from "./parameters";

/** Days of the simulation by calendar month of the store. */
export type Months = {
  readonly names: readonly string[];
  /** First day after each month, or after the last day shown. */
  readonly ends: readonly number[];
  of(day: number): number;
};

export type MonthFigures = Omit<Fact, "day"> & {
  readonly netSales: Pence;
  readonly totalSales: Pence;
  readonly grossProfit: Pence;
  readonly contributionProfit: Pence;
  readonly shippingCost: Pence;
  readonly orders: number;
};

export type CohortCell = {
  readonly cohort: number;
  readonly tenure: number;
  readonly size: number;
  readonly customers: number;
  readonly orders: number;
  readonly netSales: Pence;
  readonly shipping: Pence;
  readonly cogs: Pence;
  readonly paymentFees: Pence;
  readonly grossProfit: Pence;
  readonly contributionProfit: Pence;
  readonly shippingCost: Pence;
};

const AMOUNTS = [
  "grossSales",
  "discounts",
  "salesReversals",
  "shipping",
  "tax",
  "tips",
  "giftCards",
  "cogs",
  "paymentFees",
] as const satisfies readonly (keyof Fact)[];

type Sums = Record<(typeof AMOUNTS)[number] | "shippingCost" | "orders", number>;

/**
 * Monthly sums of all counted orders. `eventDay`: every fact in the month it happened; `orderDay`: in the month of its
 * order. The cost of sending a parcel is the order's, on both clocks, unless it was cancelled.
 */
export function monthFigures(world: World, months: Months, clock: "eventDay" | "orderDay"): MonthFigures[] {
  const sums = months.names.map(() => noSums());
  for (const order of world.orders) {
    for (const fact of factsOf(order))
      addFact(sumsAt(sums, months.of(clock === "eventDay" ? fact.day : order.day)), fact);
    if (order.payment === "test") continue;
    const placed = sumsAt(sums, months.of(order.day));
    placed.orders += 1;
    placed.shippingCost += parcelCost(order);
  }
  return sums.map(figuresOf);
}

/** Cohort cells up to the month of the last day, from orders dated by their own day with all that came back later. */
export function cohortCells(world: World, months: Months): CohortCell[] {
  const sizes = months.names.map(() => 0);
  const cohortOf = new Map<number, number>();
  const cells = new Map<string, { sums: Sums; customers: Set<number> }>();
  for (const order of world.orders) {
    if (order.customer === null || order.payment === "test") continue;
    const month = months.of(order.day);
    const known = cohortOf.get(order.customer.number);
    const cohort = known ?? month;
    if (known === undefined) {
      cohortOf.set(order.customer.number, cohort);
      sizes[cohort] = (sizes[cohort] ?? 0) + 1;
    }
    const key = `${cohort}/${month - cohort}`;
    const cell = cells.get(key) ?? { sums: noSums(), customers: new Set() };
    cells.set(key, cell);
    for (const fact of factsOf(order)) addFact(cell.sums, fact);
    cell.sums.orders += 1;
    cell.sums.shippingCost += parcelCost(order);
    cell.customers.add(order.customer.number);
  }
  return months.names.flatMap((_, cohort) =>
    months.names.slice(cohort).map((__, tenure) => {
      const cell = cells.get(`${cohort}/${tenure}`);
      const { grossSales, discounts, salesReversals, tax, tips, giftCards, totalSales, ...figures } = figuresOf(
        cell?.sums ?? noSums(),
      );
      return { cohort, tenure, size: sizes[cohort] ?? 0, customers: cell?.customers.size ?? 0, ...figures };
    }),
  );
}

/** New and returning customers of each month: by first counted order in the store's history. */
export function customerCounts(world: World, months: Months): { newCustomers: number; returningCustomers: number }[] {
  const firstMonth = new Map<number, number>();
  const seen = months.names.map(() => new Set<number>());
  for (const order of world.orders) {
    if (order.customer === null || order.payment === "test") continue;
    const month = months.of(order.day);
    if (!firstMonth.has(order.customer.number)) firstMonth.set(order.customer.number, month);
    seen[month]?.add(order.customer.number);
  }
  return seen.map((customers, month) => {
    const newCustomers = [...customers].filter((customer) => firstMonth.get(customer) === month).length;
    return { newCustomers, returningCustomers: customers.size - newCustomers };
  });
}

function noSums(): Sums {
  return {
    grossSales: 0,
    discounts: 0,
    salesReversals: 0,
    shipping: 0,
    tax: 0,
    tips: 0,
    giftCards: 0,
    cogs: 0,
    paymentFees: 0,
    shippingCost: 0,
    orders: 0,
  };
}

function sumsAt(sums: readonly Sums[], month: number): Sums {
  const found = sums[month];
  if (found === undefined) throw new Error(`month ${month}: expected 0 to ${sums.length - 1}`);
  return found;
}

function addFact(sums: Sums, fact: Fact): void {
  for (const amount of AMOUNTS) sums[amount] += fact[amount];
}

function figuresOf(sums: Sums): MonthFigures {
  const netSales = sums.grossSales - sums.discounts - sums.salesReversals;
  const grossProfit = netSales + sums.shipping - sums.cogs;
  return {
    ...sums,
    netSales,
    totalSales: netSales + sums.shipping + sums.tax,
    grossProfit,
    contributionProfit: grossProfit - sums.paymentFees,
  };
}

function parcelCost(order: Order): Pence {
  const isSent = order.isShipped && order.cancelled === null && placedLines(order).length > 0;
  return isSent ? SHIPPING_COST : 0;
}
