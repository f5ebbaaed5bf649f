import type { MetricName } from "~/analytics/metrics/registry";
import type { Period } from "~/analytics/period";
import { type MetricValue, type MetricValues, type PeriodSums, partValues, uncosted } from "~/analytics/periodFigures";
import type { Attribution } from "~/analytics/platforms";
import { NO_FEES } from "~/analytics/profit";
import { countOrders, type ListedOrder, type OrderChoice, productTitle, sumOrders } from "~/data/orders.server";
import { type OrdersBehind, ordersBehind } from "~/data/ordersBehind.server";
import { productFees } from "~/data/products.server";
import { caveats } from "./caveats.server";
import { cohortTable, lifetimeValues } from "./cohortTable.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { customerSums } from "./customerSums";
import { countedTests, customerValues } from "./customerTests.server";
import type { ExplainedOrder, ExplainReport, OrderCursor } from "./explain";
import { type OrderPage, pageOfOrders } from "./explainOrders.server";
import { figureOf } from "./figures";
import { sumByMonth } from "./periodSums.server";
import { touchesOf } from "./platformRows.server";
import type { ReportQuery } from "./reportQuery";
import { isOfSubscriptions, subscriptionTables } from "./subscriptionReport.server";

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
  contributionProfit: ["grossProfit", "paymentFees"],
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
  /** Only what came by the touch that counts from this platform. */
  readonly platform?: string;
  readonly attribution?: Attribution;
  /** From where on; default: the newest. */
  readonly after?: OrderCursor | null;
}

/** How a figure came about: what it is made of, and the orders behind it, which over all pages sum to it. */
export function explainReport(shopId: bigint, query: ExplainQuery): Promise<ExplainReport> {
  const { metric, after = null } = query;
  return withReport(shopId, { ...query, clock: clockOf(query), comparison: null }, async (context) => {
    const narrow = await narrowOf(context, query);
    const total = await wholeOf(context, narrow);
    const values = partValues(total, total);
    const behind = behindOf(query);
    const listed = behind ? await pageOf(context, { ...narrow, behind, after, limit: PAGE_SIZE }, total) : NOTHING;
    const count = behind && after === null ? await countOf(context, { ...narrow, behind }, listed) : null;
    const doubt = uncosted(total);
    const found = values[summed(metric)] ?? (await wholeHistoryValue(context, metric));
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
      platform: query.platform ?? null,
    };
  });
}

/** The orders of platforms are orders. */
const summed = (metric: MetricName): MetricName => (metric === "platformOrders" ? "orders" : metric);

const clockOf = ({ metric, clock }: ExplainQuery) => (BY_ORDER_DAY.includes(metric) ? "orderDay" : clock);

/** A few lines of a list are counted by listing them; a long one only up to a limit. */
function countOf(
  { client, scope }: ReportContext,
  choice: OrderChoice,
  { orders, next }: OrderPage,
): Promise<number> | number {
  return next === null ? orders.length : countOrders(client, scope, choice, MOST_COUNTED);
}

const NOTHING: OrderPage = { orders: [], next: null };

const behindOf = ({ metric, productId }: ExplainQuery): OrdersBehind | null =>
  ordersBehind(summed(metric), productId !== undefined);

/** A page of the list; of a product with the shares of fees that make its figure. */
const pageOf = (context: ReportContext, choice: Parameters<typeof pageOfOrders>[1], total: PeriodSums) =>
  pageOfOrders(context, choice, choice.behind?.shared ? total.fees.fees : null);

/** Every order behind a figure, in the order of its pages, many at a time: for a file. Reads as the pages do, page after page. */
export async function* explainedOrders(shopId: bigint, query: ExplainQuery): AsyncGenerator<readonly ExplainedOrder[]> {
  const behind = behindOf(query);
  if (behind === null) return;
  let after: OrderCursor | null = null;
  let whole: PeriodSums | null = null;
  do {
    const asked = { ...query, clock: clockOf(query), comparison: null, after };
    const page: { rows: readonly ExplainedOrder[]; next: OrderCursor | null; total: PeriodSums } = await withReport(
      shopId,
      asked,
      async (context) => {
        const narrow = await narrowOf(context, query);
        const total = whole ?? (await wholeOf(context, narrow));
        const { orders, next } = await pageOf(context, { ...narrow, behind, after, limit: FILE_PAGE_SIZE }, total);
        return { rows: orders.map((order) => explained(query.metric, order, total)), next, total };
      },
    );
    whole = page.total;
    after = page.next;
    yield page.rows;
  } while (after !== null);
}

/** The sums of all that the figure is about. What the shop spends is neither a customer's nor a product's. */
async function wholeOf(context: ReportContext, narrow: OrderChoice): Promise<PeriodSums> {
  const { client, scope } = context;
  if (Object.values(narrow).every((part) => part === undefined)) return (await sumByMonth(context, scope)).total;
  const chosen = { ...(await sumOrders(client, scope, narrow)), marketingSpend: null, operatingExpenses: null };
  if (narrow.productId === undefined) return chosen;
  return { ...chosen, fees: { ...NO_FEES, fees: await productFees(client, scope, narrow.productId) } };
}

/** Whose part of the figure it is; of a platform by the touches that are its own. */
async function narrowOf(context: ReportContext, query: ExplainQuery): Promise<OrderChoice> {
  const { customerId, cohort, productId, platform, attribution = "lastTouch" } = query;
  if (platform === undefined) return { customerId, cohort, productId };
  const touches = { attribution, keys: await touchesOf(context, platform, attribution) };
  return { customerId, cohort, productId, touches };
}

/** What a figure is made of; a product has no revenue of its own and no costs of whole orders. */
function madeOf({ metric, productId }: ExplainQuery, values: MetricValues): ExplainReport["madeOf"] {
  const parts = productId === undefined ? (MADE_OF[metric] ?? []) : (PRODUCT_MADE_OF[metric] ?? []);
  return parts.map((name) => ({ metric: name, figure: figureOf(name, values[name] ?? { value: null }) }));
}

/** What one order adds: the metric over that order alone; a customer is counted with the one order shown for them. */
function explained(metric: MetricName, order: ListedOrder, whole: PeriodSums): ExplainedOrder {
  const { orderId, name, orderDay, changedDay, customerId } = order;
  const sums = customerSums([order]);
  const found = partValues(sums, whole)[summed(metric)];
  const doubt = uncosted(sums);
  return {
    orderId,
    name,
    day: orderDay,
    changedDay,
    customerId,
    value: BY_ORDER_DAY.includes(metric) ? 1 : (found?.value ?? null),
    ...(found?.low !== undefined && doubt.sales > 0 ? { uncosted: doubt } : {}),
  };
}

/** Metrics that are no period's: lifetime values and the tests of customers, up to `asOf`. */
async function wholeHistoryValue(context: ReportContext, metric: MetricName): Promise<MetricValue> {
  if (isOfSubscriptions(metric)) return (await subscriptionTables(context)).values[metric] ?? { value: null };
  const { highValueCount, median } = await countedTests(context);
  const values = { ...lifetimeValues(await cohortTable(context)), ...customerValues(highValueCount, median) };
  return values[metric] ?? { value: null };
}
