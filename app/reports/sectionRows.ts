import type { DriverName } from "~/analytics/drivers";
import type { MetricName } from "~/analytics/metrics/registry";
import type { Minor, Ratio } from "~/analytics/money";
import type { Day, Month } from "~/analytics/period";
import type { Cause, ReconciledFigures } from "~/analytics/reconciliation";
import type { LifecycleList } from "~/data/customerTasks.server";
import type { Trait } from "~/data/customerTraits.server";
import type { RfmGroupRow } from "./customerPages";
import type { PredictionRow, PredictionTestRow } from "./predictionRows";
import type { SectionName } from "./report";
import type { PartsBy, StatementPart } from "./statement";

/** One part of what drove a figure from one amount to another; those of a section and metric sum to `change`. */
export interface DriverRow {
  /** Where it is told. */
  readonly section: SectionName;
  readonly metric: MetricName;
  readonly before: Minor;
  readonly after: Minor;
  readonly change: Minor;
  readonly driver: DriverName;
  /** Of a product its title. */
  readonly name: string | null;
  readonly amount: Minor;
}

/** One part of a row of the profit statement; those of a metric sum to it. */
export interface StatementPartRow extends Pick<StatementPart, "kind" | "name" | "share"> {
  readonly metric: MetricName;
  readonly by: PartsBy;
  /** Number of names taken together. */
  readonly names: number;
  readonly amount: Minor;
  readonly previous: Minor | null;
}

/** A value of a trait known at the first order, and how often customers with it became high-value. */
export interface SharedTraitRow {
  readonly trait: Trait;
  /** As `TraitCount` has it; '' is unknown. */
  readonly value: string;
  /** The product's name. */
  readonly label: string | null;
  readonly customers: number;
  readonly highValue: number;
  readonly shareWith: Ratio | null;
  readonly shareOthers: Ratio | null;
  readonly lift: number | null;
  readonly liftLow: number | null;
  readonly liftHigh: number | null;
  /** Both sides hold enough customers to be ranked by. */
  readonly isRanked: boolean;
}

/** A list of whom to write to now, and how long it is. */
export interface ServiceListRow {
  readonly list: LifecycleList;
  /** Customers in it: who is to be told of two products is in it once. */
  readonly entries: number;
}

/** A customer in such a list; of each list the first are here. */
export interface ServiceCustomerRow {
  readonly list: LifecycleList;
  readonly customerId: string;
  /** From which day on it is time; null where the list has none. */
  readonly dueDay: Day | null;
  readonly lastOrderDay: Day | null;
  readonly orders: number;
  readonly netSales: Minor;
  readonly contributionProfit: Minor | null;
  /** What to offer: the product that is due, or the next one. */
  readonly productId: string | null;
  readonly productTitle: string | null;
}

/** How long customers take to come back to the shop, or to one product. */
export interface RhythmRow {
  readonly kind: "shop" | "product";
  readonly productId: string | null;
  /** Empty for the shop. */
  readonly title: string;
  /** Persons who bought it; null for the shop. */
  readonly buyers: number | null;
  /** How often somebody came back. */
  readonly gaps: number;
  /** Median days until they did. */
  readonly medianGap: number | null;
  readonly ownLapsePoint: number | null;
  readonly setLapsePoint: number | null;
  readonly lapsePoint: number | null;
}

/** Renewals that are due within a number of days, or overdue. */
export interface ExpectedRenewalsRow {
  readonly kind: "due" | "overdue";
  readonly days: number | null;
  readonly renewals: number;
  readonly subscriptions: number;
  /** If everyone goes on. */
  readonly amount: Minor;
  /** What of it will not come, by how many went on so far; null for what is overdue. */
  readonly atRisk: Minor | null;
}

/** One renewal that is due within 30 days, or overdue. */
export interface DueRenewalRow {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly title: string;
  readonly interval: string;
  readonly charges: number;
  readonly dueOn: Day;
  /** Below zero where it is overdue. */
  readonly inDays: number;
  readonly amount: Minor;
  /** How likely it comes; null where it is overdue. */
  readonly odds: Ratio | null;
}

/** A variant that was sold in the period and whose cost is not fully known: the work list. */
export interface UncostedVariantRow {
  /** Null for lines that name no variant. */
  readonly variantId: string | null;
  readonly sku: string | null;
  readonly title: string;
  readonly units: number;
  readonly netSales: Minor;
  /** Of them those whose unit cost is unknown. */
  readonly uncostedNetSales: Minor;
}

/** A month of ours beside Shopify's own sales report. Null where Shopify does not tell. */
export interface ReconciliationRow {
  readonly month: Month;
  /** In every figure, to the last cent and order. */
  readonly equal: boolean;
  readonly netSales: Minor | null;
  readonly shopifyNetSales: Minor | null;
  readonly netSalesDifference: Minor | null;
  readonly totalSales: Minor | null;
  readonly shopifyTotalSales: Minor | null;
  readonly totalSalesDifference: Minor | null;
  readonly orders: number | null;
  readonly shopifyOrders: number | null;
  readonly ordersDifference: number | null;
}

/** What one cause makes of a month's difference; the causes of a month sum to it, in every figure. */
export interface ReconciliationCauseRow extends ReconciledFigures {
  readonly month: Month;
  readonly cause: Cause;
}

/** The tables of the sections that show what pages show, and of what drove the figures. */
export interface SectionTables {
  readonly drivers: readonly DriverRow[];
  readonly statementParts: readonly StatementPartRow[];
  readonly rfmGroups: readonly RfmGroupRow[];
  readonly sharedTraits: readonly SharedTraitRow[];
  readonly serviceLists: readonly ServiceListRow[];
  readonly serviceCustomers: readonly ServiceCustomerRow[];
  readonly rhythms: readonly RhythmRow[];
  readonly expectedRenewals: readonly ExpectedRenewalsRow[];
  readonly dueRenewals: readonly DueRenewalRow[];
  readonly uncostedVariants: readonly UncostedVariantRow[];
  readonly reconciliation: readonly ReconciliationRow[];
  readonly reconciliationCauses: readonly ReconciliationCauseRow[];
  readonly predictions: readonly PredictionRow[];
  readonly predictionTests: readonly PredictionTestRow[];
}
