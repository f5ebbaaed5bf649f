import { z } from "zod";
import { COHORT_SPANS } from "~/analytics/cohorts";
import { FILTER_DIMENSIONS } from "~/analytics/filter";
import { LIFECYCLE_STAGES } from "~/analytics/lifecycle";
import { METRIC_NAMES } from "~/analytics/metrics/registry";
import { GRAINS } from "~/analytics/period";
import { SECTION_SCHEMAS } from "./sectionSchema";
import { mrrMonth, subscription } from "./subscriptionSchema";

const minor = z.int().describe("Whole minor units of the shop's currency");
const unknownMinor = minor.nullable().describe("Whole minor units of the shop's currency; null is unknown");
const ratio = z.number().nullable().describe("A share, 1 is all; null without a base to divide by");
const count = z.int();
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe("A local day of the shop");
const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .describe("A calendar month in the shop's time zone");
const period = z.strictObject({ start: day.describe("First day"), end: day.describe("The day after the last one") });

const figure = z.strictObject({
  value: z.number().nullable().describe("null is unknown, or nothing to divide by"),
  unit: z.enum(["minor", "ratio", "count", "days", "number"]),
  previous: z.number().nullable().optional().describe("The same figure over the comparison period"),
  low: z.number().nullable().optional().describe("Lower bound, if the unknown costs were 100% of the price"),
  high: z.number().nullable().optional().describe("Upper bound, if the unknown costs were 0"),
  coverage: ratio.optional().describe("Share of net sales whose unit cost is known"),
});

const sales = z.strictObject({
  month,
  grossSales: minor,
  discounts: minor,
  salesReversals: minor,
  netSales: minor,
  shipping: minor,
  duties: minor,
  fees: minor,
  tax: minor,
  totalSales: minor,
  tips: minor,
  giftCardSales: minor,
  orders: count,
  averageOrderValue: unknownMinor,
  units: count,
  returnedUnits: count,
  returnRate: ratio,
  customers: count,
  newCustomers: count,
  returningCustomers: count,
});

const profit = z.strictObject({
  month,
  grossSales: minor,
  discounts: minor,
  salesReversals: minor,
  netSales: minor,
  shipping: minor,
  netRevenue: minor,
  cogs: unknownMinor,
  grossProfit: unknownMinor,
  grossMargin: ratio,
  shippingCost: unknownMinor,
  handlingCost: unknownMinor,
  dutiesCost: unknownMinor,
  packagingCost: unknownMinor,
  paymentFees: unknownMinor,
  contributionProfit: unknownMinor,
  contributionMargin: ratio,
  marketingSpend: unknownMinor,
  profitAfterMarketing: unknownMinor,
  operatingExpenses: unknownMinor,
  netProfit: unknownMinor,
  costCoverage: ratio,
  contributionProfitLow: unknownMinor,
  contributionProfitHigh: unknownMinor,
});

const part = {
  key: z.string().describe("First day of the whole part; of a month, quarter or year its name"),
  start: day.describe("First day, within the period"),
  end: day.describe("The day after the last one, within the period"),
  whole: z.boolean().describe("False where the period begins or ends within the part"),
};
const salesPart = z.strictObject({ ...part, ...sales.omit({ month: true }).shape });
const profitPart = z.strictObject({ ...part, ...profit.omit({ month: true }).shape });

const cohort = z.strictObject({
  cohortMonth: month,
  tenureMonth: count.describe("Whole calendar months since the cohort month; 0 is the first"),
  cohortSize: count,
  customers: count.describe("Customers of the cohort who ordered in this tenure month"),
  orders: count,
  netSales: minor,
  grossProfit: unknownMinor,
  contributionProfit: unknownMinor,
  retention: ratio,
  repeatRate: ratio,
  lifetimeNetSales: unknownMinor,
  lifetimeGrossProfit: unknownMinor,
  lifetimeValue: unknownMinor,
  units: count,
  profitAfterMarketing: unknownMinor,
  lifetimeProfitAfterMarketing: unknownMinor,
  lifetimeOrders: z.number().nullable().describe("Orders per customer of the cohort"),
  lifetimeUnits: z.number().nullable().describe("Units per customer of the cohort"),
  complete: z.boolean().describe("False while the calendar month of this cell has not ended by asOf"),
});

const cohortSpan = {
  key: z.string().describe("Of a week its first day, of a month or quarter its name"),
  start: day.describe("First day of the span of the first orders"),
};
const spanCohort = z.strictObject({
  ...cohortSpan,
  tenure: count.describe("Whole spans since the first orders'; 0 is the first"),
  ...cohort.omit({ cohortMonth: true, tenureMonth: true }).shape,
});

const acquisition = z.strictObject({
  ...cohortSpan,
  customers: count,
  spend: unknownMinor,
  acquisitionCost: unknownMinor,
  payback: count.nullable().describe("First tenure by whose end contribution profit had reached the spend"),
  paybackState: z.enum(["reached", "notYet", "unknown"]),
  horizon: count.describe("Spans of tenure through which the value is counted"),
  valueToCost: z
    .number()
    .nullable()
    .describe("LTV : CAC; null before the horizon has ended or while the spend is unknown"),
});

const age = z.strictObject({
  age: count.describe("Days since the first order"),
  customers: count.describe("Customers who have reached it; all values are over them"),
  repeatCustomers: count,
  repeatRate: ratio,
  lifetimeNetSales: unknownMinor,
  lifetimeGrossProfit: unknownMinor,
  lifetimeValue: unknownMinor,
  lifetimeOrders: z.number().nullable(),
});

