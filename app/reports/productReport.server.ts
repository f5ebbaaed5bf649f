import { caveats } from "./caveats.server";
import { headOf, withReport } from "./context.server";
import type { ProductReport } from "./pageReports";
import { sumByMonth } from "./periodSums.server";
import { productsOf } from "./productTable.server";
import type { ReportQuery } from "./reportQuery";
import { stepsOf } from "./rows";

/** Every product's steps of profit in the period, and the row of what belongs to none; they sum to the total. */
export function productReport(shopId: bigint, query: ReportQuery): Promise<ProductReport> {
  return withReport(shopId, query, async (context) => {
    const now = await sumByMonth(context, context.scope);
    return {
      ...headOf(context, await caveats(context, now.total)),
      rows: await productsOf(context, now),
      total: stepsOf(now.total),
    };
  });
}
