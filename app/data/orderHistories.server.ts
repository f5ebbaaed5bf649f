import type { OrderHistories } from "~/analytics/clv/histories";
import { type MarginSums, marginRate, shrunkMarginRate } from "~/analytics/clv/margins";
import type { Day, Month } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { rows, withoutLoops } from "./sql.server";

/** A shop's order histories for the purchase models, with what its orders leave. Rows are aligned with `histories.ids`. */
export interface ShopHistories {
  readonly histories: OrderHistories;
  /** Contribution profit ÷ net revenue, shrunk towards the shop's; NaN where no cost is known. */
  readonly marginRates: Float64Array;
  /** Months of the first orders, also of such as do not count here. */
  readonly cohorts: readonly (Month | null)[];
  readonly marginRate: number | null;
  readonly costCoverage: number | null;
}

interface HistoryRow extends MarginSums {
  readonly id: string;
  readonly days: number[];
  readonly amounts: number[];
  readonly cohort: Month | null;
}

/**
 * Histories of all customers up to and with the local day `asOf`: one order per customer and day, worth its net revenue less
 * what was returned of it. Left out are orders of subscriptions (a billing schedule is no buying rhythm), cancelled and
 * voided ones, and those of which nothing was paid or kept.
 */
export async function readOrderHistories(client: ShopClient, shopId: bigint, asOf: Day): Promise<ShopHistories> {
  const found = await withoutLoops(client, () => rows<HistoryRow>(client, HISTORIES, { shopId, asOf }));
  const shop = found.reduce(plus, NOTHING);
  const shopRate = marginRate(shop);
  const offsets = new Int32Array(found.length + 1);
  for (const [index, { days }] of found.entries()) offsets[index + 1] = (offsets[index] ?? 0) + days.length;
  return {
    histories: {
      ids: found.map(({ id }) => id),
      offsets,
      days: Int32Array.from(found.flatMap(({ days }) => days)),
      amounts: Float64Array.from(found.flatMap(({ amounts }) => amounts)),
    },
    marginRates: Float64Array.from(found, (own) => shrunkMarginRate(own, shopRate) ?? Number.NaN),
    cohorts: found.map(({ cohort }) => cohort),
    marginRate: shopRate,
    costCoverage: shop.productNet > 0 ? shop.costedNet / shop.productNet : null,
  };
}

const NOTHING: MarginSums = { orders: 0, netRevenue: 0, productNet: 0, costedNet: 0, cogs: 0, otherCosts: 0 };

const plus = (left: MarginSums, right: MarginSums): MarginSums => ({
  orders: left.orders + right.orders,
  netRevenue: left.netRevenue + right.netRevenue,
  productNet: left.productNet + right.productNet,
  costedNet: left.costedNet + right.costedNet,
  cogs: left.cogs + right.cogs,
  otherCosts: left.otherCosts + right.otherCosts,
});

const NET_REVENUE = "sum(f.gross_sales - f.discounts - f.sales_reversals + f.shipping)";

// Joined, not looked up by IN: PostgreSQL searches a long list anew for each order.
const IS_BILLED = "(f.is_subscription OR b.order_id IS NOT NULL)";

/** The common tables `billed` and `days`: what each customer ordered on each day, by contract or outside of any. */
export const orderDays = (kind: "billed" | "other"): string => `billed AS (
    SELECT DISTINCT (charge ->> 3)::bigint AS order_id FROM subscriptions s, jsonb_array_elements(s.charges) AS charge
    WHERE s.shop_id = :shopId
  ),
  placed AS (
    SELECT f.customer_id, f.order_day, ${NET_REVENUE} AS net_revenue, sum(f.product_net) AS product_net,
      sum(f.costed_net) AS costed_net, sum(f.cogs) AS cogs,
      sum(f.shipping_cost + f.handling_cost + f.packaging_cost + f.duties_cost + f.payment_fees) AS other_costs
    FROM order_facts f LEFT JOIN billed b ON b.order_id = f.order_id
    WHERE f.shop_id = :shopId AND f.customer_id IS NOT NULL AND f.cancelled_at IS NULL
      AND ${kind === "billed" ? IS_BILLED : `NOT ${IS_BILLED}`}
      AND f.financial_status IS DISTINCT FROM 'VOIDED' AND f.order_day <= :asOf::date AND f.event_day <= :asOf::date
    GROUP BY f.customer_id, f.order_id, f.order_day
    HAVING bool_or(f.ordered) AND ${NET_REVENUE} > 0
  ),
  days AS (
    SELECT customer_id, order_day, sum(net_revenue) AS net_revenue, sum(product_net) AS product_net,
      sum(costed_net) AS costed_net, sum(cogs) AS cogs, sum(other_costs) AS other_costs
    FROM placed GROUP BY customer_id, order_day
  )`;

const HISTORIES = `
  WITH ${orderDays("other")},
  buyers AS (
    SELECT customer_id, array_agg(order_day - DATE '1970-01-01' ORDER BY order_day) AS days,
      array_agg(net_revenue::float8 ORDER BY order_day) AS amounts, count(*) AS orders,
      sum(net_revenue)::bigint AS net_revenue, sum(product_net)::bigint AS product_net,
      sum(costed_net)::bigint AS costed_net, sum(cogs)::bigint AS cogs, sum(other_costs)::bigint AS other_costs
    FROM days GROUP BY customer_id
  )
  SELECT b.customer_id::text AS id, b.days, b.amounts, b.orders, b.net_revenue AS "netRevenue", b.product_net AS "productNet",
    b.costed_net AS "costedNet", b.cogs, b.other_costs AS "otherCosts",
    to_char(c.first_order_day, 'YYYY-MM') AS cohort
  FROM buyers b LEFT JOIN customer_facts c ON c.shop_id = :shopId AND c.customer_id = b.customer_id
  ORDER BY b.customer_id`;
