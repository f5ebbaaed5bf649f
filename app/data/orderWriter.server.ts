import { type ShopClient, withShopClient } from "~/db.server";
import { findFactState } from "./factState.server";
import { applyFacts, deferFacts, lockFacts, lockFactsWithOthers } from "./facts.server";
import { fillRestocked, replaceLedger } from "./ledgerWriter.server";
import { PERSONAL_COLUMNS } from "./orderPersonal";
import type { OrderSet } from "./orderSet.server";
import { execute, row } from "./sql.server";

/** What of a shop decides how its orders are stored. */
export interface ShopMoney {
  readonly shopId: bigint;
  readonly currency: string;
  readonly timeZone: string;
}

/** A reading that contradicts itself: lines without their order, or one id twice. It is read again, never merged. */
export class IntegrityError extends Error {
  override readonly name = "IntegrityError";
}

export interface MergeOptions {
  /**
   * One stretch of a history of which more is to come: facts may wait for it (deferFacts). Several are merged at once, so no two
   * of them may hold the same order: they are of different days of creation.
   */
  readonly isStretch: boolean;
}

/**
 * Merges the staged orders (orderTables.server.ts) into the shop's tables, all or nothing. `observedAt`, ISO text, is when
 * the reading began: an order is replaced with all its parts unless a later version, or a later reading of the same
 * version, is stored. Deleted orders stay deleted. Leaves their ids in the temporary table `applied_orders` and answers how many.
 * @throws IntegrityError when the staged rows do not fit together
 */
export async function mergeOrders(
  client: ShopClient,
  shop: ShopMoney,
  observedAt: string,
  { isStretch }: MergeOptions = { isStretch: false },
): Promise<number> {
  await checkStaged(client);
  if (isStretch) await lockFactsWithOthers(client, shop.shopId);
  else await lockFacts(client, shop.shopId);
  await replaceOrders(client, shop, observedAt, isStretch);
  const isFirst = isStretch && (await findFactState(client, shop.shopId)).settledOrders === 0;
  if (isFirst) await client.query("ANALYZE orders, line_items, transactions");
  await replaceLedger(client, shop);
  if (isFirst) await client.query("ANALYZE sales");
  const kept = await restockKept(client, shop.shopId);
  if (isStretch) await deferFacts(client, shop.shopId, { tempTable: "applied_orders" }, kept);
  else await applyFacts(client, shop.shopId, { tempTable: "applied_orders" });
  const { count } = await row<{ count: number }>(client, "SELECT count(*) FROM applied_orders", {});
  return count;
}

/** Replaces the staged orders that are newer than what is stored, with their lines, transactions and refunds. */
async function replaceOrders(client: ShopClient, shop: ShopMoney, observedAt: string, isStretch: boolean) {
  // In the stretches of a history nothing is looked for that an order not known before might have left behind.
  const values = { shopId: shop.shopId, zone: shop.timeZone, currency: shop.currency, observedAt, mend: !isStretch };
  for (const statement of [NEWER_ORDERS, NEWER_LEDGERS, UPSERT, STAMP_LEDGERS, ...APPLIED])
    await execute(client, statement, values);
  for (const name of TEMPORARY) await client.query(`ANALYZE ${name}`);
  for (const statement of PARTS) await execute(client, statement, values);
}

/** What went back on the shelf, of orders that came without their ledger; answers which these are. */
async function restockKept(client: ShopClient, shopId: bigint): Promise<OrderSet> {
  // Of what was not known before no ledger is kept; and of an empty table the planner thinks it has a thousand rows.
  const { kept } = await row<{ kept: number }>(client, "SELECT count(*) AS kept FROM kept_ledgers", {});
  if (kept === 0) return [];
  await fillRestocked(client, shopId, "kept_ledgers");
  return { tempTable: "kept_ledgers" };
}

const CONTRADICTIONS = [
  {
    what: "line items without their order",
    sql: "SELECT count(*) FROM staged_line_items l WHERE NOT EXISTS (SELECT FROM staged_orders o WHERE o.order_id = l.order_id)",
  },
  {
    what: "agreements without their order",
    sql: "SELECT count(*) FROM staged_agreements a WHERE NOT EXISTS (SELECT FROM staged_ledgers o WHERE o.order_id = a.order_id)",
  },
  {
    what: "sales without their agreement",
    sql: "SELECT count(*) FROM staged_sales s WHERE NOT EXISTS (SELECT FROM staged_agreements a WHERE a.agreement_id = s.agreement_id)",
  },
  { what: "orders read twice", sql: "SELECT count(*) - count(DISTINCT order_id) AS count FROM staged_orders" },
  { what: "ledgers read twice", sql: "SELECT count(*) - count(DISTINCT order_id) AS count FROM staged_ledgers" },
  {
    what: "agreements of one id",
    sql: "SELECT count(*) - count(DISTINCT agreement_id) AS count FROM staged_agreements",
  },
] as const;

