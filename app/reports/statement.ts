import type { MetricName } from "~/analytics/metrics/registry";
import type { Ratio } from "~/analytics/money";
import type { Grain, Part } from "~/analytics/period";
import type { Uncosted } from "~/analytics/periodFigures";
import type { Figure, ReportHead } from "./report";

/** A row of the statement: an amount that adds, a cost that is taken away, a subtotal, or a share of net revenue. */
export interface StatementLine {
  readonly metric: MetricName;
  readonly kind: "adds" | "takes" | "subtotal" | "share";
}

/** A figure of the statement, and how many of its lines have no known unit cost where that touches it. */
export interface StatementFigure extends Figure {
  readonly uncosted?: Uncosted;
}

export interface StatementRow extends StatementLine {
  readonly total: StatementFigure;
  /** The total as a share of net revenue; null for shares, and without revenue. */
  readonly share: Ratio | null;
  /** The total less that of the comparison; null without one. */
  readonly change: number | null;
  /** One for each column. Those of a row that is divided sum to the total. */
  readonly cells: readonly StatementFigure[];
  /** Ways in which the row can be taken apart. */
  readonly parts: readonly PartsBy[];
}

export type StatementColumn =
  | ({ readonly kind: "part" } & Part)
  /** A sales channel; empty for orders without one. */
  | { readonly kind: "channel"; readonly channel: string };

/** What the columns are: spans of the period, or sales channels. */
export type StatementAxis = Grain | "channel";

export interface StatementReport extends ReportHead {
  readonly axis: StatementAxis;
  readonly columns: readonly StatementColumn[];
  readonly rows: readonly StatementRow[];
}

/** What a row can be taken apart by. */
export type PartsBy =
  | "productType"
  | "vendor"
  | "costSource"
  | "reversalCause"
  | "shippingKind"
  | "country"
  | "gateway"
  | "feeSource"
  | "platform"
  | "expense";

/** One part of a row. They sum to the row, column by column. */
export interface StatementPart {
  /** As the shop names it, empty for what has no such name; a code where `by` has a list of its own. */
  readonly name: string;
  /** What cannot be divided so, such as adjustments without goods; or all that is smaller than the parts shown. */
  readonly kind: "named" | "untied" | "others";
  /** Number of names taken together in `others`. */
  readonly count: number;
  readonly total: number;
  readonly share: Ratio | null;
  readonly previous: number | null;
  readonly change: number | null;
  readonly cells: readonly (number | null)[];
}

export interface StatementParts {
  readonly metric: MetricName;
  readonly by: PartsBy;
  readonly parts: readonly StatementPart[];
}

/** What each row of the statement can be taken apart by; the first is shown first. */
export const PARTS: Readonly<Partial<Record<MetricName, readonly PartsBy[]>>> = {
  grossSales: ["productType", "vendor", "country"],
  discounts: ["productType", "vendor", "country"],
  salesReversals: ["reversalCause", "productType", "vendor"],
  netSales: ["productType", "vendor", "country"],
  shipping: ["shippingKind", "country"],
  cogs: ["productType", "vendor", "costSource"],
  shippingCost: ["country"],
  handlingCost: ["country"],
  packagingCost: ["country"],
  dutiesCost: ["country"],
  paymentFees: ["gateway", "feeSource"],
  marketingSpend: ["platform"],
  operatingExpenses: ["expense"],
};
