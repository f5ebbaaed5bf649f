import { added, SUM_COLUMNS, summed } from "./factSums.server";

const COUNTS = ["facts", "customers", "new_customers", "second_orders", "counted_orders", "orders"];
const ALL = [...COUNTS, ...SUM_COLUMNS];

/** Dimensions of a customer's first order by which cohorts are summed: the column of `order_facts`. */
export const COHORT_DIMENSIONS = {
  channel: "channel",
  country: "shipping_country",
  firstSource: "first_source",
  code: "discount_code",
} as const;

const dimensions = Object.entries(COHORT_DIMENSIONS);

/** Spans by which customers are taken together; only months are split by dimension. */
export const COHORT_SPANS = ["week", "month", "quarter"] as const;
export type CohortSpan = (typeof COHORT_SPANS)[number];

/** First day of the span in which a day lies. A week begins on the shop's first weekday, `:weekStart` (1 is Monday). */
export const startOf = (span: CohortSpan, day: string): string =>
  span === "week"
    ? `(date_trunc('week', ${day} + (8 - :weekStart::int) % 7)::date - (8 - :weekStart::int) % 7)`
    : `date_trunc('${span}', ${day})::date`;

/** Whole spans from one start to a later one. */
export function spansBetween(span: CohortSpan, from: string, to: string): string {
  const months = `((extract(year FROM ${to}) - extract(year FROM ${from})) * 12 + extract(month FROM ${to}) - extract(month FROM ${from}))::int`;
  if (span === "week") return `((${to} - ${from}) / 7)`;
  return span === "month" ? months : `(${months} / 3)`;
}

/** Adds the facts that `chosen` names, `:sign` times, to the sums by cohort and tenure. Whole customers only. */
export const addToCohortSums = (span: CohortSpan, chosen: string): string => `
  INSERT INTO cohort_sums (shop_id, span, dimension, value, cohort, tenure, ${ALL.join(", ")})
  SELECT :shopId, '${span}', dimension, value, cohort, ${spansBetween(span, "cohort", "ordered_in")},
    ${ALL.map((column) => `:sign * sum(${column})`).join(", ")}
  FROM (
    SELECT f.customer_id, ${startOf(span, "f.cohort_day")} AS cohort, ${startOf(span, "f.order_day")} AS ordered_in,
      count(*) AS facts, 1 AS customers,
      count(*) FILTER (WHERE f.first_moment AND f.previous_order_day IS NULL) AS new_customers,
      count(*) FILTER (WHERE f.first_moment AND f.customer_order_number = 2) AS second_orders,
      count(*) FILTER (WHERE f.first_moment) AS counted_orders, count(*) FILTER (WHERE f.first_ordered) AS orders,
      ${summed(SUM_COLUMNS, "f")}
    FROM order_facts f WHERE f.shop_id = :shopId AND f.customer_id IS NOT NULL AND ${chosen}
    GROUP BY 1, 2, 3
  ) AS spent
  ${span === "month" ? BY_FIRST_ORDER(chosen) : "CROSS JOIN LATERAL (VALUES ('all', '')) AS keyed (dimension, value)"}
  GROUP BY dimension, value, cohort, ordered_in
  ON CONFLICT (shop_id, span, dimension, value, cohort, tenure) DO UPDATE SET ${added("cohort_sums", ALL)}`;

const BY_FIRST_ORDER = (chosen: string) => `
  JOIN (SELECT f.customer_id, ${dimensions.map(([name, column]) => `coalesce(f.${column}, '') AS "${name}"`).join(", ")}
        FROM order_facts f
        WHERE f.shop_id = :shopId AND f.first_moment AND f.previous_order_day IS NULL AND f.customer_id IS NOT NULL AND ${chosen}
       ) AS begun USING (customer_id)
  CROSS JOIN LATERAL (VALUES ('all', ''), ${dimensions.map(([name]) => `('${name}', begun."${name}")`).join(", ")}) AS keyed (dimension, value)`;
