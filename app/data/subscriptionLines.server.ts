import { minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { dayNumber } from "~/analytics/subscriptions/calendar";
import { INTERVAL_UNITS, type Interval } from "~/analytics/subscriptions/interval";
import type { OrderLine } from "~/analytics/subscriptions/line";
import type { RecognitionRules } from "~/analytics/subscriptions/recognise";
import { JOIN_PERSON, PERSON } from "./person.server";
import type { SqlValues } from "./sql.server";

/** A line of an order that may be a subscription's, as the database gives it. */
export interface LineRow {
  readonly customer_id: number;
  readonly order_id: number;
  readonly line_item_id: number;
  readonly order_day: Day;
  readonly source_name: string | null;
  readonly app_name: string | null;
  readonly tags: readonly string[] | null;
  readonly financial_status: string | null;
  readonly product_id: number | null;
  readonly variant_id: number | null;
  readonly sku: string | null;
  readonly title: string;
  readonly is_gift_card: boolean;
  readonly quantity: number;
  readonly unit_price: number;
  readonly discount: number;
  readonly plan_id: number | null;
  readonly plan_name: string | null;
  readonly category: string | null;
  readonly unit: string | null;
  readonly count: number | null;
  readonly code: string | null;
  /** CM2 of its order, and the price of all the order's lines. */
  readonly profit: number;
}

/** Values of the conditions below. */
export const recognitionValues = (rules: RecognitionRules): SqlValues => {
  const lower = (words: readonly string[]) => words.map((word) => word.toLowerCase());
  return {
    subscriptionSources: [...lower(rules.renewalSources), ...lower(rules.apps)],
    subscriptionTags: lower([...rules.tags, ...rules.firstTags, ...rules.renewalTags]),
  };
};

/** Whether a line `l` of an order `o` may be a subscription's; which of these are, TypeScript says. */
const IS_CANDIDATE = `(l.selling_plan_id IS NOT NULL OR l.selling_plan_name IS NOT NULL
    OR lower(o.source_name) = ANY(:subscriptionSources::text[]) OR lower(o.app_name) = ANY(:subscriptionSources::text[])
    OR (o.tags <> '{}' AND EXISTS (SELECT FROM unnest(o.tags) AS t (tag) WHERE lower(tag) = ANY(:subscriptionTags::text[]))))`;

/**
 * Lines of orders processed by `:until` that may be subscriptions' of the customers chosen, each customer's in order of time. A
 * product's title goes with its variant's.
 */
export const candidateLines = (mine: string): string => `
  SELECT ${PERSON} AS customer_id, o.order_id, l.line_item_id, o.order_day, o.processed_at, l.position, o.source_name, o.app_name, o.tags,
    o.financial_status, l.product_id, l.variant_id, l.sku,
    CASE WHEN l.variant_title IS NULL THEN l.title ELSE l.title || ' · ' || l.variant_title END AS title,
    l.is_gift_card, l.quantity, l.unit_price, l.discount, l.selling_plan_id AS plan_id, l.selling_plan_name AS plan_name,
    p.category, p."interval" AS unit, p.interval_count AS count, o.discount_codes[1] AS code
  FROM orders o ${JOIN_PERSON}
  JOIN line_items l ON l.shop_id = o.shop_id AND l.order_id = o.order_id
  LEFT JOIN selling_plans p ON p.shop_id = l.shop_id AND p.selling_plan_id = l.selling_plan_id
  WHERE o.shop_id = :shopId AND o.customer_id IS NOT NULL AND NOT o.test AND o.deleted_at IS NULL
    AND o.processed_at <= :until AND ${mine} AND ${IS_CANDIDATE}`;

export const IN_TIME = "customer_id, processed_at, order_id, position, line_item_id";

export function lineOf(row: LineRow): OrderLine {
  return {
    orderId: row.order_id,
    lineItemId: row.line_item_id,
    day: dayNumber(row.order_day),
    sourceName: row.source_name,
    appName: row.app_name,
    tags: row.tags ?? [],
    financialStatus: row.financial_status,
    productId: row.product_id,
    variantId: row.variant_id,
    sku: row.sku,
    title: row.title,
    isGiftCard: row.is_gift_card,
    quantity: row.quantity,
    unitPrice: minor(row.unit_price),
    discount: minor(row.discount),
    planId: row.plan_id,
    planName: row.plan_name,
    planCategory: row.category,
    policy: policyOf(row.unit, row.count),
  };
}

function policyOf(unit: string | null, count: number | null): Interval | null {
  const known = INTERVAL_UNITS.find((one) => one === unit?.toLowerCase());
  return known === undefined || count === null || count < 1 ? null : { unit: known, count };
}
