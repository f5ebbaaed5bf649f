import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import type { RfmBounds } from "~/analytics/rfm";
import type { ShopClient } from "~/db.server";
import { IS_HIGH_VALUE, type PersonRules, people, personValues, STAGE } from "./customerPeople.server";
import { RFM_GROUP, rfmValues } from "./customerRfm.server";
import type { Scope } from "./scope.server";
import { rows } from "./sql.server";

/** By what customers are put together: what their first order had, or where they stand now. */
export const SCORE_GROUPS = [
  "cohort",
  "channel",
  "platform",
  "source",
  "country",
  "product",
  "rfm",
  "stage",
  "highValue",
] as const;
export type ScoreGroup = (typeof SCORE_GROUPS)[number];
/** Groups by the first order, and by where customers stand. */
export type FirstOrderGroup = Exclude<ScoreGroup, StandingGroup | "platform">;
export type StandingGroup = "rfm" | "stage" | "highValue";

/** One part of what a group will bring within a time: discounted, with the variance that chance makes. */
export interface PartSum {
  readonly profit: Minor;
  readonly variance: number;
}

/** What the customers of a group brought and will bring. Sums are over the customers of whom they are known. */
export interface GroupSums {
  /** A month ("2025-01"), a value of the dimension, or the name of a group; null is unknown. */
  readonly value: string | null;
  /** What it is called, where that is not its value. */
  readonly label: string | null;
  readonly customers: number;
  readonly historicProfit: Minor | null;
  readonly historicCustomers: number;
  /** Orders of a year outside of contracts, and renewals of contracts; null where they are not known of somebody. */
  readonly yearOrders: number | null;
  readonly yearRenewals: number | null;
  /** Customers with running contracts, and such whose value to come is not known. */
  readonly subscribers: number;
  readonly unknownCustomers: number;
  /** Within 365 and 1095 days, by rhythm and by contracts; null where it is known of none. */
  readonly year: GroupParts | null;
  readonly years: GroupParts | null;
}

export interface GroupParts {
  readonly rhythm: PartSum;
  readonly contracts: PartSum;
}

interface SumRow extends Omit<GroupSums, "year" | "years"> {
  readonly known365: number;
  readonly rhythm365: number;
  readonly rhythmVariance365: number;
  readonly contract365: number;
  readonly contractVariance365: number;
  readonly known1095: number;
  readonly rhythm1095: number;
  readonly rhythmVariance1095: number;
  readonly contract1095: number;
  readonly contractVariance1095: number;
}

const horizonSums = (days: 365 | 1095): string => `count(s.value_${days}) AS known${days},
  coalesce(sum(s.profit_${days}) FILTER (WHERE s.value_${days} IS NOT NULL), 0)::bigint AS rhythm${days},
  coalesce(sum(s.variance_${days}) FILTER (WHERE s.value_${days} IS NOT NULL), 0) AS "rhythmVariance${days}",
  coalesce(sum(s.contract_profit_${days}) FILTER (WHERE s.value_${days} IS NOT NULL), 0)::bigint AS contract${days},
  coalesce(sum(s.contract_variance_${days}) FILTER (WHERE s.value_${days} IS NOT NULL), 0) AS "contractVariance${days}"`;

const SUMS = `count(*) AS customers, sum(s.historic_profit)::bigint AS "historicProfit",
  count(s.historic_profit) AS "historicCustomers",
  CASE WHEN count(*) = count(s.orders_365) THEN sum(s.orders_365) END AS "yearOrders",
  CASE WHEN bool_and(s.contracts = 0 OR s.renewals_365 IS NOT NULL) THEN coalesce(sum(s.renewals_365), 0) END
    AS "yearRenewals", count(*) FILTER (WHERE s.contracts > 0) AS subscribers,
  count(*) FILTER (WHERE s.value_365 IS NULL) AS "unknownCustomers", ${horizonSums(365)}, ${horizonSums(1095)}`;

/** Value and label by the first order `f` of a customer. */
const FIRST_ORDER: Readonly<Record<FirstOrderGroup, { readonly value: string; readonly label: string }>> = {
  cohort: { value: "to_char(f.cohort_day, 'YYYY-MM')", label: "NULL::text" },
  channel: { value: "nullif(f.cohort_channel, '')", label: "NULL::text" },
  source: { value: "nullif(f.cohort_source, '')", label: "NULL::text" },
  country: { value: "nullif(f.cohort_country, '')", label: "NULL::text" },
  product: { value: "b.product_id::text", label: "b.title" },
};

