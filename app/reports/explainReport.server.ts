import type { MetricName } from "~/analytics/metrics/registry";
import type { Period } from "~/analytics/period";
import { type MetricValue, type MetricValues, type PeriodSums, partValues, uncosted } from "~/analytics/periodFigures";
import {
  countOrders,
  listOrders,
  type OrderChoice,
  type OrderCursor,
  type OrderFacts,
  productTitle,
  sumOrders,
} from "~/data/orders.server";
import { type OrdersBehind, ordersBehind } from "~/data/ordersBehind.server";
import { caveats } from "./caveats.server";
import { cohortTable, lifetimeValues } from "./cohortTable.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { customerSums } from "./customerSums";
import { countedTests, customerValues } from "./customerTests.server";
import type { ExplainedOrder, ExplainReport } from "./explain";
import { figureOf } from "./figures";
import { sumByMonth } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";

const PAGE_SIZE = 50;
const FILE_PAGE_SIZE = 2_000;
/** Beyond this a list's length is not counted: it would mean to read it all. */
const MOST_COUNTED = 1_000;

/** Metrics that are made of others; each part has orders, or parts, behind it. */
const MADE_OF: Partial<Record<MetricName, readonly MetricName[]>> = {
  netSales: ["grossSales", "discounts", "salesReversals"],
  totalSales: ["netSales", "shipping", "duties", "fees", "tax"],
  averageOrderValue: ["grossSales", "discounts", "orders"],
  returnRate: ["returnedUnits", "units"],
  returningCustomers: ["customers", "newCustomers"],
  netRevenue: ["netSales", "shipping"],
  grossProfit: ["netRevenue", "cogs"],
  grossMargin: ["grossProfit", "netRevenue"],
  contributionProfit: ["grossProfit", "shippingCost", "handlingCost", "dutiesCost", "packagingCost", "paymentFees"],
  contributionMargin: ["contributionProfit", "netRevenue"],
  profitAfterMarketing: ["contributionProfit", "marketingSpend"],
  profitAfterMarketingMargin: ["profitAfterMarketing", "netRevenue"],
  netProfit: ["profitAfterMarketing", "operatingExpenses"],
  netMargin: ["netProfit", "netRevenue"],
  acquisitionCost: ["marketingSpend", "newCustomers"],
};

const PRODUCT_MADE_OF: Partial<Record<MetricName, readonly MetricName[]>> = {
  grossProfit: ["netSales", "cogs"],
  grossMargin: ["grossProfit", "netSales"],
  returnRate: ["returnedUnits", "units"],
};

/** Metrics that fall on the order's day whatever the clock. */
const BY_ORDER_DAY: readonly MetricName[] = ["customers", "newCustomers", "returningCustomers"];

export interface ExplainQuery extends ReportQuery {
  readonly metric: MetricName;
  /** Only this customer's part of the figure, that of the customers whose first order fell on these days, or this product's. */
  readonly customerId?: string;
  readonly cohort?: Period;
  readonly productId?: string;
  /** From where on; default: the newest. */
  readonly after?: OrderCursor | null;
}

/** How a figure came about: what it is made of, and the orders behind it, which over all pages sum to it. */
export function explainReport(shopId: bigint, query: ExplainQuery): Promise<ExplainReport> {
  const { metric, after = null } = query;
  return withReport(shopId, { ...query, clock: clockOf(query), comparison: null }, async (context) => {
    const total = await wholeOf(context, query);
    const values = partValues(total, total);
    const behind = ordersBehind(metric);
    const listed = behind ? await pageOfOrders(context, query, behind, PAGE_SIZE) : { orders: [], next: null };
    const count = behind && after === null ? await countOf(context, query, behind, listed) : null;
    const doubt = uncosted(total);
    const found = values[metric] ?? (await wholeHistoryValue(context, metric));
    return {
      ...headOf(context, await caveats(context, total)),
      metric,
      figure: {
        ...figureOf(metric, found),
        ...(found.low !== undefined && doubt.sales > 0 ? { uncosted: doubt } : {}),
      },
      madeOf: madeOf(query, values),
      rows: listed.orders.map((order) => explained(metric, order, total)),
      next: listed.next,
      count: count === null ? null : Math.min(count, MOST_COUNTED),
      moreThanCounted: count !== null && count > MOST_COUNTED,
      product: query.productId === undefined ? null : await productTitle(context.client, shopId, query.productId),
    };
  });
}

