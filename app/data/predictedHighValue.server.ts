import type { Minor } from "~/analytics/money";
import type { ShopClient } from "~/db.server";
import { IS_HIGH_VALUE, type PersonRules, people, personValues } from "./customerPeople.server";
import type { Scope } from "./scope.server";
import { type CustomerScore, SCORE } from "./scores.server";
import { row, rows } from "./sql.server";

/** A customer of high predicted value. */
export interface PredictedCustomer extends CustomerScore {
  readonly country: string | null;
  /** Passes the shop's three tests of what was bought too. */
  readonly isHighValue: boolean;
}

/** From which value of the next twelve months on a customer belongs to the share with the highest, and how many do. */
export interface PredictedBound {
  /** Null where no customer's value is known. */
  readonly least: Minor | null;
  readonly customers: number;
  /** Customers whose value is known. */
  readonly known: number;
}

/** The bound of the `share` of customers with the highest value to come. Nobody who is expected to bring nothing is in it. */
export async function predictedBound(
  client: ShopClient,
  shopId: bigint,
  versionId: number,
  share: number,
): Promise<PredictedBound> {
  return row<PredictedBound & { readonly least: Minor | null }>(
    client,
    `WITH bound AS (
       SELECT percentile_disc(1 - :share::float8) WITHIN GROUP (ORDER BY value_365) AS least, count(value_365) AS known
       FROM customer_scores WHERE shop_id = :shopId AND version_id = :versionId AND value_365 IS NOT NULL
     )
     SELECT b.least, b.known, (SELECT count(*) FROM customer_scores s
       WHERE s.shop_id = :shopId AND s.version_id = :versionId AND s.value_365 >= b.least AND s.value_365 > 0) AS customers
     FROM bound b`,
    { shopId, versionId, share },
  );
}

/** Customers from a bound on, the most valuable first. */
export function listPredicted(
  client: ShopClient,
  scope: Scope,
  versionId: number,
  of: {
    readonly least: Minor;
    readonly rules: PersonRules;
    readonly limit: number | null;
    readonly offset: number;
  },
): Promise<PredictedCustomer[]> {
  const { rules, least, limit, offset } = of;
  return rows<PredictedCustomer>(
    client,
    `WITH ${people(scope, rules)},
     page AS (
       SELECT ${SCORE}, value_365, customer_id FROM customer_scores
       WHERE shop_id = :shopId AND version_id = :versionId AND value_365 >= :least AND value_365 > 0
       ORDER BY value_365 DESC, customer_id LIMIT :limit::bigint OFFSET :offset::bigint
     )
     SELECT s."customerId", s."lastOrderDay", s."repeatOrders", s."probabilityAlive", s."likelyBy", s.contracts, s."renewalDue",
       s."historicProfit", s."totalProfit", s.horizons, k.country, coalesce(${IS_HIGH_VALUE}, false) AS "isHighValue"
     FROM page s LEFT JOIN people p ON p.customer_id = s.customer_id
     LEFT JOIN customers k ON k.shop_id = :shopId AND k.customer_id = s.customer_id
     ORDER BY s.value_365 DESC, s.customer_id`,
    { ...personValues(scope, rules), versionId, least, limit, offset },
  );
}
