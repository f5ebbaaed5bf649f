import { medianOf } from "~/analytics/lapse";
import type { ShopClient } from "~/db.server";
import { hasNoChoice } from "./customerPeople.server";
import { type Divided, divided, type Grain, partOf } from "./sales.server";
import { countedOrders, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows } from "./sql.server";

export interface CustomerCounts {
  readonly customers: number;
  readonly newCustomers: number;
}

/** Customers who ordered in the period, and those of them whose first order ever it was; by order day. */
export async function countCustomers(client: ShopClient, scope: Scope, grain: Grain): Promise<Divided<CustomerCounts>> {
  const found = await rows<CustomerCounts & { part: string | null }>(
    client,
    `WITH ${countedOrders(scope)}
     SELECT ${partOf("order_day", grain)} AS part, count(DISTINCT customer_id) AS customers,
            count(DISTINCT customer_id) FILTER (WHERE number = 1) AS "newCustomers"
     FROM counted WHERE customer_id IS NOT NULL AND ${isInPeriod("order_day")}
     GROUP BY GROUPING SETS ((1), ())`,
    scopeValues(scope),
  );
  return divided(found);
}

/** Median over counted orders of gross sales − discounts, guests' orders included; null without orders. May end in a half. */
export async function medianOrderValue(client: ShopClient, scope: Scope, latest = false): Promise<number | null> {
  const isKept = latest && hasNoChoice(scope);
  return medianOf(
    await rows<{ value: number; times: number }>(client, isKept ? KEPT_VALUES : orderValues(scope), scopeValues(scope)),
  );
}

const KEPT_VALUES = "SELECT value, orders AS times FROM order_values WHERE shop_id = :shopId AND orders > 0";

const orderValues = (scope: Scope): string => `WITH ${countedOrders(scope)}
  SELECT value, count(*) AS times FROM (
    SELECT sum(l.gross_sales - l.discounts)::bigint AS value FROM order_facts l JOIN counted c ON c.order_id = l.order_id
    WHERE l.shop_id = :shopId AND l.happened_at <= :asOf GROUP BY l.order_id HAVING bool_or(l.ordered)
  ) AS valued GROUP BY 1`;
