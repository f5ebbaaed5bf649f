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
export async function touchedBy(
  client: ShopClient,
  shopId: bigint,
  orders: Exclude<OrderSet, "all">,
): Promise<Touched> {
  const values = { shopId, ...orderSetValues(orders) };
  if ("tempTable" in orders) {
    await execute(client, "DROP TABLE IF EXISTS touched_orders, touched_customers", {});
    await execute(client, `CREATE TEMP TABLE touched_customers ON COMMIT DROP AS ${customersOf(orders)}`, values);
    const members = "SELECT customer_id FROM touched_customers";
    const count = await execute(
      client,
      `CREATE TEMP TABLE touched_orders ON COMMIT DROP AS ${ordersOf(orders, members)}`,
      values,
    );
    await client.query("ANALYZE touched_customers");
    await client.query("ANALYZE touched_orders");
    return {
      orders: { tempTable: "touched_orders" },
      count,
      isCustomer: (column) => `${column} IN (${members})`,
      customerValues: {},
    };
  }
  const found = await row<{ orders: string[]; customers: string[] }>(
    client,
    `WITH touched AS MATERIALIZED (${customersOf(orders)})
     SELECT ARRAY(SELECT customer_id::text FROM touched) AS customers,
            ARRAY(SELECT order_id::text FROM (${ordersOf(orders, "SELECT customer_id FROM touched")}) AS all_orders) AS orders`,
    values,
  );
  return {
    orders: found.orders.map(BigInt),
    count: found.orders.length,
    isCustomer: (column) => `${column} = ANY(:customerIds::bigint[])`,
    customerValues: { customerIds: found.customers },
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
