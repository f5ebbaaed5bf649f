import { type Minor, minor } from "../money";
import { type Chain, chains, paidLines } from "./chain";
import { chargeIntervals } from "./chargeIntervals";
import { type KnownInterval, monthlyValue, sameInterval } from "./interval";
import type { OrderLine, SubscriptionLine } from "./line";
import { type Matcher, subscriptionLines } from "./recognise";
import { beginRhythm, nextDue, type Placed, place, type Rhythm, withInterval } from "./rhythm";
import type { Amounts, Charge, Subscription, SubscriptionEvent, SubscriptionRules } from "./subscription";

/** All subscriptions that one customer's order lines, in order of time, tell of; the oldest first. */
export function subscriptionsOf(
  lines: readonly OrderLine[],
  matcher: Matcher,
  rules: SubscriptionRules,
): Subscription[] {
  const found = chains(subscriptionLines(lines, matcher), rules.graceDays).map((chain) => build(chain, rules));
  return found.map((one) => ({ ...one, switchedOn: switchDay(one, found) }));
}

/** The day on which a new subscription to the same product took this one's place: it began before this one could have lapsed. */
function switchDay(one: Subscription, all: readonly Subscription[]): Subscription["switchedOn"] {
  const last = one.charges.at(-1);
  if (last === undefined || last.productId === null) return null;
  const heir = all.find((other) => {
    const first = other.charges[0];
    if (other === one || first === undefined || first.productId !== last.productId) return false;
    const isLater = first.day > last.day && first.day <= one.nextDue;
    return isLater && other.beganHere && !sameInterval(other.interval, one.interval);
  });
  return heir?.charges[0]?.day ?? null;
}

function build(chain: Chain, rules: SubscriptionRules): Subscription {
  const paid = paidLines(chain.lines);
  const intervals = chargeIntervals(paid, chain.lines);
  const monthly = paid.map((_, index) => amountsOf(paid, index, intervals[index] as KnownInterval));
  const charges: Charge[] = [];
  const events: SubscriptionEvent[] = [];
  let rhythm: Rhythm | null = null;
  for (const [index, line] of paid.entries()) {
    const interval = intervals[index] as KnownInterval;
    const placed: Placed | null = rhythm === null ? null : place(rhythm, line.day, rules.graceDays);
    const next: Rhythm = placed?.next ?? beginRhythm(line.day, interval);
    rhythm = sameInterval(next.interval, interval) ? next : withInterval(next, interval);
    const charge = chargeOf(line, interval, monthly[index] as Amounts, placed);
    events.push(...eventsOf(line, charge, charges.at(-1) ?? null, placed, rules));
    charges.push(charge);
  }
  const [first] = paid;
  const last = paid.at(-1);
  if (first === undefined || last === undefined || rhythm === null) throw new RangeError("a chain: expected a charge");
  const failed = chain.failed.findLast((line) => line.day > last.day);
  return {
    id: first.lineItemId,
    evidence: first.evidence,
    beganHere: first.role !== "renewal",
    charges,
    events,
    interval: intervals.at(-1) as KnownInterval,
    lastDay: last.day,
    monthly: monthly.at(-1) as Amounts,
    lastDue: rhythm.lastDue,
    nextDue: nextDue(rhythm),
    failedOn: failed?.day ?? null,
    switchedOn: null,
  };
}

const SAME_DISCOUNT = 0.02;

function amountsOf(lines: readonly SubscriptionLine[], index: number, interval: KnownInterval): Amounts {
  const line = lines[index] as SubscriptionLine;
  const price = minor(line.unitPrice * line.quantity);
  const paid = minor(Math.max(0, price - line.discount));
  const isRecurring = [lines[index - 1], lines[index + 1]].some(
    (other) => other !== undefined && Math.abs(discountShare(other) - discountShare(line)) <= SAME_DISCOUNT,
  );
  const monthly = (amount: Minor) => monthlyValue(amount, interval);
  return { list: monthly(price), recurring: monthly(isRecurring ? paid : price), paid: monthly(paid) };
}

function discountShare(line: SubscriptionLine): number {
  const price = line.unitPrice * line.quantity;
  return price > 0 ? line.discount / price : 0;
}

