import type { ShopClient } from "~/db.server";
import { addToAgeSums, addToCohortSums, COHORT_SPANS, cohortKeys } from "./cohortSums.server";
import { addToDaySums, DAY_KEYS } from "./daySums.server";
import type { FactShop } from "./orderFacts.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { addToProductMonthSums } from "./productMonthSums.server";
import { execute } from "./sql.server";

/** Tables that are sums of facts, each with the column that counts what is in a row: a row of nothing goes. */
const TABLES = {
  day_sums: "facts",
  cohort_sums: "facts",
  product_month_sums: "facts",
  month_customers: "customers",
  order_gaps: "orders",
  order_values: "orders",
} as const;

/**
 * Adds the facts of the orders to all sums, or with sign −1 takes them out. Sums are kept by difference: what changes is
 * taken out as it was and added as it is, all in whole numbers, so that they always equal sums made anew. The set must
 * hold all orders of each customer in it; to be called while `customer_facts` stand as the facts do.
 */
export async function addToSums(
  client: ShopClient,
  { shopId, weekStart }: FactShop,
  orders: OrderSet,
  sign: 1 | -1,
): Promise<void> {
  const values = { shopId, weekStart, sign, ...orderSetValues(orders) };
  const chosen = isInOrderSet("f.order_id", orders);
  // Of all orders one key after the other: the sums of one fit into memory.
  const each =
    orders === "all" ? (keys: readonly string[]) => keys.map((key) => [key]) : (keys: readonly string[]) => [keys];
  const statements = [
    ...each(DAY_KEYS).map((keys) => addToDaySums(chosen, keys)),
    ...COHORT_SPANS.flatMap((span) => each(cohortKeys(span)).map((keys) => addToCohortSums(span, chosen, keys))),
    addToAgeSums(chosen),
    addToProductMonthSums(chosen),
    addToMonthCustomers(chosen),
    addToGaps(chosen),
    addToValues(chosen),
  ];
  for (const statement of statements) await execute(client, statement, values);
}

export async function emptySums(client: ShopClient, shopId: bigint): Promise<void> {
  for (const table of Object.keys(TABLES))
    await execute(client, `DELETE FROM ${table} WHERE shop_id = :shopId`, { shopId });
}

/** Removes the rows in which nothing is left. */
export async function sweepSums(client: ShopClient, shopId: bigint): Promise<void> {
  for (const [table, count] of Object.entries(TABLES))
    await execute(client, `DELETE FROM ${table} WHERE shop_id = :shopId AND ${count} = 0`, { shopId });
}

/** Each customer once per month in which they ordered, by the month in which they did so last before it. */
const addToMonthCustomers = (chosen: string) => `
  INSERT INTO month_customers (shop_id, month, previous_month, customers)
  SELECT :shopId, date_trunc('month', f.order_day)::date, coalesce(date_trunc('month', f.previous_order_day)::date, '-infinity'),
    :sign * count(*)
  FROM order_facts f
  WHERE f.shop_id = :shopId AND f.first_moment AND f.customer_id IS NOT NULL
    AND (f.previous_order_day IS NULL OR f.previous_order_day < date_trunc('month', f.order_day)) AND ${chosen}
  GROUP BY 2, 3
  ON CONFLICT (shop_id, month, previous_month) DO UPDATE SET customers = month_customers.customers + EXCLUDED.customers`;

const addToGaps = (chosen: string) => `
  INSERT INTO order_gaps (shop_id, days, orders, second_orders)
  SELECT :shopId, f.order_day - f.previous_order_day, :sign * count(*),
    :sign * count(*) FILTER (WHERE f.customer_order_number = 2)
  FROM order_facts f
  WHERE f.shop_id = :shopId AND f.first_moment AND f.previous_order_day IS NOT NULL AND ${chosen} GROUP BY 2
  ON CONFLICT (shop_id, days) DO UPDATE
    SET orders = order_gaps.orders + EXCLUDED.orders, second_orders = order_gaps.second_orders + EXCLUDED.second_orders`;

const addToValues = (chosen: string) => `
  INSERT INTO order_values (shop_id, value, orders)
  SELECT :shopId, value, :sign * count(*)
  FROM (SELECT sum(f.gross_sales - f.discounts) AS value FROM order_facts f WHERE f.shop_id = :shopId AND ${chosen}
        GROUP BY f.order_id HAVING bool_or(f.ordered)) AS valued
  GROUP BY 2
  ON CONFLICT (shop_id, value) DO UPDATE SET orders = order_values.orders + EXCLUDED.orders`;
