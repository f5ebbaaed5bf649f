import { addDays, type Day, weekday } from "../localTime";
import { type Pence, shareOf } from "../money";
import type { FeeRule } from "../payments";
import { randomOf } from "../random";
import type { Channel, Platform } from "../visits";
import type { Product } from "./catalogue";
import type { Order } from "./sales";

/** What the source does not have and this store makes up, each by a rule anybody can repeat. Written to `made-up.json`. */
export const SEED = "giftware";

export const MADE_UP: readonly { readonly what: string; readonly rule: string; readonly seed: string }[] = [
  {
    what: "unit costs (products, costs.csv)",
    rule: "8% of the products have none; the others cost 38.0% to 62.0% of the most frequent price, drawn per product and rounded to the penny. For 30% of them costs.csv holds an earlier cost too, 95% of the later one, which took effect on the 184th day.",
    seed: `${SEED}/cost/<SKU>`,
  },
  {
    what: "compare-at prices",
    rule: "4% of the products: 125% of the price, rounded to the penny.",
    seed: `${SEED}/compareAt/<SKU>`,
  },
  {
    what: "payment fees",
    rule: "every order is paid through shopify_payments on its day: 1.5% + £0.25 from the United Kingdom, 3.1% + £0.25 from elsewhere; refunds give no fee back.",
    seed: "none",
  },
  {
    what: "restocking of returned goods",
    rule: "a credit note on the day of the sale cancels it (CANCEL, restocked); of the later returned lines one in ten came back damaged (NO_RESTOCK), the others were restocked (RETURN). Lines that are no product are never restocked.",
    seed: `${SEED}/restock/<credit note>/<row>`,
  },
  {
    what: "customer journeys",
    rule: "70% of the orders have one. A first order comes from googleAds 22, googleSearch 26, metaAds 17, direct 35 of 100; a later one from email 30, direct 40, or where the buyer's first came from 30 of 100. The first visit is 0 to 6 days before the order.",
    seed: `${SEED}/channel/<customer or invoice> and ${SEED}/journey/<invoice>`,
  },
  {
    what: "sessions (sessions.csv)",
    rule: "per day and platform: 14 to 34 sessions per order with a journey from it, plus 60 to 180 (half of that on Saturdays); conversions are the orders with a journey whose last visit came from it.",
    seed: `${SEED}/sessions/<day of the source>/<platform>`,
  },
  {
    what: "advertising spend (ad_spend.csv)",
    rule: "google £180 to £320 and meta £80 to £170 a day, half of that on Saturdays and Sundays.",
    seed: `${SEED}/adSpend/<day of the source>/<platform>`,
  },
  {
    what: "operating expenses (expenses.csv) other than those named as from the source",
    rule: "salaries £62,000, warehouse £9,500 and software £1,200 a month; a trade fair of £8,400 on the 90th day.",
    seed: "none",
  },
];

const FEES: Readonly<Record<"home" | "abroad", FeeRule>> = {
  home: { name: "Online, UK cards", perMille: 15, flat: 25 },
  abroad: { name: "Online, other cards", perMille: 31, flat: 25 },
};

export function feeRuleOf(country: string): FeeRule {
  return country === "United Kingdom" ? FEES.home : FEES.abroad;
}

/** Today's cost and, where it changed, the one before; null for the products whose cost nobody entered. */
export function costOf(product: Product): { readonly now: Pence; readonly before: Pence | null } | null {
  const random = randomOf(SEED, "cost", product.sku);
  if (random.chance(80) || product.isGiftCard || product.price === 0) return null;
  const now = Math.max(1, shareOf(product.price, random.between(380, 620), 1000));
  return { now, before: random.chance(300) ? Math.max(1, shareOf(now, 95, 100)) : null };
}

export function compareAtOf(product: Product): Pence | null {
  if (product.isGiftCard || product.price === 0) return null;
  return randomOf(SEED, "compareAt", product.sku).chance(40) ? shareOf(product.price, 125, 100) : null;
}

/** How a returned line's goods went back, `days` after the sale. */
export function restockOf(creditNote: string, row: number, days: number): "CANCEL" | "RETURN" | "NO_RESTOCK" {
  if (days === 0) return "CANCEL";
  return randomOf(SEED, "restock", creditNote, row).chance(100) ? "NO_RESTOCK" : "RETURN";
}

export type Route = {
  readonly first: Channel;
  readonly last: Channel;
  /** From the first visit to the order. */
  readonly days: number;
  /** From the start of the last visit to the order. */
  readonly minutes: number;
};

/** The way to an order, or null for those that nothing is known of. `isFirst`: the buyer's first order in the store. */
export function routeOf(order: Order, isFirst: boolean): Route | null {
  const random = randomOf(SEED, "journey", order.invoice);
  if (!random.chance(700)) return null;
  const days = random.chance(550) ? 0 : random.between(1, 6);
  const minutes = random.between(2, 40);
  const origin = originOf(order);
  const first = isFirst ? origin : laterChannel(random.pick({ email: 30, direct: 40, origin: 30 }), origin);
  const last = days === 0 ? first : random.pick({ direct: 60, googleSearch: 25, email: 15 });
  return { first, last, days, minutes };
}

function laterChannel(pick: "email" | "direct" | "origin", origin: Channel): Channel {
  return pick === "origin" ? origin : pick;
}

function originOf(order: Order): Channel {
  return randomOf(SEED, "channel", order.customer ?? order.invoice).pick({
    googleAds: 22,
    googleSearch: 26,
    metaAds: 17,
    direct: 35,
  });
}

export const PLATFORMS: readonly Platform[] = ["google", "meta", "email", "direct"];

/** Visits of one day from one platform, given the orders that came from it. `day` is the source's own, so that it does not depend on the shift. */
export function sessionsOf(day: Day, platform: Platform, conversions: number): number {
  const random = randomOf(SEED, "sessions", day, platform);
  const base = random.between(60, 180);
  return conversions * random.between(14, 34) + (weekday(day) === 6 ? Math.floor(base / 2) : base);
}

export function adSpendOf(day: Day, platform: "google" | "meta"): Pence {
  const random = randomOf(SEED, "adSpend", day, platform);
  const full = platform === "google" ? random.between(18_000, 32_000) : random.between(8_000, 17_000);
  return weekday(day) % 6 === 0 ? Math.floor(full / 2) : full;
}

/** Expenses of a made-up kind, dated in the store's own days. */
export function madeUpExpenses(
  firstDay: Day,
): readonly (readonly [string, Pence, "once" | "monthly", Day, Day | ""])[] {
  return [
    ["Salaries", 6_200_000, "monthly", firstDay, ""],
    ["Warehouse", 950_000, "monthly", firstDay, ""],
    ["Software", 120_000, "monthly", firstDay, ""],
    ["Trade fair", 840_000, "once", addDays(firstDay, 89), addDays(firstDay, 89)],
  ];
}
