import type { SourceRow } from "./columns";

/** What became of a row of the source, in the order of the published table. */
export const FATES = [
  "product",
  "free",
  "giftCard",
  "custom",
  "shipping",
  "returned",
  "returnedSpread",
  "partlyReturned",
  "shippingRefunded",
  "adjusted",
  "unmatched",
  "expense",
  "setOff",
  "stockAdjustment",
] as const;

export type Fate = (typeof FATES)[number];

/** One fate per row; a second one for the same row is an error, and so is a row without any. */
export type Account = {
  settle(row: SourceRow, fate: Fate): void;
  of(row: SourceRow): Fate;
};

export function openAccount(rowCount: number): Account {
  const fates = new Array<Fate | undefined>(rowCount).fill(undefined);
  return {
    settle(row, fate) {
      const before = fates[row.row - 1];
      if (before !== undefined) throw new Error(`row ${row.row}: is "${before}" already and cannot be "${fate}" too`);
      fates[row.row - 1] = fate;
    },
    of(row) {
      const fate = fates[row.row - 1];
      if (fate === undefined) throw new Error(`row ${row.row}: nothing became of it`);
      return fate;
    },
  };
}
