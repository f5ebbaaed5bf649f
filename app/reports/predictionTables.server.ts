import { HORIZONS } from "~/analytics/clv/horizons";
import { type Minor, minor } from "~/analytics/money";
import { findModelVersion } from "~/data/predictions.server";
import type { ReportContext } from "./context.server";
import { versionOf } from "./predictionReport.server";
import type { PredictionRow, PredictionTestRow } from "./predictionRows";
import type { PredictionVersion } from "./predictionTypes";

/** What the newest version that was made by the report's moment foretells, and its tests. Filters have no say in it. */
export async function predictionTables({ client, scope }: ReportContext): Promise<{
  readonly ahead: readonly PredictionRow[];
  readonly tests: readonly PredictionTestRow[];
}> {
  const found = await findModelVersion(client, scope.shopId, { by: scope.asOf });
  if (found === null) return { ahead: [], tests: [] };
  const version = versionOf(found);
  const isForetold = version.predicted !== null || version.contracts?.foretold != null;
  return { ahead: isForetold ? HORIZONS.map((days) => aheadRow(version, days)) : [], tests: testRows(version) };
}

function aheadRow(version: PredictionVersion, days: number): PredictionRow {
  const { predicted, contracts, together } = version;
  const total = predicted?.totals.find((one) => one.days === days);
  const renewals = contracts?.foretold?.totals.find((one) => one.days === days);
  const both = together.find((one) => one.days === days);
  const error = predicted?.proof.horizons.find((one) => one.days === days);
  const whole = (value: number | undefined) => (value === undefined ? null : Math.round(value));
  return {
    days,
    versionId: version.versionId,
    madeAsOf: version.asOf,
    orders: total?.orders ?? null,
    ordersLow: whole(total?.ordersLow),
    ordersHigh: whole(total?.ordersHigh),
    rhythmProfit: both?.rhythm ?? null,
    subscriptions: contracts?.running ?? 0,
    renewals: renewals?.orders ?? null,
    contractProfit: renewals ? (both?.contracts ?? null) : null,
    futureProfit: both?.value ?? null,
    futureProfitLow: both?.low ?? null,
    futureProfitHigh: both?.high ?? null,
    discountRate: version.discountRate,
    grade: predicted?.proof.grade ?? null,
    usualMoneyError: predicted?.proof.medianError ?? null,
    usualOrdersError: predicted?.proof.ordersError ?? null,
    testedDays: error?.testedDays ?? null,
    moneyError: error?.money ?? null,
    ordersError: error?.orders ?? null,
    contractError: contracts?.foretold?.moneyError ?? null,
  };
}

function testRows({ predicted, contracts }: PredictionVersion): PredictionTestRow[] {
  const amount = (value: number | undefined): Minor | null => (value === undefined ? null : minor(Math.round(value)));
  const orders = [...(predicted?.proof.spans ?? []), ...(predicted?.proof.farSpans ?? [])].map(
    ({ span, days, orders: of, low, high, revenue }): PredictionTestRow => ({
      kind: "rhythm",
      ...span,
      days,
      orders: of.predicted,
      ordersLow: Math.round(low),
      ordersHigh: Math.round(high),
      actualOrders: of.actual,
      ordersError: of.error,
      revenue: amount(revenue?.predicted),
      actualRevenue: amount(revenue?.actual),
      revenueError: revenue?.error ?? null,
    }),
  );
  const renewals = (contracts?.foretold?.spans ?? []).map(
    ({ span, days, renewals: of, low, high, revenue }): PredictionTestRow => ({
      kind: "renewals",
      ...span,
      days,
      orders: of.predicted,
      ordersLow: Math.round(low),
      ordersHigh: Math.round(high),
      actualOrders: of.actual,
      ordersError: of.error,
      revenue: amount(revenue.predicted),
      actualRevenue: amount(revenue.actual),
      revenueError: revenue.error,
    }),
  );
  return [...orders, ...renewals];
}
