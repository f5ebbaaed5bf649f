import type { Allocation } from "~/analytics/marketingShares";
import { caveats } from "./caveats.server";
import { headOf, withReport } from "./context.server";
import type { ProductReport } from "./pageReports";
import { sumMoney } from "./periodSums.server";
import { productsOf, variantsOf } from "./productTable.server";
import type { VariantRow } from "./productTypes";
import type { ProductRow } from "./report";
import type { ReportQuery } from "./reportQuery";
import { stepsOf } from "./rows";

export interface ProductQuery extends ReportQuery {
  /** How platforms' spend is shared among their orders. Default: by price. */
  readonly allocation?: Allocation;
}

/** Every product's steps of profit in the period, and the row of what belongs to none; they sum to the total. */
export function productReport(shopId: bigint, query: ProductQuery): Promise<ProductReport> {
  return withReport(shopId, query, async (context) => {
    const total = await sumMoney(context, context.scope);
    return {
      ...headOf(context, await caveats(context, total)),
      rows: await productsOf(context, total, query.allocation),
      total: stepsOf(total),
    };
  });
}

/** The variants of a product of the same report; they sum to its row. */
export function productVariants(shopId: bigint, query: ProductQuery, product: ProductRow): Promise<VariantRow[]> {
  return withReport(shopId, query, (context) => variantsOf(context, product, query.allocation ?? "price"));
}
