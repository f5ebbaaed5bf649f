import type { Minor, Ratio } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { row, rows } from "./sql.server";

/** What is expected of one customer within so many days; bounds are the 5th and 95th percentile. */
export interface ScoredHorizon {
  readonly days: number;
  /** Outside of contracts, by the rhythm in which the customer buys; null where no rhythm was foretold. */
  readonly orders: number | null;
  readonly ordersLow: number | null;
  readonly ordersHigh: number | null;
  /** Discounted contribution profit to come of these; null where costs are not known. */
  readonly profit: Minor | null;
  readonly profitLow: Minor | null;
  readonly profitHigh: Minor | null;
  /** Of running contracts, by how contracts were renewed; null without one, and where nothing tells how long they run. */
  readonly renewals: number | null;
  readonly renewalsLow: number | null;
  readonly renewalsHigh: number | null;
  readonly contractProfit: Minor | null;
  readonly contractProfitLow: Minor | null;
  readonly contractProfitHigh: Minor | null;
  /** Both together; null where a part is not known. The bounds add up, so that they hold more than nine of ten. */
  readonly value: Minor | null;
  readonly valueLow: Minor | null;
  readonly valueHigh: Minor | null;
}

/** A customer as a version of the models sees them. */
export interface CustomerScore {
  readonly customerId: string;
  readonly lastOrderDay: Day;
  readonly repeatOrders: number | null;
  /** Null for who ordered by contract alone. */
  readonly probabilityAlive: Ratio | null;
  /** Day by which an order is as likely as not; null when that is not within three years. */
  readonly likelyBy: Day | null;
  /** Running contracts, and when the next is charged. */
  readonly contracts: number;
  readonly renewalDue: Day | null;
  readonly historicProfit: Minor | null;
  /** Historic and to come within three years. */
  readonly totalProfit: Minor | null;
  readonly horizons: readonly ScoredHorizon[];
}

const both = (days: number, bound: string): string =>
  `profit_${days}${bound} + CASE WHEN contracts = 0 THEN 0 ELSE contract_profit_${days}${bound} END`;

const HORIZON = (days: number) => `jsonb_build_object('days', ${days},
  'orders', orders_${days}, 'ordersLow', orders_${days}_low, 'ordersHigh', orders_${days}_high,
  'profit', profit_${days}, 'profitLow', profit_${days}_low, 'profitHigh', profit_${days}_high,
  'renewals', renewals_${days}, 'renewalsLow', renewals_${days}_low, 'renewalsHigh', renewals_${days}_high,
  'contractProfit', contract_profit_${days}, 'contractProfitLow', contract_profit_${days}_low,
  'contractProfitHigh', contract_profit_${days}_high,
  'value', ${both(days, "")}, 'valueLow', ${both(days, "_low")}, 'valueHigh', ${both(days, "_high")})`;

/** The columns of a CustomerScore. */
export const SCORE = `customer_id::text AS "customerId", last_order_day AS "lastOrderDay", repeat_orders AS "repeatOrders",
  probability_alive AS "probabilityAlive", likely_by AS "likelyBy", contracts, renewal_due AS "renewalDue",
  historic_profit AS "historicProfit", total_profit AS "totalProfit",
  jsonb_build_array(${[90, 365, 730, 1095].map(HORIZON).join(", ")}) AS horizons`;

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
     ORDER BY value_365 DESC NULLS LAST, contract_profit_365 DESC NULLS LAST, orders_365 DESC NULLS LAST, customer_id
     LIMIT :limit::bigint OFFSET :offset::bigint`,
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
