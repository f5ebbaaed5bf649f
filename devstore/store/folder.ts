import { isRecord, recordsOf } from "../derive/amounts";
import { DerivationError } from "../derive/error";
import { ledger } from "../derive/ledger";
import { adminSchema } from "../graphql/schema";
import { type CheckContext, Checks, shown } from "./check";
import { Problems, StoreFolderError } from "./errors";
import { type FileContent, type FolderFile, linesOf, listStoreFiles, readStoreFile } from "./files";
import { NodeTable, type Row } from "./nodeTable";
import { readSessions } from "./sessions";
import { readShop } from "./shop";
import type {
  Gid,
  RawCustomer,
  RawNode,
  RawOrder,
  RawProduct,
  RawSellingPlanGroup,
  SessionRow,
  ShopSettings,
} from "./types";

type RootType = "Order" | "Product" | "Customer" | "SellingPlanGroup";

/** A store folder, read and checked. */
export interface FolderContent {
  readonly shop: ShopSettings;
  readonly now: Date | null;
  readonly orders: NodeTable<RawOrder>;
  readonly products: NodeTable<RawProduct>;
  readonly customers: NodeTable<RawCustomer>;
  readonly sellingPlanGroups: NodeTable<RawSellingPlanGroup>;
  readonly sessions: readonly SessionRow[];
  /** Whether the folder lists its customers; where it does not, the orders' customers are taken to exist. */
  readonly customersGiven: boolean;
  /** Checks a node that is to replace `before` (null: a new one) at `now`. @throws StoreFolderError */
  check(type: RootType, node: RawNode, before: Row | null, shop: ShopSettings, now: Date): Row;
  /** @throws StoreFolderError */
  checkShop(raw: Readonly<Record<string, unknown>>): ShopSettings;
  /** A customer nobody described, known only from the orders they placed. */
  addCustomerOf(order: Row, customers: NodeTable<RawCustomer>): void;
}

/** Reads a store folder. @throws StoreFolderError with the first 20 problems. */
export async function readStoreFolder(folder: string): Promise<FolderContent> {
  const problems = new Problems();
  const found = await listStoreFiles(folder, problems);
  const file = (name: FolderFile) => readStoreFile(folder, found, name);
  const checks = new Checks(adminSchema("2026-07").schema);
  const settings = shopOf(await file("shop.json"), checks, problems);
  problems.throwIfAny();
  if (!settings) throw new StoreFolderError([{ file: "shop.json", line: null, field: null, rule: "required" }]);
  const reader = new NodeReader(checks, settings.shop, problems);
  const sessions = readSessions(await file("sessions.csv"), problems);
  const sellingPlanGroups = dated<RawSellingPlanGroup>();
  reader.readAll(await file("sellingPlanGroups.jsonl"), "SellingPlanGroup", sellingPlanGroups);
  const products = dated<RawProduct>();
  reader.readAll(await file("products.jsonl"), "Product", products);
  const customers = dated<RawCustomer>();
  const customerFile = await file("customers.jsonl");
  reader.readAll(customerFile, "Customer", customers);
  const orders = dated<RawOrder>();
  const mustExist = customerFile ? customers : null;
  reader.readAll(await file("orders.jsonl"), "Order", orders, mustExist);
  problems.throwIfAny();
  const content: FolderContent = {
    ...settings,
    orders,
    products,
    customers,
    sellingPlanGroups,
    sessions,
    customersGiven: customerFile !== null,
    check: (type, node, before, shop, now) => checkNode(checks, shop, type, node, before, now),
    checkShop: (raw) => changedShop(checks, raw),
    addCustomerOf,
  };
  if (!customerFile) for (const row of orders.allRows()) addCustomerOf(row, customers);
  dateUndated(content);
  return content;
}

/** A table whose nodes carry `createdAt` and `updatedAt` even where the folder leaves them out. */
function dated<Node extends RawNode>(): NodeTable<Node> {
  // The row was checked to be a node of this type before it was put into the table.
  return new NodeTable<Node>(
    (node, row) => ({ ...node, createdAt: iso(row.createdAt), updatedAt: iso(row.updatedAt) }) as unknown as Node,
  );
}

