import type { ShopClient } from "~/db.server";
import { execute } from "./sql.server";
import { stagingTable } from "./staging.server";

export const STAGED_CUSTOMERS = stagingTable("staged_customers", {
  customerId: "id",
  createdAt: "instant",
  updatedAt: "instant",
  state: "text",
  tags: "texts",
  locale: "text",
  country: "text?",
  province: "text?",
  city: "text?",
  marketingState: "text?",
  numberOfOrders: "integer",
  amountSpent: "minor?",
  rfmGroup: "text?",
  predictedSpendTier: "text?",
  subscriberStatus: "text",
});

const COPIED = [
  "created_at",
  "updated_at",
  "state",
  "tags",
  "locale",
  "country",
  "province",
  "city",
  "marketing_state",
  "number_of_orders",
  "amount_spent",
  "rfm_group",
  "predicted_spend_tier",
  "subscriber_status",
] as const;

/**
 * Merges the staged customers, read at `seenAt` (ISO text), which is kept with the state of those who ever subscribed. An older
 * version never replaces a newer one; a deleted or forgotten customer stays so.
 * Answers how many were stored.
 */
export function mergeCustomers(client: ShopClient, shopId: bigint, seenAt: string): Promise<number> {
  return execute(
    client,
    `INSERT INTO customers (shop_id, customer_id, subscriber_seen_at, ${COPIED.join(", ")})
     SELECT DISTINCT ON (s.customer_id) :shopId, s.customer_id,
       CASE WHEN s.subscriber_status <> 'NEVER_SUBSCRIBED' THEN :seenAt::timestamptz END, ${COPIED.map((column) => `s.${column}`).join(", ")}
     FROM staged_customers s ORDER BY s.customer_id, s.updated_at DESC
     ON CONFLICT (shop_id, customer_id) DO UPDATE SET subscriber_seen_at = EXCLUDED.subscriber_seen_at, ${COPIED.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}
     WHERE customers.updated_at <= EXCLUDED.updated_at AND customers.deleted_at IS NULL`,
    { shopId, seenAt },
  );
}

/** Marks a customer as deleted and takes them off their orders, as Shopify does. Answers whether they were known. */
export async function deleteCustomer(
  client: ShopClient,
  shopId: bigint,
  customerId: bigint,
  at: Date,
): Promise<boolean> {
  const known = await execute(
    client,
    `UPDATE customers SET deleted_at = :at, ${PERSONAL}
     WHERE shop_id = :shopId AND customer_id = :customerId AND deleted_at IS NULL`,
    { shopId, customerId, at },
  );
  return known > 0;
}

/** Everything a customer's row tells of the person, set to nothing. */
export const PERSONAL =
  "state = NULL, tags = '{}', locale = NULL, country = NULL, province = NULL, city = NULL, marketing_state = NULL, " +
  "number_of_orders = NULL, amount_spent = NULL, rfm_group = NULL, predicted_spend_tier = NULL, subscriber_status = NULL, subscriber_seen_at = NULL";
