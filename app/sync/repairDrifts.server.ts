import { addDays, type Day } from "~/analytics/period";
import { isEqual, NOTHING_SOLD } from "~/analytics/reconciliation";
import { recostAll } from "~/data/facts.server";
import { dropOrphanedParts } from "~/data/orphanedParts.server";
import { type OurOrder, ordersOnDays, salesOnEveryLevel } from "~/data/salesComparison.server";
import type { Scope } from "~/data/scope.server";
import type { FoundDrift } from "~/data/shopifyFigures.server";
import type { Shop } from "~/data/shops.server";
import { readShop } from "~/db.server";
import type { AdminClient } from "~/shopify/adminClient.server";
import type { FoundDrifts } from "./findDrifts.server";
import { refetchOrders } from "./refetch.server";

/** Orders read again at a time; more wait for the next reading. */
const MOST_ORDERS = 1000;

const READ_AGAIN: ReadonlySet<string> = new Set(["missing", "gone", "differs", "notSynced"]);

/**
 * Reads the orders that differ again, makes the sums anew where they do not follow from the ledger, and tells of each order
 * whether it now agrees with what Shopify's report said.
 */
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
  const repairable = drifts.filter(({ cause }) => READ_AGAIN.has(cause));
  // An order that Shopify's report does not know and its API does not show is gone, unless old orders are hidden from us.
  const mayDelete = shop.grantedScopes.includes("read_all_orders");
  const gone = gids(repairable.filter(({ cause }) => cause === "gone")).slice(0, MOST_ORDERS);
  const others = gids(repairable.filter(({ cause }) => cause !== "gone")).slice(0, MOST_ORDERS - gone.length);
  await dropOrphanedParts(
    shop.shopId,
    repairable.flatMap(({ cause, orderKey }) => (cause !== "gone" && /^\d+$/.test(orderKey) ? orderKey : [])),
  );
  await refetchOrders(client, shop, gone, mayDelete);
  await refetchOrders(client, shop, others, false);
  if (!(await sumsFollow(scope))) await recostAll(shop.shopId);
  const now = await ordersNow(scope, [...new Set(drifts.map(({ day }) => day))]);
  return drifts.map((drift) => {
    const our = now.get(`${drift.day} ${drift.orderKey}`);
    const shopify = drift.shopify ?? NOTHING_SOLD;
    const agrees = isEqual(our?.ledger ?? NOTHING_SOLD, shopify) && isEqual(our?.shown ?? NOTHING_SOLD, shopify);
    return { ...drift, repaired: agrees };
  });
}

/** Whether facts and sums by day come to what the stored ledger says, month by month. */
async function sumsFollow(scope: Scope): Promise<boolean> {
  const [shown, facts, ledger] = await readShop(scope.shopId, (connection) =>
    salesOnEveryLevel(connection, scope, "month"),
  );
  const months = new Set([shown, facts, ledger].flatMap((level) => [...(level?.keys() ?? [])]));
  return [...months].every((month) => {
    const wanted = ledger?.get(month) ?? NOTHING_SOLD;
    return [shown, facts].every((level) => isEqual(level?.get(month) ?? NOTHING_SOLD, wanted));
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
