import { addDays, type Day } from "~/analytics/period";
import { isEqual, NOTHING_SOLD } from "~/analytics/reconciliation";
import { type OurOrder, ordersOnDays } from "~/data/salesComparison.server";
import type { Scope } from "~/data/scope.server";
import type { FoundDrift } from "~/data/shopifyFigures.server";
import type { Shop } from "~/data/shops.server";
import { readShop } from "~/db.server";
import type { AdminClient } from "~/shopify/adminClient.server";
import type { FoundDrifts } from "./findDrifts.server";
import { refetchOrders } from "./refetch.server";

/** Orders read again at a time; more wait for the next reading. */
const MOST_ORDERS = 1000;

const REPAIRABLE: ReadonlySet<string> = new Set(["missing", "gone", "differs", "rollup", "notSynced"]);

/** Reads the orders that differ again and tells of each whether it now agrees with what Shopify's report said. */
export async function repairDrifts(
  client: AdminClient,
  shop: Shop,
  scope: Scope,
  { drifts }: FoundDrifts,
): Promise<FoundDrift[]> {
  const gids = (some: readonly FoundDrift[]) => [
    ...new Set(
      some.filter(({ orderKey }) => /^\d+$/.test(orderKey)).map(({ orderKey }) => `gid://shopify/Order/${orderKey}`),
    ),
  ];
  const repairable = drifts.filter(({ cause }) => REPAIRABLE.has(cause));
  // An order that Shopify's report does not know and its API does not show is gone, unless old orders are hidden from us.
  const mayDelete = shop.grantedScopes.includes("read_all_orders");
  const gone = gids(repairable.filter(({ cause }) => cause === "gone")).slice(0, MOST_ORDERS);
  const others = gids(repairable.filter(({ cause }) => cause !== "gone")).slice(0, MOST_ORDERS - gone.length);
  await refetchOrders(client, shop, gone, mayDelete);
  await refetchOrders(client, shop, others, false);
  const now = await ordersNow(scope, [...new Set(repairable.map(({ day }) => day))]);
  return drifts.map((drift) => {
    const our = now.get(`${drift.day} ${drift.orderKey}`);
    const shopify = drift.shopify ?? NOTHING_SOLD;
    const agrees = isEqual(our?.ledger ?? NOTHING_SOLD, shopify) && isEqual(our?.shown ?? NOTHING_SOLD, shopify);
    return { ...drift, repaired: REPAIRABLE.has(drift.cause) && agrees };
  });
}

async function ordersNow(scope: Scope, days: readonly Day[]): Promise<ReadonlyMap<string, OurOrder>> {
  return readShop(scope.shopId, async (connection) => {
    const found = new Map<string, OurOrder>();
    for (const day of days)
      for (const order of await ordersOnDays(connection, { ...scope, period: { start: day, end: addDays(day, 1) } })) {
        found.set(`${day} ${order.orderId}`, order);
        found.set(`${day} ${order.name}`, order);
      }
    return found;
  });
}
