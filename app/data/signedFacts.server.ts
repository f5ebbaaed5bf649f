import type { UsedSums } from "./factSums.server";
import { isInOrderSet, type OrderSet, orderSetValues } from "./orderSet.server";
import type { SqlValues } from "./sql.server";

/**
 * Facts to be added to the sums, as parts of a statement: all of a shop, or what a change takes out and puts in. Of a change
 * each fact has a `sign`, so that what stays as it was comes to nothing within one pass.
 */
export interface SignedFacts {
  /** A relation with the columns of `order_facts`. */
  readonly orders: string;
  /** A relation with the columns of `product_facts`. */
  readonly products: string;
  /** Payment fees by product: a relation with event_day, order_day, sold (see productMonthSums), and `fees`. */
  readonly fees: string;
  readonly values: SqlValues;
  /** The sums in which any of these facts, or any that stands, has anything. */
  readonly used: UsedSums;
  /** `expression`, as often as its fact counts. */
  readonly times: (expression: string) => string;
  /** What follows an insertion into sums: a row of the key takes the other in; of all facts there is none yet. */
  readonly into: (table: string, key: string, columns: readonly string[]) => string;
  /** How many facts there are of which `condition` holds. */
  readonly count: (condition?: string) => string;
}

/** Fees fall to the products of the order by their share, on the days of the payments. */
const feesOf = (orderFacts: string, productFacts: string, sign: string, chosen: string): string => `
  SELECT ${sign} AS sign, o.event_day, o.order_day, p.product_id, p.variant_id, p.title, o.payment_fees * p.fee_share AS fees
  FROM ${productFacts} p
  JOIN ${orderFacts} o ON o.shop_id = p.shop_id AND o.order_id = p.order_id AND o.payment_fees <> 0
  WHERE p.shop_id = :shopId AND p.fee_share > 0 AND ${chosen}`;

export const allFacts = (used: UsedSums): SignedFacts => ({
  orders: "(SELECT * FROM order_facts WHERE shop_id = :shopId)",
  products: "(SELECT * FROM product_facts WHERE shop_id = :shopId)",
  fees: `(${feesOf("order_facts", "product_facts", "1", "true")})`,
  values: {},
  used,
  times: (expression) => expression,
  into: () => "",
  count: (condition) => (condition ? `count(*) FILTER (WHERE ${condition})` : "count(*)"),
});

/** Facts of the orders that stand in `order_facts` and `product_facts` go, those in the tables of fresh facts come. */
export function changedFacts(orders: OrderSet, used: UsedSums): SignedFacts {
  const isChosen = (alias: string) => isInOrderSet(`${alias}.order_id`, orders);
  const both = (table: string) =>
    `(SELECT -1 AS sign, g.* FROM ${table} g WHERE g.shop_id = :shopId AND ${isChosen("g")}
      UNION ALL SELECT 1, c.* FROM fresh_${table} c WHERE ${isChosen("c")})`;
  return {
    orders: both("order_facts"),
    products: both("product_facts"),
    fees: `(${feesOf("order_facts", "product_facts", "-1", isChosen("p"))}
      UNION ALL ${feesOf("fresh_order_facts", "fresh_product_facts", "1", isChosen("p"))})`,
    values: orderSetValues(orders),
    used,
    times: (expression) => `f.sign * ${expression}`,
    into: (table, key, columns) =>
      `ON CONFLICT (shop_id, ${key}) DO UPDATE SET ${columns.map((column) => `${column} = ${table}.${column} + EXCLUDED.${column}`).join(", ")}`,
    count: (condition) => (condition ? `coalesce(sum(f.sign) FILTER (WHERE ${condition}), 0)` : "sum(f.sign)"),
  };
}
