import { type Filter, isFiltered } from "~/analytics/filter";
import type { Clock } from "~/analytics/metrics/metric";
import type { Day, Period } from "~/analytics/period";
import { hasSwitch, type OrderSwitches } from "~/analytics/switches";
import type { ShopClient } from "~/db.server";
import type { UsedSums } from "./factSums.server";
import { BESIDE_FACTS, FACTS, filterCondition, filterValues } from "./filter.server";
import { JOIN_PERSON, PERSON } from "./person.server";
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
  /** Which of the orders there are are summed. */
  readonly filter: Filter;
  /** Which orders are as if they were not there. */
  readonly switches: OrderSwitches;
  /** ISO weekday on which the shop's weeks begin; 1, Monday, where it is not told. */
  readonly weekStart?: number;
  /** Nothing later than `asOf` is stored and the sums agree with the facts, so that figures may be read from them. */
  readonly isSummed?: boolean;
  /** The sums in which any of the shop's facts has anything; absent: not known. */
  readonly usedSums?: UsedSums;
  /** Local day of `asOf`. */
  readonly today?: Day;
}

/** Whether every order there is counts, so that facts and sums hold as they are. */
export const hasNoChoice = (scope: Scope): boolean => !hasSwitch(scope.switches) && !isFiltered(scope.filter);

/** Values of the parameters that the parts below use. */
export function scopeValues(scope: Scope): SqlValues {
  const { shopId, currency, asOf, period, filter, switches, weekStart } = scope;
  return {
    ...filterValues(filter),
    shopId,
    currency,
    asOf,
    start: period.start,
    end: period.end,
    unpaid: UNPAID,
    weekStart: weekStart ?? 1,
    excludedTags: switches.tags,
    excludedChannels: switches.channels,
    excludedSources: switches.sources,
  };
}

/** The column that holds the day a row is dated by. */
export const dayColumn = (scope: Scope): "event_day" | "order_day" =>
  scope.clock === "eventDay" ? "event_day" : "order_day";

/** The condition that a dated row (a sale's sums, a transaction) lies in the period; `day` names its day. */
export const isInPeriod = (day: string): string => `${day} >= :start::date AND ${day} < :end::date`;

/** Shopify's financial states in which the money never came, or not yet. */
const UNPAID = ["PENDING", "AUTHORIZED", "EXPIRED", "VOIDED"];

/**
 * The common table `counted`: the orders that a figure counts, with `number` (1 is the customer's first ever), `begun_on` (the day of
 * that first order) and `cohort` (the first day of its month), and with the person an order is of: several customer records that were merged are one.
 * The filter chooses after the orders were numbered. Where switches are on, also `existing`: the orders of any currency that
 * they leave, with every column of `orders`.
 */
export function countedOrders(scope: Scope): string {
  if (!hasSwitch(scope.switches))
    return `counted AS (
    SELECT f.order_id, f.customer_id, f.order_day, f.processed_at, f.cancelled_at, f.customer_order_number AS number,
      f.cohort_day AS begun_on, date_trunc('month', f.cohort_day)::date AS cohort
    FROM order_facts f WHERE f.shop_id = :shopId AND f.first_moment AND f.counted_from <= :asOf AND ${factCondition(scope)})`;
  return `${existingOrders(scope)},
  counted AS (
    SELECT o.order_id, o.person AS customer_id, o.order_day, o.processed_at, o.cancelled_at, o.number, o.begun_on,
      date_trunc('month', o.begun_on)::date AS cohort
    FROM existing o WHERE o.currency = :currency AND ${filterCondition(scope.filter, "o")}
  )`;
}

/** The condition that the filter chooses a fact `f`. Only where no switch is on: facts are numbered over all orders. */
export const factCondition = ({ filter }: Scope): string => filterCondition(filter, "f", FACTS);

const existingOrders = ({ switches }: Scope): string =>
  `existing AS NOT MATERIALIZED (
    SELECT o.*, ${PERSON} AS person, ${NUMBERING} FROM orders o ${JOIN_PERSON} ${JOIN_FIRST_FACT}
    WHERE ${EXISTS} ${switchConditions(switches)})`;

/** The first fact `n` of an order `o` that counts by `asOf`: with it stands the order's place among its customer's. */
const JOIN_FIRST_FACT = `LEFT JOIN order_facts n ON n.shop_id = o.shop_id AND n.order_id = o.order_id AND n.first_moment
      AND n.counted_from <= :asOf`;

/**
 * The condition that an order `o` is there: neither a test nor deleted nor later than `asOf`, and its ledger is known; of an
 * order in another currency no ledger is kept.
 */
const EXISTS = `o.shop_id = :shopId AND NOT o.test AND o.deleted_at IS NULL AND o.processed_at <= :asOf
  AND (o.currency <> :currency OR n.order_id IS NOT NULL)`;

