import { NO_FILTER } from "~/analytics/filter";
import { addDays, type Day, earlier, lengthInDays, type Part, type Period } from "~/analytics/period";
import { type MoneySums, periodValues } from "~/analytics/periodFigures";
import { type LedgerSums, NO_SALES, salesFigures } from "~/analytics/sales";
import { sumFacts } from "~/data/sales.server";
import type { Scope } from "~/data/scope.server";
import { switchesSet } from "~/data/settings.server";
import { caveats } from "./caveats.server";
import { lifetimeValuesOf } from "./cohortTable.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { countedTests, customerValues } from "./customerTests.server";
import { figuresOf } from "./figures";
import type { ChartPart, DayRow, HomeReport } from "./pageReports";
import { sumByMonth, sumMoney, sumMoneyByPart } from "./periodSums.server";
import type { Note } from "./report";
import type { ReportQuery } from "./reportQuery";
import { salesRow, stepsOf } from "./rows";

/** The key figures of the period beside those of the comparison period, and the days and months they are made of. */
export const homeReport = (shopId: bigint, query: ReportQuery): Promise<HomeReport> =>
  withReport(shopId, query, (context) => homeOf(context, query));

/** The same within the snapshot of a page. */
export async function homeOf(context: ReportContext, query: ReportQuery): Promise<HomeReport> {
  const { scope, comparison } = context;
  const now = await sumByMonth(context, scope);
  const before = comparison && (await sumByMonth(context, comparison));
  const { highValueCount, median } = await countedTests(context);
  const values = {
    ...periodValues(now.total),
    ...(await lifetimeValuesOf(context)),
    ...customerValues(highValueCount, median),
  };
  const grain = query.grain ?? "month";
  const { parts } = await sumMoneyByPart(context, scope, grain);
  return {
    ...headOf(context, await caveats(context, now.total)),
    metrics: figuresOf(values, before && periodValues(before.total)),
    days: grain === "day" ? parts.map(({ start, sums }) => dayRow(start, sums)) : await daysOf(context, scope),
    comparisonDays: comparison ? await daysOf(context, comparison) : [],
    months: now.months.map(salesRow),
    grain,
    parts: parts.map(chartPart),
  };
}

/** What figures of another period, of all orders, must own up to. */
export async function notesOfPeriod(context: ReportContext, period: Period): Promise<readonly Note[]> {
  const { shop, scope } = context;
  const whole = { ...scope, period, filter: NO_FILTER, switches: switchesSet(shop.settings) };
  return caveats({ ...context, scope: whole, comparison: null }, await sumMoney(context, whole));
}

function chartPart(of: MoneySums & Part): ChartPart {
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
    return dayRow(day, parts.get(day)?.sums ?? NO_SALES);
  });
}

function dayRow(day: Day, sums: LedgerSums): DayRow {
  const { netSales, totalSales, orders } = salesFigures(sums);
  return { day, netSales, totalSales, orders };
}
