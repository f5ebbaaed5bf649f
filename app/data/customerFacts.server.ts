import type { ShopClient } from "~/db.server";
import { SUM_COLUMNS, summed, type UsedSums } from "./factSums.server";
import { execute } from "./sql.server";
import type { Touched } from "./touched.server";

/**
 * Writes `customer_facts` of customers anew from their `order_facts`. Answers how many have any.
 */
export async function writeCustomerFacts(
  client: ShopClient,
  shopId: bigint,
  { isCustomer, customerValues }: Touched,
  used: UsedSums,
): Promise<number> {
  const values = { shopId, ...customerValues };
  await execute(client, `DELETE FROM customer_facts WHERE shop_id = :shopId AND ${isCustomer("customer_id")}`, values);
  return execute(client, insertion(isCustomer("f.customer_id"), used), values);
}

/** Contribution profit of summed facts, with the costs that are known; see orderProfit in analytics/profit.ts. */
export const contributionProfit = (of: string): string =>
  `(${of}.gross_sales - ${of}.discounts - ${of}.sales_reversals + ${of}.shipping - ${of}.cogs - ${of}.shipping_cost
    - ${of}.handling_cost - ${of}.packaging_cost - ${of}.duties_cost - ${of}.payment_fees)`;

const insertion = (mine: string, used: UsedSums) => `
  INSERT INTO customer_facts (shop_id, customer_id, first_order_day, second_order_day, last_order_day, first_order_id,
    last_order_id, orders, counted_orders, order_days, net_sales,
    contribution_profit, ${SUM_COLUMNS.join(", ")})
  SELECT :shopId, customer_id, first_order_day, second_order_day, last_order_day, first_order_id, last_order_id, orders,
    counted_orders, order_days,
    gross_sales - discounts - sales_reversals, ${contributionProfit("bought")}, ${SUM_COLUMNS.join(", ")}
  FROM (
    SELECT f.customer_id, min(f.order_day) AS first_order_day, max(f.order_day) AS last_order_day,
      count(*) FILTER (WHERE f.first_ordered) AS orders, count(*) FILTER (WHERE f.first_moment) AS counted_orders,
      coalesce(array_agg(f.order_day ORDER BY f.processed_at, f.order_id) FILTER (WHERE f.first_ordered), '{}') AS order_days,
      ${summed(used, "f")}
    FROM order_facts f WHERE f.shop_id = :shopId AND f.customer_id IS NOT NULL AND ${mine}
    GROUP BY f.customer_id
  ) AS bought
  JOIN (
    SELECT f.customer_id, f.order_id AS first_order_id,
      lead(f.order_day) OVER customer AS second_order_day,
      last_value(f.order_id) OVER (customer ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last_order_id,
      row_number() OVER customer AS nth
    FROM order_facts f WHERE f.shop_id = :shopId AND f.first_moment AND f.customer_id IS NOT NULL AND ${mine}
    WINDOW customer AS (PARTITION BY f.customer_id ORDER BY f.processed_at, f.order_id)
  ) AS placed USING (customer_id)
  WHERE nth = 1`;
