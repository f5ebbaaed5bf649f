import { isFiltered } from "~/analytics/filter";
import { findSummary, keepSummary, summaryMarker } from "~/data/customerSummaries.server";
import type { ReportContext } from "./context.server";

/**
 * The result of `compute`, from what is kept where that still holds. `key` names what it depends on beside the day, the shop's
 * switches and the filter. Plain data only: it is kept as JSON.
 */
export async function keptSummary<Summary extends object>(
  { client, scope, shop, asOfDay }: ReportContext,
  name: string,
  key: readonly unknown[],
  compute: () => Promise<Summary>,
): Promise<Summary> {
  // A look into the past is computed: what is kept is of all that is stored.
  if (!scope.isSummed) return compute();
  const whole = JSON.stringify([VERSION, asOfDay, scope.switches, scope.filter, scope.currency, shop.timeZone, ...key]);
  // One place for all orders, one for chosen ones: who looks at a filter does not push out what every page begins with.
  const place = isFiltered(scope.filter) ? `${name}, filtered` : name;
  const kept = await findSummary<Summary>(client, scope.shopId, place, whole, scope.asOf);
  if (kept) return kept.summary;
  const marker = await summaryMarker(client, scope.shopId);
  const begun = performance.now();
  const summary = await compute();
  const computedMs = performance.now() - begun;
  // Not waited for: it takes a connection of its own, which this one's transaction must not wait for.
  if (computedMs > QUICK_MS)
    void keepSummary(scope.shopId, { name: place, key: whole, marker, asOf: scope.asOf, computedMs, summary });
  return summary;
}

/** What is computed within this time is not worth keeping. */
const QUICK_MS = 40;

/** Raised whenever the same rows would give another result. */
const VERSION = 1;
