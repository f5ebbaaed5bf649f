import type { Sorting } from "~/components/figures/SortableHead";
import type { ProductRow } from "~/reports/report";
import { PRODUCT_COLUMNS, type ProductColumn } from "./productColumns";

/** Reads column and direction from an address; net sales from the top by default. */
export function productSorting(search: URLSearchParams): Sorting & { readonly by: ProductColumn } {
  const by = PRODUCT_COLUMNS.find((column) => column === search.get("sort")) ?? "netSales";
  return { by, direction: search.get("direction") === "ascending" ? "ascending" : "descending" };
}

/** The products in the order asked for. Unknown figures come last either way; what belongs to no product comes after all. */
export function sortProducts(
  rows: readonly ProductRow[],
  { by, direction }: Sorting & { readonly by: ProductColumn },
): ProductRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  return rows.toSorted((left, right) => {
    if (left.kind !== right.kind) return left.kind === "untied" ? 1 : -1;
    return compare(left[by], right[by], sign);
  });
}

function compare(left: string | number | null, right: string | number | null, sign: 1 | -1): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  if (typeof left === "string" || typeof right === "string") return sign * String(left).localeCompare(String(right));
  return sign * (left - right);
}
