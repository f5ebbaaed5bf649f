import type { Subscriber } from "~/analytics/clv/contractScores";
import { type MarginSums, marginRate, shrunkMarginRate } from "~/analytics/clv/margins";
import type { Day, Month } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { orderDays } from "./orderHistories.server";
import { rows, withoutLoops } from "./sql.server";

/** Days of a subscription's charges, counted from 1970-01-01, and what each came to. */
export interface ChargeHistory {
  readonly days: readonly number[];
  readonly amounts: readonly number[];
}

/** The charges of all subscriptions, by the subscription's number. */
export async function listChargeHistories(
  client: ShopClient,
  shopId: bigint,
): Promise<ReadonlyMap<number, ChargeHistory>> {
  // Of a charge's cells the first is its day; the eleventh to thirteenth are quantity, price and discount.
  const found = await rows<ChargeHistory & { id: number }>(
    client,
    `SELECT s.subscription_id AS id, array_agg((c.charge ->> 0)::int ORDER BY c.nth) AS days,
       array_agg(((c.charge ->> 10)::bigint * (c.charge ->> 11)::bigint - (c.charge ->> 12)::bigint)::float8 ORDER BY c.nth) AS amounts
     FROM subscriptions s, jsonb_array_elements(s.charges) WITH ORDINALITY AS c (charge, nth)
     WHERE s.shop_id = :shopId GROUP BY s.subscription_id`,
    { shopId },
  );
  return new Map(found.map(({ id, days, amounts }) => [id, { days, amounts }]));
}

interface SubscriberRow extends MarginSums {
  readonly id: string;
  readonly cohort: Month | null;
}

/** Everybody who ever subscribed; each one's margin is drawn towards that of all orders that subscriptions billed. */
export async function readSubscribers(
  client: ShopClient,
  shopId: bigint,
  asOf: Day,
): Promise<ReadonlyMap<string, Subscriber>> {
  const found = await withoutLoops(client, () => rows<SubscriberRow>(client, SUBSCRIBERS, { shopId, asOf }));
  const shop = found.reduce<MarginSums>(
    (sum, one) => ({
      orders: sum.orders + one.orders,
      netRevenue: sum.netRevenue + one.netRevenue,
      productNet: sum.productNet + one.productNet,
      costedNet: sum.costedNet + one.costedNet,
      cogs: sum.cogs + one.cogs,
      otherCosts: sum.otherCosts + one.otherCosts,
    }),
    { orders: 0, netRevenue: 0, productNet: 0, costedNet: 0, cogs: 0, otherCosts: 0 },
  );
  const shopRate = marginRate(shop);
  return new Map(
    found.map((own) => [own.id, { marginRate: shrunkMarginRate(own, shopRate) ?? Number.NaN, cohort: own.cohort }]),
  );
}

const SUBSCRIBERS = `
  WITH ${orderDays("billed")},
  sums AS (
    SELECT customer_id, count(*) AS orders, sum(net_revenue)::bigint AS net_revenue, sum(product_net)::bigint AS product_net,
      sum(costed_net)::bigint AS costed_net, sum(cogs)::bigint AS cogs, sum(other_costs)::bigint AS other_costs
    FROM days GROUP BY customer_id
  ),
  people AS (SELECT DISTINCT customer_id FROM subscriptions WHERE shop_id = :shopId)
  SELECT p.customer_id::text AS id, coalesce(s.orders, 0) AS orders, coalesce(s.net_revenue, 0) AS "netRevenue",
    coalesce(s.product_net, 0) AS "productNet", coalesce(s.costed_net, 0) AS "costedNet", coalesce(s.cogs, 0) AS cogs,
    coalesce(s.other_costs, 0) AS "otherCosts", to_char(c.first_order_day, 'YYYY-MM') AS cohort
  FROM people p LEFT JOIN sums s ON s.customer_id = p.customer_id
  LEFT JOIN customer_facts c ON c.shop_id = :shopId AND c.customer_id = p.customer_id`;
