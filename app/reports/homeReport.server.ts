import { addDays, type Day, earlier, lengthInDays, type Part } from "~/analytics/period";
import { type PeriodSums, periodValues } from "~/analytics/periodFigures";
import { NO_SALES, salesFigures } from "~/analytics/sales";
import { sumFacts } from "~/data/sales.server";
import type { Scope } from "~/data/scope.server";
import { caveats } from "./caveats.server";
import { cohortTable, lifetimeValues } from "./cohortTable.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { countedTests, customerValues } from "./customerTests.server";
import { figuresOf } from "./figures";
import type { ChartPart, DayRow, HomeReport } from "./pageReports";
import { sumByMonth, sumByPart } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";
import { salesRow, stepsOf } from "./rows";

/** The key figures of the period beside those of the comparison period, and the days and months they are made of. */
export function homeReport(shopId: bigint, query: ReportQuery): Promise<HomeReport> {
  return withReport(shopId, query, async (context) => {
    const { scope, comparison } = context;
    const now = await sumByMonth(context, scope);
    const before = comparison && (await sumByMonth(context, comparison));
    const { highValueCount, median } = await countedTests(context);
    const values = {
      ...periodValues(now.total),
      ...lifetimeValues(await cohortTable(context)),
      ...customerValues(highValueCount, median),
    };
    return {
      ...headOf(context, await caveats(context, now.total)),
      metrics: figuresOf(values, before && periodValues(before.total)),
      days: await daysOf(context, scope),
      comparisonDays: comparison ? await daysOf(context, comparison) : [],
      months: now.months.map(salesRow),
      grain: query.grain ?? "month",
      parts: (await sumByPart(context, scope, query.grain ?? "month")).parts.map(chartPart),
    };
  });
}

function chartPart(of: PeriodSums & Part): ChartPart {
  const { netSales, contributionProfit } = stepsOf(of);
  return { key: of.key, start: of.start, end: of.end, whole: of.whole, netSales, contributionProfit };
}

/** Every day of the period that has begun, those without sales included. */
async function daysOf({ client, asOfDay }: ReportContext, scope: Scope): Promise<DayRow[]> {
  const { parts } = await sumFacts(client, scope, "day");
  const { start, end } = scope.period;
  const count = Math.max(0, lengthInDays({ start, end: earlier(end, addDays(asOfDay, 1)) }));
  return Array.from({ length: count }, (_, index) => {
    const day: Day = addDays(start, index);
    const { netSales, totalSales, orders } = salesFigures(parts.get(day)?.sums ?? NO_SALES);
    return { day, netSales, totalSales, orders };
  });
}
