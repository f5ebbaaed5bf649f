import type { LifecycleStage, StageMonth, Transition } from "~/analytics/lifecycle";
import type { TraitEffect } from "~/analytics/lookAlike";
import type { MetricName } from "~/analytics/metrics/registry";
import type { Minor, Ratio } from "~/analytics/money";
import type { Month } from "~/analytics/period";
import type { RfmBounds, RfmGroup } from "~/analytics/rfm";
import type { CustomerRecord } from "~/data/customerRecords.server";
import type { ProductRhythm, ShopRhythm } from "~/data/customerRhythm.server";
import type { LifecycleList, ListEntry, NextProduct } from "~/data/customerTasks.server";
import type { Trait } from "~/data/customerTraits.server";
import type { AppliedFilter, Figure, Figures, LifecycleRow, ReportHead } from "./report";

/** One of our groups: who is in it, what they brought, and how many Shopify has in its group of the same name. */
export interface RfmGroupRow {
  readonly group: RfmGroup;
  readonly customers: number;
  readonly share: Ratio | null;
  readonly orders: number;
  readonly netSales: Minor;
  /** Null where it is known of none of them. */
  readonly contributionProfit: Minor | null;
  readonly averageDaysSince: number | null;
  readonly shopifyCustomers: number;
}

export interface RfmReport extends ReportHead {
  readonly groups: readonly RfmGroupRow[];
  /** How many of each of our groups Shopify has in each of its own; only pairs with customers. */
  readonly cells: readonly {
    readonly group: RfmGroup;
    readonly shopifyGroup: RfmGroup | null;
    readonly customers: number;
  }[];
  /** Null in a shop without orders. */
  readonly bounds: RfmBounds | null;
  /** Customers of whom Shopify tells a group, and those in the same group on both sides. */
  readonly compared: number;
  readonly agreeing: number;
  readonly metrics: Figures;
}

export interface TraitRow extends TraitEffect {
  readonly trait: Trait;
  /** As `TraitCount` has it; '' is unknown. */
  readonly value: string;
  readonly label: string | null;
  readonly customers: number;
  readonly highValue: number;
}

export interface TraitsReport extends ReportHead {
  readonly customers: number;
  readonly highValue: number;
  readonly share: Ratio | null;
  readonly smallestN: number;
  /** Ranked by the least that their lift is likely to be; those with few customers last. */
  readonly rows: readonly TraitRow[];
}

/** A stage with the one figure to watch, and whom to write to next. */
export interface StageCard {
  readonly stage: "reach" | LifecycleStage;
  /** Persons in it; sessions of the last 30 days for reach. Null: not known. */
  readonly persons: number | null;
  readonly metric: MetricName | null;
  readonly figure: Figure | null;
  /** The month that the figure is of; null where it is of now. */
  readonly month: Month | null;
  readonly lists: readonly LifecycleList[];
}

/** Customers of a month: at its start + new + won back − lost = at its end. */
export interface RetentionMonth {
  readonly month: Month;
  readonly activeAtStart: number;
  readonly newAtEnd: number;
  readonly wonBackAtEnd: number;
  readonly lostAtEnd: number;
  readonly activeAtEnd: number;
  readonly retentionRate: Ratio | null;
  readonly churnRate: Ratio | null;
  /** False while the month has not ended. */
  readonly complete: boolean;
}

export interface LifecycleReport extends ReportHead {
  /** Filters that were asked for and have no say here: they choose orders, not customers. */
  readonly leftAside: readonly AppliedFilter[];
  readonly stages: readonly StageCard[];
  readonly metrics: Figures;
  /** All stages of the last months, oldest first. */
  readonly flow: readonly StageMonth[];
  readonly transitions: readonly Transition[];
  readonly months: readonly RetentionMonth[];
  readonly rows: readonly LifecycleRow[];
}

export interface LifecycleListReport extends ReportHead {
  /** As in LifecycleReport. */
  readonly leftAside: readonly AppliedFilter[];
  readonly list: LifecycleList;
  readonly entries: readonly ListEntry[];
  readonly page: number;
  readonly pages: number;
  readonly count: number;
  /** Median of the days to the second order, which makes one due. */
  readonly medianToSecond: number | null;
  /** For cross-selling: what follows what. */
  readonly nextProducts: readonly NextProduct[];
}

export interface RhythmReport extends ReportHead {
  readonly shopRhythm: ShopRhythm;
  readonly products: readonly ProductRhythm[];
  readonly fewestGaps: number;
  readonly page: number;
  readonly pages: number;
}

export interface CountedAs {
  readonly customers: number;
  readonly ordersPerCustomer: number | null;
  readonly repeatRate: Ratio | null;
  readonly lifetimeValue: Minor | null;
}

export interface SamePersonReport extends ReportHead {
  readonly merges: readonly {
    readonly customerId: string;
    readonly intoCustomerId: string;
    readonly source: string;
    readonly mergedAt: string;
  }[];
  /** What the whole shop looks like by records and by persons; equal while nothing is merged. */
  readonly byRecord: CountedAs;
  readonly byPerson: CountedAs;
  /** The records that were asked for, each with its own orders. */
  readonly records: readonly CustomerRecord[];
}
