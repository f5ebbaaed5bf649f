import { type ShopClient, withShopClient } from "~/db.server";
import { log } from "~/log.server";
import { execute, row, rows } from "./sql.server";

/** A result over all customers, and the instant it was computed as of. */
export interface Kept<Summary> {
  readonly asOf: Date;
  readonly summary: Summary;
}

/** How often longer than it took to compute a result is kept although orders have changed. */
const WORTH = 100;

/**
 * What is kept under `name` and `key`: as long as no order, customer or cost of the shop has changed, and for a hundred times as
 * long as it took to compute where they have. Null: it has to be computed.
 */
export async function findSummary<Summary>(
  client: ShopClient,
  shopId: bigint,
  name: string,
  key: string,
  asOf: Date,
): Promise<Kept<Summary> | null> {
  const [kept] = await rows<{ asOf: Date; summary: Summary }>(
    client,
    `SELECT as_of AS "asOf", summary FROM customer_summaries
     WHERE shop_id = :shopId AND name = :name AND key = :key AND as_of <= :asOf
       AND (marker = (${MARKER}) OR as_of > :asOf::timestamptz - ${WORTH} * computed_ms * interval '1 millisecond')`,
    { shopId, name, key, asOf },
  );
  return kept ?? null;
}

/** Changes with the newest order, customer and cost, and with every write of facts. */
const MARKER = `SELECT concat_ws(' ',
    (SELECT max(updated_at) FROM orders WHERE shop_id = :shopId), (SELECT max(updated_at) FROM customers WHERE shop_id = :shopId),
    (SELECT newest_at FROM fact_state WHERE shop_id = :shopId), (SELECT max(merged_at) FROM customer_merges WHERE shop_id = :shopId),
    (SELECT count(*) FROM customer_merges WHERE shop_id = :shopId), (SELECT max(created_at) FROM unit_costs WHERE shop_id = :shopId))`;

/** Keeps a result. A marker read after it was computed may be newer than it: the marker is read first, by `summaryMarker`. */
export async function keepSummary(
  shopId: bigint,
  summary: {
    readonly name: string;
    readonly key: string;
    readonly marker: string;
    readonly asOf: Date;
    readonly computedMs: number;
    readonly summary: object;
  },
): Promise<void> {
  await withShopClient(shopId, (client) =>
    execute(
      client,
      `INSERT INTO customer_summaries (shop_id, name, key, marker, as_of, computed_ms, summary)
       VALUES (:shopId, :name, :key, :marker, :asOf, :computedMs::int, :summary::jsonb)
       ON CONFLICT (shop_id, name) DO UPDATE SET key = EXCLUDED.key, marker = EXCLUDED.marker, as_of = EXCLUDED.as_of,
         computed_ms = EXCLUDED.computed_ms, summary = EXCLUDED.summary`,
      { shopId, ...summary, summary: JSON.stringify(summary.summary), computedMs: Math.ceil(summary.computedMs) },
    ),
  ).catch((error: unknown) =>
    log.warn({ shopId: String(shopId), error: String(error) }, "a summary could not be kept"),
  );
}

export async function summaryMarker(client: ShopClient, shopId: bigint): Promise<string> {
  return (await row<{ marker: string }>(client, `SELECT (${MARKER}) AS marker`, { shopId })).marker;
}
