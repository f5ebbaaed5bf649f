import { exponentOf } from "../money";
import type { Agreement, RawOrder, SessionRow } from "../store/types";
import { dayRange, dayReader } from "./dates";
import { parse, type Query } from "./parse";
import { salesTable } from "./sales";
import { sessionsTable } from "./sessions";
import { resultTable, type Table, type TableColumn, type TableRow } from "./table";
import { QueryError } from "./tokens";

/** What ShopifyQL reads of a store. */
export interface QueryableStore {
  readonly shop: { readonly currencyCode: string; readonly ianaTimezone: string };
  readonly orders: { all(): Iterable<RawOrder> };
  sessions(): readonly SessionRow[];
  ledgerOf(order: RawOrder): readonly Agreement[];
  /** The instant at which the store stands. */
  now(): Date;
}

export interface ShopifyQlAnswer {
  /** Null whenever there are parse errors. */
  readonly tableData: { readonly columns: readonly TableColumn[]; readonly rows: readonly TableRow[] } | null;
  readonly parseErrors: readonly string[];
}

/**
 * Shopify's own reports, computed from the raw orders in the most literal way, independently of the app, so that the app
 * has something to be reconciled with. `FROM sales` by event day and `FROM sessions`, in the shop's zone and currency.
 * A query that cannot be read or run is an answer with `parseErrors` (token, line, column), never an exception.
 */
export function runShopifyQl(store: QueryableStore, text: string): ShopifyQlAnswer {
  try {
    const query = parse(text);
    const today = dayReader(store.shop.ianaTimezone)(store.now().toISOString());
    return { tableData: resultTable(query, tableOf(query, store), dayRange(query, today)), parseErrors: [] };
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return { tableData: null, parseErrors: [error.message] };
  }
}

function tableOf(query: Query, store: QueryableStore): Table {
  switch (query.table.name.toLowerCase()) {
    case "sales":
      return salesTable({
        zone: store.shop.ianaTimezone,
        exponent: exponentOf(store.shop.currencyCode) ?? 2,
        orders: store.orders.all(),
        ledgerOf: (order) => store.ledgerOf(order),
      });
    case "sessions":
      return sessionsTable(store.sessions());
    default:
      throw new QueryError(`Table Not Found: Table '${query.table.name}' not found`, query.table.at);
  }
}
