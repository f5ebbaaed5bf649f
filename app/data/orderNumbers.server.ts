import type { ShopClient } from "~/db.server";
import { execute } from "./sql.server";

/** An order that counts: not a test, not deleted, of a known customer. */
const COUNTED = "NOT o.test AND o.deleted_at IS NULL";

/** The person an order `o` is of: the customer, or the one they are counted with. To be joined after `orders o`. */
export const JOIN_PERSON =
  "LEFT JOIN customer_merges merged ON merged.shop_id = o.shop_id AND merged.customer_id = o.customer_id";
export const PERSON = "coalesce(merged.into_customer_id, o.customer_id)";

/** Adds to `applied_customers` everyone who is counted with one of them. */
const WHOLE_PERSONS = `
  INSERT INTO applied_customers
  SELECT m.customer_id FROM customer_merges m
  WHERE m.shop_id = :shopId AND m.into_customer_id IN (
    SELECT a.customer_id FROM applied_customers a
    UNION SELECT k.into_customer_id FROM customer_merges k JOIN applied_customers a ON k.shop_id = :shopId AND k.customer_id = a.customer_id)
  UNION SELECT k.into_customer_id FROM customer_merges k JOIN applied_customers a ON k.shop_id = :shopId AND k.customer_id = a.customer_id
  EXCEPT SELECT customer_id FROM applied_customers`;

/**
 * Numbers the counted orders of the customers in the temporary table `applied_customers` by (processed time, id) and dates
 * them by the month of the first; clears both on orders that do not count, among them the guests' in `applied_orders`.
 * Several customer records that were merged are one person. Only rows that change are written.
 */
export async function numberOrders(client: ShopClient, shopId: bigint): Promise<void> {
  const values = { shopId };
  const mine = "o.shop_id = :shopId AND o.customer_id IN (SELECT customer_id FROM applied_customers)";
  await execute(client, WHOLE_PERSONS, values);
  await execute(
    client,
    `WITH numbered AS (
       SELECT o.order_id, row_number() OVER customer AS number,
              date_trunc('month', first_value(o.order_day) OVER customer)::date AS cohort
       FROM orders o ${JOIN_PERSON} WHERE ${mine} AND ${COUNTED}
       WINDOW customer AS (PARTITION BY ${PERSON} ORDER BY o.processed_at, o.order_id)
     )
     UPDATE orders o SET customer_order_number = n.number, cohort_month = n.cohort
     FROM numbered n WHERE o.shop_id = :shopId AND o.order_id = n.order_id
       AND (o.customer_order_number, o.cohort_month) IS DISTINCT FROM (n.number::int, n.cohort)`,
    values,
  );
  await execute(
    client,
    `UPDATE orders o SET customer_order_number = NULL, cohort_month = NULL
     WHERE o.shop_id = :shopId AND o.customer_order_number IS NOT NULL
       AND ((o.customer_id IN (SELECT customer_id FROM applied_customers) AND NOT (${COUNTED}))
         OR (o.customer_id IS NULL AND o.order_id IN (SELECT order_id FROM applied_orders)))`,
    values,
  );
}

/** Makes the two temporary tables for a change that concerns these orders and customers. */
export async function markApplied(
  client: ShopClient,
  orderIds: readonly bigint[],
  customerIds: readonly bigint[],
): Promise<void> {
  const values = { orderIds, customerIds };
  await execute(client, "DROP TABLE IF EXISTS applied_orders, applied_customers", {});
  await execute(
    client,
    "CREATE TEMP TABLE applied_orders ON COMMIT DROP AS SELECT unnest(:orderIds::bigint[]) AS order_id",
    values,
  );
  await execute(
    client,
    "CREATE TEMP TABLE applied_customers ON COMMIT DROP AS SELECT unnest(:customerIds::bigint[]) AS customer_id",
    values,
  );
}
