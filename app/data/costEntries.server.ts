import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { withShopClient } from "~/db.server";
import type { SkuCost } from "./costsCsv.server";
import { execute, row, rows } from "./sql.server";

/** What a cost typed by hand is for. */
export type CostSubject = { readonly variantId: bigint } | { readonly productId: bigint } | { readonly sku: string };

const subjectColumns = (subject: CostSubject) => ({
  variantId: "variantId" in subject ? subject.variantId : null,
  productId: "productId" in subject ? subject.productId : null,
  sku: "sku" in subject ? subject.sku : null,
});

/**
 * Stores a unit cost typed by hand, a decimal string in major units of the shop's currency, from a local day on (null: since
 * ever); it replaces the one typed before for the same day. `amount` null takes that one away. Sales are costed by `recostAll`.
 */
export async function saveUnitCost(
  shopId: bigint,
  subject: CostSubject,
  amount: string | null,
  validFrom: Day | null = null,
): Promise<void> {
  const values = { shopId, ...subjectColumns(subject), validFrom, amount };
  await withShopClient(shopId, (client) =>
    amount === null
      ? execute(
          client,
          `DELETE FROM unit_costs WHERE shop_id = :shopId AND source = 'form'
             AND (variant_id, product_id, sku, valid_from)
               IS NOT DISTINCT FROM (:variantId::bigint, :productId::bigint, :sku::text, :validFrom::date)`,
          values,
        )
      : execute(
          client,
          `INSERT INTO unit_costs (shop_id, variant_id, product_id, sku, valid_from, amount, currency, source)
           SELECT :shopId, :variantId::bigint, :productId::bigint, :sku::text, :validFrom::date, :amount::numeric, currency, 'form'
           FROM shops WHERE shop_id = :shopId
           ON CONFLICT (shop_id, source, variant_id, product_id, sku, valid_from)
           DO UPDATE SET amount = excluded.amount, currency = excluded.currency`,
          values,
        ),
  );
}

/** Stores costs read from a file; a row of the same SKU and day replaces the one before. Returns the number that changed. */
export function importCosts(shopId: bigint, costs: readonly SkuCost[]): Promise<number> {
  return withShopClient(shopId, (client) =>
    execute(
      client,
      `INSERT INTO unit_costs (shop_id, sku, valid_from, amount, currency, source)
       SELECT shops.shop_id, sku, nullif(valid_from, '')::date, amount::numeric, shops.currency, 'import'
       FROM unnest(:skus::text[], :days::text[], :amounts::text[]) AS given (sku, valid_from, amount)
       JOIN shops ON shops.shop_id = :shopId
       ON CONFLICT (shop_id, source, variant_id, product_id, sku, valid_from)
       DO UPDATE SET amount = excluded.amount, currency = excluded.currency
       WHERE (unit_costs.amount, unit_costs.currency) IS DISTINCT FROM (excluded.amount, excluded.currency)`,
      {
        shopId,
        skus: costs.map(({ sku }) => sku),
        days: costs.map(({ validFrom }) => validFrom ?? ""),
        amounts: costs.map(({ amount }) => amount),
      },
    ),
  );
}

/** Costs typed or imported, as a file would hold them: by SKU, those of variants by the SKU they have now. */
export function listSkuCosts(shopId: bigint): Promise<SkuCost[]> {
  return withShopClient(shopId, (client) =>
    rows<SkuCost>(
      client,
      `SELECT DISTINCT ON (sku, valid_from) sku, amount, "validFrom" FROM (
         SELECT coalesce(c.sku, v.sku) AS sku, trim_scale(c.amount)::text AS amount, c.valid_from, c.valid_from AS "validFrom", c.source
         FROM unit_costs c JOIN shops s ON s.shop_id = c.shop_id AND s.currency = c.currency
         LEFT JOIN variants v ON v.shop_id = c.shop_id AND v.variant_id = c.variant_id
         WHERE c.shop_id = :shopId AND c.source <> 'shopify' AND c.product_id IS NULL
       ) AS told WHERE sku <> '' ORDER BY sku, valid_from NULLS FIRST, source`,
      { shopId },
    ),
  );
}

/** A variant that was sold and whose cost is not known, with the net sales whose profit that leaves open. */
export interface UncostedVariant {
  /** Null where only the SKU is left of it. */
  readonly variantId: string | null;
  readonly sku: string | null;
  readonly title: string;
  readonly netSales: Minor;
}

/**
 * The work list: what has no known cost, most money first, one page of it, and how many there are. Lines that name neither
 * a variant nor a SKU cannot be given a cost and are not listed.
 */
export function variantsWithoutCost(
  shopId: bigint,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<{ readonly variants: readonly UncostedVariant[]; readonly count: number }> {
  return withShopClient(shopId, async (client) => {
    const values = { shopId, limit, offset };
    const { count } = await row<{ count: number }>(client, `${UNCOSTED} SELECT count(*) FROM uncosted`, values);
    const variants = await rows<UncostedVariant>(
      client,
      `${UNCOSTED}
       SELECT u.variant_id::text AS "variantId", u.sku, u."netSales",
              CASE WHEN v.title IS NULL OR v.title IN ('Default Title', 'Default') THEN coalesce(p.title, u.title)
                   ELSE coalesce(p.title, u.title) || ' – ' || v.title END AS title
       FROM uncosted u
       LEFT JOIN variants v ON v.shop_id = :shopId AND v.variant_id = u.variant_id
       LEFT JOIN products p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
       ORDER BY u."netSales" DESC, title, u.variant_id, u.sku LIMIT :limit OFFSET :offset`,
      values,
    );
    return { variants, count };
  });
}

const UNCOSTED = `
  WITH uncosted AS (
    SELECT i.variant_id, max(i.sku) AS sku, max(i.title) AS title,
           sum(s.net)::bigint AS "netSales"
    FROM sales s
    JOIN orders o ON o.shop_id = s.shop_id AND o.order_id = s.order_id AND NOT o.test AND o.deleted_at IS NULL
    JOIN shops ON shops.shop_id = o.shop_id AND shops.currency = o.currency
    JOIN line_items i ON i.shop_id = s.shop_id AND i.order_id = s.order_id AND i.line_item_id = s.line_item_id
    WHERE s.shop_id = :shopId AND s.line_type = 'PRODUCT' AND s.cost IS NULL AND (i.variant_id IS NOT NULL OR i.sku <> '')
    GROUP BY i.variant_id, CASE WHEN i.variant_id IS NULL THEN i.sku END
  )`;
