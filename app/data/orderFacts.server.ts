import type { ShopClient } from "~/db.server";
import { FEE_COLUMNS, LEDGER_COLUMNS, SUM_COLUMNS } from "./factSums.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import { CARRIES_FEE, FREE_GATEWAYS } from "./paymentFees.server";
import { JOIN_PERSON, PERSON } from "./person.server";
import { execute } from "./sql.server";
import { ESTIMATED_SOURCES } from "./unitCosts.server";

/**
 * Puts the facts of the orders, as they are to be, into `order_facts` or a table like it: a row per order and moment of its
 * ledger, and one per day on which only money moved. The set must hold all orders of each customer in it, because orders
 * are numbered here. Answers how many rows.
 */
export async function addOrderFacts(
  client: ShopClient,
  { shopId, currency }: FactShop,
  orders: OrderSet,
  target: "order_facts" | "fresh_order_facts",
): Promise<number> {
  const values = { shopId, currency, freeGateways: FREE_GATEWAYS, ...orderSetValues(orders) };
  return execute(
    client,
    insertion((column) => isInOrderSet(column, orders), target),
    values,
  );
}

/** What of a shop decides its facts. */
export interface FactShop {
  readonly shopId: bigint;
  readonly currency: string;
  /** ISO weekday on which its weeks begin. */
  readonly weekStart: number;
}

/** What an order brings along to each of its facts. */
const HEAD = [
  "processed_at",
  "counted_from",
  "order_day",
  "customer_id",
  "customer_order_number",
  "cohort_day",
  "previous_order_day",
  "cohort_channel",
  "cohort_country",
  "cohort_source",
  "cohort_code",
  "channel",
  "source_name",
  "shipping_country",
  "first_source",
  "last_source",
  "discount_code",
  "is_subscription",
  "cancelled_at",
  "financial_status",
];
const ledger = Object.keys(LEDGER_COLUMNS);
const payments = Object.keys(FEE_COLUMNS);

const insertion = (chosen: (column: string) => string, target: string) => `
  WITH told AS (
    SELECT s.*, s.line_type = 'PRODUCT' AS product, s.line_type = 'PRODUCT' AND s.action_type = 'ORDER' AS sold,
           s.discount = 0 AND (v.compare_at_price IS NULL OR l.unit_price >= v.compare_at_price) AS full_price
    FROM sales s
    LEFT JOIN line_items l ON l.shop_id = s.shop_id AND l.order_id = s.order_id AND l.line_item_id = s.line_item_id
    LEFT JOIN variants v ON v.shop_id = l.shop_id AND v.variant_id = l.variant_id
    WHERE s.shop_id = :shopId AND ${chosen("s.order_id")}
  ),
  moments AS (SELECT order_id, happened_at, event_day, ${MOMENT_SUMS} FROM told GROUP BY order_id, happened_at, event_day),
  placed AS MATERIALIZED (
    SELECT *, happened_at = min(happened_at) OVER (PARTITION BY order_id) AS first_moment,
           happened_at = min(happened_at) OVER (PARTITION BY order_id, event_day) AS first_of_day,
           coalesce(ordered AND happened_at = min(happened_at) FILTER (WHERE ordered) OVER (PARTITION BY order_id), false) AS first_ordered
    FROM moments
  ),
  lines AS MATERIALIZED (
    SELECT l.order_id, bool_or(l.requires_shipping AND NOT l.is_gift_card) AS ships,
           bool_or(l.selling_plan_id IS NOT NULL) AS is_subscription
    FROM line_items l WHERE l.shop_id = :shopId AND ${chosen("l.order_id")} GROUP BY l.order_id
  ),
  ${charged(chosen)},
  ${heads(chosen)},
  dated AS (
    SELECT p.order_id, p.happened_at, p.event_day, p.first_moment, p.ordered, p.first_ordered,
      ${ledger.map((column) => `${OF_ORDER[column] ?? `p.${column}`} AS ${column}`).join(", ")},
      ${payments.map((column) => `coalesce(c.${column}, 0) AS ${column}`).join(", ")}
    FROM placed p
    LEFT JOIN lines l ON l.order_id = p.order_id
    LEFT JOIN order_costs k ON k.shop_id = :shopId AND k.order_id = p.order_id
    LEFT JOIN charged c ON c.order_id = p.order_id AND c.event_day = p.event_day AND p.first_of_day
    UNION ALL
    SELECT c.order_id, c.paid_at, c.event_day, false, false, false, ${ledger.map(() => "0").join(", ")},
      ${payments.map((column) => `c.${column}`).join(", ")}
    FROM charged c
    WHERE NOT EXISTS (SELECT FROM placed p WHERE p.order_id = c.order_id AND p.event_day = c.event_day)
  )
  INSERT INTO ${target} (shop_id, order_id, happened_at, event_day, first_moment, ordered, first_ordered, ${HEAD.join(", ")},
    ${SUM_COLUMNS.join(", ")})
  SELECT :shopId, d.order_id, d.happened_at, d.event_day, d.first_moment, d.ordered, d.first_ordered,
    ${HEAD.map((column) => `h.${column}`).join(", ")}, ${SUM_COLUMNS.map((column) => `d.${column}`).join(", ")}
  FROM dated d JOIN heads h ON h.order_id = d.order_id AND h.counted`;

