import { type ShopClient, withShopClient } from "~/db.server";
import { applyGatewayRules } from "./gatewayFees.server";
import { sumLedger } from "./ledgerSums.server";
import type { OrderSet } from "./orderSet.server";
import { sumProducts } from "./productSums.server";
import { applyUnitCosts } from "./unitCosts.server";

/**
 * Makes everything that is derived from the orders' own rows agree with them: unit costs, fees by rule, and the sums that
 * figures are made from. To be called, in the same transaction, after sales, line items, transactions or variants of
 * these orders changed. Safe to repeat.
 */
export async function applyFacts(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<void> {
  await lockFacts(client, shopId);
  await applyUnitCosts(client, shopId, orders);
  await applyGatewayRules(client, shopId, orders);
  const moments = await sumLedger(client, shopId, orders);
  const products = await sumProducts(client, shopId, orders);
  if (moments + products < MANY_ROWS) return;
  // Rows that came in by the ten thousand lie outside the planner's statistics, which then picks plans that never end.
  await client.query("ANALYZE ledger_sums");
  await client.query("ANALYZE product_sums");
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
