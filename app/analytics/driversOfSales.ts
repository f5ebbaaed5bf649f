import { type Change, changeOf, inProduct, inTriple, type Pair, pair, part } from "./drivers";
import { type Minor, minor } from "./money";
import { type LedgerSums, netSales } from "./sales";

/** What of a period's ledger net sales are made of. */
export type SoldSums = Pick<LedgerSums, "orders" | "units" | "grossSales" | "discounts" | "salesReversals">;

/**
 * Net sales = orders × (units per order × gross price per unit − discounts per order − reversals per order). Where one of the periods has no order,
 * there is nothing per order: what was ordered is the orders', reversals their own.
 */
export function driversOfNetSales(before: SoldSums, after: SoldSums): Change {
  const net = pair(netOf(before), netOf(after));
  if (before.orders === 0 || after.orders === 0)
    return changeOf("netSales", net, [
      part("orders", after.grossSales - after.discounts - (before.grossSales - before.discounts)),
      part("salesReversals", before.salesReversals - after.salesReversals),
    ]);
  const orders = pair(before.orders, after.orders);
  const each = (of: (sums: SoldSums) => number): Pair => pair(of(before) / before.orders, of(after) / after.orders);
  const units = each((of) => of.units);
  const price = prices(before, after);
  // Free of units in one of the periods, all is one basket.
  const basket = price === null ? each((of) => of.grossSales) : null;
  const [discounts, reversals] = [each((of) => of.discounts), each((of) => of.salesReversals)];
  const gross = price === null ? inProduct(orders, basket ?? pair(0, 0)) : inTriple(orders, units, price);
  return changeOf("netSales", net, [
    part("orders", gross - inProduct(orders, discounts) - inProduct(orders, reversals)),
    ...(price === null
      ? [part("price", inProduct(basket ?? pair(0, 0), orders))]
      : [part("unitsPerOrder", inTriple(units, orders, price)), part("price", inTriple(price, orders, units))]),
    part("discounts", -inProduct(discounts, orders)),
    part("salesReversals", -inProduct(reversals, orders)),
  ]);
}

const netOf = (of: SoldSums): Minor => minor(of.grossSales - of.discounts - of.salesReversals);

/** Gross price per unit; null where nothing was sold in one of the periods. */
const prices = (before: SoldSums, after: SoldSums): Pair | null =>
  before.units > 0 && after.units > 0 ? pair(before.grossSales / before.units, after.grossSales / after.units) : null;

/** Net sales of orders by who placed them. */
export interface SalesByKind {
  readonly new: LedgerSums;
  readonly returning: LedgerSums;
  readonly guest: LedgerSums;
}

/** Net sales = first orders + later orders + orders of guests. */
export function driversByKind(before: SalesByKind, after: SalesByKind): Change {
  const of = (kind: keyof SalesByKind): Pair => pair(netSales(before[kind]), netSales(after[kind]));
  const [first, later, guest] = [of("new"), of("returning"), of("guest")];
  const sum = (side: keyof Pair): number => first[side] + later[side] + guest[side];
  return changeOf("netSales", pair(sum("before"), sum("after")), [
    part("newCustomers", first.after - first.before),
    part("returningCustomers", later.after - later.before),
    part("guests", guest.after - guest.before),
  ]);
}

/** A cohort's customers by one age: per customer, through that age. */
export interface LifetimeAt {
  readonly orders: number;
  readonly netSales: Minor;
  /** Contribution profit; null is unknown. */
  readonly value: Minor | null;
}

/**
 * Lifetime value = orders per customer × net sales per order × margin, of two cohorts at the same age. In net sales, without a margin, where a
 * profit is unknown; null where one of them has no order or no sales to divide by.
 */
export function driversOfLifetime(before: LifetimeAt, after: LifetimeAt): Change | null {
  const orders = pair(before.orders, after.orders);
  if (before.orders <= 0 || after.orders <= 0) return null;
  const worth = pair(before.netSales / before.orders, after.netSales / after.orders);
  if (before.value === null || after.value === null)
    return changeOf("lifetimeNetSales", pair(before.netSales, after.netSales), [
      part("ordersPerCustomer", inProduct(orders, worth)),
      part("orderValue", inProduct(worth, orders)),
    ]);
  if (before.netSales === 0 || after.netSales === 0) return null;
  const margin = pair(before.value / before.netSales, after.value / after.netSales);
  return changeOf("lifetimeValue", pair(before.value, after.value), [
    part("ordersPerCustomer", inTriple(orders, worth, margin)),
    part("orderValue", inTriple(worth, orders, margin)),
    part("margin", inTriple(margin, orders, worth)),
  ]);
}

/** Acquisition cost = spend ÷ new customers, each of two periods; null where nobody was won in one of them. */
export function driversOfAcquisition(
  before: { readonly spend: Minor; readonly customers: number; readonly cost: Minor | null },
  after: { readonly spend: Minor; readonly customers: number; readonly cost: Minor | null },
): Change | null {
  if (before.cost === null || after.cost === null || before.customers <= 0 || after.customers <= 0) return null;
  const spend = pair(before.spend, after.spend);
  const perSpend = pair(1 / before.customers, 1 / after.customers);
  return changeOf("acquisitionCost", pair(before.cost, after.cost), [
    part("spend", inProduct(spend, perSpend)),
    part("customersWon", inProduct(perSpend, spend)),
  ]);
}

/** A month's bridge of MRR. */
export interface MrrParts {
  readonly opening: Minor;
  readonly closing: Minor;
  readonly new: Minor;
  readonly expansion: Minor;
  readonly reactivation: Minor;
  readonly contraction: Minor;
  readonly churn: Minor;
}

/** MRR at the end of a month = that at its start with its movements. */
export const driversOfMrr = (of: MrrParts): Change =>
  changeOf("mrr", pair(of.opening, of.closing), [
    part("newMrr", of.new),
    part("expansionMrr", of.expansion),
    part("reactivationMrr", of.reactivation),
    part("contractionMrr", -of.contraction),
    part("churnedMrr", -of.churn),
  ]);

/** A product's net sales in a period. */
export interface ProductSales {
  readonly key: string;
  readonly title: string;
  readonly netSales: Minor;
}

/** Products told by name on each side: the largest gainers, and the largest losers. */
const MOST_MOVERS = 3;

/**
 * Net sales = those of all products and what belongs to none: the largest gainers and losers by name, all others together. `whole` is the
 * net sales of the periods.
 */
export function driversByProduct(before: readonly ProductSales[], after: readonly ProductSales[], whole: Pair): Change {
  const earlier = new Map(before.map((of) => [of.key, of]));
  const later = new Map(after.map((of) => [of.key, of]));
  const moved = [...new Set([...earlier.keys(), ...later.keys()])]
    .map((key) => ({
      key,
      name: later.get(key)?.title ?? earlier.get(key)?.title ?? "",
      amount: (later.get(key)?.netSales ?? 0) - (earlier.get(key)?.netSales ?? 0),
    }))
    .sort((left, right) => Math.abs(right.amount) - Math.abs(left.amount) || compare(left.key, right.key));
  const named = [
    ...moved.filter(({ amount }) => amount > 0).slice(0, MOST_MOVERS),
    ...moved.filter(({ amount }) => amount < 0).slice(0, MOST_MOVERS),
  ].map(({ name, amount }) => ({ driver: "product" as const, name, amount }));
  const told = named.reduce((sum, { amount }) => sum + amount, 0);
  return changeOf("netSales", whole, [...named, part("otherProducts", whole.after - whole.before - told)]);
}

const compare = (left: string, right: string): number => left.localeCompare(right, "en");
