import type { Minor } from "~/analytics/money";
import { type ShopClient, withShopClient } from "~/db.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { FREE_GATEWAYS } from "./paymentFees.server";
import { execute, rows } from "./sql.server";

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
       LEFT JOIN LATERAL (
         SELECT r.percent, r.fixed FROM gateway_fee_rules r
         WHERE r.shop_id = :shopId AND r.gateway = lower(t.gateway) AND (r.valid_from IS NULL OR r.valid_from <= t.event_day)
         ORDER BY r.valid_from DESC NULLS LAST LIMIT 1) AS r ON true
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

/** What a gateway keeps: percent of the amount as a decimal string ("2.9"), and a fixed part. */
export interface GatewayRule {
  readonly percent: string;
  readonly fixed: Minor;
}

export interface GatewayFees {
  readonly gateway: string;
  readonly rule: GatewayRule | null;
  /** Payments through it whose fee is unknown. */
  readonly unknownPayments: number;
}

/** Gateways with a rule or with payments whose fee Shopify does not tell; the most payments first. */
export function listGateways(shopId: bigint): Promise<GatewayFees[]> {
  return withShopClient(shopId, (client) =>
    rows<GatewayFees>(
      client,
      `WITH paid AS (
         SELECT lower(gateway) AS gateway, count(*) FILTER (WHERE fee IS NULL) AS unknown
         FROM transactions WHERE shop_id = :shopId AND status = 'SUCCESS' AND NOT test AND kind IN ('SALE', 'CAPTURE')
           AND amount <> 0 AND gateway IS NOT NULL AND lower(gateway) <> ALL(:freeGateways::text[])
           AND fee_source IS DISTINCT FROM 'actual'
         GROUP BY 1
       )
       SELECT coalesce(p.gateway, r.gateway) AS gateway, coalesce(p.unknown, 0) AS "unknownPayments",
              CASE WHEN r.gateway IS NOT NULL
                THEN jsonb_build_object('percent', trim_scale(r.percent)::text, 'fixed', r.fixed) END AS rule
       FROM paid p FULL JOIN (SELECT * FROM gateway_fee_rules WHERE shop_id = :shopId) r ON lower(r.gateway) = p.gateway
       ORDER BY "unknownPayments" DESC, 1`,
      { shopId, freeGateways: FREE_GATEWAYS },
    ),
  );
}

/** Sets or, with null, takes away a gateway's rule. Fees follow with `recostAll`. */
export async function saveGatewayRule(shopId: bigint, gateway: string, rule: GatewayRule | null): Promise<void> {
  const values = { shopId, gateway: gateway.toLowerCase() };
  await withShopClient(shopId, (client) =>
    rule === null
      ? execute(client, "DELETE FROM gateway_fee_rules WHERE shop_id = :shopId AND lower(gateway) = :gateway", values)
      : execute(
          client,
          `INSERT INTO gateway_fee_rules (shop_id, gateway, percent, fixed) VALUES (:shopId, :gateway, :percent::numeric, :fixed)
           ON CONFLICT (shop_id, gateway, valid_from) DO UPDATE SET percent = excluded.percent, fixed = excluded.fixed`,
          { ...values, ...rule },
        ),
  );
}
