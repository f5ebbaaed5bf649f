import type { SalesFigures } from "./sales";
import type { OrderSwitches } from "./switches";

/** Figures that are held against Shopify's own sales report. */
export const RECONCILED = [
  "grossSales",
  "discounts",
  "salesReversals",
  "netSales",
  "shipping",
  "duties",
  "fees",
  "tax",
  "totalSales",
  "orders",
] as const satisfies readonly (keyof SalesFigures)[];

export type ReconciledFigure = (typeof RECONCILED)[number];

/** Whole minor units, and a count of orders; null: Shopify does not tell it. */
export type ReconciledFigures = Readonly<Record<ReconciledFigure, number | null>>;

export const NOTHING_SOLD: ReconciledFigures = {
  grossSales: 0,
  discounts: 0,
  salesReversals: 0,
  netSales: 0,
  shipping: 0,
  duties: 0,
  fees: 0,
  tax: 0,
  totalSales: 0,
  orders: 0,
};

export const reconciledFigures = (of: SalesFigures): ReconciledFigures => ({
  grossSales: of.grossSales,
  discounts: of.discounts,
  salesReversals: of.salesReversals,
  netSales: of.netSales,
  shipping: of.shipping,
  duties: of.duties,
  fees: of.fees,
  tax: of.tax,
  totalSales: of.totalSales,
  orders: of.orders,
});

/** Ours less Shopify's, figure by figure; null where Shopify does not tell. */
export function difference(ours: ReconciledFigures, shopify: ReconciledFigures): ReconciledFigures {
  return eachFigure((figure) => minus(ours[figure], shopify[figure]));
}

/** Equal to the last cent and order, in every figure that Shopify tells. */
export const isEqual = (ours: ReconciledFigures, shopify: ReconciledFigures): boolean =>
  RECONCILED.every((figure) => (minus(ours[figure], shopify[figure]) ?? 0) === 0);

const minus = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? null : left - right;

const plus = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? null : left + right;

export const addFigures = (left: ReconciledFigures, right: ReconciledFigures): ReconciledFigures =>
  eachFigure((figure) => plus(left[figure], right[figure]));

function eachFigure(value: (figure: ReconciledFigure) => number | null): ReconciledFigures {
  return {
    grossSales: value("grossSales"),
    discounts: value("discounts"),
    salesReversals: value("salesReversals"),
    netSales: value("netSales"),
    shipping: value("shipping"),
    duties: value("duties"),
    fees: value("fees"),
    tax: value("tax"),
    totalSales: value("totalSales"),
    orders: value("orders"),
  };
}

/**
 * Why an order sums to something else at Shopify: we have not got it; Shopify has it no more; its amounts differ; our
 * roll-up of it differs from its own ledger; it changed after what was read last; it is in another currency, a test, or
 * deleted with us.
 */
export const DRIFT_CAUSES = [
  "missing",
  "gone",
  "differs",
  "rollup",
  "notSynced",
  "otherCurrency",
  "test",
  "deleted",
] as const;
export type DriftCause = (typeof DRIFT_CAUSES)[number];

/** An order that differs on a day, with its figures of that day on both sides. */
export interface Drift {
  readonly cause: DriftCause;
  readonly ours: ReconciledFigures | null;
  readonly shopify: ReconciledFigures | null;
}

export const driftOf = ({ ours, shopify }: Drift): ReconciledFigures =>
  difference(ours ?? NOTHING_SOLD, shopify ?? NOTHING_SOLD);

/** Switches that leave orders out, in the order in which they are taken back. */
export const SWITCH_CAUSES = ["cancelled", "unpaid", "zeroValue", "tags", "channels", "sources"] as const;
export type SwitchCause = (typeof SWITCH_CAUSES)[number];

/** The switches with one of them off; null where it is off already. */
export function withoutSwitch(switches: OrderSwitches, name: SwitchCause): OrderSwitches | null {
  if (name === "cancelled" || name === "unpaid" || name === "zeroValue")
    return switches[name] ? { ...switches, [name]: false } : null;
  return switches[name].length > 0 ? { ...switches, [name]: [] } : null;
}

/** What makes ours differ from Shopify's: a switch, the clock, orders by their cause, or what nothing explains. */
export const CAUSES = [...SWITCH_CAUSES, "clock", ...DRIFT_CAUSES, "unexplained"] as const;
export type Cause = (typeof CAUSES)[number];

/** Whether nothing but the shop's own settings makes the difference: what is left out, and the clock. */
export const isBySettings = (causes: readonly Explained[]): boolean =>
  causes.length > 0 && causes.every(({ cause }) => cause === "clock" || SWITCH_CAUSES.some((name) => name === cause));

export interface Explained {
  readonly cause: Cause;
  /** What it adds to ours less Shopify's. */
  readonly amounts: ReconciledFigures;
}

/**
 * Splits ours less Shopify's by cause; the parts sum to it exactly, in every figure. `steps` are our figures with one
 * setting after another taken back, the last of them all taken back (that is how Shopify counts); what is left is told by
 * the orders that differ, and the rest by nothing.
 */
export function explained(
  shown: ReconciledFigures,
  steps: readonly { readonly cause: Cause; readonly without: ReconciledFigures }[],
  shopify: ReconciledFigures,
  drifts: readonly Drift[],
): Explained[] {
  const parts: Explained[] = [];
  let ours = shown;
  for (const { cause, without } of steps) {
    parts.push({ cause, amounts: difference(ours, without) });
    ours = without;
  }
  let rest = difference(ours, shopify);
  for (const cause of DRIFT_CAUSES) {
    const of = drifts.filter((drift) => drift.cause === cause).map(driftOf);
    if (of.length === 0) continue;
    const amounts = of.reduce(addFigures);
    parts.push({ cause, amounts });
    rest = difference(rest, amounts);
  }
  parts.push({ cause: "unexplained", amounts: rest });
  return parts.filter(({ amounts }) => RECONCILED.some((figure) => (amounts[figure] ?? 0) !== 0));
}
