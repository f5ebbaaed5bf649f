import type { Standing } from "~/analytics/lapse";
import type { LifecycleStage } from "~/analytics/lifecycle";
import type { Minor, Ratio } from "~/analytics/money";
import type { Day, Grain, Month, Part } from "~/analytics/period";
import type { Uncosted } from "~/analytics/periodFigures";
import type { RfmGroup } from "~/analytics/rfm";
import type { Figure, Figures, HighValueCustomerRow, ProductRow, ProfitRow, ReportHead, SalesRow } from "./report";
import type { DriverRow } from "./sectionRows";

/** Sales of one local day, for a line over time. Days without sales are there with zeros. */
export interface DayRow {
  readonly day: Day;
  readonly netSales: Minor;
  readonly totalSales: Minor;
  readonly orders: number;
}

/** What a merchant sees first: the key figures of the period beside the one before, and how they moved. */
export interface HomeReport extends ReportHead {
  readonly metrics: Figures;
  readonly days: readonly DayRow[];
  /** The days of the comparison period, in their order; empty without one. */
  readonly comparisonDays: readonly DayRow[];
  readonly months: readonly SalesRow[];
  /** How the period is divided for a chart, and the parts of it that have begun. */
  readonly grain: Grain;
  readonly parts: readonly ChartPart[];
}

/** What drove the key figures of a period against the one it is compared with. */
export interface DriversReport {
  readonly currency: string;
  readonly drivers: readonly DriverRow[];
}

/** One day, week, month … of the period. */
export interface ChartPart extends Part {
  readonly netSales: Minor;
  readonly contributionProfit: Minor | null;
}

/** Profit and loss by month, and its sum over the period. */
export interface ProfitAndLossReport extends ReportHead {
  readonly metrics: Figures;
  readonly months: readonly ProfitRow[];
  readonly total: ProfitSteps;
}

/** The steps of profit over a whole period. */
export type ProfitSteps = Omit<ProfitRow, "month">;

/** The three tests of a high-value customer, as the shop has set them. */
export interface HighValueTests {
  /** Least share of what a customer buys that was bought at full price. */
  readonly fullPriceShare: number;
  readonly orders: number;
  /** Length of the window, up to `asOf`, in which that many orders must lie. */
  readonly windowDays: number;
}

/** A page of customers, each with how the three tests came out. */
export interface CustomersReport extends ReportHead {
  readonly metrics: Figures;
  readonly tests: HighValueTests;
  readonly rows: readonly HighValueCustomerRow[];
  readonly page: number;
  readonly pages: number;
  /** Customers on all pages. */
  readonly count: number;
  /** Customers who ever ordered, who pass all three tests, and who pass two. */
  readonly everybodyCount: number;
  readonly highValueCount: number;
  readonly nearMissCount: number;
}

export interface CustomerOrderRow {
  readonly orderId: string;
  readonly name: string;
  readonly orderDay: Day;
  /** Days since the order before; null for the first. */
  readonly gap: number | null;
  readonly cancelled: boolean;
  readonly units: number;
  readonly returnedUnits: number;
  readonly grossSales: Minor;
  readonly discounts: Minor;
  readonly salesReversals: Minor;
  readonly netSales: Minor;
  readonly grossProfit: Minor | null;
  readonly paymentFees: Minor | null;
  readonly contributionProfit: Minor | null;
  /** Contribution profit of this and all earlier orders. */
  readonly lifetimeValue: Minor | null;
  /** How many of its lines have no known unit cost; its profits then count the known costs, so that the orders sum to the customer. */
  readonly uncosted: Uncosted;
  readonly costCoverage: Ratio | null;
}

/** A product a customer bought, and when it is due again by the rhythm in which others buy it. */
export interface OwnProduct {
  readonly productId: string | null;
  readonly title: string;
  readonly units: number;
  readonly netSales: Minor;
  readonly lastDay: Day | null;
  /** Null where too few bought it again to tell. */
  readonly usualGap: number | null;
  readonly due: Day | null;
}

/** One customer: the four kinds of data, each as far as it is known. */
export interface CustomerReport extends ReportHead {
  readonly customerId: string;
  /** All records counted as this person, their own first. */
  readonly records: readonly string[];
  readonly demographic: {
    readonly country: string | null;
    readonly province: string | null;
    readonly city: string | null;
    readonly locale: string | null;
    readonly marketingState: string | null;
    readonly customerSince: Day | null;
    readonly tags: readonly string[];
  };
  readonly behavioural: {
    readonly firstSource: string | null;
    readonly firstMedium: string | null;
    readonly firstCampaign: string | null;
    readonly firstLandingPage: string | null;
    readonly lastSource: string | null;
    readonly daysToConversion: number | null;
    readonly discountCodes: readonly string[];
    /** Ours; null without an order. And Shopify's own, where it tells. */
    readonly rfmOurs: RfmGroup | null;
    readonly rfmGroup: string | null;
    /** What winning a customer of the first source cost in the month of the first order; null: not known. */
    readonly acquisitionCost: Minor | null;
  };
  readonly transactional: {
    readonly orders: readonly CustomerOrderRow[];
    readonly cohortMonth: Month | null;
    readonly tenureMonth: number | null;
    readonly daysSinceLastOrder: Figure;
    /** Median days between this customer's orders. */
    readonly orderGap: Figure;
    readonly lapsePoint: Figure;
    readonly isLapsed: boolean | null;
    readonly stage: LifecycleStage | null;
    readonly standing: Standing | null;
    /** Last order plus the customer's own usual gap; null before a second order. */
    readonly nextOrderDue: Day | null;
    /** Last order plus the shop's usual gap. */
    readonly nextOrderDueByShop: Day | null;
    readonly products: readonly OwnProduct[];
  };
  readonly financial: ProfitSteps;
  readonly highValue: HighValueCustomerRow | null;
  readonly tests: HighValueTests;
}

export interface ProductReport extends ReportHead {
  /** By net sales, the largest first; the untied row last. They sum to `total`. */
  readonly rows: readonly ProductRow[];
  readonly total: ProfitSteps;
}
