import { type Filter, ORDER_DIMENSIONS } from "~/analytics/filter";
import { type LifecycleStage, LOYAL_ORDERS, type Transition } from "~/analytics/lifecycle";
import { type Month, month } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { type PersonRules, people, personValues, placedOrders, STAGE } from "./customerPeople.server";
import { BESIDE_FACTS, customerCondition } from "./filter.server";
import type { Scope } from "./scope.server";
import { rows } from "./sql.server";

export interface StageSums {
  readonly stage: LifecycleStage;
  readonly persons: number;
  readonly orders: number;
  readonly netSales: number;
  /** Of those whose profit is known. */
  readonly contributionProfit: number;
  readonly unknownProfit: number;
}

/** The condition that a record `k` is a contact of whom no order is counted, and whom the filter chooses; after `people`. */
export const neverOrdered = ({
  filter,
}: Scope): string => `k.shop_id = :shopId AND k.deleted_at IS NULL AND k.created_at <= :asOf
  AND NOT EXISTS (SELECT FROM people p WHERE p.customer_id = k.customer_id AND p.orders > 0)
  AND NOT EXISTS (SELECT FROM customer_merges m WHERE m.shop_id = k.shop_id AND m.customer_id = k.customer_id)
  AND ${choosesContact(filter)}`;

/** The condition that a filter chooses a contact `k` without orders: by tag it may, by orders it cannot. */
const choosesContact = (filter: Filter): string =>
  ORDER_DIMENSIONS.some((dimension) => filter[dimension]) ? "false" : customerCondition(filter, "k", BESIDE_FACTS);

/** How many persons stand in each stage on the day that is looked from, and what they brought. */
export function sumStages(client: ShopClient, scope: Scope, rules: PersonRules): Promise<StageSums[]> {
  return rows<StageSums>(
    client,
    `WITH ${people(scope, rules)}
     SELECT ${STAGE} AS stage, count(*) AS persons, sum(p.orders)::bigint AS orders, sum(p.net_sales)::bigint AS "netSales",
            coalesce(sum(p.contribution_profit), 0)::bigint AS "contributionProfit",
            count(*) FILTER (WHERE p.contribution_profit IS NULL) AS "unknownProfit"
     FROM people p WHERE p.orders > 0 GROUP BY 1
     UNION ALL
     SELECT 'acquisition', count(*), 0, 0, 0, 0 FROM customers k WHERE ${neverOrdered(scope)}`,
    personValues(scope, rules),
  );
}

/**
 * Every change of stage between the ends of two months, over the whole history. Each order begins a stage, and each stretch
 * without one beyond the lapse point another; of a person's starts in one month the last counts.
 */
export async function listTransitions(client: ShopClient, scope: Scope, rules: PersonRules): Promise<Transition[]> {
  const found = await rows<{ month: string; from: LifecycleStage | null; to: LifecycleStage; persons: number }>(
    client,
    `WITH ${placedOrders(scope)},
     told AS (
       SELECT customer_id, order_day AS day, row_number() OVER life AS n,
         lag(order_day) OVER life AS before, lead(order_day) OVER life AS next,
         lag(order_day, :ordersAtLeast::int - 1) OVER life AS kth_last,
         sum(ordered_value) OVER through AS ordered_value, sum(full_price_value) OVER through AS full_price_value
       FROM placed WHERE ordered
       WINDOW life AS (PARTITION BY customer_id ORDER BY processed_at, order_id),
              through AS (PARTITION BY customer_id ORDER BY processed_at, order_id ROWS UNBOUNDED PRECEDING)
     ),
     starts AS (
       SELECT customer_id, day, n, 0 AS rank, CASE
         WHEN day - before > :lapsePoint::int THEN 'wonBack'
         WHEN n >= ${LOYAL_ORDERS} OR ${WAS_HIGH_VALUE} THEN 'loyalty'
         WHEN n >= 2 THEN 'retention' ELSE 'conversion' END AS stage
       FROM told
       UNION ALL
       SELECT customer_id, day + :lapsePoint::int + 1, n, 1, 'lapsed' FROM told
       WHERE coalesce(next, :asOfDay::date) > day + :lapsePoint::int
       UNION ALL
       SELECT k.customer_id, local_day(k.created_at, s.time_zone), 0, 0, 'acquisition'
       FROM customers k JOIN shops s ON s.shop_id = k.shop_id
       LEFT JOIN (SELECT customer_id, min(day) AS day FROM told GROUP BY 1) f ON f.customer_id = k.customer_id
       WHERE k.shop_id = :shopId AND k.created_at <= :asOf AND (k.deleted_at IS NULL OR f.day IS NOT NULL)
         AND (f.day IS NULL OR local_day(k.created_at, s.time_zone) < f.day)
         AND NOT EXISTS (SELECT FROM customer_merges m WHERE m.shop_id = k.shop_id AND m.customer_id = k.customer_id)
         AND (f.day IS NOT NULL OR ${choosesContact(scope.filter)})
     ),
     closing AS (
       SELECT DISTINCT ON (customer_id, date_trunc('month', day)) customer_id, date_trunc('month', day)::date AS month, stage
       FROM starts ORDER BY customer_id, date_trunc('month', day), n DESC, rank DESC
     ),
     moved AS (
       SELECT month, lag(stage) OVER (PARTITION BY customer_id ORDER BY month) AS from_stage, stage FROM closing
     )
     SELECT to_char(month, 'YYYY-MM') AS month, from_stage AS "from", stage AS "to", count(*) AS persons
     FROM moved WHERE from_stage IS DISTINCT FROM stage GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    personValues(scope, rules),
  );
  return found.map((row) => ({ ...row, month: month(row.month) as Month }));
}

/** Whether the orders through this one passed all three tests on its day; as isHighValueWith in analytics/lifecycle has it. */
const WAS_HIGH_VALUE = `(ordered_value > 0 AND full_price_value::float8 / ordered_value::float8 >= :fullPriceShare::float8
  AND coalesce(CASE WHEN :ordersAtLeast::int = 1 THEN day ELSE kth_last END > day - :windowDays::int, false)
  AND coalesce(ordered_value > :medianOrderValue::float8 * n, false))`;
