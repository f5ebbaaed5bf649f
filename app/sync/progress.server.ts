import { type Month, month } from "~/analytics/period";
import { rows } from "~/data/sql.server";
import { findSyncState, type Problem, problemsOf } from "~/data/syncState.server";
import { allWindows } from "~/data/syncWindows.server";
import { withShopClient } from "~/db.server";

export type { Problem };

/**
 * notStarted: never opened · planning: windows are laid out · importing · finished: the whole history is stored ·
 * blocked: something stands in the way that waiting alone does not mend (see problems).
 */
export type SyncPhase = "notStarted" | "planning" | "importing" | "finished" | "blocked";

/** How far the copy of a shop's history is, for a page or a terminal. */
export interface SyncProgress {
  readonly phase: SyncPhase;
  /** Orders stored of those Shopify counted; total null while that is not known. */
  readonly orders: { readonly done: number; readonly total: number | null };
  readonly windows: { readonly done: number; readonly total: number };
  /** Local months of the newest and oldest order stored; null without orders. */
  readonly newestMonth: Month | null;
  readonly oldestMonth: Month | null;
  /** From when on there were figures to show. */
  readonly usableSince: Date | null;
  readonly finishedAt: Date | null;
  /** Everything Shopify changed up to then is stored. */
  readonly caughtUpAt: Date | null;
  readonly problems: readonly Problem[];
}

const NOTHING: SyncProgress = {
  phase: "notStarted",
  orders: { done: 0, total: null },
  windows: { done: 0, total: 0 },
  newestMonth: null,
  oldestMonth: null,
  usableSince: null,
  finishedAt: null,
  caughtUpAt: null,
  problems: [],
};

const BLOCKING = new Set(["scope_missing", "reauthorise", "shop_closed", "not_approved", "query_refused"]);

/** Where a shop's copy stands. */
export async function syncProgress(shopId: bigint): Promise<SyncProgress> {
  const state = await findSyncState(shopId);
  if (!state) return NOTHING;
  const [windows, stored] = await Promise.all([allWindows(shopId, state.run), storedOrders(shopId)]);
  const backfill = windows.filter(({ purpose }) => purpose === "backfill");
  const problems = problemsOf(state);
  const phase = problems.some(({ key }) => BLOCKING.has(key))
    ? "blocked"
    : state.finishedAt
      ? "finished"
      : state.plannedAt
        ? "importing"
        : "planning";
  return {
    phase,
    orders: { done: stored.count, total: state.ordersTotal },
    windows: { done: backfill.filter((window) => window.state === "done").length, total: backfill.length },
    newestMonth: stored.newest === null ? null : month(stored.newest),
    oldestMonth: stored.oldest === null ? null : month(stored.oldest),
    usableSince: state.usableSince,
    finishedAt: state.finishedAt,
    caughtUpAt: state.caughtUpAt,
    problems,
  };
}

interface StoredOrders {
  readonly count: number;
  readonly newest: string | null;
  readonly oldest: string | null;
}

async function storedOrders(shopId: bigint): Promise<StoredOrders> {
  const [found] = await withShopClient(shopId, (client) =>
    rows<StoredOrders & Record<string, unknown>>(
      client,
      `SELECT count(*), to_char(max(order_day), 'YYYY-MM') AS newest, to_char(min(order_day), 'YYYY-MM') AS oldest
       FROM orders WHERE shop_id = :shopId AND deleted_at IS NULL`,
      { shopId },
    ),
  );
  return found ?? { count: 0, newest: null, oldest: null };
}
