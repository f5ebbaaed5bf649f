import type { Month } from "~/analytics/period";

/** How far the shop's history is read, as the page gets it. */
export interface SyncView {
  readonly phase: "notStarted" | "planning" | "importing" | "finished" | "blocked";
  /** Orders stored of those Shopify counted; total null while that is not known. */
  readonly orders: { readonly done: number; readonly total: number | null };
  /** Stretches of the history that are whole, of all. */
  readonly windows: { readonly done: number; readonly total: number };
  /** Month of the oldest order stored. */
  readonly oldestMonth: Month | null;
  /** ISO instants. */
  readonly usableSince: string | null;
  readonly caughtUpAt: string | null;
}

export const isImporting = ({ phase }: SyncView): boolean =>
  phase === "notStarted" || phase === "planning" || phase === "importing";
