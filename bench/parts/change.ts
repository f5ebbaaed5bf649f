import type { Bench, Part } from "../bench";
import { atLeast, atMost } from "../support/figures";
import { timed, timesOf } from "../support/measure";

const SINGLE = 200;
const BATCHES: readonly { readonly size: number; readonly times: number }[] = [
  { size: 100, times: 10 },
  { size: 1_000, times: 3 },
];

export const change: Part = {
  name: "change",
  what: "orders change and everything that is derived from them follows, committed",
  run: async (bench) => {
    const { shopId } = await bench.shop();
    await bench.others();
    const ms: number[] = [];
    const singles = await someOrders(shopId, 1, SINGLE);
    const { cpu } = await bench.cpuOf(async () => {
      for (const orders of singles) ms.push(await changed(shopId, orders));
    });
    const times = timesOf(ms);
    bench.record({ name: "one order, median", value: times.median, unit: "ms", targets: [atMost(8)] });
    bench.record({ name: "one order, p99", value: times.p99, unit: "ms", targets: [atMost(30)] });
    bench.recordCpu("one order, processor time of the database", cpu, singles.length);
    for (const { size, times } of BATCHES) await recordBatch(bench, shopId, Math.min(size, bench.orders), times);
  },
};

async function recordBatch(bench: Bench, shopId: bigint, size: number, times: number): Promise<void> {
  let ms = 0;
  const batches = await someOrders(shopId, size, times);
  for (const orders of batches) ms += await changed(shopId, orders);
  const rate = (batches.length * size * 1000) / ms;
  bench.record({
    name: `in batches of ${size.toLocaleString("en-US")}`,
    value: rate,
    unit: "orders/s",
    targets: [atLeast(1_500)],
  });
}

/** Orders spread over the whole history, in so many batches. */
async function someOrders(shopId: bigint, size: number, batches: number): Promise<readonly (readonly bigint[])[]> {
  const { withShopClient } = await import("~/db.server");
  const { rows } = await withShopClient(shopId, (client) =>
    client.query<{ id: string }>(
      `SELECT order_id::text AS id FROM orders WHERE shop_id = $1 ORDER BY hashint8(order_id), order_id LIMIT $2`,
      [String(shopId), size * batches],
    ),
  );
  const count = Math.ceil(rows.length / size);
  return Array.from({ length: count }, (_, batch) =>
    rows.slice(batch * size, (batch + 1) * size).map(({ id }) => BigInt(id)),
  );
}

/** Takes a cent off every sale of goods of the orders, as a new reading of them might, and answers how long it all took. */
async function changed(shopId: bigint, orders: readonly bigint[]): Promise<number> {
  const { withShopClient } = await import("~/db.server");
  const { applyFacts, lockFacts } = await import("~/data/facts.server");
  const { seconds } = await timed(() =>
    withShopClient(shopId, async (client) => {
      await lockFacts(client, shopId);
      await client.query(
        `UPDATE sales SET net = net - 1, discount = discount + 1
         WHERE shop_id = $1 AND order_id = ANY($2::bigint[]) AND action_type = 'ORDER' AND line_type = 'PRODUCT'`,
        [String(shopId), orders.map(String)],
      );
      await applyFacts(client, shopId, orders);
    }),
  );
  return seconds * 1000;
}
