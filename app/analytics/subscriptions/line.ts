import type { Minor } from "../money";
import type { DayNumber } from "./calendar";
import type { Interval } from "./interval";

/** By what a line was recognised as a subscription's. */
export type Evidence = "sellingPlan" | "source" | "app" | "tag";

/** Whether an order began a subscription, went on with one, or cannot be told. */
export type OrderRole = "checkout" | "renewal" | "unknown";

/** A line of an order before it is judged: what of the order and the line tells whether it is a subscription's. */
export interface OrderLine {
  readonly orderId: number;
  readonly lineItemId: number;
  readonly day: DayNumber;
  readonly sourceName: string | null;
  readonly appName: string | null;
  readonly tags: readonly string[];
  /** Shopify's financial state: VOIDED and EXPIRED mean that the charge failed. */
  readonly financialStatus: string | null;
  readonly productId: number | null;
  readonly variantId: number | null;
  readonly sku: string | null;
  readonly title: string;
  readonly isGiftCard: boolean;
  readonly quantity: number;
  /** Price of one unit before discounts, and all discounts of the line, minor units. */
  readonly unitPrice: Minor;
  readonly discount: Minor;
  readonly planId: number | null;
  readonly planName: string | null;
  readonly planCategory: string | null;
  /** By the plan's billing policy, as it was last seen; null for a plan that is gone or does not recur. */
  readonly policy: Interval | null;
}

/** A line of a subscription. */
export interface SubscriptionLine extends OrderLine {
  readonly evidence: Evidence;
  readonly role: OrderRole;
}

/** The name under which variants that no longer exist stay the same thing. */
export const itemKey = (line: OrderLine): string =>
  line.variantId !== null ? `v${line.variantId}` : line.sku ? `s${line.sku}` : `t${line.title}`;

export const planKey = (line: OrderLine): string =>
  line.planId !== null ? `p${line.planId}` : line.planName !== null ? `n${line.planName}` : "";