async function checkStaged(client: ShopClient): Promise<void> {
  for (const { what, sql } of CONTRADICTIONS) {
    const { count } = await row<{ count: number }>(client, sql, {});
    if (count > 0) throw new IntegrityError(`${count} ${what}: expected none`);
  }
}

const NEWER_ORDERS = `
  CREATE TEMP TABLE newer_orders ON COMMIT DROP AS
  SELECT s.*, o.order_id IS NOT NULL AS known, o.customer_id AS customer_before,
         local_day(s.processed_at, :zone) AS order_day, s.currency = :currency AS in_currency
  FROM staged_orders s
  LEFT JOIN orders o ON o.shop_id = :shopId AND o.order_id = s.order_id
  WHERE o.order_id IS NULL
     OR (o.deleted_at IS NULL
         AND (o.updated_at, coalesce(o.observed_at, '-infinity')) <= (s.updated_at, :observedAt::timestamptz))`;

const NEWER_LEDGERS = `
  CREATE TEMP TABLE newer_ledgers ON COMMIT DROP AS
  SELECT l.order_id, l.updated_at
  FROM staged_ledgers l
  LEFT JOIN orders o ON o.shop_id = :shopId AND o.order_id = l.order_id
  LEFT JOIN newer_orders n ON n.order_id = l.order_id
  WHERE CASE WHEN o.order_id IS NULL THEN n.order_id IS NOT NULL
             ELSE o.deleted_at IS NULL
                  AND (o.ledger_updated_at IS NULL
                       OR (o.ledger_updated_at, coalesce(o.observed_at, '-infinity')) <= (l.updated_at, :observedAt::timestamptz)) END`;

/** Columns of `orders` that come from the staged row as they are. */
const COPIED = [
  "name",
  "created_at",
  "processed_at",
  "updated_at",
  "cancelled_at",
  "order_day",
  "test",
  "edited",
  "currency",
  "presentment_currency",
  "financial_status",
  "fulfillment_status",
  "return_status",
  "source_name",
  "app_name",
  "channel",
  "tags",
  "discount_codes",
  "gateways",
  "shipping_country",
  "shipping_province",
  "billing_country",
  "journey_ready",
  "days_to_conversion",
  "first_source",
  "first_medium",
  "first_campaign",
  "first_landing_page",
  "last_source",
  "last_medium",
  "last_campaign",
  "current_total",
  "total_refunded",
] as const;

const PERSONAL = new Set<string>(PERSONAL_COLUMNS);

/** What a column of COPIED becomes in an order that is known: what told of a customer who was forgotten stays cleared. */
const renewed = (column: string): string =>
  PERSONAL.has(column)
    ? `${column} = CASE WHEN orders.customer_id < 0 THEN orders.${column} ELSE EXCLUDED.${column} END`
    : `${column} = EXCLUDED.${column}`;

// A customer who was forgotten goes by a negative id (erasure.server.ts): Shopify's answer must not bring the true one back.
const UPSERT = `
  INSERT INTO orders (shop_id, order_id, customer_id, ledger_updated_at, observed_at, ${COPIED.join(", ")})
  SELECT :shopId, n.order_id, n.customer_id, l.updated_at, :observedAt, ${COPIED.map((column) => `n.${column}`).join(", ")}
  FROM newer_orders n LEFT JOIN newer_ledgers l ON l.order_id = n.order_id
  ON CONFLICT (shop_id, order_id) DO UPDATE SET
    customer_id = CASE WHEN orders.customer_id < 0 THEN orders.customer_id ELSE EXCLUDED.customer_id END,
    ledger_updated_at = coalesce(EXCLUDED.ledger_updated_at, orders.ledger_updated_at),
    observed_at = EXCLUDED.observed_at,
    ${COPIED.map(renewed).join(", ")}`;

const STAMP_LEDGERS = `
  UPDATE orders o SET ledger_updated_at = l.updated_at FROM newer_ledgers l
  WHERE NOT EXISTS (SELECT FROM newer_orders n WHERE n.order_id = l.order_id) AND o.shop_id = :shopId AND o.order_id = l.order_id AND o.ledger_updated_at IS DISTINCT FROM l.updated_at`;

