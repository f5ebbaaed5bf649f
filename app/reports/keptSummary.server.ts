import { findSummary, keepSummary, summaryMarker } from "~/data/customerSummaries.server";
import type { ReportContext } from "./context.server";

/**
 * The result of `compute`, from what is kept where that still holds. Only for the shop as it is now with all its orders; `key` names
 * everything else it depends on. Plain data only: it is kept as JSON.
 */
export async function keptSummary<Summary extends object>(
  { client, scope, shop }: ReportContext,
  name: string,
  key: readonly unknown[],
  compute: () => Promise<Summary>,
): Promise<Summary> {
  const whole = JSON.stringify([VERSION, scope.switches, scope.filter, scope.currency, shop.timeZone, ...key]);
  const kept = await findSummary<Summary>(client, scope.shopId, name, whole, scope.asOf);
  if (kept) return kept.summary;
  const marker = await summaryMarker(client, scope.shopId);
  const begun = performance.now();
  const summary = await compute();
  const computedMs = performance.now() - begun;
  // Not waited for: it takes a connection of its own, which this one's transaction must not wait for.
  if (computedMs > QUICK_MS)
    void keepSummary(scope.shopId, { name, key: whole, marker, asOf: scope.asOf, computedMs, summary });
  return summary;
}

/** What is computed within this time is not worth keeping. */
const QUICK_MS = 40;

/** Raised whenever the same rows would give another result. */
const VERSION = 1;
