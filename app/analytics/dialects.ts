import type { Clock } from "./metrics/metric";
import type { MetricName } from "./metrics/registry";
import { type Minor, minor, perUnit } from "./money";
import type { Day } from "./period";

/**
 * The amounts of which every figure of sales and profit, ours and other apps', is put together. `…Returned`: what was given
 * back of shipping and tax, positive; `refunded`: money paid back to customers, whatever came back; `uncostedCost`: what the
 * goods without a known unit cost would cost at 100% of the price paid.
 */
export const AMOUNT_NAMES = [
  "grossSales",
  "discounts",
  "salesReversals",
  "shipping",
  "shippingReturned",
  "tax",
  "taxReturned",
  "duties",
  "fees",
  "tips",
  "giftCardSales",
  "refunded",
  "cogs",
  "uncostedCost",
  "shippingCost",
  "handlingCost",
  "packagingCost",
  "dutiesCost",
  "paymentFees",
  "marketingSpend",
  "operatingExpenses",
] as const;
export type AmountName = (typeof AMOUNT_NAMES)[number];

/** The amounts of one period under one set of circumstances. An amount that is unknown is 0 here and named in `unknown`. */
export interface Amounts {
  readonly of: Readonly<Record<AmountName, Minor>>;
  readonly orders: number;
  readonly unknown: readonly AmountName[];
}

/** How often each amount is added (1) or taken away (−1). */
export type Terms = Readonly<Partial<Record<AmountName, 1 | -1>>>;

/** On which day figures fall, and which orders are left out. */
export interface Circumstances {
  readonly clock: Clock;
  readonly excludeCancelled: boolean;
  readonly excludeUnpaid: boolean;
  /** The shop's other switches hold: orders of no value, and those of certain tags, channels and sources. */
  readonly excludeOthers: boolean;
}

/** A figure as another app defines it. */
export interface DialectMetric {
  /** As the other app writes it. */
  readonly label: string;
  /** Ours of the same name or meaning, with which it is compared. */
  readonly counterpart: Counterpart;
  readonly terms: Terms;
  /** Divided by the number of orders. */
  readonly perOrder?: true;
  /** Where the app's own pages leave a question open: how it was read. */
  readonly reading?: Reading;
}

/** Questions that other apps' definitions leave open, and how we read them. */
export type Reading =
  | "beforeReturns"
  | "taxWithReturns"
  | "taxIncluded"
  | "giftCards"
  | "orderTotal"
  | "customCosts"
  | "asShopify";

/** How another app counts: its figures, its circumstances where they differ from the shop's, and where that is written. */
export interface Dialect {
  readonly id: DialectId;
  readonly name: string;
  /** Public pages that define the figures, and the day on which they said so. */
  readonly sources: readonly string[];
  readonly seen: Day;
  readonly circumstances: Partial<Circumstances>;
  /** The number by which the app calls a customer's first month; ours is 0. Null where its pages do not say. */
  readonly firstTenureMonth: 0 | 1 | null;
  readonly metrics: readonly DialectMetric[];
}

export type DialectId =
  | "shopify"
  | "beprofit"
  | "lifetimely"
  | "trueprofit"
  | "triplewhale"
  | "polar"
  | "metorik"
  | "bythenumbers"
  | "recharge";

const NET_SALES: Terms = { grossSales: 1, discounts: -1, salesReversals: -1 };
const NET_REVENUE: Terms = { ...NET_SALES, shipping: 1 };
const GROSS_PROFIT: Terms = { ...NET_REVENUE, cogs: -1 };
const CONTRIBUTION: Terms = {
  ...GROSS_PROFIT,
  shippingCost: -1,
  handlingCost: -1,
  packagingCost: -1,
  dutiesCost: -1,
  paymentFees: -1,
};
const AFTER_MARKETING: Terms = { ...CONTRIBUTION, marketingSpend: -1 };

/** Our own figures in the same terms: the canon that dialects are compared with. */
export const CANON = {
  grossSales: { grossSales: 1 },
  netSales: NET_SALES,
  totalSales: { ...NET_REVENUE, duties: 1, fees: 1, tax: 1 },
  averageOrderValue: { grossSales: 1, discounts: -1 },
  netRevenue: NET_REVENUE,
  grossProfit: GROSS_PROFIT,
  contributionProfit: CONTRIBUTION,
  profitAfterMarketing: AFTER_MARKETING,
  netProfit: { ...AFTER_MARKETING, operatingExpenses: -1 },
} as const satisfies Partial<Record<MetricName, Terms>>;

