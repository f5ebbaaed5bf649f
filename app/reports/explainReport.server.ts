import type { MetricName } from "~/analytics/metrics/registry";
import type { Month } from "~/analytics/period";
import { type MetricValue, type PeriodSums, periodValues } from "~/analytics/periodFigures";
import { listOrders, type OrderFacts } from "~/data/orders.server";
import { ordersBehind } from "~/data/ordersBehind.server";
import { caveats } from "./caveats.server";
import { cohortTable, lifetimeValues } from "./cohortTable.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { customerSums } from "./customerSums";
import { countedTests, customerValues } from "./customerTests.server";
import { figureOf } from "./figures";
import type { ExplainReport } from "./pageReports";
import { sumByMonth } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";

const PAGE_SIZE = 50;

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
  netProfit: ["profitAfterMarketing", "operatingExpenses"],
  acquisitionCost: ["marketingSpend", "newCustomers"],
};

/** Metrics that fall on the order's day whatever the clock. */
const BY_ORDER_DAY: readonly MetricName[] = ["customers", "newCustomers", "returningCustomers"];

export interface ExplainQuery extends ReportQuery {
  readonly metric: MetricName;
  /** Only this customer's part of the figure, or that of the customers whose first order fell into this month. */
  readonly customerId?: string;
  readonly cohortMonth?: Month;
  /** From 1. */
  readonly page?: number;
}

type Narrow = Pick<ExplainQuery, "customerId" | "cohortMonth">;

/** How a figure came about: what it is made of, and the orders behind it, which over all pages sum to it. */
export function explainReport(shopId: bigint, query: ExplainQuery): Promise<ExplainReport> {
  const { metric, page = 1, customerId, cohortMonth } = query;
  const clock = BY_ORDER_DAY.includes(metric) ? "orderDay" : query.clock;
  return withReport(shopId, { ...query, clock, comparison: null }, async (context) => {
    const narrow = customerId !== undefined || cohortMonth !== undefined ? { customerId, cohortMonth } : null;
    const total = narrow ? await sumsOf(context, narrow) : (await sumByMonth(context, context.scope)).total;
    const values = periodValues(total);
    const { orders, count } = await pageOfOrders(context, metric, page, narrow ?? {});
    const parts = MADE_OF[metric] ?? [];
    return {
      ...headOf(context, await caveats(context, total)),
      metric,
      figure: figureOf(metric, values[metric] ?? (await wholeHistoryValue(context, metric))),
      madeOf: parts.map((name) => ({ metric: name, figure: figureOf(name, values[name] ?? { value: null }) })),
      rows: orders.map((order) => ({
        orderId: order.orderId,
        name: order.name,
        day: order.orderDay,
        customerId: order.customerId,
        value: addedBy(metric, order),
      })),
      page,
      pages: Math.ceil(count / PAGE_SIZE),
      count,
    };
  });
}

/** The sums of a customer's or cohort's orders. What the shop spends is not theirs. */
async function sumsOf({ client, scope }: ReportContext, narrow: Narrow): Promise<PeriodSums> {
  const { orders } = await listOrders(client, scope, narrow);
  const ordered = orders.filter(({ orderDay }) => scope.period.start <= orderDay && orderDay < scope.period.end);
  return {
    ...customerSums(orders),
    customers: new Set(ordered.map((order) => order.customerId)).size,
    newCustomers: ordered.filter(({ number }) => number === 1).length,
  };
}

async function pageOfOrders({ client, scope }: ReportContext, metric: MetricName, page: number, narrow: Narrow) {
  const condition = ordersBehind(metric);
  if (condition === null) return { orders: [], count: 0 };
  return listOrders(client, scope, { ...narrow, condition, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
}

/** What one order adds: the metric over that order alone; a customer is counted with the one order shown for them. */
function addedBy(metric: MetricName, order: OrderFacts): number | null {
  return BY_ORDER_DAY.includes(metric) ? 1 : (periodValues(customerSums([order]))[metric]?.value ?? null);
}

/** Metrics that are no period's: lifetime values and the tests of customers, up to `asOf`. */
async function wholeHistoryValue(context: ReportContext, metric: MetricName): Promise<MetricValue> {
  const { highValueCount, median } = await countedTests(context);
  const values = { ...lifetimeValues(await cohortTable(context)), ...customerValues(highValueCount, median) };
  return values[metric] ?? { value: null };
}
