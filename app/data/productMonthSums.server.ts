import { startOf } from "./cohortSums.server";
import type { SignedFacts } from "./signedFacts.server";

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
const COUNTS = ["facts", "orders", "variant_orders", "first_order_customers"] as const;
const ALL = [...COUNTS, ...SUMS, "fees"];
const SOLD = "product_id, variant_id, title";

const months = (alias: string) =>
  `${startOf("month", `${alias}.event_day`)} AS event_month, ${startOf("month", `${alias}.order_day`)} AS order_month`;

/** Adds facts of products to the sums by month of both clocks. Payment fees fall into the months of the payments. */
export const addToProductMonthSums = (facts: SignedFacts): string => `
  INSERT INTO product_month_sums (shop_id, clock, month, ${SOLD}, ${ALL.join(", ")})
  SELECT :shopId, clock, month, ${SOLD}, ${ALL.map((column) => `sum(${column})`).join(", ")}
  FROM (
    SELECT ${months("f")}, ${SOLD}, ${facts.count()} AS facts, ${facts.count("f.first_ordered")} AS orders,
      ${facts.count("f.first_variant_ordered")} AS variant_orders,
      ${facts.count("f.first_ordered AND f.of_first_order")} AS first_order_customers,
      ${SUMS.map((column) => `sum(${facts.times(`f.${column}`)})::bigint AS ${column}`).join(", ")}, 0::numeric AS fees
    FROM ${facts.products} f GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT ${months("f")}, ${SOLD}, ${facts.count()}, ${[...COUNTS.slice(1), ...SUMS].map(() => "0").join(", ")}, sum(${facts.times("f.fees")})
    FROM ${facts.fees} f GROUP BY 1, 2, 3, 4, 5
  ) AS by_both
  CROSS JOIN LATERAL (VALUES ('eventDay', event_month), ('orderDay', order_month)) AS clocks (clock, month)
  GROUP BY clock, month, ${SOLD}
  ${facts.into("product_month_sums", `clock, month, ${SOLD}`, ALL)}`;