/** Orders of the period that are left out, and those that belong to no customer; by order day. */
export interface LeftOut {
  readonly otherCurrency: number;
  readonly switchedOff: number;
  readonly guests: number;
}

export async function countLeftOut(client: ShopClient, scope: Scope): Promise<LeftOut> {
  return row<{ otherCurrency: number; switchedOff: number; guests: number }>(
    client,
    hasSwitch(scope.switches) ? leftOutOfOrders(scope) : leftOutOfFacts(scope),
    scopeValues(scope),
  );
}

/** Orders in another currency have no facts; of guests, who have no customer, no condition on customers holds. */
const leftOutOfFacts = (scope: Scope): string => `
  SELECT 0 AS "switchedOff",
    (SELECT count(*) FROM (${OF_OTHER_CURRENCY}) AS f WHERE ${filterCondition(scope.filter, "f", BESIDE_FACTS)}) AS "otherCurrency",
    (${scope.isSummed && hasNoChoice(scope) ? GUESTS_OF_SUMS : guestsOfFacts(scope)}) AS "guests"`;

const OF_OTHER_CURRENCY = `
  SELECT o.shop_id, o.order_id, o.channel, o.source_name, o.first_source, o.last_source, o.shipping_country,
    ${PERSON} AS ${FACTS.person}, NULL::int AS ${FACTS.number}
  FROM orders o ${JOIN_PERSON}
  WHERE o.shop_id = :shopId AND (o.currency < :currency OR o.currency > :currency)
    AND ${isInPeriod("o.order_day")} AND NOT o.test AND o.deleted_at IS NULL AND o.processed_at <= :asOf`;

const GUESTS_OF_SUMS = `
  SELECT coalesce(sum(d.orders), 0)::bigint FROM day_sums d
  WHERE d.shop_id = :shopId AND d.clock = 'orderDay' AND d.dimension = 'customerKind' AND d.value = 'guest' AND ${isInPeriod("d.day")}`;

const guestsOfFacts = (scope: Scope): string => `
  SELECT count(*) FROM order_facts f
  WHERE f.shop_id = :shopId AND f.customer_id IS NULL AND f.first_moment AND f.counted_from <= :asOf
    AND ${isInPeriod("f.order_day")} AND ${factCondition(scope)}`;

const leftOutOfOrders = (scope: Scope): string => `
    WITH ${existingOrders(scope)}
     SELECT count(*) FILTER (WHERE NOT kept) AS "switchedOff",
            count(*) FILTER (WHERE kept AND passes AND currency <> :currency) AS "otherCurrency",
            count(*) FILTER (WHERE kept AND passes AND currency = :currency AND customer_id IS NULL) AS "guests"
     FROM (
       SELECT o.currency, o.customer_id, e.order_id IS NOT NULL AS kept, ${filterCondition(scope.filter, "e")} AS passes
       FROM orders o ${JOIN_FIRST_FACT} LEFT JOIN existing e ON e.order_id = o.order_id
       WHERE ${EXISTS} AND ${isInPeriod("o.order_day")}
     ) AS judged`;

// The numbers kept with the facts count all orders; where a switch leaves some out, the first of the others is the first.
const NUMBERING = `
  CASE WHEN o.customer_id IS NOT NULL
    THEN row_number() OVER (PARTITION BY ${PERSON} ORDER BY o.processed_at, o.order_id) END AS number,
  CASE WHEN o.customer_id IS NOT NULL THEN min(o.order_day) OVER (PARTITION BY ${PERSON}) END AS begun_on`;

/** Conditions of the switches that are on, each beginning with AND. */
function switchConditions(switches: OrderSwitches): string {
  const { cancelled, unpaid, zeroValue, tags, channels, sources } = switches;
  return [
    cancelled ? "AND (o.cancelled_at IS NULL OR o.cancelled_at > :asOf)" : "",
    unpaid ? "AND coalesce(o.financial_status, '') <> ALL(:unpaid::text[])" : "",
    zeroValue ? `AND ${IS_WORTH_SOMETHING}` : "",
    tags.length > 0 ? "AND NOT (coalesce(o.tags, '{}') && :excludedTags::text[])" : "",
    channels.length > 0 ? "AND coalesce(o.channel, '') <> ALL(:excludedChannels::text[])" : "",
    sources.length > 0 ? "AND coalesce(o.source_name, '') <> ALL(:excludedSources::text[])" : "",
  ].join(" ");
}

/** Something came to more than nothing, after discounts, at a moment at which something was ordered. */
const IS_WORTH_SOMETHING = `EXISTS (
    SELECT FROM order_facts z WHERE z.shop_id = o.shop_id AND z.order_id = o.order_id AND z.ordered AND z.happened_at <= :asOf
      AND z.gross_sales - z.discounts + z.shipping + z.duties + z.fees + z.tax + z.tips + z.gift_card_sales <> 0)`;
