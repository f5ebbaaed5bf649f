import type { Clock } from "~/analytics/metrics/metric";
import type { Day, Month } from "~/analytics/period";
import type { Cause, DriftCause, Explained, ReconciledFigures } from "~/analytics/reconciliation";
import type { OrderSwitches } from "~/analytics/switches";

/** Whose figures, counted how, and when Shopify's were read. Instants are ISO 8601. */
export interface ReconciliationHead {
  readonly shop: { readonly domain: string; readonly name: string };
  readonly currency: string;
  readonly exponent: number;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly switches: OrderSwitches;
  /** Null before the first try. `readAt` null: it was never possible. */
  readonly reading: {
    readonly state: "read" | "scope_missing" | "not_approved" | "refused";
    readonly detail: string;
    readonly triedAt: string;
    readonly readAt: string | null;
  } | null;
}

/** A month of ours beside Shopify's; the causes sum to the difference, exactly, in every figure. */
export interface ReconciledMonth {
  readonly month: Month;
  readonly ours: ReconciledFigures;
  readonly shopify: ReconciledFigures;
  readonly difference: ReconciledFigures;
  /** Equal to the last cent and order. */
  readonly equal: boolean;
  readonly causes: readonly Explained[];
}

/** An order that differs from Shopify's on a day, or did before it was read again. */
export interface DriftRow {
  readonly day: Day;
  readonly orderKey: string;
  readonly name: string;
  readonly cause: DriftCause;
  readonly ours: ReconciledFigures | null;
  readonly shopify: ReconciledFigures | null;
  readonly difference: ReconciledFigures;
  readonly foundAt: string;
  readonly repairedAt: string | null;
}

/** Numbers of orders by the month (UTC) they were made in. */
export interface CountedMonth {
  readonly month: Month;
  readonly ours: number;
  readonly shopify: number;
}

export interface ReconciliationReport extends ReconciliationHead {
  /** Newest first; empty where Shopify's report could not be read. */
  readonly months: readonly ReconciledMonth[];
  readonly drifts: readonly DriftRow[];
  readonly counted: readonly CountedMonth[];
}

/** An order that a setting leaves out of a month, or puts into it. */
export interface ReconciledOrder {
  readonly orderId: string;
  readonly name: string;
  readonly cause: Cause;
  readonly amounts: ReconciledFigures;
}

export interface ReconciliationMonthReport extends ReconciliationHead {
  readonly row: ReconciledMonth;
  readonly drifts: readonly DriftRow[];
  /** Largest first. */
  readonly orders: readonly ReconciledOrder[];
}
