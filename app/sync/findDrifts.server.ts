import { addDays, type Day, earlier, type Month, monthPeriod, type Period } from "~/analytics/period";
import { type DriftCause, isEqual, NOTHING_SOLD, type ReconciledFigures } from "~/analytics/reconciliation";
import {
  type OrderStanding,
  type OurOrder,
  ordersOnDays,
  salesOnEveryLevel,
  standingOfOrders,
} from "~/data/salesComparison.server";
import type { Scope } from "~/data/scope.server";
import { type FoundDrift, saveShopifyFigures } from "~/data/shopifyFigures.server";
import type { Shop } from "~/data/shops.server";
import { readShop } from "~/db.server";
import type { AdminClient } from "~/shopify/adminClient.server";
import { readOrderSales, readSales, type ShopifyOrder } from "~/shopify/shopifyqlSales.server";

/** Of months and days that differ, so many are looked into at a time, the newest first; the others at the next reading. */
const MOST_MONTHS = 24;
const MOST_DAYS = 60;

export interface FoundDrifts {
  readonly drifts: readonly FoundDrift[];
  /** Every day that differs was looked into, order by order. */
  readonly whole: boolean;
}

/**
 * The orders that make months differ: first the days that differ, then on each of them our orders beside Shopify's.
 * `caughtUp` is the local day up to which we have read everything. @throws ShopifyQlRefused
 */
export async function findDrifts(
  client: AdminClient,
  shop: Shop,
  scope: Scope,
  months: readonly Month[],
  caughtUp: Day,
): Promise<FoundDrifts> {
  const newest = months.toSorted().reverse();
  const days: Day[] = [];
  for (const month of newest.slice(0, MOST_MONTHS)) days.push(...(await differingDays(client, shop, scope, month)));
  let whole = newest.length <= MOST_MONTHS && days.length <= MOST_DAYS;
  const drifts: FoundDrift[] = [];
  for (const day of days.toSorted().reverse().slice(0, MOST_DAYS)) {
    const found = await differingOrders(client, shop, scope, day, caughtUp);
    if (found === null) whole = false;
    else drifts.push(...found);
  }
  return { drifts, whole };
}

async function differingDays(client: AdminClient, shop: Shop, scope: Scope, month: Month): Promise<Day[]> {
  const whole = monthPeriod(month);
  const period: Period = { start: whole.start, end: earlier(whole.end, scope.period.end) };
  const span = { currency: shop.currency, first: period.start, last: addDays(period.end, -1) };
  const shopify = await readSales(client, span, "day");
  await saveShopifyFigures(shop.shopId, "day", span, shopify, scope.asOf);
  const levels = await readShop(shop.shopId, (connection) =>
    salesOnEveryLevel(connection, { ...scope, period }, "day"),
  );
  const days = [...new Set<string>([...shopify.keys(), ...levels.flatMap((level) => [...level.keys()])])] as Day[];
  return days.filter((day) => {
    const theirs = shopify.get(day) ?? NOTHING_SOLD;
    return levels.some((ours) => !isEqual(ours.get(day) ?? NOTHING_SOLD, theirs));
  });
}

/** Null where Shopify's report does not know orders. */
async function differingOrders(
  client: AdminClient,
  shop: Shop,
  scope: Scope,
  day: Day,
  caughtUp: Day,
): Promise<FoundDrift[] | null> {
  const theirs = await readOrderSales(client, { currency: shop.currency, first: day, last: day });
  if (theirs === null) return null;
  const { ours, standing } = await readShop(shop.shopId, async (connection) => ({
    ours: await ordersOnDays(connection, { ...scope, period: { start: day, end: addDays(day, 1) } }),
    standing: await standingOfOrders(
      connection,
      shop.shopId,
      theirs.flatMap(({ orderId }) => orderId ?? []),
    ),
  }));
  return pairs(ours, theirs).flatMap(({ our, their }) => {
    const orderKey = our?.orderId ?? their?.orderId ?? their?.name ?? "";
    const cause = causeOf(our, their, standing.get(orderKey), { late: day >= caughtUp, currency: shop.currency });
    if (cause === null) return [];
    const name = our?.name ?? their?.name ?? "";
    const figures = cause === "rollup" ? (our?.shown ?? null) : (our?.ledger ?? our?.shown ?? null);
    return [{ day, orderKey, name, cause, ours: figures, shopify: their?.figures ?? null, repaired: false }];
  });
}

interface Pair {
  readonly our: OurOrder | null;
  readonly their: ShopifyOrder | null;
}

function pairs(ours: readonly OurOrder[], theirs: readonly ShopifyOrder[]): Pair[] {
  const byId = new Map(ours.map((our) => [our.orderId, our]));
  const byName = new Map(ours.map((our) => [our.name, our]));
  const seen = new Set<string>();
  const both = theirs.map((their): Pair => {
    const our = (their.orderId === null ? byName.get(their.name) : byId.get(their.orderId)) ?? null;
    if (our) seen.add(our.orderId);
    return { our, their };
  });
  return [...both, ...ours.filter(({ orderId }) => !seen.has(orderId)).map((our): Pair => ({ our, their: null }))];
}

/** Null where both sides agree. `late`: the day is not yet read to its end. */
function causeOf(
  our: OurOrder | null,
  their: ShopifyOrder | null,
  standing: OrderStanding | undefined,
  { late, currency }: { readonly late: boolean; readonly currency: string },
): DriftCause | null {
  const figures: ReconciledFigures = their?.figures ?? NOTHING_SOLD;
  const ledgerIs = isEqual(our?.ledger ?? NOTHING_SOLD, figures);
  if (ledgerIs && isEqual(our?.shown ?? NOTHING_SOLD, figures)) return null;
  if (!our && standing?.test) return "test";
  if (!our && standing?.deleted) return "deleted";
  if (!our && standing && standing.currency !== currency) return "otherCurrency";
  if (late) return "notSynced";
  if (!our && !standing) return "missing";
  if (!their) return "gone";
  return ledgerIs ? "rollup" : "differs";
}
