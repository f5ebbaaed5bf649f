import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

/** One row of the UCI file, in the file's own terms. */
export type SourceRow = {
  /** 1 is the first row after the header. */
  readonly row: number;
  /** As printed: "536365", "C536379", "A563185". */
  readonly invoice: string;
  readonly stockCode: string;
  readonly description: string;
  readonly quantity: number;
  /** Minutes of local wall-clock time since 2010-12-01 00:00. */
  readonly minute: number;
  /** Thousandths of a pound, the finest the file has. */
  readonly mills: number;
  readonly customer: number | null;
  readonly country: string;
};

type StockEntry = { readonly code: string; readonly descriptions: string[]; readonly mills: number[] };

type Dictionaries = {
  readonly rows: number;
  readonly stock: readonly StockEntry[];
  readonly countries: readonly string[];
  /** Byte length of each column, in the order of COLUMNS. */
  readonly lengths: readonly number[];
};

const COLUMNS = ["length", "prefix", "number", "minute", "customer", "country", "stock", "words", "price", "quantity"];
const PREFIXES = ["", "C", "A"];
const NO_CUSTOMER = 0;

/**
 * The rows as columns of dictionary numbers, brotli 11. Invoice columns hold one entry per run of rows that share
 * invoice, minute, customer and country; a description and a price are ranks among those of their own stock code.
 */
export function packRows(rows: readonly SourceRow[]): Buffer {
  const stock = stockDictionary(rows);
  const countries = byFrequency(rows.map((row) => row.country));
  const columns = COLUMNS.map(() => [] as number[]);
  const put = (column: string, value: number) => pushVarint(columns[COLUMNS.indexOf(column)] ?? [], value);
  const stockIndex = new Map(stock.map((entry, index) => [entry.code, index]));
  let previous: SourceRow | undefined;
  let run = 0;
  for (const row of rows) {
    if (previous === undefined || !sameRun(previous, row)) {
      if (previous !== undefined) put("length", run);
      putRunHead(put, row, previous, countries);
      run = 0;
    }
    putCells(put, row, stockIndex, stock);
    run += 1;
    previous = row;
  }
  put("length", run);
  const dictionaries: Dictionaries = { rows: rows.length, stock, countries, lengths: columns.map((c) => c.length) };
  const head = Buffer.from(JSON.stringify(dictionaries));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(head.length);
  return brotliCompressSync(Buffer.concat([size, head, ...columns.map((column) => Buffer.from(column))]), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
}

/** The inverse of `packRows`: every row, in the file's order. */
export function unpackRows(packed: Buffer): SourceRow[] {
  const bytes = brotliDecompressSync(packed);
  const headLength = bytes.readUInt32LE(0);
  const dictionaries = JSON.parse(bytes.toString("utf8", 4, 4 + headLength)) as Dictionaries;
  const readers = new Map<string, () => number>();
  let offset = 4 + headLength;
  COLUMNS.forEach((column, index) => {
    readers.set(column, varintReader(bytes, offset));
    offset += dictionaries.lengths[index] ?? 0;
  });
  return rowsFrom(dictionaries, (column) => readers.get(column)?.() ?? 0);
}

function rowsFrom(dictionaries: Dictionaries, next: (column: string) => number): SourceRow[] {
  const rows: SourceRow[] = [];
  let number = 0;
  let minute = 0;
  while (rows.length < dictionaries.rows) {
    const run = next("length");
    number += unzigzag(next("number"));
    minute += next("minute");
    const customer = next("customer");
    const head = {
      invoice: `${PREFIXES[next("prefix")]}${number}`,
      minute,
      customer: customer === NO_CUSTOMER ? null : customer,
      country: dictionaries.countries[next("country")] ?? "",
    };
    for (let index = 0; index < run; index += 1) {
      const entry = dictionaries.stock[next("stock")];
      if (entry === undefined) throw new Error(`row ${rows.length + 1}: stock code is not in the dictionary`);
      rows.push({
        row: rows.length + 1,
        ...head,
        stockCode: entry.code,
        description: entry.descriptions[next("words")] ?? "",
        quantity: unzigzag(next("quantity")),
        mills: entry.mills[next("price")] ?? 0,
      });
    }
  }
  return rows;
}

function putRunHead(
  put: (column: string, value: number) => void,
  row: SourceRow,
  previous: SourceRow | undefined,
  countries: readonly string[],
): void {
  put("prefix", PREFIXES.indexOf(prefixOf(row.invoice)));
  put("number", zigzag(numberOf(row.invoice) - (previous === undefined ? 0 : numberOf(previous.invoice))));
  put("minute", row.minute - (previous?.minute ?? 0));
  put("customer", row.customer ?? NO_CUSTOMER);
  put("country", countries.indexOf(row.country));
}

function putCells(
  put: (column: string, value: number) => void,
  row: SourceRow,
  stockIndex: ReadonlyMap<string, number>,
  stock: readonly StockEntry[],
): void {
  const index = stockIndex.get(row.stockCode) ?? 0;
  const entry = stock[index];
  put("stock", index);
  put("words", entry?.descriptions.indexOf(row.description) ?? 0);
  put("price", entry?.mills.indexOf(row.mills) ?? 0);
  put("quantity", zigzag(row.quantity));
}

function stockDictionary(rows: readonly SourceRow[]): StockEntry[] {
  const ofCode = new Map<string, SourceRow[]>();
  for (const row of rows) {
    const list = ofCode.get(row.stockCode);
    if (list === undefined) ofCode.set(row.stockCode, [row]);
    else list.push(row);
  }
  return byFrequency(rows.map((row) => row.stockCode)).map((code) => {
    const own = ofCode.get(code) ?? [];
    return {
      code,
      descriptions: byFrequency(own.map((row) => row.description)),
      mills: byFrequency(own.map((row) => row.mills)),
    };
  });
}

/** Distinct values, the most frequent first, ties in order of appearance. */
function byFrequency<T>(values: readonly T[]): T[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.entries()].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

function sameRun(a: SourceRow, b: SourceRow): boolean {
  return a.invoice === b.invoice && a.minute === b.minute && a.customer === b.customer && a.country === b.country;
}

function prefixOf(invoice: string): string {
  return /^[A-Z]/.test(invoice) ? invoice.slice(0, 1) : "";
}

function numberOf(invoice: string): number {
  return Number(invoice.slice(prefixOf(invoice).length));
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}

function pushVarint(column: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    column.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  column.push(rest);
}

function varintReader(bytes: Buffer, start: number): () => number {
  let at = start;
  return () => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte % 128) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  };
}
