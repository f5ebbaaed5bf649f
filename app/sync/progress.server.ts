import { z } from "zod";
import { type Month, month } from "~/analytics/period";
import { rows } from "~/data/sql.server";
import { findSyncState, Problem, problemsOf } from "~/data/syncState.server";
import { allWindows } from "~/data/syncWindows.server";
import { type ShopClient, withShopClient } from "~/db.server";

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
  const done = backfill.filter((window) => window.state === "done").length;
  return progressOf(state, problemsOf(state), stored, { done, total: backfill.length });
}

interface Steps {
  readonly plannedAt: Date | null;
  readonly finishedAt: Date | null;
}

function phaseOf({ plannedAt, finishedAt }: Steps, problems: readonly Problem[]): SyncPhase {
  if (problems.some(({ key }) => BLOCKING.has(key))) return "blocked";
  if (finishedAt) return "finished";
  return plannedAt ? "importing" : "planning";
}

interface Reading extends Steps, Pick<SyncProgress, "usableSince" | "caughtUpAt"> {
  readonly ordersTotal: number | null;
}

function progressOf(
  state: Reading,
  problems: readonly Problem[],
  stored: StoredOrders,
  windows: SyncProgress["windows"],
): SyncProgress {
  return {
    phase: phaseOf(state, problems),
    orders: { done: stored.count, total: state.ordersTotal },
    windows,
    newestMonth: stored.newest === null ? null : month(stored.newest),
    oldestMonth: stored.oldest === null ? null : month(stored.oldest),
    usableSince: state.usableSince,
    finishedAt: state.finishedAt,
    caughtUpAt: state.caughtUpAt,
    problems,
  };
}

interface Standing extends Reading {
  readonly problems: unknown;
  readonly windowsDone: number;
  readonly windowsTotal: number;
}

/**
 * Where a shop's copy stands, for a page that reads within a snapshot of its own. Once the history is stored its orders are
 * as many as Shopify counted, and not counted anew; the months are those of orders in the shop's currency.
 */
export async function readProgress(client: ShopClient, shopId: bigint): Promise<SyncProgress> {
  const backfill = `FROM sync_windows w WHERE w.shop_id = y.shop_id AND w.run = y.run AND w.purpose = 'backfill'`;
  const [state] = await rows<Standing & Record<string, unknown>>(
    client,
    `SELECT problems, planned_at AS "plannedAt", finished_at AS "finishedAt", usable_since AS "usableSince",
       caught_up_at AS "caughtUpAt", orders_total AS "ordersTotal",
       (SELECT count(*) ${backfill} AND w.state = 'done') AS "windowsDone",
       (SELECT count(*) ${backfill} AND w.state <> 'split') AS "windowsTotal"
     FROM sync_state y WHERE y.shop_id = :shopId`,
    { shopId },
  );
  if (!state) return NOTHING;
  const problems = z.array(Problem).parse(state.problems);
  const isFinished = phaseOf(state, problems) === "finished";
  const stored =
    isFinished && state.ordersTotal !== null && state.ordersTotal > 0
      ? { count: state.ordersTotal, ...(await storedMonths(client, shopId)) }
      : await countStored(client, shopId);
  return progressOf(state, problems, stored, { done: state.windowsDone, total: state.windowsTotal });
}

interface StoredOrders {
  readonly count: number;
  readonly newest: string | null;
  readonly oldest: string | null;
}

const storedOrders = (shopId: bigint): Promise<StoredOrders> =>
  withShopClient(shopId, (client) => countStored(client, shopId));

async function countStored(client: ShopClient, shopId: bigint): Promise<StoredOrders> {
  const [found] = await rows<StoredOrders & Record<string, unknown>>(
    client,
    `SELECT count(*), to_char(max(order_day), 'YYYY-MM') AS newest, to_char(min(order_day), 'YYYY-MM') AS oldest
     FROM orders WHERE shop_id = :shopId AND deleted_at IS NULL`,
    { shopId },
  );
  return found ?? { count: 0, newest: null, oldest: null };
}

async function storedMonths(client: ShopClient, shopId: bigint): Promise<Omit<StoredOrders, "count">> {
  const day = (which: "min" | "max") =>
    `(SELECT ${which}(o.order_day) FROM orders o WHERE o.shop_id = s.shop_id AND o.currency = s.currency AND o.deleted_at IS NULL)`;
  const [found] = await rows<Omit<StoredOrders, "count"> & Record<string, unknown>>(
    client,
    `SELECT to_char(${day("max")}, 'YYYY-MM') AS newest, to_char(${day("min")}, 'YYYY-MM') AS oldest
     FROM shops s WHERE s.shop_id = :shopId`,
    { shopId },
  );
  return found ?? { newest: null, oldest: null };
}
