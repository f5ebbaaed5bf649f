import type { ShopClient } from "~/db.server";
import { UNCOSTED_COST } from "./orderFacts.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { execute } from "./sql.server";

/**
 * Puts the facts of the orders' products, as they are to be, into `product_facts` or a table like it: a row per order,
 * moment, product and variant. After unit costs and the `orderFacts` they belong to. Answers how many rows.
 */
export async function addProductFacts(
  client: ShopClient,
  shopId: bigint,
  orders: OrderSet,
  orderFacts: "order_facts" | "fresh_order_facts",
  target: "product_facts" | "fresh_product_facts",
): Promise<number> {
  const isIn = (column: string) => isInOrderSet(column, orders);
  return execute(client, insertion(isIn("s.order_id"), isIn("f.order_id"), orderFacts, target), {
    shopId,
    ...orderSetValues(orders),
  });
}

const insertion = (chosen: string, placed: string, orderFacts: string, target: string) => `
  WITH heads AS MATERIALIZED (
    SELECT f.order_id, f.customer_id, coalesce(f.customer_order_number = 1, false) AS of_first_order
    FROM ${orderFacts} f WHERE f.shop_id = :shopId AND f.first_moment AND ${placed}
  ),
  sold AS (
    SELECT s.order_id, coalesce(i.product_id, 0) AS product_id, coalesce(i.variant_id, 0) AS variant_id,
      CASE WHEN i.product_id IS NULL THEN coalesce(i.title, '') ELSE '' END AS title, s.happened_at, s.event_day, s.order_day,
      bool_or(action_type = 'ORDER') AS ordered,
      coalesce(sum(s.quantity) FILTER (WHERE action_type = 'ORDER'), 0) AS units,
      coalesce(-sum(s.quantity) FILTER (WHERE action_type = 'RETURN'), 0) AS returned_units,
      sum(net) AS net, coalesce(sum(net) FILTER (WHERE action_type = 'ORDER'), 0) AS ordered_net,
      coalesce(sum(net) FILTER (WHERE cost IS NOT NULL), 0) AS costed_net, coalesce(sum(cost), 0) AS cogs,
      ${UNCOSTED_COST.replaceAll("quantity", "s.quantity")} AS uncosted_cost,
      count(cost) AS costed_sales, count(*) - count(cost) AS uncosted_sales
    FROM (SELECT *, true AS product FROM sales) s
    LEFT JOIN line_items i ON i.shop_id = s.shop_id AND i.order_id = s.order_id AND i.line_item_id = s.line_item_id
    WHERE s.shop_id = :shopId AND s.line_type = 'PRODUCT' AND ${chosen}
    GROUP BY 1, 2, 3, 4, 5, 6, 7
  ),
  placed AS (
    SELECT *, min(happened_at) FILTER (WHERE ordered) OVER (PARTITION BY order_id) AS placed_at,
      row_number() OVER (PARTITION BY order_id, product_id, title ORDER BY NOT ordered, happened_at, variant_id) AS nth,
      row_number() OVER (PARTITION BY order_id, product_id, variant_id, title ORDER BY NOT ordered, happened_at) AS nth_of_variant
    FROM sold
  ),
  weighed AS (
    SELECT *, CASE WHEN happened_at = placed_at THEN greatest(ordered_net, 0) ELSE 0 END AS weight FROM placed
  ),
  shared AS MATERIALIZED (SELECT *, sum(weight) OVER (PARTITION BY order_id) AS whole FROM weighed)
  INSERT INTO ${target} (shop_id, order_id, happened_at, product_id, variant_id, title, event_day, order_day, first_ordered,
    first_variant_ordered, customer_id, of_first_order, units, returned_units, ordered_net, net, costed_net, cogs,
    uncosted_cost, costed_sales, uncosted_sales, fee_share)
  SELECT :shopId, s.order_id, happened_at, product_id, variant_id, title, event_day, order_day, ordered AND nth = 1,
    ordered AND nth_of_variant = 1, h.customer_id, h.of_first_order, units, returned_units, ordered_net, net, costed_net, cogs,
    uncosted_cost, costed_sales, uncosted_sales,
    CASE WHEN weight > 0 THEN round(weight / whole, 18) ELSE 0 END
  FROM shared s JOIN heads h ON h.order_id = s.order_id`;
