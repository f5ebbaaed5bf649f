import type { CohortSpan } from "~/analytics/cohorts";
import type { FilterDimension } from "~/analytics/filter";
import type { LifecycleStage } from "~/analytics/lifecycle";
import type { Clock, Unit } from "~/analytics/metrics/metric";
import type { MetricName } from "~/analytics/metrics/registry";
import type { Minor, Ratio } from "~/analytics/money";
import type { Day, Grain, Month, Part, Period } from "~/analytics/period";
import type { SectionOptions } from "~/analytics/sectionOptions";
import type { OrderSwitches } from "~/analytics/switches";
import type { SectionTables } from "./sectionRows";
import type { MrrMonth, SubscriptionRow } from "./subscriptionTypes";

/** A figure with what is needed to show and to doubt it. `value` null: unknown, or no base to divide by. */
export interface Figure {
  readonly value: number | null;
  readonly unit: Unit;
  /** The same figure over the comparison period; absent when the report compares with nothing. */
  readonly previous?: number | null;
  /** Bounds where part of the costs is unknown: the profit if the unknown costs were 100% / 0% of their price. */
  readonly low?: number | null;
  readonly high?: number | null;
  /** Share of net sales whose unit cost is known, for figures that need costs. */
  readonly coverage?: Ratio | null;
}

/** A caveat carried by a report, with the share or count of what it touches. */
export interface Note {
  readonly code: NoteCode;
  readonly share: number | null;
  readonly count: number | null;
  /** English sentence for files and logs; pages and mails word it from the code. */
  readonly text: string;
}

export type NoteCode =
  | "unit_cost_missing"
  | "unit_cost_first_seen"
  | "unit_cost_estimated"
  | "payment_fees_unknown"
  | "payment_fees_estimated"
  | "payment_fees_other_currency"
  | "shipping_cost_unknown"
  | "marketing_spend_unknown"
  | "spend_not_filtered"
  | "guest_orders"
  | "restock_unknown"
  | "history_limited"
  | "sync_incomplete"
  | "changes_missing"
  | "costs_pending"
  | "orders_excluded"
  | "other_currency_orders"
  | "incomplete_period"
  | "comparison_before_history"
  | "made_up_data";

/** Sales of a calendar month (metrics.md §2), whole minor units. */
export interface SalesRow {
  readonly month: Month;
  readonly grossSales: Minor;
  readonly discounts: Minor;
  readonly salesReversals: Minor;
  readonly netSales: Minor;
  readonly shipping: Minor;
  readonly duties: Minor;
  readonly fees: Minor;
  readonly tax: Minor;
  readonly totalSales: Minor;
  readonly tips: Minor;
  readonly giftCardSales: Minor;
  readonly orders: number;
  readonly averageOrderValue: Minor | null;
  readonly units: number;
  readonly returnedUnits: number;
  readonly returnRate: Ratio | null;
  readonly customers: number;
  readonly newCustomers: number;
  readonly returningCustomers: number;
}

/** Which part of the period a row is about: a day, week, month, quarter or year, cut to the period (`key`, `start`, `end`, `whole`). */
export type SalesPartRow = Part & Omit<SalesRow, "month">;
export type ProfitPartRow = Part & Omit<ProfitRow, "month">;

/** The steps of profit for a calendar month. Costs are positive and subtracted; null is unknown. */
export interface ProfitRow {
  readonly month: Month;
  readonly grossSales: Minor;
  readonly discounts: Minor;
  readonly salesReversals: Minor;
  readonly netSales: Minor;
  readonly shipping: Minor;
  readonly netRevenue: Minor;
  readonly cogs: Minor | null;
  readonly grossProfit: Minor | null;
  readonly grossMargin: Ratio | null;
  readonly shippingCost: Minor | null;
  readonly handlingCost: Minor | null;
  readonly dutiesCost: Minor | null;
  readonly packagingCost: Minor | null;
  readonly paymentFees: Minor | null;
  readonly contributionProfit: Minor | null;
  readonly contributionMargin: Ratio | null;
  readonly marketingSpend: Minor | null;
  readonly profitAfterMarketing: Minor | null;
  readonly operatingExpenses: Minor | null;
  readonly netProfit: Minor | null;
  readonly costCoverage: Ratio | null;
  /** Contribution profit if the unknown unit costs were 100% / 0% of their price. */
  readonly contributionProfitLow: Minor | null;
  readonly contributionProfitHigh: Minor | null;
}