const APPLIED = [
  `CREATE TEMP TABLE applied_orders ON COMMIT DROP AS
   SELECT order_id FROM newer_orders UNION SELECT order_id FROM newer_ledgers`,
  `CREATE TEMP TABLE kept_ledgers ON COMMIT DROP AS
   SELECT order_id FROM newer_orders WHERE known EXCEPT SELECT order_id FROM newer_ledgers`,
  `CREATE TEMP TABLE applied_customers ON COMMIT DROP AS
   SELECT o.customer_id FROM orders o JOIN newer_orders n ON o.shop_id = :shopId AND o.order_id = n.order_id
   WHERE o.customer_id IS NOT NULL
   UNION SELECT customer_before FROM newer_orders WHERE customer_before IS NOT NULL`,
] as const;

/**
 * Lets the planner know of rows that came in by the ten thousand, once they are committed and half as many again as it knows:
 * of a shop it has not heard of it expects one row, and then chooses plans that never end. (A first stretch is told of as it
 * is written; later ones would wait for each other.) Without the right to do so, PostgreSQL only warns.
 */
export async function refreshStatistics(shopId: bigint): Promise<void> {
  await withShopClient(shopId, async (client) => {
    const { due } = await row<{ due: boolean }>(client, STATISTICS_DUE, {});
    if (!due) return;
    await client.query("SET LOCAL default_statistics_target = 10");
    await client.query("ANALYZE orders, line_items, sales, transactions");
  });
}

const STATISTICS_DUE = `
  SELECT coalesce(bool_or(n_mod_since_analyze > 100 AND n_mod_since_analyze > (n_live_tup - n_mod_since_analyze) / 2), true) AS due
  FROM pg_stat_user_tables WHERE relid = 'orders'::regclass`;

const TEMPORARY = ["newer_orders", "newer_ledgers", "applied_orders", "kept_ledgers", "applied_customers"] as const;

const PARTS = [
  ...["line_items", "transactions", "refunds"].map(
    (table) =>
      `DELETE FROM ${table} t USING newer_orders n WHERE t.shop_id = :shopId AND t.order_id = n.order_id AND (n.known OR :mend)`,
  ),
  `INSERT INTO line_items (shop_id, order_id, line_item_id, position, title, variant_title, sku, vendor, product_id,
     variant_id, quantity, current_quantity, is_gift_card, requires_shipping, unit_price, discount, selling_plan_id, selling_plan_name)
   SELECT :shopId, l.order_id, l.line_item_id,
     row_number() OVER (PARTITION BY l.order_id ORDER BY l.line_item_id) - 1, l.title, l.variant_title, l.sku, l.vendor,
     l.product_id, l.variant_id, l.quantity, l.current_quantity, l.is_gift_card, l.requires_shipping, l.unit_price,
     l.discount, l.selling_plan_id, l.selling_plan_name
   FROM staged_line_items l JOIN newer_orders n ON n.order_id = l.order_id AND n.in_currency`,
  `INSERT INTO transactions (shop_id, order_id, transaction_id, kind, status, test, gateway, processed_at, event_day, order_day,
     amount, fee, fee_source, fee_currency)
   SELECT :shopId, t.order_id, t.transaction_id, t.kind, t.status, t.test, t.gateway, t.processed_at,
     local_day(t.processed_at, :zone), n.order_day, t.amount, t.fee, t.fee_source, t.fee_currency
   FROM staged_transactions t JOIN newer_orders n ON n.order_id = t.order_id AND n.in_currency AND NOT n.test`,
  `INSERT INTO refunds (shop_id, order_id, refund_id, processed_at, total_refunded, lines_known)
   SELECT :shopId, r.order_id, r.refund_id, r.processed_at, r.total_refunded,
     EXISTS (SELECT FROM staged_refund_details d WHERE d.refund_id = r.refund_id)
   FROM staged_refunds r JOIN newer_orders n ON n.order_id = r.order_id AND n.in_currency`,
  `INSERT INTO refund_line_items (shop_id, order_id, refund_id, refund_line_item_id, line_item_id, quantity, restocked, restock_type)
   SELECT :shopId, r.order_id, l.refund_id, l.refund_line_item_id, l.line_item_id, l.quantity, l.restocked, l.restock_type
   FROM staged_refund_lines l
   JOIN staged_refunds r ON r.refund_id = l.refund_id
   JOIN newer_orders n ON n.order_id = r.order_id AND n.in_currency`,
  // An order whose day moved while its ledger stayed.
  `UPDATE sales s SET order_day = n.order_day FROM newer_orders n
   WHERE n.known AND s.shop_id = :shopId AND s.order_id = n.order_id AND s.order_day <> n.order_day`,
] as const;
