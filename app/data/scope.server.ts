import type { Clock } from "~/analytics/metrics/metric";
import type { Period } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { row, type SqlValues } from "./sql.server";

/** Which part of a shop's history a figure is about. */
export interface Scope {
  readonly shopId: bigint;
  /** Only orders in this currency are summed. */
  readonly currency: string;
  /** Nothing later exists. */
  readonly asOf: Date;
  readonly period: Period;
  readonly clock: Clock;
  readonly excludeCancelled: boolean;
  readonly excludeUnpaid: boolean;
}

/** Values of the parameters that the parts below use. */
export function scopeValues(scope: Scope): SqlValues {
  const { shopId, currency, asOf, period } = scope;
  return { shopId, currency, asOf, start: period.start, end: period.end, unpaid: UNPAID };
}

/** The column that holds the day a row is dated by. */
export const dayColumn = (scope: Scope): "event_day" | "order_day" =>
  scope.clock === "eventDay" ? "event_day" : "order_day";

/** The condition that a dated row (a sale's sums, a transaction) lies in the period; `day` names its day. */
export const isInPeriod = (day: string): string => `${day} >= :start::date AND ${day} < :end::date`;

/** Shopify's financial states in which the money never came, or not yet. */
const UNPAID = ["PENDING", "AUTHORIZED", "EXPIRED", "VOIDED"];

/**
 * The common table `counted`: the orders that a figure counts, with `number` (1 is the customer's first ever) and `cohort`
 * (first day of the month of that first order).
 */
export function countedOrders(scope: Scope): string {
  return `counted AS (
    SELECT order_id, name, customer_id, order_day, processed_at, cancelled_at, number, cohort FROM (
      SELECT order_id, name, customer_id, order_day, processed_at, cancelled_at, currency, ${numbering(scope)}
      FROM orders o WHERE ${EXISTS} ${switches(scope)}
    ) AS existing WHERE currency = :currency
  )`;
}

/** The condition that an order `o` is there: neither a test nor deleted nor later than `asOf`, and its ledger is known. */
const EXISTS = `o.shop_id = :shopId AND NOT o.test AND o.deleted_at IS NULL AND o.processed_at <= :asOf
  AND EXISTS (SELECT FROM ledger_sums e WHERE e.shop_id = o.shop_id AND e.order_id = o.order_id AND e.happened_at <= :asOf)`;

/** Orders of the period that are left out, and those that belong to no customer; by order day. */
export interface LeftOut {
  readonly otherCurrency: number;
  readonly switchedOff: number;
  readonly guests: number;
}

export async function countLeftOut(client: ShopClient, scope: Scope): Promise<LeftOut> {
  return row<{ otherCurrency: number; switchedOff: number; guests: number }>(
    client,
    `WITH kept AS (SELECT order_id FROM orders o WHERE ${EXISTS} ${switches(scope)})
     SELECT count(*) FILTER (WHERE k.order_id IS NULL) AS "switchedOff",
            count(*) FILTER (WHERE k.order_id IS NOT NULL AND o.currency <> :currency) AS "otherCurrency",
            count(*) FILTER (WHERE k.order_id IS NOT NULL AND o.currency = :currency AND o.customer_id IS NULL) AS "guests"
     FROM orders o LEFT JOIN kept k ON k.order_id = o.order_id
     WHERE ${EXISTS} AND ${isInPeriod("o.order_day")}`,
    scopeValues(scope),
  );
}

const hasSwitch = (scope: Scope): boolean => scope.excludeCancelled || scope.excludeUnpaid;

// The numbers stored with the orders count all of them; where a switch leaves some out, the first of the others is the first.
const numbering = (scope: Scope): string =>
  hasSwitch(scope)
    ? `CASE WHEN customer_id IS NOT NULL
         THEN row_number() OVER (PARTITION BY customer_id ORDER BY processed_at, order_id) END AS number,
       CASE WHEN customer_id IS NOT NULL
         THEN date_trunc('month', min(order_day) OVER (PARTITION BY customer_id))::date END AS cohort`
    : "customer_order_number AS number, cohort_month AS cohort";

/** Conditions of the shop's switches, each beginning with AND. */
function switches({ excludeCancelled, excludeUnpaid }: Scope): string {
  const cancelled = excludeCancelled ? "AND (cancelled_at IS NULL OR cancelled_at > :asOf)" : "";
  const unpaid = excludeUnpaid ? "AND coalesce(financial_status, '') <> ALL(:unpaid::text[])" : "";
  return `${cancelled} ${unpaid}`;
}
