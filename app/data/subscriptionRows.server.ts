import { type Minor, minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { type DayNumber, dayNumber, dayOf } from "~/analytics/subscriptions/calendar";
import type { KnownInterval } from "~/analytics/subscriptions/interval";
import type {
  Amounts,
  Basis,
  Charge,
  EventKind,
  Subscription,
  SubscriptionEvent,
  SubscriptionHead,
} from "~/analytics/subscriptions/subscription";

// Charges and events are stored as arrays without names: a hundred thousand subscriptions are read at once.

type AmountCells = readonly [list: Amounts["list"], recurring: Amounts["recurring"], paid: Amounts["paid"]];

export type EventCells = readonly [
  day: DayNumber,
  kind: EventKind,
  state: SubscriptionEvent["state"],
  ...amounts: AmountCells,
  basis: Basis,
  confidence: number,
  orderId: number | null,
  from: string | null,
  to: string | null,
];

export type ChargeCells = readonly [
  day: DayNumber,
  due: DayNumber | null,
  placed: Charge["placed"],
  orderId: number,
  lineItemId: number,
  productId: number | null,
  variantId: number | null,
  sku: string | null,
  title: string,
  planName: string | null,
  quantity: number,
  unitPrice: Charge["unitPrice"],
  discount: Charge["discount"],
  unit: KnownInterval["unit"],
  count: number,
  basis: KnownInterval["basis"],
  confidence: number,
  ...amounts: AmountCells,
];

const amountCells = ({ list, recurring, paid }: Amounts): AmountCells => [list, recurring, paid];

export const eventCells = (event: SubscriptionEvent): EventCells => [
  event.day,
  event.kind,
  event.state,
  ...amountCells(event.monthly),
  event.basis,
  event.confidence,
  event.orderId,
  event.from,
  event.to,
];

export function eventOf(cells: EventCells): SubscriptionEvent {
  const [day, kind, state, list, recurring, paid, basis, confidence, orderId, from, to] = cells;
  return { day, kind, state, monthly: { list, recurring, paid }, basis, confidence, orderId, from, to };
}

export const chargeCells = (charge: Charge): ChargeCells => [
  charge.day,
  charge.due,
  charge.placed,
  charge.orderId,
  charge.lineItemId,
  charge.productId,
  charge.variantId,
  charge.sku,
  charge.title,
  charge.planName,
  charge.quantity,
  charge.unitPrice,
  charge.discount,
  charge.interval.unit,
  charge.interval.count,
  charge.interval.basis,
  charge.interval.confidence,
  ...amountCells(charge.monthly),
];

export function chargeOf(cells: ChargeCells): Charge {
  const [day, due, placed, orderId, lineItemId, productId, variantId, sku, title, planName, ...rest] = cells;
  const [quantity, unitPrice, discount, unit, count, basis, confidence, list, recurring, paid] = rest;
  return {
    ...{
      day,
      due,
      placed,
      orderId,
      lineItemId,
      productId,
      variantId,
      sku,
      title,
      planName,
      quantity,
      unitPrice,
      discount,
    },
    interval: { unit, count, basis, confidence },
    monthly: { list, recurring, paid },
  };
}

/** Columns of `subscriptions` that make a head. */
export interface HeadRow {
  readonly subscription_id: number;
  readonly last_charge_on: Day;
  readonly last_due_on: Day;
  readonly next_due_on: Day;
  readonly failed_on: Day | null;
  readonly switched_on: Day | null;
  readonly interval_unit: KnownInterval["unit"];
  readonly interval_count: number;
  readonly interval_basis: KnownInterval["basis"];
  readonly interval_confidence: number;
  readonly monthly_list: Amounts["list"];
  readonly monthly_recurring: Amounts["recurring"];
  readonly monthly_paid: Amounts["paid"];
  readonly events: readonly EventCells[];
}

export const HEAD_COLUMNS =
  "s.subscription_id, s.last_charge_on, s.last_due_on, s.next_due_on, s.failed_on, s.switched_on, s.interval_unit, " +
  "s.interval_count, s.interval_basis, s.interval_confidence, s.monthly_list, s.monthly_recurring, s.monthly_paid, s.events";

const optional = (day: Day | null): DayNumber | null => (day === null ? null : dayNumber(day));

export function headOfRow(row: HeadRow): SubscriptionHead {
  return {
    id: row.subscription_id,
    events: row.events.map(eventOf),
    interval: {
      unit: row.interval_unit,
      count: row.interval_count,
      basis: row.interval_basis,
      confidence: row.interval_confidence,
    },
    lastDay: dayNumber(row.last_charge_on),
    lastDue: dayNumber(row.last_due_on),
    nextDue: dayNumber(row.next_due_on),
    monthly: { list: row.monthly_list, recurring: row.monthly_recurring, paid: row.monthly_paid },
    failedOn: optional(row.failed_on),
    switchedOn: optional(row.switched_on),
  };
}

/** What a subscription is stored with beside itself. */
export interface SubscriptionExtras {
  readonly customerId: number;
  readonly firstCode: string | null;
  readonly contributionProfit: Minor;
  readonly contractId: string | null;
}

/** A subscription as a row of `subscriptions`, by the names of its columns. */
export function rowOf(one: Subscription, extras: SubscriptionExtras) {
  const [first] = one.charges;
  const last = one.charges.at(-1);
  if (first === undefined || last === undefined) throw new RangeError(`subscription ${one.id}: expected a charge`);
  const isRecurring = last.monthly.recurring === last.monthly.paid;
  const text = (day: DayNumber | null) => (day === null ? null : dayOf(day));
  return {
    subscription_id: one.id,
    customer_id: extras.customerId,
    evidence: one.evidence,
    began_here: one.beganHere,
    started_on: dayOf(first.day),
    last_charge_on: dayOf(last.day),
    last_due_on: dayOf(one.lastDue),
    next_due_on: dayOf(one.nextDue),
    failed_on: text(one.failedOn),
    switched_on: text(one.switchedOn),
    interval_unit: one.interval.unit,
    interval_count: one.interval.count,
    interval_basis: one.interval.basis,
    interval_confidence: one.interval.confidence,
    product_id: last.productId,
    variant_id: last.variantId,
    title: last.title,
    plan_name: last.planName,
    quantity: last.quantity,
    monthly_list: last.monthly.list,
    monthly_recurring: last.monthly.recurring,
    monthly_paid: last.monthly.paid,
    charge_amount: minor(last.unitPrice * last.quantity - (isRecurring ? last.discount : 0)),
    charge_count: one.charges.length,
    first_code: extras.firstCode,
    contribution_profit: extras.contributionProfit,
    contract_id: extras.contractId,
    due_days: one.charges.flatMap(({ due }) => (due === null ? [] : [due])),
    charges: one.charges.map(chargeCells),
    events: one.events.map(eventCells),
  };
}
