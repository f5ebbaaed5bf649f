import type { Day } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import { changeCosts } from "./costChanges.server";
import { execute, rows } from "./sql.server";

/** What a unit cost is for. */
export type CostSubject = { readonly variantId: bigint } | { readonly productId: bigint } | { readonly sku: string };

/** A unit cost, a decimal string in major units of the shop's currency, from a local day on; null: since ever. */
export interface UnitCostEntry {
  readonly subject: CostSubject;
  /** Null takes the cost of that subject and day away. */
  readonly amount: string | null;
  readonly validFrom: Day | null;
}

/** Who changes a cost, and where it comes from. */
export interface CostOrigin {
  readonly source: "form" | "import";
  /** The file's name, or what was changed. */
  readonly name?: string | null;
  /** Id of the staff member at Shopify. */
  readonly by?: string | null;
}

/**
 * Stores unit costs as one change; each replaces the one of the same source, subject and day. Answers the change's id, or
 * null when nothing differs. Sales are costed anew by `recostSlice`.
 */
export function saveUnitCosts(
  shopId: bigint,
  entries: readonly UnitCostEntry[],
  { source, name = null, by = null }: CostOrigin,
): Promise<string | null> {
  return changeCosts(shopId, { kind: "unitCosts", name, by }, async (client) => {
    await removeCosts(client, shopId, entries, source);
    await upsertCosts(client, shopId, entries, source);
  });
}

const GIVEN = `
  SELECT nullif(variant_id, '')::bigint AS variant_id, nullif(product_id, '')::bigint AS product_id, nullif(sku, '') AS sku,
         nullif(valid_from, '')::date AS valid_from, nullif(amount, '')::numeric(20, 6) AS amount
  FROM unnest(:variants::text[], :products::text[], :skus::text[], :days::text[], :amounts::text[])
    AS told (variant_id, product_id, sku, valid_from, amount)`;

const given = (shopId: bigint, entries: readonly UnitCostEntry[], source: string) => ({
  shopId,
  source,
  variants: entries.map(({ subject }) => ("variantId" in subject ? String(subject.variantId) : "")),
  products: entries.map(({ subject }) => ("productId" in subject ? String(subject.productId) : "")),
  skus: entries.map(({ subject }) => ("sku" in subject ? subject.sku : "")),
  days: entries.map(({ validFrom }) => validFrom ?? ""),
  amounts: entries.map(({ amount }) => amount ?? ""),
});

/** Takes away costs by what they are for and since when, whoever stored them. */
const removeCosts = (client: ShopClient, shopId: bigint, entries: readonly UnitCostEntry[], source: string) => {
  const removed = entries.filter(({ amount }) => amount === null);
  if (removed.length === 0) return Promise.resolve(0);
  return execute(
    client,
    `DELETE FROM unit_costs c USING (${GIVEN}) AS g WHERE c.shop_id = :shopId AND c.source <> 'shopify'
       AND (c.variant_id, c.product_id, c.sku, c.valid_from) IS NOT DISTINCT FROM (g.variant_id, g.product_id, g.sku, g.valid_from)`,
    given(shopId, removed, source),
  );
};

// The later of two costs that hold from the same day counts, so a stored one is dated by when it was last changed.
const upsertCosts = (client: ShopClient, shopId: bigint, entries: readonly UnitCostEntry[], source: string) =>
  execute(
    client,
    `INSERT INTO unit_costs (shop_id, variant_id, product_id, sku, valid_from, amount, currency, source)
     SELECT s.shop_id, g.variant_id, g.product_id, g.sku, g.valid_from, g.amount, s.currency, :source
     FROM (${GIVEN}) AS g JOIN shops s ON s.shop_id = :shopId WHERE g.amount IS NOT NULL
     ON CONFLICT (shop_id, source, variant_id, product_id, sku, valid_from)
     DO UPDATE SET amount = excluded.amount, currency = excluded.currency, created_at = excluded.created_at
     WHERE (unit_costs.amount, unit_costs.currency) IS DISTINCT FROM (excluded.amount, excluded.currency)`,
    given(shopId, entries, source),
  );

/** A stored cost as a file and a page show it. */
export interface KnownCost {
  readonly variantId: string | null;
  readonly productId: string | null;
  readonly sku: string | null;
  /** Name of the product, with the variant's where it has one. */
  readonly title: string;
  readonly amount: string;
  readonly validFrom: Day | null;
  readonly source: "form" | "import" | "shopify";
}

/**
 * Unit costs that are stored, by name, SKU and day: those typed and imported (of a subject and day the one that counts), or
 * with `seen` those that Shopify showed as well.
 */
export function listKnownCosts(
  shopId: bigint,
  {
    seen = false,
    search = "",
    limit,
    offset = 0,
  }: { readonly seen?: boolean; readonly search?: string; readonly limit: number | null; readonly offset?: number },
): Promise<KnownCost[]> {
  return withShopClient(shopId, (client) =>
    rows<KnownCost>(
      client,
      `SELECT * FROM (
         SELECT DISTINCT ON (c.variant_id, c.product_id, c.sku, c.valid_from, c.source = 'shopify')
           c.variant_id::text AS "variantId", c.product_id::text AS "productId", coalesce(c.sku, v.sku) AS sku,
           ${TITLE} AS title, trim_scale(c.amount)::text AS amount, c.valid_from AS "validFrom", c.source
         FROM unit_costs c JOIN shops s ON s.shop_id = c.shop_id AND s.currency = c.currency
         LEFT JOIN LATERAL (
           SELECT w.title, w.sku, w.product_id FROM variants w WHERE w.shop_id = :shopId
             AND (w.variant_id = c.variant_id OR (c.sku IS NOT NULL AND w.sku = c.sku))
           ORDER BY w.deleted_at DESC NULLS FIRST, w.variant_id LIMIT 1) AS v ON true
         LEFT JOIN products p ON p.shop_id = :shopId AND p.product_id = coalesce(c.product_id, v.product_id)
         WHERE c.shop_id = :shopId AND (:seen OR c.source <> 'shopify')
         ORDER BY c.variant_id, c.product_id, c.sku, c.valid_from, c.source = 'shopify', c.created_at DESC, c.source
       ) AS known
       WHERE :search = '' OR title ILIKE '%' || :search || '%' OR sku ILIKE '%' || :search || '%'
       ORDER BY title, sku, "variantId", "validFrom" NULLS FIRST, source LIMIT :limit OFFSET :offset`,
      { shopId, seen, search: search.replace(/[\\%_]/g, "\\$&"), limit, offset },
    ),
  );
}

/** The name of what a row with `v` (variant) and `p` (product) is about; empty where both are gone. */
const TITLE = `CASE WHEN v.title IS NULL OR v.title IN ('Default Title', 'Default') THEN coalesce(p.title, '')
                    ELSE coalesce(p.title || ' – ', '') || v.title END`;
