import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { NEVER_ORDERED } from "./customerFlow.server";
import { chosenOrders, DAYS_SINCE, type PersonRules, people, personValues, STAGE } from "./customerPeople.server";
import { FEWEST_GAPS, productRhythms } from "./customerRhythm.server";
import { type Scope, scopeValues } from "./scope.server";
import { rows, type SqlValues } from "./sql.server";

/** Whom to write to next, and why: what each stage of the lifecycle asks for. */
export const LIFECYCLE_LISTS = [
  "firstPurchase",
  "secondOrder",
  "replenishment",
  "crossSell",
  "loyaltyThanks",
  "atRisk",
  "winBack",
] as const;
export type LifecycleList = (typeof LIFECYCLE_LISTS)[number];

/** A person in a list. */
export interface ListEntry {
  readonly customerId: string;
  /** The day from which on it is time; null where the list has none. */
  readonly dueDay: Day | null;
  readonly lastOrderDay: Day | null;
  readonly orders: number;
  readonly netSales: Minor;
  readonly contributionProfit: Minor | null;
  /** What to offer: the product that is due, or the next one. */
  readonly productId: string | null;
  readonly productTitle: string | null;
}

export interface ListRules extends PersonRules {
  readonly medianToSecond: number | null;
}

export interface ListPage {
  readonly limit: number | null;
  readonly offset: number;
}

/** Days before a product is due from which on its buyers are listed. */
const AHEAD_DAYS = 7;

/** One list, the most urgent or the most valuable first, and how long it is. */
export async function listTasks(
  client: ShopClient,
  scope: Scope,
  rules: ListRules,
  list: LifecycleList,
  page: ListPage,
): Promise<{ entries: ListEntry[]; count: number }> {
  const { source, order, tables = people(scope, rules) } = QUERIES[list](scope, rules);
  const found = await rows<ListEntry & { count: number }>(
    client,
    `WITH ${tables}, chosen AS (${source}),
     page AS (SELECT *, count(*) OVER () AS count, row_number() OVER (ORDER BY ${order}, customer_id, product_id) AS at
              FROM chosen ORDER BY at LIMIT :limit::bigint OFFSET :offset::bigint)
     SELECT p.customer_id::text AS "customerId", p.due_day AS "dueDay", p.last_order_day AS "lastOrderDay", p.orders,
            p.net_sales AS "netSales", p.contribution_profit AS "contributionProfit", p.product_id::text AS "productId",
            d.title AS "productTitle", p.count
     FROM page p LEFT JOIN products d ON d.shop_id = :shopId AND d.product_id = p.product_id ORDER BY p.at`,
    { ...taskValues(scope, rules), ...page },
  );
  return { entries: found.map(({ count: _, ...entry }) => entry), count: found[0]?.count ?? 0 };
}

const taskValues = (scope: Scope, rules: ListRules): SqlValues => ({
  ...personValues(scope, rules),
  medianToSecond: rules.medianToSecond === null ? null : Math.round(rules.medianToSecond),
});

interface ListQuery {
  readonly source: string;
  readonly order: string;
  readonly tables?: string;
}

const ENTRY = "p.customer_id, p.last_order_day, p.orders, p.net_sales, p.contribution_profit";
const NO_PRODUCT = "NULL::bigint AS product_id";
const WORTH = "coalesce(contribution_profit, net_sales) DESC";

const ofPeople = (due: string, condition: string): string =>
  `SELECT ${ENTRY}, ${due} AS due_day, ${NO_PRODUCT} FROM people p WHERE p.orders > 0 AND ${condition}`;

const QUERIES: Readonly<Record<LifecycleList, (scope: Scope, rules: ListRules) => ListQuery>> = {
  firstPurchase: () => ({
    source: `SELECT k.customer_id, NULL::date AS last_order_day, 0 AS orders, 0::bigint AS net_sales, NULL::bigint AS contribution_profit,
        local_day(k.created_at, s.time_zone) AS due_day, ${NO_PRODUCT}
      FROM customers k JOIN shops s ON s.shop_id = k.shop_id WHERE ${NEVER_ORDERED}`,
    order: "due_day DESC",
  }),
  secondOrder: () => ({
    source: ofPeople(
      "p.first_order_day + :medianToSecond::int",
      `p.orders = 1 AND p.first_order_day + :medianToSecond::int <= :asOfDay::date AND ${STAGE} <> 'lapsed'`,
    ),
    order: `due_day, ${WORTH}`,
  }),
  replenishment: (scope, rules) => ({
    tables: `${people(scope, rules)}, ${dueProducts(scope)}`,
    source: REPLENISHMENT,
    order: `due_day, ${WORTH}`,
  }),
  crossSell: (scope, rules) => ({
    tables: `${people(scope, rules)}, ${nextProducts(scope)}`,
    source: CROSS_SELL,
    order: WORTH,
  }),
  loyaltyThanks: () => ({ source: ofPeople("NULL::date", `${STAGE} = 'loyalty'`), order: WORTH }),
  atRisk: () => ({
    source: ofPeople(
      "p.order_days[cardinality(p.order_days)] + :lapsePoint::int + 1",
      `${DAYS_SINCE} > floor(:lapsePoint::int * 0.8) AND ${DAYS_SINCE} <= :lapsePoint::int`,
    ),
    order: WORTH,
  }),
  winBack: () => ({
    source: ofPeople("p.order_days[cardinality(p.order_days)] + :lapsePoint::int + 1", `${STAGE} = 'lapsed'`),
    order: WORTH,
  }),
};

