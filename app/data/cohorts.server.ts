import type { CohortFacts, CohortSpan, CohortSplit } from "~/analytics/cohorts";
import { FILTER_DIMENSIONS, type FilterDimension } from "~/analytics/filter";
import { AGES, type AgedCustomers, type AgedFacts, type SecondOrderGap } from "~/analytics/lifetimeAges";
import type { Day } from "~/analytics/period";
import { hasSwitch } from "~/analytics/switches";
import type { ShopClient } from "~/db.server";
import { cohortSource, SPLIT_COLUMNS } from "./cohortCustomers.server";
import { agesPast, spansBetween, startOf } from "./cohortSums.server";
import { sumsAnswer } from "./factState.server";
import { FACT_SUM_NAMES, type FactSums, factSums, splitSums } from "./sales.server";
import { hasNoChoice, type Scope, scopeValues } from "./scope.server";
import { rows, type SqlValues, withoutLoops } from "./sql.server";

/** The customers of all cohorts who have one value of a split, and what they did. Without a split one set holds all. */
export interface CohortSet {
  readonly value: string;
  readonly facts: readonly CohortFacts[];
  /** Customers of each cohort. */
  readonly sizes: ReadonlyMap<Day, number>;
}

/** What to list: by which span, and split by what into how many of the largest values. */
export interface CohortChoice {
  readonly span: CohortSpan;
  readonly split: CohortSplit | null;
  readonly most: number;
}

interface Cell extends Omit<CohortFacts, "sums" | "fees"> {
  readonly value: string;
  readonly size: number;
}

/**
 * What each cohort did in each span of its tenure up to `asOf`, over the whole history; by order day whatever the clock. A
 * filter of orders chooses what is summed and leaves the cohorts as large as they are; one of customers chooses among them.
 */
export async function listCohorts(client: ShopClient, scope: Scope, choice: CohortChoice): Promise<CohortSet[]> {
  const values = { ...scopeValues(scope), mostValues: choice.most };
  const kept = cohortSumsKey(scope, choice);
  if (kept && (await sumsAnswer(client, scope.shopId, scope.asOf))) {
    const key = { span: choice.span, dimension: kept.dimension, chosenValues: kept.values };
    return setsOf(await rows(client, fromSums(choice), { ...values, ...key }));
  }
  return setsOf(await withoutLoops(client, () => rows(client, fromFacts(scope, choice), values)));
}

/** Which of the sums by cohort hold exactly the customers that the scope chooses; `values` is null for every one. */
interface CohortSumsKey {
  readonly dimension: string;
  readonly values: readonly string[] | null;
}

/**
 * Sums are kept for all customers by every span, and by month for the dimensions that a customer has one value of: these answer
 * for a split by such a dimension, or a filter by it alone. Null where only the facts do.
 */
function cohortSumsKey({ filter, switches }: Scope, { span, split }: CohortChoice): CohortSumsKey | null {
  const asked = new Set<FilterDimension>(FILTER_DIMENSIONS.filter((dimension) => filter[dimension] !== undefined));
  if (split !== null) asked.add(split);
  const [one, ...more] = asked;
  if (hasSwitch(switches) || more.length > 0) return null;
  if (one === undefined) return { dimension: "all", values: null };
  const dimension = span === "month" ? SPLIT_COLUMNS[one] : undefined;
  return dimension === undefined ? null : { dimension, values: filter[one] ?? null };
}

function setsOf(found: readonly (Cell & Summed)[]): CohortSet[] {
  const sets = new Map<string, { facts: CohortFacts[]; sizes: Map<Day, number> }>();
  for (const { value, cohort, tenure, size, customers, orders, secondOrders, ...summed } of found) {
    const set = sets.get(value) ?? { facts: [], sizes: new Map<Day, number>() };
    sets.set(value, set);
    set.sizes.set(cohort, (set.sizes.get(cohort) ?? 0) + size);
    set.facts.push({ cohort, tenure, customers, orders, secondOrders, ...sumsOf(summed) });
  }
  return [...sets].map(([value, set]) => ({ value, ...set }));
}

/** A row with the columns of `factSums`; `placed` counts the orders as the sums do. */
interface Summed {
  readonly placed: number;
}

const sumsOf = ({ placed, ...flat }: Summed): FactSums => splitSums({ ...flat, orders: placed });

const CHOSEN_SUMS = `s.shop_id = :shopId AND s.span = :span AND s.dimension = :dimension
    AND (:chosenValues::text[] IS NULL OR s.value = ANY(:chosenValues::text[]))`;

