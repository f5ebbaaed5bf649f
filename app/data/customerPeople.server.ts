import type { HighValueRules } from "~/analytics/customers";
import { LOYAL_ORDERS } from "~/analytics/lifecycle";
import type { Day } from "~/analytics/period";
import { contributionProfit } from "./customerFacts.server";
import { countedOrders, hasNoChoice, type Scope, scopeValues } from "./scope.server";
import type { SqlValues } from "./sql.server";

/** What decides where a person stands: the day that is looked from, and the shop's rules and rhythm. */
export interface PersonRules {
  readonly asOfDay: Day;
  /** What is kept of customers is as of the scope's `asOf`: nothing later is stored. */
  readonly isLatest: boolean;
  readonly lapsePoint: number | null;
  readonly highValue: HighValueRules;
  readonly medianOrderValue: number | null;
}

export const personValues = (scope: Scope, rules: PersonRules): SqlValues => ({
  ...scopeValues(scope),
  asOfDay: rules.asOfDay,
  lapsePoint: rules.lapsePoint,
  fullPriceShare: rules.highValue.fullPriceShare,
  ordersAtLeast: rules.highValue.orders,
  windowDays: rules.highValue.windowDays,
  medianOrderValue: rules.medianOrderValue,
});

/**
 * The common table `placed`: every counted order of a known person with what it came to. `ordered`: something was ordered in
 * it. Customer records that were merged are one person.
 */
export const placedOrders = (scope: Scope): string => `${chosenOrders(scope)}
  placed AS (
    SELECT f.customer_id, f.order_id, f.order_day, f.processed_at, bool_or(f.first_ordered) AS ordered,
      sum(f.units)::bigint AS units, sum(f.discounts)::bigint AS discounts,
      sum(f.gross_sales - f.discounts)::bigint AS ordered_value, sum(f.full_price_net)::bigint AS full_price_value,
      sum(f.gross_sales - f.discounts - f.sales_reversals)::bigint AS net_sales,
      sum(${contributionProfit("f")})::bigint AS contribution_profit,
      sum(f.costed_sales)::bigint AS costed_sales, sum(f.uncosted_sales)::bigint AS uncosted_sales
    FROM order_facts f
    WHERE f.shop_id = :shopId AND f.customer_id IS NOT NULL AND f.happened_at <= :asOf ${isChosen(scope, "f")}
    GROUP BY 1, 2, 3, 4 HAVING bool_or(f.first_moment)
  )`;

/** The tables before `placed`, ending in a comma: which orders count, where not every one does. */
export const chosenOrders = (scope: Scope): string => (hasNoChoice(scope) ? "" : `${countedOrders(scope)},`);

/** The condition, beginning with AND, that rows of facts are of an order that counts. */
export const isChosen = (scope: Scope, of: string): string =>
  hasNoChoice(scope) ? "" : `AND ${of}.order_id IN (SELECT order_id FROM counted)`;

/**
 * The common tables `placed` and `people`: everyone who has ordered, with what they bought over their whole life up to
 * `asOf`. `order_days`: the days of the orders in which something was ordered, in their order.
 */
export const people = (scope: Scope, { isLatest }: PersonRules): string =>
  isLatest && hasNoChoice(scope)
    ? `${placedOrders(scope)}, people AS NOT MATERIALIZED (${KEPT})`
    : `${placedOrders(scope)}, people AS MATERIALIZED (${SUMMED})`;

const IS_KNOWN = "uncosted_sales = 0 OR costed_sales > 0";

const KEPT = `SELECT customer_id, first_order_day, last_order_day, orders, order_days, gross_sales - discounts AS ordered_value,
      full_price_net AS full_price_value, net_sales, CASE WHEN ${IS_KNOWN} THEN contribution_profit END AS contribution_profit
    FROM customer_facts WHERE shop_id = :shopId`;

const SUMMED = `SELECT customer_id, first_order_day, last_order_day, orders, order_days, ordered_value, full_price_value, net_sales,
      CASE WHEN ${IS_KNOWN} THEN contribution_profit END AS contribution_profit
    FROM (
      SELECT customer_id, min(order_day) AS first_order_day, max(order_day) AS last_order_day, count(*) FILTER (WHERE ordered) AS orders,
        coalesce(array_agg(order_day ORDER BY processed_at, order_id) FILTER (WHERE ordered), '{}') AS order_days,
        sum(ordered_value)::bigint AS ordered_value, sum(full_price_value)::bigint AS full_price_value,
        sum(net_sales)::bigint AS net_sales, sum(contribution_profit)::bigint AS contribution_profit,
        sum(costed_sales)::bigint AS costed_sales, sum(uncosted_sales)::bigint AS uncosted_sales
      FROM placed GROUP BY customer_id
    ) AS lives`;

const LAST = "p.order_days[cardinality(p.order_days)]";
const kthLast = "p.order_days[cardinality(p.order_days) - :ordersAtLeast::int + 1]";

/** The three tests of a high-value customer over a person `p`, as highValueVerdict has them. */
export const TESTS = {
  paysFullPrice:
    "(p.ordered_value > 0 AND p.full_price_value::float8 / p.ordered_value::float8 >= :fullPriceShare::float8)",
  buysSeveralTimes: `coalesce(${kthLast} > :asOfDay::date - :windowDays::int, false)`,
  spendsAboveMedian: "coalesce(p.orders > 0 AND p.ordered_value > :medianOrderValue::float8 * p.orders, false)",
} as const;

export const IS_HIGH_VALUE = `(${Object.values(TESTS).join(" AND ")})`;

/** How many of the three tests a person passes. */
export const TESTS_PASSED = `(${Object.values(TESTS)
  .map((test) => `(${test})::int`)
  .join(" + ")})`;

/** Whether the last order was one with which all tests were passed, on its own day. */
const WAS_HIGH_VALUE = `(${TESTS.paysFullPrice} AND coalesce(${kthLast} > ${LAST} - :windowDays::int, false) AND ${TESTS.spendsAboveMedian})`;

/** Days from a person's last order to the day that is looked from. */
export const DAYS_SINCE = `(:asOfDay::date - ${LAST})`;

/** The stage of a person `p` on the day that is looked from, as stageStarts has it. */
export const STAGE = `CASE
  WHEN cardinality(p.order_days) = 0 THEN 'acquisition'
  WHEN ${DAYS_SINCE} > :lapsePoint::int THEN 'lapsed'
  WHEN ${LAST} - p.order_days[cardinality(p.order_days) - 1] > :lapsePoint::int THEN 'wonBack'
  WHEN p.orders >= ${LOYAL_ORDERS} OR ${WAS_HIGH_VALUE} THEN 'loyalty'
  WHEN p.orders >= 2 THEN 'retention'
  ELSE 'conversion' END`;
