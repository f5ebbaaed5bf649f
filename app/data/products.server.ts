import { wholeParts, ZERO } from "~/analytics/money";
import type { ProductFacts } from "~/analytics/products";
import type { ShopClient } from "~/db.server";
import { feeValues, MAY_CARRY_FEE } from "./paymentFees.server";
import { countedOrders, dayColumn, isInPeriod, type Scope } from "./scope.server";
import { rows } from "./sql.server";

/**
 * What each product sold and took back in the period, with its share of the payment fees dated in it: of each order's fees
 * in proportion to what its products were sold for when it was placed, rounded once, here, so that the shares sum exactly.
 */
export async function listProducts(client: ShopClient, scope: Scope): Promise<ProductFacts[]> {
  const found = await rows<Omit<ProductFacts, "fees"> & { exactFees: string }>(
    client,
    productSums(dayColumn(scope), countedOrders(scope)),
    feeValues(scope),
  );
  const fees = wholeParts(found.map(({ exactFees }) => exactFees));
  return found.map(({ exactFees: _, ...product }, index) => ({ ...product, fees: fees[index] ?? ZERO }));
}

const productSums = (day: string, counted: string) => `
  WITH ${counted},
  sold AS (
    SELECT p.product_id, p.title,
      count(*) FILTER (WHERE p.first_ordered) AS orders,
      sum(p.units)::bigint AS units, sum(p.returned_units)::bigint AS returned_units,
      sum(p.net)::bigint AS net, sum(p.costed_net)::bigint AS costed_net,
      sum(p.cogs)::bigint AS cogs, sum(p.uncosted_cost)::bigint AS uncosted_cost,
      sum(p.costed_sales)::bigint AS costed_sales, sum(p.uncosted_sales)::bigint AS uncosted_sales,
      count(*) FILTER (WHERE p.first_ordered AND c.number = 1) AS first_order_customers
    FROM product_facts p JOIN counted c ON c.order_id = p.order_id
    WHERE p.shop_id = :shopId AND p.happened_at <= :asOf AND ${isInPeriod(`p.${day}`)}
    GROUP BY p.product_id, p.title
  ),
  charged AS (
    SELECT t.order_id, sum(t.fee) AS fee FROM transactions t JOIN counted c ON c.order_id = t.order_id
    WHERE ${MAY_CARRY_FEE} AND ${isInPeriod(`t.${day}`)} GROUP BY t.order_id HAVING sum(t.fee) <> 0
  ),
  borne AS (
    SELECT p.product_id, p.title, sum(f.fee * p.fee_share) AS fees
    FROM product_facts p JOIN charged f ON f.order_id = p.order_id
    WHERE p.shop_id = :shopId AND p.happened_at <= :asOf AND p.fee_share > 0
    GROUP BY p.product_id, p.title
  ),
  every AS (SELECT * FROM sold FULL JOIN borne USING (product_id, title))
  SELECT nullif(e.product_id, 0)::text AS "productId", coalesce(named.title, remembered.title, e.title) AS title,
    coalesce(named.vendor, remembered.vendor) AS vendor, coalesce(orders, 0) AS orders, coalesce(units, 0) AS units,
    coalesce(returned_units, 0) AS "returnedUnits", coalesce(net, 0) AS net, coalesce(costed_net, 0) AS "costedNet",
    coalesce(cogs, 0) AS cogs, coalesce(uncosted_cost, 0) AS "uncostedCost", coalesce(costed_sales, 0) AS "costedSales",
    coalesce(uncosted_sales, 0) AS "uncostedSales", coalesce(first_order_customers, 0) AS "firstOrderCustomers",
    coalesce(fees, 0)::text AS "exactFees"
  FROM every e
  LEFT JOIN products named ON named.shop_id = :shopId AND named.product_id = e.product_id
  LEFT JOIN LATERAL (
    SELECT i.title, i.vendor FROM line_items i
    WHERE named.product_id IS NULL AND e.product_id <> 0 AND i.shop_id = :shopId AND i.product_id = e.product_id
    LIMIT 1
  ) AS remembered ON true
  ORDER BY e.product_id, e.title`;
