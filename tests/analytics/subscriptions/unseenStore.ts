import { minor } from "~/analytics/money";
import type { DayNumber } from "~/analytics/subscriptions/calendar";
import type { OrderLine } from "~/analytics/subscriptions/line";

// Stores with subscriptions, made up day by day from what people do. Nothing here knows how subscriptions are read out of orders.

/** What is true of one subscription. */
export interface TrueSubscription {
  readonly customer: number;
  readonly startedOn: number;
  /** The day its owner ended it; null while it runs or is paused. */
  readonly endedOn: number | null;
  readonly pausedSince: number | null;
  /** Days between charges, in the end. */
  readonly days: number;
  readonly charges: number;
  readonly app: App;
  /** Whether the orders name its interval. */
  readonly told: boolean;
  /** Monthly value by day from which it holds; 0 while paused and after the end. */
  readonly values: readonly { readonly day: number; readonly monthly: number }[];
}

export interface UnseenStore {
  readonly lines: ReadonlyMap<number, readonly OrderLine[]>;
  readonly truth: readonly TrueSubscription[];
  readonly lastDay: number;
}

const APPS = ["contracts", "named", "tagged", "plain"] as const;
/** contracts: plans with a policy; named: deleted plans, whose name tells; tagged: tags by role; plain: one tag for all, without plans. */
export type App = (typeof APPS)[number];

type Random = () => number;

/** Mulberry32: the same seed draws the same numbers everywhere. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const INTERVALS = [7, 14, 21, 28, 30, 42, 60, 90] as const;
const FIRST_DAY = 19_000;

interface Draft {
  day: number;
  variant: number;
  quantity: number;
  price: number;
  days: number;
  isFirst: boolean;
}

/** A store of `customers` people over `days` days, its apps mixed; the same seed gives the same store. */
export function unseenStore(seed: number, customers: number, days: number, apps: readonly App[] = APPS): UnseenStore {
  const random = randomOf(seed);
  const lastDay = FIRST_DAY + days;
  const truth: TrueSubscription[] = [];
  const lines = new Map<number, OrderLine[]>();
  let order = 1;
  for (let customer = 1; customer <= customers; customer += 1) {
    const own: OrderLine[] = [];
    const app = apps[Math.floor(random() * apps.length)] ?? "contracts";
    const count = random() < 0.1 ? 2 : 1;
    const items = [1 + Math.floor(random() * 6), 7 + Math.floor(random() * 6)];
    for (let index = 0; index < count; index += 1) {
      const start = FIRST_DAY + Math.floor(random() * days * 0.8);
      const life = live(random, start, lastDay, items[index] ?? 1);
      truth.push({ ...life.truth, customer, app, told: app === "contracts" || app === "named" });
      for (const draft of life.charges) own.push(lineOf(app, draft, order++));
    }
    if (random() < 0.5) own.push(oneOff(FIRST_DAY + Math.floor(random() * days), order++));
    lines.set(
      customer,
      own.sort((left, right) => left.day - right.day || left.orderId - right.orderId),
    );
  }
  return { lines, truth, lastDay };
}

function live(random: Random, start: number, lastDay: number, firstItem: number) {
  const days = INTERVALS[Math.floor(random() * INTERVALS.length)] ?? 30;
  const isCounted = random() < 0.5;
  const jitter = random() < 0.4 ? 0 : Math.min(3, Math.floor(days / 7));
  let item = firstItem;
  let quantity = 1 + Math.floor(random() * 2);
  let price = 1000 + 100 * item;
  const charges: Draft[] = [];
  const values: { day: number; monthly: number }[] = [];
  const charge = (day: number) => {
    charges.push({ day, variant: item, quantity, price, days, isFirst: charges.length === 0 });
    const monthly = (price * quantity * 365) / 12 / days;
    if (values.at(-1)?.monthly !== monthly) values.push({ day, monthly });
  };
  charge(start);
  let due = start;
  let endedOn: number | null = null;
  let pausedSince: number | null = null;
  while (endedOn === null && pausedSince === null) {
    const before = due;
    due += days;
    const mood = random();
    if (mood < 0.05) endedOn = before + 1 + Math.floor(random() * (days - 1));
    else if (mood < 0.07) {
      const since = before + 1 + Math.floor(random() * (days - 1));
      due = since + days + 40 + Math.floor(random() * 80);
      if (since > lastDay) break;
      values.push({ day: since, monthly: 0 });
      if (due > lastDay) pausedSince = since;
      else charge(due);
    } else if (mood < 0.12) continue;
    else {
      if (random() < 0.05) item = firstItem > 6 ? 7 + ((item + 1) % 6) : 1 + ((item + 1) % 6);
      if (random() < 0.05) quantity = quantity === 1 ? 2 : 1;
      if (random() < 0.02) price += 150;
      const off = Math.round((random() * 2 - 1) * jitter) + (random() < 0.05 ? Math.min(5, Math.floor(days / 4)) : 0);
      if (due + off > lastDay) break;
      charge(due + off);
      // Some apps count from the charge, some from the calendar.
      if (isCounted) due += off;
    }
    if (due > lastDay) break;
  }
  if (endedOn !== null && endedOn > lastDay) endedOn = null;
  if (endedOn !== null) values.push({ day: endedOn, monthly: 0 });
  return { charges, truth: { startedOn: start, endedOn, pausedSince, days, charges: charges.length, values } };
}

const BASE = {
  appName: null,
  tags: [],
  financialStatus: "PAID",
  sku: null,
  isGiftCard: false,
  discount: minor(0),
  planId: null,
  planName: null,
  planCategory: null,
  policy: null,
} as const;

function lineOf(app: App, draft: Draft, order: number): OrderLine {
  const { day, variant, quantity, price, days, isFirst } = draft;
  const line: OrderLine = {
    ...BASE,
    orderId: order,
    lineItemId: order * 10,
    day: day as DayNumber,
    sourceName: isFirst ? "web" : "subscription_contract",
    productId: 100 + variant,
    variantId: 1000 + variant,
    title: `Item ${variant}`,
    quantity,
    unitPrice: minor(price),
  };
  switch (app) {
    case "contracts":
      return {
        ...line,
        planId: days,
        planName: `Every ${days} days`,
        planCategory: "SUBSCRIPTION",
        policy: { unit: "day", count: days },
      };
    case "named":
      return { ...line, planId: 500 + days, planName: `Deliver every ${days} days, save 10%` };
    case "tagged":
      return {
        ...line,
        sourceName: isFirst ? "web" : "294517",
        appName: isFirst ? "Online Store" : "Recharge Subscriptions",
        tags: ["Subscription", isFirst ? "Subscription First Order" : "Subscription Recurring Order"],
      };
    case "plain":
      return { ...line, sourceName: "web", tags: ["subscription"] };
  }
}

const oneOff = (day: number, order: number): OrderLine => ({
  ...BASE,
  orderId: order,
  lineItemId: order * 10,
  day: day as DayNumber,
  sourceName: "web",
  productId: 300,
  variantId: 3000,
  title: "A single thing",
  quantity: 1,
  unitPrice: minor(2500),
});
