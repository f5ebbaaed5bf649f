import type { ShopClient } from "~/db.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { execute } from "./sql.server";

/**
 * Gives every payment without an actual fee the fee of its gateway's rule: percent of the amount, rounded half away from
 * zero, plus the fixed part; takes it back where the rule is gone. Refunds of money carry no fee by rule.
 * Returns the number of transactions that changed.
 */
export function applyGatewayRules(client: ShopClient, shopId: bigint, orders: OrderSet): Promise<number> {
  return execute(
    client,
    `WITH ruled AS (
       SELECT t.order_id, t.transaction_id, round(t.amount * r.percent / 100)::bigint + r.fixed AS fee
       FROM transactions t
       LEFT JOIN gateway_fee_rules r ON r.shop_id = t.shop_id AND lower(r.gateway) = lower(t.gateway)
       WHERE t.shop_id = :shopId AND ${isInOrderSet("t.order_id", orders)}
         AND t.kind IN ('SALE', 'CAPTURE') AND (t.fee IS NULL OR t.fee_source = 'rule')
     )
     UPDATE transactions t SET fee = ruled.fee, fee_source = CASE WHEN ruled.fee IS NOT NULL THEN 'rule' END
     FROM ruled
     WHERE t.shop_id = :shopId AND t.order_id = ruled.order_id AND t.transaction_id = ruled.transaction_id
       AND t.fee IS DISTINCT FROM ruled.fee`,
    { shopId, ...orderSetValues(orders) },
  );
}
