import { NO_FILTER } from "~/analytics/filter";
import { FEWEST_GAPS, isBoughtAgain } from "~/data/customerRhythm.server";
import {
  countTasks,
  type LifecycleList,
  type ListEntry,
  type ListLines,
  type ListPage,
  listNextProducts,
  listTasks,
  type NextProduct,
} from "~/data/customerTasks.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import type { LifecycleListReport, RhythmReport } from "./customerPages";
import { customerRules } from "./customerRules.server";
import { keptSummary } from "./keptSummary.server";
import { leftAside, ofCustomers, ofWholeShop } from "./ofCustomers.server";
import { rhythmsOf } from "./productRhythms.server";
import type { ReportQuery } from "./reportQuery";
import type { RhythmRow, ServiceCustomerRow, ServiceListRow } from "./sectionRows";

const PAGE_SIZE = 50;
const NEXT_PRODUCTS = 20;

export interface LifecycleListQuery extends Pick<ReportQuery, "asOf" | "filter" | "switches"> {
  readonly list: LifecycleList;
  /** From 1. */
  readonly page?: number;
  /** Null: all of them. */
  readonly pageSize?: number | null;
}

/** Whom to write to, and why: one of the lists, page by page, as of `asOf`. */
export function lifecycleListReport(shopId: bigint, query: LifecycleListQuery): Promise<LifecycleListReport> {
  const { list, page = 1, pageSize = PAGE_SIZE } = query;
  const { asOf, filter, switches } = query;
  return withReport(
    shopId,
    { asOf, filter: filter ?? NO_FILTER, switches: switches ?? null, clock: "orderDay" },
    async (asked) => {
      const context = ofCustomers(asked);
      const offset = pageSize === null ? 0 : (page - 1) * pageSize;
      const { entries, count, rules, products } = await listedOf(context, list, { limit: pageSize, offset });
      return {
        ...headOf(context, []),
        leftAside: leftAside(asked),
        list,
        entries,
        page,
        pages: pageSize === null ? 1 : Math.max(1, Math.ceil(count / pageSize)),
        count,
        medianToSecond: rules.medianToSecond === null ? null : Math.round(rules.medianToSecond),
        nextProducts: products.nextProducts.slice(0, NEXT_PRODUCTS),
      };
    },
  );
}

/** A page of a list, and how long it is. */
async function listedOf(context: ReportContext, list: LifecycleList, page: ListPage, lines: ListLines = "reasons") {
  const { client, scope } = context;
  const { rules } = await customerRules(context);
  const products = {
    rhythms: list === "replenishment" ? (await rhythmsOf(context)).filter(isBoughtAgain) : [],
    nextProducts: list === "crossSell" ? await nextProductsOf(context) : [],
  };
  const entries = await listTasks(client, scope, rules, list, products, page, lines);
  const { count } = await keptSummary(
    context,
    lines === "reasons" ? `count of ${list}` : `${lines} of ${list}`,
    [rules],
    async () => ({
      count: await countTasks(client, scope, rules, list, products, lines),
    }),
  );
  return { entries, count, rules, products };
}

/** Whom a service team writes to now, in this order. */
const SERVICE_LISTS = [
  "secondOrder",
  "replenishment",
  "crossSell",
  "winBack",
] as const satisfies readonly LifecycleList[];

/** How many customers are in each of these lists, and its first ones, each once, for the store's report. */
export async function serviceLists(
  asked: ReportContext,
): Promise<{ readonly lists: ServiceListRow[]; readonly customers: ServiceCustomerRow[] }> {
  const context = ofCustomers(asked);
  const lists: ServiceListRow[] = [];
  const customers: ServiceCustomerRow[] = [];
  for (const list of SERVICE_LISTS) {
    const { entries, count } = await listedOf(context, list, { limit: PAGE_SIZE, offset: 0 }, "persons");
    lists.push({ list, entries: count });
    customers.push(...entries.map((entry) => serviceCustomer(list, entry)));
  }
  return { lists, customers };
}

const serviceCustomer = (list: LifecycleList, of: ListEntry): ServiceCustomerRow => ({
  list,
  customerId: `gid://shopify/Customer/${of.customerId}`,
  dueDay: of.dueDay,
  lastOrderDay: of.lastOrderDay,
  orders: of.orders,
  netSales: of.netSales,
  contributionProfit: of.contributionProfit,
  productId: of.productId === null ? null : `gid://shopify/Product/${of.productId}`,
  productTitle: of.productTitle,
});

async function nextProductsOf(context: ReportContext): Promise<readonly NextProduct[]> {
  const { client, scope } = context;
  const { pairs } = await keptSummary(context, "nextProducts", [], async () => ({
    pairs: await listNextProducts(client, scope),
  }));
  return pairs;
}

/** How long customers take to come back: to the shop, and to each product. */
export function rhythmReport(
  shopId: bigint,
  query: Pick<ReportQuery, "asOf" | "switches"> & { readonly page?: number },
): Promise<RhythmReport> {
  const { page = 1 } = query;
  return withReport(shopId, { asOf: query.asOf, switches: query.switches, clock: "orderDay" }, async (context) => {
    const { rhythm } = await customerRules(context);
    const rhythms = await rhythmsOf(context);
    return {
      ...headOf(context, []),
      shopRhythm: rhythm,
      products: rhythms.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
      fewestGaps: FEWEST_GAPS,
      page,
      pages: Math.max(1, Math.ceil(rhythms.length / PAGE_SIZE)),
    };
  });
}

/** The rhythm of the whole shop, whatever the filter, and of each product that is bought again; for the store's report. */
export async function rhythmRows(asked: ReportContext): Promise<RhythmRow[]> {
  const context = ofWholeShop(asked);
  const { rhythm } = await customerRules(context);
  const { gaps, medianGap, ownLapsePoint, setLapsePoint, lapsePoint } = rhythm;
  const shop = { kind: "shop", productId: null, title: "", buyers: null } as const;
  return [
    { ...shop, gaps, medianGap, ownLapsePoint, setLapsePoint, lapsePoint },
    ...(await rhythmsOf(context)).map(
      (of): RhythmRow => ({
        kind: "product",
        productId: `gid://shopify/Product/${of.productId}`,
        title: of.title,
        buyers: of.buyers,
        gaps: of.gaps,
        medianGap: of.medianGap,
        ownLapsePoint: of.ownLapsePoint,
        setLapsePoint: of.setLapsePoint,
        lapsePoint: of.lapsePoint,
      }),
    ),
  ];
}