export type Counterpart = keyof typeof CANON;

/** Σ of the terms' amounts; for a figure per order what is divided. */
export function amountOf(terms: Terms, { of }: Amounts): Minor {
  return minor(AMOUNT_NAMES.reduce((total, name) => total + (terms[name] ?? 0) * of[name], 0));
}

/** The figure: the sum, or the sum per order, which without orders is null. */
export function figureOf(terms: Terms, amounts: Amounts, perOrder: boolean): Minor | null {
  const total = amountOf(terms, amounts);
  return perOrder ? perUnit(total, amounts.orders) : total;
}

/** Amounts of the terms that are unknown here and therefore neither added nor taken away. */
export const unknownIn = (terms: Terms, { unknown }: Amounts): AmountName[] =>
  unknown.filter((name) => terms[name] !== undefined);

/** One reason for a difference, and what it is worth: what the other figure is higher by. */
export interface BridgePart {
  readonly reason: BridgeReason;
  readonly amount: Minor;
}

export type BridgeReason =
  /** An amount that one of the two adds (1) or takes away (−1), and the other does not (0). */
  | { readonly kind: "amount"; readonly name: AmountName; readonly ours: number; readonly theirs: number }
  | { readonly kind: "clock"; readonly clock: Clock }
  | { readonly kind: "cancelled" | "unpaid" | "others"; readonly excluded: boolean };

/** The amounts of one period under given circumstances. */
export type AmountsUnder = (circumstances: Circumstances) => Amounts;

/**
 * What makes the difference between two figures: first the amounts in which the formulas differ, under our circumstances;
 * then, with the other's formula, its clock and the orders it leaves out, one after the other. The parts sum to
 * the difference exactly, for a figure per order to the difference of what is divided. Parts of 0 are left out.
 */
export function bridge(
  ours: { readonly terms: Terms; readonly circumstances: Circumstances },
  other: { readonly terms: Terms; readonly circumstances: Circumstances },
  amountsUnder: AmountsUnder,
): BridgePart[] {
  const base = amountsUnder(ours.circumstances);
  const byAmount = AMOUNT_NAMES.map((name): BridgePart => {
    const [mine, theirs] = [ours.terms[name] ?? 0, other.terms[name] ?? 0];
    return {
      reason: { kind: "amount", name, ours: mine, theirs },
      amount: minor((theirs - mine) * base.of[name]),
    };
  });
  return [...byAmount, ...byCircumstances(ours.circumstances, other, amountsUnder)].filter(
    ({ amount }) => amount !== 0,
  );
}

function byCircumstances(
  from: Circumstances,
  { terms, circumstances: to }: { readonly terms: Terms; readonly circumstances: Circumstances },
  amountsUnder: AmountsUnder,
): BridgePart[] {
  const worth = (at: Circumstances) => amountOf(terms, amountsUnder(at));
  const clocked = { ...from, clock: to.clock };
  const cancelled = { ...clocked, excludeCancelled: to.excludeCancelled };
  const unpaid = { ...cancelled, excludeUnpaid: to.excludeUnpaid };
  const step = (reason: BridgeReason, before: Circumstances, after: Circumstances): BridgePart[] =>
    sameCircumstances(before, after) ? [] : [{ reason, amount: minor(worth(after) - worth(before)) }];
  return [
    ...step({ kind: "clock", clock: to.clock }, from, clocked),
    ...step({ kind: "cancelled", excluded: to.excludeCancelled }, clocked, cancelled),
    ...step({ kind: "unpaid", excluded: to.excludeUnpaid }, cancelled, unpaid),
    ...step({ kind: "others", excluded: to.excludeOthers }, unpaid, to),
  ];
}

export const sameCircumstances = (left: Circumstances, right: Circumstances): boolean =>
  left.clock === right.clock &&
  left.excludeCancelled === right.excludeCancelled &&
  left.excludeUnpaid === right.excludeUnpaid &&
  left.excludeOthers === right.excludeOthers;

export const sameTerms = (left: Terms, right: Terms): boolean =>
  AMOUNT_NAMES.every((name) => (left[name] ?? 0) === (right[name] ?? 0));
