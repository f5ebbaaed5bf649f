import type { ShopClient } from "~/db.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { execute } from "./sql.server";
import { ESTIMATED_SOURCES } from "./unitCosts.server";

/** Writes `ledger_sums` of the orders anew: one row per order and moment of its ledger. Answers how many. Call through applyFacts. */
export async function sumLedger(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<number> {
  const values = { shopId, ...orderSetValues(orders) };
  const chosen = isInOrderSet("order_id", orders);
  await execute(client, `DELETE FROM ledger_sums WHERE shop_id = :shopId AND ${chosen}`, values);
  return execute(client, summing(isInOrderSet("s.order_id", orders), isInOrderSet("l.order_id", orders)), values);
}

const summing = (saleChosen: string, lineChosen: string) => `
  WITH ship AS MATERIALIZED (
    SELECT DISTINCT l.order_id FROM line_items l
    WHERE l.shop_id = :shopId AND l.requires_shipping AND NOT l.is_gift_card AND ${lineChosen}
  ),
  told AS (
    SELECT s.*, s.line_type = 'PRODUCT' AS product, s.line_type = 'PRODUCT' AND s.action_type = 'ORDER' AS sold,
           s.discount = 0 AND (v.compare_at_price IS NULL OR l.unit_price >= v.compare_at_price) AS full_price
    FROM sales s
    LEFT JOIN line_items l ON l.shop_id = s.shop_id AND l.order_id = s.order_id AND l.line_item_id = s.line_item_id
    LEFT JOIN variants v ON v.shop_id = l.shop_id AND v.variant_id = l.variant_id
    WHERE s.shop_id = :shopId AND ${saleChosen}
  ),
  moments AS (
    SELECT order_id, happened_at, event_day, order_day,
      bool_or(action_type = 'ORDER') AS ordered,
      coalesce(sum(net + discount) FILTER (WHERE sold), 0) AS gross_sales,
      coalesce(sum(discount) FILTER (WHERE sold), 0) AS discounts,
      coalesce(-sum(net) FILTER (WHERE line_type = 'ADJUSTMENT' OR (product AND NOT sold)), 0) AS sales_reversals,
      coalesce(sum(net) FILTER (WHERE line_type = 'SHIPPING'), 0) AS shipping,
      coalesce(sum(net) FILTER (WHERE line_type = 'DUTY'), 0) AS duties,
      coalesce(sum(net) FILTER (WHERE line_type IN ('FEE', 'ADDITIONAL_FEE')), 0) AS fees,
      coalesce(sum(tax), 0) AS tax,
      coalesce(sum(net) FILTER (WHERE line_type = 'TIP'), 0) AS tips,
      coalesce(sum(net) FILTER (WHERE line_type = 'GIFT_CARD'), 0) AS gift_card_sales,
      coalesce(sum(quantity) FILTER (WHERE sold), 0) AS units,
      coalesce(-sum(quantity) FILTER (WHERE product AND action_type = 'RETURN'), 0) AS returned_units,
      coalesce(sum(net) FILTER (WHERE product), 0) AS product_net,
      coalesce(sum(net) FILTER (WHERE product AND cost IS NOT NULL), 0) AS costed_net,
      coalesce(sum(cost) FILTER (WHERE product), 0) AS cogs,
      ${UNCOSTED_COST} AS uncosted_cost,
      count(*) FILTER (WHERE product AND cost IS NOT NULL) AS costed_sales,
      count(*) FILTER (WHERE product AND cost IS NULL) AS uncosted_sales,
      coalesce(sum(net) FILTER (WHERE product AND cost_source = 'shopify-first-seen'), 0) AS first_seen_net,
      coalesce(sum(net) FILTER (WHERE product AND cost_source IN (${ESTIMATED_SOURCES})), 0) AS estimated_net,
      coalesce(sum(net) FILTER (WHERE sold AND full_price), 0) AS full_price_net,
      coalesce(-sum(quantity) FILTER (WHERE product AND action_type = 'RETURN' AND restocked IS NULL), 0) AS restock_unknown
    FROM told GROUP BY order_id, happened_at, event_day, order_day
  )
  INSERT INTO ledger_sums (shop_id, order_id, happened_at, event_day, order_day, ordered, first_ordered, shipped, gross_sales, discounts,
    sales_reversals, shipping, duties, fees, tax, tips, gift_card_sales, units, returned_units, product_net, costed_net, cogs,
    uncosted_cost, costed_sales, uncosted_sales, first_seen_net, estimated_net, full_price_net, restock_unknown,
    shipping_cost, handling_cost, packaging_cost, duties_cost,
    shipping_cost_unknown, handling_cost_unknown, packaging_cost_unknown, duties_cost_unknown)
  SELECT :shopId, order_id, happened_at, event_day, order_day, ordered, first_ordered, first_ordered AND ships,
    gross_sales, discounts, sales_reversals, shipping, duties, fees, tax, tips, gift_card_sales, units, returned_units,
    product_net, costed_net, cogs, uncosted_cost, costed_sales, uncosted_sales, first_seen_net, estimated_net,
    full_price_net, restock_unknown,
    ${["shipping_cost", "handling_cost", "packaging_cost", "duties_cost"]
      .map((cost) => `CASE WHEN first_ordered THEN coalesce(costs.${cost}, 0) ELSE 0 END`)
      .join(", ")},
    ${["shipping_cost", "handling_cost", "packaging_cost", "duties_cost"]
      .map((cost) => `CASE WHEN first_ordered AND ships AND costs.${cost} IS NULL THEN 1 ELSE 0 END`)
      .join(", ")}
  FROM (SELECT moments.*, ship.order_id IS NOT NULL AS ships,
          ordered AND happened_at = min(happened_at) FILTER (WHERE ordered) OVER (PARTITION BY order_id) AS first_ordered
        FROM moments LEFT JOIN ship USING (order_id)) AS placed
  LEFT JOIN (SELECT * FROM order_costs WHERE shop_id = :shopId) AS costs USING (order_id)`;

/** What the PRODUCT sales without a known unit cost would cost at 100% of the price paid; a return as far as restocked. */
export const UNCOSTED_COST = `coalesce(sum(CASE action_type
                     WHEN 'ORDER' THEN net
                     WHEN 'RETURN' THEN coalesce(round(net::numeric * restocked / nullif(abs(quantity), 0)), 0)
                     ELSE CASE WHEN quantity <> 0 THEN net ELSE 0 END END) FILTER (WHERE product AND cost IS NULL), 0)`;
