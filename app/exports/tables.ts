import type { Language } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import type { Report, ReportTables, TableName } from "~/reports/report";
import { SECTION_COLUMNS } from "./sectionColumns";
import { type ColumnKind, figure, MONTH, minors, type TableColumn } from "./tableColumn";
import { numberOf, withoutControls } from "./text";

type Columns<T extends TableName> = readonly TableColumn<keyof ReportTables[T][number] & string>[];

const PART = [
  { name: "key", kind: "text", label: "reports.columns.part" },
  { name: "start", kind: "day", label: "reports.columns.start" },
  { name: "end", kind: "day", label: "reports.columns.end" },
  { name: "whole", kind: "flag", label: "reports.columns.whole" },
] as const;

const SALES = [
  ...minors(
    "grossSales",
    "discounts",
    "salesReversals",
    "netSales",
    "shipping",
    "duties",
    "fees",
    "tax",
    "totalSales",
    "tips",
    "giftCardSales",
  ),
  figure("orders", "count"),
  figure("averageOrderValue", "minor"),
  figure("units", "count"),
  figure("returnedUnits", "count"),
  figure("returnRate", "ratio"),
  figure("customers", "count"),
  figure("newCustomers", "count"),
  figure("returningCustomers", "count"),
] as const;

const PROFIT = [
  ...minors("grossSales", "discounts", "salesReversals", "netSales", "shipping", "netRevenue", "cogs", "grossProfit"),
  figure("grossMargin", "ratio"),
  ...minors("shippingCost", "handlingCost", "packagingCost", "dutiesCost", "paymentFees", "contributionProfit"),
  figure("contributionMargin", "ratio"),
  ...minors("marketingSpend", "profitAfterMarketing", "operatingExpenses", "netProfit"),
  figure("costCoverage", "ratio"),
  { name: "contributionProfitLow", kind: "minor", label: "reports.columns.contributionProfitLow" },
  { name: "contributionProfitHigh", kind: "minor", label: "reports.columns.contributionProfitHigh" },
] as const;

const SPAN = [
  { name: "key", kind: "text", label: "reports.columns.cohort" },
  { name: "start", kind: "day", label: "reports.columns.start" },
] as const;

const COHORT = [
  { name: "cohortSize", kind: "count", label: "reports.columns.cohortSize" },
  { name: "customers", kind: "count", label: "reports.columns.cohortCustomers" },
  figure("orders", "count"),
  figure("units", "count"),
  ...minors("netSales", "grossProfit", "contributionProfit", "profitAfterMarketing"),
  figure("retention", "ratio"),
  figure("repeatRate", "ratio"),
  ...minors("lifetimeNetSales", "lifetimeGrossProfit", "lifetimeValue", "lifetimeProfitAfterMarketing"),
  figure("lifetimeOrders", "number"),
  figure("lifetimeUnits", "number"),
  { name: "complete", kind: "flag", label: "reports.columns.complete" },
] as const;

