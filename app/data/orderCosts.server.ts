import type { ShopClient } from "~/db.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { execute } from "./sql.server";

/** What an order costs besides its goods and its payment. */
export const ORDER_COST_KINDS = ["shipping", "handling", "packaging", "duties"] as const;
export type OrderCostKind = (typeof ORDER_COST_KINDS)[number];

/**
 * Writes `order_costs` of the orders: shipping as imported for the order, else by the first rule that fits, else the shop's
 * flat cost; handling by rule or flat; packaging and duties by rule; else null, unknown. An order with nothing to ship
 * costs nothing by rule. Rules look at the order as it was when first placed: its local day, country, value after discounts
 * without tax, and units to ship. Percentages are rounded once, half away from zero. Orders in a currency other than the
 * shop's have unknown costs. Returns the number of orders whose costs changed. Safe to repeat.
 */
export function applyOrderCosts(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<number> {
  return execute(client, costing(orders), { shopId, ...orderSetValues(orders) });
}

/** The first rule of a kind that fits the order, as the amount it comes to. */
const byRule = (kind: OrderCostKind) => `
    LEFT JOIN LATERAL (
      SELECT CASE r.basis WHEN 'order' THEN r.amount WHEN 'unit' THEN r.amount * o.units
                          ELSE round(r.percent * o.value / 100)::bigint END AS amount
      FROM order_cost_rules r
      WHERE r.shop_id = :shopId AND r.kind = '${kind}'
        AND (r.valid_from IS NULL OR r.valid_from <= o.order_day)
        AND (cardinality(r.countries) = 0 OR o.shipping_country = ANY(r.countries))
        AND (r.min_value IS NULL OR o.value >= r.min_value) AND (r.max_value IS NULL OR o.value < r.max_value)
        AND (r.min_units IS NULL OR o.units >= r.min_units) AND (r.max_units IS NULL OR o.units <= r.max_units)
      ORDER BY r.position, r.rule_id LIMIT 1) AS ${kind} ON o.ours AND o.ships`;

const costing = (orders: OrderSet) => `
  WITH shop AS (
    SELECT currency, (settings->>'shippingCostPerOrder')::bigint AS shipping_flat,
           (settings->>'handlingCostPerOrder')::bigint AS handling_flat
    FROM shops WHERE shop_id = :shopId
  ),
  ship AS MATERIALIZED (
    SELECT DISTINCT l.order_id FROM line_items l
    WHERE l.shop_id = :shopId AND l.requires_shipping AND NOT l.is_gift_card AND ${isInOrderSet("l.order_id", orders)}
  ),
  ordered AS (
    SELECT s.order_id, s.line_item_id, s.net, s.quantity, s.happened_at = min(s.happened_at) OVER (PARTITION BY s.order_id) AS first
    FROM sales s
    WHERE s.shop_id = :shopId AND s.action_type = 'ORDER' AND s.line_type = 'PRODUCT' AND ${isInOrderSet("s.order_id", orders)}
  ),
  placed AS (
    SELECT s.order_id, sum(s.net) AS value,
           coalesce(sum(s.quantity) FILTER (WHERE l.requires_shipping AND NOT l.is_gift_card), 0) AS units
    FROM ordered s
    LEFT JOIN line_items l ON l.shop_id = :shopId AND l.order_id = s.order_id AND l.line_item_id = s.line_item_id
    WHERE s.first GROUP BY s.order_id
  ),
  facts AS (
    SELECT o.order_id, o.order_day, o.shipping_country, o.currency = shop.currency AS ours, ship.order_id IS NOT NULL AS ships,
           coalesce(p.value, 0) AS value, coalesce(p.units, 0) AS units, shop.shipping_flat, shop.handling_flat
    FROM orders o CROSS JOIN shop LEFT JOIN ship USING (order_id) LEFT JOIN placed p USING (order_id)
    WHERE o.shop_id = :shopId AND ${isInOrderSet("o.order_id", orders)}
  ),
  costed AS (
    SELECT o.order_id,
      CASE WHEN NOT o.ours THEN NULL WHEN i.amount IS NOT NULL THEN i.amount WHEN NOT o.ships THEN 0
           ELSE coalesce(shipping.amount, o.shipping_flat) END AS shipping_cost,
      CASE WHEN NOT o.ours THEN NULL WHEN i.amount IS NOT NULL THEN 'import' WHEN NOT o.ships THEN 'none'
           WHEN shipping.amount IS NOT NULL THEN 'rule' WHEN o.shipping_flat IS NOT NULL THEN 'flat' END AS shipping_cost_source,
      CASE WHEN NOT o.ours THEN NULL WHEN NOT o.ships THEN 0 ELSE coalesce(handling.amount, o.handling_flat) END AS handling_cost,
      CASE WHEN NOT o.ours THEN NULL WHEN NOT o.ships THEN 0 ELSE packaging.amount END AS packaging_cost,
      CASE WHEN NOT o.ours THEN NULL WHEN NOT o.ships THEN 0 ELSE duties.amount END AS duties_cost
    FROM facts o
    LEFT JOIN order_shipping_costs i ON i.shop_id = :shopId AND i.order_id = o.order_id
    ${ORDER_COST_KINDS.map(byRule).join("")}
  )
  INSERT INTO order_costs AS c (shop_id, order_id, shipping_cost, shipping_cost_source, handling_cost, packaging_cost, duties_cost)
  SELECT :shopId, order_id, shipping_cost, shipping_cost_source, handling_cost, packaging_cost, duties_cost
  FROM costed d
  WHERE num_nonnulls(shipping_cost, handling_cost, packaging_cost, duties_cost) > 0
     OR EXISTS (SELECT FROM order_costs k WHERE k.shop_id = :shopId AND k.order_id = d.order_id)
  ON CONFLICT (shop_id, order_id) DO UPDATE SET shipping_cost = excluded.shipping_cost,
    shipping_cost_source = excluded.shipping_cost_source, handling_cost = excluded.handling_cost,
    packaging_cost = excluded.packaging_cost, duties_cost = excluded.duties_cost
  WHERE (c.shipping_cost, c.shipping_cost_source, c.handling_cost, c.packaging_cost, c.duties_cost) IS DISTINCT FROM
    (excluded.shipping_cost, excluded.shipping_cost_source, excluded.handling_cost, excluded.packaging_cost, excluded.duties_cost)`;
