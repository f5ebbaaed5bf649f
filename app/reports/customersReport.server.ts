import { caveats } from "./caveats.server";
import { headOf, withReport } from "./context.server";
import { customerValues, testedCustomers } from "./customerTests.server";
import { figuresOf } from "./figures";
import type { CustomersReport } from "./pageReports";
import { sumByMonth } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";

/** Near misses shown beside the high-value customers, of whom all are shown. */
const NEAR_MISSES = 500;

/** The customers who pass all three tests, by contribution profit, then those who miss one; each with the reasons. */
export function customersReport(shopId: bigint, query: ReportQuery): Promise<CustomersReport> {
  return withReport(shopId, { ...query, clock: "orderDay" }, async (context) => {
    const { ranked, highValueCount, median } = await testedCustomers(context);
    const { total } = await sumByMonth(context, context.scope);
    return {
      ...headOf(context, await caveats(context, total)),
      metrics: figuresOf(customerValues(highValueCount, median)),
      tests: context.shop.settings.highValue,
      rows: ranked.slice(0, highValueCount + NEAR_MISSES),
      highValueCount,
      nearMissCount: ranked.length - highValueCount,
    };
  });
}
