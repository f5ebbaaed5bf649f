import { expect, it } from "vitest";
import { findFilterValues } from "~/data/filterValues.server";
import { withShopClient } from "~/db.server";
import { insertOrders, insertShop } from "../support/ledger";

it("the values of a filter say when they are those of the newest orders alone", { timeout: 60_000 }, async () => {
  const shop = await insertShop();
  const order = (id: number, at: string, channel: string) => ({
    id,
    at,
    customer: 1,
    channel,
    lines: [{ id, quantity: 1, price: 100 }],
  });
  await insertOrders(shop, [
    order(1, "2024-01-01T10:00:00Z", "Kiosk"),
    order(2, "2025-01-01T10:00:00Z", "Online Store"),
  ]);
  const channels = () => findFilterValues(shop, { dimension: "channel", text: "", page: 1 });
  expect(await channels()).toMatchObject({ values: [{ value: "Kiosk" }, { value: "Online Store" }], lookedAt: null });

  await withShopClient(shop, (client) =>
    client.query(
      `INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('order_id', n))).*
       FROM orders o, generate_series(100, 50098) AS n WHERE o.shop_id = $1 AND o.order_id = 2`,
      [String(shop)],
    ),
  );
  expect(await channels()).toMatchObject({ values: [{ value: "Online Store", count: 50_000 }], lookedAt: 50_000 });
  const tags = await findFilterValues(shop, { dimension: "customerTag", text: "", page: 1 });
  expect(tags).toMatchObject({ values: [{ value: "", count: 1 }], lookedAt: null });
});
