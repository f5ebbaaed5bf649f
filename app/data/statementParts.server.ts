import type { Minor } from "~/analytics/money";
import { monthsWithin } from "~/analytics/period";
import type { ShopClient } from "~/db.server";
import { chosenFacts } from "./chosenFacts.server";
import { feeValues, MAY_CARRY_FEE } from "./paymentFees.server";
import { type Grain, partOf } from "./sales.server";
import { countedOrders, dayColumn, hasNoChoice, isInPeriod, type Scope } from "./scope.server";
import { rows } from "./sql.server";

/** An amount of a statement by what it is taken apart by. */
export interface PartSum {
  /** Key of the column; null: over all of them. */
  readonly column: string | null;
  /** Null for what cannot be divided so. */
  readonly name: string | null;
  readonly amount: Minor;
}

/** Columns of a statement: spans of the period by their keys, or sales channels. */
export type PartColumns = Grain | "channel";

/** The amount of a `sales s` row in a row of the statement, and which rows have one. */
const SALES = {
  grossSales: { amount: "s.net + s.discount", of: "s.line_type = 'PRODUCT' AND s.action_type = 'ORDER'" },
  discounts: { amount: "s.discount", of: "s.line_type = 'PRODUCT' AND s.action_type = 'ORDER'" },
  salesReversals: {
    amount: "-s.net",
    of: "(s.line_type = 'ADJUSTMENT' OR (s.line_type = 'PRODUCT' AND s.action_type <> 'ORDER'))",
  },
  netSales: { amount: "s.net", of: "s.line_type IN ('PRODUCT', 'ADJUSTMENT')" },
  shipping: { amount: "s.net", of: "s.line_type = 'SHIPPING'" },
  cogs: { amount: "s.cost", of: "s.line_type = 'PRODUCT' AND s.cost IS NOT NULL" },
} as const;
export type SalesPart = keyof typeof SALES;

/** What a sale is told apart by. Goods without a type or vendor have an empty one; adjustments have no goods. */
const SALES_BY = {
  productType: "CASE WHEN s.line_type = 'PRODUCT' THEN coalesce(p.product_type, '') END",
  vendor: "CASE WHEN s.line_type = 'PRODUCT' THEN coalesce(p.vendor, i.vendor, '') END",
  costSource: "coalesce(s.cost_source, '')",
  reversalCause:
    "CASE WHEN s.line_type = 'ADJUSTMENT' THEN 'adjustment' WHEN s.action_type = 'RETURN' THEN 'return' ELSE 'edit' END",
  shippingKind: "CASE WHEN s.action_type = 'ORDER' THEN 'charged' ELSE 'returned' END",
  country: "coalesce(o.shipping_country, '')",
} as const;
export type SalesBy = keyof typeof SALES_BY;

/** A row of sales, shipping or COGS by product type, vendor, source of its costs … */
export function sumSalesParts(
  client: ShopClient,
  scope: Scope,
  columns: PartColumns,
  of: SalesPart,
  by: SalesBy,
): Promise<PartSum[]> {
  const isOfProducts = of === "cogs" && by === "productType";
  const isMadeOfMonths = columns === "month" || columns === "quarter" || columns === "year";
  const isSummed = scope.isSummed && hasNoChoice(scope) && isOfProducts && isMadeOfMonths;
  return rows<PartSum & { column: string | null }>(
    client,
    isSummed ? cogsByType(scope, columns) : salesParts(scope, columns, of, by),
    feeValues(scope),
  );
}

function salesParts(scope: Scope, columns: PartColumns, of: SalesPart, by: SalesBy): string {
  const day = `s.${dayColumn(scope)}`;
  const { amount, of: condition } = SALES[of];
  const { tables, join } = countedHeads(scope, "s");
  return `${tables}
     SELECT ${columnOf(columns, day)} AS "column", ${SALES_BY[by]} AS name, coalesce(sum(${amount}), 0)::bigint AS amount
     FROM sales s ${join} ${by === "productType" || by === "vendor" ? GOODS : ""}
     WHERE s.shop_id = :shopId AND s.happened_at <= :asOf AND ${isInPeriod(day)} AND ${condition}
     GROUP BY GROUPING SETS ((1, 2), (2))`;
}

const GOODS = `LEFT JOIN line_items i ON i.shop_id = s.shop_id AND i.order_id = s.order_id AND i.line_item_id = s.line_item_id
     LEFT JOIN products p ON p.shop_id = i.shop_id AND p.product_id = i.product_id`;

