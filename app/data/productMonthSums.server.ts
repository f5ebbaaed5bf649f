import { added } from "./factSums.server";

const SUMS = [
  "units",
  "returned_units",
  "ordered_net",
  "net",
  "costed_net",
  "cogs",
  "uncosted_cost",
  "costed_sales",
  "uncosted_sales",
] as const;
const ALL = ["facts", "orders", "variant_orders", "first_order_customers", ...SUMS, "fees"];
const SOLD = "product_id, variant_id, title";

/**
 * Adds the facts of products that `chosen` names (orders of `product_facts f`), `:sign` times, to the sums by month of both
 * clocks. Payment fees fall into the months of the payments.
 */
export const addToProductMonthSums = (chosen: string): string => `
  INSERT INTO product_month_sums (shop_id, clock, month, ${SOLD}, ${ALL.join(", ")})
  SELECT :shopId, clock, month, ${SOLD}, ${ALL.map((column) => `:sign * sum(${column})`).join(", ")}
  FROM (
    SELECT date_trunc('month', f.event_day)::date AS event_month, date_trunc('month', f.order_day)::date AS order_month, ${SOLD}, count(*) AS facts, count(*) FILTER (WHERE f.first_ordered) AS orders,
      count(*) FILTER (WHERE f.first_variant_ordered) AS variant_orders,
      count(*) FILTER (WHERE f.first_ordered AND f.of_first_order) AS first_order_customers,
      ${SUMS.map((column) => `sum(f.${column})::bigint AS ${column}`).join(", ")}, 0::numeric AS fees
    FROM product_facts f WHERE f.shop_id = :shopId AND ${chosen} GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT date_trunc('month', o.event_day)::date, date_trunc('month', o.order_day)::date, ${SOLD}, count(*), 0, 0, 0, ${SUMS.map(() => "0").join(", ")},
      sum(o.payment_fees * f.fee_share)
    FROM product_facts f
    JOIN order_facts o ON o.shop_id = f.shop_id AND o.order_id = f.order_id AND o.payment_fees <> 0
    WHERE f.shop_id = :shopId AND f.fee_share > 0 AND ${chosen} GROUP BY 1, 2, 3, 4, 5
  ) AS by_both
  CROSS JOIN LATERAL (VALUES ('eventDay', event_month), ('orderDay', order_month)) AS clocks (clock, month)
  GROUP BY clock, month, ${SOLD}
  ON CONFLICT (shop_id, clock, month, ${SOLD}) DO UPDATE SET ${added("product_month_sums", ALL)}`;
