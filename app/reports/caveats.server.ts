import { isFiltered } from "~/analytics/filter";
import type { MoneySums } from "~/analytics/periodFigures";
import { countOtherCurrencyFees } from "~/data/otherCurrencyFees.server";
import { countLeftOut } from "~/data/scope.server";
import { syncNotes } from "~/data/syncNotes.server";
import { hasEnded, type ReportContext } from "./context.server";
import { notesOf } from "./notes";
import type { Note } from "./report";

/** The notes of a report on the scope's period, whose sums are `total`. */
export async function caveats(context: ReportContext, total: MoneySums): Promise<Note[]> {
  const { client, shop, scope, comparison, comparesBeforeHistory } = context;
  const leftOut = await countLeftOut(client, scope);
  const otherCurrencyFees = await countOtherCurrencyFees(client, scope);
  const { historyLimited, syncRunning } = await syncNotes(client, scope.shopId);
  return notesOf({
    total,
    leftOut,
    otherCurrencyFees,
    historyLimited,
    syncRunning,
    comparesBegunPeriod: comparison !== null && !hasEnded(scope.period.end, scope.asOf, shop.timeZone),
    comparesBeforeHistory: comparison !== null && comparesBeforeHistory,
    madeUpData: shop.settings.madeUpData,
    filtered: isFiltered(scope.filter),
  });
}
