import { exponentOf } from "~/analytics/currencies";
import type { ShopClient } from "~/db.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { execute, row, type SqlValues } from "./sql.server";

/** Sources of a unit cost that is a part of the price, as a list for SQL. */
export const ESTIMATED_SOURCES = "'collection-rule', 'type-rule', 'vendor-rule', 'default-percent'";

/**
 * Sets `unit_cost`, `cost` and `cost_source` of the orders' PRODUCT sales, by the best cost known for the order's local day:
 * 1. typed or imported for the variant or its SKU (the one that began later; of two that began together the one stored later);
 * 2. typed or imported for the product;
 * 3. Shopify's as seen on that day, or the first that Shopify showed, where the order is older;
 * 4. a rule, percent of the price: by collection, then product type, then vendor (of several the one that began last, then
 *    the highest percentage);
 * 5. the shop's default share of the price; else null.
 * A sale's cost is unit cost × quantity, rounded once, half away from zero; a return gives back the cost of what was
 * restocked. Orders in a currency other than the shop's have no sales. Returns the number of sales whose cost changed.
 */
export async function applyUnitCosts(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<number> {
  const values = await costValues(client, shopId);
  return execute(
    client,
    `WITH ${costedSales("sales", isInOrderSet("s.order_id", orders))}
     UPDATE sales SET unit_cost = new_unit_cost, cost = new_cost, cost_source = new_source
     FROM costed
     WHERE sales.shop_id = :shopId AND sales.order_id = costed.order_id AND sales.sale_id = costed.sale_id
       AND (costed.unit_cost, costed.cost, costed.cost_source) IS DISTINCT FROM (new_unit_cost, new_cost, new_source)`,
    { ...values, ...orderSetValues(orders) },
  );
}

/** The values of the parameters of `costedSales`: also whether there is anything to be looked up, which most shops have not of each kind. */
export async function costValues(client: ShopClient, shopId: bigint): Promise<SqlValues> {
  const { currency, ...values } = await row<{
    currency: string;
    share: string | null;
    hasTyped: boolean;
    hasRules: boolean;
  }>(
    client,
    `SELECT currency, settings->>'defaultCostShare' AS share,
       EXISTS (SELECT FROM unit_costs c WHERE c.shop_id = :shopId AND c.source <> 'shopify') AS "hasTyped",
       EXISTS (SELECT FROM unit_cost_rules c WHERE c.shop_id = :shopId) AS "hasRules"
     FROM shops WHERE shop_id = :shopId`,
    { shopId },
  );
  return { shopId, currency, ...values, scale: 10 ** exponentOf(currency) };
}

/** The cost typed or imported for a subject that holds on the line's day. One index look-up a line, whatever the planner knows. */
const typed = (name: string, subject: string, key: string) => `
    LEFT JOIN LATERAL (
      SELECT c.amount, coalesce(c.valid_from, '-infinity') AS starts, c.created_at AS stored FROM unit_costs c
      WHERE :hasTyped AND c.shop_id = :shopId AND c.${subject} = ${key} AND c.source <> 'shopify' AND c.currency = :currency
        AND (c.valid_from IS NULL OR c.valid_from <= lines.order_day)
      ORDER BY c.valid_from DESC NULLS LAST, c.created_at DESC, c.source LIMIT 1) AS ${name} ON true`;

/** Shopify's cost as seen on the line's day; for older lines the first that was ever seen. */
const SEEN = `
    LEFT JOIN LATERAL (
      SELECT c.amount, CASE WHEN c.valid_from > lines.order_day THEN 'shopify-first-seen' ELSE 'shopify' END AS source
      FROM unit_costs c
      WHERE c.shop_id = :shopId AND c.variant_id = lines.variant AND c.source = 'shopify' AND c.currency = :currency
      ORDER BY c.valid_from > lines.order_day,
               CASE WHEN c.valid_from <= lines.order_day THEN c.valid_from END DESC, c.valid_from LIMIT 1) AS f ON true`;

/** The rule for the line's product, its type or its vendor; the line's own vendor where the product is gone. */
const RULED = `
    LEFT JOIN products d ON :hasRules AND d.shop_id = :shopId AND d.product_id = lines.product
    LEFT JOIN LATERAL (
      SELECT c.percent / 100 AS share, c.kind || '-rule' AS source FROM unit_cost_rules c
      WHERE :hasRules AND c.shop_id = :shopId AND (c.valid_from IS NULL OR c.valid_from <= lines.order_day)
        AND CASE c.kind WHEN 'collection' THEN d.collections ? c.subject
                        WHEN 'type' THEN d.product_type = c.subject
                        ELSE coalesce(lines.vendor, d.vendor) = c.subject END
      ORDER BY array_position(ARRAY['collection', 'type', 'vendor'], c.kind), c.valid_from DESC NULLS LAST, c.percent DESC
      LIMIT 1) AS r ON true`;

/**
 * The common table `costed`: the chosen PRODUCT sales `s` of a table with the columns of `sales`, each with its new_unit_cost,
 * new_cost and new_source.
 */
export const costedSales = (table: string, chosen: string): string =>
  // CASE where coalesce would read better: under a row policy PostgreSQL takes only expressions known not to leak into an
  // index condition, and coalesce is not among them.
  `
  lines AS (
    SELECT s.order_id, s.sale_id, s.action_type, s.quantity, s.restocked, s.unit_cost, s.cost, s.cost_source,
           s.order_day, l.unit_price, l.vendor,
           CASE WHEN l.sku <> '' THEN l.sku ELSE w.sku END AS sku,
           CASE WHEN l.variant_id IS NULL THEN k.variant_id ELSE l.variant_id END AS variant,
           CASE WHEN l.product_id IS NULL THEN k.product_id ELSE l.product_id END AS product
    FROM ${table} s
    LEFT JOIN line_items l ON l.shop_id = s.shop_id AND l.order_id = s.order_id AND l.line_item_id = s.line_item_id
    LEFT JOIN variants w ON w.shop_id = :shopId AND w.variant_id = l.variant_id
    LEFT JOIN LATERAL (
      SELECT w.variant_id, w.product_id FROM variants w
      WHERE l.variant_id IS NULL AND w.shop_id = :shopId AND w.sku = l.sku AND w.sku <> ''
      ORDER BY w.deleted_at DESC NULLS FIRST, w.variant_id LIMIT 1) AS k ON true
    WHERE s.shop_id = :shopId AND s.line_type = 'PRODUCT' AND ${chosen}
  ),
  chosen AS (
    SELECT lines.*,
           CASE WHEN v.amount IS NOT NULL AND (u.amount IS NULL OR (v.starts, v.stored) >= (u.starts, u.stored)) THEN v.amount
                ELSE coalesce(u.amount, p.amount, f.amount,
                              round(coalesce(r.share, :share::numeric) * lines.unit_price / :scale::numeric, 6)) END AS new_unit_cost,
           CASE WHEN v.amount IS NOT NULL OR u.amount IS NOT NULL THEN 'variant'
                WHEN p.amount IS NOT NULL THEN 'product'
                WHEN f.amount IS NOT NULL THEN f.source
                WHEN r.share * lines.unit_price IS NOT NULL THEN r.source
                WHEN :share::numeric * lines.unit_price IS NOT NULL THEN 'default-percent' END AS new_source
    FROM lines
    ${typed("v", "variant_id", "lines.variant")}
    ${typed("u", "sku", "lines.sku")}
    ${typed("p", "product_id", "lines.product")}
    ${SEEN}
    ${RULED}
  ),
  costed AS (
    SELECT *, round(new_unit_cost * :scale::numeric * CASE WHEN action_type = 'RETURN' THEN -coalesce(restocked, 0)
                                                           ELSE coalesce(quantity, 0) END)::bigint AS new_cost
    FROM chosen
  )`;
