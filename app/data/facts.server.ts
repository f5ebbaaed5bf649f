import { type ShopClient, withShopClient } from "~/db.server";
import { writeCustomerFacts } from "./customerFacts.server";
import {
  type FactState,
  findFactState,
  findUsedSums,
  noteFreshFacts,
  noteUnsettled,
  saveFactState,
} from "./factState.server";
import { findChanged, replaceFacts } from "./freshFacts.server";
import { applyGatewayRules } from "./gatewayFees.server";
import { applyOrderCosts } from "./orderCosts.server";
import { addOrderFacts, type FactShop } from "./orderFacts.server";
import type { OrderSet } from "./orderSet.server";
import { addProductFacts } from "./productFacts.server";
import { addToSums, emptySums, sweepSums } from "./rollUps.server";
import { allFacts, changedFacts } from "./signedFacts.server";
import { execute, row, withoutLoops } from "./sql.server";
import { writeSubscriptions } from "./subscriptionWriter.server";
import { EVERYTHING, touchedBy } from "./touched.server";
import { applyUnitCosts } from "./unitCosts.server";

/**
 * Makes everything that is derived from the orders' own rows agree with them: unit costs, costs per order, fees by rule, the
 * facts, and the sums that figures are read from. To be called, in the same transaction, after sales, line items,
 * transactions or variants of these orders changed. Safe to repeat.
 */
