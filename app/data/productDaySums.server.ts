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
 * Adds the facts of products that `chosen` names (orders of `product_facts f`), `:sign` times, to the sums by day and month
 * of both clocks. Payment fees fall on the days of the payments.
 */
export const addToProductDaySums = (chosen: string): string => `
  INSERT INTO product_day_sums (shop_id, clock, span, day, ${SOLD}, ${ALL.join(", ")})
  SELECT :shopId, clock, span, starts, ${SOLD}, ${ALL.map((column) => `:sign * sum(${column})`).join(", ")}
  FROM (
    SELECT f.event_day, f.order_day, ${SOLD}, count(*) AS facts, count(*) FILTER (WHERE f.first_ordered) AS orders,
      count(*) FILTER (WHERE f.first_variant_ordered) AS variant_orders,
      count(*) FILTER (WHERE f.first_ordered AND f.of_first_order) AS first_order_customers,
      ${SUMS.map((column) => `sum(f.${column})::bigint AS ${column}`).join(", ")}, 0::numeric AS fees
    FROM product_facts f WHERE f.shop_id = :shopId AND ${chosen} GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT o.event_day, o.order_day, ${SOLD}, count(*), 0, 0, 0, ${SUMS.map(() => "0").join(", ")},
      sum(o.payment_fees * f.fee_share)
    FROM product_facts f
    JOIN order_facts o ON o.shop_id = f.shop_id AND o.order_id = f.order_id AND o.payment_fees <> 0
    WHERE f.shop_id = :shopId AND f.fee_share > 0 AND ${chosen} GROUP BY 1, 2, 3, 4, 5
  ) AS by_both
  CROSS JOIN LATERAL (VALUES ('eventDay', event_day), ('orderDay', order_day)) AS clocks (clock, day)
  CROSS JOIN LATERAL (VALUES ('day', day), ('month', date_trunc('month', day)::date)) AS spans (span, starts)
  GROUP BY clock, span, starts, ${SOLD}
  ON CONFLICT (shop_id, clock, span, day, ${SOLD}) DO UPDATE SET ${added("product_day_sums", ALL)}`;
