import { z } from "zod";
import type { Day } from "~/analytics/period";
import { DRIFT_CAUSES, type Drift, RECONCILED, type ReconciledFigures } from "~/analytics/reconciliation";
import { type ShopClient, withShopClient } from "~/db.server";
import { execute, rows, smallRows } from "./sql.server";

/** Whether a report of Shopify's can be read: it was, or why not. */
export type ReadingState = "read" | "scope_missing" | "not_approved" | "refused";
export type ReportKind = "sales" | "sessions";

export interface Reading {
  readonly state: ReadingState;
  /** The scope, or Shopify's own words. */
  readonly detail: string;
  readonly triedAt: Date;
  readonly readAt: Date | null;
}

/** The last reading of a report; null before the first try. */
export const findReading = (shopId: bigint, report: ReportKind): Promise<Reading | null> =>
  withShopClient(shopId, (client) => readReading(client, shopId, report));

/** The same within a page's own transaction. */
export async function readReading(client: ShopClient, shopId: bigint, report: ReportKind): Promise<Reading | null> {
  const [found] = await smallRows<{ state: ReadingState; detail: string; triedAt: Date; readAt: Date | null }>(
    client,
    `SELECT state, detail, tried_at AS "triedAt", read_at AS "readAt" FROM shopify_readings
     WHERE shop_id = :shopId AND report = :report`,
    { shopId, report },
  );
  return found ?? null;
}

/** Keeps that a report was read at `at`, or could not be. */
export async function saveReading(
  shopId: bigint,
  report: ReportKind,
  { state, detail }: { readonly state: ReadingState; readonly detail: string },
  at: Date,
): Promise<void> {
  const readAt = state === "read" ? at : null;
  await withShopClient(shopId, (client) =>
    execute(
      client,
      `INSERT INTO shopify_readings AS r (shop_id, report, state, detail, tried_at, read_at)
       VALUES (:shopId, :report, :state, :detail, :at, :readAt)
       ON CONFLICT (shop_id, report) DO UPDATE SET state = excluded.state, detail = excluded.detail,
         tried_at = excluded.tried_at, read_at = coalesce(excluded.read_at, r.read_at)`,
      { shopId, report, state, detail: detail.slice(0, 500), at, readAt },
    ),
  );
}

const COLUMNS = [
  "gross_sales",
  "discounts",
  "sales_reversals",
  "net_sales",
  "shipping",
  "duties",
  "fees",
  "tax",
  "total_sales",
  "orders",
] as const;

/** Replaces what is stored of Shopify's months; of its days those from `first` to `last`. */
export async function saveShopifyFigures(
  shopId: bigint,
  grain: "month" | "day",
  span: { readonly first: Day; readonly last: Day },
  figures: ReadonlyMap<Day, ReconciledFigures>,
  readAt: Date,
): Promise<void> {
  const days = [...figures.keys()];
  const of = (name: keyof ReconciledFigures) =>
    days
      .map((day) => figures.get(day)?.[name])
      .map((value) => (value === null || value === undefined ? "" : String(value)));
  await withShopClient(shopId, async (client) => {
    const within = grain === "month" ? "" : "AND day BETWEEN :first::date AND :last::date";
    await execute(client, `DELETE FROM shopify_figures WHERE shop_id = :shopId AND grain = :grain ${within}`, {
      shopId,
      grain,
      ...span,
    });
    await execute(
      client,
      `INSERT INTO shopify_figures (shop_id, grain, day, ${COLUMNS.join(", ")}, read_at)
       SELECT :shopId, :grain, day, ${COLUMNS.map((column) => `nullif(${column}, '')::bigint`).join(", ")}, :readAt
       FROM unnest(:days::date[], ${RECONCILED.map((name) => `:${name}::text[]`).join(", ")}) AS told (day, ${COLUMNS.join(", ")})`,
      { shopId, grain, readAt, days, ...Object.fromEntries(RECONCILED.map((name) => [name, of(name)])) },
    );
  });
}

