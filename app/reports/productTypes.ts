import type { ProductFigures } from "~/analytics/products";

/** A variant's part of its product; `title` is the variant's. */
export interface VariantRow extends ProductFigures {
  readonly variantId: string | null;
  readonly sku: string | null;
}
