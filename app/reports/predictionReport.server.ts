import type { Ratio } from "~/analytics/money";
import {
  findModelVersion,
  findPredictionState,
  type ModelVersion,
  type PredictionState,
} from "~/data/predictions.server";
import { headOf, withReport } from "./context.server";
import { contractsOf, proofOf, togetherOf } from "./predictionProof";
import type { PredictionReport, PredictionVersion } from "./predictionTypes";

/** A fitting without a sign for so long has died; the clock begins another. */
const SILENT_MS = 15 * 60_000;

/** The newest prediction of a shop, the newest made by `by`, or a version by its number, with the proof of how wrong such forecasts were. */
export function predictionReport(
  shopId: bigint,
  query: { readonly asOf: Date; readonly by?: Date; readonly versionId?: number | null },
): Promise<PredictionReport> {
  return withReport(shopId, { asOf: query.asOf }, async (context) => {
    const version = await findModelVersion(context.client, shopId, query);
    const newest = query.versionId == null ? version : await findModelVersion(context.client, shopId);
    const state = await findPredictionState(context.client, shopId);
    return {
      ...headOf(context, []),
      phase: phaseOf(state, query.asOf),
      version: version && versionOf(version),
      isPast: version?.versionId !== newest?.versionId,
      discountRate: context.shop.settings.discountRate as Ratio,
    };
  });
}

function phaseOf(state: PredictionState | null, now: Date): PredictionReport["phase"] {
  if (state === null || state.phase === "done" || now.getTime() - state.reachedAt.getTime() > SILENT_MS) return null;
  return state.phase;
}

/** A version as pages and mails show it. */
export function versionOf({
  fittedAt,
  forecaster,
  totals,
  contracts,
  orders: _,
  ...version
}: ModelVersion): PredictionVersion {
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
    contracts: contracts && contractsOf(contracts),
    together: togetherOf(totals, contracts),
  };
}
