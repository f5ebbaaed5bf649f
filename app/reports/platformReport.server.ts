import { lengthInDays } from "~/analytics/period";
import type { Attribution } from "~/analytics/platforms";
import { readReading } from "~/data/shopifyFigures.server";
import { caveats } from "./caveats.server";
import { headOf, withReport } from "./context.server";
import { sumMoney } from "./periodSums.server";
import { platformTable } from "./platformRows.server";
import type { PlatformReport } from "./platformTypes";
import type { ReportQuery } from "./reportQuery";

export interface PlatformQuery extends ReportQuery {
  readonly attribution: Attribution;
}

/** What each platform brought: sessions, orders, new customers, sales, profit, and what was spent on it. */
export async function platformReport(shopId: bigint, query: PlatformQuery): Promise<PlatformReport> {
  return withReport(shopId, query, async (context) => {
    const reading = await readReading(context.client, shopId, "sessions");
    const total = await sumMoney(context, context.scope);
    const { attribution } = query;
    const now = await platformTable(context, context.scope, attribution);
    const before = context.comparison && (await platformTable(context, context.comparison, attribution));
    return {
      ...headOf(context, await caveats(context, total)),
      attribution,
      rows: now.rows,
      total: now.total,
      previous: before && { rows: before.rows, total: before.total },
      sessions: {
        days: now.sessionDays,
        ofDays: lengthInDays(context.scope.period),
        imported: now.imported,
        state: reading?.state ?? null,
      },
    };
  });
}