/** Sums of the whole order, at the moment at which it was placed. */
const OF_ORDER: Readonly<Record<string, string>> = {
  shipped_orders: "coalesce(p.first_ordered AND l.ships, false)::int",
  ...Object.fromEntries(
    ["shipping_cost", "handling_cost", "packaging_cost", "duties_cost"].flatMap((cost) => [
      [cost, `CASE WHEN p.first_ordered THEN coalesce(k.${cost}, 0) ELSE 0 END`],
      [`${cost}_unknown`, `coalesce(p.first_ordered AND l.ships AND k.${cost} IS NULL, false)::int`],
    ]),
  ),
};

/** What the PRODUCT sales without a known unit cost would cost at 100% of the price paid; a return as far as restocked. */
export const UNCOSTED_COST = `coalesce(sum(CASE action_type
      WHEN 'ORDER' THEN net
      WHEN 'RETURN' THEN coalesce(round(net::numeric * restocked / nullif(abs(quantity), 0)), 0)
      ELSE CASE WHEN quantity <> 0 THEN net ELSE 0 END END) FILTER (WHERE product AND cost IS NULL), 0)`;

const MOMENT_SUMS = `
      bool_or(action_type = 'ORDER') AS ordered,
      coalesce(sum(net + discount) FILTER (WHERE sold), 0) AS gross_sales,
      coalesce(sum(discount) FILTER (WHERE sold), 0) AS discounts,
      coalesce(-sum(net) FILTER (WHERE line_type = 'ADJUSTMENT' OR (product AND NOT sold)), 0) AS sales_reversals,
      coalesce(sum(net) FILTER (WHERE line_type = 'SHIPPING'), 0) AS shipping,
      coalesce(sum(net) FILTER (WHERE line_type = 'DUTY'), 0) AS duties,
      coalesce(sum(net) FILTER (WHERE line_type IN ('FEE', 'ADDITIONAL_FEE')), 0) AS fees,
      coalesce(sum(tax), 0) AS tax,
      coalesce(sum(net) FILTER (WHERE line_type = 'TIP'), 0) AS tips,
      coalesce(sum(net) FILTER (WHERE line_type = 'GIFT_CARD'), 0) AS gift_card_sales,
      coalesce(sum(quantity) FILTER (WHERE sold), 0) AS units,
      coalesce(-sum(quantity) FILTER (WHERE product AND action_type = 'RETURN'), 0) AS returned_units,
      coalesce(sum(net) FILTER (WHERE product), 0) AS product_net,
      coalesce(sum(net) FILTER (WHERE product AND cost IS NOT NULL), 0) AS costed_net,
      coalesce(sum(cost) FILTER (WHERE product), 0) AS cogs,
      ${UNCOSTED_COST} AS uncosted_cost,
      count(*) FILTER (WHERE product AND cost IS NOT NULL) AS costed_sales,
      count(*) FILTER (WHERE product AND cost IS NULL) AS uncosted_sales,
      coalesce(sum(net) FILTER (WHERE product AND cost_source = 'shopify-first-seen'), 0) AS first_seen_net,
      coalesce(sum(net) FILTER (WHERE product AND cost_source IN (${ESTIMATED_SOURCES})), 0) AS estimated_net,
      coalesce(sum(net) FILTER (WHERE sold AND full_price), 0) AS full_price_net,
      coalesce(-sum(quantity) FILTER (WHERE product AND action_type = 'RETURN' AND restocked IS NULL), 0) AS restock_unknown`;

