import { closeSync, openSync, writeSync } from "node:fs";
import path from "node:path";
import { History, type MadeReturn } from "./history";
import { ledgerLines, orderLines } from "./orderLines";
import { customerLine, productLines } from "./otherLines";
import { catalogue } from "./trade";

/** What is known of a generated file: where each root's lines end, and how many lines there are up to it. */
export interface FileIndex {
  readonly path: string;
  /** Bytes and lines up to and with the root of this number. */
  readonly bytes: Float64Array;
  readonly lines: Uint32Array;
  readonly size: number;
}

/** A generated shop: its files on disk and what the Admin API has to know beside them. */
export interface MadeStore {
  readonly orders: FileIndex;
  readonly ledger: FileIndex;
  readonly customers: FileIndex;
  readonly products: FileIndex;
  /** Seconds since 1970 at which each order was made, in order. */
  readonly createdAt: Float64Array;
  readonly returns: ReadonlyMap<number, MadeReturn>;
  readonly lineItems: number;
  readonly customerCount: number;
  readonly seconds: number;
}

const BUFFER_CHARACTERS = 4_000_000;

/** Writes a file root by root, in large pieces, and keeps its index. */
class FileWriter {
  private readonly file: number;
  private readonly bytes: Float64Array;
  private readonly lines: Uint32Array;
  private held = "";
  private size = 0;
  private lineCount = 0;
  private roots = 0;

  constructor(
    private readonly path: string,
    mostRoots: number,
  ) {
    this.file = openSync(path, "w");
    this.bytes = new Float64Array(mostRoots);
    this.lines = new Uint32Array(mostRoots);
  }

  /** The lines of one root object, each with its newline. */
  add(text: string, lines: number): void {
    this.held += text;
    this.size += Buffer.byteLength(text);
    this.lineCount += lines;
    this.bytes[this.roots] = this.size;
    this.lines[this.roots] = this.lineCount;
    this.roots += 1;
    if (this.held.length >= BUFFER_CHARACTERS) this.flush();
  }

  close(): FileIndex {
    this.flush();
    closeSync(this.file);
    const { path, size, roots } = this;
    return { path, size, bytes: this.bytes.subarray(0, roots), lines: this.lines.subarray(0, roots) };
  }

  private flush(): void {
    const bytes = Buffer.from(this.held);
    for (let from = 0; from < bytes.length; ) from += writeSync(this.file, bytes, from);
    this.held = "";
  }
}

/** Generates a shop of so many orders into the folder. The same number gives the same files. */
export function writeStore(folder: string, orders: number): MadeStore {
  const started = performance.now();
  const history = new History(orders);
  const file = (name: string, roots: number) => new FileWriter(path.join(folder, `${orders}-${name}.jsonl`), roots);
  const [orderFile, ledgerFile] = [file("orders", orders), file("ledger", orders)];
  const createdAt = new Float64Array(orders);
  const returns = new Map<number, MadeReturn>();
  let lineItems = 0;
  for (let index = 0; index < orders; index += 1) {
    const order = history.orderAt(index);
    createdAt[index] = order.createdAt;
    lineItems += order.lines.length;
    if (order.returned) returns.set(order.id, order.returned);
    orderFile.add(orderLines(order), 1 + order.lines.length);
    const sales = order.lines.length + (order.shipping > 0 ? 1 : 0);
    ledgerFile.add(ledgerLines(order), 2 + sales + (order.returned ? 2 : 0));
  }
  const customerFile = file("customers", history.customers);
  for (let customer = 0; customer < history.customers; customer += 1)
    customerFile.add(customerLine(history, customer), 1);
  const products = catalogue();
  const productFile = file("products", products.length);
  for (const product of products) productFile.add(productLines(product), 2 + product.variants.length);
  return {
    orders: orderFile.close(),
    ledger: ledgerFile.close(),
    customers: customerFile.close(),
    products: productFile.close(),
    createdAt,
    returns,
    lineItems,
    customerCount: history.customers,
    seconds: (performance.now() - started) / 1000,
  };
}
