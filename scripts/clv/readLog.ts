import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { type Info, parse } from "csv-parse";
import { type DatedOrder, type OrderHistories, orderHistories } from "~/analytics/clv/histories";
import { type Columns, columnsOf } from "./columns";
import { type Role, UsageError } from "./options";
import { AMOUNT_RULE, amountOf, DATE_RULE, dayOf } from "./values";

/** A transaction log, and what was left out of it. */
export interface TransactionLog {
  readonly histories: OrderHistories;
  readonly columns: Columns;
  readonly lines: number;
  /** Orders: lines of one customer on one day are one. */
  readonly orders: number;
  /** Lines without a customer. */
  readonly anonymous: number;
  /** Lines with an amount below 0: returns. They lower the customer's order of the same day; without one they are left out. */
  readonly returns: number;
}

const MOST_FAULTS = 20;

/**
 * Reads a log as a stream, whatever stands between its columns: commas, semicolons, tabs or, if none of these, blanks; .gz is
 * unpacked. @throws UsageError that names line, column, value and rule of the first twenty mistakes
 */
export async function readLog(file: string, named: Partial<Record<Role, string>>): Promise<TransactionLog> {
  const taking = new Taking(named);
  try {
    const delimiter = await delimiterOf(file);
    for await (const { record, line } of delimiter === " " ? blankSeparated(file) : separated(file, delimiter)) {
      taking.take(record, line);
      if (taking.faults.length >= MOST_FAULTS) break;
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--log ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (taking.faults.length > 0) {
    const more = taking.faults.length >= MOST_FAULTS ? `\n(the first ${MOST_FAULTS} mistakes; there may be more)` : "";
    throw new UsageError(`${file}:\n${taking.faults.join("\n")}${more}`);
  }
  return taking.log();
}

interface Line {
  readonly record: readonly string[];
  readonly line: number;
}

/** The file's text, unpacked; errors of the file end whoever reads it. */
function textOf(file: string): Readable {
  const stream = createReadStream(file);
  if (!file.endsWith(".gz")) return stream;
  const unpacked = createGunzip();
  stream.on("error", (error) => unpacked.destroy(error));
  return stream.pipe(unpacked);
}

async function* separated(file: string, delimiter: string): AsyncGenerator<Line> {
  const text = textOf(file);
  const parser = parse({
    bom: true,
    delimiter,
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
  });
  text.on("error", (error) => parser.destroy(error));
  text.pipe(parser);
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
    yield { record, line: info.lines };
  }
}

async function* blankSeparated(file: string): AsyncGenerator<Line> {
  let line = 0;
  for await (const text of createInterface({ input: textOf(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() !== "")
      yield {
        record: text
          .replace(/^\uFEFF/, "")
          .trim()
          .split(/\s+/),
        line,
      };
  }
}

/** What separates columns, by the first line. */
async function delimiterOf(file: string): Promise<string> {
  let first = "";
  for await (const chunk of textOf(file)) {
    first += String(chunk);
    if (first.trimStart().includes("\n")) break;
  }
  first = first.trimStart().split(/\r?\n/)[0] ?? "";
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: first.split(mark).length }));
  const best = counts.reduce((left, right) => (right.count > left.count ? right : left));
  if (best.count > 1) return best.mark;
  return /\S\s+\S/.test(first) ? " " : ",";
}

/** Takes lines one by one. */
class Taking {
  readonly faults: string[] = [];
  private readonly customers = new Map<string, { orders: DatedOrder[]; returned: DatedOrder[] }>();
  private columns: Columns | null = null;
  private lines = 0;
  private anonymous = 0;
  private returns = 0;

  constructor(private readonly named: Partial<Record<Role, string>>) {}

  take(record: readonly string[], line: number): void {
    if (this.columns === null) {
      this.columns = columnsOf(record, this.named);
      if (this.columns.hasHeader) return;
    }
    this.lines += 1;
    const { customer, date, amount, names } = this.columns;
    const id = record[customer] ?? "";
    if (id === "") {
      this.anonymous += 1;
      return;
    }
    const written = record[date] ?? "";
    const day = dayOf(written);
    if (day === null) this.faults.push(`line ${line}: column "${names.date}" has "${written}": ${DATE_RULE}`);
    const value = amount === null ? null : amountOf(record[amount] ?? "");
    if (value === undefined) {
      this.faults.push(`line ${line}: column "${names.amount}" has "${record[amount ?? 0]}": ${AMOUNT_RULE}`);
    }
    if (day === null || value === undefined) return;
    this.add(id, { day, amount: value });
  }

  private add(id: string, order: DatedOrder): void {
    let known = this.customers.get(id);
    if (known === undefined) {
      known = { orders: [], returned: [] };
      this.customers.set(id, known);
    }
    if (order.amount === null || order.amount >= 0) known.orders.push(order);
    else {
      known.returned.push(order);
      this.returns += 1;
    }
  }

  log(): TransactionLog {
    if (this.columns === null) throw new UsageError("the log is empty");
    if (this.customers.size === 0) throw new UsageError("the log has no order with a customer");
    const histories = orderHistories(this.merged());
    const { columns, lines, anonymous, returns } = this;
    return { histories, columns, lines, orders: histories.days.length, anonymous, returns };
  }

  private *merged() {
    for (const [id, { orders, returned }] of this.customers) {
      const days = new Set(orders.map(({ day }) => day));
      yield { id, orders: [...orders, ...returned.filter(({ day }) => days.has(day))] };
    }
  }
}