const clockOf = ({ metric, clock }: ExplainQuery) => (BY_ORDER_DAY.includes(metric) ? "orderDay" : clock);

/** A few lines of a list are counted by listing them; a long one only up to a limit. */
function countOf(
  { client, scope }: ReportContext,
  query: ExplainQuery,
  behind: OrdersBehind,
  { orders, next }: { readonly orders: readonly OrderFacts[]; readonly next: OrderCursor | null },
): Promise<number> | number {
  return next === null ? orders.length : countOrders(client, scope, { ...narrowOf(query), behind }, MOST_COUNTED);
}

/** Every order behind a figure, in the order of its pages, many at a time: for a file. Reads as the pages do, page after page. */
export async function* explainedOrders(shopId: bigint, query: ExplainQuery): AsyncGenerator<readonly ExplainedOrder[]> {
  const behind = ordersBehind(query.metric);
  if (behind === null) return;
  let after: OrderCursor | null = null;
  let whole: PeriodSums | null = null;
  do {
    const asked = { ...query, clock: clockOf(query), comparison: null, after };
    const page: { rows: readonly ExplainedOrder[]; next: OrderCursor | null; total: PeriodSums } = await withReport(
      shopId,
      asked,
      async (context) => {
        const total = whole ?? (await wholeOf(context, query));
        const { orders, next } = await pageOfOrders(context, asked, behind, FILE_PAGE_SIZE);
        return { rows: orders.map((order) => explained(query.metric, order, total)), next, total };
      },
    );
    whole = page.total;
    after = page.next;
    yield page.rows;
  } while (after !== null);
}

/** The sums of all that the figure is about. What the shop spends is neither a customer's nor a product's. */
async function wholeOf(context: ReportContext, query: ExplainQuery): Promise<PeriodSums> {
  const { customerId, cohort, productId } = query;
  if (customerId === undefined && cohort === undefined && productId === undefined)
    return (await sumByMonth(context, context.scope)).total;
  const chosen = await sumOrders(context.client, context.scope, narrowOf(query));
  return { ...chosen, marketingSpend: null, operatingExpenses: null };
}

const narrowOf = ({ customerId, cohort, productId }: ExplainQuery): OrderChoice => ({ customerId, cohort, productId });

const pageOfOrders = ({ client, scope }: ReportContext, query: ExplainQuery, behind: OrdersBehind, limit: number) =>
  listOrders(client, scope, { ...narrowOf(query), behind, after: query.after ?? null, limit });

/** What a figure is made of; a product has no revenue of its own and no costs of whole orders. */
function madeOf({ metric, productId }: ExplainQuery, values: MetricValues): ExplainReport["madeOf"] {
  const parts = productId === undefined ? (MADE_OF[metric] ?? []) : (PRODUCT_MADE_OF[metric] ?? []);
  return parts.map((name) => ({ metric: name, figure: figureOf(name, values[name] ?? { value: null }) }));
}

/** What one order adds: the metric over that order alone; a customer is counted with the one order shown for them. */
function explained(metric: MetricName, order: OrderFacts, whole: PeriodSums): ExplainedOrder {
  const { orderId, name, orderDay, customerId } = order;
  const sums = customerSums([order]);
  const found = partValues(sums, whole)[metric];
  const doubt = uncosted(sums);
  return {
    orderId,
    name,
    day: orderDay,
    customerId,
    value: BY_ORDER_DAY.includes(metric) ? 1 : (found?.value ?? null),
    ...(found?.low !== undefined && doubt.sales > 0 ? { uncosted: doubt } : {}),
  };
}

/** Metrics that are no period's: lifetime values and the tests of customers, up to `asOf`. */
async function wholeHistoryValue(context: ReportContext, metric: MetricName): Promise<MetricValue> {
  const { highValueCount, median } = await countedTests(context);
  const values = { ...lifetimeValues(await cohortTable(context)), ...customerValues(highValueCount, median) };
  return values[metric] ?? { value: null };
}
