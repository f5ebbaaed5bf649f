import { addEach, type Minor, minor, perUnit, type Ratio, share, sum, ZERO } from "./money";
import { type FeeSums, NO_FEES, orderProfit } from "./profit";
import { type LedgerSums, NO_SALES } from "./sales";

/** Platforms that the built-in table names; a merchant's rules may name others. */
export const PLATFORMS = [
  "google",
  "meta",
  "tiktok",
  "microsoft",
  "pinterest",
  "snapchat",
  "x",
  "amazon",
  "shop",
  "email",
  "sms",
  "affiliate",
  "direct",
  "search",
  "social",
  "referral",
  "pointOfSale",
  "draftOrders",
  "others",
  "notKnown",
] as const;
export type KnownPlatform = (typeof PLATFORMS)[number];

export const isKnownPlatform = (name: string): name is KnownPlatform => PLATFORMS.some((platform) => platform === name);

/**
 * Words that name a platform, in lower case: UTM sources, Shopify's names of referrers and of sales channels, names of
 * advertising platforms. "search" and "social" are Shopify's own kinds of referrers, where it tells no more.
 */
const WORDS: Readonly<Partial<Record<KnownPlatform, readonly string[]>>> = {
  google: ["google", "google ads", "googleads", "adwords", "google shopping", "google & youtube", "youtube", "gmb"],
  meta: ["meta", "meta ads", "facebook", "facebook ads", "fb", "instagram", "ig", "messenger", "facebook & instagram"],
  tiktok: ["tiktok", "tiktok ads", "tik tok", "tiktok shop"],
  microsoft: ["microsoft", "bing", "bing ads", "microsoft ads", "msn"],
  pinterest: ["pinterest", "pinterest ads"],
  snapchat: ["snapchat", "snap", "snapchat ads"],
  x: ["x", "twitter", "x ads", "twitter ads"],
  amazon: ["amazon", "amazon ads"],
  shop: ["shop", "shop app", "shop_app"],
  email: ["email", "e-mail", "newsletter", "klaviyo", "mailchimp", "omnisend", "shopify_email", "shopify email"],
  sms: ["sms", "attentive", "postscript"],
  affiliate: ["affiliate", "affiliates", "awin", "impact", "rakuten", "shareasale", "shopify collabs"],
  direct: ["direct", "(direct)", "an unknown source"],
  search: ["search", "duckduckgo", "yahoo", "baidu", "yandex", "ecosia"],
  social: ["social", "linkedin", "reddit", "whatsapp", "line", "wechat", "weibo"],
  referral: ["referral"],
  pointOfSale: ["point of sale", "pos"],
  draftOrders: ["draft orders", "draft order", "shopify_draft_order"],
  notKnown: ["unknown"],
};

/** Sites that name a platform by their domain, whatever comes before it. */
const DOMAINS: readonly (readonly [RegExp, KnownPlatform])[] = [
  [/(^|\.)(google|youtube)\.[a-z.]+$/, "google"],
  [/(^|\.)(facebook|instagram|fb|messenger)\.[a-z.]+$/, "meta"],
  [/(^|\.)tiktok\.[a-z.]+$/, "tiktok"],
  [/(^|\.)(bing|msn)\.[a-z.]+$/, "microsoft"],
  [/(^|\.)(pinterest\.[a-z.]+|pin\.it)$/, "pinterest"],
  [/(^|\.)snapchat\.[a-z.]+$/, "snapchat"],
  [/(^|\.)(twitter\.com|x\.com|t\.co)$/, "x"],
  [/(^|\.)amazon\.[a-z.]+$/, "amazon"],
  [/(^|\.)shop\.app$/, "shop"],
  [/(^|\.)(duckduckgo|yahoo|baidu|yandex|ecosia)\.[a-z.]+$/, "search"],
  [/(^|\.)(linkedin|reddit|whatsapp|weibo)\.[a-z.]+$/, "social"],
];

