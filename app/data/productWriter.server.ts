import type { ShopClient } from "~/db.server";
import { applyFacts, lockFacts } from "./facts.server";
import type { ShopMoney } from "./orderWriter.server";
import { execute } from "./sql.server";
import { stagingTable } from "./staging.server";

export const STAGED_PRODUCTS = stagingTable("staged_products", {
  productId: "id",
  title: "text",
  handle: "text?",
  status: "text?",
  vendor: "text?",
  productType: "text?",
  tags: "texts",
  isGiftCard: "boolean",
  createdAt: "instant",
  updatedAt: "instant",
});

export const STAGED_VARIANTS = stagingTable("staged_variants", {
  productId: "id",
  variantId: "id",
  title: "text",
  sku: "text?",
  price: "minor",
  compareAtPrice: "minor?",
  inventoryItemId: "id",
  unitCost: "decimal?",
  unitCostCurrency: "text?",
});

export const STAGED_COLLECTIONS = stagingTable("staged_collections", {
  productId: "id",
  collectionId: "id",
  title: "text",
});

export const PRODUCT_STAGING = [STAGED_PRODUCTS, STAGED_VARIANTS, STAGED_COLLECTIONS] as const;

/**
 * Merges the staged products with their variants and collections, and keeps today's unit costs with `seenAt` (ISO text) as
 * the time from which they are known. Variants that a product no longer has are marked deleted. Where a cost, a price to
 * compare with, or what cost rules go by changed, the orders that hold the variant are costed anew. Answers how many products were stored.
 */
export async function mergeProducts(client: ShopClient, shop: ShopMoney, seenAt: string): Promise<number> {
  const values = { shopId: shop.shopId, zone: shop.timeZone, seenAt };
  await lockFacts(client, shop.shopId);
  await execute(client, NEWER, values);
  const stored = await execute(client, PRODUCTS, values);
  await execute(client, CHANGED, values);
  await execute(client, VARIANTS, values);
  await execute(client, GONE, values);
  await execute(client, COSTS, values);
  await execute(client, CONCERNED, values);
  await applyFacts(client, shop.shopId, { tempTable: "concerned_orders" });
  return stored;
}

const NEWER = `
  CREATE TEMP TABLE newer_products ON COMMIT DROP AS
  SELECT DISTINCT ON (s.product_id) s.*, told.collections,
    p.product_id IS NOT NULL AND EXISTS (SELECT FROM unit_cost_rules WHERE shop_id = :shopId)
      AND (p.vendor, p.product_type, p.collections) IS DISTINCT FROM (s.vendor, s.product_type, told.collections) AS ruled_anew
  FROM staged_products s
  LEFT JOIN products p ON p.shop_id = :shopId AND p.product_id = s.product_id
  CROSS JOIN LATERAL (SELECT coalesce((SELECT jsonb_object_agg(c.collection_id::text, c.title) FROM staged_collections c
              WHERE c.product_id = s.product_id), '{}') AS collections) AS told
  WHERE p.product_id IS NULL OR (p.deleted_at IS NULL AND p.updated_at <= s.updated_at)
  ORDER BY s.product_id, s.updated_at DESC`;

const PRODUCT_COLUMNS =
  "title, handle, status, vendor, product_type, tags, collections, is_gift_card, created_at, updated_at";

const PRODUCTS = `
  INSERT INTO products (shop_id, product_id, ${PRODUCT_COLUMNS})
  SELECT :shopId, product_id, ${PRODUCT_COLUMNS} FROM newer_products
  ON CONFLICT (shop_id, product_id) DO UPDATE
  SET (${PRODUCT_COLUMNS}) = (${PRODUCT_COLUMNS.split(", ")
    .map((column) => `EXCLUDED.${column}`)
    .join(", ")})`;

