import type { Month } from "~/analytics/period";

/** One kind of object that is being read. `total` null: Shopify has not told how many there are. */
export interface SyncPart {
  readonly kind: "orders" | "customers" | "products" | "sellingPlans";
  readonly done: number;
  readonly total: number | null;
  readonly state: "waiting" | "reading" | "done";
}

/** How far the shop's history is read. */
export interface SyncView {
  readonly state: "preparing" | "importing" | "done";
  readonly parts: readonly SyncPart[];
  /** First month from which on the numbers are whole; null: none yet. */
  readonly usableFrom: Month | null;
  /** ISO instant up to which everything Shopify changed is stored; null during the first import. */
  readonly inStepAt: string | null;
}
