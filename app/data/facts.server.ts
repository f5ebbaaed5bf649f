import { type ShopClient, withShopClient } from "~/db.server";
import { writeCustomerFacts } from "./customerFacts.server";
import { findFactState, saveFactState } from "./factState.server";
import { applyGatewayRules } from "./gatewayFees.server";
import { applyOrderCosts } from "./orderCosts.server";
import { type FactShop, writeOrderFacts } from "./orderFacts.server";
import type { OrderSet } from "./orderSet.server";
import { writeProductFacts } from "./productFacts.server";
import { addToSums, emptySums, sweepSums } from "./rollUps.server";
import { row } from "./sql.server";
import { writeSubscriptions } from "./subscriptionWriter.server";
import { EVERYTHING, type Touched, touchedBy } from "./touched.server";
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
 * already except for `uncosted`. Facts and sums are made anew whenever four times as many orders are stored as then, and
 * at the end by `settleFacts`: keeping them up with every stretch would write those of a faithful customer as often as there
 * are stretches. Until then an order without facts is not counted yet.
 */
export async function deferFacts(
  client: ShopClient,
  shopId: bigint,
  applied: OrderSet,
  uncosted: OrderSet,
): Promise<void> {
  await lockFacts(client, shopId);
  if (!isNone(uncosted)) await applyUnitCosts(client, shopId, uncosted);
  await applyGatewayRules(client, shopId, applied);
  await applyOrderCosts(client, shopId, applied);
  const state = await findFactState(client, shopId);
  const stored = await countStored(client, shopId);
  if (stored >= GROWTH * state.settledOrders) await writeAll(client, await factShop(client, shopId));
  else await saveFactState(client, shopId, { ...state, isUnsettled: true });
}

const GROWTH = 4;
const isNone = (orders: OrderSet): boolean => Array.isArray(orders) && orders.length === 0;

/** Makes facts and sums agree with the orders, where that was left for later. Answers whether it was. */
export function settleFacts(shopId: bigint): Promise<boolean> {
  return withShopClient(shopId, async (client) => {
    await setUpBulk(client);
    await lockFacts(client, shopId);
    const { isUnsettled } = await findFactState(client, shopId);
    if (isUnsettled) await writeAll(client, await factShop(client, shopId));
    return isUnsettled;
  });
}

/** Room to sort and hash for a transaction that writes much, and statistics from a tenth of the usual sample: enough for ids and days. */
export async function setUpBulk(client: ShopClient): Promise<void> {
  await client.query("SET LOCAL work_mem = '128MB'");
  await client.query("SET LOCAL default_statistics_target = 10");
}

async function writeTouched(client: ShopClient, shop: FactShop, orders: OrderSet): Promise<void> {
  if (orders === "all") return writeAll(client, shop);
  const touched = await touchedBy(client, shop.shopId, orders);
  const state = await findFactState(client, shop.shopId);
  // Taking out and adding again costs twice what making anew does.
  if (touched.count > MANY_ORDERS && touched.count > state.settledOrders / 2) return writeAll(client, shop);
  await addToSums(client, shop, touched.orders, -1);
  await writeFacts(client, shop, touched);
  await addToSums(client, shop, touched.orders, 1);
  await sweepSums(client, shop.shopId);
  await saveFactState(client, shop.shopId, state);
}

const MANY_ORDERS = 2000;

async function writeAll(client: ShopClient, shop: FactShop): Promise<void> {
  const { shopId } = shop;
  await emptySums(client, shopId);
  await writeFacts(client, shop, EVERYTHING);
  await addToSums(client, shop, "all", 1);
  for (const table of ["day_sums", "cohort_sums", "product_month_sums"]) await client.query(`ANALYZE ${table}`);
  await saveFactState(client, shopId, { isUnsettled: false, settledOrders: await countStored(client, shopId) });
}

async function writeFacts(client: ShopClient, shop: FactShop, touched: Touched): Promise<void> {
  const facts = await writeOrderFacts(client, shop, touched.orders);
  // Rows that came in by the ten thousand lie outside the planner's statistics, which then picks plans that never end.
  if (facts > MANY_ORDERS) await client.query("ANALYZE order_facts");
  await writeProductFacts(client, shop.shopId, touched.orders);
  if (facts > MANY_ORDERS) await client.query("ANALYZE product_facts");
  await writeCustomerFacts(client, shop.shopId, touched);
  await writeSubscriptions(client, shop.shopId, touched);
  if (facts > MANY_ORDERS) await client.query("ANALYZE customer_facts");
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
