import { addDays } from "~/analytics/period";
import type { WatchView } from "~/components/alerts/WatchPage";
import { boundText, newWatch, type WatchValues } from "~/components/alerts/watchForm";
import { mayBeSentTo } from "~/data/consents.server";
import { listChecks } from "~/data/metricNotices.server";
import { getWatch, type MetricWatch, WatchMissing } from "~/data/metricWatches.server";
import type { Shop } from "~/data/shops.server";
import { isLanguage, type Language } from "~/i18n/languages";

/** What the page of a watch shows; `watchId` null for a new one. Throws a 404 when the shop has none of that id. */
export async function loadWatch(shop: Shop, watchId: string | null): Promise<WatchView> {
  const language = isLanguage(shop.language) ? shop.language : "en";
  if (watchId === null)
    return {
      watchId,
      values: newWatch(shop.email ?? "", language),
      rule: null,
      paused: false,
      hasReaders: true,
      checks: [],
    };
  const watch = await findWatch(shop.shopId, watchId);
  const checks = await listChecks(shop.shopId, watchId);
  return {
    watchId,
    values: valuesOf(watch, shop.currency, language),
    rule: watch.rule,
    paused: watch.pausedAt !== null,
    hasReaders: watch.recipients.some(mayBeSentTo),
    checks: checks.map(({ firstDay, lastDay, verdict, value, low, high, isTold }) => ({
      start: firstDay,
      end: addDays(lastDay, 1),
      verdict,
      value,
      low,
      high,
      hasRange: low !== null || high !== null,
      isTold,
    })),
  };
}

async function findWatch(shopId: bigint, watchId: string): Promise<MetricWatch> {
  try {
    return await getWatch(shopId, watchId);
  } catch (error) {
    if (error instanceof WatchMissing) throw new Response(null, { status: 404 });
    throw error;
  }
}

/** The bound stands as the reader of the page writes numbers. */
function valuesOf({ rule, language, recipients }: MetricWatch, currency: string, reader: Language): WatchValues {
  const { metric, span, condition } = rule;
  const fresh = newWatch(recipients.map(({ email }) => email).join("\n"), isLanguage(language) ? language : reader);
  const told = { ...fresh, metric, span, kind: condition.kind };
  return condition.kind === "threshold"
    ? { ...told, side: condition.side, bound: boundText(condition.value, metric, currency, reader) }
    : { ...told, sides: condition.sides, sensitivity: condition.sensitivity };
}
