import { z } from "zod";
import type { OrderSwitches } from "~/analytics/switches";
import { type ShopClient, type ShopTx, withShop } from "~/db.server";
import { smallRow } from "./sql.server";

const NameList = z.array(z.string().trim().min(1).max(255)).max(100).default([]);

/** What a merchant can set. Every switch has the default under which the figures equal Shopify's. */
export const ShopSettings = z.object({
  highValue: z
    .object({
      /** Least share of what a customer buys that was bought at full price. */
      fullPriceShare: z.number().min(0).max(1).default(1),
      orders: z.number().int().min(1).max(100).default(2),
      windowDays: z.number().int().min(1).max(3660).default(365),
    })
    .prefault({}),
  /** Whether the list of high-value customers goes by what they bought, or by what they are expected to bring. */
  highValueBy: z.enum(["past", "predicted"]).default("past"),
  /** By prediction: share of customers that are of high value. */
  highValueShare: z.number().min(0.01).max(0.5).default(0.2),
  excludeCancelled: z.boolean().default(false),
  excludeUnpaid: z.boolean().default(false),
  excludeZeroValue: z.boolean().default(false),
  /** Orders with one of these tags, or of one of these channels or sources, are left out too. */
  excludeTags: NameList,
  excludeChannels: NameList,
  excludeSources: NameList,
  /** Cohorts with fewer customers are shown without colour: a few customers would shine or fade by chance. */
  smallestCohort: z.number().int().min(1).max(1000).default(5),
  /** Unit cost as a share of the price where no better cost is known; null: stays unknown. */
  defaultCostShare: z.number().min(0).max(1).nullable().default(null),
  /** Minor units per order with something to ship; null: unknown, and a report says so. */
  shippingCostPerOrder: z.number().int().min(0).nullable().default(null),
  handlingCostPerOrder: z.number().int().min(0).nullable().default(null),
  /** What a year of waiting takes off predicted profit, effective: 0.1 makes 110 in a year worth 100 today. */
  discountRate: z.number().min(0).max(1).default(0.1),
  /** Costs, sessions or spend of this shop are made up for demonstration; every report says so. */
  madeUpData: z.boolean().default(false),
  /** ISO weekday, 1 is Monday. */
  weekStart: z.number().int().min(1).max(7).default(1),
  language: z.enum(["en", "ja", "tr", "zh-CN"]).default("en"),
});

/** Settings that costs are made of. */
const COSTS = ["defaultCostShare", "shippingCostPerOrder", "handlingCostPerOrder"] as const;

export type ShopSettings = z.infer<typeof ShopSettings>;
export type ShopSettingsInput = z.input<typeof ShopSettings>;

/** The switches that hold for every report of the shop which does not set its own. */
export const switchesSet = (settings: ShopSettings): OrderSwitches => ({
  cancelled: settings.excludeCancelled,
  unpaid: settings.excludeUnpaid,
  zeroValue: settings.excludeZeroValue,
  tags: settings.excludeTags,
  channels: settings.excludeChannels,
  sources: settings.excludeSources,
});

/** What a report needs to know of its shop. */
export interface ReportShop {
  readonly shopId: bigint;
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly settings: ShopSettings;
}

/** The shop with its settings. Throws when there is no such shop. */
export function getReportShop(shopId: bigint): Promise<ReportShop> {
  return withShop(shopId, (tx) => reportShop(tx, shopId));
}

export async function getSettings(shopId: bigint): Promise<ShopSettings> {
  return (await getReportShop(shopId)).settings;
}

/**
 * Changes the named settings, keeps the others, and tells whether that changed costs: it is a change of costs then, whose
 * orders are computed anew by `recostSlice`. `by` is the staff member's id at Shopify. Throws a ZodError that names the
 * field and the rule.
 */
export function saveSettings(
  shopId: bigint,
  changes: ShopSettingsInput,
  by: string | null = null,
): Promise<{ readonly settings: ShopSettings; readonly recost: boolean }> {
  return withShop(shopId, async (tx) => {
    const before = (await reportShop(tx, shopId)).settings;
    const settings = ShopSettings.parse({
      ...before,
      ...changes,
      highValue: { ...before.highValue, ...changes.highValue },
    });
    const { language, ...kept } = settings;
    const entries = COSTS.filter((name) => settings[name] !== before[name]).length;
    if (entries > 0) await beginChange(tx, shopId, by, entries);
    await tx.shop.update({ where: { shopId }, data: { settings: kept, language } });
    return { settings, recost: entries > 0 };
  });
}

/** From here on what this transaction changes of costs is recorded as one change. */
async function beginChange(tx: ShopTx, shopId: bigint, by: string | null, entries: number): Promise<void> {
  const { changeId } = await tx.costChange.create({
    data: { shopId, kind: "settings", changedBy: by, summary: { name: null, entries } },
  });
  await tx.$executeRaw`SELECT set_config('app.cost_change', ${changeId}, true)`;
}

/** The same within a transaction of node-postgres: what a page reads first. */
export async function readReportShop(client: ShopClient, shopId: bigint): Promise<ReportShop> {
  const { language, settings, ...shop } = await smallRow<
    Omit<ReportShop, "shopId" | "settings"> & { language: string; settings: unknown }
  >(
    client,
    `SELECT domain, name, currency, time_zone AS "timeZone", language, settings FROM shops WHERE shop_id = :shopId`,
    { shopId },
  );
  return { shopId, ...shop, settings: storedSettings(settings, language) };
}

const storedSettings = (settings: unknown, language: string): ShopSettings =>
  ShopSettings.parse({ ...z.record(z.string(), z.unknown()).parse(settings), language });

async function reportShop(tx: ShopTx, shopId: bigint): Promise<ReportShop> {
  const { domain, name, currency, timeZone, language, settings } = await tx.shop.findUniqueOrThrow({
    where: { shopId },
  });
  return { shopId, domain, name, currency, timeZone, settings: storedSettings(settings, language) };
}
