import type { Day } from "~/analytics/period";
import { type FeeSums, NO_FEES } from "~/analytics/profit";
import type { LedgerSums } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { FEE_SUMS, feeValues, MAY_CARRY_FEE } from "./paymentFees.server";
import { type Divided, divided, type Grain, partOf, WHOLE_LEDGER_SUMS } from "./sales.server";
import { countedOrders, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { row, rows, type SqlValues } from "./sql.server";

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

/** What one customer bought up to `asOf`, over the whole history. */
export interface CustomerFacts {
  readonly customerId: string;
  readonly country: string | null;
  readonly firstOrderDay: Day;
  readonly lastOrderDay: Day;
  readonly ordersInWindow: number;
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
}

/**
 * Customers with what they bought, each once: all of them or one. `beforeWindow` is the last local day before the window
 * in which `ordersInWindow` are counted.
 */
export async function listCustomers(
  client: ShopClient,
  scope: Scope,
  beforeWindow: Day,
  customerId: string | null = null,
): Promise<CustomerFacts[]> {
  const values: SqlValues = { ...feeValues(scope), beforeWindow, customerId };
  const found = await rows<LedgerSums & Omit<CustomerFacts, "sums" | "fees">>(
    client,
    `WITH ${countedOrders(scope)},
     bought AS (
       SELECT c.customer_id::text AS "customerId", min(c.order_day) AS "firstOrderDay", max(c.order_day) AS "lastOrderDay",
              count(*) FILTER (WHERE l.first_ordered AND c.order_day > :beforeWindow::date) AS "ordersInWindow",
              ${WHOLE_LEDGER_SUMS}
       FROM ledger_sums l JOIN counted c ON c.order_id = l.order_id
       WHERE l.shop_id = :shopId AND l.happened_at <= :asOf AND ${isOneOrAll("c.customer_id")}
       GROUP BY c.customer_id
     )
     SELECT bought.*, customers.country
     FROM bought
     LEFT JOIN customers ON customers.shop_id = :shopId AND customers.customer_id = bought."customerId"::bigint`,
    values,
  );
  const fees = await feesByCustomer(client, scope, values);
  return found.map(({ customerId: id, country, firstOrderDay, lastOrderDay, ordersInWindow, ...sums }) => ({
    customerId: id,
    country,
    firstOrderDay,
    lastOrderDay,
    ordersInWindow,
    sums,
    fees: fees.get(id) ?? NO_FEES,
  }));
}

const isOneOrAll = (column: string): string =>
  `${column} IS NOT NULL AND (:customerId::bigint IS NULL OR ${column} = :customerId::bigint)`;

async function feesByCustomer(
  client: ShopClient,
  scope: Scope,
  values: SqlValues,
): Promise<ReadonlyMap<string, FeeSums>> {
  const found = await rows<FeeSums & { customerId: string }>(
    client,
    `WITH ${countedOrders(scope)}
     SELECT c.customer_id::text AS "customerId", ${FEE_SUMS}
     FROM transactions t JOIN counted c ON c.order_id = t.order_id
     WHERE ${MAY_CARRY_FEE} AND ${isOneOrAll("c.customer_id")} GROUP BY 1`,
    values,
  );
  return new Map(found.map(({ customerId, ...sums }) => [customerId, sums]));
}

/** Median over counted orders of gross sales − discounts, guests' orders included; null without orders. May end in a half. */
export async function medianOrderValue(client: ShopClient, scope: Scope): Promise<number | null> {
  const { median } = await row<{ median: number | null }>(
    client,
    `WITH ${countedOrders(scope)},
     valued AS (
       SELECT sum(l.gross_sales - l.discounts) AS value FROM ledger_sums l JOIN counted c ON c.order_id = l.order_id
       WHERE l.shop_id = :shopId AND l.happened_at <= :asOf GROUP BY l.order_id HAVING bool_or(l.ordered)
     )
     SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median FROM valued`,
    scopeValues(scope),
  );
  return median;
}

export interface OrderGaps {
  /** Number of gaps between consecutive orders of the same customer. */
  readonly count: number;
  readonly median: number | null;
  /** Smallest gap that 90% of the gaps do not exceed. */
  readonly lapsePoint: number | null;
}

/** The shop's rhythm: days between consecutive orders of its customers. */
export async function orderGaps(client: ShopClient, scope: Scope): Promise<OrderGaps> {
  return row<{ count: number; median: number | null; lapsePoint: number | null }>(
    client,
    `WITH ${countedOrders(scope)},
     gaps AS (
       SELECT order_day - lag(order_day) OVER (PARTITION BY customer_id ORDER BY processed_at, order_id) AS days
       FROM counted WHERE customer_id IS NOT NULL
     )
     SELECT count(days), percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median,
            percentile_disc(0.9) WITHIN GROUP (ORDER BY days) AS "lapsePoint" FROM gaps WHERE days IS NOT NULL`,
    scopeValues(scope),
  );
}
