import type { Period } from "~/analytics/period";
import type { PeriodQuery } from "~/components/period/periodQuery";
import type { SyncView } from "~/components/sync/syncView";
import type { HomeReport } from "~/reports/pageReports";
import type { NextStep } from "./nextSteps";

/** What can stand in the way of right numbers; its words are `pages.problems`. */
export const PROBLEM_KEYS = [
  "reauthorise",
  "shop_closed",
  "scope_missing",
  "not_approved",
  "orders_hidden",
  "history_limited",
  "store_unreachable",
  "window_failed",
  "query_refused",
  "sales_drift",
  "mail_key_refused",
  "mail_sender_refused",
  "mail_account_refused",
  "mail_quota_exceeded",
  "mail_refused",
  "mail_changed",
  "mail_bounced",
  "mail_complained",
] as const;
export type ProblemKey = (typeof PROBLEM_KEYS)[number];

/** Something that stands in the way, with what its words need. */
export interface Problem {
  readonly key: ProblemKey;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Everything the first page shows. */
export interface HomeView {
  readonly query: PeriodQuery;
  readonly report: HomeReport;
  readonly steps: readonly NextStep[];
  /** What the steps are told from. */
  readonly stepsPeriod: Period;
  /** Most urgent first; a page shows at most two. */
  readonly problems: readonly Problem[];
  readonly sync: SyncView;
  /** The shop has not a single order. */
  readonly empty: boolean;
}
