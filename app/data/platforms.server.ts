import { z } from "zod";
import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import type { Attribution, SourceSums } from "~/analytics/platforms";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";
import { type ShopClient, withShopClient } from "~/db.server";
import { chosenFacts } from "./chosenFacts.server";
import { type Flat, factSums, splitSums } from "./sales.server";
import { dayColumn, hasNoChoice, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { execute, rows, smallRows } from "./sql.server";
import { sumTouches } from "./touchSums.server";

/** What came from each source through each channel in the period: every counted order with the touch that counts. */
export async function sumBySource(client: ShopClient, scope: Scope, attribution: Attribution): Promise<SourceSums[]> {
  const summed = scope.isSummed && hasNoChoice(scope) ? await sumTouches(client, scope, attribution) : null;
  return summed ?? sumFactsBySource(client, scope, attribution);
}

async function sumFactsBySource(client: ShopClient, scope: Scope, attribution: Attribution): Promise<SourceSums[]> {
  const key = touchKey(attribution);
  const day = `f.${dayColumn(scope)}`;
  const { tables, from, where, number } = chosenFacts(scope);
  const values = scopeValues(scope);
  const common = tables === "" ? "" : `WITH ${tables}`;
  const facts = await rows<Flat & { key: string; ordersWithSessions: number }>(
    client,
    `${common}
     SELECT ${key} AS key, count(DISTINCT f.order_id) FILTER (WHERE f.ordered) AS orders,
       count(DISTINCT f.order_id) FILTER (WHERE f.ordered AND ${day} IN (
         SELECT s.day FROM session_counts s WHERE s.shop_id = :shopId)) AS "ordersWithSessions", ${factSums("f", scope)}
     FROM ${from} WHERE ${where} AND ${isInPeriod(day)} GROUP BY 1`,
    values,
  );
  const customers = await rows<{ key: string; newCustomers: number }>(
    client,
    `${common}
     SELECT ${key} AS key, count(DISTINCT f.order_id) AS "newCustomers"
     FROM ${from} WHERE ${where} AND ${number} = 1 AND ${isInPeriod("f.order_day")} GROUP BY 1`,
    values,
  );
  return joined(facts, new Map(customers.map(({ key, newCustomers }) => [key, newCustomers])));
}

/** The touches of orders with anything in the period, and the channels they were placed through, as `TouchesBehind` names them. */
export async function listTouches(
  client: ShopClient,
  scope: Scope,
  attribution: Attribution,
): Promise<{ key: string; source: string | null; channel: string | null }[]> {
  const found = await rows<{ key: string }>(
    client,
    `SELECT DISTINCT ${touchKey(attribution)} AS key FROM order_facts f
     WHERE f.shop_id = :shopId AND f.happened_at <= :asOf AND ${isInPeriod(`f.${dayColumn(scope)}`)}`,
    scopeValues(scope),
  );
  return found.map(({ key }) => ({ key, ...Key.parse(JSON.parse(key)) }));
}

/** The source of the touch that counts and the channel of a fact `f`, as one text. */
export const touchKey = (attribution: Attribution): string =>
  `json_build_array(${attribution === "lastTouch" ? "f.last_source" : "f.first_source"}, f.channel)::text`;

function joined(
  facts: readonly (Flat & { key: string; ordersWithSessions: number })[],
  customers: ReadonlyMap<string, number>,
): SourceSums[] {
  const byKey = new Map(facts.map((of) => [of.key, of]));
  return [...new Set([...byKey.keys(), ...customers.keys()])].map((key) => {
    const { key: _, ordersWithSessions = 0, ...flat } = byKey.get(key) ?? { key };
    // A first order outside of the clock's days has no sums here; its customer is new all the same.
    const { sums, fees } = byKey.has(key) ? splitSums(flat) : { sums: NO_SALES, fees: NO_FEES };
    return { ...Key.parse(JSON.parse(key)), sums, fees, ordersWithSessions, newCustomers: customers.get(key) ?? 0 };
  });
}

const Key = z
  .tuple([z.string().nullable(), z.string().nullable()])
  .transform(([source, channel]) => ({ source, channel }));

export interface SpendByPlatform {
  readonly platform: string;
  readonly amount: Minor;
}

/** Spend of the period up to a day by advertising platform, those without any in it included; null where the shop keeps none. */
export async function spendByPlatform(
  client: ShopClient,
  scope: Scope,
  asOfDay: Day,
): Promise<SpendByPlatform[] | null> {
  const found = await rows<SpendByPlatform>(
    client,
    `SELECT platform, coalesce(sum(amount) FILTER (WHERE ${isInPeriod("day")} AND day <= :asOfDay::date), 0)::bigint AS amount
     FROM ad_spend WHERE shop_id = :shopId GROUP BY platform ORDER BY platform`,
    { ...scopeValues(scope), asOfDay },
  );
  return found.length === 0 ? null : found;
}

/** The merchant's own rules: platform by source, in lower case. */
export async function readPlatformRules(client: ShopClient, shopId: bigint): Promise<ReadonlyMap<string, string>> {
  const found = await smallRows<{ source: string; platform: string }>(
    client,
    "SELECT source, platform FROM platform_rules WHERE shop_id = :shopId ORDER BY source",
    { shopId },
  );
  return new Map(found.map(({ source, platform }) => [source, platform]));
}

export const listPlatformRules = (shopId: bigint): Promise<ReadonlyMap<string, string>> =>
  withShopClient(shopId, (client) => readPlatformRules(client, shopId));

/** Replaces the merchant's rules. */
export async function savePlatformRules(
  shopId: bigint,
  rules: readonly { readonly source: string; readonly platform: string }[],
): Promise<void> {
  await withShopClient(shopId, async (client) => {
    await execute(client, "DELETE FROM platform_rules WHERE shop_id = :shopId", { shopId });
    await execute(
      client,
      `INSERT INTO platform_rules (shop_id, source, platform)
       SELECT :shopId, source, platform FROM unnest(:sources::text[], :platforms::text[]) AS given (source, platform)
       ON CONFLICT (shop_id, source) DO UPDATE SET platform = excluded.platform`,
      { shopId, sources: rules.map(({ source }) => source), platforms: rules.map(({ platform }) => platform) },
    );
  });
}

/** Sources of orders and sessions with how often they occur, the most frequent first: what rules may be about. */
export function listSources(shopId: bigint): Promise<{ source: string; orders: number; sessions: number }[]> {
  return withShopClient(shopId, (client) =>
    rows<{ source: string; orders: number; sessions: number }>(
      client,
      `SELECT source, sum(orders)::bigint AS orders, sum(sessions)::bigint AS sessions FROM (
         SELECT lower(trim(last_source)) AS source, count(*) AS orders, 0 AS sessions FROM orders
         WHERE shop_id = :shopId AND last_source <> '' AND NOT test AND deleted_at IS NULL GROUP BY 1
         UNION ALL
         SELECT lower(trim(coalesce(nullif(utm_source, ''), nullif(referrer_name, ''), referrer_source))), 0, sum(sessions)
         FROM session_counts WHERE shop_id = :shopId GROUP BY 1) AS told
       WHERE source <> '' GROUP BY source ORDER BY sum(orders) DESC, sum(sessions) DESC, source LIMIT 100`,
      { shopId },
    ),
  );
}
