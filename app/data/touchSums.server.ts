import type { Attribution, SourceSums } from "~/analytics/platforms";
import { sourceWord } from "~/analytics/platforms";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";
import type { ShopClient } from "~/db.server";
import { IS_THERE } from "./chosenFacts.server";
import { type Flat, factSums, splitSums } from "./sales.server";
import { dayColumn, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows } from "./sql.server";

/**
 * What came from each source in the period, of all orders, while the sums by day hold them: orders with a touch by its source
 * alone, the others by the channel they were placed through. Null where a source says as little as none.
 */
export async function sumTouches(
  client: ShopClient,
  scope: Scope,
  attribution: Attribution,
): Promise<SourceSums[] | null> {
  const dimension = attribution === "lastTouch" ? "lastSource" : "firstSource";
  const source = `coalesce(f.${attribution === "lastTouch" ? "last_source" : "first_source"}, '')`;
  const values = { ...scopeValues(scope), clock: scope.clock, dimension };
  const touched = await rows<Row<{ source: string }>>(client, ofSources(scope, source), values);
  if (touched.some((of) => sourceWord(of.source) === "")) return null;
  const untouched = await rows<Row<{ channel: string | null }>>(client, ofChannels(scope, source), values);
  const customers = await rows<Place & { newCustomers: number }>(client, newCustomers(source), values);
  return [
    ...touched.map(({ source, ...of }) => sumsOf({ source, channel: null }, of)),
    ...untouched.map(({ channel, ...of }) => sumsOf({ source: null, channel }, of)),
    ...customers.map((of) => ({ ...of, sums: NO_SALES, fees: NO_FEES, ordersWithSessions: 0 })),
  ];
}

/** A key with sums as `factSums` names them, and the orders placed on days of which sessions are known. */
type Row<Key> = Key & Summed;
type Summed = Flat & { readonly ordersWithSessions: number };
type Place = Pick<SourceSums, "source" | "channel">;

const sumsOf = (place: Place, { ordersWithSessions, ...flat }: Summed): SourceSums => ({
  ...place,
  ...splitSums(flat),
  ordersWithSessions,
  newCustomers: 0,
});

/** Days of the period of which sessions are known. */
const KNOWN = `known AS (SELECT DISTINCT s.day FROM session_counts s WHERE s.shop_id = :shopId AND ${isInPeriod("s.day")})`;

/**
 * From the sums by day, which count an order on its first day: on top come those that were only added to in the period, or
 * on its days of known sessions, by an edit.
 */
const ofSources = (scope: Scope, source: string): string => `
  WITH ${KNOWN},
  again AS (
    SELECT ${source} AS source, count(DISTINCT f.order_id) FILTER (WHERE NOT (${isInPeriod("p.event_day")})) AS orders,
      count(DISTINCT f.order_id) FILTER (WHERE f.event_day IN (SELECT day FROM known) AND p.event_day NOT IN (SELECT day FROM known))
        AS with_sessions
    FROM order_facts f JOIN order_facts p ON p.shop_id = f.shop_id AND p.order_id = f.order_id AND p.first_ordered
    WHERE f.shop_id = :shopId AND f.ordered AND NOT f.first_ordered AND ${isInPeriod("f.event_day")} AND ${scope.clock === "eventDay"}
    GROUP BY 1
  )
  SELECT d.value AS source,
    (coalesce(sum(d.orders), 0) + coalesce((SELECT a.orders FROM again a WHERE a.source = d.value), 0))::bigint AS orders,
    (coalesce(sum(d.orders) FILTER (WHERE d.day IN (SELECT day FROM known)), 0)
      + coalesce((SELECT a.with_sessions FROM again a WHERE a.source = d.value), 0))::bigint AS "ordersWithSessions",
    ${factSums("d", scope)}
  FROM day_sums d
  WHERE d.shop_id = :shopId AND d.clock = :clock AND d.dimension = :dimension AND d.value <> '' AND ${isInPeriod("d.day")}
  GROUP BY d.value`;

/** Orders without a touch, from the facts: an index holds them apart. */
const ofChannels = (scope: Scope, source: string): string => {
  const day = `f.${dayColumn(scope)}`;
  return `
  WITH ${KNOWN}
  SELECT f.channel, count(DISTINCT f.order_id) FILTER (WHERE f.ordered) AS orders,
    count(DISTINCT f.order_id) FILTER (WHERE f.ordered AND ${day} IN (SELECT day FROM known)) AS "ordersWithSessions", ${factSums("f", scope)}
  FROM order_facts f WHERE ${IS_THERE} AND ${source} = '' AND ${isInPeriod(day)} GROUP BY 1`;
};

const newCustomers = (source: string): string => `
  SELECT nullif(${source}, '') AS source, CASE WHEN ${source} = '' THEN f.channel END AS channel, count(*) AS "newCustomers"
  FROM order_facts f WHERE f.shop_id = :shopId AND f.first_moment AND f.customer_order_number = 1 AND ${isInPeriod("f.order_day")}
  GROUP BY 1, 2`;