export async function applyFacts(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<void> {
  await lockFacts(client, shopId);
  // A few orders are found by their index, however many these are: one plan does for all.
  const isFew = Array.isArray(orders) && orders.length <= FEW_ORDERS;
  if (isFew) await client.query("SET LOCAL plan_cache_mode = force_generic_plan");
  await applyUnitCosts(client, shopId, orders);
  await applyGatewayRules(client, shopId, orders);
  await applyOrderCosts(client, shopId, orders);
  await writeTouched(client, await factShop(client, shopId), orders);
  if (isFew) await client.query("SET LOCAL plan_cache_mode = auto");
}

const FEW_ORDERS = 100;

/**
 * As applyFacts, for a stretch of a history that is being read: `applied` are its orders, of which the unit costs are there
 * already except for `uncosted`. Facts and sums are left for `settleGrown` and at the end `settleFacts`: keeping them up with
 * every stretch would write those of a faithful customer as often as there are stretches. Until then an order without facts
 * is not counted yet. Several stretches may be at it at once (`lockFactsWithOthers`).
 */
export async function deferFacts(
  client: ShopClient,
  shopId: bigint,
  applied: OrderSet,
  uncosted: OrderSet,
): Promise<void> {
  if (!isNone(uncosted)) await applyUnitCosts(client, shopId, uncosted);
  await applyGatewayRules(client, shopId, applied);
  await applyOrderCosts(client, shopId, applied);
  await noteUnsettled(client, shopId);
}

const isNone = (orders: OrderSet): boolean => Array.isArray(orders) && orders.length === 0;

/**
 * Makes facts and sums agree with the orders, where that was left for later. Answers whether it was. While a change of costs
 * runs that touches most orders, it is left to that change's last step: half of its costs would show.
 */
export const settleFacts = (shopId: bigint): Promise<boolean> =>
  settleIf(shopId, async (client) => !(await areHeld(client, shopId)));

/** As settleFacts, as the last step of such a change. */
export const settleRecosted = (shopId: bigint): Promise<boolean> => settleIf(shopId, async () => true);

async function areHeld(client: ShopClient, shopId: bigint): Promise<boolean> {
  const { held } = await row<{ held: boolean }>(
    client,
    "SELECT EXISTS (SELECT FROM cost_changes WHERE shop_id = :shopId AND state = 'running' AND wide) AS held",
    { shopId },
  );
  return held;
}

/**
 * The same while a history is being read: after its first stretch, and as long as less than half of it is read (`isEarly`)
 * whenever four times as many orders are stored as the last time. Later it is nearly as much work as at the end.
 */
export const settleGrown = (shopId: bigint, isEarly: boolean): Promise<boolean> =>
  settleIf(shopId, async (client, { settledOrders }) => {
    if (await areHeld(client, shopId)) return false;
    if (settledOrders === 0 || !isEarly) return settledOrders === 0;
    return (await countStored(client, shopId)) >= GROWTH * settledOrders;
  });

const GROWTH = 4;

type IsDue = (client: ShopClient, state: FactState) => Promise<boolean>;

function settleIf(shopId: bigint, isDue: IsDue): Promise<boolean> {
  return withShopClient(shopId, async (client) => {
    const isDueNow = async () => {
      const state = await findFactState(client, shopId);
      return state.isUnsettled && (await isDue(client, state));
    };
    // Asked before as well: to wait for the lock keeps others waiting.
    if (!(await isDueNow())) return false;
    await setUpBulk(client);
    await lockFacts(client, shopId);
    const isStillDue = await isDueNow();
    if (isStillDue) await makeAnew(client, await factShop(client, shopId));
    return isStillDue;
  });
}

/** Room to sort and hash for a transaction that writes much, and statistics from a tenth of the usual sample: enough for ids and days. */
export async function setUpBulk(client: ShopClient): Promise<void> {
  await client.query("SET LOCAL work_mem = '128MB'");
  await client.query("SET LOCAL default_statistics_target = 10");
}

async function writeTouched(client: ShopClient, shop: FactShop, orders: OrderSet): Promise<void> {
  if (orders === "all") return makeAnew(client, shop);
  const touched = await touchedBy(client, shop.shopId, orders);
  // To find what changed and to change it takes longer than to make everything anew, where it is about a half of it.
  if (touched.count > MANY_ORDERS && touched.count > (await findFactState(client, shop.shopId)).settledOrders / 2)
    return makeAnew(client, shop);
  const changed = await findChanged(client, shop, touched);
  if (changed.count > 0) {
    const used = await noteFreshFacts(client, shop.shopId);
    await addToSums(client, shop, changedFacts(changed.orders, used), false);
    await replaceFacts(client, shop.shopId, changed.orders);
    await writeCustomerFacts(client, shop.shopId, changed, used);
    await sweepSums(client, shop.shopId);
  }
  await writeSubscriptions(client, shop.shopId, touched);
}

const MANY_ORDERS = 2000;

const makeAnew = (client: ShopClient, shop: FactShop): Promise<void> =>
  withoutLoops(client, () => writeAll(client, shop));

async function writeAll(client: ShopClient, shop: FactShop): Promise<void> {
  const { shopId } = shop;
  await emptySums(client, shopId);
  for (const table of ["order_facts", "product_facts"])
    await execute(client, `DELETE FROM ${table} WHERE shop_id = :shopId`, { shopId });
  const facts = await addOrderFacts(client, shop, "all", "order_facts");
  // Rows that came in by the ten thousand lie outside the planner's statistics, which then picks plans that never end.
  if (facts > MANY_ORDERS) await client.query("ANALYZE order_facts");
  await addProductFacts(client, shopId, "all", "order_facts", "product_facts");
  if (facts > MANY_ORDERS) await client.query("ANALYZE product_facts");
  const used = await findUsedSums(client, shopId);
  await writeCustomerFacts(client, shopId, EVERYTHING, used);
  await writeSubscriptions(client, shopId, EVERYTHING);
  await addToSums(client, shop, allFacts(used), true);
  for (const table of ["customer_facts", "day_sums", "cohort_sums", "product_month_sums"])
    await client.query(`ANALYZE ${table}`);
  await saveFactState(client, shopId, await countStored(client, shopId), used);
}

async function countStored(client: ShopClient, shopId: bigint): Promise<number> {
  const { count } = await row<{ count: number }>(client, "SELECT count(*) FROM orders WHERE shop_id = :shopId", {
    shopId,
  });
  return count;
}

/** Applies all of a shop's costs and rules anew, as after one was changed. One transaction; safe to run twice and at once. */
export function recostAll(shopId: bigint): Promise<void> {
  return withShopClient(shopId, (client) => applyFacts(client, shopId, "all"));
}

/** Lets several transactions write stretches of a history at once, while no other changes derived rows. Until it ends. */
export async function lockFactsWithOthers(client: ShopClient, shopId: bigint): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock_shared(hashtextextended('facts', $1))", [String(shopId)]);
}

/**
 * Lets one transaction at a time change a shop's derived rows, until it ends. A transaction that writes the ledger and
 * then calls applyFacts should take this lock before its first write, or two of them may wait for each other.
 */
export async function lockFacts(client: ShopClient, shopId: bigint): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('facts', $1))", [String(shopId)]);
}

async function factShop(client: ShopClient, shopId: bigint): Promise<FactShop> {
  return row<{ shopId: bigint; currency: string; weekStart: number }>(
    client,
    `SELECT currency, coalesce((settings->>'weekStart')::int, 1) AS "weekStart" FROM shops WHERE shop_id = :shopId`,
    { shopId },
  ).then((shop) => ({ ...shop, shopId }));
}