const COLUMNS: { readonly [T in TableName]: Columns<T> } = {
  salesByMonth: [MONTH, ...SALES],
  salesByMonthOrderDay: [MONTH, ...SALES],
  profitAndLoss: [MONTH, ...PROFIT],
  salesByPart: [...PART, ...SALES],
  profitByPart: [...PART, ...PROFIT],
  cohorts: [
    { name: "cohortMonth", kind: "month", label: "reports.columns.cohortMonth" },
    { name: "tenureMonth", kind: "count", label: "reports.columns.tenureMonth" },
    ...COHORT,
  ],
  cohortsBySpan: [...SPAN, { name: "tenure", kind: "count", label: "reports.columns.tenure" }, ...COHORT],
  acquisition: [
    ...SPAN,
    { name: "customers", kind: "count", label: "reports.columns.cohortSize" },
    { name: "spend", kind: "minor", label: "metrics.marketingSpend.label" },
    figure("acquisitionCost", "minor"),
    figure("payback", "count"),
    { name: "paybackState", kind: "text", label: "reports.columns.paybackState" },
    { name: "horizon", kind: "count", label: "reports.columns.horizon" },
    figure("valueToCost", "number"),
  ],
  lifetimeByAge: [
    { name: "age", kind: "count", label: "reports.columns.age" },
    { name: "customers", kind: "count", label: "reports.columns.ofAge" },
    { name: "repeatCustomers", kind: "count", label: "reports.columns.repeatCustomers" },
    figure("repeatRate", "ratio"),
    ...minors("lifetimeNetSales", "lifetimeGrossProfit", "lifetimeValue"),
    figure("lifetimeOrders", "number"),
  ],
  products: [
    { name: "kind", kind: "text", label: "reports.columns.kind" },
    { name: "productId", kind: "id", label: "reports.columns.productId" },
    { name: "title", kind: "text", label: "reports.columns.title" },
    { name: "vendor", kind: "text", label: "reports.columns.vendor" },
    figure("units", "count"),
    figure("returnedUnits", "count"),
    figure("returnRate", "ratio"),
    figure("orders", "count"),
    ...minors("netSales", "shipping", "cogs", "grossProfit"),
    figure("grossMargin", "ratio"),
    { name: "orderCosts", kind: "minor", label: "reports.columns.orderCosts" },
    ...minors("paymentFees", "contributionProfit"),
    { name: "contributionProfitLow", kind: "minor", label: "reports.columns.contributionProfitLow" },
    { name: "contributionProfitHigh", kind: "minor", label: "reports.columns.contributionProfitHigh" },
    figure("costCoverage", "ratio"),
    { name: "firstOrderCustomers", kind: "count", label: "reports.columns.firstOrderCustomers" },
    { name: "firstOrderShare", kind: "ratio", label: "reports.columns.firstOrderShare" },
    ...minors("marketingSpend", "profitAfterMarketing"),
    { name: "yearOldCustomers", kind: "count", label: "reports.columns.yearOldCustomers" },
    { name: "yearLifetimeValue", kind: "minor", label: "reports.columns.yearLifetimeValue" },
  ],
  highValueCustomers: [
    { name: "customerId", kind: "id", label: "reports.columns.customerId" },
    { name: "country", kind: "text", label: "reports.columns.country" },
    { name: "firstOrderDay", kind: "day", label: "reports.columns.firstOrderDay" },
    { name: "lastOrderDay", kind: "day", label: "reports.columns.lastOrderDay" },
    figure("orders", "count"),
    { name: "ordersInWindow", kind: "count", label: "reports.columns.ordersInWindow" },
    ...minors("netSales", "contributionProfit", "averageOrderValue", "medianOrderValue"),
    { name: "fullPriceShare", kind: "ratio", label: "reports.columns.fullPriceShare" },
    { name: "paysFullPrice", kind: "flag", label: "reports.columns.paysFullPrice" },
    { name: "buysSeveralTimes", kind: "flag", label: "reports.columns.buysSeveralTimes" },
    { name: "spendsAboveMedian", kind: "flag", label: "reports.columns.spendsAboveMedian" },
    { name: "isHighValue", kind: "flag", label: "reports.columns.isHighValue" },
  ],
  platforms: [
    { name: "platform", kind: "text", label: "platforms.platform" },
    figure("sessions", "count"),
    figure("platformOrders", "count"),
    figure("conversionRate", "ratio"),
    figure("newCustomers", "count"),
    ...minors("netSales", "contributionProfit"),
    figure("costCoverage", "ratio"),
    ...minors("marketingSpend", "profitAfterMarketing", "acquisitionCost"),
    figure("roas", "number"),
  ],
  lifecycle: [
    MONTH,
    { name: "stage", kind: "text", label: "reports.columns.stage" },
    { name: "opening", kind: "count", label: "reports.columns.opening" },
    { name: "entered", kind: "count", label: "reports.columns.entered" },
    { name: "left", kind: "count", label: "reports.columns.left" },
    { name: "closing", kind: "count", label: "reports.columns.closing" },
    { name: "retentionRate", kind: "ratio", label: "metrics.customerRetentionRate.label" },
    { name: "churnRate", kind: "ratio", label: "metrics.customerChurnRate.label" },
    { name: "complete", kind: "flag", label: "reports.columns.complete" },
  ],
  mrrMovements: [
    MONTH,
    { name: "opening", kind: "minor", label: "subscriptions.columns.opening" },
    { name: "new", kind: "minor", label: "metrics.newMrr.label" },
    { name: "expansion", kind: "minor", label: "metrics.expansionMrr.label" },
    { name: "reactivation", kind: "minor", label: "metrics.reactivationMrr.label" },
    { name: "contraction", kind: "minor", label: "metrics.contractionMrr.label" },
    { name: "churn", kind: "minor", label: "metrics.churnedMrr.label" },
    { name: "closing", kind: "minor", label: "subscriptions.columns.closing" },
    ...minors("netNewMrr", "arr", "arpu"),
    { name: "subscribersAtStart", kind: "count", label: "subscriptions.columns.subscribersAtStart" },
    { name: "newSubscribers", kind: "count", label: "subscriptions.columns.newSubscribers" },
    { name: "reactivatedSubscribers", kind: "count", label: "subscriptions.columns.reactivatedSubscribers" },
    figure("churnedSubscribers", "count"),
    { name: "subscribersAtEnd", kind: "count", label: "metrics.subscribers.label" },
    figure("subscriberChurn", "ratio"),
    figure("grossRevenueChurn", "ratio"),
    figure("netRevenueChurn", "ratio"),
    figure("netRevenueRetention", "ratio"),
    { name: "renewalsDue", kind: "count", label: "subscriptions.columns.renewalsDue" },
    { name: "renewalsPaid", kind: "count", label: "subscriptions.columns.renewalsPaid" },
    figure("renewalRate", "ratio"),
    figure("quickRatio", "number"),
    { name: "complete", kind: "flag", label: "reports.columns.complete" },
  ],
  subscriptions: [
    { name: "subscriptionId", kind: "text", label: "subscriptions.columns.subscription" },
    { name: "customerId", kind: "id", label: "subscriptions.columns.customer" },
    { name: "state", kind: "text", label: "subscriptions.columns.state" },
    { name: "title", kind: "text", label: "subscriptions.columns.product" },
    { name: "plan", kind: "text", label: "subscriptions.columns.plan" },
    { name: "quantity", kind: "count", label: "subscriptions.columns.quantity" },
    { name: "interval", kind: "text", label: "subscriptions.columns.interval" },
    { name: "intervalBasis", kind: "text", label: "subscriptions.columns.intervalBasis" },
    { name: "startedOn", kind: "day", label: "subscriptions.columns.startedOn" },
    { name: "endedOn", kind: "day", label: "subscriptions.columns.endedOn" },
    { name: "reason", kind: "text", label: "subscriptions.columns.reason" },
    { name: "charges", kind: "count", label: "subscriptions.columns.charges" },
    { name: "lastChargeOn", kind: "day", label: "subscriptions.columns.lastChargeOn" },
    { name: "nextDueOn", kind: "day", label: "subscriptions.columns.nextDueOn" },
    figure("mrr", "minor"),
    { name: "chargeAmount", kind: "minor", label: "subscriptions.columns.chargeAmount" },
    { name: "contributionProfit", kind: "minor", label: "subscriptions.columns.contributionProfit" },
    { name: "basis", kind: "text", label: "subscriptions.columns.basis" },
    { name: "confidence", kind: "ratio", label: "subscriptions.columns.confidence" },
    { name: "evidence", kind: "text", label: "subscriptions.columns.evidence" },
  ],
  ...SECTION_COLUMNS,
};

