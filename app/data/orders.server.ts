import { type Day, firstDay, type Month } from "~/analytics/period";
import { type FeeSums, NO_FEES } from "~/analytics/profit";
import { type LedgerSums, NO_SALES } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { FEE_SUMS, feeValues, MAY_CARRY_FEE } from "./paymentFees.server";
import { LEDGER_SUMS } from "./sales.server";
import { countedOrders, dayColumn, isInPeriod, type Scope } from "./scope.server";
import { row, rows } from "./sql.server";

/** First local day on which anything that a figure sums is dated, on either clock; null in a shop without orders. */
export async function firstDayOfHistory(client: ShopClient, scope: Scope): Promise<Day | null> {
  const { first } = await row<{ first: Day | null }>(
    client,
    `WITH ${countedOrders(scope)}
     SELECT min(first) AS first FROM (
       SELECT least(min(l.event_day), min(l.order_day)) AS first FROM order_facts l JOIN counted c ON c.order_id = l.order_id
       WHERE l.shop_id = :shopId AND l.happened_at <= :asOf
       UNION ALL
       SELECT min(t.event_day) FROM transactions t JOIN counted c ON c.order_id = t.order_id WHERE ${MAY_CARRY_FEE}
     ) AS clocks`,
    feeValues(scope),
  );
  return first;
}

/** What one order adds to the figures of a period. */
export interface OrderFacts {
  readonly orderId: string;
  readonly name: string;
  readonly customerId: string | null;
  readonly orderDay: Day;
  readonly cancelled: boolean;
  /** 1 for the first order of its customer; null for a guest's. */
  readonly number: number | null;
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
}

/** Which orders to list: all that a figure counts, those of one customer or cohort, or one page of those that matter to it. */
export interface OrderChoice {
  readonly customerId?: string;
  readonly cohortMonth?: Month;
  /** Condition on `c` (counted orders), `s` (sums of the order in the period) and `f` (its fees), from ordersBehind. */
  readonly condition?: string;
  readonly limit?: number;
  readonly offset?: number;
}

/** Orders with what they add to the period on the scope's clock, newest first, and how many there are in all. */
export async function listOrders(
  client: ShopClient,
  scope: Scope,
  choice: OrderChoice = {},
): Promise<{ orders: OrderFacts[]; count: number }> {
  const day = dayColumn(scope);
  const isNarrow = choice.customerId !== undefined || choice.cohortMonth !== undefined;
  const own = (row: string) => (isNarrow ? `AND ${row}.order_id IN (SELECT order_id FROM c)` : "");
  const found = await rows<Listed>(
    client,
    `WITH ${countedOrders(scope)},
     c AS MATERIALIZED (
       SELECT * FROM counted WHERE (:customerId::bigint IS NULL OR customer_id = :customerId::bigint)
         AND (:cohort::date IS NULL OR (customer_id IS NOT NULL AND cohort = :cohort::date))
     ),
     s AS MATERIALIZED (
       SELECT l.order_id, ${LEDGER_SUMS} FROM order_facts l
       WHERE l.shop_id = :shopId AND l.happened_at <= :asOf AND ${isInPeriod(`l.${day}`)} ${own("l")} GROUP BY l.order_id
     ),
     f AS MATERIALIZED (
       SELECT t.order_id, ${FEE_SUMS} FROM transactions t
       WHERE ${MAY_CARRY_FEE} AND ${isInPeriod(`t.${day}`)} ${own("t")} GROUP BY t.order_id
     ),
     page AS (
       SELECT c.*, count(*) OVER () AS count
       FROM c LEFT JOIN s ON s.order_id = c.order_id LEFT JOIN f ON f.order_id = c.order_id
       WHERE (s.order_id IS NOT NULL OR f.order_id IS NOT NULL) AND (${choice.condition ?? "true"})
       ORDER BY c.processed_at DESC, c.order_id DESC LIMIT :limit::bigint OFFSET :offset::bigint
     )
     SELECT page.order_id::text AS "orderId", page.name, page.customer_id::text AS "customerId",
            page.order_day AS "orderDay", coalesce(page.cancelled_at <= :asOf, false) AS cancelled, page.number,
            to_jsonb(s) - 'order_id' AS sums, to_jsonb(f) - 'order_id' AS fees, page.count
     FROM page LEFT JOIN s ON s.order_id = page.order_id LEFT JOIN f ON f.order_id = page.order_id
     ORDER BY page.processed_at DESC, page.order_id DESC`,
    {
      ...feeValues(scope),
      customerId: choice.customerId ?? null,
      cohort: choice.cohortMonth ? firstDay(choice.cohortMonth) : null,
      limit: choice.limit ?? null,
      offset: choice.offset ?? 0,
    },
  );
  const orders = found.map(({ count: _, sums, fees, ...order }) => ({
    ...order,
    sums: sums ?? NO_SALES,
    fees: fees ?? NO_FEES,
  }));
  return { orders, count: found[0]?.count ?? 0 };
}

interface Listed extends Omit<OrderFacts, "sums" | "fees"> {
  sums: LedgerSums | null;
  fees: FeeSums | null;
  count: number;
}
