import type { AmountName, BridgePart, Circumstances, Dialect, DialectMetric, Terms } from "~/analytics/dialects";
import type { Minor, Ratio } from "~/analytics/money";
import type { ReportHead } from "./report";

/** One figure as another app counts it beside ours, and what makes the difference. */
export interface DialectComparison {
  readonly metric: DialectMetric;
  /** Ours in the same terms. */
  readonly formula: Terms;
  readonly ours: Minor | null;
  readonly theirs: Minor | null;
  /** theirs − ours, and by what share of theirs ours differs: −0.17 is 17% lower than the other app's. */
  readonly difference: Minor | null;
  readonly gap: Ratio | null;
  /** Formulas and circumstances are the same. */
  readonly isSame: boolean;
  /** For a figure per order: what is divided; the parts sum to the difference of these. */
  readonly divided: { readonly ours: Minor; readonly theirs: Minor } | null;
  readonly orders: { readonly ours: number; readonly theirs: number };
  /** They sum to `theirs` − `ours`. */
  readonly parts: readonly BridgePart[];
  /** Amounts that are unknown in this shop and counted in neither figure. */
  readonly unknown: readonly AmountName[];
}

/** A way of counting that gives, exactly or nearly, the number somebody read in another app. */
export interface Explanation {
  readonly dialect: string;
  readonly app: string;
  readonly metric: DialectMetric;
  readonly circumstances: Circumstances;
  readonly adjustment: { readonly name: AmountName; readonly times: 1 | -1 } | null;
  readonly unknownCostsAtPrice: boolean;
  readonly value: Minor;
  /** The number less `value`: what stays unexplained. */
  readonly rest: Minor;
  /** That as a share of the number. */
  readonly restShare: Ratio | null;
  /** Our figure of that name; `parts` lead from it to `value`. */
  readonly ours: Minor | null;
  readonly parts: readonly BridgePart[];
}

export interface DialectReport extends ReportHead {
  readonly dialect: Dialect;
  /** How the other app counts, where its pages say so; else as the shop does. */
  readonly circumstances: Circumstances;
  /** How the shop's own reports count. */
  readonly own: Circumstances;
  readonly orders: number;
  readonly comparisons: readonly DialectComparison[];
  /** Null when no number was typed. */
  readonly typed: {
    readonly amount: Minor;
    readonly metric: number | null;
    readonly tried: number;
    /** Ways that give the number exactly. */
    readonly exact: number;
    readonly best: readonly Explanation[];
  } | null;
}
