import { daysOf, type Interval, intervalOfGaps, intervalOfName, sameInterval } from "./interval";
import { itemKey, planKey, type SubscriptionLine } from "./line";
import { beginRhythm, place, type Rhythm, withInterval } from "./rhythm";

/** The charges of one subscription in order of time. */
export interface Chain {
  readonly lines: readonly SubscriptionLine[];
  /** Charges that failed for good: orders whose payment was voided or expired. */
  readonly failed: readonly SubscriptionLine[];
}

interface OpenChain {
  readonly lines: SubscriptionLine[];
  readonly failed: SubscriptionLine[];
  rhythm: Rhythm | null;
}

const FAILED = new Set(["VOIDED", "EXPIRED"]);

/** The interval a line tells by itself: its plan's billing policy, else the plan's name. */
export const toldInterval = (line: SubscriptionLine): Interval | null =>
  line.policy ?? (line.planName === null ? null : intervalOfName(line.planName));

/**
 * Chains one customer's subscription lines, given in order of time, into subscriptions. A line goes on with the subscription it
 * fits best by item, plan and the day it was due; one that a buyer placed in the shop begins a new one. Within an order
 * the best pairs go first, and each subscription takes one line.
 */
export function chains(lines: readonly SubscriptionLine[], graceDays: number): Chain[] {
  const open: OpenChain[] = [];
  for (const order of byOrder(lines)) {
    const waiting = new Set(order);
    const pairs = order
      .flatMap((line) => open.map((chain) => ({ line, chain, score: likelihood(chain, line, open, graceDays) })))
      .filter((pair): pair is typeof pair & { score: number } => pair.score !== null)
      .sort((left, right) => right.score - left.score);
    const taken = new Set<OpenChain>();
    for (const { line, chain } of pairs) {
      if (!waiting.has(line) || taken.has(chain)) continue;
      waiting.delete(line);
      taken.add(chain);
      add(chain, line, graceDays);
    }
    for (const line of waiting) {
      if (!isFailed(line)) open.push(begin(line));
    }
  }
  return open.map(({ lines: own, failed }) => ({ lines: own, failed }));
}

const isFailed = (line: SubscriptionLine): boolean => FAILED.has(line.financialStatus ?? "");

function begin(line: SubscriptionLine): OpenChain {
  const told = toldInterval(line);
  return { lines: [line], failed: [], rhythm: told === null ? null : beginRhythm(line.day, told) };
}

function add(chain: OpenChain, line: SubscriptionLine, graceDays: number): void {
  if (isFailed(line)) {
    chain.failed.push(line);
    return;
  }
  chain.lines.push(line);
  if (isDelivery(line, chain)) return;
  const told = toldInterval(line);
  if (told === null) {
    chain.rhythm = guessed(chain);
    return;
  }
  const next = chain.rhythm === null ? beginRhythm(line.day, told) : place(chain.rhythm, line.day, graceDays).next;
  chain.rhythm = sameInterval(next.interval, told) ? next : withInterval(next, told);
}

const GAPS_REMEMBERED = 8;

function guessed({ lines }: OpenChain): Rhythm | null {
  const recent = lines.slice(-1 - GAPS_REMEMBERED);
  const gaps = recent.slice(1).map((line, index) => line.day - (recent[index]?.day ?? line.day));
  const interval = intervalOfGaps(gaps.filter((gap) => gap > 0));
  const last = lines.at(-1);
  return interval === null || last === undefined ? null : beginRhythm(last.day, interval);
}

/** A parcel of something paid before: without a price, where an earlier charge had one. */
export const isDelivery = (line: SubscriptionLine, chain: { readonly lines: readonly SubscriptionLine[] }): boolean =>
  line.unitPrice === 0 && chain.lines.some((other) => other.unitPrice > 0);

/** A subscription's lines without such parcels. */
export function paidLines(lines: readonly SubscriptionLine[]): SubscriptionLine[] {
  let hasPrice = false;
  return lines.filter((line) => {
    const isParcel = hasPrice && line.unitPrice === 0;
    hasPrice ||= line.unitPrice > 0;
    return !isParcel;
  });
}

