import type { CohortSplit } from "~/analytics/cohorts";
import type { FilterDimension } from "~/analytics/filter";
import { hasSwitch } from "~/analytics/switches";
import { IS_THERE } from "./chosenFacts.server";
import { customerCondition, FACTS, filterCondition, orderCondition } from "./filter.server";
import { countedOrders, type Scope } from "./scope.server";

/** Splits of which `cohort_sums` keeps sums, by the dimension's name there: of those a customer has one value. */
export const SPLIT_COLUMNS: Readonly<Partial<Record<FilterDimension, string>>> = {
  firstOrderChannel: "channel",
  firstOrderCountry: "country",
};

/** What customers did, as parts of a statement. */
export interface CohortSource {
  /** Common tables that the facts need; empty where these stand alone. */
  readonly tables: string;
  /** `order_facts f` of orders that a figure counts, as what follows FROM, with conditions to which more may be added. */
  readonly facts: string;
  /** Of a fact: the number of its order among its customer's, the customer, the day of their first order, their value of the split. */
  readonly number: string;
  readonly customer: string;
  readonly begun: string;
  readonly value: string;
  /** Common tables, among them `begun`: see begunCustomers. */
  readonly sized: string;
}

/**
 * The customers that the filter chooses (`begun`), each with the local day of their first order and with a value of the split,
 * once for each value they have; of the `:mostValues` values of most customers. And the facts of their orders.
 */
export function cohortSource(scope: Scope, split: CohortSplit | null): CohortSource {
  if (hasSwitch(scope.switches)) {
    const tables = `${countedOrders(scope)}, ${ofExisting(scope)}, ${begunCustomers(split)}`;
    const counted =
      "order_facts f JOIN counted c ON c.order_id = f.order_id JOIN begun k ON k.customer_id = c.customer_id";
    return { tables, facts: `${counted} WHERE ${IS_THERE}`, number: "c.number", ...OF_BEGUN, sized: tables };
  }
  const tables = `${ofFacts(scope)}, ${begunCustomers(split)}`;
  const number = "f.customer_order_number";
  if (split === null && scope.isSummed) return { tables: "", facts: alone(scope), number, ...OF_FACT, sized: tables };
  const joined = `order_facts f JOIN begun k ON k.customer_id = f.customer_id
    WHERE ${IS_THERE} AND ${orderCondition(scope.filter, "f", FACTS)}`;
  return { tables, facts: joined, number, ...OF_BEGUN, sized: tables };
}

const OF_BEGUN = { customer: "k.customer_id", begun: "k.begun_on", value: "k.value" } as const;
const OF_FACT = { customer: "f.customer_id", begun: "f.cohort_day", value: "''" } as const;

/** Facts alone, where none is later than `asOf`: they know their customer's first day, and the filter their customer. */
const alone = ({ filter }: Scope): string =>
  `order_facts f WHERE f.shop_id = :shopId AND f.customer_id IS NOT NULL AND ${filterCondition(filter, "f", FACTS)}`;

/** `first_days`: each chosen customer's person and first day; `firsts`: their first orders. */
const ofFacts = ({ filter }: Scope): string => `first_days AS MATERIALIZED (
    SELECT f.customer_id, f.cohort_day AS begun_on, f.order_id, f.cohort_channel AS channel, f.cohort_country AS shipping_country
    FROM order_facts f
    WHERE f.shop_id = :shopId AND f.first_moment AND f.customer_id IS NOT NULL AND f.previous_order_day IS NULL
      AND f.counted_from <= :asOf AND ${customerCondition(filter, "f", FACTS)}
  ),
  firsts AS (
    SELECT d.customer_id, o.shop_id, o.order_id, d.channel, d.shipping_country, o.discount_codes
    FROM first_days d JOIN orders o ON o.shop_id = :shopId AND o.order_id = d.order_id
  )`;

const ofExisting = (scope: Scope): string => `first_days AS MATERIALIZED (
    SELECT o.person AS customer_id, min(o.order_day) AS begun_on FROM existing o
    WHERE o.person IS NOT NULL AND ${customerCondition(scope.filter, "o")}
    GROUP BY o.person HAVING bool_or(o.currency = :currency)
  ),
  firsts AS (
    SELECT o.person AS customer_id, o.shop_id, o.order_id, o.channel, o.shipping_country, o.discount_codes
    FROM existing o WHERE o.number = 1 AND o.person IS NOT NULL
  )`;

const begunCustomers = (split: CohortSplit | null): string =>
  split === null
    ? "begun AS MATERIALIZED (SELECT customer_id, begun_on, '' AS value FROM first_days)"
    : `labelled AS MATERIALIZED (SELECT DISTINCT l.customer_id, l.value FROM (${LABELS[split]}) AS l),
  top AS (
    SELECT l.value FROM labelled l JOIN first_days d ON d.customer_id = l.customer_id
    GROUP BY l.value ORDER BY count(*) DESC, l.value LIMIT :mostValues::bigint
  ),
  begun AS MATERIALIZED (
    SELECT d.customer_id, d.begun_on, l.value FROM first_days d JOIN labelled l ON l.customer_id = d.customer_id
    JOIN top ON top.value = l.value
  )`;

/** Rows (customer_id, value), '' where a customer has none. */
const LABELS: Readonly<Record<CohortSplit, string>> = {
  firstOrderProduct: `SELECT o.customer_id, coalesce(i.product_id::text, '') AS value
    FROM firsts o JOIN line_items i ON i.shop_id = o.shop_id AND i.order_id = o.order_id`,
  firstOrderChannel: "SELECT o.customer_id, coalesce(o.channel, '') AS value FROM firsts o",
  firstOrderCountry: "SELECT o.customer_id, coalesce(o.shipping_country, '') AS value FROM firsts o",
  firstOrderCode: `SELECT o.customer_id, lower(code) AS value
    FROM firsts o, unnest(CASE WHEN cardinality(o.discount_codes) = 0 THEN '{""}' ELSE o.discount_codes END) AS code`,
  customerTag: `SELECT coalesce(m.into_customer_id, k.customer_id) AS customer_id, tag AS value
    FROM customers k
    LEFT JOIN customer_merges m ON m.shop_id = k.shop_id AND m.customer_id = k.customer_id
    CROSS JOIN unnest(CASE WHEN coalesce(cardinality(k.tags), 0) = 0 THEN '{""}' ELSE k.tags END) AS tag
    WHERE k.shop_id = :shopId`,
};