/** All tables a report can have, in the order of its files. */
export const TABLES = Object.keys(COLUMNS) as readonly TableName[];

/** Tables that only a report divided otherwise than by months has; by months there are others. */
const isOther = ({ grain, cohortSpan }: Pick<Report, "grain" | "cohortSpan">, table: TableName): boolean =>
  table === "cohortsBySpan" ? cohortSpan === "month" : PARTED.includes(table) && grain === "month";
const PARTED: readonly TableName[] = ["salesByPart", "profitByPart"];

/** The tables of this report. */
export const tablesOf = (report: Pick<Report, "grain" | "cohortSpan">): readonly TableName[] =>
  TABLES.filter((table) => !isOther(report, table));

/** A value as the report holds it. */
export type Value = string | number | boolean | null;

export const columnsOf = (table: TableName): readonly TableColumn[] => COLUMNS[table];

/** The rows of a table with their values in the order of its columns. */
export function rowsOf(report: Report, table: TableName): Value[][] {
  const rows: readonly object[] = report.tables[table];
  return rows.map((row) => {
    const values: ReadonlyMap<string, unknown> = new Map(Object.entries(row));
    return columnsOf(table).map(({ name }) => fieldValue(values.get(name), table, name));
  });
}

function fieldValue(value: unknown, table: TableName, column: string): Value {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "string") return withoutControls(value);
  throw new TypeError(`table ${table}, column ${column}: expected a text, a number, a flag or null`);
}

/** A value of words, for readers: ids by their number, months by name, flags as yes and no. */
export function wordOf(value: string | boolean, kind: ColumnKind, language: Language): string {
  const t = translator(language);
  if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
  return kind === "id" ? numberOf(value) : value;
}
