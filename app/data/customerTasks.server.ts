import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { neverOrdered } from "./customerFlow.server";
import {
  DAYS_SINCE,
  isChosen,
  type PersonRules,
  people,
  personValues,
  placedOrders,
  STAGE,
} from "./customerPeople.server";
import type { ProductRhythm } from "./customerRhythm.server";
import { type Scope, scopeValues } from "./scope.server";
import { row, rows, type SqlValues } from "./sql.server";

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

/** What of products a list needs: their rhythm for replenishment, what follows them for cross-selling. */
export interface ListProducts {
  readonly rhythms: readonly ProductRhythm[];
  readonly nextProducts: readonly NextProduct[];
}

export interface ListPage {
  readonly limit: number | null;
  readonly offset: number;
}

/** What a list's lines are: each reason to write, or each person once, with the most urgent of their reasons. */
export type ListLines = "reasons" | "persons";

/** Days before a product is due from which on its buyers are listed, and after it until which they are. */
const [AHEAD_DAYS, OVERDUE_DAYS] = [7, 14];

/** A page of a list, the most urgent or the most valuable first. */
export function listTasks(
  client: ShopClient,
  scope: Scope,
  rules: ListRules,
  list: LifecycleList,
  products: ListProducts,
  page: ListPage,
  lines: ListLines = "reasons",
): Promise<ListEntry[]> {
  const { source, order } = linesOf(list, scope, lines);
  const ordered = `${order}, customer_id, product_id`;
  return rows<ListEntry>(
    client,
    `WITH ${people(scope, rules)}, chosen AS (${source}),
     page AS (SELECT * FROM chosen ORDER BY ${ordered} LIMIT :limit::bigint OFFSET :offset::bigint)
     SELECT customer_id::text AS "customerId", due_day AS "dueDay", last_order_day AS "lastOrderDay", orders,
            net_sales AS "netSales", contribution_profit AS "contributionProfit", product_id::text AS "productId",
            (SELECT d.title FROM products d WHERE d.shop_id = :shopId AND d.product_id = page.product_id) AS "productTitle"
     FROM page ORDER BY ${ordered}`,
    { ...taskValues(scope, rules), ...productValues(products), ...page },
  );
}

/** How long a list is. */
export async function countTasks(
  client: ShopClient,
  scope: Scope,
  rules: ListRules,
  list: LifecycleList,
  products: ListProducts,
  lines: ListLines = "reasons",
): Promise<number> {
  const { count } = await row<{ count: number }>(
    client,
    `WITH ${people(scope, rules)}, chosen AS (${linesOf(list, scope, lines).source}) SELECT count(*) FROM chosen`,
    { ...taskValues(scope, rules), ...productValues(products) },
  );
  return count;
}

const taskValues = (scope: Scope, rules: ListRules): SqlValues => ({
  ...personValues(scope, rules),
  medianToSecond: rules.medianToSecond === null ? null : Math.round(rules.medianToSecond),
});

interface ListQuery {
  readonly source: string;
  readonly order: string;
}

const ENTRY = "p.customer_id, p.last_order_day, p.orders, p.net_sales, p.contribution_profit";
const NO_PRODUCT = "NULL::bigint AS product_id";
// As an index of customer_facts has it.
const WORTH = "coalesce(contribution_profit, net_sales) DESC NULLS LAST";
const LAST_DAY = "p.order_days[cardinality(p.order_days)]";

const ofPeople = (due: string, condition: string): string =>
  `SELECT ${ENTRY}, ${due} AS due_day, ${NO_PRODUCT} FROM people p WHERE p.orders > 0 AND ${condition}`;

