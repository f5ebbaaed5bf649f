import type { ShopClient } from "~/db.server";
import { UNCOSTED_COST } from "./ledgerSums.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { execute } from "./sql.server";

/** Writes `product_sums` of the orders anew: one row per order, product and moment. Answers how many. Call through applyFacts, after costs. */
export async function sumProducts(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<number> {
  const values = { shopId, ...orderSetValues(orders) };
  await execute(
    client,
    `DELETE FROM product_sums WHERE shop_id = :shopId AND ${isInOrderSet("order_id", orders)}`,
    values,
  );
  return execute(client, summing(isInOrderSet("s.order_id", orders)), values);
}

const summing = (chosen: string) => `
  WITH sold AS (
    SELECT s.order_id, coalesce(i.product_id, 0) AS product_id,
      CASE WHEN i.product_id IS NULL THEN coalesce(i.title, '') ELSE '' END AS title, s.happened_at, s.event_day, s.order_day,
      bool_or(action_type = 'ORDER') AS ordered,
      coalesce(sum(quantity) FILTER (WHERE action_type = 'ORDER'), 0) AS units,
      coalesce(-sum(quantity) FILTER (WHERE action_type = 'RETURN'), 0) AS returned_units,
      sum(net) AS net,
      greatest(sum(net) FILTER (WHERE action_type = 'ORDER'), 0) AS ordered_net,
      coalesce(sum(net) FILTER (WHERE cost IS NOT NULL), 0) AS costed_net,
      coalesce(sum(cost), 0) AS cogs,
      ${UNCOSTED_COST} AS uncosted_cost,
      count(cost) AS costed_sales, count(*) - count(cost) AS uncosted_sales
    FROM (SELECT *, true AS product FROM sales) s
    LEFT JOIN (SELECT shop_id, order_id, line_item_id, product_id, title FROM line_items) i
      ON i.shop_id = s.shop_id AND i.order_id = s.order_id AND i.line_item_id = s.line_item_id
    WHERE s.shop_id = :shopId AND s.line_type = 'PRODUCT' AND ${chosen}
    GROUP BY 1, 2, 3, 4, 5, 6
  ),
  placed AS (
    SELECT *, min(happened_at) FILTER (WHERE ordered) OVER (PARTITION BY order_id) AS placed_at,
           min(happened_at) FILTER (WHERE ordered) OVER (PARTITION BY order_id, product_id, title) AS first_at
    FROM sold
  )
  INSERT INTO product_sums (shop_id, order_id, product_id, title, happened_at, event_day, order_day, first_ordered, units,
    returned_units, net, costed_net, cogs, uncosted_cost, costed_sales, uncosted_sales, fee_share)
  SELECT :shopId, order_id, product_id, title, happened_at, event_day, order_day, ordered AND happened_at = first_at, units,
    returned_units, net, costed_net, cogs, uncosted_cost, costed_sales, uncosted_sales,
    CASE WHEN happened_at = placed_at AND ordered_net > 0
      THEN round(ordered_net / sum(ordered_net) FILTER (WHERE happened_at = placed_at) OVER (PARTITION BY order_id), 18)
      ELSE 0 END
  FROM placed`;
