import { addEach, type Minor, ZERO } from "~/analytics/money";
import { type FeeSums, NO_FEES } from "~/analytics/profit";
import { type LedgerSums, NO_SALES } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { chosenFacts } from "./chosenFacts.server";
import { FEE_COLUMNS, LEDGER_COLUMNS } from "./factSums.server";
import { type FactSums, sumFacts } from "./sales.server";
import { dayColumn, hasNoChoice, isInPeriod, type Scope, scopeValues } from "./scope.server";
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
  const isSummed = scope.isSummed === true && hasNoChoice(scope);
  const found = await rows<StateSums>(client, ofFacts(scope, isSummed), scopeValues(scope));
  if (!isSummed) return found;
  const { total } = await sumFacts(client, scope, "year");
  return withUsual(found, total);
}

/** Adds to the sums of orders in any other state those of the usual one, neither cancelled nor unpaid: what the whole leaves. */
function withUsual(found: readonly StateSums[], whole: FactSums): StateSums[] {
  const others = found.filter(({ cancelled, unpaid }) => cancelled || unpaid);
  const usual = found.find(({ cancelled, unpaid }) => !cancelled && !unpaid);
  return [
    ...others,
    {
      cancelled: false,
      unpaid: false,
      sums: others.reduce((rest, { sums }) => addEach(rest, negated({ ...NO_SALES, ...sums })), whole.sums),
      fees: others.reduce((rest, { fees }) => addEach(rest, negated({ ...NO_FEES, ...fees })), whole.fees),
      returned: { shippingReturned: ZERO, taxReturned: ZERO, refunded: ZERO, ...usual?.returned },
    },
  ];
}

const negated = <T extends { readonly [Field in keyof T]: number }>(of: T): T => {
  const taken = { ...of };
  for (const name in taken) taken[name] = -taken[name] as T[typeof name];
  return taken;
};

/** What was given back of every state; the sums of all states, or with `fewOnly` of those that the sums by day are split off from. */
const ofFacts = (scope: Scope, fewOnly: boolean): string => {
  const { tables, from, where } = chosenFacts(scope);
  const day = dayColumn(scope);
  return `
    WITH ${tables === "" ? "" : `${tables},`}
     facts AS (SELECT ${STATE}, f.* FROM ${from} WHERE ${where} AND ${isInPeriod(`f.${day}`)} ${fewOnly ? `AND ${unusual(scope)}` : ""}),
     summed AS (SELECT cancelled, unpaid, count(DISTINCT order_id) FILTER (WHERE ordered) AS orders, ${named(LEDGER_COLUMNS)}
                FROM facts GROUP BY 1, 2),
     charged AS (SELECT cancelled, unpaid, ${named(FEE_COLUMNS)} FROM facts GROUP BY 1, 2),
     back AS (
       SELECT s.order_id, -sum(s.net) FILTER (WHERE s.line_type = 'SHIPPING') AS shipping, -sum(s.tax) AS tax, 0 AS repaid
       FROM sales s
       WHERE s.shop_id = :shopId AND s.action_type <> 'ORDER' AND s.happened_at <= :asOf AND ${isInPeriod(`s.${day}`)}
       GROUP BY 1
       UNION ALL
       SELECT t.order_id, 0, 0, sum(t.amount)
       FROM transactions t
       WHERE t.shop_id = :shopId AND t.kind = 'REFUND' AND t.status = 'SUCCESS' AND NOT t.test AND t.processed_at <= :asOf
         AND ${isInPeriod(`t.${day}`)}
       GROUP BY 1
     ),
     given AS (
       SELECT h.cancelled, h.unpaid, coalesce(sum(shipping), 0)::bigint AS "shippingReturned", coalesce(sum(tax), 0)::bigint AS "taxReturned",
              coalesce(sum(repaid), 0)::bigint AS refunded
       FROM back b ${tables === "" ? ofFewOrders(where) : `JOIN (SELECT f.order_id, ${STATE} FROM ${from} WHERE ${where} AND f.first_moment) AS h ON h.order_id = b.order_id`}
       GROUP BY 1, 2
     ),
     states AS (SELECT cancelled, unpaid FROM summed UNION SELECT cancelled, unpaid FROM given)
     SELECT cancelled, unpaid,
            (SELECT to_jsonb(s) - 'cancelled' - 'unpaid' FROM summed s WHERE (s.cancelled, s.unpaid) = (a.cancelled, a.unpaid)) AS sums,
            (SELECT to_jsonb(c) - 'cancelled' - 'unpaid' FROM charged c WHERE (c.cancelled, c.unpaid) = (a.cancelled, a.unpaid)) AS fees,
            (SELECT to_jsonb(g) - 'cancelled' - 'unpaid' FROM given g WHERE (g.cancelled, g.unpaid) = (a.cancelled, a.unpaid)) AS returned
     FROM states a`;
};

/** The state of the few orders of `back b`, looked up one by one: joined, those of the whole history would be read. */
const ofFewOrders = (where: string): string => `CROSS JOIN LATERAL (
         SELECT ${STATE} FROM order_facts f WHERE ${where} AND f.order_id = b.order_id AND f.first_moment LIMIT 1) AS h`;

/** The condition on a fact `f` of an order that is cancelled or unpaid, or was cancelled later: those that an index finds. */
const unusual = (scope: Scope): string => {
  const { unpaid } = scopeValues(scope);
  return `(f.cancelled_at IS NOT NULL OR f.financial_status = ANY('{${unpaid}}'::text[]))`;
};

const STATE = `coalesce(f.cancelled_at <= :asOf, false) AS cancelled, coalesce(f.financial_status, '') = ANY(:unpaid::text[]) AS unpaid`;

const named = (columns: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([column, name]) => `coalesce(sum(${column}), 0)::bigint AS "${name}"`)
    .join(", ");
