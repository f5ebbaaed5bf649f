import type { ShopClient } from "~/db.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { JOIN_PERSON, PERSON } from "./person.server";
import { execute, row, type SqlValues } from "./sql.server";

/** What a change of some orders reaches: their customers, as they were and as they are, with all orders of those. */
export interface Touched {
  readonly orders: OrderSet;
  /** How many orders that are. */
  readonly count: number;
  /** The condition that a column names one of the customers, by `customerValues`. */
  readonly isCustomer: (column: string) => string;
  readonly customerValues: SqlValues;
}

/** All orders and all customers of the shop. */
export const EVERYTHING: Touched = {
  orders: "all",
  count: Number.POSITIVE_INFINITY,
  isCustomer: () => "true",
  customerValues: {},
};

/** To be asked after the orders' own rows were changed and before their facts are. */
export function touchedBy(client: ShopClient, shopId: bigint, orders: Exclude<OrderSet, "all">): Promise<Touched> {
  return gathered(client, { shopId, ...orderSetValues(orders) }, Array.isArray(orders), "touched", [
    ["customers", customersOf(orders)],
    ["orders", ordersOf(orders, "SELECT customer_id FROM touched_customers")],
  ]);
}

/**
 * The orders and customers that two queries give, one after the other; the later may ask for what the earlier gave by the name
 * `<prefix>_orders` or `<prefix>_customers`. Few of them are held in memory, many in temporary tables of these names.
 */
export async function gathered(
  client: ShopClient,
  values: SqlValues,
  isFew: boolean,
  prefix: string,
  queries: readonly (readonly ["orders" | "customers", string])[],
): Promise<Touched> {
  if (!isFew) return gatheredMany(client, values, prefix, queries);
  const tables = queries.map(([what, sql]) => `${prefix}_${what} AS MATERIALIZED (${sql})`).join(", ");
  const found = await row<{ orders: string[]; customers: string[] }>(
    client,
    `WITH ${tables}
     SELECT ARRAY(SELECT customer_id::text FROM ${prefix}_customers) AS customers,
            ARRAY(SELECT order_id::text FROM ${prefix}_orders) AS orders`,
    values,
  );
  return {
    orders: found.orders.map(BigInt),
    count: found.orders.length,
    isCustomer: (column) => `${column} = ANY(:customerIds::bigint[])`,
    customerValues: { customerIds: found.customers },
  };
}

async function gatheredMany(
  client: ShopClient,
  values: SqlValues,
  prefix: string,
  queries: readonly (readonly ["orders" | "customers", string])[],
): Promise<Touched> {
  let count = 0;
  for (const [what, sql] of queries) {
    const table = `${prefix}_${what}`;
    await client.query(`DROP TABLE IF EXISTS ${table}`);
    const held = await execute(client, `CREATE TEMP TABLE ${table} ON COMMIT DROP AS ${sql}`, values);
    await client.query(`ANALYZE ${table}`);
    if (what === "orders") count = held;
  }
  return {
    orders: { tempTable: `${prefix}_orders` },
    count,
    isCustomer: (column) => `${column} IN (SELECT customer_id FROM ${prefix}_customers)`,
    customerValues: {},
  };
}

const customersOf = (orders: OrderSet) => `
  SELECT ${PERSON} AS customer_id FROM orders o ${JOIN_PERSON}
  WHERE o.shop_id = :shopId AND o.customer_id IS NOT NULL AND ${isInOrderSet("o.order_id", orders)}
  UNION
  SELECT f.customer_id FROM order_facts f
  WHERE f.shop_id = :shopId AND f.customer_id IS NOT NULL AND ${isInOrderSet("f.order_id", orders)}`;

const ordersOf = (orders: OrderSet, customers: string) => `
  SELECT o.order_id FROM orders o WHERE o.shop_id = :shopId AND o.customer_id IN (${customers})
  UNION
  SELECT o.order_id FROM customer_merges m
  JOIN orders o ON o.shop_id = m.shop_id AND o.customer_id = m.customer_id
  WHERE m.shop_id = :shopId AND m.into_customer_id IN (${customers})
  UNION
  SELECT f.order_id FROM order_facts f WHERE f.shop_id = :shopId AND f.customer_id IN (${customers})
  UNION
  SELECT o.order_id FROM orders o WHERE o.shop_id = :shopId AND ${isInOrderSet("o.order_id", orders)}`;
