import { GraphQLError } from "graphql";
import { gidTail } from "../derive/amounts";
import type { Row } from "../store/nodeTable";
import { customerNode, inventoryItemNode, loadedOrder, productNode, sellingPlanGroupNode, variantNode } from "./nodes";
import { numberFits, parseSearch, type Term, timeFits } from "./search";
import type { Items, Served, Serving } from "./serving";

type Args = Readonly<Record<string, unknown>>;

/** One entry of a root list: what it is filtered and sorted by, and how it is made. */
interface Entry {
  readonly row: Row;
  readonly id: string;
}

type Key = (entry: Entry) => number | string | bigint;

const idKey: Key = ({ id }) => BigInt(gidTail(id));
const createdKey: Key = ({ row }) => row.createdAt;
const updatedKey: Key = ({ row }) => row.updatedAt;
const processedKey: Key = ({ row }) => row.processedAt;

interface ListKind {
  readonly make: (serving: Serving, id: string) => Served | null;
  /** By `sortKey`; the first is what Shopify sorts by when none is given. */
  readonly sorts: Readonly<Record<string, Key>>;
  readonly times: Readonly<Record<string, Key>>;
  readonly texts?: Readonly<Record<string, (serving: Serving, entry: Entry, term: Term) => boolean>>;
}

