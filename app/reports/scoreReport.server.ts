import { findModelVersion, type ModelVersion } from "~/data/predictions.server";
import {
  type CustomerScore,
  countScores,
  findScore,
  type GroupScore,
  listGroupScores,
  listScores,
  type ScoreGroup,
} from "~/data/scores.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { proofOf } from "./predictionReport.server";
import type { CustomerScoreReport, ScoreError, ScoreListReport } from "./predictionTypes";

const PAGE_SIZE = 50;

/** Customers by what they will still bring, and groups of them. `pageSize` null: all. */
export function scoreListReport(
  shopId: bigint,
  query: { readonly asOf: Date; readonly by: ScoreGroup; readonly page?: number; readonly pageSize?: null },
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
      by: query.by,
      ...(await rowsOf(context, version, query.by, slice)),
      page,
      pages,
      count,
    };
  });
}

async function rowsOf(
  { client, shop }: ReportContext,
  version: ModelVersion | null,
  by: ScoreGroup,
  slice: { readonly limit: number | null; readonly offset: number },
): Promise<{ rows: readonly CustomerScore[]; groups: readonly GroupScore[] }> {
  if (version === null) return { rows: [], groups: [] };
  const rows = await listScores(client, shop.shopId, version.versionId, slice);
  return { rows, groups: await listGroupScores(client, shop.shopId, version.versionId, by) };
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
    return score && { ...headOf(context, []), ...aboutVersion(version), score };
  });
}

function aboutVersion(version: ModelVersion | null): ScoreError {
  const proof = version?.forecaster ? proofOf(version.forecaster) : null;
  return {
    madeAsOf: version?.asOf ?? null,
    grade: proof?.grade ?? null,
    moneyError: proof?.medianError ?? null,
    ordersError: proof?.ordersError ?? null,
  };
}