/** Payments that may carry a fee, by order and day. */
const charged = (chosen: (column: string) => string) => `
  charged AS MATERIALIZED (
    SELECT t.order_id, t.event_day, min(t.processed_at) AS paid_at,
      coalesce(sum(t.fee), 0) AS payment_fees, count(*) AS payments, count(t.fee) AS known_payments,
      count(*) FILTER (WHERE t.fee_source = 'rule') AS estimated_payments,
      coalesce(sum(t.amount) FILTER (WHERE t.kind <> 'REFUND'), 0) AS paid,
      coalesce(sum(t.amount) FILTER (WHERE t.kind <> 'REFUND' AND t.fee IS NULL), 0) AS unknown_paid,
      coalesce(sum(t.amount) FILTER (WHERE t.kind <> 'REFUND' AND t.fee_source = 'rule'), 0) AS estimated_paid
    FROM transactions t
    WHERE ${CARRIES_FEE} AND ${chosen("t.order_id")}
    GROUP BY t.order_id, t.event_day
  )`;

/** What a customer's facts hold of their first order, by which cohorts are taken apart. */
const OF_FIRST_ORDER = {
  cohort_channel: "channel",
  cohort_country: "shipping_country",
  cohort_source: "first_source",
  cohort_code: "discount_code",
} as const;

/**
 * The orders with their place among the customer's. Every existing order has a number; the order before is one that is
 * counted too, which an order without a ledger, or in another currency than the shop's, is not.
 */
const heads = (chosen: (column: string) => string) => `
  existing AS (
    SELECT o.order_id, o.processed_at, o.order_day, o.channel, o.source_name, o.shipping_country, o.first_source, o.last_source,
      o.discount_codes[1] AS discount_code, o.cancelled_at, o.financial_status, ${PERSON} AS person, p.order_id IS NOT NULL AND o.currency = :currency AS counted,
      greatest(o.processed_at, p.happened_at) AS counted_from, coalesce(l.is_subscription, false) AS is_subscription
    FROM orders o ${JOIN_PERSON}
    LEFT JOIN placed p ON p.order_id = o.order_id AND p.first_moment LEFT JOIN lines l ON l.order_id = o.order_id
    WHERE o.shop_id = :shopId AND NOT o.test AND o.deleted_at IS NULL AND ${chosen("o.order_id")}
  ),
  heads AS (
    SELECT order_id, processed_at, counted_from, order_day, person AS customer_id, channel, source_name, shipping_country, first_source, last_source,
      discount_code, is_subscription, cancelled_at, financial_status, counted,
      CASE WHEN person IS NOT NULL THEN row_number() OVER customer END AS customer_order_number,
      CASE WHEN person IS NOT NULL THEN first_value(order_day) OVER customer END AS cohort_day,
      CASE WHEN person IS NOT NULL THEN lag(order_day) OVER (PARTITION BY person, counted ORDER BY processed_at, order_id) END
        AS previous_order_day,
      ${Object.entries(OF_FIRST_ORDER)
        .map(([column, of]) => `CASE WHEN person IS NOT NULL THEN first_value(${of}) OVER customer END AS ${column}`)
        .join(", ")}
    FROM existing
    WINDOW customer AS (PARTITION BY person ORDER BY processed_at, order_id)
  )`;
