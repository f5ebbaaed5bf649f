import { type Scope, scopeValues } from "./scope.server";
import type { SqlValues } from "./sql.server";

/** Ways to pay for which nobody keeps a fee: what Shopify calls them, in small letters. */
export const FREE_GATEWAYS = [
  "gift_card",
  "manual",
  "cash",
  "cash on delivery (cod)",
  "cash_on_delivery",
  "bank deposit",
  "bank_deposit",
  "money order",
  "money_order",
  "shopify_store_credit",
  "store_credit",
  "exchange-credit",
];

export const feeValues = (scope: Scope): SqlValues => ({ ...scopeValues(scope), freeGateways: FREE_GATEWAYS });

/** The condition that a transaction `t` may carry a fee: money moved through a gateway that keeps one, or a fee is known. */
export const CARRIES_FEE = `t.shop_id = :shopId AND t.status = 'SUCCESS' AND NOT t.test AND t.kind IN ('SALE', 'CAPTURE', 'REFUND')
  AND (t.fee IS NOT NULL
       OR (t.kind <> 'REFUND' AND t.amount <> 0 AND lower(coalesce(t.gateway, '')) <> ALL(:freeGateways::text[])))`;

/** The same of transactions up to `asOf`. */
export const MAY_CARRY_FEE = `${CARRIES_FEE} AND t.processed_at <= :asOf`;
