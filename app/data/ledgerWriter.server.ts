import type { ShopClient } from "~/db.server";
import type { ShopMoney } from "./orderWriter.server";
import { execute } from "./sql.server";
import { costedSales, costValues } from "./unitCosts.server";

/**
 * Replaces the sales of the orders in the temporary table `newer_ledgers` by the staged ones, with their costs. Only counted
 * orders have sales: no test order, no other currency than the shop's, so that a sum over sales needs no join to leave them out.
 */
export async function replaceLedger(client: ShopClient, shop: ShopMoney): Promise<void> {
  const values = { shopId: shop.shopId, zone: shop.timeZone, currency: shop.currency };
  await execute(
    client,
    "DELETE FROM sales s USING newer_ledgers l WHERE s.shop_id = :shopId AND s.order_id = l.order_id",
    values,
  );
  // An order that turned into a test order, or into another currency, loses what it had.
  for (const table of ["sales", "transactions"]) {
    await execute(
      client,
      `DELETE FROM ${table} t WHERE t.shop_id = :shopId
         AND t.order_id = ANY(ARRAY(SELECT n.order_id FROM newer_orders n WHERE n.known AND (n.test OR NOT n.in_currency)))`,
      values,
    );
  }
  await execute(client, FRESH_SALES, values);
  await client.query("ANALYZE fresh_sales");
  await fillRestocked(client, shop.shopId, "newer_ledgers", "fresh_sales");
  await execute(
    client,
    `WITH ${costedSales("fresh_sales", "true")}
     INSERT INTO sales (${[...STAGED, ...COSTED].join(", ")})
     SELECT ${STAGED.map((column) => `f.${column}`).join(", ")}, c.new_unit_cost, c.new_cost, c.new_source
     FROM fresh_sales f LEFT JOIN costed c ON c.order_id = f.order_id AND c.sale_id = f.sale_id`,
    await costValues(client, shop.shopId),
  );
}

const STAGED = [
  "shop_id",
  "order_id",
  "sale_id",
  "agreement_id",
  "reason",
  "happened_at",
  "event_day",
  "order_day",
  "action_type",
  "line_type",
  "line_item_id",
  "refund_id",
  "quantity",
  "net",
  "discount",
  "tax",
  "restocked",
] as const;
const COSTED = ["unit_cost", "cost", "cost_source"] as const;

/** The staged sales as they will be stored, in a temporary table: they are told their costs before they are written, not after. */
const FRESH_SALES = `
  CREATE TEMP TABLE fresh_sales ON COMMIT DROP AS
  SELECT :shopId::bigint AS shop_id, a.order_id, s.sale_id, a.agreement_id, a.reason, a.happened_at, a.event_day, a.order_day,
    s.action_type, s.line_type, s.line_item_id, a.refund_id, s.quantity, s.net, s.discount, s.tax,
    NULL::int AS restocked, NULL::numeric AS unit_cost, NULL::bigint AS cost, NULL::text AS cost_source
  FROM staged_sales s
  JOIN (SELECT a.*, local_day(a.happened_at, :zone) AS event_day, o.order_day
        FROM staged_agreements a
        JOIN newer_ledgers l ON l.order_id = a.order_id
        JOIN orders o ON o.shop_id = :shopId AND o.order_id = a.order_id
        WHERE NOT o.test AND o.currency = :currency) AS a ON a.agreement_id = s.agreement_id`;

/**
 * Sets `restocked` on the returned product units of the orders in a temporary table: what the refund's lines say went back
 * on the shelf, shared by the sales of one line in their order; all units of an edit, because they never left; else null.
 */
export async function fillRestocked(
  client: ShopClient,
  shopId: bigint,
  tempTable: string,
  sales: "sales" | "fresh_sales" = "sales",
): Promise<void> {
  await execute(
    client,
    `WITH returned AS (
       SELECT s.order_id, s.sale_id, s.reason, s.refund_id, s.line_item_id, abs(s.quantity) AS units,
         sum(abs(s.quantity)) OVER (PARTITION BY s.order_id, s.refund_id, s.line_item_id, s.reason
           ORDER BY length(s.sale_id), s.sale_id) - abs(s.quantity) AS units_before
       FROM ${sales} s JOIN ${tempTable} t ON t.order_id = s.order_id
       WHERE s.shop_id = :shopId AND s.action_type = 'RETURN' AND s.line_type = 'PRODUCT' AND s.quantity IS NOT NULL
     ),
     shelved AS (
       SELECT l.order_id, l.refund_id, l.line_item_id, coalesce(sum(l.quantity) FILTER (WHERE l.restocked), 0) AS units
       FROM refund_line_items l JOIN ${tempTable} t ON t.order_id = l.order_id
       WHERE l.shop_id = :shopId GROUP BY 1, 2, 3
     ),
     told AS (
       SELECT r.order_id, r.sale_id,
         CASE WHEN r.reason = 'ORDER_EDIT' THEN r.units
              WHEN f.lines_known THEN least(r.units, greatest(0, coalesce(h.units, 0) - r.units_before)) END AS restocked
       FROM returned r
       LEFT JOIN refunds f ON f.shop_id = :shopId AND f.order_id = r.order_id AND f.refund_id = r.refund_id
       LEFT JOIN shelved h ON h.order_id = r.order_id AND h.refund_id = r.refund_id AND h.line_item_id = r.line_item_id
     )
     UPDATE ${sales} s SET restocked = told.restocked FROM told
     WHERE s.shop_id = :shopId AND s.order_id = told.order_id AND s.sale_id = told.sale_id
       AND s.restocked IS DISTINCT FROM told.restocked`,
    { shopId },
  );
}
