import type { PeriodQuery } from "~/components/period/periodQuery";
import type { SyncView } from "~/components/sync/syncView";
import type { HomeReport } from "~/reports/pageReports";
import type { ProfitRow } from "~/reports/report";
import type { NextStep } from "./nextSteps";

/** Something that stands in the way of right numbers, most urgent first; a page shows at most two. */
export type Problem =
  | { readonly kind: "missingScope"; readonly scopes: string }
  | { readonly kind: "historyLimited" }
  | { readonly kind: "syncFailed"; readonly reason: string }
  | { readonly kind: "mailHeld"; readonly reason: string };

/** Everything the first page shows. */
export interface HomeView {
  readonly query: PeriodQuery;
  readonly report: HomeReport;
  /** Up to the last thirteen months, for the chart. */
  readonly months: readonly ProfitRow[];
  readonly steps: readonly NextStep[];
  readonly problems: readonly Problem[];
  readonly sync: SyncView;
  /** The shop has not a single order. */
  readonly empty: boolean;
}