function chargeOf(line: SubscriptionLine, interval: KnownInterval, monthly: Amounts, placed: Placed | null): Charge {
  const { day, orderId, lineItemId, sku, title, planName, productId, variantId, quantity, unitPrice, discount } = line;
  return {
    day,
    due: placed?.due ?? null,
    placed: placed?.as ?? "first",
    orderId,
    lineItemId,
    sku,
    title,
    planName,
    productId,
    variantId,
    quantity,
    unitPrice,
    discount,
    interval,
    monthly,
  };
}

function eventsOf(
  line: SubscriptionLine,
  charge: Charge,
  before: Charge | null,
  placed: Placed | null,
  rules: SubscriptionRules,
): SubscriptionEvent[] {
  const { day, orderId, monthly } = charge;
  const base = { day, orderId, monthly, state: "active" as const, from: null, to: null };
  if (before === null || placed === null) {
    const isSeen = line.role !== "renewal";
    return [{ ...base, kind: "start", basis: isSeen ? "observed" : "inferred", confidence: isSeen ? 1 : 0.6 }];
  }
  const found: SubscriptionEvent[] = [];
  const calm = { ...base, monthly: before.monthly, basis: "inferred" as const };
  if (placed.as === "skipped")
    for (const due of placed.missed) found.push({ ...calm, day: due, kind: "skip", orderId: null, confidence: 0.8 });
  if (placed.as === "late" || placed.as === "delayed") found.push({ ...calm, kind: "late", confidence: 0.6 });
  if (placed.as === "paused") {
    const since = betweenDays(before.day, before.due, placed.missed[0] ?? day, rules);
    found.push({ ...calm, day: since, kind: "pause", state: "paused", orderId: null, confidence: 0.7 });
    found.push({ ...calm, kind: "resume", confidence: 0.9 });
  }
  return [...found, ...changesOf(line, charge, before, base)];
}

/** The day between a charge and the one that did not come on which what is not told happened, by the rule for it. */
export function betweenDays<D extends number>(charged: D, due: D | null, missing: D, { endsOn }: SubscriptionRules): D {
  if (endsOn === "due") return missing;
  const from = Math.max(due ?? charged, charged - 30);
  return Math.max(charged + 1, Math.round((from + missing) / 2)) as D;
}

function changesOf(
  line: SubscriptionLine,
  now: Charge,
  before: Charge,
  base: Omit<SubscriptionEvent, "kind" | "basis" | "confidence">,
): SubscriptionEvent[] {
  const found: Pick<SubscriptionEvent, "kind" | "basis" | "confidence" | "from" | "to">[] = [];
  if (!sameInterval(now.interval, before.interval)) {
    const isSeen = now.interval.basis === "policy";
    const [basis, confidence] = isSeen ? (["observed", 1] as const) : (["inferred", now.interval.confidence] as const);
    found.push({ kind: "plan", basis, confidence, from: spelled(before.interval), to: spelled(now.interval) });
  }
  if (now.title !== before.title || now.variantId !== before.variantId) {
    const confidence = line.role === "renewal" ? 0.9 : 0.75;
    found.push({ kind: "swap", basis: "inferred", confidence, from: before.title, to: now.title });
  }
  if (now.quantity !== before.quantity) {
    const kind = now.quantity > before.quantity ? "more" : "fewer";
    const [from, to] = [String(before.quantity), String(now.quantity)];
    found.push({ kind, basis: "observed", confidence: 1, from, to });
  }
  const isSwap = found.some(({ kind }) => kind === "swap");
  if (!isSwap && now.unitPrice !== before.unitPrice) {
    const [from, to] = [String(before.unitPrice), String(now.unitPrice)];
    found.push({ kind: "price", basis: "observed", confidence: 1, from, to });
  }
  if (found.length === 0 && before.monthly.recurring + before.monthly.paid !== now.monthly.recurring + now.monthly.paid)
    found.push({ kind: "price", basis: "observed", confidence: 1, from: null, to: null });
  // The first change carries the new value, so that one charge moves MRR once.
  return found.map((change) => ({ ...base, ...change }));
}

/** An interval as text that a page words: "2 week". */
export const spelled = ({ unit, count }: { unit: string; count: number }): string => `${count} ${unit}`;
