import type { Clock } from "~/analytics/metrics/metric";
import { periodValues } from "~/analytics/periodFigures";
import { caveats } from "./caveats.server";
import { cohortTables, NO_COHORTS } from "./cohortExtras.server";
import { lifetimeValues, lifetimeValuesOf } from "./cohortTable.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { countedTests, customerValues, highValueCustomers } from "./customerTests.server";
import { driverTable } from "./drivers.server";
import { figuresOf } from "./figures";
import { anyOf, chosenKeyFigures, withAsked } from "./keyFigures";
import { lifecycleTable, lifecycleValues } from "./lifecycleReport.server";
import { type PeriodByMonth, sumByMonth, sumByPart } from "./periodSums.server";
import { conversionValues, platformTable } from "./platformRows.server";
import { productsOf } from "./productTable.server";
import { type Report, SECTIONS, type SectionName } from "./report";
import type { StoreReportQuery } from "./reportQuery";
import { profitPartRow, profitRow, salesPartRow, salesRow } from "./rows";
import { sectionTables } from "./sectionTables.server";
import { subscriptionTables } from "./subscriptionReport.server";

/**
 * The CLTV and profitability report of a shop: every figure and table that page, mail, file and command line show.
 * Cohorts and customers are over the whole history up to `asOf`; all else is of the period.
 */
export function storeReport(shopId: bigint, query: StoreReportQuery): Promise<Report> {
  const sections = query.sections ?? SECTIONS;
  const asked = [...chosenKeyFigures(sections, query.shown), ...(query.alsoFigures ?? [])];
  return withReport(shopId, query, async (context) => {
    const { scope, comparison } = context;
    const now = await sumByMonth(context, scope);
    const before = comparison && (await sumByMonth(context, comparison));
    const cohorts = sections.includes("cohorts") ? await cohortTables(context, query.cohortSpan ?? "month") : null;
    const customers = await countedTests(context);
    const values = {
      ...periodValues(now.total),
      ...(cohorts ? lifetimeValues(cohorts.months) : await lifetimeValuesOf(context)),
      ...customerValues(customers.highValueCount, customers.median),
    };
    const platforms =
      sections.includes("platforms") || anyOf(asked, "conversion")
        ? await platformTable(context, scope, "lastTouch")
        : null;
    const subscribed =
      sections.includes("subscriptions") || anyOf(asked, "subscriptions") ? await subscriptionTables(context) : null;
    const stages = anyOf(asked, "lifecycle") ? await lifecycleValues(context) : null;
    const chosen = chooser(sections);
    const grain = query.grain ?? "month";
    const parts = grain === "month" ? [] : (await sumByPart(context, scope, grain)).parts;
    const tables = {
      salesByMonth: await chosen("sales", () => salesBy("eventDay", context, now)),
      salesByMonthOrderDay: await chosen("sales", () => salesBy("orderDay", context, now)),
      profitAndLoss: await chosen("profitAndLoss", () => now.months.map((of) => profitRow(of))),
      salesByPart: await chosen("sales", () => parts.map(salesPartRow)),
      profitByPart: await chosen("profitAndLoss", () => parts.map(profitPartRow)),
      ...(cohorts?.tables ?? NO_COHORTS),
      products: await chosen("products", () => productsOf(context, now.total)),
      highValueCustomers: await chosen("highValueCustomers", () => highValueCustomers(context)),
      platforms: await chosen("platforms", () => platforms?.rows ?? []),
      lifecycle: await chosen("lifecycle", () => lifecycleTable(context)),
      mrrMovements: await chosen("subscriptions", () => subscribed?.months ?? []),
      subscriptions: await chosen("subscriptions", () => subscribed?.subscriptions ?? []),
      ...(await sectionTables(context, sections, now.total)),
    };
    const told = { cohortSpan: query.cohortSpan ?? "month", tables };
    return {
      ...headOf(context, await caveats(context, now.total)),
      name: query.name ?? "cltvAndProfitability",
      title: query.title ?? context.shop.name,
      sections,
      ...(query.shown && { shown: query.shown }),
      grain,
      cohortSpan: query.cohortSpan ?? "month",
      metrics: figuresOf(
        withAsked(asked, {
          ...values,
          ...(platforms && conversionValues(platforms)),
          ...stages,
          ...subscribed?.values,
        }),
        before && periodValues(before.total),
      ),
      tables: {
        ...tables,
        drivers: await driverTable(context, sections, { now: now.total, before: before?.total ?? null }, told),
      },
    };
  });
}

/** Runs what fills a section's table if the section was chosen; a table of another is empty. */
const chooser =
  (sections: readonly SectionName[]) =>
  async <Row>(section: SectionName, fill: () => readonly Row[] | Promise<readonly Row[]>): Promise<readonly Row[]> =>
    sections.includes(section) ? fill() : [];

async function salesBy(clock: Clock, context: ReportContext, known: PeriodByMonth) {
  const { months } = clock === context.scope.clock ? known : await sumByMonth(context, { ...context.scope, clock });
  return months.map(salesRow);
}
