import type { Day } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { type FactSums, factSums, splitSums } from "./sales.server";
import { hasNoChoice, type Scope } from "./scope.server";
import { rows } from "./sql.server";

/** What the customers who began in a month have done since. */
export interface CohortTotal extends FactSums {
  readonly cohort: Day;
  readonly customers: number;
  readonly orders: number;
  readonly secondOrders: number;
}

/** Every cohort by month with all it ever did, from the sums; null where these do not answer for the scope. */
export async function listCohortTotals(client: ShopClient, scope: Scope): Promise<CohortTotal[] | null> {
  if (!scope.isSummed || !hasNoChoice(scope)) return null;
  const found = await rows<Row>(
    client,
    `SELECT s.cohort, sum(s.new_customers)::bigint AS customers, sum(s.counted_orders)::bigint AS "countedOrders",
       sum(s.second_orders)::bigint AS "secondOrders", sum(s.orders)::bigint AS orders, ${factSums("s", scope)}
     FROM cohort_sums s WHERE s.shop_id = :shopId AND s.span = 'month' AND s.dimension = 'all' AND s.value = ''
     GROUP BY s.cohort ORDER BY s.cohort`,
    { shopId: scope.shopId },
  );
  return found.map(({ cohort, customers, countedOrders, secondOrders, ...flat }) => ({
    cohort,
    customers,
    orders: countedOrders,
    secondOrders,
    ...splitSums(flat),
  }));
}

type Row = Omit<CohortTotal, "sums" | "fees"> & { readonly countedOrders: number };
