import type { Pence } from "../money";
import type { Channel } from "../visits";
import type { Variant } from "./catalogue";
import type { AcquisitionChannel, PlanKey, State } from "./parameters";

/** Days and minutes of the simulation: day 0 is its first, a minute counts from local midnight. */
export type Moment = { readonly day: number; readonly minute: number };

/** A person, with the process that makes them buy. */
export type Customer = {
  readonly number: number;
  readonly channel: AcquisitionChannel;
  readonly state: State;
  /** One-off purchases a day while alive, per 100,000. */
  readonly hazard: number;
  /** Chance to leave for good after a purchase, per mille. */
  readonly dropout: number;
  /** Multiple of the chance to cancel a subscription, in percent. */
  readonly loyalty: number;
  readonly startsWithSubscription: boolean;
  readonly isGuest: boolean;
  readonly arrivedOn: number;
  /** Day after whose purchase they left for one-off purchases; null while alive. */
  leftOn: number | null;
};

export type Line = {
  readonly variant: Variant | null;
  readonly title: string;
  readonly kind: "goods" | "giftCard" | "tip";
  readonly quantity: number;
  readonly unitPrice: Pence;
  readonly discount: Pence;
  readonly tax: Pence;
  readonly plan: PlanKey | null;
  /** Added by an edit after the order was placed. */
  readonly isAdded: boolean;
};

export type ReturnedLine = {
  readonly line: Line;
  readonly quantity: number;
  readonly restock: "RETURN" | "NO_RESTOCK" | "CANCEL";
  /** What is given back for it, without and of tax. */
  readonly subtotal: Pence;
  readonly tax: Pence;
};

export type Refund = Moment & {
  readonly lines: readonly ReturnedLine[];
  readonly shipping: Pence;
  /** Beside goods and shipping: above zero was kept (a restocking fee), below zero was given (goodwill). */
  readonly adjustment: Pence;
};

/** Minutes after the order, on its own day: a line added, or units of a line taken out. */
export type Edit = Moment &
  ({ readonly kind: "added"; readonly line: Line } | { readonly kind: "removed"; readonly line: Line });

export type Order = Moment & {
  /** Same for the same seed, whatever else happened: names the draws made for this order. */
  readonly key: string;
  readonly customer: Customer | null;
  /** For a guest's order as well. */
  readonly buyer: Customer;
  readonly source: "web" | "subscription_contract";
  readonly lines: Line[];
  readonly shipping: Pence;
  readonly isShipped: boolean;
  readonly code: { readonly code: string; readonly percent: number } | null;
  readonly payment: "card" | "pending" | "test";
  giftCardPaid: Pence;
  readonly route: Route | null;
  cancelled: (Moment & { readonly reason: "CUSTOMER" | "FRAUD" | "INVENTORY" }) | null;
  refund: Refund | null;
  edit: Edit | null;
};

export type Route = {
  readonly first: Channel;
  readonly last: Channel;
  readonly days: number;
  readonly minutes: number;
};

export type Terms = {
  readonly plan: PlanKey;
  readonly variant: Variant;
  readonly quantity: number;
  readonly unitPrice: Pence;
};

export type SubscriptionEventKind =
  | "start"
  | "more_units"
  | "fewer_units"
  | "other_coffee"
  | "other_interval"
  | "skip"
  | "pause"
  | "resume"
  | "cancel"
  | "payment_failed";

/** A change of a subscription. MRR of this subscription, paused or not counted as it runs. */
export type SubscriptionEvent = {
  readonly day: number;
  readonly kind: SubscriptionEventKind;
  readonly mrrBefore: Pence;
  readonly mrrAfter: Pence;
};

export type Renewal = {
  readonly due: number;
  readonly outcome: "renewed" | "recovered" | "lost" | "cancelled" | "skipped" | "paused" | "open";
  readonly chargedOn: number | null;
};

export type Subscription = {
  readonly id: string;
  readonly customer: Customer;
  readonly startedOn: number;
  readonly first: Terms;
  readonly terms: Terms;
  readonly charges: readonly { readonly day: number; readonly terms: Terms }[];
  readonly events: readonly SubscriptionEvent[];
  readonly renewals: readonly Renewal[];
  readonly end: { readonly day: number; readonly reason: "cancelled" | "payment_failed" } | null;
  readonly pausedSince: number | null;
  /** The next charge of a running one. */
  readonly nextDue: number | null;
  readonly isReturn: boolean;
};

/** The whole world up to a day, in time order. */
export type World = {
  readonly lastDay: number;
  readonly customers: readonly Customer[];
  /** People who left an address and never bought, by the day they did. */
  readonly prospects: readonly { readonly number: number; readonly day: number; readonly state: State }[];
  readonly orders: readonly Order[];
  readonly subscriptions: readonly Subscription[];
};