const product = z.strictObject({
  kind: z.enum(["product", "untied"]).describe("untied: what belongs to no product, so that the rows sum to the total"),
  productId: z.string().nullable(),
  title: z.string(),
  vendor: z.string().nullable(),
  units: count,
  returnedUnits: count,
  returnRate: ratio,
  orders: count,
  netSales: minor,
  shipping: minor,
  cogs: unknownMinor,
  grossProfit: unknownMinor,
  grossMargin: ratio,
  orderCosts: minor,
  paymentFees: minor,
  contributionProfit: unknownMinor,
  contributionProfitLow: unknownMinor,
  contributionProfitHigh: unknownMinor,
  costCoverage: ratio,
  firstOrderCustomers: count,
  firstOrderShare: ratio,
  marketingSpend: unknownMinor.describe("Share of the spend on the platforms its orders came from; null is unknown"),
  profitAfterMarketing: unknownMinor,
  yearOldCustomers: count.describe("Customers whose first order ever held it and lies at least a year back"),
  yearLifetimeValue: unknownMinor.describe("Contribution profit per such customer within a year of the first order"),
});

const highValueCustomer = z.strictObject({
  customerId: z.string(),
  country: z.string().nullable(),
  firstOrderDay: day,
  lastOrderDay: day,
  orders: count,
  ordersInWindow: count,
  netSales: minor,
  contributionProfit: unknownMinor,
  averageOrderValue: unknownMinor,
  medianOrderValue: unknownMinor,
  fullPriceShare: ratio,
  paysFullPrice: z.boolean(),
  buysSeveralTimes: z.boolean(),
  spendsAboveMedian: z.boolean(),
  isHighValue: z.boolean(),
});

const filter = z.strictObject({
  dimension: z.enum(FILTER_DIMENSIONS),
  values: z
    .array(z.strictObject({ value: z.string().describe("Empty: orders without any"), label: z.string() }))
    .describe("Orders with any of these pass"),
});

const names = z.array(z.string());

const switches = z.strictObject({
  cancelled: z.boolean(),
  unpaid: z.boolean(),
  zeroValue: z.boolean(),
  tags: names,
  channels: names,
  sources: names,
});

const lifecycle = z.strictObject({
  month,
  stage: z.enum(LIFECYCLE_STAGES),
  opening: count.describe("Persons in the stage at the end of the month before"),
  entered: count,
  left: count,
  closing: count.describe("opening + entered − left"),
  retentionRate: ratio.describe("Customer retention rate of the month; null without active customers at its start"),
  churnRate: ratio.describe("1 − retentionRate"),
  complete: z.boolean().describe("False while the month has not ended by asOf"),
});

const platform = z.strictObject({
  platform: z.string().describe("google, meta, direct, notKnown …, or a name of the merchant's own"),
  sessions: count.nullable().describe("null: not known for any day of the period"),
  platformOrders: count.describe("Orders whose last touch names the platform; each order is in one row"),
  conversionRate: ratio,
  newCustomers: count,
  netSales: minor,
  contributionProfit: unknownMinor,
  costCoverage: ratio,
  marketingSpend: unknownMinor,
  profitAfterMarketing: unknownMinor,
  acquisitionCost: unknownMinor,
  roas: z.number().nullable().describe("Net sales ÷ marketing spend"),
});

/** report.json: a report for machines. Names are those of the tables, unknown is null. */
export const ReportJson = z.strictObject({
  shop: z.strictObject({ domain: z.string(), name: z.string() }),
  currency: z.string().regex(/^[A-Z]{3}$/),
  exponent: count.describe("Decimals of the currency's minor unit"),
  timeZone: z.string(),
  asOf: z.string().describe("The instant after which nothing exists for the computation"),
  period,
  comparison: period.nullable(),
  clock: z.enum(["eventDay", "orderDay"]).describe("Whether a change is dated by its own day or by its order's"),
  grain: z.enum(GRAINS).describe("Length of the spans into which sales and profit are divided"),
  cohortSpan: z.enum(COHORT_SPANS).describe("Spans by which customers are taken together"),
  filter: z.array(filter).describe("Which orders the figures are made of; empty: all. It renumbers nothing"),
  switches: switches.describe(
    "Which orders are as if they were not there: left out before customers' orders are numbered",
  ),
  metrics: z.partialRecord(z.enum(METRIC_NAMES), figure),
  tables: z.strictObject({
    salesByMonth: z.array(sales),
    salesByMonthOrderDay: z.array(sales),
    profitAndLoss: z.array(profit),
    salesByPart: z.array(salesPart).describe("By the grain; empty where that is the month"),
    profitByPart: z.array(profitPart).describe("By the grain; empty where that is the month"),
    cohorts: z.array(cohort),
    cohortsBySpan: z.array(spanCohort).describe("By the cohort span; empty where that is the month"),
    acquisition: z.array(acquisition),
    lifetimeByAge: z.array(age),
    products: z.array(product),
    highValueCustomers: z.array(highValueCustomer),
    platforms: z.array(platform),
    lifecycle: z.array(lifecycle),
    mrrMovements: z.array(mrrMonth).describe("Whole history up to asOf; the bridge closes exactly in every month"),
    subscriptions: z.array(subscription),
    ...SECTION_SCHEMAS,
  }),
  notes: z.array(z.strictObject({ code: z.string(), share: ratio, count: count.nullable(), text: z.string() })),
});
export type ReportJson = z.infer<typeof ReportJson>;

/** The JSON Schema of report.json, which stands in docs/. */
export function reportJsonSchema(): object {
  return {
    title: "Tenure report",
    ...z.toJSONSchema(ReportJson, { target: "draft-2020-12" }),
  };
}
