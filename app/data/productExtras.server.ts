import type { ProductTouch } from "~/analytics/marketingShares";
import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { type ProductLifetime, productKey } from "~/analytics/products";
import type { ShopClient } from "~/db.server";
import { chosenFacts, IS_THERE } from "./chosenFacts.server";
import { cohortSource } from "./cohortCustomers.server";
import { contributionProfit } from "./customerFacts.server";
import { dayColumn, hasNoChoice, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows, type SqlValues } from "./sql.server";

interface Touched {
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly title: string;
  readonly source: string | null;
  readonly channel: string | null;
  readonly orders: string;
  readonly price: Minor;
}

/** What the period's orders held of each product, by the source of the last visit before them and the sales channel. */
export async function productTouches(client: ShopClient, scope: Scope): Promise<ProductTouch[]> {
  const found = await touches(client, scope, "", {});
  return found.map((of) => ({ ...of, key: productKey(of) }));
}

/** The same for the variants of one product, by the variant's id ("" for lines that name none). */
export async function variantTouches(client: ShopClient, scope: Scope, productId: string): Promise<ProductTouch[]> {
  const found = await touches(client, scope, "AND p.product_id = :productId::bigint", { productId });
  return found.map((of) => ({ ...of, key: of.variantId ?? "" }));
}

function touches(client: ShopClient, scope: Scope, chosen: string, more: SqlValues): Promise<Touched[]> {
  const { tables, from, where } = chosenFacts(scope);
  const variant = chosen === "" ? "NULL" : `nullif(p.variant_id, 0)::text`;
  return rows<Touched>(
    client,
    `${tables === "" ? "" : `WITH ${tables}`}
     SELECT nullif(p.product_id, 0)::text AS "productId", ${variant} AS "variantId", p.title, f.last_source AS source, f.channel,
       sum(p.fee_share)::text AS orders, sum(p.ordered_net)::bigint AS price
     FROM ${from} JOIN product_facts p ON p.shop_id = f.shop_id AND p.order_id = f.order_id
     WHERE ${where} AND f.first_ordered AND p.fee_share > 0 AND p.happened_at <= :asOf AND ${isInPeriod(`p.${dayColumn(scope)}`)} ${chosen}
     GROUP BY 1, 2, 3, 4, 5`,
    { ...scopeValues(scope), ...more },
  );
}

/** Days within which the lifetime value of a product's customers is counted. */
const YEAR_DAYS = 365;

/**
 * By `productKey` the customers whose first order ever held the product and lies at least a year before `asOfDay`, with what
 * they brought within a year of it, over the whole history. A customer counts for each product of the first order. A filter of
 * orders leaves the customers as many as they are and sums the chosen orders; one of customers chooses among them.
 */
export async function productLifetimes(
  client: ShopClient,
  scope: Scope,
  asOfDay: Day,
): Promise<ReadonlyMap<string, ProductLifetime>> {
  const found = await rows<ProductLifetime & { productId: string | null; title: string }>(
    client,
    `WITH ${hasNoChoice(scope) ? OF_ALL_ORDERS : ofChosenOrders(scope)}
     SELECT nullif(b.product_id, 0)::text AS "productId", b.title, count(*) AS customers,
       CASE WHEN coalesce(sum(w.uncosted_sales), 0) = 0 OR sum(w.costed_sales) > 0 THEN coalesce(sum(w.profit), 0)::bigint END
         AS "contributionProfit"
     FROM brought b ${hasNoChoice(scope) ? "" : "LEFT"} JOIN worth w ON w.customer_id = b.customer_id GROUP BY b.product_id, b.title`,
    { ...scopeValues(scope), asOfDay },
  );
  return new Map(
    found.map(({ productId, title, ...lifetime }): [string, ProductLifetime] => [
      productKey({ productId, title }),
      lifetime,
    ]),
  );
}

/** What a customer brought by facts `f`, and how many of its sales have a known unit cost. */
const WORTH = `sum(${contributionProfit("f")}) AS profit, sum(f.costed_sales) AS costed_sales, sum(f.uncosted_sales) AS uncosted_sales`;

/** `brought`: customers with each product of their first order ever. `worth`: what those who are old enough brought within the year. */
const OF_ALL_ORDERS = `
     worth AS (
       SELECT f.customer_id, ${WORTH}
       FROM order_facts f WHERE ${IS_THERE} AND f.customer_id IS NOT NULL AND f.cohort_day + ${YEAR_DAYS} < :asOfDay::date
         AND f.order_day <= f.cohort_day + ${YEAR_DAYS}
       GROUP BY f.customer_id
     ),
     brought AS (
       SELECT p.product_id, p.title, p.customer_id FROM product_facts p
       WHERE p.shop_id = :shopId AND p.of_first_order AND p.first_ordered AND p.customer_id IS NOT NULL
     )`;

/**
 * The same where a switch may make another order the first, and a filter chooses whose orders, and which of them, are summed;
 * `brought` holds only those who are old enough, some of whom have nothing in `worth`.
 */
function ofChosenOrders(scope: Scope): string {
  const { sized, facts, customer, begun } = cohortSource(scope, null);
  return `${sized},
     worth AS (
       SELECT ${customer}, ${WORTH}
       FROM ${facts} AND f.order_day <= ${begun} + ${YEAR_DAYS} GROUP BY ${customer}
     ),
     brought AS (
       SELECT DISTINCT p.product_id, p.title, k.customer_id
       FROM begun k JOIN firsts o ON o.customer_id = k.customer_id
       JOIN product_facts p ON p.shop_id = :shopId AND p.order_id = o.order_id
       WHERE k.begun_on + ${YEAR_DAYS} < :asOfDay::date AND p.first_ordered AND p.happened_at <= :asOf
     )`;
}
