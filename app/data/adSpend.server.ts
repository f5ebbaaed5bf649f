import type { SpendDays } from "~/analytics/acquisition";
import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import { type Grain, partOf } from "./sales.server";
import { isInPeriod, type Scope, scopeValues } from "./scope.server";
import { execute, row, rows, smallRows } from "./sql.server";

export interface SpendSums {
  /** Null in a shop that keeps no spend at all: unknown is not zero. */
  readonly total: Minor | null;
  readonly parts: ReadonlyMap<string, Minor>;
}

/** Advertising spend of the period up to the local day of `asOf`, by day or month. */
export async function sumAdSpend(client: ShopClient, scope: Scope, asOfDay: Day, grain: Grain): Promise<SpendSums> {
  const values = { ...scopeValues(scope), asOfDay };
  const found = await smallRows<{ part: string | null; amount: Minor; kept: boolean }>(
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

/** First and last day of which spend is on record up to the local day of `asOf`; null in a shop that keeps none. */
export async function findSpendDays(client: ShopClient, shopId: bigint, asOfDay: Day): Promise<SpendDays | null> {
  const [days] = await smallRows<{ first: Day | null; last: Day | null }>(
    client,
    "SELECT min(day) AS first, max(day) AS last FROM ad_spend WHERE shop_id = :shopId AND day <= :asOfDay::date",
    { shopId, asOfDay },
  );
  return days?.first && days.last ? { first: days.first, last: days.last } : null;
}

export interface SpendRow {
  readonly day: Day;
  readonly platform: string;
  readonly amount: Minor;
}

/** What was spent on a platform over all its days. */
export interface PlatformSpend {
  readonly platform: string;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly days: number;
  readonly amount: Minor;
}

export function listPlatformSpend(shopId: bigint): Promise<PlatformSpend[]> {
  return withShopClient(shopId, (client) =>
    rows<PlatformSpend>(
      client,
      `SELECT platform, min(day) AS "firstDay", max(day) AS "lastDay", count(*) AS days, sum(amount)::bigint AS amount
       FROM ad_spend WHERE shop_id = :shopId GROUP BY platform ORDER BY platform`,
      { shopId },
    ),
  );
}

export interface StoredSpend extends SpendRow {
  readonly source: "form" | "import";
}

/** Spend by day and platform, the newest first: all of it, or one page of a platform's (null: of all). */
export function listSpendDays(
  shopId: bigint,
  { platform = null, limit, offset = 0 }: { platform?: string | null; limit: number | null; offset?: number },
): Promise<{ readonly days: readonly StoredSpend[]; readonly count: number }> {
  return withShopClient(shopId, async (client) => {
    const chosen = "shop_id = :shopId AND (:platform::text IS NULL OR platform = :platform)";
    const values = { shopId, platform, limit, offset };
    const { count } = await row<{ count: number }>(client, `SELECT count(*) FROM ad_spend WHERE ${chosen}`, values);
    const days = await rows<StoredSpend>(
      client,
      `SELECT day, platform, amount, source FROM ad_spend WHERE ${chosen}
       ORDER BY day DESC, platform LIMIT :limit OFFSET :offset`,
      values,
    );
    return { days, count };
  });
}

/** Takes away the spend of one day on a platform, or of all its days (null). Answers how many days it was. */
export function deleteAdSpend(shopId: bigint, platform: string, day: Day | null): Promise<number> {
  return withShopClient(shopId, (client) =>
    execute(
      client,
      "DELETE FROM ad_spend WHERE shop_id = :shopId AND platform = :platform AND (:day::date IS NULL OR day = :day::date)",
      { shopId, platform, day },
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
