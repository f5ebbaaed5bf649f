import type { ShopClient } from "~/db.server";
import { IS_HIGH_VALUE, type PersonRules, people, personValues } from "./customerPeople.server";
import type { Scope } from "./scope.server";
import { rows } from "./sql.server";

/** What is known of a customer at their first order. */
export const TRAITS = [
  "country",
  "channel",
  "source",
  "product",
  "discount",
  "landingPage",
  "basketSize",
  "month",
] as const;
export type Trait = (typeof TRAITS)[number];

/** Customers with one value of a trait, and how many of them are of high value. */
export interface TraitCount {
  readonly trait: Trait;
  /** '' is unknown. Of `product` its number; of `discount` yes or no; of `basketSize` 1, 2, 3-5 or 6+; of `month` the calendar month, 01 to 12. */
  readonly value: string;
  /** The product's name. */
  readonly label: string | null;
  readonly customers: number;
  readonly highValue: number;
}

export interface TraitCounts {
  readonly customers: number;
  readonly highValue: number;
  readonly traits: readonly TraitCount[];
}

/** For every value of every trait how many customers have it, and how many of those are of high value. */
export async function countTraits(client: ShopClient, scope: Scope, rules: PersonRules): Promise<TraitCounts> {
  const found = await rows<TraitCount | (Omit<TraitCount, "trait"> & { trait: "all" })>(
    client,
    `WITH ${people(scope, rules)},
     judged AS (SELECT p.customer_id, ${IS_HIGH_VALUE} AS high FROM people p WHERE p.orders > 0),
     firsts AS (
       SELECT DISTINCT ON (l.customer_id) l.customer_id, l.order_id, l.order_day, l.units, l.discounts
       FROM placed l WHERE l.ordered ORDER BY l.customer_id, l.processed_at, l.order_id
     ),
     told AS (
       SELECT j.customer_id, j.high, f.order_id, f.order_day, f.units, f.discounts, o.discount_codes,
         coalesce(o.shipping_country, o.billing_country, k.country, '') AS country, coalesce(o.channel, o.source_name, '') AS channel,
         coalesce(o.first_source, '') AS source, ${LANDING_PAGE} AS landing_page
       FROM judged j JOIN firsts f ON f.customer_id = j.customer_id
       JOIN orders o ON o.shop_id = :shopId AND o.order_id = f.order_id
       LEFT JOIN customers k ON k.shop_id = :shopId AND k.customer_id = j.customer_id
     ),
     traits AS (
       SELECT t.high, v.trait, v.value, NULL::text AS label FROM told t, LATERAL (VALUES
         ('all', ''), ('country', t.country), ('channel', t.channel), ('source', t.source), ('landingPage', t.landing_page),
         ('discount', CASE WHEN t.discounts > 0 OR cardinality(t.discount_codes) > 0 THEN 'yes' ELSE 'no' END),
         ('basketSize', CASE WHEN t.units <= 1 THEN '1' WHEN t.units = 2 THEN '2' WHEN t.units <= 5 THEN '3-5' ELSE '6+' END),
         ('month', to_char(t.order_day, 'MM'))) AS v(trait, value)
       UNION ALL
       SELECT t.high, 'product', i.product_id::text, coalesce(d.title, i.title) FROM told t
       JOIN LATERAL (SELECT l.product_id, min(l.title) AS title FROM line_items l
                     WHERE l.shop_id = :shopId AND l.order_id = t.order_id AND l.product_id IS NOT NULL AND NOT l.is_gift_card
                     GROUP BY 1) i ON true
       LEFT JOIN products d ON d.shop_id = :shopId AND d.product_id = i.product_id
     )
     SELECT trait, value, min(label) AS label, count(*) AS customers, count(*) FILTER (WHERE high) AS "highValue"
     FROM traits GROUP BY 1, 2 ORDER BY 1, 4 DESC, 2`,
    personValues(scope, rules),
  );
  const all = found.find(({ trait }) => trait === "all");
  return {
    customers: all?.customers ?? 0,
    highValue: all?.highValue ?? 0,
    traits: found.filter((one): one is TraitCount => one.trait !== "all"),
  };
}

/** The page alone: where the visit began without host, query and fragment. */
const LANDING_PAGE =
  "coalesce(regexp_replace(regexp_replace(o.first_landing_page, '^[a-z]+://[^/]*', ''), '[?#].*$', ''), '')";
