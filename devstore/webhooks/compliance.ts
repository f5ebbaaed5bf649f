import { z } from "zod";
import type { Store } from "../store/store";
import type { Payload } from "./payloads";
import { numericId } from "./shapes";

export const complianceTopics = ["customers/data_request", "customers/redact", "shop/redact"];

const bodySchema = z.object({
  /** Numeric id of the customer concerned. */
  customer: z.int().positive(),
  /** Numeric ids of the orders concerned; all of the customer's when left out. */
  orders: z.array(z.int().positive()).optional(),
});

/**
 * What Shopify sends for privacy law. @throws ZodError when a request about a customer names none.
 */
export function compliancePayload(topic: string, body: unknown, store: Store): Payload {
  const shop = { shop_id: numericId(store.shop.id), shop_domain: store.shop.myshopifyDomain };
  if (topic === "shop/redact") return shop;
  const { customer: id, orders } = bodySchema.parse(body);
  const theirs = orders ?? store.orderIdsOf(`gid://shopify/Customer/${id}`).map(numericId);
  // E-mail and phone are level-2 data the app is not approved for.
  const customer = { id, email: null, phone: null };
  if (topic === "customers/redact") return { ...shop, customer, orders_to_redact: theirs };
  return { ...shop, customer, orders_requested: theirs, data_request: { id } };
}
