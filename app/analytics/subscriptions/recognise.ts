import { z } from "zod";
import { dedupe } from "./dedupe";
import { type Evidence, itemKey, type OrderLine, type OrderRole, type SubscriptionLine } from "./line";

const Words = z.array(z.string().trim().min(1).max(255)).max(100).readonly();

/** By what subscription lines are recognised, in this order of evidence; a merchant edits the lists. */
export const RecognitionRules = z.object({
  /** Names of selling plans that are no subscriptions, where their category is not known: part of the name. */
  notPlans: Words,
  /** Source names of orders that renew a subscription. */
  renewalSources: Words,
  /** Source or app names whose orders belong to subscriptions. */
  apps: Words,
  /** Tags of any subscription order, of the first one, of a renewal. Upper and lower case are the same. */
  tags: Words,
  firstTags: Words,
  renewalTags: Words,
});
export type RecognitionRules = z.infer<typeof RecognitionRules>;

/** What the widespread apps write. Recharge's and Loop's numbers are the ids under which their orders are filed. */
export const DEFAULT_RULES: RecognitionRules = {
  notPlans: [
    "pre-order",
    "preorder",
    "pre order",
    "try before you buy",
    "try at home",
    "deposit",
    "予約",
    "预售",
    "ön sipariş",
  ],
  renewalSources: ["subscription_contract", "subscription_contract_checkout_one"],
  apps: [
    ...["294517", "5284869", "Recharge", "Recharge Subscriptions", "Loop Subscriptions", "Skio", "Skio Subscriptions"],
    ...["Bold Subscriptions", "Seal Subscriptions", "Appstle Subscriptions", "Stay AI", "Shopify Subscriptions"],
  ],
  tags: ["Subscription", "Subscription Order", "subscription-order", "recurring_order"],
  firstTags: ["Subscription First Order", "first subscription", "Subscription-First-Order", "sub-first"],
  renewalTags: [
    "Subscription Recurring Order",
    "recurring subscription",
    "Subscription-Recurring-Order",
    "sub-recurring",
  ],
};

/** Sources of orders that a buyer placed: with a plan on the line, they begin a subscription. */
const STOREFRONTS = new Set(["web", "pos", "iphone", "android", "shop", "580111", "buy_button", "checkout_next"]);
const NO_SUBSCRIPTION = new Set(["PRE_ORDER", "TRY_BEFORE_YOU_BUY"]);

interface Matcher {
  readonly rules: RecognitionRules;
  readonly sources: ReadonlySet<string>;
  readonly apps: ReadonlySet<string>;
  readonly first: ReadonlySet<string>;
  readonly renewal: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
  readonly notPlans: readonly string[];
}

/** Rules made ready for many lines. */
export function matcherOf(rules: RecognitionRules): Matcher {
  const lower = (words: readonly string[]) => new Set(words.map((word) => word.toLowerCase()));
  return {
    rules,
    sources: lower(rules.renewalSources),
    apps: lower(rules.apps),
    first: lower(rules.firstTags),
    renewal: lower(rules.renewalTags),
    tags: lower(rules.tags),
    notPlans: rules.notPlans.map((word) => word.toLowerCase()),
  };
}
export type { Matcher };

/**
 * The lines of one customer that belong to subscriptions, in order of time. A line with a selling plan is one unless its plan is a
 * pre-order or a try-before-you-buy; where no line of an order has a plan, its source, app or tags decide. In an order told by
 * these alone, something bought along is left out where the rest of the basket comes again and it does not.
 */
export function subscriptionLines(lines: readonly OrderLine[], matcher: Matcher): SubscriptionLine[] {
  const found: SubscriptionLine[] = [];
  for (const order of ordersOf(lines)) found.push(...linesOfOrder(order, matcher));
  const marked = found.some((line) => line.role === "renewal");
  return dedupe(withoutAddOns(found)).map((line) =>
    // Where no order of this customer is marked as a renewal, one in the shop itself may be one.
    line.role === "checkout" && !marked ? { ...line, role: "unknown" } : line,
  );
}

function linesOfOrder(order: readonly OrderLine[], matcher: Matcher): SubscriptionLine[] {
  const goods = order.filter((line) => !line.isGiftCard && line.quantity > 0);
  const [head] = goods;
  if (head === undefined) return [];
  const evidence = evidenceOf(head, matcher);
  const planned = goods.filter((line) => isPlanned(line, matcher));
  if (planned.length > 0) {
    return planned.map((line) => ({ ...line, evidence: "sellingPlan", role: roleOf(line, evidence, matcher) }));
  }
  // A plan that is none decides for its line before app and tags do.
  const others = goods.filter((line) => line.planId === null && line.planName === null);
  if (evidence === null) return [];
  return others.map((line) => ({ ...line, evidence, role: roleOf(line, evidence, matcher) }));
}

function isPlanned(line: OrderLine, { notPlans }: Matcher): boolean {
  if (line.planId === null && line.planName === null) return false;
  if (line.planCategory !== null) return !NO_SUBSCRIPTION.has(line.planCategory);
  const name = (line.planName ?? "").toLowerCase();
  return !notPlans.some((word) => name.includes(word));
}

function evidenceOf(line: OrderLine, matcher: Matcher): Evidence | null {
  const source = line.sourceName?.toLowerCase();
  if (source !== undefined && matcher.sources.has(source)) return "source";
  const app = line.appName?.toLowerCase();
  if ((source !== undefined && matcher.apps.has(source)) || (app !== undefined && matcher.apps.has(app))) return "app";
  const { first, renewal, tags } = matcher;
  const tagged = line.tags.some((tag) => [first, renewal, tags].some((set) => set.has(tag.toLowerCase())));
  return tagged ? "tag" : null;
}

function roleOf(line: OrderLine, evidence: Evidence | null, matcher: Matcher): OrderRole {
  if (evidence === "source") return "renewal";
  const tags = line.tags.map((tag) => tag.toLowerCase());
  if (tags.some((tag) => matcher.renewal.has(tag))) return "renewal";
  if (tags.some((tag) => matcher.first.has(tag))) return "checkout";
  const isBought = STOREFRONTS.has(line.sourceName?.toLowerCase() ?? "");
  return isBought && line.planId !== null ? "checkout" : "unknown";
}

/** Of orders told by source, app or tag: lines that never come again, next to others that do, were bought along. */
function withoutAddOns(lines: readonly SubscriptionLine[]): SubscriptionLine[] {
  const orders = new Map<string, Set<number>>();
  for (const line of lines) {
    const key = itemKey(line);
    orders.set(key, (orders.get(key) ?? new Set<number>()).add(line.orderId));
  }
  const comesAgain = (line: SubscriptionLine) => (orders.get(itemKey(line))?.size ?? 0) > 1;
  const kept = new Set(lines.filter(comesAgain).map((line) => line.orderId));
  return lines.filter((line) => line.evidence === "sellingPlan" || comesAgain(line) || !kept.has(line.orderId));
}

function ordersOf(lines: readonly OrderLine[]): OrderLine[][] {
  const orders: OrderLine[][] = [];
  for (const line of lines) {
    const last = orders.at(-1);
    if (last?.[0]?.orderId === line.orderId) last.push(line);
    else orders.push([line]);
  }
  return orders;
}
