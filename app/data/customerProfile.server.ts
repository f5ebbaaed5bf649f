import { type Minor, perUnit } from "~/analytics/money";
import { type Day, firstDay, type Month } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { IS_THERE } from "./chosenFacts.server";
import { countedOrders, hasNoChoice, type Scope, scopeValues } from "./scope.server";
import { row, rows } from "./sql.server";

/** What is stored of one customer beside what they bought. */
export interface CustomerProfile {
  readonly country: string | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly locale: string | null;
  readonly marketingState: string | null;
  /** Null where nothing is known of them any more. */
  readonly customerSince: Day | null;
  readonly tags: readonly string[];
  readonly rfmGroup: string | null;
}

/** Null when the shop has no such customer (any more) and no orders go by the number. */
export async function findProfile(
  client: ShopClient,
  scope: Scope,
  customerId: string,
): Promise<CustomerProfile | null> {
  const found = await rows<CustomerProfile>(
    client,
    `SELECT c.country, c.province, c.city, c.locale, c.marketing_state AS "marketingState", coalesce(c.tags, '{}') AS tags,
            c.rfm_group AS "rfmGroup", local_day(c.created_at, s.time_zone) AS "customerSince"
     FROM customers c JOIN shops s ON s.shop_id = c.shop_id
     WHERE c.shop_id = :shopId AND c.customer_id = :customerId AND c.deleted_at IS NULL`,
    { shopId: scope.shopId, customerId },
  );
  return found[0] ?? ((await isUntold(client, scope, customerId)) ? UNTOLD : null);
}

/** Nothing is known of a customer who was forgotten but that the orders under their number are one person's. */
const UNTOLD: CustomerProfile = {
  country: null,
  province: null,
  city: null,
  locale: null,
  marketingState: null,
  tags: [],
  rfmGroup: null,
  customerSince: null,
};

/** Whether orders go by a number that no customer has, as those of somebody forgotten do. */
async function isUntold(client: ShopClient, { shopId }: Scope, customerId: string): Promise<boolean> {
  const { found } = await row<{ found: boolean }>(
    client,
    `SELECT EXISTS (SELECT FROM orders WHERE shop_id = :shopId AND customer_id = :customerId)
        AND NOT EXISTS (SELECT FROM customers WHERE shop_id = :shopId AND customer_id = :customerId) AS found`,
    { shopId, customerId },
  );
  return found;
}

/** The common table `own`: the customer's orders that count, each once, with the month of their first. */
const ownOrders = (scope: Scope): string =>
  hasNoChoice(scope)
    ? `own AS (
         SELECT f.order_id, date_trunc('month', f.cohort_day)::date AS cohort FROM order_facts f
         WHERE ${IS_THERE} AND f.customer_id = :customerId::bigint AND f.first_moment
       )`
    : `${countedOrders(scope)},
       own AS (SELECT order_id, cohort FROM counted WHERE customer_id = :customerId::bigint)`;

/** How the customer came: what the journey of their first and last order tells, and the discount codes they used. */
export interface CustomerJourney {
  readonly cohortMonth: Month | null;
  readonly firstSource: string | null;
  readonly firstMedium: string | null;
  readonly firstCampaign: string | null;
  readonly firstLandingPage: string | null;
  readonly daysToConversion: number | null;
  readonly lastSource: string | null;
  readonly discountCodes: readonly string[];
}

export async function findJourney(
  client: ShopClient,
  scope: Scope,
  customerId: string,
): Promise<CustomerJourney | null> {
  const found = await rows<CustomerJourney>(
    client,
    `WITH ${ownOrders(scope)},
     mine AS (
       SELECT o.*, c.cohort, row_number() OVER (ORDER BY o.processed_at, o.order_id) AS nth,
              row_number() OVER (ORDER BY o.processed_at DESC, o.order_id DESC) AS nth_last
       FROM orders o JOIN own c ON c.order_id = o.order_id
       WHERE o.shop_id = :shopId
     )
     SELECT to_char(f.cohort, 'YYYY-MM') AS "cohortMonth", f.first_source AS "firstSource", f.first_medium AS "firstMedium",
            f.first_campaign AS "firstCampaign", f.first_landing_page AS "firstLandingPage",
            f.days_to_conversion AS "daysToConversion", l.last_source AS "lastSource",
            ARRAY(SELECT DISTINCT code FROM mine, unnest(discount_codes) AS code ORDER BY code) AS "discountCodes"
     FROM mine f CROSS JOIN mine l WHERE f.nth = 1 AND l.nth_last = 1`,
    { ...scopeValues(scope), customerId },
  );
  return found[0] ?? null;
}

/** What winning a customer of a source cost in a month: spend on the platform of that name ÷ new customers who came from it. */
export async function findAcquisitionCost(
  client: ShopClient,
  scope: Scope,
  source: string,
  month: Month,
): Promise<Minor | null> {
  const [found] = await rows<{ spend: Minor | null; customers: number }>(
    client,
    `SELECT (SELECT sum(amount)::bigint FROM ad_spend WHERE shop_id = :shopId AND lower(platform) = lower(:source)
               AND day >= :first::date AND day < :first::date + interval '1 month') AS spend,
            (SELECT coalesce(sum(new_customers), 0)::bigint FROM cohort_sums
             WHERE shop_id = :shopId AND span = 'month' AND dimension = 'firstSource' AND lower(value) = lower(:source)
               AND cohort = :first::date AND tenure = 0) AS customers`,
    { shopId: scope.shopId, source, first: firstDay(month) },
  );
  return found === undefined || found.spend === null ? null : perUnit(found.spend, found.customers);
}

export interface BoughtProduct {
  /** Null for a line that names no product. */
  readonly productId: string | null;
  readonly title: string;
  readonly units: number;
  readonly netSales: Minor;
}

/** What the customer bought, returns taken off, the largest net sales first. */
export function listBoughtProducts(client: ShopClient, scope: Scope, customerId: string): Promise<BoughtProduct[]> {
  return rows<BoughtProduct>(
    client,
    `WITH ${ownOrders(scope)}
     SELECT coalesce(p.title, i.title, '') AS title, i.product_id::text AS "productId", coalesce(sum(s.quantity), 0)::bigint AS units, sum(s.net)::bigint AS "netSales"
     FROM own c
     JOIN sales s ON s.shop_id = :shopId AND s.order_id = c.order_id AND s.line_type = 'PRODUCT' AND s.happened_at <= :asOf
     LEFT JOIN line_items i ON i.shop_id = s.shop_id AND i.order_id = s.order_id AND i.line_item_id = s.line_item_id
     LEFT JOIN products p ON p.shop_id = i.shop_id AND p.product_id = i.product_id
     GROUP BY 1, 2 ORDER BY 4 DESC, 1`,
    { ...scopeValues(scope), customerId },
  );
}
