import { withShopClient } from "~/db.server";
import type { CostSubject } from "./costEntries.server";
import { rows } from "./sql.server";

/** SKUs that neither a variant nor a line of any order has, each once: their costs are kept for when one comes. */
export async function unknownSkus(
  shopId: bigint,
  costs: readonly { readonly subject: CostSubject }[],
): Promise<string[]> {
  const skus = [...new Set(costs.flatMap(({ subject }) => ("sku" in subject ? [subject.sku] : [])))];
  if (skus.length === 0) return [];
  const found = await withShopClient(shopId, (client) =>
    rows<{ sku: string }>(
      client,
      `SELECT t.sku FROM unnest(:skus::text[]) WITH ORDINALITY AS t (sku, place)
       WHERE NOT EXISTS (SELECT FROM variants v WHERE v.shop_id = :shopId AND v.sku = t.sku)
         AND NOT EXISTS (SELECT FROM line_items l WHERE l.shop_id = :shopId AND l.sku = t.sku)
       ORDER BY t.place`,
      { shopId, skus },
    ),
  );
  return found.map(({ sku }) => sku);
}
