import { addDays, type Day } from "~/analytics/period";
import type { WatchRule } from "~/analytics/watch";
import { createWatch } from "~/data/metricWatches.server";
import { insertOrders, insertShop, type OrderRow, type ShopRow } from "./ledger";
import { confirmed } from "./schedules";

/** A shop whose ordinary days, up to and with `through`, are all alike: an order of six things for 60.00. On `quiet` nobody orders. */
export async function steadyShop(
  through: Day,
  { days = 64, quiet = [], ...shop }: ShopRow & { readonly days?: number; readonly quiet?: readonly Day[] } = {},
): Promise<bigint> {
  const shopId = await insertShop(shop);
  const orders = Array.from({ length: days }, (_, index) => addDays(through, index + 1 - days)).flatMap((on, index) =>
    quiet.includes(on) ? [] : [orderOn(on, index)],
  );
  await insertOrders(shopId, orders);
  await confirmed(shopId, ["ada@example.com", "bob@example.com"]);
  return shopId;
}

export const orderOn = (on: Day, id: number, quantity = 6): OrderRow => ({
  id: id + 1,
  at: `${on}T12:00:00Z`,
  customer: id + 1,
  lines: [{ id: id + 1, quantity, price: 1000 }],
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
