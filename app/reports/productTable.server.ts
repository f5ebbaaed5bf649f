import { type ProductFigures, productFigures } from "~/analytics/products";
import { orderProfit } from "~/analytics/profit";
import { listProducts } from "~/data/products.server";
import type { ReportContext } from "./context.server";
import type { PeriodByMonth } from "./periodSums.server";

/** Products of the period with the row of what belongs to none. */
export async function productsOf({ client, scope }: ReportContext, of: PeriodByMonth): Promise<ProductFigures[]> {
  return productFigures(await listProducts(client, scope), orderProfit(of.total.sums, of.total.fees));
}
