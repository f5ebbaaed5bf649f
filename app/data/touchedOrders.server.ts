import type { ShopClient } from "~/db.server";
import { execute } from "./sql.server";

/**
 * Lists in `cost_change_orders` the orders whose costs a change can alter, by what its rows were and are: those with lines
 * of the variant, product or SKU, the collection, type or vendor, payments through the gateway, or the order itself, from
 * the first day on which the entry holds. Answers how many.
 */
export async function listTouchedOrders(client: ShopClient, shopId: bigint, changeId: string): Promise<number> {
  return execute(
    client,
    `WITH images AS (
       SELECT r.table_name, r.row_id, i.image FROM cost_change_rows r, LATERAL (VALUES (r.before), (r.after)) AS i (image)
       WHERE r.shop_id = :shopId AND r.change_id = :changeId::uuid AND i.image IS NOT NULL
     ),
     told AS (
       SELECT table_name, row_id, image, coalesce((image->>'valid_from')::date, '-infinity') AS starts
       FROM images WHERE table_name <> 'shops'
     ),
     ${SUBJECTS},
     touched AS (${[...BY_LINE, BY_GATEWAY, BY_ORDER_RULE, BY_IMPORT, BY_SETTING].join(" UNION ")})
     INSERT INTO cost_change_orders (shop_id, change_id, order_id)
     SELECT DISTINCT :shopId::bigint, :changeId::uuid, order_id FROM touched`,
    { shopId, changeId },
  );
}

/** What a line must hold to be touched: a variant, a product, a SKU or a vendor, from a day on. */
const SUBJECTS = `
  costs AS (
    SELECT (image->>'variant_id')::bigint AS variant_id, (image->>'product_id')::bigint AS product_id, image->>'sku' AS sku, starts
    FROM told WHERE table_name = 'unit_costs'
    UNION ALL
    SELECT NULL, p.product_id, NULL, t.starts
    FROM told t JOIN products p ON p.shop_id = :shopId
      AND CASE t.image->>'kind' WHEN 'collection' THEN p.collections ? (t.image->>'subject')
                                WHEN 'type' THEN p.product_type = t.image->>'subject'
                                ELSE p.vendor = t.image->>'subject' END
    WHERE t.table_name = 'unit_cost_rules'
  ),
  subjects AS (
    SELECT variant_id, product_id, sku, starts FROM costs
    UNION ALL
    SELECT NULL, NULL, v.sku, c.starts FROM costs c JOIN variants v ON v.shop_id = :shopId AND v.sku <> ''
      AND (v.variant_id = c.variant_id OR v.product_id = c.product_id)
    UNION ALL
    SELECT v.variant_id, NULL, NULL, c.starts FROM costs c JOIN variants v ON v.shop_id = :shopId AND v.sku = c.sku AND v.sku <> ''
  )`;

const BY_LINE = ["variant_id", "product_id", "sku"]
  .map(
    (subject) => `
    SELECT l.order_id FROM (SELECT ${subject}, min(starts) AS starts FROM subjects WHERE ${subject} IS NOT NULL GROUP BY 1) AS t
    JOIN line_items l ON l.shop_id = :shopId AND l.${subject} = t.${subject}
    JOIN orders o ON o.shop_id = :shopId AND o.order_id = l.order_id AND o.order_day >= t.starts`,
  )
  .concat(`
    SELECT l.order_id FROM told t
    JOIN line_items l ON l.shop_id = :shopId AND l.vendor = t.image->>'subject'
    JOIN orders o ON o.shop_id = :shopId AND o.order_id = l.order_id AND o.order_day >= t.starts
    WHERE t.table_name = 'unit_cost_rules' AND t.image->>'kind' = 'vendor'`);

const BY_GATEWAY = `
    SELECT x.order_id FROM told t
    JOIN transactions x ON x.shop_id = :shopId AND lower(x.gateway) = t.image->>'gateway' AND x.event_day >= t.starts
    WHERE t.table_name = 'gateway_fee_rules'`;

const BY_ORDER_RULE = `
    SELECT o.order_id FROM told t
    JOIN orders o ON o.shop_id = :shopId AND o.order_day >= t.starts
      AND (jsonb_array_length(t.image->'countries') = 0 OR t.image->'countries' ? o.shipping_country)
    WHERE t.table_name = 'order_cost_rules'`;

const BY_IMPORT = `
    SELECT o.order_id FROM told t JOIN orders o ON o.shop_id = :shopId AND o.order_id = t.row_id::bigint
    WHERE t.table_name = 'order_shipping_costs'`;

/** A flat cost counts for any order; the default share only where nothing better is known. */
const BY_SETTING = `
    SELECT o.order_id FROM orders o WHERE o.shop_id = :shopId
      AND EXISTS (SELECT FROM cost_change_rows r WHERE r.shop_id = :shopId AND r.change_id = :changeId::uuid
                  AND r.table_name = 'shops' AND r.row_id <> 'defaultCostShare')
    UNION
    SELECT s.order_id FROM sales s
    WHERE s.shop_id = :shopId AND s.line_type = 'PRODUCT' AND (s.cost_source IS NULL OR s.cost_source = 'default-percent')
      AND EXISTS (SELECT FROM cost_change_rows r WHERE r.shop_id = :shopId AND r.change_id = :changeId::uuid
                  AND r.table_name = 'shops' AND r.row_id = 'defaultCostShare')`;
