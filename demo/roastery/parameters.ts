import type { Channel } from "../visits";

/** Seed of everything in this store. */
export const SEED = "roastery";

/** The simulation's first day is a Monday; the store shows 1,096 to 1,102 days of it, the last of them yesterday. */
export const DAYS = 1096;
export const LONGEST = DAYS + 6;
export const FIRST_SIMULATED_DAY = "2023-11-20";

export type AcquisitionChannel = Extract<Channel, "googleAds" | "googleSearch" | "metaAds" | "tiktokAds" | "direct">;

/** Where new customers come from, in parts of a hundred; TikTok from its launch on. */
export const ACQUISITION: Readonly<Record<AcquisitionChannel, number>> = {
  googleAds: 22,
  googleSearch: 14,
  metaAds: 26,
  tiktokAds: 14,
  direct: 24,
};
export const TIKTOK_LAUNCH_DAY = 300;

/** How much more or less than the table a channel's customers buy, in percent. */
export const CHANNEL_PERCENT: Readonly<Record<AcquisitionChannel, number>> = {
  googleAds: 100,
  googleSearch: 115,
  metaAds: 85,
  tiktokAds: 55,
  direct: 130,
};

/** New customers a day, in hundredths, on the first and on the last day; between them on a straight line. */
export const ARRIVALS_FIRST = 830;
export const ARRIVALS_LAST = 2000;
/** Percent by calendar month of the simulation, January first. */
export const SEASON = [100, 96, 95, 95, 94, 88, 85, 88, 98, 106, 128, 138] as const;
/** Percent by weekday, Sunday first. */
export const WEEK = [104, 106, 103, 100, 98, 97, 92] as const;

/** Purchases a day while alive, per 100,000: twenty equally likely values, times the channel's percent. */
export const HAZARDS = [
  10, 18, 30, 45, 60, 82, 105, 132, 160, 196, 236, 290, 345, 415, 505, 620, 780, 1010, 1380, 2300,
] as const;
/** Chance to leave for good after any purchase, the first included, per mille: ten equally likely values. */
export const DROPOUTS = [20, 40, 80, 110, 150, 190, 240, 300, 400, 550] as const;

/** Per mille. */
export const CHANCES = {
  guest: 30,
  firstOrderSubscribes: 195,
  laterOrderSubscribes: 45,
  secondSubscription: 60,
  comesBack: 150,
  skip: 40,
  pause: 18,
  pauseEndsInCancellation: 200,
  paymentFails: 50,
  paymentRecovers: 700,
  moreUnits: 28,
  fewerUnits: 20,
  otherCoffee: 40,
  otherInterval: 18,
  extraItemOnFirstSubscription: 120,
  tip: 20,
  giftCardBought: 10,
  giftCardRedeemed: 600,
  pendingPayment: 1,
} as const;

/** Chance to cancel per month, per 100,000, by whole months since the start (the last holds on). */
export const MONTHLY_CANCELLATION = [
  11_000, 9_000, 7_500, 6_500, 6_000, 5_500, 5_000, 4_800, 4_600, 4_400, 4_200, 4_000,
] as const;
/** A subscriber's own multiple of it, in percent: three kinds of people, by weight. */
export const LOYALTY: Readonly<Record<"50" | "100" | "220", number>> = { "50": 40, "100": 38, "220": 22 };
/** Days after a failed charge on which it is tried again. */
export const RETRY_DAYS = [2, 4, 6] as const;

export type PlanKey = "week" | "twoWeeks" | "month" | "twoMonths" | "quarter";

export type Plan = {
  readonly number: number;
  readonly name: string;
  readonly interval: "WEEK" | "MONTH";
  readonly intervalCount: number;
  /** Months' worth of one charge: MRR = charge × numerator ÷ denominator. */
  readonly perMonth: readonly [numerator: number, denominator: number];
  readonly weight: number;
};

export const PLANS: Readonly<Record<PlanKey, Plan>> = {
  week: { number: 1, name: "Every week", interval: "WEEK", intervalCount: 1, perMonth: [52, 12], weight: 7 },
  twoWeeks: { number: 2, name: "Every 2 weeks", interval: "WEEK", intervalCount: 2, perMonth: [26, 12], weight: 20 },
  month: { number: 3, name: "Every month", interval: "MONTH", intervalCount: 1, perMonth: [1, 1], weight: 50 },
  twoMonths: { number: 4, name: "Every 2 months", interval: "MONTH", intervalCount: 2, perMonth: [1, 2], weight: 14 },
  quarter: { number: 5, name: "Every 3 months", interval: "MONTH", intervalCount: 3, perMonth: [1, 3], weight: 9 },
};

/** Off the price of one, for a subscription. */
export const SUBSCRIBE_AND_SAVE_PERCENT = 10;

export const FREE_SHIPPING_FROM = 4000;
export const SHIPPING_PRICE = 595;
/** What sending one parcel costs the roaster; the store itself does not know it. */
export const SHIPPING_COST = 480;

export type State = {
  readonly code: string;
  readonly weight: number;
  readonly ratePer100k: number;
  readonly taxesCoffee: boolean;
};

/** States by number of customers, with a simplified sales tax each. */
export const STATES: readonly State[] = [
  { code: "NY", weight: 20, ratePer100k: 8875, taxesCoffee: false },
  { code: "CA", weight: 15, ratePer100k: 7250, taxesCoffee: false },
  { code: "NJ", weight: 9, ratePer100k: 6625, taxesCoffee: false },
  { code: "PA", weight: 8, ratePer100k: 6000, taxesCoffee: false },
  { code: "TX", weight: 8, ratePer100k: 6250, taxesCoffee: false },
  { code: "MA", weight: 7, ratePer100k: 6250, taxesCoffee: false },
  { code: "TN", weight: 6, ratePer100k: 7000, taxesCoffee: true },
  { code: "VA", weight: 6, ratePer100k: 5300, taxesCoffee: true },
  { code: "IL", weight: 6, ratePer100k: 6250, taxesCoffee: false },
  { code: "WA", weight: 5, ratePer100k: 6500, taxesCoffee: false },
  { code: "OR", weight: 4, ratePer100k: 0, taxesCoffee: false },
  { code: "MS", weight: 3, ratePer100k: 7000, taxesCoffee: true },
  { code: "NH", weight: 3, ratePer100k: 0, taxesCoffee: false },
];

/** Discount codes: percent off the goods of an order that starts no subscription, days of the simulation, share of orders per mille. */
export const CODES = [
  { code: "WELCOME10", percent: 10, firstOrdersOnly: true, from: 0, to: LONGEST, perMille: 240 },
  { code: "SPRING15", percent: 15, firstOrdersOnly: false, from: 130, to: 144, perMille: 350 },
  { code: "SPRING15", percent: 15, firstOrdersOnly: false, from: 495, to: 509, perMille: 350 },
  { code: "SPRING15", percent: 15, firstOrdersOnly: false, from: 860, to: 874, perMille: 350 },
  { code: "BLACKFRIDAY25", percent: 25, firstOrdersOnly: false, from: 3, to: 8, perMille: 600 },
  { code: "BLACKFRIDAY25", percent: 25, firstOrdersOnly: false, from: 374, to: 379, perMille: 600 },
  { code: "BLACKFRIDAY25", percent: 25, firstOrdersOnly: false, from: 738, to: 743, perMille: 600 },
] as const;
