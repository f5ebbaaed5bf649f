import { exponentOf } from "~/analytics/currencies";
import { NO_FILTER } from "~/analytics/filter";
import type { Clock } from "~/analytics/metrics/metric";
import { type Day, firstDay, localDay, type Month, monthOf, monthPeriod } from "~/analytics/period";
import {
  type Cause,
  difference,
  explained,
  isEqual,
  NOTHING_SOLD,
  RECONCILED,
  type ReconciledFigures,
  SWITCH_CAUSES,
  withoutSwitch,
} from "~/analytics/reconciliation";
import { NO_SWITCHES, type OrderSwitches } from "~/analytics/switches";
import { firstDayOfHistory } from "~/data/orders.server";
import { countByMonth, lastOrderCounts } from "~/data/reconciliations.server";
import { type FiguresByPart, salesByOrder, shownSales } from "~/data/salesComparison.server";
import type { Scope } from "~/data/scope.server";
import { type ReportShop, readReportShop, switchesSet } from "~/data/settings.server";
import {
  listDrifts,
  listShopifyFigures,
  type Reading,
  readReading,
  type StoredDrift,
} from "~/data/shopifyFigures.server";
import { readShop, type ShopClient } from "~/db.server";
import type {
  CountedMonth,
  DriftRow,
  ReconciledMonth,
  ReconciledOrder,
  ReconciliationHead,
  ReconciliationMonthReport,
  ReconciliationReport,
} from "./reconciliationTypes";

export interface ReconciliationQuery {
  readonly clock: Clock;
  /** Null: the shop's own. */
  readonly switches: OrderSwitches | null;
  readonly now: Date;
}

/** Orders that were put right are shown for so long. */
const SHOWN_DAYS = 30;
const DAY_MS = 86_400_000;
const MOST_ORDERS = 200;

/** Our sales of every month beside Shopify's own, as of its last reading, and why they differ. */
export async function reconciliationReport(shopId: bigint, query: ReconciliationQuery): Promise<ReconciliationReport> {
  return readShop(shopId, async (client) => {
    const shop = await readReportShop(client, shopId);
    const reading = await readReading(client, shopId, "sales");
    const counted = await countedMonths(client, shopId);
    const { months, drifts } = await reconciledMonths(client, shop, query, reading);
    return { ...headOf(shop, query, reading), months, drifts: drifts.map(driftRow), counted };
  });
}

/** Every month beside Shopify's report, the newest first, within a snapshot of the shop's rows; none before its first reading. */
export async function reconciledMonths(
  client: ShopClient,
  shop: ReportShop,
  query: ReconciliationQuery,
  reading: Reading | null,
): Promise<{ readonly months: readonly ReconciledMonth[]; readonly drifts: readonly StoredDrift[] }> {
  if (!reading?.readAt) return { months: [], drifts: [] };
  const { shopId } = shop;
  const drifts = await listDrifts(client, shopId, new Date(query.now.getTime() - SHOWN_DAYS * DAY_MS));
  const shopify = await listShopifyFigures(client, shopId, "month");
  const scope = await wholeScope(client, shop, query, reading.readAt, [...shopify.keys()]);
  const steps = await stepsOf(client, scope);
  return { months: monthsOf(steps, shopify, drifts).toReversed(), drifts };
}

/** One month in every figure, with the orders behind each cause. Null where Shopify's report was not read. */
export async function reconciliationMonth(
  shopId: bigint,
  month: Month,
  query: ReconciliationQuery,
): Promise<ReconciliationMonthReport | null> {
  return readShop(shopId, async (client) => {
    const shop = await readReportShop(client, shopId);
    const reading = await readReading(client, shopId, "sales");
    if (!reading?.readAt) return null;
    const { readAt } = reading;
    const { start, end } = monthPeriod(month);
    const drifts = (await listDrifts(client, shopId, new Date(query.now.getTime() - SHOWN_DAYS * DAY_MS))).filter(
      ({ day }) => day >= start && day < end,
    );
    const shopify = await listShopifyFigures(client, shopId, "month");
    const scope = { ...scopeOf(shop, query, readAt), period: { start, end } };
    const [found] = monthsOf(await stepsOf(client, scope), only(shopify, month), drifts);
    const row = found ?? emptyMonth(month);
    return {
      ...headOf(shop, query, reading),
      row,
      drifts: drifts.map(driftRow),
      orders: await ordersOf(client, scope, row),
    };
  });
}

const only = (figures: ReadonlyMap<Day, ReconciledFigures>, month: Month): ReadonlyMap<Day, ReconciledFigures> =>
  new Map([...figures].filter(([day]) => monthOf(day) === month));

const emptyMonth = (month: Month): ReconciledMonth => ({
  month,
  ours: NOTHING_SOLD,
  shopify: NOTHING_SOLD,
  difference: NOTHING_SOLD,
  equal: true,
  causes: [],
});

function headOf(
  shop: ReportShop,
  { clock, switches }: ReconciliationQuery,
  reading: Reading | null,
): ReconciliationHead {
  return {
    shop: { domain: shop.domain, name: shop.name },
    currency: shop.currency,
    exponent: exponentOf(shop.currency),
    timeZone: shop.timeZone,
    clock,
    switches: switches ?? switchesSet(shop.settings),
    reading: reading && {
      state: reading.state,
      detail: reading.detail,
      triedAt: reading.triedAt.toISOString(),
      readAt: reading.readAt?.toISOString() ?? null,
    },
  };
}

