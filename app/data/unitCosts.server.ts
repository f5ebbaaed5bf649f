import { exponentOf } from "~/analytics/currencies";
import type { ShopClient } from "~/db.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { execute, row } from "./sql.server";

/**
 * Sets `unit_cost`, `cost` and `cost_source` of the orders' PRODUCT sales, by the best cost known for the order's local day:
 * typed or imported for the variant or its SKU (the later of the two); for the product; Shopify's as seen on that day; the
 * first that Shopify showed, where the order is older; the shop's default share of the price; else null. A sale's cost is
 * unit cost × quantity, rounded once, half away from zero; a return gives back the cost of what was restocked. Orders in a
 * currency other than the shop's have no cost. Returns the number of sales whose cost changed.
 */
export async function applyUnitCosts(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<number> {
  const { currency, share } = await row<{ currency: string; share: string | null }>(
    client,
    "SELECT currency, settings->>'defaultCostShare' AS share FROM shops WHERE shop_id = :shopId",
    { shopId },
  );
  return execute(client, costing(isInOrderSet("s.order_id", orders)), {
    shopId,
    currency,
    share,
    scale: 10 ** exponentOf(currency),
    ...orderSetValues(orders),
  });
}

/** Costs with the first and the day after the last local day on which each holds, by what they are for. */
const SPANS = `
  typed AS (
    SELECT DISTINCT ON (subject, key, starts) subject, key, starts, amount, source
    FROM (
      SELECT CASE WHEN source = 'shopify' THEN 'shopify'
                  WHEN variant_id IS NOT NULL THEN 'variant'
                  WHEN sku IS NOT NULL THEN 'sku' ELSE 'product' END AS subject,
             coalesce(sku, coalesce(variant_id, product_id)::text) AS key,
             coalesce(valid_from, '-infinity') AS starts, amount, source
      FROM unit_costs WHERE shop_id = :shopId AND currency = :currency
    ) AS dated
    ORDER BY subject, key, starts, source
  ),
  spans AS MATERIALIZED (
    SELECT subject, key, amount, starts, subject AS source,
           coalesce(lead(starts) OVER (PARTITION BY subject, key ORDER BY starts), 'infinity') AS ends
    FROM typed
    UNION ALL
    SELECT DISTINCT ON (key) subject, key, amount, '-infinity', 'shopify-first-seen', starts
    FROM typed WHERE subject = 'shopify' ORDER BY key, starts
  )`;

const holds = (span: string, subject: string, key: string) =>
  `LEFT JOIN (SELECT * FROM spans WHERE subject = '${subject}') AS ${span}
     ON ${span}.key = ${key} AND ${span}.starts <= lines.order_day AND lines.order_day < ${span}.ends`;

const costing = (chosen: string) => `
  WITH ${SPANS},
  by_sku AS MATERIALIZED (
    SELECT DISTINCT ON (sku) sku, variant_id, product_id FROM variants
    WHERE shop_id = :shopId AND sku <> '' ORDER BY sku, deleted_at DESC NULLS FIRST, variant_id
  ),
  lines AS (
    SELECT s.order_id, s.sale_id, s.action_type, s.quantity, s.restocked, s.unit_cost, s.cost, s.cost_source,
           o.order_day, o.currency, l.sku, l.unit_price,
           coalesce(l.variant_id, k.variant_id)::text AS variant, coalesce(l.product_id, k.product_id)::text AS product
    FROM sales s
    JOIN orders o ON o.shop_id = s.shop_id AND o.order_id = s.order_id
    LEFT JOIN line_items l ON l.shop_id = s.shop_id AND l.order_id = s.order_id AND l.line_item_id = s.line_item_id
    LEFT JOIN by_sku k ON l.variant_id IS NULL AND k.sku = l.sku
    WHERE s.shop_id = :shopId AND s.line_type = 'PRODUCT' AND ${chosen}
  ),
  chosen AS (
    SELECT lines.*,
           CASE WHEN lines.currency <> :currency THEN NULL
                WHEN v.amount IS NOT NULL AND (u.amount IS NULL OR v.starts >= u.starts) THEN v.amount
                ELSE coalesce(u.amount, p.amount, f.amount,
                              round(:share::numeric * lines.unit_price / :scale::numeric, 6)) END AS new_unit_cost,
           CASE WHEN lines.currency <> :currency THEN NULL
                WHEN v.amount IS NOT NULL OR u.amount IS NOT NULL THEN 'variant'
                WHEN p.amount IS NOT NULL THEN 'product'
                WHEN f.amount IS NOT NULL THEN f.source
                WHEN :share::numeric * lines.unit_price IS NOT NULL THEN 'default-percent' END AS new_source
    FROM lines
    ${holds("v", "variant", "lines.variant")}
    ${holds("u", "sku", "lines.sku")}
    ${holds("p", "product", "lines.product")}
    ${holds("f", "shopify", "lines.variant")}
  ),
  costed AS (
    SELECT *, round(new_unit_cost * :scale::numeric * CASE WHEN action_type = 'RETURN' THEN -coalesce(restocked, 0)
                                                           ELSE coalesce(quantity, 0) END)::bigint AS new_cost
    FROM chosen
  )
  UPDATE sales SET unit_cost = new_unit_cost, cost = new_cost, cost_source = new_source
  FROM costed
  WHERE sales.shop_id = :shopId AND sales.order_id = costed.order_id AND sales.sale_id = costed.sale_id
    AND (costed.unit_cost, costed.cost, costed.cost_source) IS DISTINCT FROM (new_unit_cost, new_cost, new_source)`;