/** One cell of the cohort table. Amounts are those of the tenure month alone (not cumulative), of all the cohort's customers. */
export interface CohortRow {
  readonly cohortMonth: Month;
  /** Whole calendar months since the cohort month; 0 is the first. */
  readonly tenureMonth: number;
  readonly cohortSize: number;
  /** Customers of the cohort who ordered in this tenure month. */
  readonly customers: number;
  readonly orders: number;
  readonly netSales: Minor;
  readonly grossProfit: Minor | null;
  readonly contributionProfit: Minor | null;
  /** customers ÷ cohortSize. */
  readonly retention: Ratio | null;
  /** Share of the cohort with a second order by the end of this tenure month. */
  readonly repeatRate: Ratio | null;
  /** Cumulative per cohort customer through this tenure month. */
  readonly lifetimeNetSales: Minor | null;
  readonly lifetimeGrossProfit: Minor | null;
  readonly lifetimeValue: Minor | null;
  readonly units: number;
  /** Contribution profit, in tenure 0 less the marketing spend of the cohort's span; null while that is unknown. */
  readonly profitAfterMarketing: Minor | null;
  readonly lifetimeProfitAfterMarketing: Minor | null;
  /** Orders and units per cohort customer through this tenure month. */
  readonly lifetimeOrders: number | null;
  readonly lifetimeUnits: number | null;
  /** False while the calendar month of this cell has not ended by `asOf`. */
  readonly complete: boolean;
}

/** One cell of the cohort table by weeks or quarters. */
export interface CohortSpanRow extends Omit<CohortRow, "cohortMonth" | "tenureMonth"> {
  /** Of a week its first day, of a quarter its name. */
  readonly key: string;
  readonly start: Day;
  /** Whole spans since the first order's; 0 is the first. */
  readonly tenure: number;
}

/** What winning a cohort cost, and when that came back (`key` as in CohortSpanRow, for months "2025-01"). */
export interface AcquisitionRow {
  readonly key: string;
  readonly start: Day;
  readonly customers: number;
  readonly spend: Minor | null;
  readonly acquisitionCost: Minor | null;
  /** First tenure by whose end the spend had come back. */
  readonly payback: number | null;
  readonly paybackState: "reached" | "notYet" | "unknown";
  /** Spans of tenure that the value is counted through. */
  readonly horizon: number;
  readonly valueToCost: number | null;
}

/** Values at an age in days, over customers who have reached it. */
export interface AgeRow {
  readonly age: number;
  readonly customers: number;
  readonly repeatCustomers: number;
  readonly repeatRate: Ratio | null;
  readonly lifetimeNetSales: Minor | null;
  readonly lifetimeGrossProfit: Minor | null;
  readonly lifetimeValue: Minor | null;
  readonly lifetimeOrders: number | null;
}

export interface ProductRow {
  /** `untied`: what belongs to no product (shipping, adjustments, costs per order), so that the rows sum to the total. */
  readonly kind: "product" | "untied";
  /** Null for the untied row, for custom lines, and for lines whose product was deleted and cannot be named by id. */
  readonly productId: string | null;
  /** Empty for the untied row. */
  readonly title: string;
  readonly vendor: string | null;
  readonly units: number;
  readonly returnedUnits: number;
  readonly returnRate: Ratio | null;
  readonly orders: number;
  readonly netSales: Minor;
  /** Shipping charged to customers; only in the untied row. */
  readonly shipping: Minor;
  readonly cogs: Minor | null;
  readonly grossProfit: Minor | null;
  readonly grossMargin: Ratio | null;
  /** Known costs of the orders themselves (shipping, handling, duties, packaging); only in the untied row. */
  readonly orderCosts: Minor;
  /** Known fees of the orders' payments, shared among their lines by net. */
  readonly paymentFees: Minor;
  readonly contributionProfit: Minor | null;
  readonly contributionProfitLow: Minor | null;
  readonly contributionProfitHigh: Minor | null;
  readonly costCoverage: Ratio | null;
  /** Customers whose first order held this product. */
  readonly firstOrderCustomers: number;
  /** firstOrderCustomers ÷ orders. */
  readonly firstOrderShare: Ratio | null;
  /** Its share of the spend on the platforms its orders came from; in the untied row spend on platforms without orders. */
  readonly marketingSpend: Minor | null;
  readonly profitAfterMarketing: Minor | null;
  /** Customers whose first order ever held it and lies at least a year back, and their lifetime value after that year. */
  readonly yearOldCustomers: number;
  readonly yearLifetimeValue: Minor | null;
}

/** A customer with the three tests of a high-value customer and how each came out. */
export interface HighValueCustomerRow {
  readonly customerId: string;
  readonly country: string | null;
  readonly firstOrderDay: Day;
  readonly lastOrderDay: Day;
  readonly orders: number;
  readonly ordersInWindow: number;
  readonly netSales: Minor;
  readonly contributionProfit: Minor | null;
  readonly averageOrderValue: Minor | null;
  /** Shop's median order value it is compared with. */
  readonly medianOrderValue: Minor | null;
  readonly fullPriceShare: Ratio | null;
  readonly paysFullPrice: boolean;
  readonly buysSeveralTimes: boolean;
  readonly spendsAboveMedian: boolean;
  readonly isHighValue: boolean;
}