/** A time as Shopify writes it: to the second, in UTC. */
export function iso(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function shopOf(file: FileContent | null, checks: Checks, problems: Problems) {
  if (!file) {
    problems.add({ file: "shop.json", line: null, field: null, rule: "required" });
    return null;
  }
  const raw = parsed(file.bytes, file.name, null, problems);
  const context = contextFor(file.name, null, "", problems);
  if (isRecord(raw)) return readShop(raw, checks, context);
  if (raw !== undefined) context.report(`expected a Shop object, got ${shown(raw)}`);
  return null;
}

function changedShop(checks: Checks, raw: Readonly<Record<string, unknown>>): ShopSettings {
  const problems = new Problems();
  const settings = readShop(raw, checks, contextFor("shop", null, "", problems));
  problems.throwIfAny();
  if (!settings) throw new StoreFolderError([{ file: "shop", line: null, field: null, rule: "not a shop" }]);
  return settings.shop;
}

function parsed(text: Buffer, file: string, line: number | null, problems: Problems): unknown {
  try {
    return JSON.parse(text.toString("utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.add({ file, line, field: null, rule: `not JSON: ${reason}` });
    return undefined;
  }
}

function contextFor(file: string, line: number | null, currency: string, problems: Problems): CheckContext {
  const path: (string | number)[] = [];
  return {
    path,
    newest: 0,
    currency,
    report: (rule) => problems.add({ file, line, field: path.length === 0 ? null : pathText(path), rule }),
  };
}

function pathText(path: readonly (string | number)[]): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");
}

/** Reads the node files, line by line, and keeps what must be unique in the whole store. */
class NodeReader {
  private readonly nested = new Set<Gid>();

  constructor(
    private readonly checks: Checks,
    private readonly shop: ShopSettings,
    private readonly problems: Problems,
  ) {}

  readAll<Node extends RawNode>(
    file: FileContent | null,
    type: RootType,
    table: NodeTable<Node>,
    customers: NodeTable<RawCustomer> | null = null,
  ): void {
    if (!file) return;
    const check = this.checks.root(type);
    for (const { line, text } of linesOf(file.bytes)) {
      const raw = parsed(text, file.name, line, this.problems);
      if (raw === undefined) continue;
      const context = contextFor(file.name, line, currencyOf(raw, this.shop), this.problems);
      check(raw, context);
      if (!isRecord(raw) || typeof raw.id !== "string") continue;
      if (type === "Order" && !this.problems.has(file.name, line))
        checkLedger(raw as unknown as RawOrder, this.shop, context);
      const row = rowOf(raw, raw.id, text, context.newest);
      if (table.has(row.id)) this.report(file.name, line, "id", `duplicate: another line is ${row.id}`);
      if (customers && row.customer && !customers.has(row.customer)) {
        this.report(file.name, line, "customer", `customers.jsonl has no ${row.customer}`);
      }
      this.uniqueInStore(raw, type, file.name, line);
      table.set(row);
    }
  }

  private uniqueInStore(raw: Readonly<Record<string, unknown>>, type: RootType, file: string, line: number): void {
    const lists = type === "Order" ? ["lineItems", "refunds"] : type === "Product" ? ["variants"] : [];
    for (const list of lists) {
      recordsOf(raw[list]).forEach((node, index) => {
        const id = String(node.id);
        if (this.nested.has(id))
          this.report(file, line, `${list}[${index}].id`, `duplicate: ${id} stands elsewhere too`);
        this.nested.add(id);
      });
    }
  }

  private report(file: string, line: number, field: string, rule: string): void {
    this.problems.add({ file, line, field, rule });
  }
}

/** What an order says of its ledger must be possible: a discount within the prices, a tax that belongs to a line. */
function checkLedger(order: RawOrder, shop: ShopSettings, context: CheckContext): void {
  if (Array.isArray(order.agreements) && order.agreements.length > 0) return;
  try {
    ledger(order, shop);
  } catch (error) {
    if (!(error instanceof DerivationError || error instanceof RangeError)) throw error;
    context.report(error.message);
  }
}

/** The currency plain amounts of a node are in: the order's own, else the shop's. */
function currencyOf(raw: unknown, shop: ShopSettings): string {
  return isRecord(raw) && typeof raw.currencyCode === "string" ? raw.currencyCode : shop.currencyCode;
}

const none: readonly Gid[] = [];

function rowOf(raw: Readonly<Record<string, unknown>>, id: Gid, text: Buffer, newest: number): Row {
  const time = (field: string) => {
    const value = raw[field];
    return typeof value === "string" ? Date.parse(value) : newest;
  };
  const createdAt = time("createdAt");
  return {
    id,
    createdAt,
    updatedAt: time("updatedAt"),
    processedAt: typeof raw.processedAt === "string" ? Date.parse(raw.processedAt) : createdAt,
    customer: isRecord(raw.customer) && typeof raw.customer.id === "string" ? raw.customer.id : null,
    test: raw.test === true,
    refunds: raw.refunds === undefined ? none : recordsOf(raw.refunds).map((refund) => String(refund.id)),
    text,
  };
}

function checkNode(
  checks: Checks,
  shop: ShopSettings,
  type: RootType,
  node: RawNode,
  before: Row | null,
  now: Date,
): Row {
  const problems = new Problems();
  const context = contextFor(`${type} ${shown(node.id)}`, null, currencyOf(node, shop), problems);
  checks.root(type)(node, context);
  problems.throwIfAny();
  const { updatedAt: _, ...rest } = node;
  const written = before ? rest : node;
  const row = rowOf(written, node.id, Buffer.from(JSON.stringify(written)), context.newest);
  if (!before)
    return node.updatedAt === undefined ? { ...row, updatedAt: Math.max(row.updatedAt, now.getTime()) } : row;
  return { ...row, createdAt: before.createdAt, updatedAt: Math.max(now.getTime(), before.updatedAt + 1000) };
}

function addCustomerOf(order: Row, customers: NodeTable<RawCustomer>): void {
  const id = order.customer;
  if (!id) return;
  const known = customers.row(id);
  if (known && known.createdAt <= order.processedAt) return;
  const at = order.processedAt;
  customers.set({
    id,
    createdAt: at,
    updatedAt: at,
    processedAt: at,
    customer: null,
    test: false,
    refunds: none,
    text: Buffer.from(JSON.stringify({ id })),
  });
}

/** What carries no date at all was there from the start: since the shop was made, or its first order. */
function dateUndated(content: FolderContent): void {
  let first =
    typeof content.shop.createdAt === "string" ? Date.parse(content.shop.createdAt) : Number.POSITIVE_INFINITY;
  for (const row of content.orders.allRows()) first = Math.min(first, row.processedAt);
  const start = Number.isFinite(first) ? first : Date.UTC(2020, 0, 1);
  const date = (row: Row): Row => ({
    ...row,
    createdAt: row.createdAt || start,
    updatedAt: row.updatedAt || start,
    processedAt: row.processedAt || start,
  });
  for (const table of [content.products, content.customers, content.sellingPlanGroups]) {
    for (const row of [...table.allRows()]) if (!row.createdAt || !row.updatedAt) table.set(date(row));
  }
}