/** Variants whose cost, price to compare with, SKU, or what cost rules go by is not what it was: sales may be costed or judged otherwise. */
const CHANGED = `
  CREATE TEMP TABLE changed_variants ON COMMIT DROP AS
  SELECT s.variant_id, s.sku
  FROM staged_variants s
  JOIN newer_products n ON n.product_id = s.product_id
  LEFT JOIN variants v ON v.shop_id = :shopId AND v.variant_id = s.variant_id
  LEFT JOIN LATERAL (
    SELECT amount, currency FROM unit_costs u
    WHERE u.shop_id = :shopId AND u.variant_id = s.variant_id AND u.source = 'shopify'
    ORDER BY valid_from DESC LIMIT 1) AS last ON true
  WHERE n.ruled_anew OR (v.variant_id IS NULL OR v.sku IS DISTINCT FROM s.sku OR v.compare_at_price IS DISTINCT FROM s.compare_at_price)
     OR (s.unit_cost IS NOT NULL AND (last.amount, last.currency) IS DISTINCT FROM (s.unit_cost::numeric(20,6), s.unit_cost_currency))`;

const VARIANTS = `
  INSERT INTO variants (shop_id, variant_id, product_id, title, sku, price, compare_at_price, inventory_item_id)
  SELECT DISTINCT ON (s.variant_id) :shopId, s.variant_id, s.product_id, s.title, s.sku, s.price, s.compare_at_price, s.inventory_item_id
  FROM staged_variants s JOIN newer_products n ON n.product_id = s.product_id ORDER BY s.variant_id
  ON CONFLICT (shop_id, variant_id) DO UPDATE SET product_id = EXCLUDED.product_id, title = EXCLUDED.title, sku = EXCLUDED.sku,
    price = EXCLUDED.price, compare_at_price = EXCLUDED.compare_at_price, inventory_item_id = EXCLUDED.inventory_item_id,
    deleted_at = NULL`;

const GONE = `
  UPDATE variants v SET deleted_at = :seenAt::timestamptz FROM newer_products n
  WHERE v.shop_id = :shopId AND v.product_id = n.product_id AND v.deleted_at IS NULL
    AND NOT EXISTS (SELECT FROM staged_variants s WHERE s.variant_id = v.variant_id)`;

/** Shopify keeps today's cost only: each change is kept with the local day on which it was first seen. */
const COSTS = `
  INSERT INTO unit_costs (shop_id, variant_id, valid_from, amount, currency, source)
  SELECT DISTINCT ON (s.variant_id) :shopId, s.variant_id, local_day(:seenAt::timestamptz, :zone), s.unit_cost, s.unit_cost_currency, 'shopify'
  FROM staged_variants s
  JOIN newer_products n ON n.product_id = s.product_id
  LEFT JOIN LATERAL (
    SELECT amount, currency, valid_from FROM unit_costs u
    WHERE u.shop_id = :shopId AND u.variant_id = s.variant_id AND u.source = 'shopify'
    ORDER BY valid_from DESC LIMIT 1) AS last ON true
  WHERE s.unit_cost IS NOT NULL
    AND (last.amount, last.currency) IS DISTINCT FROM (s.unit_cost::numeric(20,6), s.unit_cost_currency)
    AND (last.valid_from IS NULL OR last.valid_from <= local_day(:seenAt::timestamptz, :zone))
  ORDER BY s.variant_id
  ON CONFLICT (shop_id, source, variant_id, product_id, sku, valid_from)
  DO UPDATE SET amount = EXCLUDED.amount, currency = EXCLUDED.currency`;

const CONCERNED = `
  CREATE TEMP TABLE concerned_orders ON COMMIT DROP AS
  SELECT l.order_id FROM line_items l JOIN changed_variants c ON c.variant_id = l.variant_id WHERE l.shop_id = :shopId
  UNION
  SELECT l.order_id FROM line_items l JOIN changed_variants c ON c.sku = l.sku
  WHERE l.shop_id = :shopId AND l.variant_id IS NULL AND c.sku <> ''`;

/** Marks a product and its variants as deleted; what was sold of them stays. Answers whether it was known. */
export async function deleteProduct(client: ShopClient, shopId: bigint, productId: bigint, at: Date): Promise<boolean> {
  const values = { shopId, productId, at };
  await execute(
    client,
    "UPDATE variants SET deleted_at = :at WHERE shop_id = :shopId AND product_id = :productId AND deleted_at IS NULL",
    values,
  );
  const known = await execute(
    client,
    "UPDATE products SET deleted_at = :at WHERE shop_id = :shopId AND product_id = :productId AND deleted_at IS NULL",
    values,
  );
  return known > 0;
}
