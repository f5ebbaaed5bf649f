import { periodValues } from "~/analytics/periodFigures";
import { caveats } from "./caveats.server";
import { headOf, withReport } from "./context.server";
import { figuresOf } from "./figures";
import type { ProfitAndLossReport } from "./pageReports";
import { sumByMonth } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";
import { profitRow, stepsOf } from "./rows";

/** Profit and loss by month, its sum over the period, and every metric of the period beside that of the comparison. */
export function profitAndLossReport(shopId: bigint, query: ReportQuery): Promise<ProfitAndLossReport> {
  return withReport(shopId, query, async (context) => {
    const { scope, comparison } = context;
    const now = await sumByMonth(context, scope);
    const before = comparison && (await sumByMonth(context, comparison));
    return {
      ...headOf(context, await caveats(context, now.total)),
      metrics: figuresOf(periodValues(now.total), before && periodValues(before.total)),
      months: now.months.map((of) => profitRow(of)),
      total: stepsOf(now.total),
    };
  });
}
