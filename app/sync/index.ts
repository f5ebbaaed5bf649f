export { advanceSync } from "./advance.server";
export { restartBackfill, startBackfill, syncToEnd } from "./backfill.server";
export { catchUp } from "./catchUp.server";
export { compareSales, type SalesComparison } from "./compareSales.server";
export { type InboxPass, processInbox } from "./inbox.server";
export { type SyncPhase, type SyncProgress, syncProgress } from "./progress.server";
export { readReports } from "./readReports.server";
export { type ReconciliationOutcome, reconcile } from "./reconcile.server";
