import type { CohortFacts } from "~/analytics/cohorts";
import { ORDER_DIMENSIONS } from "~/analytics/filter";
import type { AgedCustomers } from "~/analytics/lifetimeAges";
import type { Day } from "~/analytics/period";
import { hasSwitch } from "~/analytics/switches";
import type { ShopClient } from "~/db.server";
import { type CohortSource, cohortSource } from "./cohortCustomers.server";
import { agesPast, agesReached, spansBetween, startOf } from "./cohortSums.server";
import type { CohortChoice } from "./cohorts.server";
import { type Flat, factSumNames, factSums } from "./sales.server";
import { type Scope, scopeValues } from "./scope.server";
import { rows, withoutLoops } from "./sql.server";

/** What was done, as sums not yet told apart (`splitSums`); `placed` counts orders as the sums do. */
interface Done {
  readonly orders: number;
  readonly secondOrders: number;
  readonly placed: number;
}

/** Cohorts as they are read: cells by value of a split, cohort and tenure, and how many customers each cohort has. */
export interface FoundCohorts {
  readonly cells: readonly (Omit<CohortFacts, "sums" | "fees"> & { readonly value: string } & Done & Flat)[];
  readonly sizes: readonly { readonly value: string; readonly cohort: Day; readonly size: number }[];
}

/** The same with what the customers of all cohorts had done by each age. */
export interface FoundCohortsAndAges extends FoundCohorts {
  readonly aged: readonly ({ readonly reached: number; readonly past: number } & Done & Flat)[];
  readonly agedCustomers: readonly AgedCustomers[];
}

/**
 * Reads cohorts from the facts: in one pass those of a cohort, a span of its tenure and, unless `notEnded` is null, an age are
 * taken together, and then these by cell and by age.
 */
export async function readCohortFacts(
  client: ShopClient,
  scope: Scope,
  choice: CohortChoice,
  notEnded: Day | null,
): Promise<FoundCohortsAndAges> {
  const source = cohortSource(scope, choice.split);
  const values = { ...scopeValues(scope), mostValues: choice.most, notEnded };
  const isPlain = countsCustomersByFacts(scope);
  const found = await withoutLoops(client, () => rows<Found>(client, passing(scope, choice, source, isPlain), values));
  const cells = found.flatMap(({ reached: _, past: __, isAge, size: ___, ...cell }) => (isAge ? [] : [cell]));
  const aged = found.filter(({ isAge, past }) => isAge && past !== null);
  const sized = isPlain
    ? found.filter(({ size }) => size > 0)
    : await withoutLoops(client, () => rows<Sized>(client, sizing(choice, source), values));
  return {
    cells,
    sizes: sized.filter(({ isAge }) => !isAge),
    aged,
    agedCustomers: sized
      .filter(({ isAge }) => isAge)
      .map(({ reached: ages, size }) => ({ reached: ages, customers: size })),
  };
}

interface Sized {
  readonly isAge: boolean;
  readonly value: string;
  readonly cohort: Day;
  readonly reached: number;
  readonly size: number;
}

type Found = FoundCohorts["cells"][number] & Sized & { readonly past: number };

/**
 * Whether a customer's first fact in a span is among those that are read, so that customers can be counted by it: not where
 * the filter tells orders of one customer from each other, where switches leave some out, or where some are later than `asOf`.
 */
const countsCustomersByFacts = ({ filter, switches, isSummed }: Scope): boolean =>
  isSummed === true && !hasSwitch(switches) && !ORDER_DIMENSIONS.some((dimension) => filter[dimension]);

const passing = (scope: Scope, { span }: CohortChoice, source: CohortSource, isPlain: boolean): string => {
  const { tables, facts, number, value, begun } = source;
  const orderedIn = startOf(span, "f.order_day");
  const key = `${value} AS value, ${startOf(span, begun)} AS cohort, ${orderedIn} AS ordered_in`;
  const isFirstIn = `f.first_moment AND (f.previous_order_day IS NULL OR f.previous_order_day < ${orderedIn})`;
  const common = tables === "" ? "" : `${tables}, `;
  return `
  WITH ${common}passed AS (
    SELECT ${key}, ${agesReached(begun)} AS reached, ${agesPast(begun, "f.order_day")} AS past,
      ${isPlain ? `count(*) FILTER (WHERE ${isFirstIn})` : "0"} AS customers,
      ${isPlain ? "count(*) FILTER (WHERE f.first_moment AND f.previous_order_day IS NULL)" : "0"} AS size,
      count(*) FILTER (WHERE f.first_moment) AS orders, count(*) FILTER (WHERE f.first_moment AND ${number} = 2) AS "secondOrders",
      count(*) FILTER (WHERE f.first_ordered) AS placed, ${factSums("f", scope)}
    FROM ${facts}
    GROUP BY 1, 2, 3, 4, 5
  )${
    isPlain
      ? ""
      : `, active AS (SELECT ${key}, count(DISTINCT ${source.customer}) AS customers FROM ${facts} GROUP BY 1, 2, 3)`
  }
  SELECT p.value, p.cohort, ${spansBetween(span, "p.cohort", "p.ordered_in")} AS tenure, p.reached, p.past, grouping(p.cohort) = 1 AS "isAge",
    ${isPlain ? "sum(p.customers)::bigint" : "coalesce(max(a.customers), 0)"} AS customers, sum(p.size)::bigint AS size, sum(p.orders)::bigint AS orders,
    sum(p."secondOrders")::bigint AS "secondOrders", sum(p.placed)::bigint AS placed,
    ${factSumNames(scope)
      .map((name) => `sum(p."${name}")::bigint AS "${name}"`)
      .join(", ")}
  FROM passed p ${isPlain ? "" : "LEFT JOIN active a ON a.value = p.value AND a.cohort = p.cohort AND a.ordered_in = p.ordered_in"}
  GROUP BY GROUPING SETS ((p.value, p.cohort, p.ordered_in), (p.reached, p.past))
  ORDER BY 1, 2, 3`;
};

/** Every chosen customer once for each of their values, whether they ordered what the filter wants or not. */
const sizing = ({ span }: CohortChoice, { sized }: CohortSource): string => `
  WITH ${sized},
  placed AS (
    SELECT b.value, ${startOf(span, "b.begun_on")} AS cohort, ${agesReached("b.begun_on")} AS reached, count(*) AS size
    FROM begun b GROUP BY 1, 2, 3
  )
  SELECT p.value, p.cohort, p.reached, grouping(p.cohort) = 1 AS "isAge", sum(p.size)::bigint AS size
  FROM placed p GROUP BY GROUPING SETS ((p.value, p.cohort), (p.reached))`;
