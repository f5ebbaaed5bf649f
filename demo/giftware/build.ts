import { join } from "node:path";
import { breathe, lineFile, writeCsv, writeJson, writeLines } from "../folder";
import { addDays, clockOf, type Day, daysBetween, lastSameWeekdayBefore } from "../localTime";
import { decimal } from "../money";
import { REPORTS_GRANTED } from "../shapes";
import { type Platform, platformOf } from "../visits";
import { catalogueOf } from "./catalogue";
import { millsOf } from "./expenses";
import { adSpendOf, costOf, MADE_UP, madeUpExpenses, PLATFORMS, type Route, routeOf, sessionsOf } from "./madeUp";
import { customerNodes, orderNode, productNode, type Shop } from "./nodes";
import { type Order, penceOf } from "./sales";
import { FIRST_DAY, LAST_DAY, readSource, type Year, yearOf } from "./year";

export const ZONE = "Europe/London";
export const CURRENCY = "GBP";
const DAYS = daysBetween(FIRST_DAY, LAST_DAY) + 1;
const COST_CHANGE_DAY = 183;
const BATCH = 2000;

/** Writes the giftware store, shifted by whole weeks so that it ends on the latest possible day before `today`. */
export async function writeGiftware(
  folder: string,
  today: Day,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const year = yearOf(readSource());
  const firstDay = addDays(lastSameWeekdayBefore(LAST_DAY, today), 1 - DAYS);
  const shop: Shop = {
    at: clockOf(ZONE),
    firstDay,
    catalogue: new Map(catalogueOf(year.orders).map((product) => [product.sku, product])),
  };
  const routes = routesOf(year.orders);
  writeJson(join(folder, "shop.json"), shopNode(shop, today));
  writeLines(
    join(folder, "products.jsonl"),
    jsonLines(shop.catalogue.values(), (product) => productNode(product, shop)),
  );
  writeLines(
    join(folder, "customers.jsonl"),
    jsonLines(customerNodes(year.rows, shop), (customer) => customer),
  );
  await writeOrders(join(folder, "orders.jsonl"), year.orders, routes, shop, onProgress);
  writeTables(folder, year, routes, shop);
  writeJson(join(folder, "made-up.json"), MADE_UP);
}

async function writeOrders(
  path: string,
  orders: readonly Order[],
  routes: ReadonlyMap<Order, Route>,
  shop: Shop,
  onProgress?: (done: number, total: number) => void,
): Promise<void> {
  const file = lineFile(path);
  const ordersBefore = new Map<number, number>();
  for (const [index, order] of orders.entries()) {
    const before = order.customer === null ? 0 : (ordersBefore.get(order.customer) ?? 0);
    if (order.customer !== null) ordersBefore.set(order.customer, before + 1);
    file.line(JSON.stringify(orderNode(order, order.customer === null ? null : before + 1, routes.get(order), shop)));
    if (index % BATCH === BATCH - 1) {
      onProgress?.(index + 1, orders.length);
      await breathe();
    }
  }
  file.close();
  onProgress?.(orders.length, orders.length);
}

function writeTables(folder: string, year: Year, routes: ReadonlyMap<Order, Route>, shop: Shop): void {
  const dayOf = (index: number) => addDays(shop.firstDay, index);
  const indexes = Array.from({ length: DAYS }, (_, index) => index);
  const conversions = conversionsOf(routes);
  writeCsv(
    join(folder, "sessions.csv"),
    ["day", "source", "sessions", "conversions"],
    indexes.flatMap((index) =>
      PLATFORMS.map((platform) => {
        const converted = conversions.get(`${index}/${platform}`) ?? 0;
        return [dayOf(index), platform, sessionsOf(addDays(FIRST_DAY, index), platform, converted), converted];
      }),
    ),
  );
  writeCsv(
    join(folder, "ad_spend.csv"),
    ["day", "platform", "amount", "currency"],
    indexes.flatMap((index) =>
      (["google", "meta"] as const).map((platform) => [
        dayOf(index),
        platform,
        decimal(adSpendOf(addDays(FIRST_DAY, index), platform)),
        CURRENCY,
      ]),
    ),
  );
  writeCsv(join(folder, "costs.csv"), ["sku", "unit_cost", "currency", "valid_from"], costRows(shop));
  writeCsv(
    join(folder, "expenses.csv"),
    ["name", "amount", "currency", "kind", "start", "end"],
    [
      ...expenseTable(year, dayOf),
      ...madeUpExpenses(shop.firstDay).map(([name, pence, ...rest]) => [name, decimal(pence), CURRENCY, ...rest]),
    ],
  );
}

function costRows(shop: Shop): string[][] {
  return [...shop.catalogue.values()].flatMap((product) => {
    const cost = costOf(product);
    if (cost === null) return [];
    const rows = [[product.sku, decimal(cost.before ?? cost.now), CURRENCY, shop.firstDay]];
    if (cost.before !== null)
      rows.push([product.sku, decimal(cost.now), CURRENCY, addDays(shop.firstDay, COST_CHANGE_DAY)]);
    return rows;
  });
}

const EXPENSE_NAMES: Readonly<Record<string, string>> = {
  AMAZONFEE: "Amazon fee",
  "BANK CHARGES": "Bank charges",
  CRUK: "Cancer Research UK commission",
  S: "Samples",
  B: "Bad debt",
};

/** What the source itself shows as spent, each row on its own day and named with its document. */
function expenseTable(year: Year, dayOf: (index: number) => Day): string[][] {
  return year.expenses.map((row) => {
    const day = dayOf(Math.floor(row.minute / 1440));
    const amount = decimal(penceOf(-millsOf(row)));
    return [
      `${EXPENSE_NAMES[row.stockCode] ?? row.stockCode} (${row.invoice}, from the source)`,
      amount,
      CURRENCY,
      "once",
      day,
      day,
    ];
  });
}

/** Routes of the orders that have one. A guest is new every time. */
function routesOf(orders: readonly Order[]): Map<Order, Route> {
  const seen = new Set<number>();
  const routes = new Map<Order, Route>();
  for (const order of orders) {
    const route = routeOf(order, order.customer === null || !seen.has(order.customer));
    if (order.customer !== null) seen.add(order.customer);
    if (route !== null) routes.set(order, route);
  }
  return routes;
}

function conversionsOf(routes: ReadonlyMap<Order, Route>): Map<`${number}/${Platform}`, number> {
  const counts = new Map<`${number}/${Platform}`, number>();
  for (const [order, route] of routes) {
    const key = `${Math.floor(order.minute / 1440)}/${platformOf(route.last)}` as const;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function* jsonLines<T>(values: Iterable<T>, node: (value: T) => unknown): Generator<string> {
  for (const value of values) yield JSON.stringify(node(value));
}

function shopNode(shop: Shop, today: Day) {
  return {
    id: "gid://shopify/Shop/1",
    name: "Giftware",
    myshopifyDomain: "giftware-demo.myshopify.com",
    ...REPORTS_GRANTED,
    email: "owner@giftware.example",
    contactEmail: "owner@giftware.example",
    createdAt: shop.at(addDays(shop.firstDay, -30), 540),
    currencyCode: CURRENCY,
    ianaTimezone: ZONE,
    taxesIncluded: false,
    taxShipping: false,
    plan: { publicDisplayName: "Basic", partnerDevelopment: false, shopifyPlus: false },
    features: { sellsSubscriptions: false },
    shopAddress: { countryCodeV2: "GB", city: "London" },
    now: shop.at(today, 0),
  };
}
