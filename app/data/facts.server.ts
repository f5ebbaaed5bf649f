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
import { type Touched, touchedBy } from "./touched.server";
import { applyUnitCosts } from "./unitCosts.server";

/**
 * Makes everything that is derived from the orders' own rows agree with them: unit costs, costs per order, fees by rule, the
 * facts, and the sums that figures are read from. To be called, in the same transaction, after sales, line items,
 * transactions or variants of these orders changed. Safe to repeat. Where much changes at once the sums are left until
 * `settleSums`; figures are then summed from the facts.
 */
export async function applyFacts(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<void> {
  await lockFacts(client, shopId);
  await applyUnitCosts(client, shopId, orders);
  await applyGatewayRules(client, shopId, orders);
  await applyOrderCosts(client, shopId, orders);
  const shop = await factShop(client, shopId);
  const touched = await touchedBy(client, shopId, orders);
  if (touched.count === "all") {
    await writeFacts(client, shop, touched);
    await makeSumsAnew(client, shop);
  } else if (touched.count > MANY_ORDERS) {
    await writeFacts(client, shop, touched);
    const state = await findFactState(client, shopId);
    if (state.settledFacts === 0) await makeSumsAnew(client, shop);
    else await saveFactState(client, shopId, { ...state, sumsStale: true });
  } else {
    await writeFactsWithSums(client, shop, touched);
  }
}

/** From so many orders on the sums are made anew, later, instead of being kept by difference. */
const MANY_ORDERS = 2000;

/** Takes what the orders touch out of all sums, writes its facts anew, and adds them again. */
async function writeFactsWithSums(client: ShopClient, shop: FactShop, touched: Touched): Promise<void> {
  const state = await findFactState(client, shop.shopId);
  if (!state.sumsStale) await addToSums(client, shop, touched.orders, -1);
  await writeFacts(client, shop, touched);
  if (state.sumsStale) return;
  await addToSums(client, shop, touched.orders, 1);
  await sweepSums(client, shop.shopId);
  await saveFactState(client, shop.shopId, state);
}

async function writeFacts(client: ShopClient, shop: FactShop, touched: Touched): Promise<void> {
  const facts = await writeOrderFacts(client, shop, touched.orders);
  // Rows that came in by the ten thousand lie outside the planner's statistics, which then picks plans that never end.
  if (facts > MANY_ORDERS) await client.query("ANALYZE order_facts");
  await writeProductFacts(client, shop.shopId, touched.orders);
  if (facts > MANY_ORDERS) await client.query("ANALYZE product_facts");
  await writeCustomerFacts(client, shop.shopId, touched);
  if (facts > MANY_ORDERS) await client.query("ANALYZE customer_facts");
}

async function makeSumsAnew(client: ShopClient, shop: FactShop): Promise<void> {
  await emptySums(client, shop.shopId);
  await addToSums(client, shop, "all", 1);
  for (const table of ["day_sums", "cohort_sums", "product_day_sums"]) await client.query(`ANALYZE ${table}`);
  const { count } = await row<{ count: number }>(client, "SELECT count(*) FROM order_facts WHERE shop_id = :shopId", {
    shopId: shop.shopId,
  });
  await saveFactState(client, shop.shopId, { sumsStale: false, settledFacts: count });
}

/** Makes the sums agree with the facts, where that was left for later. Answers whether it was. */
export function settleSums(shopId: bigint): Promise<boolean> {
  return withShopClient(shopId, async (client) => {
    await client.query("SET LOCAL work_mem = '64MB'");
    await lockFacts(client, shopId);
    const { sumsStale } = await findFactState(client, shopId);
    if (sumsStale) await makeSumsAnew(client, await factShop(client, shopId));
    return sumsStale;
  });
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
