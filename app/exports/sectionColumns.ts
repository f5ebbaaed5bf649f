import type { SectionTables } from "~/reports/sectionRows";
import {
  causeWords,
  driverWords,
  groupWords,
  listWords,
  metricWords,
  partsByWords,
  sectionWords,
  traitWords,
} from "./codeWords";
import { PREDICTION_COLUMNS, PREDICTION_TEST_COLUMNS } from "./predictionColumns";
import { figure, MONTH, minors, type TableColumn } from "./tableColumn";

type Columns<T extends keyof SectionTables> = readonly TableColumn<keyof SectionTables[T][number] & string>[];

const METRIC = { name: "metric", kind: "text", label: "reports.columns.figure", words: metricWords } as const;
const CUSTOMER = { name: "customerId", kind: "id", label: "reports.columns.customerId" } as const;
const LIST = { name: "list", kind: "text", label: "sections.columns.list", words: listWords } as const;
const LAPSE = [
  { name: "medianGap", kind: "number", label: "sections.columns.medianGap" },
  { name: "ownLapsePoint", kind: "count", label: "sections.columns.ownLapsePoint" },
  { name: "setLapsePoint", kind: "count", label: "sections.columns.setLapsePoint" },
  figure("lapsePoint", "count"),
] as const;

/** Columns of the tables of the sections that show what pages show. */
export const SECTION_COLUMNS: { readonly [T in keyof SectionTables]: Columns<T> } = {
  drivers: [
    { name: "section", kind: "text", label: "sections.columns.section", words: sectionWords },
    METRIC,
    { name: "before", kind: "minor", label: "reports.columns.previous" },
    { name: "after", kind: "minor", label: "reports.columns.value" },
    { name: "change", kind: "minor", label: "reports.columns.change" },
    { name: "driver", kind: "text", label: "sections.columns.driver", words: driverWords },
    { name: "name", kind: "text", label: "sections.columns.driverName" },
    { name: "amount", kind: "minor", label: "sections.columns.part" },
  ],
  statementParts: [
    METRIC,
    { name: "by", kind: "text", label: "sections.columns.by", words: partsByWords },
    { name: "kind", kind: "text", label: "reports.columns.kind" },
    { name: "name", kind: "text", label: "sections.columns.partName" },
    { name: "names", kind: "count", label: "sections.columns.names" },
    { name: "amount", kind: "minor", label: "reports.columns.value" },
    { name: "previous", kind: "minor", label: "reports.columns.previous" },
    { name: "share", kind: "ratio", label: "sections.columns.shareOfRevenue" },
  ],
  rfmGroups: [
    { name: "group", kind: "text", label: "sections.columns.group", words: groupWords },
    figure("customers", "count"),
    { name: "share", kind: "ratio", label: "reports.columns.share" },
    figure("orders", "count"),
    ...minors("netSales", "contributionProfit"),
    { name: "averageDaysSince", kind: "count", label: "sections.columns.averageDaysSince" },
    { name: "shopifyCustomers", kind: "count", label: "sections.columns.shopifyCustomers" },
  ],
  sharedTraits: [
    { name: "trait", kind: "text", label: "sections.columns.trait", words: traitWords },
    { name: "value", kind: "text", label: "reports.columns.value" },
    { name: "label", kind: "text", label: "reports.columns.title" },
    figure("customers", "count"),
    { name: "highValue", kind: "count", label: "metrics.highValueCustomers.label" },
    { name: "shareWith", kind: "ratio", label: "sections.columns.shareWith" },
    { name: "shareOthers", kind: "ratio", label: "sections.columns.shareOthers" },
    { name: "lift", kind: "number", label: "sections.columns.lift" },
    { name: "liftLow", kind: "number", label: "sections.columns.liftLow" },
    { name: "liftHigh", kind: "number", label: "sections.columns.liftHigh" },
    { name: "isRanked", kind: "flag", label: "sections.columns.isRanked" },
  ],
  serviceLists: [LIST, { name: "entries", kind: "count", label: "sections.columns.entries" }],
  serviceCustomers: [
    LIST,
    CUSTOMER,
    { name: "dueDay", kind: "day", label: "sections.columns.dueDay" },
    { name: "lastOrderDay", kind: "day", label: "reports.columns.lastOrderDay" },
    figure("orders", "count"),
    ...minors("netSales", "contributionProfit"),
    { name: "productId", kind: "id", label: "reports.columns.productId" },
    { name: "productTitle", kind: "text", label: "reports.columns.title" },
  ],
  rhythms: [
    { name: "kind", kind: "text", label: "reports.columns.kind" },
    { name: "productId", kind: "id", label: "reports.columns.productId" },
    { name: "title", kind: "text", label: "reports.columns.title" },
    { name: "buyers", kind: "count", label: "sections.columns.buyers" },
    { name: "gaps", kind: "count", label: "sections.columns.gaps" },
    ...LAPSE,
  ],
  expectedRenewals: [
    { name: "kind", kind: "text", label: "reports.columns.kind" },
    { name: "days", kind: "count", label: "sections.columns.days" },
    { name: "renewals", kind: "count", label: "sections.columns.renewals" },
    { name: "subscriptions", kind: "count", label: "reports.sections.subscriptions" },
    { name: "amount", kind: "minor", label: "sections.columns.ifAllRenew" },
    { name: "atRisk", kind: "minor", label: "sections.columns.atRisk" },
  ],
  dueRenewals: [
    { name: "subscriptionId", kind: "text", label: "subscriptions.columns.subscription" },
    { name: "customerId", kind: "id", label: "subscriptions.columns.customer" },
    { name: "title", kind: "text", label: "subscriptions.columns.product" },
    { name: "interval", kind: "text", label: "subscriptions.columns.interval" },
    { name: "charges", kind: "count", label: "subscriptions.columns.charges" },
    { name: "dueOn", kind: "day", label: "sections.columns.dueDay" },
    { name: "inDays", kind: "count", label: "sections.columns.inDays" },
    { name: "amount", kind: "minor", label: "subscriptions.columns.chargeAmount" },
    { name: "odds", kind: "ratio", label: "sections.columns.odds" },
  ],
  uncostedVariants: [
    { name: "variantId", kind: "id", label: "sections.columns.variantId" },
    { name: "sku", kind: "text", label: "sections.columns.sku" },
    { name: "title", kind: "text", label: "reports.columns.title" },
    figure("units", "count"),
    figure("netSales", "minor"),
    { name: "uncostedNetSales", kind: "minor", label: "sections.columns.uncostedNetSales" },
  ],
  reconciliation: [
    MONTH,
    { name: "equal", kind: "flag", label: "sections.columns.equal" },
    figure("netSales", "minor"),
    { name: "shopifyNetSales", kind: "minor", label: "sections.columns.shopifyNetSales" },
    { name: "netSalesDifference", kind: "minor", label: "sections.columns.netSalesDifference" },
    figure("totalSales", "minor"),
    { name: "shopifyTotalSales", kind: "minor", label: "sections.columns.shopifyTotalSales" },
    { name: "totalSalesDifference", kind: "minor", label: "sections.columns.totalSalesDifference" },
    figure("orders", "count"),
    { name: "shopifyOrders", kind: "count", label: "sections.columns.shopifyOrders" },
    { name: "ordersDifference", kind: "count", label: "sections.columns.ordersDifference" },
  ],
  reconciliationCauses: [
    MONTH,
    { name: "cause", kind: "text", label: "sections.columns.cause", words: causeWords },
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
    ),
    figure("orders", "count"),
  ],
  predictions: PREDICTION_COLUMNS,
  predictionTests: PREDICTION_TEST_COLUMNS,
};
