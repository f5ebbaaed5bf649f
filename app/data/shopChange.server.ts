import type { ShopClient } from "~/db.server";
import { applyFacts, lockFacts } from "./facts.server";
import { execute } from "./sql.server";

/** Dates everything of the shop anew after its time zone changed: order days, event days and what is derived from them. */
export async function recomputeDays(client: ShopClient, shopId: bigint, zone: string): Promise<void> {
  const values = { shopId, zone };
  await lockFacts(client, shopId);
  await execute(
    client,
    "UPDATE orders SET order_day = local_day(processed_at, :zone) WHERE shop_id = :shopId AND order_day <> local_day(processed_at, :zone)",
    values,
  );
  for (const [table, at] of [
    ["sales", "happened_at"],
    ["transactions", "processed_at"],
  ] as const) {
    await execute(
      client,
      `UPDATE ${table} t SET event_day = local_day(t.${at}, :zone), order_day = o.order_day FROM orders o
       WHERE t.shop_id = :shopId AND o.shop_id = :shopId AND o.order_id = t.order_id
         AND (t.event_day, t.order_day) IS DISTINCT FROM (local_day(t.${at}, :zone), o.order_day)`,
      values,
    );
  }
  await applyFacts(client, shopId, "all");
}

/** Takes the sales and transactions of orders in another currency out of the sums, after the shop's currency changed. */
export async function removeOtherCurrencies(client: ShopClient, shopId: bigint, currency: string): Promise<void> {
  await lockFacts(client, shopId);
  for (const table of ["sales", "transactions", "line_items"]) {
    await execute(
      client,
      `DELETE FROM ${table} t USING orders o
       WHERE t.shop_id = :shopId AND o.shop_id = :shopId AND o.order_id = t.order_id AND o.currency <> :currency`,
      { shopId, currency },
    );
  }
  await applyFacts(client, shopId, "all");
}
