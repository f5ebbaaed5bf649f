import type { ShopClient } from "~/db.server";
import { addToAgeSums, addToCohortSums, COHORT_KEYS, startOf } from "./cohortSums.server";
import { addToDaySums, DAY_KEYS } from "./daySums.server";
import type { FactShop } from "./orderFacts.server";
import { addToProductMonthSums } from "./productMonthSums.server";
import type { SignedFacts } from "./signedFacts.server";
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
 * Adds facts to all sums. Sums are kept by difference: what changes is taken out as it was and added as it is, all in whole
 * numbers, so that they always equal sums made anew.
 */
export async function addToSums(
  client: ShopClient,
  { shopId, weekStart }: FactShop,
  facts: SignedFacts,
  isAll: boolean,
): Promise<void> {
  const values = { shopId, weekStart, ...facts.values };
  for (const statement of statements(facts, isAll)) await execute(client, statement, values);
}

function statements(facts: SignedFacts, isAll: boolean): string[] {
  // Of all facts one key after the other: the sums of one fit into memory.
  const days = isAll ? DAY_KEYS.map((key) => [key]) : [DAY_KEYS];
  const cohorts = isAll ? COHORT_KEYS.map((key) => [key]) : [COHORT_KEYS];
  return [
    ...days.map((keys) => addToDaySums(facts, keys)),
    ...cohorts.map((keys) => addToCohortSums(facts, keys)),
    addToAgeSums(facts),
    addToProductMonthSums(facts),
    addToMonthCustomers(facts),
    addToGaps(facts),
    addToValues(facts),
  ];
}

export async function emptySums(client: ShopClient, shopId: bigint): Promise<void> {
  for (const table of Object.keys(TABLES))
    await execute(client, `DELETE FROM ${table} WHERE shop_id = :shopId`, { shopId });
}

/** Removes the rows in which nothing is left. */
export async function sweepSums(client: ShopClient, shopId: bigint): Promise<void> {
  await client.query(SWEEP, [String(shopId)]);
}

const SWEEP = {
  name: "sweepSums",
  text: `WITH ${Object.entries(TABLES)
    .map(([table, count]) => `swept_${table} AS (DELETE FROM ${table} WHERE shop_id = $1 AND ${count} = 0)`)
    .join(", ")} SELECT`,
};

/** Each customer once per month in which they ordered, by the month in which they did so last before it. */
const addToMonthCustomers = (facts: SignedFacts) => `
  INSERT INTO month_customers (shop_id, month, previous_month, customers)
  SELECT :shopId, ${startOf("month", "f.order_day")}, coalesce(${startOf("month", "f.previous_order_day")}, '-infinity'),
    ${facts.count()}
  FROM ${facts.orders} f
  WHERE f.first_moment AND f.customer_id IS NOT NULL
    AND (f.previous_order_day IS NULL OR f.previous_order_day < ${startOf("month", "f.order_day")})
  GROUP BY 2, 3
  ${facts.into("month_customers", "month, previous_month", ["customers"])}`;

const addToGaps = (facts: SignedFacts) => `
  INSERT INTO order_gaps (shop_id, days, orders, second_orders)
  SELECT :shopId, f.order_day - f.previous_order_day, ${facts.count()}, ${facts.count("f.customer_order_number = 2")}
  FROM ${facts.orders} f WHERE f.first_moment AND f.previous_order_day IS NOT NULL
  GROUP BY 2
  ${facts.into("order_gaps", "days", ["orders", "second_orders"])}`;

const addToValues = (facts: SignedFacts) => `
  INSERT INTO order_values (shop_id, value, orders)
  SELECT :shopId, value, sum(sign)
  FROM (SELECT ${facts.times("1")} AS sign, sum(f.gross_sales - f.discounts) AS value FROM ${facts.orders} f
        GROUP BY f.order_id, 1 HAVING bool_or(f.ordered)) AS valued
  GROUP BY 2
  ${facts.into("order_values", "value", ["orders"])}`;
