import { type QuintileBounds, RFM_GROUPS, type RfmBounds, type RfmGroup, rfmGroup } from "~/analytics/rfm";
import type { ShopClient } from "~/db.server";
import { neverOrdered } from "./customerFlow.server";
import { DAYS_SINCE, type PersonRules, people, personValues } from "./customerPeople.server";
import type { Scope } from "./scope.server";
import { row, rows, type SqlValues } from "./sql.server";

/** Persons of one of our groups whom Shopify has in one of its own; null: Shopify does not say. */
export interface RfmCell {
  readonly group: RfmGroup;
  readonly shopifyGroup: string | null;
  readonly customers: number;
  readonly orders: number;
  readonly netSales: number;
  readonly contributionProfit: number;
  readonly unknownProfit: number;
  readonly daysSince: number;
}

/** The bounds between the fifths of all persons who ordered; null where nobody did. As quintileBounds has them. */
export async function rfmBounds(client: ShopClient, scope: Scope, rules: PersonRules): Promise<RfmBounds | null> {
  const fifths = (value: string) =>
    `percentile_cont(ARRAY[0.2, 0.4, 0.6, 0.8]::float8[]) WITHIN GROUP (ORDER BY (${value})::float8)`;
  const { days, orders, spent } = await row<Record<"days" | "orders" | "spent", number[] | null>>(
    client,
    `WITH ${people(scope, rules)}
     SELECT ${fifths(DAYS_SINCE)} AS days, ${fifths("p.orders")} AS orders, ${fifths("p.net_sales")} AS spent
     FROM people p WHERE p.orders > 0`,
    personValues(scope, rules),
  );
  if (!days || !orders || !spent) return null;
  return { daysSinceLastOrder: bounds(days), orders: bounds(orders), spent: bounds(spent) };
}

const bounds = ([first = 0, second = 0, third = 0, fourth = 0]: number[]): QuintileBounds => [
  first + 1,
  second + 1,
  third + 1,
  fourth + 1,
];

/** Our groups against Shopify's own, over everyone who ordered and every contact who has not. */
export function crossRfm(client: ShopClient, scope: Scope, rules: PersonRules, of: RfmBounds): Promise<RfmCell[]> {
  return rows<RfmCell>(
    client,
    `WITH ${people(scope, rules)},
     grouped AS (SELECT p.*, ${DAYS_SINCE} AS days_since, ${RFM_GROUP} AS own_group FROM people p WHERE p.orders > 0)
     SELECT g.own_group AS "group", k.rfm_group AS "shopifyGroup", count(*) AS customers, sum(g.orders)::bigint AS orders,
            sum(g.net_sales)::bigint AS "netSales", coalesce(sum(g.contribution_profit), 0)::bigint AS "contributionProfit",
            count(*) FILTER (WHERE g.contribution_profit IS NULL) AS "unknownProfit", sum(g.days_since)::bigint AS "daysSince"
     FROM grouped g LEFT JOIN customers k ON k.shop_id = :shopId AND k.customer_id = g.customer_id GROUP BY 1, 2
     UNION ALL
     SELECT 'PROSPECTS', k.rfm_group, count(*), 0, 0, 0, 0, 0 FROM customers k WHERE ${neverOrdered(scope)} GROUP BY 2`,
    { ...personValues(scope, rules), ...rfmValues(of) },
  );
}

/** Values of the parameters of RFM_GROUP. */
export const rfmValues = (of: RfmBounds): SqlValues =>
  Object.fromEntries(
    (["daysSinceLastOrder", "orders", "spent"] as const).flatMap((value) =>
      of[value].map((bound, at) => [`${value}${at}`, bound] as const),
    ),
  );

const fifth = (value: string, name: keyof RfmBounds): string =>
  `(1${[0, 1, 2, 3].map((at) => ` + ((${value}) >= :${name}${at}::float8)::int`).join("")})`;

const RECENCY = `(6 - ${fifth(DAYS_SINCE, "daysSinceLastOrder")})`;
const FREQUENCY = fifth("p.orders", "orders");
const MONETARY = fifth("p.net_sales", "spent");

const FIFTHS = [1, 2, 3, 4, 5] as const;

/** The group of a person `p` who has ordered: the table of all 125 scores, written from rfmGroup. */
export const RFM_GROUP = `(ARRAY[${FIFTHS.flatMap((recency) =>
  FIFTHS.flatMap((frequency) => FIFTHS.map((monetary) => `'${rfmGroup({ recency, frequency, monetary })}'`)),
).join(",")}])[(${RECENCY} - 1) * 25 + (${FREQUENCY} - 1) * 5 + ${MONETARY}]`;

export const isRfmGroup = (name: string | null): name is RfmGroup => RFM_GROUPS.some((group) => group === name);
