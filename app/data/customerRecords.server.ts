import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { type PersonRules, people, personValues, placedOrders } from "./customerPeople.server";
import type { Scope } from "./scope.server";
import { row, rows } from "./sql.server";

/** How many customers there are when counted one way, and what they brought. */
export interface CountedCustomers {
  readonly customers: number;
  readonly orders: number;
  readonly repeaters: number;
  /** Of those whose profit is known. */
  readonly contributionProfit: Minor;
  readonly unknownProfit: number;
}

/** Everybody who ordered, counted by persons; and what counting by records would change about those that were merged. */
export async function countRecords(
  client: ShopClient,
  scope: Scope,
  rules: PersonRules,
): Promise<{ byPerson: CountedCustomers; byRecord: CountedCustomers }> {
  const values = personValues(scope, rules);
  const byPerson = await row<CountedCustomers>(
    client,
    `WITH ${people(scope, rules)} ${COUNTED} FROM people WHERE orders > 0`,
    values,
  );
  const ofMerged = await rows<CountedCustomers & { grain: "person" | "record" }>(
    client,
    `WITH ${placedOrders(scope)},
     merged AS (
       SELECT p.*, o.customer_id AS record_id FROM placed p JOIN orders o ON o.shop_id = :shopId AND o.order_id = p.order_id
       WHERE p.customer_id IN (SELECT into_customer_id FROM customer_merges WHERE shop_id = :shopId)
     ),
     grains AS (
       SELECT grain, id, count(*) FILTER (WHERE ordered) AS orders,
         CASE WHEN sum(uncosted_sales) = 0 OR sum(costed_sales) > 0 THEN sum(contribution_profit)::bigint END AS contribution_profit
       FROM merged, LATERAL (VALUES ('person', customer_id), ('record', record_id)) AS v(grain, id) GROUP BY 1, 2
     )
     ${COUNTED}, grain FROM grains WHERE orders > 0 GROUP BY grain`,
    values,
  );
  const of = (grain: string) => ofMerged.find((one) => one.grain === grain);
  const differing = (name: keyof CountedCustomers) => (of("record")?.[name] ?? 0) - (of("person")?.[name] ?? 0);
  return {
    byPerson,
    byRecord: {
      customers: byPerson.customers + differing("customers"),
      orders: byPerson.orders + differing("orders"),
      repeaters: byPerson.repeaters + differing("repeaters"),
      contributionProfit: (byPerson.contributionProfit + differing("contributionProfit")) as Minor,
      unknownProfit: byPerson.unknownProfit + differing("unknownProfit"),
    },
  };
}

const COUNTED = `SELECT count(*) AS customers, coalesce(sum(orders), 0)::bigint AS orders, count(*) FILTER (WHERE orders > 1) AS repeaters,
  coalesce(sum(contribution_profit), 0)::bigint AS "contributionProfit",
  count(*) FILTER (WHERE contribution_profit IS NULL) AS "unknownProfit"`;

/** One record with its own orders, whatever it is counted with. */
export interface CustomerRecord {
  readonly customerId: string;
  readonly country: string | null;
  readonly knownSince: Day;
  readonly orders: number;
  readonly lastOrderDay: Day | null;
  readonly netSales: Minor;
  readonly intoCustomerId: string | null;
}

/** Records by number, those that there are, in the order of their numbers. */
export function listRecords(client: ShopClient, scope: Scope, ids: readonly bigint[]): Promise<CustomerRecord[]> {
  return rows<CustomerRecord>(
    client,
    `SELECT k.customer_id::text AS "customerId", k.country, local_day(k.created_at, s.time_zone) AS "knownSince",
            count(DISTINCT f.order_id) FILTER (WHERE f.first_ordered) AS orders, max(f.order_day) AS "lastOrderDay",
            coalesce(sum(f.gross_sales - f.discounts - f.sales_reversals), 0)::bigint AS "netSales",
            min(m.into_customer_id)::text AS "intoCustomerId"
     FROM customers k JOIN shops s ON s.shop_id = k.shop_id
     LEFT JOIN customer_merges m ON m.shop_id = k.shop_id AND m.customer_id = k.customer_id
     LEFT JOIN orders o ON o.shop_id = k.shop_id AND o.customer_id = k.customer_id
     LEFT JOIN order_facts f ON f.shop_id = o.shop_id AND f.order_id = o.order_id AND f.happened_at <= :asOf
     WHERE k.shop_id = :shopId AND k.customer_id = ANY(:ids::bigint[]) AND k.deleted_at IS NULL
     GROUP BY k.customer_id, k.country, k.created_at, s.time_zone ORDER BY k.customer_id`,
    { shopId: scope.shopId, asOf: scope.asOf, ids },
  );
}

/** All records counted with a person, the person's own among them; just that one where nothing is merged. */
export async function recordsOf(client: ShopClient, shopId: bigint, customerId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    client,
    `SELECT customer_id::text AS id FROM customer_merges WHERE shop_id = :shopId AND into_customer_id = :customerId::bigint
     ORDER BY customer_id`,
    { shopId, customerId },
  );
  return [customerId, ...found.map(({ id }) => id)];
}

/** The record a customer is counted with; null where they are counted by themselves. */
export async function findPerson(client: ShopClient, shopId: bigint, customerId: string): Promise<string | null> {
  const [merge] = await rows<{ id: string }>(
    client,
    `SELECT into_customer_id::text AS id FROM customer_merges WHERE shop_id = :shopId AND customer_id = :customerId::bigint`,
    { shopId, customerId },
  );
  return merge?.id ?? null;
}
