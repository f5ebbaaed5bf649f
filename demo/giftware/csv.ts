import { parse } from "csv-parse/sync";
import type { SourceRow } from "./columns";

const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
const EPOCH = Date.UTC(2010, 11, 1);
const MINUTE_MS = 60_000;

/** Rows of the UCI file. Throws with the row number on a value that does not have the file's form. */
export function rowsOfCsv(text: string): SourceRow[] {
  const [header, ...records] = parse(text) as string[][];
  if (header?.join(",") !== HEADER) throw new Error(`header: expected ${HEADER}, found ${header?.join(",")}`);
  return records.map((record, index) => {
    const [
      invoice = "",
      stockCode = "",
      description = "",
      quantity = "",
      date = "",
      price = "",
      customer = "",
      country = "",
    ] = record;
    const row = {
      row: index + 1,
      invoice,
      stockCode,
      description,
      quantity: Number(quantity),
      minute: (Date.parse(`${date.replace(" ", "T")}Z`) - EPOCH) / MINUTE_MS,
      mills: Math.round(Number(price) * 1000),
      customer: customer === "" ? null : Number(customer),
      country,
    };
    if (csvLine(row) !== csvLine(record))
      throw new Error(`row ${row.row}: "${record.join(",")}" would not survive packing`);
    return row;
  });
}

/** The file again, byte for byte. */
export function csvOfRows(rows: readonly SourceRow[]): string {
  return `${[HEADER, ...rows.map(csvLine)].join("\n")}\n`;
}

function csvLine(row: SourceRow | readonly string[]): string {
  if (!("invoice" in row)) return row.map(quoted).join(",");
  const date = new Date(EPOCH + row.minute * MINUTE_MS).toISOString();
  const customer = row.customer === null ? "" : `${row.customer}.0`;
  const fields = [
    row.invoice,
    row.stockCode,
    quoted(row.description),
    String(row.quantity),
    `${date.slice(0, 10)} ${date.slice(11, 19)}`,
    priceText(row.mills),
    customer,
    row.country,
  ];
  return fields.join(",");
}

/** At least one decimal, no trailing zero beyond it: 2.5, 3.0, 0.001. */
function priceText(mills: number): string {
  const sign = mills < 0 ? "-" : "";
  const digits = String(Math.abs(mills)).padStart(4, "0");
  const decimals = digits.slice(-3).replace(/0{1,2}$/, "");
  return `${sign}${digits.slice(0, -3)}.${decimals}`;
}

function quoted(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