/** What Shopify last said, by first day of the month or by day. */
export async function listShopifyFigures(
  client: ShopClient,
  shopId: bigint,
  grain: "month" | "day",
): Promise<ReadonlyMap<Day, ReconciledFigures>> {
  const found = await rows<ReconciledFigures & { day: Day }>(
    client,
    `SELECT day, ${COLUMNS.map((column, index) => `${column} AS "${RECONCILED[index]}"`).join(", ")}
     FROM shopify_figures WHERE shop_id = :shopId AND grain = :grain ORDER BY day`,
    { shopId, grain },
  );
  return new Map(found.map(({ day, ...figures }) => [day, figures]));
}

/** An order that differs on a day; `orderKey` is its id, or its name where the report names orders only. */
export interface StoredDrift extends Drift {
  readonly day: Day;
  readonly orderKey: string;
  readonly name: string;
  readonly foundAt: Date;
  readonly repairedAt: Date | null;
}

export type FoundDrift = Omit<StoredDrift, "foundAt" | "repairedAt"> & { readonly repaired: boolean };

/**
 * Keeps the orders that were found to differ. With `whole`, everything that differs is among them, so that orders that were
 * open and are not, are equal again.
 */
export async function saveDrifts(
  shopId: bigint,
  found: readonly FoundDrift[],
  whole: boolean,
  at: Date,
): Promise<void> {
  await withShopClient(shopId, async (client) => {
    if (whole)
      await execute(
        client,
        `UPDATE order_drifts SET repaired_at = :at WHERE shop_id = :shopId AND repaired_at IS NULL
           AND NOT EXISTS (SELECT FROM unnest(:days::date[], :keys::text[]) AS f (day, key)
                           WHERE f.day = order_drifts.day AND f.key = order_drifts.order_key)`,
        { shopId, at, days: found.map(({ day }) => day), keys: found.map(({ orderKey }) => orderKey) },
      );
    for (const { day, orderKey, name, cause, ours, shopify, repaired } of found)
      await execute(
        client,
        `INSERT INTO order_drifts AS d (shop_id, day, order_key, name, cause, ours, shopify, found_at, repaired_at)
         VALUES (:shopId, :day, :orderKey, :name, :cause, :ours, :shopify, :at, CASE WHEN :repaired THEN :at::timestamptz END)
         ON CONFLICT (shop_id, day, order_key) DO UPDATE SET name = excluded.name, cause = excluded.cause,
           ours = excluded.ours, shopify = excluded.shopify, repaired_at = excluded.repaired_at,
           found_at = CASE WHEN d.repaired_at IS NULL THEN d.found_at ELSE excluded.found_at END`,
        { shopId, day, orderKey, name, cause, ours: json(ours), shopify: json(shopify), repaired, at },
      );
  });
}

const json = (figures: ReconciledFigures | null): string | null => (figures === null ? null : JSON.stringify(figures));

const Figures = z
  .object(Object.fromEntries(RECONCILED.map((name) => [name, z.number().nullable()])))
  .transform((of) => of as ReconciledFigures)
  .nullable();
const StoredRow = z.object({
  day: z.string().transform((of) => of as Day),
  orderKey: z.string(),
  name: z.string(),
  cause: z.enum(DRIFT_CAUSES),
  ours: Figures,
  shopify: Figures,
  foundAt: z.date(),
  repairedAt: z.date().nullable(),
});

const MOST_DRIFTS = 500;

/** Orders that differ, or did until `since`; those that still do first, then the newest day. */
export async function listDrifts(client: ShopClient, shopId: bigint, since: Date): Promise<StoredDrift[]> {
  const found = await rows(
    client,
    `SELECT day, order_key AS "orderKey", name, cause, ours, shopify, found_at AS "foundAt", repaired_at AS "repairedAt"
     FROM order_drifts WHERE shop_id = :shopId AND (repaired_at IS NULL OR repaired_at >= :since)
     ORDER BY repaired_at IS NOT NULL, day DESC, order_key LIMIT ${MOST_DRIFTS}`,
    { shopId, since },
  );
  return z.array(StoredRow).parse(found);
}
