import { z } from "zod";
import { DRIVERS } from "~/analytics/drivers";
import { METRIC_NAMES } from "~/analytics/metrics/registry";
import { CAUSES } from "~/analytics/reconciliation";
import { RFM_GROUPS } from "~/analytics/rfm";
import { SECTIONS } from "~/reports/report";
import { prediction, predictionTest } from "./predictionSchema";

const minor = z.int().describe("Whole minor units of the shop's currency");
const unknownMinor = minor.nullable().describe("Whole minor units of the shop's currency; null is unknown");
const ratio = z.number().nullable().describe("A share, 1 is all; null without a base to divide by");
const count = z.int();
const known = z.number().nullable();
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe("A local day of the shop");
const month = z
  .string()
  .regex(/^\d{4}-\d{2}$/)
  .describe("A calendar month in the shop's time zone");
const metric = z.enum(METRIC_NAMES);

const driver = z.strictObject({
  section: z.enum(SECTIONS).describe("Where it is told"),
  metric,
  before: minor.describe("In the comparison period; of cohorts the earlier one, of MRR the start of the month"),
  after: minor,
  change: minor.describe("after − before: the sum of the parts of the section"),
  driver: z.enum(DRIVERS),
  name: z.string().nullable().describe("Of a product its title"),
  amount: minor,
});

const statementPart = z.strictObject({
  metric,
  by: z.string().describe("What the row is taken apart by, such as productType or gateway"),
  kind: z.enum(["named", "untied", "others"]),
  name: z.string().describe("Empty for what has no such name"),
  names: count.describe("Number of names taken together"),
  amount: minor.describe("Costs are positive; the parts of a metric sum to it as far as it is known"),
  previous: unknownMinor,
  share: ratio.describe("Of net revenue"),
});

const rfmGroup = z.strictObject({
  group: z.enum(RFM_GROUPS),
  customers: count,
  share: ratio,
  orders: count,
  netSales: minor,
  contributionProfit: unknownMinor,
  averageDaysSince: known.describe("Days since the last order; null without orders"),
  shopifyCustomers: count.describe("Customers whom Shopify has in its group of the same name"),
});

const sharedTrait = z.strictObject({
  trait: z.string(),
  value: z.string().describe("Empty: unknown; of a product its number"),
  label: z.string().nullable(),
  customers: count,
  highValue: count,
  shareWith: ratio,
  shareOthers: ratio,
  lift: known.describe("shareWith ÷ shareOthers"),
  liftLow: known.describe("Bounds of the lift at 95%"),
  liftHigh: known,
  isRanked: z.boolean().describe("Both sides hold enough customers to be ranked by"),
});

const serviceList = z.strictObject({ list: z.string(), entries: count });

const serviceCustomer = z.strictObject({
  list: z.string(),
  customerId: z.string(),
  dueDay: day.nullable(),
  lastOrderDay: day.nullable(),
  orders: count,
  netSales: minor,
  contributionProfit: unknownMinor,
  productId: z.string().nullable().describe("What to offer"),
  productTitle: z.string().nullable(),
});

const rhythm = z.strictObject({
  kind: z.enum(["shop", "product"]),
  productId: z.string().nullable(),
  title: z.string(),
  buyers: count.nullable(),
  gaps: count.describe("How often somebody came back"),
  medianGap: known.describe("Days"),
  ownLapsePoint: known.describe("Days within which 90% came back"),
  setLapsePoint: known.describe("Set by the merchant"),
  lapsePoint: known.describe("What holds of the two"),
});

const expectedRenewals = z.strictObject({
  kind: z.enum(["due", "overdue"]),
  days: count.nullable(),
  renewals: count,
  subscriptions: count,
  amount: minor.describe("If everyone goes on"),
  atRisk: unknownMinor.describe("What of it will not come, by how many went on so far; null for what is overdue"),
});

const dueRenewal = z.strictObject({
  subscriptionId: z.string(),
  customerId: z.string(),
  title: z.string(),
  interval: z.string(),
  charges: count,
  dueOn: day,
  inDays: count.describe("Below zero where it is overdue"),
  amount: minor,
  odds: ratio.describe("How likely it comes; null where it is overdue"),
});

const uncostedVariant = z.strictObject({
  variantId: z.string().nullable(),
  sku: z.string().nullable(),
  title: z.string(),
  units: count,
  netSales: minor,
  uncostedNetSales: minor.describe("Of them those whose unit cost is unknown"),
});

const reconciliation = z.strictObject({
  month,
  equal: z.boolean().describe("In every figure, to the last cent and order"),
  netSales: unknownMinor,
  shopifyNetSales: unknownMinor.describe("null: Shopify does not tell"),
  netSalesDifference: unknownMinor,
  totalSales: unknownMinor,
  shopifyTotalSales: unknownMinor,
  totalSalesDifference: unknownMinor,
  orders: count.nullable(),
  shopifyOrders: count.nullable(),
  ordersDifference: count.nullable(),
});

const reconciliationCause = z.strictObject({
  month,
  cause: z.enum(CAUSES),
  grossSales: unknownMinor,
  discounts: unknownMinor,
  salesReversals: unknownMinor,
  netSales: unknownMinor,
  shipping: unknownMinor,
  duties: unknownMinor,
  fees: unknownMinor,
  tax: unknownMinor,
  totalSales: unknownMinor,
  orders: count.nullable(),
});

/** The tables of the sections that show what pages show, in report.json. */
export const SECTION_SCHEMAS = {
  drivers: z.array(driver).describe("What drove the figures: of each section the parts sum to the change, exactly"),
  statementParts: z.array(statementPart),
  rfmGroups: z.array(rfmGroup),
  sharedTraits: z.array(sharedTrait),
  serviceLists: z.array(serviceList),
  serviceCustomers: z.array(serviceCustomer).describe("The first of each list"),
  rhythms: z.array(rhythm),
  expectedRenewals: z.array(expectedRenewals),
  dueRenewals: z.array(dueRenewal).describe("Due within 30 days, or overdue"),
  uncostedVariants: z.array(uncostedVariant).describe("Sold in the period with a cost that is not known for all of it"),
  reconciliation: z
    .array(reconciliation)
    .describe("Months of the period beside Shopify's own sales report as last read"),
  reconciliationCauses: z.array(reconciliationCause).describe("The causes of a month sum to its difference"),
  predictions: z
    .array(prediction)
    .describe("Future only, of today's customers and all their orders, whatever the filter"),
  predictionTests: z.array(predictionTest).describe("Forecasts repeated from the past beside what came"),
} as const;
