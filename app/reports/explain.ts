import type { MetricName } from "~/analytics/metrics/registry";
import type { Day } from "~/analytics/period";
import type { Uncosted } from "~/analytics/periodFigures";
import type { Figure, ReportHead } from "./report";

/** One order behind a figure, with what it adds to it. */
export interface ExplainedOrder {
  readonly orderId: string;
  readonly name: string;
  readonly day: Day;
  /** The last day in the period on which the figure changed by it: the list is sorted by it. */
  readonly changedDay: Day;
  readonly customerId: string | null;
  readonly value: number | null;
  /** How many of its lines have no known unit cost, for figures that rest on costs; absent where all are known. */
  readonly uncosted?: Uncosted;
}

/** Where the next page of orders begins. */
export interface OrderCursor {
  readonly day: Day;
  readonly processedAt: string;
  readonly orderId: string;
  /** Exact sum of a product's shares of payment fees on the pages before it; only where the figure holds them. */
  readonly sharedFees?: string;
}

/** The orders behind a figure, newest first; over all pages their values sum to it, goods of unknown cost counted without it. */
export interface ExplainReport extends ReportHead {
  readonly metric: MetricName;
  readonly figure: Figure & { readonly uncosted?: Uncosted };
  /** The metrics it is made of, each with orders behind it. */
  readonly madeOf: readonly { readonly metric: MetricName; readonly figure: Figure }[];
  readonly rows: readonly ExplainedOrder[];
  /** Null on the last page. */
  readonly next: OrderCursor | null;
  /** Number of orders; at most `MOST_COUNTED`, and beyond that it is not told. Null on later pages. */
  readonly count: number | null;
  readonly moreThanCounted: boolean;
  /** The product whose part it is, by its title; null where it is no product's. */
  readonly product: string | null;
  /** The platform whose part it is, as platforms are named; null where it is no platform's. */
  readonly platform: string | null;
}
