import type { Minor, Ratio } from "~/analytics/money";
import type { Day, Month } from "~/analytics/period";
import type { ChurnDimension, ChurnRow } from "~/analytics/subscriptions/breakdown";
import type { ExpectedRenewals } from "~/analytics/subscriptions/expected";
import type { MrrFigures } from "~/analytics/subscriptions/figures";
import type { KnownInterval } from "~/analytics/subscriptions/interval";
import type { Evidence } from "~/analytics/subscriptions/line";
import type { MrrBridge } from "~/analytics/subscriptions/movements";
import type { Placement } from "~/analytics/subscriptions/rhythm";
import type {
  Basis,
  EndReason,
  EventKind,
  MrrSwitches,
  SubscriptionRules,
} from "~/analytics/subscriptions/subscription";
import type { SurvivalPoint } from "~/analytics/subscriptions/survival";
import type { SubscriptionValue } from "~/analytics/subscriptions/value";
import type { Figures, ReportHead } from "./report";

/** A month's bridge of MRR with its figures. */
export interface MrrMonth extends Omit<MrrBridge, "counts">, Omit<MrrFigures, "mrr"> {
  readonly month: Month;
  readonly newSubscribers: number;
  readonly churnedSubscribers: number;
  readonly reactivatedSubscribers: number;
  readonly renewalsDue: number;
  readonly renewalsPaid: number;
  /** False while the month has not ended by `asOf`. */
  readonly complete: boolean;
}

/** One subscription as it stands. */
export interface SubscriptionRow {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly state: "active" | "overdue" | "paused" | "ended";
  readonly title: string;
  readonly plan: string | null;
  readonly quantity: number;
  /** "1 month": how often it is charged, and how that is known. */
  readonly interval: string;
  readonly intervalBasis: KnownInterval["basis"];
  readonly startedOn: Day;
  readonly endedOn: Day | null;
  readonly reason: EndReason | null;
  readonly charges: number;
  readonly lastChargeOn: Day;
  readonly nextDueOn: Day | null;
  /** Monthly value as it is counted now; 0 unless it counts. */
  readonly mrr: Minor;
  readonly chargeAmount: Minor;
  readonly contributionProfit: Minor;
  /** How its state is known. */
  readonly basis: Basis;
  readonly confidence: number;
  readonly evidence: Evidence;
}

/** What a choice of the switches would make of the figures. */
export interface SwitchEffect {
  readonly choice:
    | { readonly switch: "paused"; readonly value: MrrSwitches["paused"] }
    | { readonly switch: "discounts"; readonly value: MrrSwitches["discounts"] }
    | { readonly switch: "sameMonth"; readonly value: MrrSwitches["sameMonth"] }
    | { readonly switch: "endsOn"; readonly value: SubscriptionRules["endsOn"] }
    | { readonly switch: "graceDays"; readonly value: number };
  readonly isSet: boolean;
  readonly mrr: Minor;
  readonly subscribers: number;
  /** Of the last month that has ended. */
  readonly churn: Minor;
  readonly subscriberChurn: Ratio | null;
}

export interface SubscriptionHeadline {
  readonly activeSubscriptions: number;
  readonly pausedSubscriptions: number;
  readonly overdueSubscriptions: number;
  /** Share of ends and pauses up to now that were seen or told, not inferred. */
  readonly observedEnds: Ratio | null;
  /** Share of MRR whose interval is a plan's or a contract's, not guessed. */
  readonly observedIntervals: Ratio | null;
}

/** Customers who ever subscribed, or never did. */
export interface CustomerKindRow {
  readonly kind: "subscription" | "oneOff";
  readonly customers: number;
  /** Contribution profit per customer, over all their orders. */
  readonly profitEach: Minor | null;
  readonly ordersEach: number | null;
  readonly repeatRate: Ratio | null;
}

/** Subscribers by the month in which they began, and the share of them who paid at the end of it and of each month since. */
export interface CohortRow {
  readonly month: Month;
  readonly size: number;
  readonly shares: readonly (Ratio | null)[];
}

/** The page of MRR. */
export interface MrrReport extends ReportHead {
  readonly metrics: Figures;
  readonly headline: SubscriptionHeadline;
  readonly months: readonly MrrMonth[];
  readonly survivalByCharge: readonly SurvivalPoint[];
  readonly survivalByMonth: readonly SurvivalPoint[];
  readonly cohorts: readonly CohortRow[];
  /** Of the twelve months before `asOf`. */
  readonly churn: Readonly<Record<ChurnDimension, readonly ChurnRow[]>>;
  readonly value: SubscriptionValue;
  readonly customers: readonly CustomerKindRow[];
  readonly effects: readonly SwitchEffect[];
  readonly mrrSwitches: MrrSwitches;
  readonly rules: SubscriptionRules;
}

export const EXPECTED_LISTS = ["due", "overdue"] as const;
export type ExpectedList = (typeof EXPECTED_LISTS)[number];

/** A renewal that is expected. */
export interface DueRow {
  readonly subscription: SubscriptionRow;
  readonly dueOn: Day;
  /** Days from `asOf`; below zero where it is overdue. */
  readonly inDays: number;
  readonly amount: Minor;
  /** How likely it comes, by how many of that age went on; null where it is overdue. */
  readonly odds: Ratio | null;
}

/** The page of expected renewals. */
export interface ExpectedReport extends ReportHead {
  readonly expected: readonly ExpectedRenewals[];
  readonly overdue: { readonly subscriptions: number; readonly amount: Minor };
  readonly list: ExpectedList;
  readonly days: number;
  readonly rows: readonly DueRow[];
  readonly page: number;
  readonly pages: number;
  readonly count: number;
}

export const SUBSCRIPTION_STATES = ["all", "active", "overdue", "paused", "ended"] as const;
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

export interface SubscriptionListReport extends ReportHead {
  readonly state: SubscriptionState;
  readonly counts: Readonly<Record<SubscriptionState, number>>;
  readonly rows: readonly SubscriptionRow[];
  readonly page: number;
  readonly pages: number;
}

/** An entry of a subscription's story. */
export interface StoryEvent {
  readonly day: Day;
  readonly kind: EventKind | "charge";
  readonly basis: Basis;
  readonly confidence: number;
  /** What changed, as it was and as it is; of a price minor units, of an interval "1 month", of an end its reason. */
  readonly from: string | null;
  readonly to: string | null;
  readonly orderId: string | null;
  readonly orderName: string | null;
  readonly amount: Minor | null;
  readonly placed: Placement | "first" | null;
  readonly mrr: Minor;
}

export interface SubscriptionStoryReport extends ReportHead {
  readonly subscription: SubscriptionRow;
  readonly events: readonly StoryEvent[];
  readonly others: readonly SubscriptionRow[];
  readonly contract: { readonly fileName: string; readonly line: number; readonly reasonText: string | null } | null;
  readonly intervalConfidence: number;
}
