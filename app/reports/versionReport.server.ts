import { minor } from "~/analytics/money";
import { countVersions, listVersions, type VersionHead } from "~/data/predictions.server";
import { headOf, withReport } from "./context.server";
import { proofOf } from "./predictionProof";
import type { VersionListReport, VersionRow } from "./predictionTypes";

const PAGE_SIZE = 30;
const YEAR = 365;

/** All versions that are kept, the newest first: what a report of back then was made from. */
export function versionListReport(
  shopId: bigint,
  query: { readonly asOf: Date; readonly page?: number },
): Promise<VersionListReport> {
  return withReport(shopId, { asOf: query.asOf }, async (context) => {
    const count = await countVersions(context.client, shopId);
    const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
    const page = Math.min(query.page ?? 1, pages);
    const found = await listVersions(context.client, shopId, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    return { ...headOf(context, []), rows: found.map(versionRow), page, pages, count };
  });
}

function versionRow({ forecaster, totals, contractTotals, running, fittedAt, ...head }: VersionHead): VersionRow {
  const proof = forecaster && proofOf(forecaster);
  const yearOf = (of: VersionHead["totals"]) => of?.find(({ days }) => days === YEAR)?.profit ?? null;
  const [rhythm, contracts] = [yearOf(totals), running === 0 ? 0 : yearOf(contractTotals)];
  return {
    ...head,
    fittedAt: fittedAt.toISOString(),
    method: forecaster?.method ?? null,
    why: forecaster?.choice.why ?? null,
    grade: proof?.grade ?? null,
    moneyError: proof?.medianError ?? null,
    ordersError: proof?.ordersError ?? null,
    year: rhythm === null || contracts === null ? null : minor(rhythm + contracts),
  };
}