const QUERIES: Readonly<Record<LifecycleList, (scope: Scope) => ListQuery>> = {
  firstPurchase: (scope) => ({
    source: `SELECT k.customer_id, NULL::date AS last_order_day, 0 AS orders, 0::bigint AS net_sales, NULL::bigint AS contribution_profit,
        local_day(k.created_at, s.time_zone) AS due_day, ${NO_PRODUCT}
      FROM customers k JOIN shops s ON s.shop_id = k.shop_id WHERE ${neverOrdered(scope)}`,
    order: "due_day DESC",
  }),
  secondOrder: () => ({
    source: ofPeople(
      "p.first_order_day + :medianToSecond::int",
      `p.orders = 1 AND p.first_order_day + :medianToSecond::int <= :asOfDay::date AND ${STAGE} <> 'lapsed'`,
    ),
    order: `due_day, ${WORTH}`,
  }),
  replenishment: (scope) => ({ source: replenishment(scope), order: `due_day, ${WORTH}` }),
  crossSell: (scope) => ({ source: crossSell(scope), order: WORTH }),
  loyaltyThanks: () => ({ source: ofPeople("NULL::date", `${STAGE} = 'loyalty'`), order: WORTH }),
  atRisk: () => ({
    source: ofPeople(
      `${LAST_DAY} + :lapsePoint::int + 1`,
      `${DAYS_SINCE} > floor(:lapsePoint::int * 0.8) AND ${DAYS_SINCE} <= :lapsePoint::int`,
    ),
    order: WORTH,
  }),
  winBack: () => ({
    source: ofPeople(`${LAST_DAY} + :lapsePoint::int + 1`, `${STAGE} = 'lapsed'`),
    order: WORTH,
  }),
};

/** Only a product that runs out names a person more than once: for each product of theirs. */
function linesOf(list: LifecycleList, scope: Scope, lines: ListLines): ListQuery {
  const query = QUERIES[list](scope);
  if (lines === "reasons" || list !== "replenishment") return query;
  const source = `SELECT DISTINCT ON (customer_id) * FROM (${query.source}) AS reasons ORDER BY customer_id, due_day, product_id`;
  return { ...query, source };
}

const productValues = ({ rhythms, nextProducts }: ListProducts): SqlValues => ({
  productIds: rhythms.map(({ productId }) => productId),
  gaps: rhythms.map(({ medianGap }) => String(Math.round(medianGap ?? 0))),
  points: rhythms.map(({ lapsePoint }) => String(lapsePoint ?? 0)),
  firstIds: nextProducts.map(({ firstId }) => firstId),
  nextIds: nextProducts.map(({ nextId }) => nextId),
  times: nextProducts.map(({ times }) => String(times)),
});

/** The last time each person bought a product, where its usual interval has ended lately or will in days; nobody past its lapse point. */
const replenishment = (scope: Scope): string => `SELECT ${ENTRY}, t.due_day, t.product_id
  FROM (
    SELECT f.customer_id, f.product_id, max(f.order_day) + r.gap AS due_day
    FROM unnest(:productIds::bigint[], :gaps::int[], :points::int[]) AS r (product_id, gap, point)
    JOIN product_facts f ON f.shop_id = :shopId AND f.product_id = r.product_id AND f.order_day >= :asOfDay::date - r.point
    WHERE f.first_ordered AND f.customer_id IS NOT NULL AND f.happened_at <= :asOf ${isChosen(scope, "f")}
    GROUP BY 1, 2, r.gap
    HAVING max(f.order_day) + r.gap BETWEEN :asOfDay::date - ${OVERDUE_DAYS} AND :asOfDay::date + ${AHEAD_DAYS}
  ) AS t
  JOIN people p ON p.customer_id = t.customer_id AND p.orders > 0`;

/**
 * Active persons whose last order held a product that is often followed by one they never bought; the most frequent counts.
 * Person by person, so that a page looks no further than it is long.
 */
