import type { Ratio } from "~/analytics/money";
import { listPredicted, predictedBound } from "~/data/predictedHighValue.server";
import { findModelVersion } from "~/data/predictions.server";
import { headOf, withReport } from "./context.server";
import { customerRules } from "./customerRules.server";
import type { PredictedCustomersReport } from "./predictionTypes";
import { aboutVersion } from "./scoreReport.server";

const PAGE_SIZE = 50;

/** `pageSize` null: all of them. */
export function predictedCustomersReport(
  shopId: bigint,
  query: { readonly asOf: Date; readonly page?: number; readonly pageSize?: null },
): Promise<PredictedCustomersReport> {
  return withReport(shopId, { asOf: query.asOf, clock: "orderDay" }, async (context) => {
    const { client, scope, shop } = context;
    const version = await findModelVersion(client, shopId);
    const share = shop.settings.highValueShare as Ratio;
    const bound = version
      ? await predictedBound(client, shopId, version.versionId, share)
      : { least: null, customers: 0, known: 0 };
    const pages = Math.max(1, Math.ceil(bound.customers / PAGE_SIZE));
    const page = Math.min(query.page ?? 1, pages);
    const slice =
      query.pageSize === null ? { limit: null, offset: 0 } : { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
    const { rules } = await customerRules(context);
    return {
      ...headOf(context, []),
      ...aboutVersion(version),
      share,
      least: bound.least,
      known: bound.known,
      rows:
        version === null || bound.least === null
          ? []
          : await listPredicted(client, scope, version.versionId, { ...slice, least: bound.least, rules }),
      page,
      pages,
      count: bound.customers,
    };
  });
}