const fromSums = ({ split: by }: CohortChoice): string => `
  WITH top AS (
    SELECT s.value FROM cohort_sums s WHERE ${CHOSEN_SUMS}
    GROUP BY s.value ORDER BY sum(s.new_customers) DESC, s.value LIMIT :mostValues::bigint
  )
  SELECT ${by === null ? "''" : "s.value"} AS value, s.cohort, s.tenure, sum(s.new_customers)::bigint AS size, sum(s.customers)::bigint AS customers,
    sum(s.counted_orders)::bigint AS orders, sum(s.second_orders)::bigint AS "secondOrders", sum(s.orders)::bigint AS placed, ${factSums("s")}
  FROM cohort_sums s ${by === null ? "" : "JOIN top ON top.value = s.value"}
  WHERE ${CHOSEN_SUMS}
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

/** Each customer's first row of tenure 0 counts them into the size, whether they ordered what the filter wants or not. */
const fromFacts = (scope: Scope, { span, split: by }: CohortChoice): string => {
  const { tables, facts, number } = cohortSource(scope, by);
  return `
  WITH ${tables},
  spent AS (
    SELECT k.value, ${startOf(span, "k.begun_on")} AS cohort, ${startOf(span, "f.order_day")} AS ordered_in,
      count(DISTINCT k.customer_id) AS customers, count(*) FILTER (WHERE f.first_moment) AS orders,
      count(*) FILTER (WHERE f.first_moment AND ${number} = 2) AS seconds, count(*) FILTER (WHERE f.first_ordered) AS placed, ${factSums("f")}
    FROM ${facts}
    GROUP BY 1, 2, 3
  ),
  sized AS (SELECT value, ${startOf(span, "begun_on")} AS cohort, count(*) AS size FROM begun GROUP BY 1, 2)
  SELECT z.value, z.cohort, coalesce(${spansBetween(span, "z.cohort", "s.ordered_in")}, 0) AS tenure,
    CASE WHEN row_number() OVER (PARTITION BY z.value, z.cohort ORDER BY s.ordered_in) = 1 THEN z.size ELSE 0 END AS size,
    coalesce(s.customers, 0) AS customers, coalesce(s.orders, 0) AS orders, coalesce(s.seconds, 0) AS "secondOrders",
    coalesce(s.placed, 0) AS placed,
    ${FACT_SUM_NAMES.map((name) => `coalesce(s."${name}", 0) AS "${name}"`).join(", ")}
  FROM sized z LEFT JOIN spent s ON s.value = z.value AND s.cohort = z.cohort
  ORDER BY 1, 2, 3`;
};

/** Customers by cohort and by how many of the ages they have reached; what they bought, by how many ages were past then. */
export interface AgedSet {
  readonly customers: readonly AgedCustomers[];
  readonly facts: readonly AgedFacts[];
  readonly gaps: readonly SecondOrderGap[];
}

/** `notEnded` is the first local day that has not ended: a customer is n days old when n days after the first order's have. */
export async function listByAge(client: ShopClient, scope: Scope, span: CohortSpan, notEnded: Day): Promise<AgedSet> {
  const values: SqlValues = { ...scopeValues(scope), notEnded, mostValues: 1 };
  const isKept = hasNoChoice(scope) && (await sumsAnswer(client, scope.shopId, scope.asOf));
  const asked = isKept ? agesFromSums(span) : agesFromFacts(scope, span);
  const customers = await rows<AgedCustomers>(client, asked.customers, values);
  const facts = await rows<Omit<AgedFacts, "sums" | "fees"> & Summed>(client, asked.facts, values);
  const gaps = await rows<SecondOrderGap>(client, asked.gaps, values);
  return {
    customers,
    facts: facts.map(({ cohort, reached: old, past, orders, secondOrders, ...summed }) => ({
      cohort,
      reached: old,
      past,
      orders,
      secondOrders,
      ...sumsOf(summed),
    })),
    gaps,
  };
}

interface AgeQueries {
  readonly customers: string;
  readonly facts: string;
  readonly gaps: string;
}

const agesFromSums = (span: CohortSpan): AgeQueries => {
  const byDay = "cohort_sums s WHERE s.shop_id = :shopId AND s.span = 'day' AND s.dimension = 'all'";
  const key = `${startOf(span, "s.cohort")} AS cohort, ${reached("s.cohort")} AS reached`;
  return {
    customers: `SELECT ${key}, sum(s.new_customers)::bigint AS customers FROM ${byDay} GROUP BY 1, 2 HAVING sum(s.new_customers) > 0`,
    facts: `SELECT ${key}, s.tenure AS past, sum(s.counted_orders)::bigint AS orders, sum(s.second_orders)::bigint AS "secondOrders",
       sum(s.orders)::bigint AS placed, ${factSums("s")} FROM ${byDay} GROUP BY 1, 2, 3`,
    gaps: `SELECT days, second_orders AS customers FROM order_gaps WHERE shop_id = :shopId AND second_orders > 0 ORDER BY 1`,
  };
};

const agesFromFacts = (scope: Scope, span: CohortSpan): AgeQueries => {
  const { tables, facts: from, number } = cohortSource(scope, null);
  return {
    customers: `WITH ${tables}
     SELECT ${startOf(span, "begun_on")} AS cohort, ${reached("begun_on")} AS reached, count(*) AS customers FROM begun GROUP BY 1, 2`,
    facts: `WITH ${tables}
     SELECT ${startOf(span, "k.begun_on")} AS cohort, ${reached("k.begun_on")} AS reached, ${agesPast("k.begun_on", "f.order_day")} AS past,
       count(*) FILTER (WHERE f.first_moment) AS orders,
       count(*) FILTER (WHERE f.first_moment AND ${number} = 2) AS "secondOrders", count(*) FILTER (WHERE f.first_ordered) AS placed, ${factSums("f")}
     FROM ${from}
     GROUP BY 1, 2, 3`,
    gaps: `WITH ${tables}
     SELECT f.order_day - k.begun_on AS days, count(*) AS customers
     FROM ${from} AND f.first_moment AND ${number} = 2 GROUP BY 1 ORDER BY 1`,
  };
};

/** How many of the ages a customer has reached whose first order was on `begun`. */
const reached = (begun: string): string => `width_bucket(:notEnded::date - 1 - ${begun}, ARRAY[${AGES.join(", ")}])`;
