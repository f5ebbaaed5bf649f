import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { FREE_GATEWAYS } from "./paymentFees.server";
import { execute, rows } from "./sql.server";

/**
 * Gives every payment without an actual fee the fee of its gateway's rule on the local day of the payment: percent of the amount, rounded half away from
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

/** What a gateway keeps from a local day on (null: since ever): percent of the amount as a decimal string, and a fixed part. */
export interface GatewayRule {
  readonly validFrom: Day | null;
  readonly percent: string;
  readonly fixed: Minor;
}

export interface GatewayFees {
  readonly gateway: string;
  /** In the order of their days. */
  readonly rules: readonly GatewayRule[];
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
       ),
       ruled AS (
         SELECT gateway, jsonb_agg(jsonb_build_object('validFrom', valid_from, 'percent', trim_scale(percent)::text, 'fixed', fixed)
                                   ORDER BY valid_from NULLS FIRST) AS rules
         FROM gateway_fee_rules WHERE shop_id = :shopId GROUP BY gateway
       )
       SELECT gateway, coalesce(p.unknown, 0) AS "unknownPayments", coalesce(r.rules, '[]') AS rules
       FROM paid p FULL JOIN ruled r USING (gateway)
       ORDER BY "unknownPayments" DESC, 1`,
      { shopId, freeGateways: FREE_GATEWAYS },
    ),
  );
}

/** Makes these the rules of a gateway, in place of all it had, within a change of costs. */
export async function saveGatewayRules(
  client: ShopClient,
  shopId: bigint,
  gateway: string,
  rules: readonly GatewayRule[],
): Promise<void> {
  const values = {
    shopId,
    gateway: gateway.toLowerCase(),
    days: rules.map(({ validFrom }) => validFrom ?? ""),
    percents: rules.map(({ percent }) => percent),
    fixed: rules.map(({ fixed }) => String(fixed)),
  };
  await execute(
    client,
    `DELETE FROM gateway_fee_rules WHERE shop_id = :shopId AND gateway = :gateway
       AND coalesce(valid_from::text, '') <> ALL(:days::text[])`,
    values,
  );
  await execute(
    client,
    `INSERT INTO gateway_fee_rules AS r (shop_id, gateway, valid_from, percent, fixed)
     SELECT :shopId, :gateway, nullif(day, '')::date, percent, fixed
     FROM unnest(:days::text[], :percents::numeric[], :fixed::bigint[]) AS told (day, percent, fixed)
     ON CONFLICT (shop_id, gateway, valid_from) DO UPDATE SET percent = excluded.percent, fixed = excluded.fixed
     WHERE (r.percent, r.fixed) IS DISTINCT FROM (excluded.percent, excluded.fixed)`,
    values,
  );
}
