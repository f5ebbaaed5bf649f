import { exponentOf } from "~/analytics/currencies";
import { EXPENSE_KINDS, type Expense } from "~/analytics/expenses";
import { parseMinor } from "~/analytics/money";
import type { SpendRow } from "./adSpend.server";
import { type CsvRows, type LineReader, readCsv } from "./csvFile.server";

interface Currency {
  readonly currency: string;
}

/** Reads `day,platform,amount,currency`: advertising spend by local day and platform, in the shop's currency. */
export function parseAdSpendCsv(text: string, shop: Currency): CsvRows<SpendRow> {
  return readCsv(
    text,
    ["day", "platform", "amount", "currency"],
    (line) => {
      const day = line.day("day");
      const platform = line.text("platform");
      const amount = amountOf(line, shop);
      return day === null || amount === null ? null : { day, platform, amount };
    },
    ({ day, platform }) => `${day}\n${platform}`,
  );
}

/** Reads `name,amount,currency,kind,start,end`: operating expenses; a one-off has no end, a recurring one may go on. */
export function parseExpensesCsv(text: string, shop: Currency): CsvRows<Expense> {
  return readCsv(text, ["name", "amount", "currency", "kind", "start"], (line) => {
    const name = line.text("name");
    const amount = amountOf(line, shop);
    const kindText = line.text("kind");
    const kind = EXPENSE_KINDS.find((known) => known === kindText);
    if (kind === undefined && kindText !== "") line.fault("kind", "kind");
    const start = line.day("start");
    const end = line.optionalDay("end");
    if (end !== null && (kind === "once" ? end !== start : start !== null && end < start)) line.fault("end", "end");
    if (amount === null || kind === undefined || start === null) return null;
    return { name, amount, kind, start, end: kind === "once" ? null : end };
  });
}

/** Minor units of `amount`, or null with a fault noted. */
function amountOf(line: LineReader, { currency }: Currency) {
  if (line.text("currency") !== currency) line.fault("currency", "currency");
  const exponent = exponentOf(currency);
  const text = line.amount("amount", exponent);
  return /^\d+(\.\d+)?$/.test(text) ? parseMinor(text, exponent) : null;
}
