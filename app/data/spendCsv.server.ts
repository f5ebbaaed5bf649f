import { exponentOf } from "~/analytics/currencies";
import { EXPENSE_KINDS, type Expense } from "~/analytics/expenses";
import { isTooLarge, largestMajor } from "~/analytics/largest";
import { parseMinor, toDecimalString } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { type AdFormat, parseAdExport } from "./adExports.server";
import type { SpendRow } from "./adSpend.server";
import { type CsvRows, csvLine, type LineReader, readCsv } from "./csvFile.server";

interface Currency {
  readonly currency: string;
}

/** What a file of advertising spend holds, and whose report it is; null for our own columns. */
export interface SpendFile extends CsvRows<SpendRow> {
  readonly format: AdFormat | null;
  /** Lines that were summed by day. */
  readonly campaignRows: number;
}

/**
 * Reads advertising spend by local day and platform, in the shop's currency: a report exported from Google Ads, Meta Ads
 * Manager or TikTok Ads Manager, or `day,platform,amount,currency`. Days after `today` are faults.
 */
export function parseAdSpendCsv(text: string, shop: Currency, today: Day | null = null): SpendFile {
  const own = readCsv(
    text,
    ["day", "platform", "amount", "currency"],
    (line) => {
      const day = line.day("day");
      if (day !== null && today !== null && day > today) line.fault("day", "future");
      const platform = line.text("platform");
      const amount = amountOf(line, shop);
      return day === null || amount === null ? null : { day, platform, amount };
    },
    { keyOf: ({ day, platform }) => `${day}\n${platform}`, saysOf: ({ amount }) => String(amount) },
  );
  const exported = own.faults.some(({ rule }) => rule === "columns") ? parseAdExport(text, shop, today) : null;
  return exported ?? { ...own, format: null, campaignRows: own.rows.length };
}

/** The file that parseAdSpendCsv reads. */
export const adSpendCsv = (spend: readonly SpendRow[], { currency }: Currency): string =>
  [
    csvLine(["day", "platform", "amount", "currency"]),
    ...spend.map(({ day, platform, amount }) =>
      csvLine([day, platform, toDecimalString(amount, exponentOf(currency)), currency]),
    ),
  ].join("");

/**
 * Reads `name,amount,currency,kind,start,end`: operating expenses; a one-off has no end, a recurring one may go on. The amount
 * of a `percent` is its percentage of net sales.
 */
export function parseExpensesCsv(text: string, shop: Currency): CsvRows<Expense> {
  return readCsv(text, ["name", "amount", "currency", "kind", "start"], (line) => {
    const name = line.text("name");
    const kindText = line.text("kind");
    const kind = EXPENSE_KINDS.find((known) => known === kindText);
    if (kind === undefined && kindText !== "") line.fault("kind", "kind");
    const start = line.day("start");
    const end = line.optionalDay("end");
    if (end !== null && (kind === "once" ? end !== start : start !== null && end < start)) line.fault("end", "end");
    if (kind === "percent") {
      const percent = percentOf(line, "amount");
      return percent === null || start === null ? null : { name, kind, percent, start, end };
    }
    const amount = amountOf(line, shop);
    if (amount === null || kind === undefined || start === null) return null;
    return { name, amount, kind, start, end: kind === "once" ? null : end };
  });
}

/** The file that parseExpensesCsv reads. */
export const expensesCsv = (expenses: readonly Expense[], { currency }: Currency): string =>
  [
    csvLine(["name", "amount", "currency", "kind", "start", "end"]),
    ...expenses.map((of) => {
      const amount = of.kind === "percent" ? of.percent : toDecimalString(of.amount, exponentOf(currency));
      return csvLine([of.name, amount, of.kind === "percent" ? "" : currency, of.kind, of.start, of.end ?? ""]);
    }),
  ].join("");

/** Minor units of `amount`, or null with a fault noted. */
function amountOf(line: LineReader, { currency }: Currency) {
  if (line.text("currency") !== currency) line.fault("currency", "currency");
  const exponent = exponentOf(currency);
  const text = line.amount("amount", exponent, largestMajor(currency, "total"));
  if (!/^\d+(\.\d+)?$/.test(text) || isTooLarge(text, currency, "total")) return null;
  return parseMinor(text, exponent);
}

/** A percentage as a decimal string, or null with a fault noted. */
function percentOf(line: LineReader, column: string): string | null {
  const text = line.amount(column, 6);
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  if (/^(100(\.0+)?|\d{1,2}(\.\d+)?)$/.test(text)) return text;
  line.fault(column, "percent");
  return null;
}