const orders: ListKind = {
  make: loadedOrder,
  sorts: { PROCESSED_AT: processedKey, CREATED_AT: createdKey, UPDATED_AT: updatedKey, ID: idKey },
  times: { created_at: createdKey, updated_at: updatedKey, processed_at: processedKey },
  texts: {
    test: (_, { row }, term) => row.test === (term.value === "true"),
    customer_id: (_, { row }, term) => row.customer !== null && numberFits(BigInt(gidTail(row.customer)), term),
    name: (serving, { id }, term) => serving.store.order(id)?.name.replace(/^#/, "") === term.value.replace(/^#/, ""),
    status: (_, __, term) => onlyAny(term),
  },
};

const products: ListKind = {
  make: productNode,
  sorts: { ID: idKey, CREATED_AT: createdKey, UPDATED_AT: updatedKey },
  times: { created_at: createdKey, updated_at: updatedKey },
  texts: {
    status: (serving, { id }, term) =>
      String(serving.store.product(id)?.status ?? "ACTIVE").toLowerCase() === term.value.toLowerCase(),
  },
};

const customers: ListKind = {
  make: customerNode,
  sorts: { ID: idKey, CREATED_AT: createdKey, UPDATED_AT: updatedKey },
  times: { customer_date: createdKey, created_at: createdKey, updated_at: updatedKey },
};

const sellingPlanGroups: ListKind = {
  make: sellingPlanGroupNode,
  sorts: { ID: idKey, CREATED_AT: createdKey, UPDATED_AT: updatedKey },
  times: { created_at: createdKey },
};

const variants: ListKind = { make: variantNode, sorts: { ID: idKey }, times: { updated_at: updatedKey } };

const inventoryItems: ListKind = {
  make: inventoryItemNode,
  sorts: { ID: idKey },
  times: { created_at: createdKey, updated_at: updatedKey },
};

function onlyAny(term: Term): boolean {
  if (term.value === "any") return true;
  throw new GraphQLError(`query status:${term.value}: the dev store knows status:any only`);
}

/** Orders the app may see, filtered and sorted; of all of them, or of the rows given. */
export function orderItems(serving: Serving, args: Args, field: string, rows?: Iterable<Row>): Items {
  const since = serving.access.ordersSince(serving.store.now());
  const visible: Entry[] = [];
  for (const row of rows ?? serving.store.orders.allRows())
    if (row.createdAt >= since) visible.push({ row, id: row.id });
  return listItems(serving, orders, visible, args, field);
}

export function productItems(serving: Serving, args: Args, field: string): Items {
  return listItems(serving, products, entriesOf(serving.store.products.allRows()), args, field);
}

export function customerItems(serving: Serving, args: Args, field: string): Items {
  return listItems(serving, customers, entriesOf(serving.store.customers.allRows()), args, field);
}

export function sellingPlanGroupItems(serving: Serving, args: Args, field: string): Items {
  return listItems(serving, sellingPlanGroups, entriesOf(serving.store.sellingPlanGroups.allRows()), args, field);
}

/** Variants count as made and changed when their product was. */
export function variantItems(serving: Serving, args: Args, field: string): Items {
  return listItems(
    serving,
    variants,
    ofProducts(serving, serving.store.variantIds(), (id) => id),
    args,
    field,
  );
}

export function inventoryItemItems(serving: Serving, args: Args, field: string): Items {
  const { store } = serving;
  const entries = ofProducts(serving, store.inventoryItemIds(), (id) => store.variantIdOfInventoryItem(id));
  return listItems(serving, inventoryItems, entries, args, field);
}

function ofProducts(serving: Serving, ids: Iterable<string>, variantOf: (id: string) => string | null): Entry[] {
  const entries: Entry[] = [];
  for (const id of ids) {
    const product = serving.store.productIdOf(variantOf(id) ?? "");
    const row = product ? serving.store.products.row(product) : null;
    if (row) entries.push({ row, id });
  }
  return entries;
}

function entriesOf(rows: Iterable<Row>): Entry[] {
  return Array.from(rows, (row) => ({ row, id: row.id }));
}

function listItems(serving: Serving, kind: ListKind, entries: Entry[], args: Args, field: string): Items {
  const chosen = filtered(serving, kind, entries, args, field);
  const key = sortKeyOf(kind, args, field);
  const direction = args.reverse === true ? -1 : 1;
  chosen.sort((a, b) => direction * (compare(key(a), key(b)) || compare(idKey(a), idKey(b))));
  const at = (index: number): Entry => {
    const entry = chosen[index];
    if (!entry) throw new RangeError(`expected an index below ${chosen.length}, got ${index}`);
    return entry;
  };
  return {
    length: chosen.length,
    at: (index) => {
      const made = kind.make(serving, at(index).id);
      if (!made) throw new Error(`${at(index).id}: was listed and is gone`);
      return made;
    },
    find: (index) => kind.make(serving, at(index).id),
    id: (index) => at(index).id,
    sortValue: (index) => {
      const value = key(at(index));
      return typeof value === "bigint" ? Number(value) : value;
    },
  };
}

function compare(a: number | string | bigint, b: number | string | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKeyOf(kind: ListKind, args: Args, field: string): Key {
  const names = Object.keys(kind.sorts);
  const name = typeof args.sortKey === "string" ? args.sortKey : (names[0] ?? "ID");
  const key = kind.sorts[name];
  if (!key) throw new GraphQLError(`${field}: the dev store does not sort by ${name}; it knows ${names.join(", ")}`);
  return key;
}

function filtered(serving: Serving, kind: ListKind, entries: Entry[], args: Args, field: string): Entry[] {
  if (typeof args.query !== "string" || args.query.trim() === "") return entries;
  const known = serving.admin.filters.get(field);
  const rules = parseSearch(args.query).map((term) => fitting(serving, kind, known, term, field));
  return entries.filter((entry) => rules.every((holds) => holds(entry)));
}

function fitting(
  serving: Serving,
  kind: ListKind,
  known: ReadonlySet<string> | undefined,
  term: Term,
  field: string,
): (entry: Entry) => boolean {
  if (known && !known.has(term.field)) {
    throw new GraphQLError(`${field}: ${term.field} is not a filter; Shopify knows ${[...known].join(", ")}`);
  }
  if (term.field === "id") return ({ id }) => numberFits(BigInt(gidTail(id)), term);
  const time = kind.times[term.field];
  if (time) {
    const zone = serving.store.shop.ianaTimezone;
    return (entry) => timeFits(Number(time(entry)), term, serving.admin.version, zone);
  }
  const text = kind.texts?.[term.field];
  if (text) return (entry) => text(serving, entry, term);
  throw new GraphQLError(`${field}: the dev store does not filter by ${term.field}`);
}
