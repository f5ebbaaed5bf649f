import type { Bench, Part } from "../bench";
import { atMost } from "../support/figures";
import { timed, timesOf } from "../support/measure";

const MOST = 100_000;
const CHANGES = 100;
/** Charges of one subscription, at most: a month apart over three years. */
const CHARGES = 36;

export const subscriptions: Part = {
  name: "subscriptions",
  what: "subscriptions are read out of the orders, all of them and after one order came, and their page is computed",
  run: async (bench) => {
    const { rebuildSubscriptions } = await import("~/data/subscriptionRebuild.server");
    const { mrrReport } = await import("~/reports/subscriptionReport.server");
    const wanted = Math.min(MOST, Math.max(100, Math.floor(bench.orders / 10)));
    const shopId = await subscribedShop(wanted);
    const { value, cpu } = await bench.cpuOf(() => timed(() => rebuildSubscriptions(shopId)));
    bench.record({ name: "subscriptions found", value: value.value, unit: "" });
    bench.record({ name: "all made anew", value: value.seconds, unit: "s", targets: [atMost(60)] });
    bench.recordCpu("all made anew, processor time of the database", cpu, 1);
    await recordChanges(bench, shopId, wanted);
    const page = await timed(() => mrrReport(shopId, { asOf: new Date("2026-01-01T00:00:00Z") }));
    bench.record({ name: "the page of MRR", value: page.seconds, unit: "s", targets: [atMost(10)] });
  },
};

/** One more order comes, customer after customer. */
async function recordChanges(bench: Bench, shopId: bigint, customers: number): Promise<void> {
  const { withShopClient } = await import("~/db.server");
  const { touchedBy } = await import("~/data/touched.server");
  const { writeSubscriptions } = await import("~/data/subscriptionWriter.server");
  const ms: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    const customer = 1 + Math.floor((change * customers) / CHANGES);
    const orderId = BigInt(customer * CHARGES);
    const { seconds } = await timed(() =>
      withShopClient(shopId, async (client) =>
        writeSubscriptions(client, shopId, await touchedBy(client, shopId, [orderId])),
      ),
    );
    ms.push(seconds * 1000);
  }
  const times = timesOf(ms);
  bench.record({ name: "after one order, median", value: times.median, unit: "ms", targets: [atMost(20)] });
  bench.record({ name: "after one order, p99", value: times.p99, unit: "ms" });
}

/**
 * A shop with so many customers, a subscription each: by one of three plans, 1 to 36 charges, one in thirty left out, two units
 * now and then. The orders are written as a sync would have stored them, without ledger and facts, which are said to be settled.
 */
async function subscribedShop(customers: number): Promise<bigint> {
  const { acrossShops, withShopClient } = await import("~/db.server");
  const { rows } = await acrossShops((client) =>
    client.query<{ shop_id: number }>(
      `INSERT INTO shops (domain, name, currency, time_zone, settings)
       VALUES ('bench-subscriptions.myshopify.com', 'Subscriptions', 'USD', 'America/New_York', '{}') RETURNING shop_id`,
    ),
  );
  const shopId = BigInt(rows[0]?.shop_id ?? 0);
  await withShopClient(shopId, async (client) => {
    for (const statement of STATEMENTS) await client.query(statement, [String(shopId), String(customers)]);
    await client.query("ANALYZE orders");
    await client.query("ANALYZE line_items");
  });
  return shopId;
}

const STATEMENTS = [
  `INSERT INTO selling_plans (shop_id, selling_plan_id, group_id, group_name, name, category, "interval", interval_count, first_seen_at, last_seen_at)
   SELECT $1::bigint, plan, 1, 'Club', 'Plan ' || plan, 'SUBSCRIPTION', CASE plan WHEN 1 THEN 'WEEK' ELSE 'MONTH' END,
     CASE plan WHEN 3 THEN 2 ELSE 1 END, now(), now() FROM generate_series(1, 3) AS plan WHERE $2::int > 0`,
  `CREATE TEMP TABLE charged ON COMMIT DROP AS
   SELECT c AS customer, n, c * ${CHARGES} + n AS order_id, 1 + c % 3 AS plan,
     timestamptz '2023-01-01 15:00Z' + (c % 700) * interval '1 day'
       + n * CASE c % 3 WHEN 0 THEN interval '7 days' WHEN 1 THEN interval '1 month' ELSE interval '2 months' END AS at
   FROM generate_series(1, $2::bigint) AS c, generate_series(0, ${CHARGES - 1}) AS n
   WHERE $1::bigint > 0 AND n < 1 + (c * 7919) % ${CHARGES} AND (n = 0 OR (c + n) % 30 <> 0)`,
  "DELETE FROM charged WHERE at > '2026-01-01Z' AND $1::bigint > 0 AND $2::int > 0",
  `INSERT INTO orders (shop_id, order_id, name, created_at, processed_at, updated_at, order_day, test, currency, customer_id,
     financial_status, source_name, tags, discount_codes, gateways)
   SELECT $1::bigint, order_id, '#' || order_id, at, at, at, at::date, false, 'USD', customer, 'PAID',
     CASE n WHEN 0 THEN 'web' ELSE 'subscription_contract' END, '{}', '{}', '{}' FROM charged WHERE $2::int > 0`,
  `INSERT INTO line_items (shop_id, order_id, line_item_id, position, title, product_id, variant_id, quantity, current_quantity,
     is_gift_card, unit_price, discount, selling_plan_id)
   SELECT $1::bigint, order_id, order_id, 0, 'Coffee', 1 + customer % 9, 1 + customer % 9, 1 + (n / 12 + customer) % 2,
     1, false, 1500, 0, plan FROM charged WHERE $2::int > 0`,
  `INSERT INTO fact_state (shop_id, unsettled, settled_orders, newest_at)
   SELECT $1::bigint, false, count(*), max(at) FROM charged WHERE $2::int > 0`,
] as const;
