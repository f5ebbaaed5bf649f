import { z } from "zod";
import type { Minor } from "../money";
import type { DayNumber } from "./calendar";
import type { KnownInterval } from "./interval";
import type { Evidence } from "./line";
import type { Placement } from "./rhythm";

/** Whether something was seen, or follows from what was seen. */
export type Basis = "observed" | "inferred" | "imported";

/** Monthly values of one charge: at its price, less discounts that come again, and less all discounts. */
export interface Amounts {
  readonly list: Minor;
  readonly recurring: Minor;
  readonly paid: Minor;
}

export interface Charge {
  readonly day: DayNumber;
  /** The day it was due; null for the first. */
  readonly due: DayNumber | null;
  readonly placed: Placement | "first";
  readonly orderId: number;
  readonly lineItemId: number;
  readonly sku: string | null;
  readonly title: string;
  readonly planName: string | null;
  readonly productId: number | null;
  readonly variantId: number | null;
  readonly quantity: number;
  readonly unitPrice: Minor;
  readonly discount: Minor;
  readonly interval: KnownInterval;
  /** What a month of it is worth. */
  readonly monthly: Amounts;
}

export const EVENT_KINDS = [
  ...(["start", "more", "fewer", "price", "swap", "plan", "skip", "late"] as const),
  ...(["pause", "resume", "failed", "end"] as const),
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const END_REASONS = ["cancelled", "paymentFailed", "switched", "expired", "unknown"] as const;
export type EndReason = (typeof END_REASONS)[number];

/** A change in a subscription's life. `state` and `monthly` hold from this day on. */
export interface SubscriptionEvent {
  readonly day: DayNumber;
  readonly kind: EventKind;
  readonly state: "active" | "paused" | "ended";
  readonly monthly: Amounts;
  readonly basis: Basis;
  readonly confidence: number;
  readonly orderId: number | null;
  /** What changed, as it was and as it is; for an end its reason. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Someone told how it ended or stands: a contract that was imported, or the subscriber state Shopify gives the customer. */
export interface Told {
  readonly by: "contract" | "shopify";
  readonly status: "active" | "paused" | "ended";
  /** The day on which it ended or was paused, where that is told. */
  readonly since: DayNumber | null;
  readonly reason: EndReason | null;
  /** When it was so: the day of the file, or on which Shopify was asked. */
  readonly asOf: DayNumber;
  readonly nextDue: DayNumber | null;
  readonly interval: KnownInterval | null;
}

/** What of a subscription decides how it stands on a day; see `lifeOf`. */
export interface SubscriptionHead {
  /** Line item of its first charge. */
  readonly id: number;
  /** Changes up to the last charge. */
  readonly events: readonly SubscriptionEvent[];
  readonly interval: KnownInterval;
  readonly lastDay: DayNumber;
  /** The day on which the last charge was due. */
  readonly lastDue: DayNumber;
  readonly nextDue: DayNumber;
  /** What a month is worth since the last charge. */
  readonly monthly: Amounts;
  /** The last payment failed for good, on this day. */
  readonly failedOn: DayNumber | null;
  /** A new subscription to the same product took its place on this day. */
  readonly switchedOn: DayNumber | null;
}

/** A subscription as its orders tell it. */
export interface Subscription extends SubscriptionHead {
  readonly evidence: Evidence;
  /** False where the first charge that is known renewed something that began before. */
  readonly beganHere: boolean;
  readonly charges: readonly Charge[];
}

export const SubscriptionRules = z.object({
  /** Days beyond half an interval after which a missing charge means the end. */
  graceDays: z.number().int().min(0).max(120).default(7),
  /** Where the day of an end is not told: halfway between the last charge and the missing one, or when that was due. */
  endsOn: z.enum(["halfway", "due"]).default("halfway"),
});
export type SubscriptionRules = z.infer<typeof SubscriptionRules>;

/** How MRR is counted; each choice shows in the report. */
export const MrrSwitches = z.object({
  paused: z.enum(["excluded", "counted"]).default("excluded"),
  discounts: z.enum(["recurring", "all", "none"]).default("recurring"),
  /** Whether who comes and leaves within one period shows in its movements. */
  sameMonth: z.enum(["dropped", "counted"]).default("dropped"),
});
export type MrrSwitches = z.infer<typeof MrrSwitches>;