/** The orders `o` that count, joined to rows of them: with their channel and the country they went to. */
function countedHeads(scope: Scope, of: string): { readonly tables: string; readonly join: string } {
  const same = `o.shop_id = ${of}.shop_id AND o.order_id = ${of}.order_id`;
  if (hasNoChoice(scope))
    return { tables: "", join: `JOIN order_facts o ON ${same} AND o.first_moment AND o.counted_from <= :asOf` };
  return {
    tables: `WITH ${countedOrders(scope)}`,
    join: `JOIN counted c ON c.order_id = ${of}.order_id JOIN orders o ON ${same}`,
  };
}

/** COGS by product type: whole months from the sums, the days before and after them from the facts. */
function cogsByType(scope: Scope, columns: Grain): string {
  const months = scope.today ? monthsWithin(scope.period, scope.today) : null;
  const day = dayColumn(scope);
  const isWhole = (of: string) => (months ? `${of} >= '${months.start}' AND ${of} < '${months.end}'` : "false");
  return `WITH parts AS (
       SELECT m.month AS day, m.product_id, m.cogs FROM product_month_sums m
       WHERE m.shop_id = :shopId AND m.clock = '${scope.clock}' AND m.costed_sales > 0 AND ${isWhole("m.month")}
       UNION ALL
       SELECT f.${day}, f.product_id, f.cogs FROM product_facts f
       WHERE f.shop_id = :shopId AND f.costed_sales > 0 AND ${isInPeriod(`f.${day}`)} AND NOT (${isWhole(`f.${day}`)})
     )
     SELECT ${partOf("typed.day", columns)} AS "column", name, sum(cogs)::bigint AS amount
     FROM (
       SELECT parts.day, coalesce(p.product_type, '') AS name, sum(parts.cogs) AS cogs
       FROM parts LEFT JOIN products p ON p.shop_id = :shopId AND p.product_id = parts.product_id GROUP BY 1, 2
     ) AS typed
     GROUP BY GROUPING SETS ((1, 2), (2))`;
}

const FEES_BY = {
  gateway: "coalesce(t.gateway, '')",
  feeSource: "coalesce(t.fee_source, '')",
} as const;
export type FeesBy = keyof typeof FEES_BY;

/** Known payment fees by gateway, or by whether the gateway told them. */
export function sumFeeParts(client: ShopClient, scope: Scope, columns: PartColumns, by: FeesBy): Promise<PartSum[]> {
  const day = `t.${dayColumn(scope)}`;
  const { tables, join } = countedHeads(scope, "t");
  return rows<PartSum & { column: string | null }>(
    client,
    `${tables}
     SELECT ${columnOf(columns, day)} AS "column", ${FEES_BY[by]} AS name, coalesce(sum(t.fee), 0)::bigint AS amount
     FROM transactions t ${join}
     WHERE ${MAY_CARRY_FEE} AND ${isInPeriod(day)}
     GROUP BY GROUPING SETS ((1, 2), (2))`,
    feeValues(scope),
  );
}

const ORDER_COSTS = {
  shippingCost: "shipping_cost",
  handlingCost: "handling_cost",
  packagingCost: "packaging_cost",
  dutiesCost: "duties_cost",
} as const;
export type OrderCostPart = keyof typeof ORDER_COSTS;

/** What orders cost to send, handle, pack and clear, by the country they went to. */
export function sumOrderCostParts(
  client: ShopClient,
  scope: Scope,
  columns: PartColumns,
  of: OrderCostPart,
): Promise<PartSum[]> {
  const day = `f.${dayColumn(scope)}`;
  const { tables, from, where } = chosenFacts(scope);
  return rows<PartSum & { column: string | null }>(
    client,
    `${tables === "" ? "" : `WITH ${tables}`}
     SELECT ${columnOf(columns, day, "f")} AS "column", coalesce(f.shipping_country, '') AS name,
            coalesce(sum(f.${ORDER_COSTS[of]}), 0)::bigint AS amount
     FROM ${from} WHERE ${where} AND ${isInPeriod(day)}
     GROUP BY GROUPING SETS ((1, 2), (2))`,
    feeValues(scope),
  );
}

/** Advertising spend by platform, up to the local day of `asOf`. */
export function sumSpendParts(client: ShopClient, scope: Scope, grain: Grain, asOfDay: string): Promise<PartSum[]> {
  return rows<PartSum & { column: string | null }>(
    client,
    `SELECT ${partOf("day", grain)} AS "column", platform AS name, sum(amount)::bigint AS amount
     FROM ad_spend WHERE shop_id = :shopId AND ${isInPeriod("day")} AND day <= :asOfDay::date
     GROUP BY GROUPING SETS ((1, 2), (2))`,
    { ...feeValues(scope), asOfDay },
  );
}

const columnOf = (columns: PartColumns, day: string, order = "o"): string =>
  columns === "channel" ? `coalesce(${order}.channel, '')` : partOf(day, columns);
