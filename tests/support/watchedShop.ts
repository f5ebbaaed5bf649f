import { addDays, type Day } from "~/analytics/period";
import type { WatchRule } from "~/analytics/watch";
import { createWatch } from "~/data/metricWatches.server";
import { insertOrders, insertShop, type OrderRow, type ShopRow } from "./ledger";
import { confirmed } from "./schedules";

/** Orders of each ordinary day, of 10.00 each. */
export const ORDERS_A_DAY = 6;

/** A shop whose ordinary days, up to and with `through`, are all alike; on `quiet` nobody orders. */
export async function steadyShop(
  through: Day,
  { days = 64, quiet = [], ...shop }: ShopRow & { readonly days?: number; readonly quiet?: readonly Day[] } = {},
): Promise<bigint> {
  const shopId = await insertShop(shop);
  const orders = Array.from({ length: days }, (_, index) => addDays(through, index + 1 - days)).flatMap((on, index) =>
    quiet.includes(on) ? [] : Array.from({ length: ORDERS_A_DAY }, (_, nth) => orderOn(on, index * 100 + nth)),
  );
  await insertOrders(shopId, orders);
  await confirmed(shopId, ["ada@example.com", "bob@example.com"]);
  return shopId;
}

export const orderOn = (on: Day, id: number, over: Partial<OrderRow> = {}): OrderRow => ({
  id: id + 1,
  at: `${on}T12:00:00Z`,
  customer: id + 1,
  lines: [{ id: id + 1, quantity: 1, price: 1000 }],
  ...over,
});

export const UNUSUAL: WatchRule = {
  metric: "netSales",
  span: "day",
  condition: { kind: "unusual", sides: "either", sensitivity: 100 },
};

/** A watch made so long ago that it is judged. */
export async function watched(
  shopId: bigint,
  rule: WatchRule,
  recipients: readonly string[],
  { language = "en", at = new Date("2020-01-01T00:00:00Z") } = {},
): Promise<string> {
  const watchId = await createWatch(shopId, { rule, language, recipients }, at);
  if (watchId === null) throw new Error("expected room for another watch");
  return watchId;
}
