import type { Minor, Ratio } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { row, rows } from "./sql.server";

/** What is expected of one customer within so many days; bounds are the 5th and 95th percentile. */
export interface ScoredHorizon {
  readonly days: number;
  readonly orders: number;
  readonly ordersLow: number;
  readonly ordersHigh: number;
  /** Discounted contribution profit to come; null where costs are not known. */
  readonly profit: Minor | null;
  readonly profitLow: Minor | null;
  readonly profitHigh: Minor | null;
}

/** A customer as a version of the models sees them. */
export interface CustomerScore {
  readonly customerId: string;
  readonly lastOrderDay: Day;
  readonly repeatOrders: number;
  readonly probabilityAlive: Ratio;
  /** Day by which an order is as likely as not; null when that is not within three years. */
  readonly likelyBy: Day | null;
  readonly historicProfit: Minor | null;
  /** Historic and to come within three years. */
  readonly totalProfit: Minor | null;
  readonly horizons: readonly ScoredHorizon[];
}

const HORIZON = (
  days: number,
) => `jsonb_build_object('days', ${days}, 'orders', orders_${days}, 'ordersLow', orders_${days}_low,
  'ordersHigh', orders_${days}_high, 'profit', profit_${days}, 'profitLow', profit_${days}_low, 'profitHigh', profit_${days}_high)`;

const SCORE = `customer_id::text AS "customerId", last_order_day AS "lastOrderDay", repeat_orders AS "repeatOrders",
  probability_alive AS "probabilityAlive", likely_by AS "likelyBy", historic_profit AS "historicProfit",
  total_profit AS "totalProfit", jsonb_build_array(${[90, 365, 730, 1095].map(HORIZON).join(", ")}) AS horizons`;

/** A customer's scores by a version; null for one it does not know. Merged records have those of their person. */
export async function findScore(
  client: ShopClient,
  shopId: bigint,
  versionId: number,
  customerId: string,
): Promise<CustomerScore | null> {
  const [found] = await rows<CustomerScore>(
    client,
    `SELECT ${SCORE} FROM customer_scores WHERE shop_id = :shopId AND version_id = :versionId AND customer_id = coalesce(
       (SELECT into_customer_id FROM customer_merges WHERE shop_id = :shopId AND customer_id = :customerId::bigint),
       :customerId::bigint)`,
    { shopId, versionId, customerId },
  );
  return found ?? null;
}

/** Customers by what they are expected to bring within a year, the most first; by orders where profit is not known. */
export function listScores(
  client: ShopClient,
  shopId: bigint,
  versionId: number,
  page: { readonly limit: number | null; readonly offset: number },
): Promise<CustomerScore[]> {
  return rows<CustomerScore>(
    client,
    `SELECT ${SCORE} FROM customer_scores WHERE shop_id = :shopId AND version_id = :versionId
     ORDER BY profit_365 DESC NULLS LAST, orders_365 DESC, customer_id LIMIT :limit::bigint OFFSET :offset::bigint`,
    { shopId, versionId, ...page },
  );
}

export async function countScores(client: ShopClient, shopId: bigint, versionId: number): Promise<number> {
  const { count } = await row<{ count: number }>(
    client,
    "SELECT count(*) FROM customer_scores WHERE shop_id = :shopId AND version_id = :versionId",
    { shopId, versionId },
  );
  return count;
}

/** By what customers are put together: the month or the channel, source or country of their first order. */
export const SCORE_GROUPS = ["cohort", "channel", "source", "country"] as const;
export type ScoreGroup = (typeof SCORE_GROUPS)[number];

export interface GroupScore {
  /** A month ("2025-01"), or a value of the dimension; null is unknown. */
  readonly value: string | null;
  readonly customers: number;
  readonly orders: number;
  /** Of the customers whose historic profit is known: so many. */
  readonly historicProfit: Minor | null;
  readonly historicCustomers: number;
  /** Within 365 and 1095 days. */
  readonly yearProfit: Minor | null;
  readonly profit: Minor | null;
}

const GROUP_VALUES: Readonly<Record<ScoreGroup, string>> = {
  cohort: "to_char(f.cohort_day, 'YYYY-MM')",
  channel: "nullif(f.cohort_channel, '')",
  source: "nullif(f.cohort_source, '')",
  country: "nullif(f.cohort_country, '')",
};

/** What groups of customers are expected to bring; cohorts latest first, others the most first. */
export function listGroupScores(
  client: ShopClient,
  shopId: bigint,
  versionId: number,
  by: ScoreGroup,
): Promise<GroupScore[]> {
  return rows<GroupScore>(
    client,
    `SELECT ${GROUP_VALUES[by]} AS value, count(*) AS customers, sum(s.orders_365) AS orders,
       sum(s.historic_profit)::bigint AS "historicProfit", count(s.historic_profit) AS "historicCustomers", sum(s.profit_365)::bigint AS "yearProfit",
       sum(s.profit_1095)::bigint AS profit
     FROM customer_scores s
     JOIN order_facts f ON f.shop_id = s.shop_id AND f.customer_id = s.customer_id AND f.first_moment
       AND f.customer_order_number = 1
     WHERE s.shop_id = :shopId AND s.version_id = :versionId
     GROUP BY 1 ORDER BY ${by === "cohort" ? "1 DESC NULLS LAST" : "sum(s.profit_365) DESC NULLS LAST, count(*) DESC"}`,
    { shopId, versionId },
  );
}