/** The last time each person bought each product. */
const LAST_TIMES = `last_times AS (
    SELECT DISTINCT ON (customer_id, product_id) customer_id, product_id, order_day FROM bought
    ORDER BY customer_id, product_id, order_day DESC
  )`;

const dueProducts = (scope: Scope): string => `${productRhythms(scope)}, ${LAST_TIMES}`;

const REPLENISHMENT = `SELECT ${ENTRY}, t.order_day + round(r.median_gap)::int AS due_day, t.product_id
  FROM last_times t JOIN rhythms r ON r.product_id = t.product_id AND r.gaps >= ${FEWEST_GAPS}
  JOIN people p ON p.customer_id = t.customer_id AND p.orders > 0
  WHERE t.order_day + round(r.median_gap)::int <= :asOfDay::date + ${AHEAD_DAYS}
    AND :asOfDay::date - t.order_day <= coalesce(r.set_lapse_point, r.own_lapse_point)`;

/** How often B was in the order after one that held A (and not B), over all pairs of consecutive orders of a person. */
const PAIRS = `ordinals AS (
    SELECT DISTINCT customer_id, order_id, dense_rank() OVER (PARTITION BY customer_id ORDER BY order_day, order_id) AS n, product_id
    FROM bought
  ),
  steps AS (SELECT count(DISTINCT (customer_id, n)) FILTER (WHERE n > 1)::float8 AS count FROM ordinals),
  before AS (SELECT o.product_id, count(*)::float8 AS count FROM ordinals o
             WHERE EXISTS (SELECT FROM ordinals x WHERE x.customer_id = o.customer_id AND x.n = o.n + 1) GROUP BY 1),
  after AS (SELECT product_id, count(*)::float8 AS count FROM ordinals WHERE n > 1 GROUP BY 1),
  pairs AS (
    SELECT a.product_id AS first_id, b.product_id AS next_id, count(*) AS times
    FROM ordinals a JOIN ordinals b ON b.customer_id = a.customer_id AND b.n = a.n + 1 AND b.product_id <> a.product_id
    GROUP BY 1, 2 HAVING count(*) >= 5
  ),
  lifts AS (
    SELECT pairs.first_id, pairs.next_id, pairs.times, before.count::bigint AS chances,
      pairs.times * steps.count / (before.count * after.count) AS lift
    FROM pairs CROSS JOIN steps JOIN before ON before.product_id = pairs.first_id JOIN after ON after.product_id = pairs.next_id
  ),
  best AS (SELECT DISTINCT ON (first_id) * FROM lifts WHERE lift > 1 ORDER BY first_id, times DESC, lift DESC, next_id)`;

const nextProducts = (scope: Scope): string => `${productRhythms(scope)}, ${PAIRS}`;

const CROSS_SELL = `SELECT DISTINCT ON (p.customer_id) ${ENTRY}, NULL::date AS due_day, b.next_id AS product_id
  FROM people p
  JOIN bought l ON l.customer_id = p.customer_id AND l.order_day = p.order_days[cardinality(p.order_days)]
  JOIN best b ON b.first_id = l.product_id
  WHERE p.orders > 0 AND ${STAGE} <> 'lapsed'
    AND NOT EXISTS (SELECT FROM bought o WHERE o.customer_id = p.customer_id AND o.product_id = b.next_id)
  ORDER BY p.customer_id, b.times DESC, b.lift DESC, b.next_id`;

/** The product that most often follows another in the next order. */
export interface NextProduct {
  readonly firstId: string;
  readonly firstTitle: string | null;
  readonly nextId: string;
  readonly nextTitle: string | null;
  /** Orders that held the next product after one that held the first; and orders that came after one that held the first. */
  readonly times: number;
  readonly chances: number;
  /** How many times as often as after any order. */
  readonly lift: number;
}

export function listNextProducts(client: ShopClient, scope: Scope, limit: number): Promise<NextProduct[]> {
  return rows<NextProduct>(
    client,
    `WITH ${chosenOrders(scope)} ${productRhythms(scope)}, ${PAIRS}
     SELECT b.first_id::text AS "firstId", f.title AS "firstTitle", b.next_id::text AS "nextId", n.title AS "nextTitle",
            b.times, b.chances, b.lift
     FROM best b LEFT JOIN products f ON f.shop_id = :shopId AND f.product_id = b.first_id
     LEFT JOIN products n ON n.shop_id = :shopId AND n.product_id = b.next_id
     ORDER BY b.times DESC, b.first_id LIMIT :limit::bigint`,
    { ...scopeValues(scope), limit },
  );
}
