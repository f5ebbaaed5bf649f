import { findModelVersion, type ModelVersion } from "~/data/predictions.server";
import { countScores, findScore, listScores } from "~/data/scores.server";
import { headOf, withReport } from "./context.server";
import { contractsOf, proofOf } from "./predictionProof";
import type { CustomerScoreReport, ScoreError, ScoreListReport } from "./predictionTypes";

const PAGE_SIZE = 50;

/** Customers by what they will still bring. `pageSize` null: all. */
export function scoreListReport(
  shopId: bigint,
  query: { readonly asOf: Date; readonly page?: number; readonly pageSize?: null },
): Promise<ScoreListReport> {
  return withReport(shopId, { asOf: query.asOf }, async (context) => {
    const version = await findModelVersion(context.client, shopId);
    const count = version ? await countScores(context.client, shopId, version.versionId) : 0;
    const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
    const page = Math.min(query.page ?? 1, pages);
    const all = query.pageSize === null;
    const slice = { limit: all ? null : PAGE_SIZE, offset: all ? 0 : (page - 1) * PAGE_SIZE };
    return {
      ...headOf(context, []),
      ...aboutVersion(version),
      rows: version ? await listScores(context.client, shopId, version.versionId, slice) : [],
      page,
      pages,
      count,
    };
  });
}

/** What one customer will still bring; null for one that the newest version does not know. */
export function customerScoreReport(
  shopId: bigint,
  query: { readonly asOf: Date; readonly customerId: string },
): Promise<CustomerScoreReport | null> {
  return withReport(shopId, { asOf: query.asOf }, async (context) => {
    const version = await findModelVersion(context.client, shopId);
    if (version === null) return null;
    const score = await findScore(context.client, shopId, version.versionId, query.customerId);
    if (score === null) return null;
    const errors = version.forecaster ? proofOf(version.forecaster).horizons : [];
    const renewalTests = (version.contracts && contractsOf(version.contracts).foretold?.spans) ?? [];
    return { ...headOf(context, []), ...aboutVersion(version), score, errors, renewalTests };
  });
}

/** How wrong a version's forecasts were. */
export function aboutVersion(version: ModelVersion | null): ScoreError {
  const proof = version?.forecaster ? proofOf(version.forecaster) : null;
  return {
    madeAsOf: version?.asOf ?? null,
    standing: version?.forecaster?.standing ?? null,
    grade: proof?.grade ?? null,
    moneyError: proof?.medianError ?? null,
    ordersError: proof?.ordersError ?? null,
    contractError: (version?.contracts && contractsOf(version.contracts).foretold?.moneyError) ?? null,
    versionId: version?.versionId ?? null,
  };
}