function scopeOf(shop: ReportShop, { clock, switches }: ReconciliationQuery, asOf: Date): Omit<Scope, "period"> {
  return {
    shopId: shop.shopId,
    currency: shop.currency,
    asOf,
    clock,
    filter: NO_FILTER,
    switches: switches ?? switchesSet(shop.settings),
    weekStart: shop.settings.weekStart,
  };
}

async function wholeScope(
  client: ShopClient,
  shop: ReportShop,
  query: ReconciliationQuery,
  readAt: Date,
  told: readonly Day[],
): Promise<Scope> {
  const today = localDay(readAt, shop.timeZone);
  const scope = { ...scopeOf(shop, query, readAt), period: { start: today, end: today } };
  // Whatever is stored: nothing that the settings leave lies before it.
  const ours = await firstDayOfHistory(client, { ...scope, switches: NO_SWITCHES, isSummed: true });
  const first = [ours ?? today, ...told].toSorted()[0] ?? today;
  return { ...scope, period: { start: firstDay(monthOf(first)), end: monthPeriod(monthOf(today)).end } };
}

interface Step {
  /** What this step took back of the shop's settings; null for the figures as they are shown. */
  readonly cause: Cause | null;
  readonly scope: Scope;
}

/** The scope as it is shown, then with one setting after another taken back, until it counts as Shopify does. */
function scopesOf(shown: Scope): Step[] {
  const steps: Step[] = [{ cause: null, scope: shown }];
  let scope = shown;
  for (const cause of SWITCH_CAUSES) {
    const switches = withoutSwitch(scope.switches, cause);
    if (!switches) continue;
    scope = { ...scope, switches };
    steps.push({ cause, scope });
  }
  if (scope.clock !== "eventDay") steps.push({ cause: "clock", scope: { ...scope, clock: "eventDay" } });
  return steps;
}

async function stepsOf(client: ShopClient, shown: Scope) {
  const steps: { readonly cause: Cause | null; readonly months: FiguresByPart }[] = [];
  for (const { cause, scope } of scopesOf(shown))
    steps.push({ cause, months: await shownSales(client, scope, "month") });
  return steps;
}

function monthsOf(
  steps: readonly { readonly cause: Cause | null; readonly months: FiguresByPart }[],
  shopify: ReadonlyMap<Day, ReconciledFigures>,
  drifts: readonly StoredDrift[],
): ReconciledMonth[] {
  const told = new Map([...shopify].map(([day, figures]) => [monthOf(day) as string, figures]));
  const months = [...new Set([...told.keys(), ...steps.flatMap(({ months: of }) => [...of.keys()])])].sort() as Month[];
  return months.map((month) => {
    const at = ({ months: of }: { readonly months: FiguresByPart }) => of.get(month) ?? NOTHING_SOLD;
    const ours = steps[0] ? at(steps[0]) : NOTHING_SOLD;
    const theirs = told.get(month) ?? NOTHING_SOLD;
    const taken = steps.flatMap((step) => (step.cause === null ? [] : [{ cause: step.cause, without: at(step) }]));
    const open = drifts.filter(({ day, repairedAt }) => repairedAt === null && monthOf(day) === month);
    return {
      month,
      ours,
      shopify: theirs,
      difference: difference(ours, theirs),
      equal: isEqual(ours, theirs),
      causes: explained(ours, taken, theirs, open),
    };
  });
}

/** The orders that each setting moves in the month, the largest first; those of open drifts are listed by themselves. */
async function ordersOf(client: ShopClient, shown: Scope, { causes }: ReconciledMonth): Promise<ReconciledOrder[]> {
  const wanted = new Set(causes.map(({ cause }) => cause));
  const scopes = scopesOf(shown);
  const orders: ReconciledOrder[] = [];
  for (const [index, { cause, scope }] of scopes.entries()) {
    const before = scopes[index - 1];
    if (cause === null || !before || !wanted.has(cause)) continue;
    const [withIt, without] = [await salesByOrder(client, before.scope), await salesByOrder(client, scope)];
    for (const orderId of new Set([...withIt.keys(), ...without.keys()])) {
      const [own, other] = [withIt.get(orderId), without.get(orderId)];
      const amounts = difference(own?.figures ?? NOTHING_SOLD, other?.figures ?? NOTHING_SOLD);
      if (RECONCILED.some((figure) => amounts[figure] !== 0))
        orders.push({ orderId, name: own?.name ?? other?.name ?? "", cause, amounts });
    }
  }
  return orders
    .toSorted((left, right) => Math.abs(right.amounts.totalSales ?? 0) - Math.abs(left.amounts.totalSales ?? 0))
    .slice(0, MOST_ORDERS);
}

const driftRow = ({ foundAt, repairedAt, ...drift }: StoredDrift): DriftRow => ({
  ...drift,
  difference: difference(drift.ours ?? NOTHING_SOLD, drift.shopify ?? NOTHING_SOLD),
  foundAt: foundAt.toISOString(),
  repairedAt: repairedAt?.toISOString() ?? null,
});

/** Orders stored and counted at Shopify by the month (UTC) they were made in: what can be compared without Shopify's reports. */
async function countedMonths(client: ShopClient, shopId: bigint): Promise<CountedMonth[]> {
  const counts = await lastOrderCounts(client, shopId);
  if (!counts) return [];
  const ours = await countByMonth(client, shopId);
  const differing = new Map(counts.differing.map((month) => [month.month, month]));
  return ours
    .map(({ month, orders }) => ({
      month: month as Month,
      ours: differing.get(month)?.ours ?? orders,
      shopify: differing.get(month)?.shopify ?? orders,
    }))
    .toReversed();
}