/** The product that most of a first order's money was paid for, so that each customer is in one group. */
const FIRST_PRODUCT = `LEFT JOIN LATERAL (
    SELECT i.product_id, coalesce(p.title, i.title) AS title FROM line_items i
    LEFT JOIN products p ON p.shop_id = i.shop_id AND p.product_id = i.product_id
    WHERE i.shop_id = :shopId AND i.order_id = f.order_id AND i.product_id IS NOT NULL
    ORDER BY i.unit_price * i.quantity DESC, i.line_item_id LIMIT 1) AS b ON true`;

/** Groups by what customers' first orders had; cohorts latest first, others the most to come first. */
export async function sumByFirstOrder(
  client: ShopClient,
  shopId: bigint,
  versionId: number,
  by: FirstOrderGroup,
): Promise<GroupSums[]> {
  const { value, label } = FIRST_ORDER[by];
  const found = await rows<SumRow>(
    client,
    `SELECT ${value} AS value, max(${label}) AS label, ${SUMS}
     FROM customer_scores s
     LEFT JOIN order_facts f ON f.shop_id = s.shop_id AND f.customer_id = s.customer_id AND f.first_moment
       AND f.customer_order_number = 1
     ${by === "product" ? FIRST_PRODUCT : ""}
     WHERE s.shop_id = :shopId AND s.version_id = :versionId
     GROUP BY 1 ORDER BY ${by === "cohort" ? "1 DESC NULLS LAST" : MOST_FIRST}`,
    { shopId, versionId },
  );
  return found.map(groupOf);
}

/** A first order's touch: where its buyer came from, and through which channel it was placed. */
export interface Touch {
  readonly source: string | null;
  readonly channel: string | null;
}

/** Groups by the touch of the first order; `within`: only of customers who first ordered in these days, both included. */
export async function sumByTouch(
  client: ShopClient,
  shopId: bigint,
  versionId: number,
  within: { readonly first: Day; readonly last: Day } | null,
): Promise<(GroupSums & Touch)[]> {
  const found = await rows<SumRow & Touch>(
    client,
    `SELECT NULL::text AS value, NULL::text AS label, f.first_source AS source, f.channel, ${SUMS}
     FROM customer_scores s
     LEFT JOIN order_facts f ON f.shop_id = s.shop_id AND f.customer_id = s.customer_id AND f.first_moment
       AND f.customer_order_number = 1
     WHERE s.shop_id = :shopId AND s.version_id = :versionId
       AND (:first::date IS NULL OR f.order_day BETWEEN :first::date AND :last::date)
     GROUP BY f.first_source, f.channel`,
    { shopId, versionId, first: within?.first ?? null, last: within?.last ?? null },
  );
  return found.map((row) => ({ ...groupOf(row), source: row.source, channel: row.channel }));
}

const MOST_FIRST = "sum(s.value_1095) DESC NULLS LAST, count(*) DESC, 1";

/** Groups by where customers stand on the day that is looked from. `bounds` are those of RFM. */
export async function sumByStanding(
  client: ShopClient,
  scope: Scope,
  versionId: number,
  of: { readonly by: StandingGroup; readonly rules: PersonRules; readonly bounds: RfmBounds },
): Promise<GroupSums[]> {
  const value = { rfm: RFM_GROUP, stage: STAGE, highValue: `CASE WHEN ${IS_HIGH_VALUE} THEN 'yes' ELSE 'no' END` }[
    of.by
  ];
  const found = await rows<SumRow>(
    client,
    `WITH ${people(scope, of.rules)},
     placed_in AS (SELECT p.customer_id, ${value} AS value FROM people p WHERE p.orders > 0)
     SELECT g.value, NULL::text AS label, ${SUMS}
     FROM customer_scores s LEFT JOIN placed_in g ON g.customer_id = s.customer_id
     WHERE s.shop_id = :shopId AND s.version_id = :versionId GROUP BY 1 ORDER BY ${MOST_FIRST}`,
    { ...personValues(scope, of.rules), ...rfmValues(of.bounds), versionId },
  );
  return found.map(groupOf);
}

function groupOf(row: SumRow): GroupSums {
  const { known365, known1095, rhythm365, rhythmVariance365, contract365, contractVariance365, ...rest } = row;
  const { rhythm1095, rhythmVariance1095, contract1095, contractVariance1095, ...head } = rest;
  const part = (profit: number, variance: number): PartSum => ({ profit: profit as Minor, variance });
  return {
    ...head,
    year:
      known365 === 0
        ? null
        : { rhythm: part(rhythm365, rhythmVariance365), contracts: part(contract365, contractVariance365) },
    years:
      known1095 === 0
        ? null
        : { rhythm: part(rhythm1095, rhythmVariance1095), contracts: part(contract1095, contractVariance1095) },
  };
}
