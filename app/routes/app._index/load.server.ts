import { addMonths, firstDay, localDay, type Month, monthOf, type Period } from "~/analytics/period";
import { chosenIn } from "~/components/filter/chosenIn";
import type { HomeView, Problem } from "~/components/home/homeView";
import { PROBLEM_KEYS } from "~/components/home/homeView";
import { nextSteps } from "~/components/home/nextSteps";
import { periodQuery } from "~/components/period/periodQuery";
import { toSyncView } from "~/components/sync/toSyncView";
import { type Alert, readAlerts } from "~/data/alerts.server";
import { hasSchedules } from "~/data/schedules.server";
import type { Shop } from "~/data/shops.server";
import { withReport } from "~/reports/context.server";
import { homeOf, notesOfPeriod } from "~/reports/homeReport.server";
import type { ShopNotice } from "~/shopify/requireShop.server";
import { readProgress, type SyncProgress } from "~/sync/progress.server";

/** Everything the first page shows, as of `now`. */
export async function loadHome(
  shop: Shop,
  notices: readonly ShopNotice[],
  search: URLSearchParams,
  now: Date,
): Promise<HomeView> {
  const { shopId } = shop;
  const { query, asked, today } = homeQuery(shop, search, now);
  const stepsPeriod = thirteenMonths(monthOf(today));
  // One snapshot on one connection: visitors who come at once share few of them.
  const { report, notes, progress, schedules, alerts } = await withReport(shopId, asked, async (context) => ({
    report: await homeOf(context, asked),
    notes: await notesOfPeriod(context, stepsPeriod),
    progress: await readProgress(context.client, shopId),
    schedules: await hasSchedules(context.client, shopId),
    alerts: await readAlerts(context.client, shopId),
  }));
  return {
    query,
    report,
    steps: nextSteps({
      notes,
      hasSchedules: schedules,
      mayReadAllOrders: shop.grantedScopes.includes("read_all_orders"),
    }),
    stepsPeriod,
    problems: problemsOf([...notices, ...progress.problems], alerts),
    sync: toSyncView(progress),
    empty: progress.orders.done === 0,
  };
}

/** What the first page's address asks for. */
export function homeQuery({ timeZone }: Shop, search: URLSearchParams, now: Date) {
  const today = localDay(now, timeZone);
  const query = periodQuery(search, today, { choice: "last30Days", comparison: "previousPeriod" });
  const { period, compared, clock, grain } = query;
  return { query, today, asked: { period, comparison: compared, clock, grain, asOf: now, ...chosenIn(search) } };
}

/** The last twelve whole months and the current one. */
function thirteenMonths(current: Month): Period {
  return { start: firstDay(addMonths(current, -12)), end: firstDay(addMonths(current, 1)) };
}

/** Each problem once, in order of urgency; those a page has no words for are the empty shop's, which has its own. */
export function problemsOf(
  found: readonly (ShopNotice | SyncProgress["problems"][number])[],
  alerts: readonly Alert[],
): Problem[] {
  const told = PROBLEM_KEYS.flatMap((key): Problem[] => {
    const first = found.find((one) => one.key === key);
    return first ? [{ key, params: first.params }] : [];
  });
  const alerted = alerts.map(({ code, detail }): Problem => {
    return { key: code, params: code === "sales_drift" ? { count: Number(detail) } : { detail } };
  });
  return [...told, ...alerted].toSorted(
    (left, right) => PROBLEM_KEYS.indexOf(left.key) - PROBLEM_KEYS.indexOf(right.key),
  );
}
