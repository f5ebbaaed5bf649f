import { AGES } from "~/analytics/lifetimeAges";
import { added, SUM_COLUMNS, summed } from "./factSums.server";

const COUNTS = ["facts", "customers", "new_customers", "second_orders", "counted_orders", "orders"];
const ALL = [...COUNTS, ...SUM_COLUMNS];

/** Dimensions of a customer's first order by which cohorts are summed: the column of `customer_facts`. */
export const COHORT_DIMENSIONS = {
  channel: "first_channel",
  country: "first_country",
  firstSource: "first_source",
  code: "first_code",
} as const;

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

/**
 * Adds the facts that `chosen` names, `:sign` times, to the sums by cohort and tenure, by these keys. Whole customers only,
 * while `customer_facts` tells of their first orders. A customer counts once a span: in the first of their orders in it.
 */
export const addToCohortSums = (span: CohortSpan, chosen: string, keys: readonly string[]): string => `
  INSERT INTO cohort_sums (shop_id, span, dimension, value, cohort, tenure, ${ALL.join(", ")})
  SELECT :shopId, '${span}', dimension, value, cohort, ${spansBetween(span, "cohort", "ordered_in")},
    ${ALL.map((column) => `:sign * ${column}`).join(", ")}
  FROM (
    SELECT dimension, value, ${startOf(span, "f.cohort_day")} AS cohort, ${startOf(span, "f.order_day")} AS ordered_in,
      count(*) AS facts,
      count(*) FILTER (WHERE f.first_moment AND (f.previous_order_day IS NULL
        OR f.previous_order_day < ${startOf(span, "f.order_day")})) AS customers,
      count(*) FILTER (WHERE f.first_moment AND f.previous_order_day IS NULL) AS new_customers,
      count(*) FILTER (WHERE f.first_moment AND f.customer_order_number = 2) AS second_orders,
      count(*) FILTER (WHERE f.first_moment) AS counted_orders, count(*) FILTER (WHERE f.first_ordered) AS orders,
      ${summed(SUM_COLUMNS, "f")}
    FROM order_facts f
    JOIN customer_facts k ON k.shop_id = f.shop_id AND k.customer_id = f.customer_id
    CROSS JOIN LATERAL (VALUES ${keys.map(keyOf).join(", ")}) AS keyed (dimension, value)
    WHERE f.shop_id = :shopId AND f.customer_id IS NOT NULL AND ${chosen}
    GROUP BY 1, 2, 3, 4
  ) AS spent
  ON CONFLICT (shop_id, span, dimension, value, cohort, tenure) DO UPDATE SET ${added("cohort_sums", ALL)}`;

/** How many of the ages were past on a day, of a customer who began on another. An order of the n-th day is one within n days. */
export const agesPast = (begun: string, day: string): string =>
  `width_bucket(${day} - ${begun}, ARRAY[${AGES.map((age) => age + 1).join(", ")}])`;

/**
 * The same by the day on which customers began, and in place of the tenure how many of the ages were past: who is old enough
 * for an age depends on the day that is looked from.
 */
export const addToAgeSums = (chosen: string): string => `
  INSERT INTO cohort_sums (shop_id, span, dimension, value, cohort, tenure, ${ALL.join(", ")})
  SELECT :shopId, 'day', 'all', '', cohort_day, past, ${ALL.map((column) => `:sign * ${column}`).join(", ")}
  FROM (
    SELECT f.cohort_day, ${agesPast("f.cohort_day", "f.order_day")} AS past, count(*) AS facts, 0 AS customers,
      count(*) FILTER (WHERE f.first_moment AND f.previous_order_day IS NULL) AS new_customers,
      count(*) FILTER (WHERE f.first_moment AND f.customer_order_number = 2) AS second_orders,
      count(*) FILTER (WHERE f.first_moment) AS counted_orders, count(*) FILTER (WHERE f.first_ordered) AS orders,
      ${summed(SUM_COLUMNS, "f")}
    FROM order_facts f WHERE f.shop_id = :shopId AND f.customer_id IS NOT NULL AND ${chosen}
    GROUP BY 1, 2
  ) AS spent
  ON CONFLICT (shop_id, span, dimension, value, cohort, tenure) DO UPDATE SET ${added("cohort_sums", ALL)}`;

/** By what the cohorts of a span are summed: only months are split. */
export const cohortKeys = (span: CohortSpan): readonly string[] =>
  span === "month" ? ["all", ...Object.keys(COHORT_DIMENSIONS)] : ["all"];

const keyOf = (key: string): string =>
  key === "all"
    ? "('all', '')"
    : `('${key}', coalesce(k.${COHORT_DIMENSIONS[key as keyof typeof COHORT_DIMENSIONS]}, ''))`;