const TOO_EARLY = -4;

/** How well a line goes on with a subscription; null where it cannot. */
function likelihood(
  chain: OpenChain,
  line: SubscriptionLine,
  all: readonly OpenChain[],
  graceDays: number,
): number | null {
  const last = chain.lines.at(-1);
  if (last === undefined || line.role === "checkout") return null;
  const gap = line.day - last.day;
  const length = chain.rhythm === null ? null : daysOf(chain.rhythm.interval);
  if (gap > longestGap(line, length)) return null;
  const same = likeness(chain, last, line);
  const timing = isDelivery(line, chain) ? 1 : timeliness(chain, line, gap, graceDays);
  const score = same.score + timing;
  if (same.item && (line.role === "renewal" || timing > TOO_EARLY)) return score;
  const isAlone = () => all.every((other) => other === chain || !isAlive(other, line, graceDays));
  if (line.role === "renewal") {
    // A renewal begins nothing: one that comes too early, as after a payment tried again, still goes on with something.
    const isKin = same.plan && same.product;
    const isLikely = timing >= 1.2 || isKin || (timing > TOO_EARLY && (same.plan || isAlone()));
    return isLikely ? score : null;
  }
  if (same.item || timing < 1.2) return null;
  if (same.plan || same.product) return score;
  const isDueAlone = () => all.every((other) => other === chain || !isDue(other, line, graceDays));
  return planKey(line) === "" && (isAlone() || isDueAlone()) ? score : null;
}

function longestGap(line: SubscriptionLine, length: number | null): number {
  if (line.role === "renewal") return Math.max(400, 3 * (length ?? 0));
  return length === null ? 190 : Math.max(3 * length, length + 190);
}

function likeness(chain: OpenChain, last: SubscriptionLine, line: SubscriptionLine) {
  const item = itemKey(last) === itemKey(line);
  const product = last.productId !== null && last.productId === line.productId;
  const plan = planKey(last) !== "" && planKey(last) === planKey(line);
  const earlier = !item && chain.lines.some((other) => itemKey(other) === itemKey(line));
  const score =
    (item ? 4 : product ? 2.5 : earlier ? 1 : 0) +
    (plan ? 3 : planKey(last) === planKey(line) ? 1 : 0) +
    (last.quantity === line.quantity ? 0.5 : 0) +
    (last.unitPrice === line.unitPrice ? 0.5 : 0);
  return { item, product, plan, score };
}

function timeliness(chain: OpenChain, line: SubscriptionLine, gap: number, graceDays: number): number {
  if (chain.rhythm === null) return gap < 3 ? TOO_EARLY : gap >= 5 && gap <= 100 ? 1.2 : 0.5;
  const { as, off } = place(chain.rhythm, line.day, graceDays);
  switch (as) {
    case "onTime":
      return Math.abs(off) <= 1 ? 3 : 2;
    case "late":
      return 1.5;
    case "skipped":
      return 1.2;
    case "delayed":
      return 0.5;
    case "paused":
      return 0;
    case "early":
      return gap < 0.4 * daysOf(chain.rhythm.interval) ? TOO_EARLY : 0;
  }
}

function isAlive(chain: OpenChain, line: SubscriptionLine, graceDays: number): boolean {
  const last = chain.lines.at(-1);
  if (last === undefined) return false;
  if (chain.rhythm === null) return line.day - last.day <= 100;
  return place(chain.rhythm, line.day, graceDays).as !== "paused";
}

/** Whether a charge of this day would come on time, late or after a skip. */
const isDue = (chain: OpenChain, line: SubscriptionLine, graceDays: number): boolean =>
  timeliness(chain, line, line.day - (chain.lines.at(-1)?.day ?? line.day), graceDays) >= 1.2;

function byOrder(lines: readonly SubscriptionLine[]): SubscriptionLine[][] {
  const orders: SubscriptionLine[][] = [];
  for (const line of lines) {
    const last = orders.at(-1);
    if (last?.[0]?.orderId === line.orderId) last.push(line);
    else orders.push([line]);
  }
  return orders;
}
