import { z } from "zod";
import { refundAnswer } from "./otherLines";
import { instant } from "./text";
import { HISTORY_ENDS } from "./trade";
import type { FileIndex, MadeStore } from "./writeStore";

/** Roots [from, to) of a generated file, offered as a bulk operation's. */
export interface OfferedFile {
  readonly index: FileIndex;
  readonly from: number;
  readonly to: number;
}

/** One shop as the Admin API shows it. Customers are there once they are offered, so that orders can be read without them. */
export interface ServedShop {
  readonly domain: string;
  readonly store: MadeStore;
  readonly operations: OfferedFile[];
  customersOffered: boolean;
}

const Variables = z.object({
  query: z.string().default(""),
  id: z.string().default(""),
  q: z.string().nullish(),
  ids: z.array(z.string()).default([]),
});
type Variables = z.infer<typeof Variables>;

const SCOPES = ["read_orders", "read_all_orders", "read_customers", "read_products"];

/** What the app asks while it reads a shop's history. @throws on an operation that is not among them */
export function adminAnswer(shop: ServedShop, origin: string, operation: string, given: unknown): string {
  const variables = Variables.parse(given ?? {});
  const answer = ANSWERS[operation];
  if (!answer) throw new Error(`operation ${operation}: expected one of ${Object.keys(ANSWERS).join(", ")}`);
  return `{"data":${answer(shop, variables, origin)}}`;
}

const ANSWERS: Readonly<Record<string, (shop: ServedShop, variables: Variables, origin: string) => string>> = {
  ShopSettings: ({ domain }) => JSON.stringify(settings(domain)),
  NewestChanges: () => {
    const newest = { nodes: [{ updatedAt: HISTORY_ENDS }] };
    return JSON.stringify({ orders: newest, customers: newest, products: newest });
  },
  OrdersSample: ({ store }) => {
    const at = (seconds: number) => `{"nodes":[{"createdAt":${instant(seconds)}}]}`;
    const lines = JSON.stringify({ nodes: [{ lineItems: { nodes: [{}, {}] } }] });
    return `{"first":${at(store.createdAt[0] ?? 0)},"last":${at(store.createdAt.at(-1) ?? 0)},"sample":${lines}}`;
  },
  OrdersTotal: ({ store }, { q }) => {
    const { from, to } = madeWithin(store, q ?? "");
    return JSON.stringify({ ordersCount: { count: to - from, precision: "EXACT" } });
  },
  BulkStart: (shop, { query }) => {
    shop.operations.push(offered(shop, query));
    const bulkOperation = { id: `gid://shopify/BulkOperation/${shop.operations.length}`, status: "CREATED" };
    return JSON.stringify({ bulkOperationRunQuery: { bulkOperation, userErrors: [] } });
  },
  BulkPoll: (shop, { id }, origin) => JSON.stringify({ bulkOperation: polled(shop, id, origin) }),
  BulkList: () => JSON.stringify({ bulkOperations: { nodes: [] } }),
  OrderRefunds: ({ store }, { ids }) => {
    const nodes = ids.map((gid) => {
      const returned = store.returns.get(Number(gid.slice(gid.lastIndexOf("/") + 1)));
      if (!returned) return `{"id":"${gid}","refunds":[]}`;
      const { refundId, line, quantity, restocked } = returned;
      return `{"id":"${gid}","refunds":[${refundAnswer(refundId, line.id, quantity, restocked)}]}`;
    });
    return `{"nodes":[${nodes.join(",")}]}`;
  },
};

const settings = (domain: string) => ({
  shop: {
    name: domain.split(".")[0],
    myshopifyDomain: domain,
    email: "owner@bench.example",
    createdAt: "2022-01-01T00:00:00Z",
    currencyCode: "USD",
    ianaTimezone: "America/New_York",
    taxesIncluded: false,
    billingAddress: { countryCodeV2: "US" },
  },
  currentAppInstallation: { accessScopes: SCOPES.map((handle) => ({ handle })) },
});

function offered({ store, customersOffered }: ServedShop, query: string): OfferedFile {
  const whole = (index: FileIndex) => ({ index, from: 0, to: index.bytes.length });
  const none = { index: store.products, from: 0, to: 0 };
  if (query.includes("sellingPlanGroups")) return none;
  if (query.includes("customers(query:")) return customersOffered ? whole(store.customers) : none;
  if (query.includes("products(query:")) return whole(store.products);
  return { index: query.includes("agreements") ? store.ledger : store.orders, ...madeWithin(store, query) };
}

/** Orders whose time of making fits a filter of the form created_at:>='…' AND created_at:<'…'. */
function madeWithin({ createdAt }: MadeStore, filter: string): { from: number; to: number } {
  const bound = (pattern: RegExp) => {
    const found = pattern.exec(filter)?.[1];
    return found === undefined ? null : firstFrom(createdAt, Date.parse(found) / 1000);
  };
  return { from: bound(/created_at:>='([^']+)'/) ?? 0, to: bound(/created_at:<'([^']+)'/) ?? createdAt.length };
}

/** Number of the first that is not before the instant. */
function firstFrom(times: Float64Array, at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function polled({ domain, operations }: ServedShop, gid: string, origin: string) {
  const number = Number(gid.slice(gid.lastIndexOf("/") + 1));
  const file = operations[number - 1];
  if (!file) return null;
  const objects = upTo(file.index.lines, file.to) - upTo(file.index.lines, file.from);
  return {
    id: gid,
    status: "COMPLETED",
    errorCode: null,
    objectCount: String(objects),
    rootObjectCount: String(file.to - file.from),
    url: objects === 0 ? null : `${origin}/files/${domain}/${number}`,
  };
}

/** The running total of an index before the root of this number. */
export const upTo = (totals: Float64Array | Uint32Array, root: number): number =>
  root === 0 ? 0 : (totals[root - 1] ?? 0);
