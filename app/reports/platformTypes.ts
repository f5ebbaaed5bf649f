import type { Attribution, PlatformFigures } from "~/analytics/platforms";
import type { ReportHead } from "./report";

export interface PlatformReport extends ReportHead {
  readonly attribution: Attribution;
  /** By net sales, the largest first; they sum to `total`. */
  readonly rows: readonly PlatformFigures[];
  readonly total: PlatformFigures;
  /** The same over the comparison period; null without one. */
  readonly previous: { readonly rows: readonly PlatformFigures[]; readonly total: PlatformFigures } | null;
  readonly sessions: {
    /** Days of the period of which sessions are known, of how many. */
    readonly days: number;
    readonly ofDays: number;
    readonly imported: boolean;
    /** How Shopify's sessions report can be read; null before the first try. */
    readonly state: "read" | "scope_missing" | "not_approved" | "refused" | null;
  };
}
