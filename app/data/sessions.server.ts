import { type Day, day, type Period } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import { type CsvRows, readCsv } from "./csvFile.server";
import { execute, row, rows } from "./sql.server";

/** Visits on a local day from one origin. What is not told is empty; conversions null. */
export interface SessionRow {
  readonly day: Day;
  readonly referrerSource: string;
  readonly referrerName: string;
  readonly utmSource: string;
  readonly sessions: number;
  readonly conversions: number | null;
}

/** More on a day is a mistake. */
const MOST_SESSIONS = 1_000_000_000;

const ARRAYS = `unnest(:days::date[], :sources::text[], :names::text[], :utms::text[], :sessions::int[], :conversions::text[])
  AS told (day, source, name, utm, sessions, conversions)`;

const arraysOf = (told: readonly SessionRow[]) => ({
  days: told.map(({ day }) => day),
  sources: told.map(({ referrerSource }) => referrerSource),
  names: told.map(({ referrerName }) => referrerName),
  utms: told.map(({ utmSource }) => utmSource),
  sessions: told.map(({ sessions }) => String(sessions)),
  conversions: told.map(({ conversions }) => (conversions === null ? "" : String(conversions))),
});

/** Replaces the sessions of the days from `first` to `last` by what Shopify's report says; imported ones give way to it. */
export async function saveShopifySessions(
  shopId: bigint,
  span: { readonly first: Day; readonly last: Day },
  told: readonly SessionRow[],
): Promise<void> {
  await withShopClient(shopId, async (client) => {
    await execute(
      client,
      `DELETE FROM session_counts WHERE shop_id = :shopId AND day BETWEEN :first::date AND :last::date
         AND (origin = 'shopifyql' OR day = ANY(:days::date[]))`,
      { shopId, ...span, days: told.map(({ day }) => day) },
    );
    await execute(
      client,
      `INSERT INTO session_counts (shop_id, day, referrer_source, referrer_name, utm_source, sessions, conversions, origin)
       SELECT :shopId, day, source, name, utm, sum(sessions), sum(nullif(conversions, '')::int), 'shopifyql'
       FROM ${ARRAYS} GROUP BY 2, 3, 4, 5`,
      { shopId, ...arraysOf(told) },
    );
  });
}

/** Stores imported sessions, except for days that Shopify's own report has told; answers how many rows were stored. */
export function importSessions(shopId: bigint, told: readonly SessionRow[]): Promise<number> {
  return withShopClient(shopId, (client) =>
    execute(
      client,
      `INSERT INTO session_counts (shop_id, day, referrer_source, referrer_name, utm_source, sessions, conversions, origin)
       SELECT :shopId, day, source, name, utm, sessions, nullif(conversions, '')::int, 'import' FROM ${ARRAYS}
       WHERE NOT EXISTS (SELECT FROM session_counts k WHERE k.shop_id = :shopId AND k.day = told.day AND k.origin = 'shopifyql')
       ON CONFLICT (shop_id, day, referrer_source, referrer_name, utm_source)
       DO UPDATE SET sessions = excluded.sessions, conversions = excluded.conversions`,
      { shopId, ...arraysOf(told) },
    ),
  );
}

/** Reads `day,source,sessions,conversions`; the last column may be missing or empty. */
export function parseSessionsCsv(text: string): CsvRows<SessionRow> {
  return readCsv(
    text,
    ["day", "source", "sessions"],
    (line) => {
      const day = line.day("day");
      const sessions = line.whole("sessions", MOST_SESSIONS);
      const told = line.optionalText("conversions");
      const conversions = told === null ? null : line.whole("conversions", MOST_SESSIONS);
      if (day === null || sessions === null) return null;
      return {
        day,
        referrerSource: line.text("source"),
        referrerName: "",
        utmSource: "",
        sessions,
        conversions,
      };
    },
    { keyOf: ({ day, referrerSource }) => `${day}\n${referrerSource}` },
  );
}

/** The last local day whose sessions Shopify's report told; null before. */
export async function lastShopifySessionDay(shopId: bigint): Promise<Day | null> {
  const { day } = await withShopClient(shopId, (client) =>
    row<{ day: Day | null }>(
      client,
      "SELECT max(day) AS day FROM session_counts WHERE shop_id = :shopId AND origin = 'shopifyql'",
      { shopId },
    ),
  );
  return day;
}

/** Sessions of a span by origin, all its days taken together. */
export interface OriginSessions {
  readonly referrerSource: string;
  readonly referrerName: string;
  readonly utmSource: string;
  readonly sessions: number;
}

export function sumSessions(client: ShopClient, shopId: bigint, period: Period): Promise<OriginSessions[]> {
  return rows<OriginSessions>(
    client,
    `SELECT referrer_source AS "referrerSource", referrer_name AS "referrerName", utm_source AS "utmSource",
            sum(sessions)::bigint AS sessions
     FROM session_counts WHERE shop_id = :shopId AND day >= :start::date AND day < :end::date GROUP BY 1, 2, 3`,
    { shopId, ...period },
  );
}

/** What is stored of sessions: from which day to which, how many days, by Shopify's report or imported. */
export interface SessionCoverage {
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  readonly days: number;
  readonly imported: boolean;
}

export function sessionCoverage(client: ShopClient, shopId: bigint, period: Period): Promise<SessionCoverage> {
  return row<{ firstDay: Day | null; lastDay: Day | null; days: number; imported: boolean }>(
    client,
    `SELECT min(day) AS "firstDay", max(day) AS "lastDay", count(DISTINCT day) AS days,
            coalesce(bool_or(origin = 'import'), false) AS imported
     FROM session_counts WHERE shop_id = :shopId AND day >= :start::date AND day < :end::date`,
    { shopId, ...period },
  );
}

/** The same over everything that is stored. */
export const sessionsStored = (shopId: bigint): Promise<SessionCoverage> =>
  withShopClient(shopId, (client) => sessionCoverage(client, shopId, EVER));

const EVER: Period = { start: day("1970-01-01"), end: day("9999-12-31") };
