import { type ShopClient, withShopClient } from "~/db.server";
import { writeCustomerFacts } from "./customerFacts.server";
import { applyGatewayRules } from "./gatewayFees.server";
import { sumLedger } from "./ledgerSums.server";
import { applyOrderCosts } from "./orderCosts.server";
import { writeOrderFacts } from "./orderFacts.server";
import type { OrderSet } from "./orderSet.server";
import { writeProductFacts } from "./productFacts.server";
import { sumProducts } from "./productSums.server";
import { addToSums, emptySums, sweepSums } from "./rollUps.server";
import { row } from "./sql.server";
import { touchedBy } from "./touched.server";
import { applyUnitCosts } from "./unitCosts.server";

/**
 * Makes everything that is derived from the orders' own rows agree with them: unit costs, costs per order, fees by rule, and the sums that
 * figures are made from. To be called, in the same transaction, after sales, line items, transactions or variants of
 * these orders changed. Safe to repeat.
 */
export async function applyFacts(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<void> {
  await lockFacts(client, shopId);
  await applyUnitCosts(client, shopId, orders);
  await applyGatewayRules(client, shopId, orders);
  await applyOrderCosts(client, shopId, orders);
  const moments = await sumLedger(client, shopId, orders);
  const products = await sumProducts(client, shopId, orders);
  await rewriteFacts(client, shopId, orders);
  if (moments + products < MANY_ROWS) return;
  // Rows that came in by the ten thousand lie outside the planner's statistics, which then picks plans that never end.
  await client.query("ANALYZE ledger_sums");
  await client.query("ANALYZE product_sums");
}

/** Takes what the orders touch out of all sums, writes its facts anew, and adds them again. */
async function rewriteFacts(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<void> {
  const touched = await touchedBy(client, shopId, orders);
  const weekStart = await weekStartOf(client, shopId);
  if (touched.orders === "all") await emptySums(client, shopId);
  else await addToSums(client, shopId, touched.orders, weekStart, -1);
  await writeOrderFacts(client, shopId, touched.orders);
  await writeProductFacts(client, shopId, touched.orders);
  await writeCustomerFacts(client, shopId, touched);
  await addToSums(client, shopId, touched.orders, weekStart, 1);
  if (touched.orders !== "all") await sweepSums(client, shopId);
}

async function weekStartOf(client: ShopClient, shopId: bigint): Promise<number> {
  const { start } = await row<{ start: number }>(
    client,
    "SELECT coalesce((settings->>'weekStart')::int, 1) AS start FROM shops WHERE shop_id = :shopId",
    { shopId },
  );
  return start;
}

const MANY_ROWS = 2000;

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
