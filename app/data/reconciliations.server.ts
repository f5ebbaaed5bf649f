import { z } from "zod";
import { exponentOf } from "~/analytics/currencies";
import { parseMinor } from "~/analytics/money";
import { type ShopClient, withShop, withShopClient } from "~/db.server";
import { rows } from "./sql.server";

/** Orders stored by the calendar month (UTC) they were made in, months without any between the first and now included. */
export const ordersByMonth = (shopId: bigint): Promise<{ month: string; orders: number }[]> =>
  withShopClient(shopId, (client) => countByMonth(client, shopId));

/** The same within a page's own transaction. */
export function countByMonth(client: ShopClient, shopId: bigint): Promise<{ month: string; orders: number }[]> {
  return rows<{ month: string; orders: number }>(
    client,
    `WITH made AS (
       SELECT date_trunc('month', created_at AT TIME ZONE 'UTC') AS month, count(*) FILTER (WHERE deleted_at IS NULL) AS orders
       FROM orders WHERE shop_id = :shopId GROUP BY 1
     )
     SELECT to_char(m, 'YYYY-MM') AS month, coalesce(made.orders, 0) AS orders
     FROM (SELECT min(month) AS first, max(month) AS last FROM made) AS span
     CROSS JOIN generate_series(span.first, span.last, interval '1 month') AS m LEFT JOIN made ON made.month = m
     ORDER BY m`,
    { shopId },
  );
}

/**
 * Local order days on which the ledger of counted orders, tax and tips included, does not sum to the orders' own totals.
 * Amounts given back without goods (ADJUSTMENT) lower the ledger and, at Shopify, not the order's current total.
 */
export function differingDays(shopId: bigint): Promise<{ day: string; ledger: number; orders: number }[]> {
  return withShopClient(shopId, (client) =>
    rows<{ day: string; ledger: number; orders: number }>(
      client,
      `WITH ledger AS (
         SELECT order_id, sum(net + tax) FILTER (WHERE line_type <> 'ADJUSTMENT') AS total
         FROM sales
         WHERE shop_id = :shopId AND line_type <> 'ADJUSTMENT' GROUP BY order_id)
       SELECT o.order_day::text AS day, coalesce(sum(l.total), 0)::bigint AS ledger, sum(o.current_total)::bigint AS orders
       FROM orders o JOIN shops s ON s.shop_id = o.shop_id AND s.currency = o.currency
       LEFT JOIN ledger l ON l.order_id = o.order_id
       WHERE o.shop_id = :shopId AND NOT o.test AND o.deleted_at IS NULL AND o.current_total IS NOT NULL
       GROUP BY o.order_day HAVING coalesce(sum(l.total), 0) <> sum(o.current_total)
       ORDER BY o.order_day`,
      { shopId },
    ),
  );
}

/** Stored orders that changed lately, to be held against what Shopify lists. */
export interface RecentOrders {
  /** Whether the order is stored in this version with this total (a decimal string in the order's currency). */
  agrees(orderId: string, updatedAt: string, total: string): boolean;
}

export async function recentOrders(shopId: bigint, from: string): Promise<RecentOrders> {
  const found = await withShopClient(shopId, (client) =>
    rows<{ id: string; at: Date; ledger_at: Date | null; currency: string; total: number | null }>(
      client,
      `SELECT order_id::text AS id, updated_at AS at, ledger_updated_at AS ledger_at, currency, current_total AS total
       FROM orders WHERE shop_id = :shopId AND updated_at >= :from::timestamptz AND deleted_at IS NULL`,
      { shopId, from },
    ),
  );
  const byId = new Map(found.map((order) => [order.id, order]));
  return {
    agrees: (orderId, updatedAt, total) => {
      const order = byId.get(orderId);
      if (!order) return false;
      const version = Date.parse(updatedAt);
      const same = order.at.getTime() === version && order.ledger_at?.getTime() === version;
      return same && order.total === parseMinor(total, exponentOf(order.currency));
    },
  };
}

/** Months whose number of orders differed when they were last counted at Shopify; null before the first time. */
export async function lastOrderCounts(
  client: ShopClient,
  shopId: bigint,
): Promise<{ readonly at: Date; readonly differing: readonly MonthCounts[] } | null> {
  const [found] = await rows<{ at: Date; months: unknown }>(
    client,
    `SELECT reconciled_at AS at, months FROM reconciliations WHERE shop_id = :shopId ORDER BY reconciled_at DESC LIMIT 1`,
    { shopId },
  );
  return found ? { at: found.at, differing: z.array(MonthCounts).parse(found.months) } : null;
}

const MonthCounts = z.object({ month: z.string(), ours: z.number(), shopify: z.number() });
type MonthCounts = z.infer<typeof MonthCounts>;

/** Keeps the outcome of a comparison. */
export async function saveReconciliation(
  shopId: bigint,
  reconciledAt: Date,
  outcome: { readonly months: readonly object[]; readonly days: readonly object[]; readonly refetched: number },
): Promise<void> {
  await withShop(shopId, async (tx) => {
    const { refetched } = outcome;
    const months = outcome.months.map((month) => ({ ...month }));
    const days = outcome.days.map((day) => ({ ...day }));
    await tx.reconciliation.create({ data: { shopId, reconciledAt, months, days, refetched } });
    await tx.syncState.updateMany({ where: { shopId }, data: { reconciledAt } });
  });
}