const BY_WORD = new Map<string, KnownPlatform>(
  PLATFORMS.flatMap((platform) => [platform, ...(WORDS[platform] ?? [])].map((word) => [word.toLowerCase(), platform])),
);

/** Channels of sale that tell nothing of where a buyer came from. */
const STOREFRONTS: ReadonlySet<string> = new Set(["online store", "web", "headless", "hydrogen", "buy button"]);

/** A source as rules and tables compare it: small letters, without "https://", "www." and a path. */
export const sourceWord = (source: string): string =>
  source
    .trim()
    .toLowerCase()
    .replace(/^[a-z-]+:\/\//, "")
    .replace(/^www\./, "")
    .replace(/\/.*$/, "");

/** Gives the platform of a source, a channel or an advertising platform; null for one that tells nothing. */
export type PlatformOf = (source: string | null) => string | null;

/**
 * The merchant's rules first, then the table of words, then that of domains; another site is a referral; what the shop
 * advertises on or names in a rule is a platform of its own; all else is "others".
 */
export function platformer(rules: ReadonlyMap<string, string>, advertised: Iterable<string>): PlatformOf {
  const own = new Set([...rules.values(), ...[...advertised].map(sourceWord)]);
  return (source) => {
    const word = sourceWord(source ?? "");
    if (word === "") return null;
    const known = rules.get(word) ?? BY_WORD.get(word) ?? DOMAINS.find(([domain]) => domain.test(word))?.[1];
    if (known) return known;
    if (own.has(word)) return word;
    return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(word) ? "referral" : "others";
  };
}

/** The touch before the order that counts: the last one, or the first. */
export const ATTRIBUTIONS = ["lastTouch", "firstTouch"] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

/** An order's platform: that of the touch; without a journey that of a sales channel that is one; else "notKnown". */
export function orderPlatform(of: PlatformOf, source: string | null, channel: string | null): string {
  const touched = of(source);
  if (touched !== null) return touched;
  if (channel === null || STOREFRONTS.has(sourceWord(channel))) return "notKnown";
  const sold = of(channel);
  return sold === null || sold === "others" ? "notKnown" : sold;
}

/** What came from one source through one channel in a period. */
export interface SourceSums {
  readonly source: string | null;
  readonly channel: string | null;
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
  readonly newCustomers: number;
  /** Orders of the days of which sessions are known. */
  readonly ordersWithSessions: number;
}

export interface PlatformInputs {
  readonly of: PlatformOf;
  readonly sources: readonly SourceSums[];
  /** Sessions by origin; null where none of the period are known. */
  readonly sessions: readonly { readonly origin: readonly string[]; readonly sessions: number }[] | null;
  /** Spend of the period by advertising platform; null where the shop keeps none. */
  readonly spend: readonly { readonly platform: string; readonly amount: Minor }[] | null;
}

/** One platform's part of a period. Unknown is null, never 0. */
export interface PlatformFigures {
  readonly platform: string;
  readonly sessions: number | null;
  readonly platformOrders: number;
  /** Orders per session, over the days of which sessions are known. */
  readonly conversionRate: Ratio | null;
  readonly newCustomers: number;
  readonly netSales: Minor;
  readonly contributionProfit: Minor | null;
  readonly costCoverage: Ratio | null;
  /** Null where none was ever recorded for the platform. */
  readonly marketingSpend: Minor | null;
  readonly profitAfterMarketing: Minor | null;
  readonly acquisitionCost: Minor | null;
  /** Net sales ÷ spend. */
  readonly roas: number | null;
}

interface Gathered {
  sums: LedgerSums;
  fees: FeeSums;
  newCustomers: number;
  ordersWithSessions: number;
  sessions: number | null;
  spend: Minor | null;
}

/**
 * Platforms by net sales, the largest first; every order, session and amount spent is in exactly one of them, so that the
 * rows sum to `total`.
 */
export function platformFigures(inputs: PlatformInputs): { rows: PlatformFigures[]; total: PlatformFigures } {
  const platforms = gathered(inputs);
  const keepsSpend = inputs.spend !== null;
  const rows = [...platforms]
    .map(([platform, of]) => figuresOf(platform, of, keepsSpend))
    .sort((left, right) => right.netSales - left.netSales || left.platform.localeCompare(right.platform, "en"));
  const all = [...platforms.values()];
  const total: Gathered = {
    sums: all.reduce((whole, of) => addEach(whole, of.sums), NO_SALES),
    fees: all.reduce((whole, of) => addEach(whole, of.fees), NO_FEES),
    newCustomers: count(all, (of) => of.newCustomers),
    ordersWithSessions: count(all, (of) => of.ordersWithSessions),
    sessions: inputs.sessions === null ? null : count(all, (of) => of.sessions ?? 0),
    spend: inputs.spend === null ? null : sum(all.map((of) => of.spend ?? ZERO)),
  };
  return { rows, total: figuresOf("all", total, keepsSpend) };
}

const count = (all: readonly Gathered[], of: (one: Gathered) => number): number =>
  all.reduce((whole, one) => whole + of(one), 0);

function gathered({ of, sources, sessions, spend }: PlatformInputs): Map<string, Gathered> {
  const platforms = new Map<string, Gathered>();
  const at = (platform: string): Gathered => {
    const known = platforms.get(platform) ?? {
      sums: NO_SALES,
      fees: NO_FEES,
      newCustomers: 0,
      ordersWithSessions: 0,
      sessions: sessions === null ? null : 0,
      spend: null,
    };
    platforms.set(platform, known);
    return known;
  };
  for (const from of sources) {
    const into = at(orderPlatform(of, from.source, from.channel));
    into.sums = addEach(into.sums, from.sums);
    into.fees = addEach(into.fees, from.fees);
    into.newCustomers += from.newCustomers;
    into.ordersWithSessions += from.ordersWithSessions;
  }
  for (const { origin, sessions: visits } of sessions ?? []) {
    const into = at(sessionPlatform(of, origin));
    into.sessions = (into.sessions ?? 0) + visits;
  }
  for (const { platform, amount } of spend ?? []) {
    const into = at(of(platform) ?? "notKnown");
    into.spend = minor((into.spend ?? 0) + amount);
  }
  return platforms;
}

/** The first of an origin's words (UTM source, referrer's name, referrer's kind) that names a platform. */
export function sessionPlatform(of: PlatformOf, origin: readonly string[]): string {
  const named = origin.map(of).filter((platform) => platform !== null);
  return named.find((platform) => platform !== "others") ?? named[0] ?? "notKnown";
}

function figuresOf(platform: string, of: Gathered, keepsSpend: boolean): PlatformFigures {
  const { netSales, contributionProfit, costCoverage } = orderProfit(of.sums, of.fees);
  const { spend } = of;
  return {
    platform,
    sessions: of.sessions,
    platformOrders: of.sums.orders,
    conversionRate: of.sessions === null ? null : share(of.ordersWithSessions, of.sessions),
    newCustomers: of.newCustomers,
    netSales,
    contributionProfit,
    costCoverage,
    marketingSpend: spend,
    // A shop that keeps its spend has none where none was recorded; its total subtracts nothing there either.
    profitAfterMarketing: contributionProfit === null || !keepsSpend ? null : minor(contributionProfit - (spend ?? 0)),
    acquisitionCost: spend === null ? null : perUnit(spend, of.newCustomers),
    roas: returnOnSpend(netSales, spend),
  };
}

/** Net sales ÷ spend; null where spend is unknown or none. */
export const returnOnSpend = (netSales: Minor, spend: Minor | null): number | null =>
  spend === null || spend <= 0 ? null : netSales / spend;