/** One stage of the lifecycle in one month: opening + entered − left = closing. The rates are the month's, the same in each of its rows. */
export interface LifecycleRow {
  readonly month: Month;
  readonly stage: LifecycleStage;
  /** Persons at the end of the month before, and at the end of this. */
  readonly opening: number;
  readonly entered: number;
  readonly left: number;
  readonly closing: number;
  readonly retentionRate: Ratio | null;
  readonly churnRate: Ratio | null;
  /** False while the month has not ended by `asOf`. */
  readonly complete: boolean;
}

/** What one platform brought in the period and what was spent on it; every order, session and amount is in exactly one row. */
export interface PlatformRow {
  /** "google", "meta", "direct", "notKnown" …, or a name of the merchant's own. */
  readonly platform: string;
  readonly sessions: number | null;
  readonly platformOrders: number;
  readonly conversionRate: Ratio | null;
  readonly newCustomers: number;
  readonly netSales: Minor;
  readonly contributionProfit: Minor | null;
  readonly costCoverage: Ratio | null;
  readonly marketingSpend: Minor | null;
  readonly profitAfterMarketing: Minor | null;
  readonly acquisitionCost: Minor | null;
  /** Net sales ÷ marketing spend. */
  readonly roas: number | null;
}

export interface ReportTables extends SectionTables {
  readonly salesByMonth: readonly SalesRow[];
  readonly salesByMonthOrderDay: readonly SalesRow[];
  readonly profitAndLoss: readonly ProfitRow[];
  /** By the report's grain; empty by months, which have the tables above. */
  readonly salesByPart: readonly SalesPartRow[];
  readonly profitByPart: readonly ProfitPartRow[];
  readonly cohorts: readonly CohortRow[];
  /** By the report's cohort span; empty by months, which have the table above. */
  readonly cohortsBySpan: readonly CohortSpanRow[];
  /** By the report's cohort span. */
  readonly acquisition: readonly AcquisitionRow[];
  readonly lifetimeByAge: readonly AgeRow[];
  readonly products: readonly ProductRow[];
  readonly highValueCustomers: readonly HighValueCustomerRow[];
  readonly platforms: readonly PlatformRow[];
  readonly lifecycle: readonly LifecycleRow[];
  /** Over the whole history up to `asOf`, whatever the filter and the switches of orders. */
  readonly mrrMovements: readonly MrrMonth[];
  readonly subscriptions: readonly SubscriptionRow[];
}

export type TableName = keyof ReportTables;

/** The parts a merchant can put into a report, in the order chosen. */
export const SECTIONS = [
  "keyFigures",
  "sales",
  "profitAndLoss",
  "statementParts",
  "cohorts",
  "products",
  "highValueCustomers",
  "rfm",
  "sharedTraits",
  "lifecycle",
  "serviceLists",
  "rhythm",
  "platforms",
  "subscriptions",
  "expectedRenewals",
  "predictions",
  "costCoverage",
  "reconciliation",
] as const;
export type SectionName = (typeof SECTIONS)[number];

/** What every computed document begins with: whose figures, of when, dated how, and what to doubt. */
export interface ReportHead {
  readonly shop: { readonly domain: string; readonly name: string };
  readonly currency: string;
  readonly exponent: number;
  readonly timeZone: string;
  /** Instant after which nothing exists for the computation (ISO 8601, UTC). */
  readonly asOf: string;
  readonly period: Period;
  readonly comparison: Period | null;
  readonly clock: Clock;
  /** Which orders the figures are made of; empty: all there are. */
  readonly filter: readonly AppliedFilter[];
  /** Which orders are as if they were not there. */
  readonly switches: OrderSwitches;
  readonly notes: readonly Note[];
}

/** A dimension that a report is filtered by; orders pass with any of the values. */
export interface AppliedFilter {
  readonly dimension: FilterDimension;
  /** `value` as addresses and schedules hold it, empty for orders without any; `label` as readers know it. */
  readonly values: readonly { readonly value: string; readonly label: string }[];
}

export type Figures = Readonly<Partial<Record<MetricName, Figure>>>;

/** The computed document. Page, mail, file and API show this and nothing else. */
export interface Report extends ReportHead {
  readonly name: string;
  readonly title: string;
  /** The merchant's own words to the readers, as typed; empty or absent: none. */
  readonly foreword?: string;
  readonly sections: readonly SectionName[];
  /** How the sections show what they hold (`shownOf`); absent in reports kept before it could be chosen. */
  readonly shown?: SectionOptions;
  /** Length of the spans into which sales and profit are divided. */
  readonly grain: Grain;
  /** Spans by which customers are taken together. */
  readonly cohortSpan: CohortSpan;
  readonly metrics: Figures;
  readonly tables: ReportTables;
}
