import type { CohortSplit } from "~/analytics/cohorts";
import { customerCondition } from "./filter.server";
import { countedOrders, type Scope } from "./scope.server";

/** Splits of which `cohort_sums` keeps sums, by the dimension's name there: of those a customer has one value. */
export const SPLIT_COLUMNS: Readonly<Partial<Record<CohortSplit, string>>> = {
  firstOrderChannel: "channel",
  firstOrderCountry: "country",
};

/**
 * The common tables of countedOrders and `begun`: the customers that the filter chooses, each with the local day of their
 * first order and with a value of the split, once for each value they have; of the `:mostValues` values of most customers.
 */
export function begunCustomers(scope: Scope, split: CohortSplit | null): string {
  const all = `first_days AS MATERIALIZED (
    SELECT o.customer_id, min(o.order_day) AS begun_on FROM existing o
    WHERE o.customer_id IS NOT NULL AND ${customerCondition(scope.filter, "o")}
    GROUP BY o.customer_id HAVING bool_or(o.currency = :currency)
  )`;
  if (split === null)
    return `${countedOrders(scope)}, ${all}, begun AS MATERIALIZED (SELECT customer_id, begun_on, '' AS value FROM first_days)`;
  return `${countedOrders(scope)}, ${all},
  labelled AS MATERIALIZED (SELECT DISTINCT l.customer_id, l.value FROM (${LABELS[split]}) AS l),
  top AS (
    SELECT l.value FROM labelled l JOIN first_days d ON d.customer_id = l.customer_id
    GROUP BY l.value ORDER BY count(*) DESC, l.value LIMIT :mostValues::bigint
  ),
  begun AS MATERIALIZED (
    SELECT d.customer_id, d.begun_on, l.value FROM first_days d JOIN labelled l ON l.customer_id = d.customer_id
    JOIN top ON top.value = l.value
  )`;
}

const FIRST = "existing o WHERE o.number = 1 AND o.customer_id IS NOT NULL";

/** Rows (customer_id, value), '' where a customer has none. */
const LABELS: Readonly<Record<CohortSplit, string>> = {
  firstOrderProduct: `SELECT o.customer_id, coalesce(i.product_id::text, '') AS value
    FROM existing o JOIN line_items i ON i.shop_id = o.shop_id AND i.order_id = o.order_id
    WHERE o.number = 1 AND o.customer_id IS NOT NULL`,
  firstOrderChannel: `SELECT o.customer_id, coalesce(o.channel, '') AS value FROM ${FIRST}`,
  firstOrderCountry: `SELECT o.customer_id, coalesce(o.shipping_country, '') AS value FROM ${FIRST}`,
  firstOrderCode: `SELECT o.customer_id, lower(code) AS value
    FROM existing o, unnest(CASE WHEN cardinality(o.discount_codes) = 0 THEN '{""}' ELSE o.discount_codes END) AS code
    WHERE o.number = 1 AND o.customer_id IS NOT NULL`,
  customerTag: `SELECT k.customer_id, tag AS value
    FROM customers k, unnest(CASE WHEN coalesce(cardinality(k.tags), 0) = 0 THEN '{""}' ELSE k.tags END) AS tag
    WHERE k.shop_id = :shopId`,
};
