import { type ShopClient, withShopClient } from "~/db.server";
import { log } from "~/log.server";
import { execute, row, smallRows } from "./sql.server";

/** A result over all customers, and the instant it was computed as of. */
export interface Kept<Summary> {
  readonly asOf: Date;
  readonly summary: Summary;
}

/** How often longer than it took to compute a result is kept although orders have changed. */
const WORTH = 100;

/**
 * What is kept under `name` and `key`: as long as no order, customer or cost of the shop has changed, and where they have for a
 * hundred times as long as it took to compute. Null: it has to be computed.
 */
export async function findSummary<Summary>(
  client: ShopClient,
  shopId: bigint,
  name: string,
  key: string,
  asOf: Date,
): Promise<Kept<Summary> | null> {
  const [kept] = await smallRows<{ asOf: Date; summary: Summary }>(
    client,
    `SELECT as_of AS "asOf", summary FROM customer_summaries
     WHERE shop_id = :shopId AND name = :name AND key = :key AND as_of <= :asOf
       AND (marker = (${MARKER})
            OR (as_of < :asOf AND as_of > :asOf::timestamptz - ${WORTH} * computed_ms * interval '1 millisecond'))`,
    { shopId, name, key, asOf },
  );
  return kept ?? null;
}

/** Changes with every write of facts (each one updates fact_state's row) and with the newest change of a customer. */
const MARKER = `SELECT concat_ws(' ', (SELECT xmin::text FROM fact_state WHERE shop_id = :shopId),
    (SELECT max(updated_at) FROM customers WHERE shop_id = :shopId))`;

/** Keeps a result, with the marker as it was when its computation began. */
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
