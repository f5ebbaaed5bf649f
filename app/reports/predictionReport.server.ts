import type { Errors } from "~/analytics/clv/accuracy";
import type { Forecaster } from "~/analytics/clv/forecaster";
import type { ProofWindow } from "~/analytics/clv/proof";
import { totalInterval } from "~/analytics/clv/totals";
import type { Ratio } from "~/analytics/money";
import { addDays } from "~/analytics/period";
import { type DayNumber, dayOf } from "~/analytics/subscriptions/calendar";
import {
  findModelVersion,
  findPredictionState,
  type ModelVersion,
  type PredictionState,
} from "~/data/predictions.server";
import { headOf, withReport } from "./context.server";
import type { PredictionReport, PredictionVersion, Proof, ProvedSpan, ProvedTotal } from "./predictionTypes";

/** A fitting without a sign for so long has died; the clock begins another. */
const SILENT_MS = 15 * 60_000;
const QUARTER_DAYS = 91;

/** The newest prediction of a shop, or the newest made by `by`, with the proof of how wrong such forecasts were. */
export function predictionReport(
  shopId: bigint,
  query: { readonly asOf: Date; readonly by?: Date },
): Promise<PredictionReport> {
  return withReport(shopId, { asOf: query.asOf }, async (context) => {
    const version = await findModelVersion(context.client, shopId, query.by ?? null);
    const state = await findPredictionState(context.client, shopId);
    return {
      ...headOf(context, []),
      phase: phaseOf(state, query.asOf),
      version: version && versionOf(version),
      discountRate: context.shop.settings.discountRate as Ratio,
    };
  });
}

function phaseOf(state: PredictionState | null, now: Date): PredictionReport["phase"] {
  if (state === null || state.phase === "done" || now.getTime() - state.reachedAt.getTime() > SILENT_MS) return null;
  return state.phase;
}

function versionOf({ fittedAt, forecaster, totals, orders: _, ...version }: ModelVersion): PredictionVersion {
  return {
    ...version,
    fittedAt: fittedAt.toISOString(),
    discountRate: version.discountRate as Ratio,
    marginRate: version.marginRate as Ratio | null,
    costCoverage: version.costCoverage as Ratio | null,
    predicted: forecaster && {
      standing: forecaster.standing,
      method: forecaster.method,
      historyDays: forecaster.historyDays,
      oneTimers: forecaster.oneTimers as Ratio,
      totals: totals ?? [],
      proof: proofOf(forecaster),
    },
  };
}

/** How wrong the forecasts of a forecaster were in the past. */
export function proofOf({ proof, misfit, grade, medianError, intervalHits }: Forecaster): Proof {
  const latest = proof.find(({ asOf, until }) => until - asOf === QUARTER_DAYS);
  const median = (of: (window: ProofWindow) => Errors) => medianOf(proof.map((window) => of(window).bias));
  return {
    grade,
    medianError: medianError as Ratio | null,
    ordersError: median(({ orders }) => orders),
    samePaceError: median(({ heuristics }) => heuristics.samePace),
    lastSpanError: median(({ heuristics }) => heuristics.lastWindow),
    hits: intervalHits.hits,
    tests: intervalHits.of,
    spans: proof.map((window) => spanOf(window, misfit)),
    tenths: latest?.orders.deciles ?? [],
    reliability: latest?.anyOrder ?? [],
  };
}

function spanOf({ asOf, until, orders, spent, total, heuristics }: ProofWindow, misfit: number): ProvedSpan {
  const { low, high } = totalInterval({ ...total, mean: orders.predicted }, misfit);
  return {
    span: { start: addDays(dayOf(asOf as DayNumber), 1), end: addDays(dayOf(until as DayNumber), 1) },
    days: until - asOf,
    orders: provedTotal(orders),
    low,
    high,
    isWithin: low <= orders.actual && orders.actual <= high,
    revenue: spent && provedTotal(spent),
    samePaceError: heuristics.samePace.bias as Ratio | null,
    lastSpanError: heuristics.lastWindow.bias as Ratio | null,
  };
}

const provedTotal = ({ predicted, actual, bias }: Errors): ProvedTotal => ({
  predicted,
  actual,
  error: bias as Ratio | null,
});

/** Median of the absolute values of what is known. */
function medianOf(errors: readonly (number | null)[]): Ratio | null {
  const sizes = errors
    .filter((error) => error !== null)
    .map(Math.abs)
    .sort((left, right) => left - right);
  const upper = sizes[Math.floor(sizes.length / 2)];
  const lower = sizes[Math.ceil(sizes.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (((upper + lower) / 2) as Ratio);
}
