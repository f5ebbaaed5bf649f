import type { AgedCustomers, AgedFacts, SecondOrderGap } from "~/analytics/lifetimeAges";
import type { Day } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { cohortSource } from "./cohortCustomers.server";
import type { FoundCohortsAndAges } from "./cohortFacts.server";
import { agesReached } from "./cohortSums.server";
import { type Flat, factSums, splitSums } from "./sales.server";
import { type Scope, scopeValues } from "./scope.server";
import { rows, withoutLoops } from "./sql.server";

/** Customers by how many of the ages they have reached; what they bought, by how many ages were past then. */
export interface AgedSet {
  readonly customers: readonly AgedCustomers[];
  readonly facts: readonly AgedFacts[];
  readonly gaps: readonly SecondOrderGap[];
}

type FlatFacts = Omit<AgedFacts, "sums" | "fees"> & { readonly placed: number } & Flat;

/** Of all customers, from the sums by the day on which they began. */
export async function agesFromSums(client: ShopClient, scope: Scope, notEnded: Day): Promise<AgedSet> {
  const values = { ...scopeValues(scope), notEnded };
  const byDay = "cohort_sums s WHERE s.shop_id = :shopId AND s.span = 'day' AND s.dimension = 'all'";
  return {
    customers: await rows(
      client,
      `SELECT ${agesReached("s.cohort")} AS reached, sum(s.new_customers)::bigint AS customers FROM ${byDay} GROUP BY 1`,
      values,
    ),
    facts: (
      await rows<FlatFacts>(
        client,
        `SELECT ${agesReached("s.cohort")} AS reached, s.tenure AS past, sum(s.counted_orders)::bigint AS orders, sum(s.second_orders)::bigint AS "secondOrders",
           sum(s.orders)::bigint AS placed, ${factSums("s", scope)} FROM ${byDay} GROUP BY 1, 2`,
        values,
      )
    ).map(agedFacts),
    gaps: await rows(
      client,
      "SELECT days, second_orders AS customers FROM order_gaps WHERE shop_id = :shopId AND second_orders > 0 ORDER BY 1",
      values,
    ),
  };
}

/** The same of the customers and orders that a scope chooses, whose facts were read. */
export async function agesOf(
  client: ShopClient,
  scope: Scope,
  { aged, agedCustomers }: FoundCohortsAndAges,
): Promise<AgedSet> {
  const { tables, facts, number, begun } = cohortSource(scope, null);
  const gaps = await withoutLoops(client, () =>
    rows<SecondOrderGap>(
      client,
      `${tables === "" ? "" : `WITH ${tables}`}
       SELECT f.order_day - ${begun} AS days, count(*) AS customers
       FROM ${facts} AND f.first_moment AND ${number} = 2 GROUP BY 1 ORDER BY 1`,
      { ...scopeValues(scope), mostValues: 1 },
    ),
  );
  return { customers: agedCustomers, facts: aged.map(agedFacts), gaps };
}

const agedFacts = ({ reached: old, past, orders, secondOrders, placed, ...flat }: FlatFacts): AgedFacts => ({
  reached: old,
  past,
  orders,
  secondOrders,
  ...splitSums({ ...flat, orders: placed }),
});
