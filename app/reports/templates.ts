import type { CohortSpan } from "~/analytics/cohorts";
import type { Clock } from "~/analytics/metrics/metric";
import type { Grain } from "~/analytics/period";
import type { Comparison, PeriodRule } from "~/analytics/periodRule";
import { SectionOptions, USUAL_OPTIONS } from "~/analytics/sectionOptions";
import type { Frequency } from "~/analytics/slots";
import { SECTIONS, type SectionName } from "./report";

/** Reports to start from, in the order in which they are offered. */
export const TEMPLATE_NAMES = [
  "monthlyCltv",
  "weeklyProfit",
  "dailyPulse",
  "marketing",
  "products",
  "highValue",
  "subscriptions",
  "financePack",
  "lifecycle",
] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** A whole report but for its title, its readers and the hour it is sent at. */
export interface ReportTemplate {
  readonly sections: readonly SectionName[];
  readonly options: SectionOptions;
  readonly periodRule: PeriodRule;
  readonly comparison: Comparison;
  readonly clock: Clock;
  readonly grain: Grain;
  readonly cohortSpan: CohortSpan;
  readonly frequency: Frequency;
  readonly attachXlsx: boolean;
  readonly attachPdf: boolean;
}

/** What a report from blank begins with: every section, the week's numbers on Monday morning. */
export const BLANK: ReportTemplate = {
  sections: SECTIONS,
  options: USUAL_OPTIONS,
  periodRule: "last30Days",
  comparison: "previousPeriod",
  clock: "eventDay",
  grain: "week",
  cohortSpan: "month",
  frequency: { every: "week", weekday: 1 },
  attachXlsx: true,
  attachPdf: true,
};

const MONTHLY = {
  periodRule: "lastMonth",
  grain: "week",
  frequency: { every: "month", monthDay: 2 },
} as const satisfies Partial<ReportTemplate>;

const REPORT_TEMPLATES: Readonly<Record<TemplateName, Partial<ReportTemplate>>> = {
  monthlyCltv: {
    ...MONTHLY,
    sections: ["keyFigures", "cohorts", "predictions", "rfm", "highValueCustomers", "platforms"],
    options: SectionOptions.parse({
      keyFigures: [
        "lifetimeValue",
        "lifetimeNetSales",
        "acquisitionCost",
        "newCustomers",
        "repeatRate",
        "lifetimeOrders",
        "returningCustomers",
        "highValueCustomers",
      ],
    }),
  },
  weeklyProfit: {
    sections: ["keyFigures", "profitAndLoss", "sales", "products", "costCoverage"],
    options: SectionOptions.parse({
      keyFigures: [
        "contributionProfit",
        "netSales",
        "contributionMargin",
        "profitAfterMarketing",
        "grossProfit",
        "orders",
        "averageOrderValue",
        "costCoverage",
      ],
      rows: { products: 15 },
    }),
    periodRule: "last7Days",
    grain: "day",
    frequency: { every: "week", weekday: 1 },
  },
  dailyPulse: {
    sections: ["keyFigures"],
    options: SectionOptions.parse({
      keyFigures: [
        "netSales",
        "orders",
        "averageOrderValue",
        "contributionProfit",
        "newCustomers",
        "returningCustomers",
        "discounts",
        "salesReversals",
      ],
    }),
    periodRule: "yesterday",
    // By weeks a day stands beside the same day of the week before.
    comparison: "previousPeriod",
    grain: "week",
    frequency: { every: "day" },
    attachXlsx: false,
    attachPdf: false,
  },
  marketing: {
    sections: ["keyFigures", "platforms", "sales"],
    options: SectionOptions.parse({
      keyFigures: [
        "marketingSpend",
        "roas",
        "acquisitionCost",
        "newCustomers",
        "profitAfterMarketing",
        "profitAfterMarketingMargin",
        "sessions",
        "conversionRate",
      ],
      rows: { platforms: 20 },
    }),
    periodRule: "last7Days",
    grain: "day",
    frequency: { every: "week", weekday: 2 },
    attachPdf: false,
  },
  products: {
    ...MONTHLY,
    sections: ["keyFigures", "products", "costCoverage"],
    options: SectionOptions.parse({
      keyFigures: [
        "netSales",
        "contributionProfit",
        "grossMargin",
        "contributionMargin",
        "units",
        "returnedUnits",
        "returnRate",
        "costCoverage",
      ],
      rows: { products: 30 },
    }),
    attachPdf: false,
  },
  highValue: {
    ...MONTHLY,
    sections: ["keyFigures", "highValueCustomers", "sharedTraits", "rfm", "cohorts"],
    options: SectionOptions.parse({
      keyFigures: [
        "highValueCustomers",
        "medianOrderValue",
        "lifetimeValue",
        "repeatRate",
        "customers",
        "returningCustomers",
      ],
      rows: { highValueCustomers: 30 },
      cohorts: { measure: "repeatRate" },
    }),
    attachPdf: false,
  },
  subscriptions: {
    ...MONTHLY,
    sections: ["keyFigures", "subscriptions", "expectedRenewals"],
    options: SectionOptions.parse({
      keyFigures: [
        "mrr",
        "netNewMrr",
        "subscribers",
        "subscriberChurn",
        "netRevenueRetention",
        "arpu",
        "renewalRate",
        "subscriptionLifetimeValue",
      ],
    }),
  },
  financePack: {
    ...MONTHLY,
    sections: ["keyFigures", "profitAndLoss", "statementParts", "sales", "reconciliation", "costCoverage"],
    options: SectionOptions.parse({
      keyFigures: [
        "totalSales",
        "netSales",
        "discounts",
        "salesReversals",
        "tax",
        "shipping",
        "cogs",
        "paymentFees",
        "operatingExpenses",
        "netProfit",
        "netMargin",
        "costCoverage",
      ],
    }),
    comparison: "previousYear",
    // The sync has taken in what changed on the last days by then.
    frequency: { every: "month", monthDay: 3 },
  },
  lifecycle: {
    sections: ["keyFigures", "lifecycle", "serviceLists", "rhythm", "highValueCustomers"],
    options: SectionOptions.parse({
      keyFigures: [
        "activeCustomers",
        "atRiskCustomers",
        "lostCustomers",
        "customerRetentionRate",
        "customerChurnRate",
        "winBackRate",
        "newCustomers",
        "returningCustomers",
      ],
      rows: { highValueCustomers: 20, serviceLists: 15 },
    }),
    periodRule: "last7Days",
    grain: "day",
    frequency: { every: "week", weekday: 1 },
    attachPdf: false,
  },
};

/** A template with everything it leaves as it is from blank. */
export const templateOf = (name: TemplateName): ReportTemplate => ({ ...BLANK, ...REPORT_TEMPLATES[name] });
