import { join } from "node:path";
import { breathe, lineFile, writeCsv, writeJson, writeLines } from "../folder";
import { addDays, clockOf, type Day, daysBetween } from "../localTime";
import { decimal } from "../money";
import { REPORTS_GRANTED } from "../shapes";
import { type Platform, platformOf } from "../visits";
import { COST_RISE_DAY, costOn, PRODUCTS, VARIANTS } from "./catalogue";
import { AD_PLATFORMS, adSpendOf, expensesFrom, MADE_UP, PLATFORMS, sessionsOf } from "./madeUp";
import type { Order, World } from "./model";
import type { Shop } from "./numbers";
import { orderNode } from "./orderNodes";
import { DAYS, FIRST_SIMULATED_DAY, TIKTOK_LAUNCH_DAY } from "./parameters";
import { customerNodes, productNode, sellingPlanGroupNode } from "./shopNodes";
import { simulate } from "./simulate";
import { writeTruth } from "./truth";

const ZONE = "America/New_York";
const CURRENCY = "USD";
const BATCH = 4000;

/** The simulation's dates moved by whole weeks, so that at least DAYS of it lie before `today` and the last one is yesterday. */
export function placeInTime(today: Day): { readonly firstDay: Day; readonly lastDay: number } {
  const daysBefore = daysBetween(FIRST_SIMULATED_DAY, today);
  const weeks = Math.floor((daysBefore - DAYS) / 7);
  return { firstDay: addDays(FIRST_SIMULATED_DAY, weeks * 7), lastDay: daysBefore - weeks * 7 - 1 };
}

/** Writes the roastery store with the truth about it beside it. */
export async function writeRoastery(
  folder: string,
  today: Day,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const { firstDay, lastDay } = placeInTime(today);
  const shop: Shop = { at: clockOf(ZONE), firstDay };
  const world = simulate(lastDay);
  await breathe();
  const sold = PRODUCTS.filter((product) => !product.isDeleted);
  writeJson(join(folder, "shop.json"), shopNode(shop, today));
  writeLines(
    join(folder, "products.jsonl"),
    sold.map((product) => JSON.stringify(productNode(product, lastDay, shop))),
  );
  writeLines(join(folder, "sellingPlanGroups.jsonl"), [JSON.stringify(sellingPlanGroupNode(shop))]);
  writeLines(join(folder, "customers.jsonl"), customerLines(world, shop));
  await writeOrders(join(folder, "orders.jsonl"), world, shop, onProgress);
  writeTables(folder, world, shop);
  writeTruth(folder, world, firstDay);
  writeJson(join(folder, "made-up.json"), MADE_UP);
}

function* customerLines(world: World, shop: Shop): Generator<string> {
  for (const node of customerNodes(world, shop)) yield JSON.stringify(node);
}

async function writeOrders(
  path: string,
  world: World,
  shop: Shop,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const file = lineFile(path);
  const counts = new Map<number, number>();
  for (const [index, order] of world.orders.entries()) {
    const customer = order.customer?.number ?? null;
    if (customer !== null) counts.set(customer, (counts.get(customer) ?? 0) + 1);
    file.line(JSON.stringify(orderNode(order, index, customer === null ? null : (counts.get(customer) ?? null), shop)));
    if (index % BATCH === BATCH - 1) {
      onProgress?.(index + 1, world.orders.length);
      await breathe();
    }
  }
  file.close();
  onProgress?.(world.orders.length, world.orders.length);
}

function writeTables(folder: string, world: World, shop: Shop): void {
  const dayOf = (day: number) => addDays(shop.firstDay, day);
  const days = Array.from({ length: world.lastDay + 1 }, (_, day) => day);
  const conversions = conversionsOf(world.orders);
  writeCsv(
    join(folder, "sessions.csv"),
    ["day", "source", "sessions", "conversions"],
    days.flatMap((day) =>
      PLATFORMS.filter((platform) => isOpen(day, platform)).map((platform) => {
        const converted = conversions.get(`${day}/${platform}`) ?? 0;
        return [dayOf(day), platform, sessionsOf(day, platform, converted), converted];
      }),
    ),
  );
  writeCsv(
    join(folder, "ad_spend.csv"),
    ["day", "platform", "amount", "currency"],
    days.flatMap((day) =>
      AD_PLATFORMS.filter((platform) => isOpen(day, platform)).map((platform) => [
        dayOf(day),
        platform,
        decimal(adSpendOf(day, platform)),
        CURRENCY,
      ]),
    ),
  );
  writeCsv(join(folder, "costs.csv"), ["sku", "unit_cost", "currency", "valid_from"], costRows(dayOf));
  writeCsv(
    join(folder, "expenses.csv"),
    ["name", "amount", "currency", "kind", "start", "end"],
    expensesFrom(shop.firstDay).map(([name, amount, ...rest]) => [name, decimal(amount), CURRENCY, ...rest]),
  );
}

function isOpen(day: number, platform: Platform): boolean {
  return platform !== "tiktok" || day >= TIKTOK_LAUNCH_DAY;
}

function costRows(dayOf: (day: number) => Day): string[][] {
  return VARIANTS.filter((variant) => variant.type !== "Gift card").flatMap((variant) => {
    const changes = costOn(variant, COST_RISE_DAY) === costOn(variant, 0) ? [0] : [0, COST_RISE_DAY];
    return changes.map((day) => [variant.sku, decimal(costOn(variant, day)), CURRENCY, dayOf(day)]);
  });
}

function conversionsOf(orders: readonly Order[]): Map<`${number}/${Platform}`, number> {
  const counts = new Map<`${number}/${Platform}`, number>();
  for (const { day, route } of orders) {
    if (route === null) continue;
    const key = `${day}/${platformOf(route.last)}` as const;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function shopNode(shop: Shop, today: Day) {
  return {
    id: "gid://shopify/Shop/2",
    name: "Roastery",
    myshopifyDomain: "roastery-demo.myshopify.com",
    ...REPORTS_GRANTED,
    email: "owner@roastery.example",
    contactEmail: "owner@roastery.example",
    createdAt: shop.at(addDays(shop.firstDay, -30), 540),
    currencyCode: CURRENCY,
    ianaTimezone: ZONE,
    taxesIncluded: false,
    taxShipping: false,
    plan: { publicDisplayName: "Shopify", partnerDevelopment: false, shopifyPlus: false },
    features: { sellsSubscriptions: true },
    shopAddress: { countryCodeV2: "US", provinceCode: "NY", city: "Brooklyn" },
    now: shop.at(today, 0),
  };
}
