import { NO_FILTER } from "~/analytics/filter";
import { addDays, type Day, firstDay, localDay, type Month, monthOf, monthPeriod } from "~/analytics/period";
import { isEqual, NOTHING_SOLD, type ReconciledFigures } from "~/analytics/reconciliation";
import { NO_SWITCHES } from "~/analytics/switches";
import { raiseAlert, resolveAlert } from "~/data/alerts.server";
import { firstDayOfHistory } from "~/data/orders.server";
import { salesOnEveryLevel } from "~/data/salesComparison.server";
import type { Scope } from "~/data/scope.server";
import { saveDrifts, saveReading, saveShopifyFigures } from "~/data/shopifyFigures.server";
import { getShop, type Shop } from "~/data/shops.server";
import { alone, findSyncState, watermarks } from "~/data/syncState.server";
import { readShop } from "~/db.server";
import { log } from "~/log.server";
import { type AdminClient, adminClient } from "~/shopify/adminClient.server";
import { ShopifyQlRefused } from "~/shopify/shopifyql.server";
import { readSales } from "~/shopify/shopifyqlSales.server";
import { type FoundDrifts, findDrifts } from "./findDrifts.server";
import { repairDrifts } from "./repairDrifts.server";

/** Causes that are no fault of the copy: Shopify counts these orders, we do not, or not yet. */
const NO_FAULT: ReadonlySet<string> = new Set(["notSynced", "otherCurrency", "test", "deleted"]);

/** Months that are not equal to the cent, and the orders found to be why. */
export interface SalesComparison {
  readonly months: number;
  /** Months that differ now, after what could be repaired was. */
  readonly differing: readonly Month[];
  readonly found: number;
  readonly repaired: number;
}

/**
 * Reads Shopify's own sales report month by month and holds ours against it, in minor units: the sums that pages show, the
 * facts and the stored ledger, without switches, by the day of the change, as Shopify counts. Where a month differs, its days and then
 * its orders are compared; orders that differ are read again. A drift that stays raises an alert, which is resolved when
 * all is equal. Null: the history is not in yet, Shopify does not let us read its report, or another process is at it.
 * @throws AdminApiError when Shopify cannot be reached
 */
export function compareSales(shopId: bigint): Promise<SalesComparison | null> {
  return alone(shopId, "compareSales", async () => {
    const [shop, state] = await Promise.all([getShop(shopId), findSyncState(shopId)]);
    if (!state?.finishedAt || shop.state === "uninstalled") return null;
    const at = new Date();
    try {
      const outcome = await compared(adminClient(shop.domain), shop, at);
      await saveReading(shopId, "sales", { state: "read", detail: "" }, at);
      return outcome;
    } catch (error) {
      if (!(error instanceof ShopifyQlRefused)) throw error;
      await saveReading(shopId, "sales", { state: error.refusal, detail: error.detail }, at);
      return null;
    }
  });
}

async function compared(client: AdminClient, shop: Shop, at: Date): Promise<SalesComparison> {
  const scope = await wholeScope(shop, at);
  const span = { currency: shop.currency, first: scope.period.start, last: addDays(scope.period.end, -1) };
  const shopify = await readSales(client, span, "month");
  await saveShopifyFigures(shop.shopId, "month", span, shopify, at);
  const before = await differingMonths(scope, shopify);
  if (before.length === 0) {
    await saveDrifts(shop.shopId, [], true, at);
    await resolveAlert(shop.shopId, "sales_drift", at);
    return { months: shopify.size, differing: [], found: 0, repaired: 0 };
  }
  await tellOf(shop, before.length, at);
  const watermark = (await watermarks(shop.shopId)).orders;
  const caughtUp = localDay(watermark ? new Date(watermark) : at, shop.timeZone);
  const found = await findDrifts(client, shop, scope, before, caughtUp);
  const drifts = await repairDrifts(client, shop, { ...scope, asOf: new Date() }, found);
  const differing = await differingMonths({ ...scope, asOf: new Date() }, shopify);
  await saveDrifts(shop.shopId, drifts, found.whole, new Date());
  await settle(shop, differing, { ...found, drifts }, at);
  const repaired = drifts.filter((drift) => drift.repaired).length;
  log.warn(
    { shop: shop.domain, before, differing, found: drifts.length, repaired },
    "our sales differed from Shopify's",
  );
  return { months: shopify.size, differing, found: drifts.length, repaired };
}

/** Everything up to `at` as Shopify counts it, from the year in which the shop or its first order began. */
async function wholeScope(shop: Shop, at: Date): Promise<Scope> {
  const scope: Scope = {
    shopId: shop.shopId,
    currency: shop.currency,
    asOf: at,
    period: { start: localDay(at, shop.timeZone), end: addDays(localDay(at, shop.timeZone), 1) },
    clock: "eventDay",
    filter: NO_FILTER,
    switches: NO_SWITCHES,
    weekStart: 1,
  };
  const began = await readShop(shop.shopId, (connection) => firstDayOfHistory(connection, scope));
  const opened = shop.createdAt ? localDay(shop.createdAt, shop.timeZone) : scope.period.start;
  const first = began !== null && began < opened ? began : opened;
  return { ...scope, period: { start: firstDay(`${first.slice(0, 4)}-01` as Month), end: scope.period.end } };
}

async function differingMonths(scope: Scope, shopify: ReadonlyMap<Day, ReconciledFigures>): Promise<Month[]> {
  const levels = await readShop(scope.shopId, (connection) => salesOnEveryLevel(connection, scope, "month"));
  const told = new Map([...shopify].map(([day, figures]) => [monthOf(day) as string, figures]));
  const months = [...new Set([...told.keys(), ...levels.flatMap((level) => [...level.keys()])])].sort() as Month[];
  return months.filter((month) => {
    const theirs = told.get(month) ?? NOTHING_SOLD;
    return levels.some((ours) => !isEqual(ours.get(month) ?? NOTHING_SOLD, theirs));
  });
}

const tellOf = (shop: Shop, months: number, at: Date): Promise<void> =>
  raiseAlert(shop.shopId, { code: "sales_drift", detail: String(months), holdUntil: null }, at);

/** Leaves the alert open only for months that differ for another reason than that Shopify counts what we leave out. */
async function settle(
  shop: Shop,
  differing: readonly Month[],
  { drifts, whole }: FoundDrifts,
  at: Date,
): Promise<void> {
  const faulty = differing.filter((month) => {
    const { start, end } = monthPeriod(month);
    const open = drifts.filter(({ day, repaired }) => !repaired && day >= start && day < end);
    return !whole || open.length === 0 || open.some(({ cause }) => !NO_FAULT.has(cause));
  });
  if (faulty.length > 0) await tellOf(shop, faulty.length, at);
  else await resolveAlert(shop.shopId, "sales_drift", at);
}
