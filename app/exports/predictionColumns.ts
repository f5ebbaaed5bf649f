import type { SectionTables } from "~/reports/sectionRows";
import type { TableColumn } from "./tableColumn";

type Columns<T extends keyof SectionTables> = readonly TableColumn<keyof SectionTables[T][number] & string>[];

/** What today's customers will bring, by horizon. */
export const PREDICTION_COLUMNS: Columns<"predictions"> = [
  { name: "days", kind: "count", label: "forecasts.columns.days" },
  { name: "versionId", kind: "count", label: "forecasts.columns.versionId" },
  { name: "madeAsOf", kind: "day", label: "forecasts.columns.madeAsOf" },
  { name: "orders", kind: "number", label: "forecasts.columns.orders" },
  { name: "ordersLow", kind: "count", label: "forecasts.columns.ordersLow" },
  { name: "ordersHigh", kind: "count", label: "forecasts.columns.ordersHigh" },
  { name: "rhythmProfit", kind: "minor", label: "forecasts.columns.rhythmProfit" },
  { name: "subscriptions", kind: "count", label: "reports.sections.subscriptions" },
  { name: "renewals", kind: "number", label: "forecasts.columns.renewals" },
  { name: "contractProfit", kind: "minor", label: "forecasts.columns.contractProfit" },
  { name: "futureProfit", kind: "minor", label: "forecasts.columns.futureProfit" },
  { name: "futureProfitLow", kind: "minor", label: "forecasts.columns.futureProfitLow" },
  { name: "futureProfitHigh", kind: "minor", label: "forecasts.columns.futureProfitHigh" },
  { name: "discountRate", kind: "ratio", label: "forecasts.columns.discountRate" },
  { name: "grade", kind: "text", label: "forecasts.columns.grade" },
  { name: "usualMoneyError", kind: "ratio", label: "forecasts.columns.usualMoneyError" },
  { name: "usualOrdersError", kind: "ratio", label: "forecasts.columns.usualOrdersError" },
  { name: "testedDays", kind: "count", label: "forecasts.columns.testedDays" },
  { name: "moneyError", kind: "ratio", label: "forecasts.columns.moneyError" },
  { name: "ordersError", kind: "ratio", label: "forecasts.columns.ordersError" },
  { name: "contractError", kind: "ratio", label: "forecasts.columns.contractError" },
];

/** Forecasts of the past beside what came. */
export const PREDICTION_TEST_COLUMNS: Columns<"predictionTests"> = [
  { name: "kind", kind: "text", label: "reports.columns.kind" },
  { name: "start", kind: "day", label: "reports.columns.start" },
  { name: "end", kind: "day", label: "reports.columns.end" },
  { name: "days", kind: "count", label: "forecasts.columns.testedDays" },
  { name: "orders", kind: "number", label: "forecasts.columns.orders" },
  { name: "ordersLow", kind: "count", label: "forecasts.columns.ordersLow" },
  { name: "ordersHigh", kind: "count", label: "forecasts.columns.ordersHigh" },
  { name: "actualOrders", kind: "count", label: "forecasts.columns.actualOrders" },
  { name: "ordersError", kind: "ratio", label: "forecasts.columns.ordersError" },
  { name: "revenue", kind: "minor", label: "forecasts.columns.revenue" },
  { name: "actualRevenue", kind: "minor", label: "forecasts.columns.actualRevenue" },
  { name: "revenueError", kind: "ratio", label: "forecasts.columns.moneyError" },
];
