import type { Minor } from "~/analytics/money";
import type { FeeSums } from "~/analytics/profit";
import type { LedgerSums } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { chosenFacts } from "./chosenFacts.server";
import { FEE_COLUMNS, LEDGER_COLUMNS } from "./factSums.server";
import { dayColumn, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows } from "./sql.server";

/** What was given back in a period: shipping and tax as the ledger has it, and money as it was paid back. Positive. */
export interface ReturnedSums {
  readonly shippingReturned: Minor;
  readonly taxReturned: Minor;
  readonly refunded: Minor;
}

/** The sums of a period's orders that are cancelled or not, and unpaid or not. */
export interface StateSums {
  readonly cancelled: boolean;
  readonly unpaid: boolean;
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
  readonly returned: ReturnedSums;
}

/** The sums of the scope's period on its clock, by the state of the orders; each order has one state, so that the sums add up. */
export async function sumByState(client: ShopClient, scope: Scope): Promise<StateSums[]> {
  const { tables, from, where } = chosenFacts(scope);
  const day = dayColumn(scope);
  const heads = `${from} WHERE ${where} AND f.first_moment`;
  return rows<StateSums & { cancelled: boolean }>(
    client,
    `WITH ${tables === "" ? "" : `${tables},`}
     facts AS (SELECT ${STATE}, f.* FROM ${from} WHERE ${where} AND ${isInPeriod(`f.${day}`)}),
     summed AS (SELECT cancelled, unpaid, count(DISTINCT order_id) FILTER (WHERE ordered) AS orders, ${named(LEDGER_COLUMNS)}
                FROM facts GROUP BY 1, 2),
     charged AS (SELECT cancelled, unpaid, ${named(FEE_COLUMNS)} FROM facts GROUP BY 1, 2),
     back AS (
       SELECT h.cancelled, h.unpaid, -sum(s.net) FILTER (WHERE s.line_type = 'SHIPPING') AS shipping, -sum(s.tax) AS tax, 0 AS repaid
       FROM sales s JOIN (SELECT f.order_id, ${STATE} FROM ${heads}) AS h ON h.order_id = s.order_id
       WHERE s.shop_id = :shopId AND s.action_type <> 'ORDER' AND s.happened_at <= :asOf AND ${isInPeriod(`s.${day}`)}
       GROUP BY 1, 2
       UNION ALL
       SELECT h.cancelled, h.unpaid, 0, 0, sum(t.amount)
       FROM transactions t JOIN (SELECT f.order_id, ${STATE} FROM ${heads}) AS h ON h.order_id = t.order_id
       WHERE t.shop_id = :shopId AND t.kind = 'REFUND' AND t.status = 'SUCCESS' AND NOT t.test AND t.processed_at <= :asOf
         AND ${isInPeriod(`t.${day}`)}
       GROUP BY 1, 2
     ),
     given AS (
       SELECT cancelled, unpaid, coalesce(sum(shipping), 0)::bigint AS "shippingReturned", coalesce(sum(tax), 0)::bigint AS "taxReturned",
              coalesce(sum(repaid), 0)::bigint AS refunded
       FROM back GROUP BY 1, 2
     ),
     states AS (SELECT cancelled, unpaid FROM summed UNION SELECT cancelled, unpaid FROM given)
     SELECT cancelled, unpaid,
            (SELECT to_jsonb(s) - 'cancelled' - 'unpaid' FROM summed s WHERE (s.cancelled, s.unpaid) = (a.cancelled, a.unpaid)) AS sums,
            (SELECT to_jsonb(c) - 'cancelled' - 'unpaid' FROM charged c WHERE (c.cancelled, c.unpaid) = (a.cancelled, a.unpaid)) AS fees,
            (SELECT to_jsonb(g) - 'cancelled' - 'unpaid' FROM given g WHERE (g.cancelled, g.unpaid) = (a.cancelled, a.unpaid)) AS returned
     FROM states a`,
    scopeValues(scope),
  );
}

const STATE = `coalesce(f.cancelled_at <= :asOf, false) AS cancelled, coalesce(f.financial_status, '') = ANY(:unpaid::text[]) AS unpaid`;

const named = (columns: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([column, name]) => `coalesce(sum(${column}), 0)::bigint AS "${name}"`)
    .join(", ");
