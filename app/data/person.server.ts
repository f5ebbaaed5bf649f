/** The person an order `o` is of: the customer, or the one they are counted with. To be joined after `orders o`. */
export const JOIN_PERSON =
  "LEFT JOIN customer_merges merged ON merged.shop_id = o.shop_id AND merged.customer_id = o.customer_id";
export const PERSON = "coalesce(merged.into_customer_id, o.customer_id)";
