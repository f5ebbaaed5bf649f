import type { Minor } from "~/analytics/money";
import type { ShopClient } from "~/db.server";
import { countedOrders, dayColumn, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { row } from "./sql.server";

/** What was given back in a period: shipping and tax as the ledger has it, and money as it was paid back. Positive. */
export interface ReturnedSums {
  readonly shippingReturned: Minor;
  readonly taxReturned: Minor;
  readonly refunded: Minor;
}

/** What was given back in the scope's period, on its clock. */
export function sumReturned(client: ShopClient, scope: Scope): Promise<ReturnedSums> {
  const day = dayColumn(scope);
  return row<{ shippingReturned: Minor; taxReturned: Minor; refunded: Minor }>(
    client,
    `WITH ${countedOrders(scope)},
     returned AS (
       SELECT coalesce(-sum(s.net) FILTER (WHERE s.line_type = 'SHIPPING'), 0)::bigint AS shipping,
              coalesce(-sum(s.tax), 0)::bigint AS tax
       FROM sales s JOIN counted c ON c.order_id = s.order_id
       WHERE s.shop_id = :shopId AND s.action_type <> 'ORDER' AND s.happened_at <= :asOf AND ${isInPeriod(`s.${day}`)}
     ),
     repaid AS (
       SELECT coalesce(sum(t.amount), 0)::bigint AS amount FROM transactions t JOIN counted c ON c.order_id = t.order_id
       WHERE t.shop_id = :shopId AND t.kind = 'REFUND' AND t.status = 'SUCCESS' AND NOT t.test AND t.processed_at <= :asOf
         AND ${isInPeriod(`t.${day}`)}
     )
     SELECT returned.shipping AS "shippingReturned", returned.tax AS "taxReturned", repaid.amount AS refunded
     FROM returned, repaid`,
    scopeValues(scope),
  );
}
