import type { Minor } from "~/analytics/money";
import type { ShopClient } from "~/db.server";
import { countedOrders, dayColumn, hasNoChoice, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows } from "./sql.server";

/** A variant sold in a period with a cost that is not known for all of it. */
export interface UncostedSales {
  /** Null for lines that name no variant. */
  readonly variantId: string | null;
  readonly sku: string | null;
  readonly title: string;
  readonly units: number;
  readonly netSales: Minor;
  readonly uncostedNetSales: Minor;
}

/**
 * What the scope sold without a known unit cost, most money first: with what is fully costed these sum to the net of its product sales, so
 * that their open net sales are what its cost coverage lacks.
 */
export function listUncostedSales(client: ShopClient, scope: Scope): Promise<UncostedSales[]> {
  const isChosen = hasNoChoice(scope)
    ? "JOIN order_facts c ON c.shop_id = f.shop_id AND c.order_id = f.order_id AND c.first_moment AND c.counted_from <= :asOf"
    : "JOIN counted c ON c.order_id = f.order_id";
  const day = `f.${dayColumn(scope)}`;
  return rows<UncostedSales>(
    client,
    `WITH ${hasNoChoice(scope) ? "" : `${countedOrders(scope)},`}
     sold AS (
       SELECT f.product_id, f.variant_id, CASE WHEN f.variant_id = 0 THEN f.title END AS line_title, min(f.title) AS title,
         sum(f.units)::bigint AS units, sum(f.net)::bigint AS net, sum(f.net - f.costed_net)::bigint AS uncosted
       FROM product_facts f ${isChosen}
       WHERE f.shop_id = :shopId AND f.happened_at <= :asOf AND ${isInPeriod(day)}
       GROUP BY 1, 2, 3 HAVING sum(f.uncosted_sales) > 0
     )
     SELECT nullif(s.variant_id, 0)::text AS "variantId", v.sku, s.units, s.net AS "netSales", s.uncosted AS "uncostedNetSales",
       CASE WHEN v.title IS NULL OR v.title IN ('Default Title', 'Default') THEN coalesce(p.title, s.title, '')
            ELSE coalesce(p.title || ' – ', '') || v.title END AS title
     FROM sold s
     LEFT JOIN variants v ON v.shop_id = :shopId AND v.variant_id = s.variant_id
     LEFT JOIN products p ON p.shop_id = :shopId AND p.product_id = s.product_id
     ORDER BY s.uncosted DESC, s.variant_id, title`,
    scopeValues(scope),
  );
}