const crossSell = (scope: Scope): string => {
  const own = "FROM order_facts o JOIN product_facts l ON l.shop_id = o.shop_id AND l.order_id = o.order_id";
  const held = `o.shop_id = :shopId AND o.customer_id = p.customer_id AND o.first_moment AND l.first_ordered
      AND l.happened_at <= :asOf ${isChosen(scope, "l")}`;
  return `SELECT ${ENTRY}, NULL::date AS due_day, n.next_id AS product_id
  FROM people p CROSS JOIN LATERAL (
    SELECT b.next_id ${own} JOIN unnest(:firstIds::bigint[], :nextIds::bigint[], :times::int[]) AS b (first_id, next_id, times)
      ON b.first_id = l.product_id
    WHERE ${held} AND o.order_day = ${LAST_DAY} AND b.next_id NOT IN (SELECT l.product_id ${own} WHERE ${held})
    ORDER BY b.times DESC, b.next_id LIMIT 1
  ) AS n
  WHERE p.orders > 0 AND ${STAGE} <> 'lapsed'`;
};

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

/** Among how many of the products that most people bought the next one is looked for. */
export const NEXT_PRODUCTS_OF = 100;

/**
 * For each of the products that most people bought the one most often found in the order after, where it is found there more often
 * than after any order; the most frequent pairs first.
 */
export function listNextProducts(client: ShopClient, scope: Scope): Promise<NextProduct[]> {
  return rows<NextProduct>(
    client,
    `WITH ${placedOrders(scope)},
     numbered AS (
       SELECT order_id, customer_id, row_number() OVER life AS n, lead(order_id) OVER life IS NOT NULL AS is_followed
       FROM placed WHERE ordered WINDOW life AS (PARTITION BY customer_id ORDER BY processed_at, order_id)
     ),
     popular AS (
       SELECT f.product_id FROM product_facts f
       WHERE f.shop_id = :shopId AND f.first_ordered AND f.customer_id IS NOT NULL AND f.product_id <> 0 AND f.happened_at <= :asOf
         ${isChosen(scope, "f")}
       GROUP BY 1 ORDER BY count(DISTINCT customer_id) DESC, 1 LIMIT ${NEXT_PRODUCTS_OF}
     ),
     held AS MATERIALIZED (
       SELECT DISTINCT n.customer_id, n.n, n.is_followed, f.product_id
       FROM product_facts f JOIN popular USING (product_id) JOIN numbered n ON n.order_id = f.order_id
       WHERE f.shop_id = :shopId AND f.first_ordered AND f.happened_at <= :asOf
     ),
     pairs AS (
       SELECT a.product_id AS first_id, b.product_id AS next_id, count(*) AS times
       FROM held a JOIN held b ON b.customer_id = a.customer_id AND b.n = a.n + 1 AND b.product_id <> a.product_id
       GROUP BY 1, 2 HAVING count(*) >= 5
     ),
     lifts AS (
       SELECT p.*, b.chances, p.times * s.steps / (b.chances * a.hits)::float8 AS lift
       FROM pairs p
       JOIN (SELECT product_id, count(*) AS chances FROM held WHERE is_followed GROUP BY 1) b ON b.product_id = p.first_id
       JOIN (SELECT product_id, count(*) AS hits FROM held WHERE n > 1 GROUP BY 1) a ON a.product_id = p.next_id
       CROSS JOIN (SELECT count(*) FILTER (WHERE n > 1)::float8 AS steps FROM numbered) s
     ),
     best AS (SELECT DISTINCT ON (first_id) * FROM lifts WHERE lift > 1 ORDER BY first_id, times DESC, lift DESC, next_id)
     SELECT b.first_id::text AS "firstId", f.title AS "firstTitle", b.next_id::text AS "nextId", n.title AS "nextTitle",
            b.times, b.chances, b.lift
     FROM best b LEFT JOIN products f ON f.shop_id = :shopId AND f.product_id = b.first_id
     LEFT JOIN products n ON n.shop_id = :shopId AND n.product_id = b.next_id
     ORDER BY b.times DESC, b.first_id`,
    scopeValues(scope),
  );
}
