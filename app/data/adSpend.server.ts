import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import { type Grain, partOf } from "./sales.server";
import { isInPeriod, type Scope, scopeValues } from "./scope.server";
import { execute, rows } from "./sql.server";

export interface SpendSums {
  /** Null in a shop that keeps no spend at all: unknown is not zero. */
  readonly total: Minor | null;
  readonly parts: ReadonlyMap<string, Minor>;
}

/** Advertising spend of the period up to the local day of `asOf`, by day or month. */
export async function sumAdSpend(client: ShopClient, scope: Scope, asOfDay: Day, grain: Grain): Promise<SpendSums> {
  const values = { ...scopeValues(scope), asOfDay };
  const found = await rows<{ part: string | null; amount: Minor; kept: boolean }>(
    client,
    `SELECT ${partOf("day", grain)} AS part, coalesce(sum(amount), 0)::bigint AS amount,
            EXISTS (SELECT FROM ad_spend WHERE shop_id = :shopId) AS kept
     FROM ad_spend WHERE shop_id = :shopId AND ${isInPeriod("day")} AND day <= :asOfDay::date
     GROUP BY GROUPING SETS ((1), ())`,
    values,
  );
  const whole = found.find(({ part }) => part === null);
  const parts = found.flatMap(({ part, amount }) => (part === null ? [] : [[part, amount] as const]));
  return { total: whole?.kept ? whole.amount : null, parts: new Map(parts) };
}

export interface SpendRow {
  readonly day: Day;
  readonly platform: string;
  readonly amount: Minor;
}

/** All spend, newest first. */
export function listAdSpend(shopId: bigint): Promise<SpendRow[]> {
  return withShopClient(shopId, (client) =>
    rows<SpendRow>(
      client,
      "SELECT day, platform, amount FROM ad_spend WHERE shop_id = :shopId ORDER BY day DESC, platform",
      { shopId },
    ),
  );
}

/** Stores spend; a row of the same day and platform replaces the one before. Returns the number of rows that changed. */
export function saveAdSpend(shopId: bigint, spend: readonly SpendRow[], source: "form" | "import"): Promise<number> {
  return withShopClient(shopId, (client) =>
    execute(
      client,
      `INSERT INTO ad_spend (shop_id, day, platform, amount, source)
       SELECT :shopId, day, platform, amount, :source
       FROM unnest(:days::date[], :platforms::text[], :amounts::bigint[]) AS given (day, platform, amount)
       ON CONFLICT (shop_id, day, platform) DO UPDATE SET amount = excluded.amount, source = excluded.source
       WHERE ad_spend.amount <> excluded.amount`,
      {
        shopId,
        source,
        days: spend.map(({ day }) => day),
        platforms: spend.map(({ platform }) => platform),
        amounts: spend.map(({ amount }) => String(amount)),
      },
    ),
  );
}

export async function deleteAdSpend(shopId: bigint, day: Day, platform: string): Promise<void> {
  await withShopClient(shopId, (client) =>
    execute(client, "DELETE FROM ad_spend WHERE shop_id = :shopId AND day = :day AND platform = :platform", {
      shopId,
      day,
      platform,
    }),
  );
}
