import type { CohortFacts, CohortSpan, CohortSplit } from "~/analytics/cohorts";
import { FILTER_DIMENSIONS, type FilterDimension } from "~/analytics/filter";
import type { Day } from "~/analytics/period";
import { hasSwitch } from "~/analytics/switches";
import type { ShopClient } from "~/db.server";
import { type AgedSet, agesFromSums, agesOf } from "./cohortAges.server";
import { SPLIT_COLUMNS } from "./cohortCustomers.server";
import { type FoundCohorts, readCohortFacts } from "./cohortFacts.server";
import { findSums } from "./factState.server";
import { type Flat, factSums, splitSums } from "./sales.server";
import { hasNoChoice, type Scope, scopeValues } from "./scope.server";
import { rows } from "./sql.server";

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

/**
 * What each cohort did in each span of its tenure up to `asOf`, over the whole history; by order day whatever the clock. A
 * filter of orders chooses what is summed and leaves the cohorts as large as they are; one of customers chooses among them.
 */
export async function listCohorts(client: ShopClient, asked: Scope, choice: CohortChoice): Promise<CohortSet[]> {
  const scope = await withSums(client, asked);
  const key = cohortSumsKey(scope, choice);
  return key ? fromSums(client, scope, choice, key) : setsOf(await readCohortFacts(client, scope, choice, null));
}

/**
 * The same, and what the customers of all cohorts together had done by each age. `notEnded` is the first local day that has
 * not ended: a customer is n days old when n days after the first order's have.
 */
export async function listCohortsAndAges(
  client: ShopClient,
  asked: Scope,
  choice: CohortChoice,
  notEnded: Day,
): Promise<{ readonly sets: CohortSet[]; readonly ages: AgedSet }> {
  const scope = await withSums(client, asked);
  if (scope.isSummed && hasNoChoice(scope))
    return { sets: await listCohorts(client, scope, choice), ages: await agesFromSums(client, scope, notEnded) };
  // Facts that have to be gone through tell of cohorts and ages at once; a customer may have several values of a split.
  const whole = await readCohortFacts(client, scope, { ...choice, split: null }, notEnded);
  return {
    sets: choice.split === null ? setsOf(whole) : await listCohorts(client, scope, choice),
    ages: await agesOf(client, scope, whole),
  };
}

const withSums = async (client: ShopClient, scope: Scope): Promise<Scope> => ({
  ...scope,
  ...(await findSums(client, scope.shopId, scope.asOf)),
});

/** Which of the sums by cohort hold exactly the customers that the scope chooses; `values` is null for every one. */
interface CohortSumsKey {
  readonly dimension: string;
  readonly values: readonly string[] | null;
}

/**
 * Sums are kept for all customers by every span, and by month for the dimensions that a customer has one value of: these answer
 * for a split by such a dimension, or a filter by it alone. Null where only the facts do.
 */
function cohortSumsKey({ filter, switches, isSummed }: Scope, { span, split }: CohortChoice): CohortSumsKey | null {
  const asked = new Set<FilterDimension>(FILTER_DIMENSIONS.filter((dimension) => filter[dimension] !== undefined));
  if (split !== null) asked.add(split);
  const [one, ...more] = asked;
  if (!isSummed || hasSwitch(switches) || more.length > 0) return null;
  if (one === undefined) return { dimension: "all", values: null };
  const dimension = span === "month" ? SPLIT_COLUMNS[one] : undefined;
  return dimension === undefined ? null : { dimension, values: filter[one] ?? null };
}

interface Cell extends Omit<CohortFacts, "sums" | "fees"> {
  readonly value: string;
  readonly size: number;
  /** Orders as the sums count them. */
  readonly placed: number;
}

async function fromSums(
  client: ShopClient,
  scope: Scope,
  choice: CohortChoice,
  { dimension, values }: CohortSumsKey,
): Promise<CohortSet[]> {
  const kept = { mostValues: choice.most, span: choice.span, dimension, chosenValues: values };
  const cells = await rows<Cell & Flat>(client, sums(scope, choice), { ...scopeValues(scope), ...kept });
  return setsOf({
    cells: cells.map(({ size: _, ...cell }) => cell),
    sizes: cells.filter(({ size }) => size > 0),
  });
}

const CHOSEN_SUMS = `s.shop_id = :shopId AND s.span = :span AND s.dimension = :dimension
    AND (:chosenValues::text[] IS NULL OR s.value = ANY(:chosenValues::text[]))`;

const sums = (scope: Scope, { split: by }: CohortChoice): string => `
  WITH top AS (
    SELECT s.value FROM cohort_sums s WHERE ${CHOSEN_SUMS}
    GROUP BY s.value ORDER BY sum(s.new_customers) DESC, s.value LIMIT :mostValues::bigint
  )
  SELECT ${by === null ? "''" : "s.value"} AS value, s.cohort, s.tenure, sum(s.new_customers)::bigint AS size, sum(s.customers)::bigint AS customers,
    sum(s.counted_orders)::bigint AS orders, sum(s.second_orders)::bigint AS "secondOrders", sum(s.orders)::bigint AS placed, ${factSums("s", scope)}
  FROM cohort_sums s ${by === null ? "" : "JOIN top ON top.value = s.value"}
  WHERE ${CHOSEN_SUMS}
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;

/** Cohorts of whose customers none did anything that the filter chooses have a tenure 0 with nothing. */
function setsOf({ cells, sizes }: FoundCohorts): CohortSet[] {
  const sets = new Map<string, { facts: CohortFacts[]; sizes: Map<Day, number> }>();
  const setOf = (value: string) => {
    const set = sets.get(value) ?? { facts: [], sizes: new Map<Day, number>() };
    sets.set(value, set);
    return set;
  };
  for (const { value, cohort, size } of sizes) {
    const set = setOf(value);
    set.sizes.set(cohort, (set.sizes.get(cohort) ?? 0) + size);
  }
  for (const { value, cohort, tenure, customers, orders, secondOrders, placed, ...flat } of cells)
    setOf(value).facts.push({
      cohort,
      tenure,
      customers,
      orders,
      secondOrders,
      ...splitSums({ ...flat, orders: placed }),
    });
  for (const { facts, sizes: of } of sets.values()) {
    const active = new Set(facts.map(({ cohort }) => cohort));
    for (const cohort of of.keys()) if (!active.has(cohort)) facts.push({ cohort, ...NOTHING });
  }
  return [...sets].map(([value, set]) => ({ value, ...set }));
}

const NOTHING = { tenure: 0, customers: 0, orders: 0, secondOrders: 0, ...splitSums({}) };
