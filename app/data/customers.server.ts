import { medianOf } from "~/analytics/lapse";
import { firstDay, monthOf, monthsWithin, type Period } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { type Divided, divided, type Grain, partOf } from "./sales.server";
import { countedOrders, hasNoChoice, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows, smallRow, smallRows } from "./sql.server";

export interface CustomerCounts {
  readonly customers: number;
  readonly newCustomers: number;
}

/** Customers who ordered in the period, and those of them whose first order ever it was; by order day. */
export async function countCustomers(client: ShopClient, scope: Scope, grain: Grain): Promise<Divided<CustomerCounts>> {
  const isKept = scope.isSummed && hasNoChoice(scope);
  const months = isKept && isMadeOfMonths(grain) ? await wholeMonths(client, scope) : null;
  if (months)
    return divided(await smallRows<Counted>(client, ofMonths(grain), scopeValues({ ...scope, period: months })));
  return divided(await rows<Counted>(client, isKept ? ofFacts(grain) : ofOrders(scope, grain), scopeValues(scope)));
}

type Counted = CustomerCounts & { part: string | null };

/** The whole months whose orders are exactly those of the period; null where a month is cut. */
async function wholeMonths(client: ShopClient, scope: Scope): Promise<Period | null> {
  const { today, period } = scope;
  const begun = firstDay(monthOf(period.start));
  const months = today ? monthsWithin({ start: begun, end: period.end }, today) : null;
  if (months === null || months.end < period.end) return null;
  if (begun === period.start) return months;
  // A period that begins with the shop's first order cuts nothing off.
  const { isCut } = await smallRow<{ isCut: boolean }>(
    client,
    `SELECT EXISTS (SELECT FROM order_facts f WHERE f.shop_id = :shopId AND f.order_day >= :begun::date
       AND f.order_day < :start::date) AS "isCut"`,
    { shopId: scope.shopId, begun, start: period.start },
  );
  return isCut ? null : months;
}

const isMadeOfMonths = (grain: Grain): boolean => grain === "month" || grain === "quarter" || grain === "year";

/** A customer counts in the first month of a part, or of the period, in which they ordered: they did not in it before. */
const ofMonths = (grain: Grain): string => `
  WITH active AS (
    SELECT ${partOf("m.month", grain)} AS part, m.customers, m.previous_month < :start::date AS begun_before,
      m.previous_month < date_trunc('${grain}', m.month)::date AS first_of_part, m.previous_month = '-infinity' AS first_ever
    FROM month_customers m WHERE m.shop_id = :shopId AND ${isInPeriod("m.month")}
  )
  SELECT part, coalesce(sum(customers) FILTER (WHERE first_of_part), 0)::bigint AS customers,
    coalesce(sum(customers) FILTER (WHERE first_ever), 0)::bigint AS "newCustomers"
  FROM active GROUP BY part
  UNION ALL
  SELECT NULL, coalesce(sum(customers) FILTER (WHERE begun_before), 0)::bigint,
    coalesce(sum(customers) FILTER (WHERE first_ever), 0)::bigint FROM active`;

/** The same by the day of the order before: no customer needs to be told from another. Days first, so that few are spelled. */
const ofFacts = (grain: Grain): string => `
  WITH days AS (
    SELECT f.order_day,
      count(*) FILTER (WHERE f.previous_order_day IS NULL OR f.previous_order_day < :start::date) AS begun_before,
      count(*) FILTER (WHERE f.previous_order_day IS NULL OR f.previous_order_day < ${startOfPart("f.order_day", grain)}) AS first_of_part,
      count(*) FILTER (WHERE f.customer_order_number = 1) AS first_ever
    FROM order_facts f WHERE f.shop_id = :shopId AND f.first_moment AND f.customer_id IS NOT NULL AND ${isInPeriod("f.order_day")}
    GROUP BY 1
  )
  SELECT ${partOf("order_day", grain)} AS part, sum(first_of_part)::bigint AS customers, sum(first_ever)::bigint AS "newCustomers"
  FROM days GROUP BY 1
  UNION ALL
  SELECT NULL, coalesce(sum(begun_before), 0)::bigint, coalesce(sum(first_ever), 0)::bigint FROM days`;

/** First day of the part in which a day lies. */
function startOfPart(day: string, grain: Grain): string {
  if (grain === "day") return day;
  if (grain === "week") return `${day} - ((extract(isodow FROM ${day})::int - :weekStart::int + 7) % 7)`;
  return `date_trunc('${grain}', ${day})::date`;
}

const ofOrders = (scope: Scope, grain: Grain): string => `
  WITH ${countedOrders(scope)}
  SELECT ${partOf("order_day", grain)} AS part, count(DISTINCT customer_id) AS customers,
         count(DISTINCT customer_id) FILTER (WHERE number = 1) AS "newCustomers"
  FROM counted WHERE customer_id IS NOT NULL AND ${isInPeriod("order_day")}
  GROUP BY GROUPING SETS ((1), ())`;

/** Median over counted orders of gross sales − discounts, guests' orders included; null without orders. May end in a half. */
export async function medianOrderValue(client: ShopClient, scope: Scope, latest = false): Promise<number | null> {
  const isKept = latest && hasNoChoice(scope);
  return medianOf(
    await rows<{ value: number; times: number }>(client, isKept ? KEPT_VALUES : orderValues(scope), scopeValues(scope)),
  );
}

const KEPT_VALUES = "SELECT value, orders AS times FROM order_values WHERE shop_id = :shopId AND orders > 0";

const orderValues = (scope: Scope): string => `WITH ${countedOrders(scope)}
  SELECT value, count(*) AS times FROM (
    SELECT sum(l.gross_sales - l.discounts)::bigint AS value FROM order_facts l JOIN counted c ON c.order_id = l.order_id
    WHERE l.shop_id = :shopId AND l.happened_at <= :asOf GROUP BY l.order_id HAVING bool_or(l.ordered)
  ) AS valued GROUP BY 1`;
