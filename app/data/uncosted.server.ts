import type { Minor } from "~/analytics/money";
import { addMonths, type Day, type Month, monthOf } from "~/analytics/period";
import { withShopClient } from "~/db.server";
import { row, rows } from "./sql.server";

/** A variant that was sold and whose cost is not known, with the net sales whose profit that leaves open. */
export interface UncostedVariant {
  /** Null where only the SKU is left of it. */
  readonly variantId: string | null;
  readonly sku: string | null;
  readonly title: string;
  /** Net sales without cost in the twelve calendar months up to that of the shop's last order. */
  readonly netSales: Minor;
  readonly units: number;
}

/** The months that the work list is about, both included; null where there are no orders. */
export function monthsOfUncosted(shopId: bigint): Promise<{ readonly first: Month; readonly last: Month } | null> {
  return withShopClient(shopId, async (client) => {
    const { day } = await row<{ day: Day | null }>(
      client,
      "SELECT max(order_day) AS day FROM order_facts WHERE shop_id = :shopId",
      { shopId },
    );
    return day && { first: addMonths(monthOf(day), -11), last: monthOf(day) };
  });
}

/**
 * The work list: what was sold in the twelve calendar months up to that of the shop's last order and has no known cost, most
 * money first, one page of it, how many there are, and all their money. Lines that name neither a variant nor a SKU cannot be given a cost and
 * are not listed.
 */
export function variantsWithoutCost(
  shopId: bigint,
  { limit, offset = 0 }: { readonly limit: number | null; readonly offset?: number },
): Promise<{ readonly variants: readonly UncostedVariant[]; readonly count: number; readonly netSales: Minor }> {
  return withShopClient(shopId, async (client) => {
    const found = await rows<UncostedVariant & { count: number; whole: Minor }>(client, LIST, {
      shopId,
      limit,
      offset,
    });
    const variants = found.map(({ count: _, whole: __, ...variant }) => variant);
    const [first] = found;
    if (first) return { variants, count: first.count, netSales: first.whole };
    // A page beyond the last has no row that tells the whole.
    const { count, netSales } = await row<{ count: number; netSales: Minor }>(client, WHOLE, { shopId });
    return { variants, count, netSales };
  });
}

// Variants from the sums by month; only lines without a variant have to be looked at one by one.
const UNCOSTED = `
  WITH since AS (
    SELECT date_trunc('month', max(order_day))::date - interval '11 months' AS day FROM order_facts WHERE shop_id = :shopId
  ),
  uncosted AS (
    SELECT m.variant_id, NULL AS sku, max(m.title) AS title, sum(m.net - m.costed_net)::bigint AS net,
           sum(m.units)::bigint AS units
    FROM product_month_sums m, since
    WHERE m.shop_id = :shopId AND m.clock = 'eventDay' AND m.variant_id <> 0 AND m.month >= since.day
    GROUP BY m.variant_id HAVING sum(m.uncosted_sales) > 0
    UNION ALL
    SELECT NULL, i.sku, max(i.title), sum(f.net - f.costed_net)::bigint, sum(f.units)::bigint
    FROM since, product_facts f
    CROSS JOIN LATERAL (
      SELECT i.sku, i.title FROM line_items i
      WHERE i.shop_id = :shopId AND i.order_id = f.order_id AND i.variant_id IS NULL AND i.sku <> ''
        AND coalesce(i.product_id, 0) = f.product_id AND (f.product_id <> 0 OR i.title = f.title)
      ORDER BY i.line_item_id LIMIT 1) AS i
    WHERE f.shop_id = :shopId AND f.uncosted_sales > 0 AND f.variant_id = 0 AND f.event_day >= since.day GROUP BY i.sku
  )`;

const LIST = `${UNCOSTED},
  page AS (
    SELECT *, count(*) OVER () AS count, sum(net) OVER ()::bigint AS whole FROM uncosted
    ORDER BY net DESC, variant_id, sku LIMIT :limit OFFSET :offset
  )
  SELECT u.variant_id::text AS "variantId", coalesce(v.sku, u.sku) AS sku, u.net AS "netSales", u.units, u.count, u.whole,
         CASE WHEN v.title IS NULL OR v.title IN ('Default Title', 'Default') THEN coalesce(p.title, nullif(u.title, ''), u.sku, '')
              ELSE coalesce(p.title || ' – ', '') || v.title END AS title
  FROM page u
  LEFT JOIN variants v ON v.shop_id = :shopId AND v.variant_id = u.variant_id
  LEFT JOIN products p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
  ORDER BY u.net DESC, u.variant_id, u.sku`;

const WHOLE = `${UNCOSTED} SELECT count(*) AS count, coalesce(sum(net), 0)::bigint AS "netSales" FROM uncosted`;
