import type { ShopClient } from "~/db.server";
import { chosenFacts, daySumsKey } from "./chosenFacts.server";
import { type FactSums, type Flat, factSums, splitSums } from "./sales.server";
import { dayColumn, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows } from "./sql.server";

/** Sales channels through which anything of the period was sold or taken back, the largest first; empty for orders without one. */
export async function listChannels(client: ShopClient, scope: Scope): Promise<string[]> {
  const found = await rows<{ value: string }>(
    client,
    `SELECT value FROM day_sums
     WHERE shop_id = :shopId AND clock = :clock AND dimension = 'channel' AND ${isInPeriod("day")}
     GROUP BY value ORDER BY sum(gross_sales) DESC, value`,
    { ...scopeValues(scope), clock: scope.clock },
  );
  return found.map(({ value }) => value);
}

/** What each channel sold and took back in the period, in one pass: what `sumFacts` gives of the orders of each. */
export async function sumChannels(client: ShopClient, scope: Scope): Promise<ReadonlyMap<string, FactSums>> {
  const key = daySumsKey(scope);
  const isSummed = key !== null && (key.dimension === "all" || key.dimension === "channel");
  const found = await rows<Flat & { channel: string }>(client, isSummed ? ofDays(scope) : ofFacts(scope), {
    ...scopeValues(scope),
    clock: scope.clock,
    channels: key?.dimension === "channel" ? key.values : null,
  });
  return new Map(found.map(({ channel, ...flat }) => [channel, splitSums(flat)]));
}

const ofFacts = (scope: Scope): string => {
  const { tables, from, where } = chosenFacts(scope);
  return `${tables === "" ? "" : `WITH ${tables}`}
    SELECT coalesce(f.channel, '') AS channel, count(DISTINCT f.order_id) FILTER (WHERE f.ordered) AS orders, ${factSums("f", scope)}
    FROM ${from} WHERE ${where} AND ${isInPeriod(`f.${dayColumn(scope)}`)} GROUP BY 1`;
};

/** Sums by day count an order on its first day: those that were only added to in the period, by an edit, come on top. */
const ofDays = (scope: Scope): string => {
  const isChosen = (channel: string) => `(:channels::text[] IS NULL OR ${channel} = ANY(:channels::text[]))`;
  const again = `
    SELECT coalesce(f.channel, '') AS channel, count(DISTINCT f.order_id) AS orders
    FROM order_facts f JOIN order_facts p ON p.shop_id = f.shop_id AND p.order_id = f.order_id AND p.first_ordered
    WHERE f.shop_id = :shopId AND f.ordered AND NOT f.first_ordered AND ${isInPeriod("f.event_day")}
      AND NOT (${isInPeriod("p.event_day")}) GROUP BY 1`;
  const nothing = "SELECT NULL::text AS channel, 0::bigint AS orders WHERE false";
  return `
    WITH again AS (${scope.clock === "orderDay" ? nothing : again})
    SELECT d.value AS channel,
      (coalesce(sum(d.orders), 0) + coalesce((SELECT a.orders FROM again a WHERE a.channel = d.value), 0))::bigint AS orders,
      ${factSums("d", scope)}
    FROM day_sums d
    WHERE d.shop_id = :shopId AND d.clock = :clock AND d.dimension = 'channel' AND ${isChosen("d.value")} AND ${isInPeriod("d.day")}
    GROUP BY d.value`;
};
