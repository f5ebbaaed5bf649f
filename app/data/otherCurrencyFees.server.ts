import type { ShopClient } from "~/db.server";
import { countedOrders, dayColumn, hasNoChoice, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { row, smallRow } from "./sql.server";

/** Payments of the period whose fee Shopify tells in another currency than the shop's, and that no rule gives one either. */
export async function countOtherCurrencyFees(client: ShopClient, scope: Scope): Promise<number> {
  const asked = hasNoChoice(scope) ? smallRow : row;
  const { payments } = await asked<{ payments: number }>(
    client,
    `WITH ${countedOrders(scope)}
     SELECT count(*) AS payments FROM transactions t JOIN counted c ON c.order_id = t.order_id
     WHERE t.shop_id = :shopId AND t.fee_currency IS NOT NULL AND t.fee IS NULL AND t.status = 'SUCCESS' AND NOT t.test
       AND t.kind IN ('SALE', 'CAPTURE') AND t.processed_at <= :asOf AND ${isInPeriod(`t.${dayColumn(scope)}`)}`,
    scopeValues(scope),
  );
  return payments;
}
