import { kindOf, skuOf } from "./codes";
import type { SourceRow } from "./columns";
import type { Account } from "./fates";

const SET_OFF_MINUTES = 31 * 24 * 60;

/**
 * Rows of the expense codes that cancel each other: one above zero and the nearest one below zero of the same code and
 * amount within 31 days.
 */
export function setOffRows(rows: readonly SourceRow[]): Set<SourceRow> {
  const candidates = rows.filter((row) => kindOf(skuOf(row.stockCode)) === "expense");
  const pairs = new Set<SourceRow>();
  for (const plus of candidates) {
    if (millsOf(plus) <= 0) continue;
    const [partner] = candidates
      .filter((row) => !pairs.has(row) && row.stockCode === plus.stockCode && millsOf(row) === -millsOf(plus))
      .filter((row) => distance(row, plus) <= SET_OFF_MINUTES)
      .sort((a, b) => distance(a, plus) - distance(b, plus) || a.row - b.row);
    if (partner === undefined) continue;
    pairs.add(plus).add(partner);
  }
  return pairs;
}

/** What the retailer paid by way of a credit note or a bad debt: fees, bank charges, commission, samples. */
export function expenseRows(rows: readonly SourceRow[], setOff: ReadonlySet<SourceRow>, account: Account): SourceRow[] {
  for (const row of setOff) account.settle(row, "setOff");
  const expenses = rows.filter(
    (row) => kindOf(skuOf(row.stockCode)) === "expense" && millsOf(row) < 0 && !setOff.has(row),
  );
  for (const row of expenses) account.settle(row, "expense");
  return expenses;
}

/** Quantity × price in thousandths. */
export function millsOf(row: SourceRow): number {
  return row.quantity * row.mills;
}

function distance(a: SourceRow, b: SourceRow): number {
  return Math.abs(a.minute - b.minute);
}
