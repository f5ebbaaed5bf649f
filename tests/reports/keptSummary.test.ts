import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { withShopClient } from "~/db.server";
import { withReport } from "~/reports/context.server";
import { keptSummary } from "~/reports/keptSummary.server";
import { insertOrders, insertShop } from "../support/ledger";

const order = (id: number, at: string) => ({
  id,
  at,
  customer: 1,
  lines: [{ id, product: 1, variant: 1, quantity: 1, price: 1000 }],
});

/** Asks for a result that takes long enough to be worth keeping, and says how often it was computed. */
function slowSummary() {
  let computed = 0;
  const ask = (shop: bigint, asOf: string, key: unknown = "key") =>
    withReport(shop, { asOf: new Date(asOf) }, (context) =>
      keptSummary(context, "test", [key], async () => {
        computed += 1;
        await wait(60);
        return { computed };
      }),
    );
  return { ask, count: () => computed };
}

const kept = (shop: bigint) =>
  vi.waitFor(async () => {
    const { rowCount } = await withShopClient(shop, (client) => client.query("SELECT FROM customer_summaries"));
    expect(rowCount).toBe(1);
  });

describe("a result that takes long", () => {
  it("is kept as long as nothing changed on that day, however late it is asked for", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [order(1, "2025-03-01T10:00:00Z")]);
    const { ask, count } = slowSummary();
    await ask(shop, "2025-03-02T08:00:00Z");
    await kept(shop);
    await ask(shop, "2025-03-02T23:00:00Z");
    expect(count()).toBe(1);
    await ask(shop, "2025-03-03T08:00:00Z");
    expect(count()).toBe(2);
  });

  it("is kept for a hundred times as long as it took although an order came, and then computed anew", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [order(1, "2025-03-01T10:00:00Z")]);
    const { ask, count } = slowSummary();
    await ask(shop, "2025-03-02T08:00:00Z");
    await kept(shop);
    await insertOrders(shop, [order(2, "2025-03-02T08:00:01Z")]);
    await ask(shop, "2025-03-02T08:00:02Z");
    expect(count()).toBe(1);
    await ask(shop, "2025-03-02T08:01:00Z");
    expect(count()).toBe(2);
  });

  it("of other settings is another one, and a look into the past is never answered by what is kept", async () => {
    const shop = await insertShop();
    await insertOrders(shop, [order(1, "2025-03-01T10:00:00Z"), order(2, "2025-03-01T12:00:00Z")]);
    const { ask, count } = slowSummary();
    await ask(shop, "2025-03-01T13:00:00Z");
    await kept(shop);
    await ask(shop, "2025-03-01T13:00:00Z", "other");
    expect(count()).toBe(2);
    await ask(shop, "2025-03-01T11:00:00Z");
    await ask(shop, "2025-03-01T11:00:00Z");
    expect(count()).toBe(4);
  });
});
