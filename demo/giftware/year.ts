import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type SourceRow, unpackRows } from "./columns";
import { giveBack, type Unmatched } from "./credits";
import { expenseRows, setOffRows } from "./expenses";
import { type Account, openAccount } from "./fates";
import { type Order, ordersOf } from "./sales";

/** The source, read as a shop's year: what was sold, given back, spent, and left out. */
export type Year = {
  readonly rows: readonly SourceRow[];
  readonly orders: readonly Order[];
  readonly expenses: readonly SourceRow[];
  readonly unmatched: readonly Unmatched[];
  readonly account: Account;
};

export const FIRST_DAY = "2010-12-01";
export const LAST_DAY = "2011-12-09";

/** The rows of the UCI file, unpacked. */
export function readSource(): SourceRow[] {
  return unpackRows(readFileSync(fileURLToPath(new URL("online-retail.columns.br", import.meta.url))));
}

export function yearOf(rows: readonly SourceRow[]): Year {
  const account = openAccount(rows.length);
  const setOff = setOffRows(rows);
  const expenses = expenseRows(rows, setOff, account);
  const spent = new Set(expenses);
  const trade = rows.filter((row) => !spent.has(row));
  const orders = ordersOf(trade, setOff, account);
  const unmatched = giveBack(
    trade.filter((row) => !setOff.has(row)),
    orders,
    account,
  );
  return { rows, orders, expenses, unmatched, account };
}
