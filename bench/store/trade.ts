import { type Random, randomOf } from "../../demo/random";

// What the generated shop sells, where, and through what. Names and weights are made up; the sizes are those of a busy shop.

/** The last moment of the generated history. */
export const HISTORY_ENDS = "2026-06-30T20:00:00Z";
/** Years the history spans. */
export const YEARS = 4;

export const COUNTRIES =
  "US GB DE FR CA AU NL IT ES SE JP CH AT BE DK NO IE PL PT FI NZ SG MX BR TR KR CZ GR IL AE".split(" ");

export const PROVINCES = ["CA", "NY", "TX", "WA", "FL", "IL"];

/** Sales channels: what the order names as its source, the app, and the channel's name. */
export const CHANNELS: readonly (readonly [source: string, app: string, channel: string])[] = [
  ["web", "Online Store", "Online Store"],
  ["web", "Online Store", "Online Store"],
  ["web", "Online Store", "Online Store"],
  ["580111", "Shop", "Shop"],
  ["pos", "Point of Sale", "Point of Sale"],
  ["instagram", "Facebook & Instagram", "Instagram"],
  ["facebook", "Facebook & Instagram", "Facebook"],
  ["tiktok", "TikTok", "TikTok"],
  ["google", "Google & YouTube", "Google"],
  ["294517", "Draft Orders", "Draft Orders"],
  ["wholesale", "Wholesale Portal", "Wholesale"],
  ["amazon", "Marketplace Connect", "Amazon"],
];

/** Where visits come from: source, medium, campaign. */
export const VISITS: readonly (readonly [source: string, medium: string | null, campaign: string | null])[] = [
  ["google", "cpc", "brand"],
  ["google", "cpc", "generic"],
  ["google", null, null],
  ["facebook", "paid_social", "prospecting"],
  ["facebook", "paid_social", "retargeting"],
  ["instagram", "social", null],
  ["tiktok", "paid_social", "spring"],
  ["newsletter", "email", "weekly"],
  ["newsletter", "email", "welcome"],
  ["direct", null, null],
  ["bing", "cpc", "brand"],
  ["partner", "affiliate", "reviews"],
];

export const CODES = ["WELCOME10", "SPRING15", "FRIENDS", "VIP20", "SORRY5", "SUMMER", "BFCM", "BUNDLE"];
export const ORDER_TAGS = ["gift", "wholesale", "subscription", "express"];
export const CUSTOMER_TAGS = ["vip", "newsletter", "wholesale", "press"];

const PRODUCTS = 1_000;
const KINDS = ["Lamp", "Mug", "Crème", "Notebook", "Scarf", "Tea", "Candle", "Backpack", "Vase", "Blanket"];
const VENDORS = ["Nordlicht", "Kaya & Co", "Lantern", "Atelier Sève", "Ötzi", "Plain Goods", "Umi"];
const SIZES = ["Small", "Medium", "Large"];

export interface Variant {
  readonly id: number;
  readonly title: string;
  readonly sku: string;
  /** In cents. */
  readonly price: number;
  /** In cents; null: the shop did not say. */
  readonly cost: number | null;
}

export interface Product {
  readonly id: number;
  readonly title: string;
  readonly kind: string;
  readonly vendor: string;
  readonly variants: readonly Variant[];
}

/** The shop's products, the same in every run. One in ten variants has no unit cost. */
export function catalogue(): Product[] {
  const random = randomOf("bench", "catalogue");
  return Array.from({ length: PRODUCTS }, (_, index) => productAt(index, random));
}

function productAt(index: number, random: Random): Product {
  const kind = KINDS[index % KINDS.length] ?? "Mug";
  const price = random.between(600, 12_000);
  const variants = Array.from({ length: random.between(1, 3) }, (_, size) => ({
    id: 40_000_000_000_000 + index * 10 + size,
    title: SIZES[size] ?? "One",
    sku: `TN-${index}-${size}`,
    price: price + size * 250,
    cost: random.chance(100) ? null : Math.floor(price * 0.4) + size * 90,
  }));
  const vendor = VENDORS[random.below(VENDORS.length)] ?? "Lantern";
  return { id: 7_000_000_000_000 + index, title: `${kind} ${index}`, kind, vendor, variants };
}
