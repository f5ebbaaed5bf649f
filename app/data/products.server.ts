import { type Minor, wholeParts, ZERO } from "~/analytics/money";
import { monthsWithin } from "~/analytics/period";
import type { ProductFacts } from "~/analytics/products";
import type { ShopClient } from "~/db.server";
import { countedOrders, dayColumn, hasNoChoice, isInPeriod, type Scope, scopeValues } from "./scope.server";
import { rows } from "./sql.server";

/**
 * What each product sold and took back in the period, with its share of the payment fees dated in it: of each order's fees
 * in proportion to what its products were sold for when it was placed, rounded once, here, so that the shares sum exactly.
 */
export async function listProducts(client: ShopClient, scope: Scope): Promise<ProductFacts[]> {
  return (await productsWithFees(client, scope)).map(({ exactFees: _, ...product }) => product);
}

/** One product's share of the payment fees dated in the period, as its row of the list has it. */
export async function productFees(client: ShopClient, scope: Scope, productId: string): Promise<Minor> {
  const own = (await productsWithFees(client, scope)).find((product) => product.productId === productId);
  return own?.fees ?? ZERO;
}

async function productsWithFees(client: ShopClient, scope: Scope): Promise<(ProductFacts & { exactFees: string })[]> {
  const found = await rows<Omit<ProductFacts, "fees"> & { exactFees: string }>(
    client,
    productSums(scope),
    scopeValues(scope),
  );
  const fees = wholeParts(found.map(({ exactFees }) => exactFees));
  return found.map((product, index) => ({ ...product, fees: fees[index] ?? ZERO }));
}

/** A product's variant with what it sold, as its product is; `title` and `sku` are the variant's. */
export interface VariantFacts extends Omit<ProductFacts, "fees"> {
  readonly variantId: string | null;
  readonly sku: string | null;
  /** Exact share of the payment fees, in minor units: to be rounded within the product's. */
  readonly exactFees: string;
}

/** The variants of a product that sold or took back something in the period, the best seller first. */
export function listVariants(client: ShopClient, scope: Scope, productId: string): Promise<VariantFacts[]> {
  const values = { ...scopeValues(scope), productId };
  return rows<VariantFacts>(client, variantSums(scope), values);
}

/** How what was sold is keyed: by product, or by the variants of one. */
interface Key {
  readonly columns: readonly string[];
  /** The flag of the one fact by which an order is counted. */
  readonly first: "first_ordered" | "first_variant_ordered";
  /** Its count in the sums by month. */
  readonly orders: "orders" | "variant_orders";
  readonly where: string;
}

const BY_PRODUCT: Key = {
  columns: ["product_id", "title"],
  first: "first_ordered",
  orders: "orders",
  where: "true",
};
const BY_VARIANT: Key = {
  columns: ["product_id", "variant_id"],
  first: "first_variant_ordered",
  orders: "variant_orders",
  where: "p.product_id = :productId::bigint",
};

const SUMS = [
  "units",
  "returned_units",
  "net",
  "costed_net",
  "cogs",
  "uncosted_cost",
  "costed_sales",
  "uncosted_sales",
] as const;

/** The common table `every`: what was sold in the period and the payment fees dated in it, by the key. */
function every(scope: Scope, key: Key): string {
  const keys = key.columns.join(", ");
  const { tables, parts } =
    scope.isSummed && hasNoChoice(scope) ? fromMonths(scope, key) : fromFacts(scope, key, isInPeriod);
  return `WITH ${tables}
  every AS (
    SELECT ${keys}, sum(orders)::bigint AS orders, sum(first_order_customers)::bigint AS first_order_customers,
      ${SUMS.map((column) => `sum(${column})::bigint AS ${column}`).join(", ")}, sum(fees) AS fees
    FROM (${parts}) AS p GROUP BY ${keys}
  )`;
}

/** Whole months from the sums, the days before and after them from the facts. */
function fromMonths(scope: Scope, key: Key): { tables: string; parts: string } {
  const months = scope.today ? monthsWithin(scope.period, scope.today) : null;
  if (months === null) return fromFacts(scope, key, isInPeriod);
  const { start, end } = months;
  const edges = fromFacts(scope, key, (day) => `${isInPeriod(day)} AND (${day} < '${start}' OR ${day} >= '${end}')`);
  const sums = `
    SELECT ${key.columns.join(", ")}, ${key.orders} AS orders, first_order_customers, ${SUMS.join(", ")}, fees
    FROM product_month_sums p
    WHERE p.shop_id = :shopId AND p.clock = '${scope.clock}' AND p.month >= '${start}' AND p.month < '${end}' AND ${key.where}`;
  const isCovered = scope.period.start === start && scope.period.end <= end;
  return isCovered
    ? { tables: edges.tables, parts: sums }
    : { tables: edges.tables, parts: `${sums} UNION ALL ${edges.parts}` };
}

function fromFacts(scope: Scope, key: Key, isDated: (day: string) => string): { tables: string; parts: string } {
  const keys = key.columns.map((column) => `p.${column}`).join(", ");
  const day = dayColumn(scope);
  const isChosen = hasNoChoice(scope)
    ? "JOIN order_facts c ON c.shop_id = p.shop_id AND c.order_id = p.order_id AND c.first_moment AND c.counted_from <= :asOf"
    : "JOIN counted c ON c.order_id = p.order_id";
  const number = hasNoChoice(scope) ? "c.customer_order_number" : "c.number";
  return {
    tables: hasNoChoice(scope) ? "" : `${countedOrders(scope)},`,
    parts: `
    SELECT ${keys}, count(*) FILTER (WHERE p.${key.first}) AS orders,
      count(*) FILTER (WHERE p.${key.first} AND ${number} = 1) AS first_order_customers,
      ${SUMS.map((column) => `sum(p.${column})::bigint AS ${column}`).join(", ")}, 0::numeric AS fees
    FROM product_facts p ${isChosen}
    WHERE p.shop_id = :shopId AND p.happened_at <= :asOf AND ${key.where} AND ${isDated(`p.${day}`)}
    GROUP BY ${keys}
    UNION ALL
    SELECT ${keys}, 0, 0, ${SUMS.map(() => "0").join(", ")}, sum(f.payment_fees * p.fee_share)
    FROM order_facts f
    JOIN product_facts p ON p.shop_id = f.shop_id AND p.order_id = f.order_id AND p.fee_share > 0 AND p.happened_at <= :asOf
    ${isChosen}
    WHERE f.shop_id = :shopId AND f.happened_at <= :asOf AND f.payment_fees <> 0 AND ${key.where} AND ${isDated(`f.${day}`)}
    GROUP BY ${keys}`,
  };
}

const FIGURES = `coalesce(orders, 0) AS orders, coalesce(units, 0) AS units,
    coalesce(returned_units, 0) AS "returnedUnits", coalesce(net, 0) AS net, coalesce(costed_net, 0) AS "costedNet",
    coalesce(cogs, 0) AS cogs, coalesce(uncosted_cost, 0) AS "uncostedCost", coalesce(costed_sales, 0) AS "costedSales",
    coalesce(uncosted_sales, 0) AS "uncostedSales", coalesce(first_order_customers, 0) AS "firstOrderCustomers",
    coalesce(fees, 0)::text AS "exactFees"`;

const productSums = (scope: Scope) => `
  ${every(scope, BY_PRODUCT)}
  SELECT nullif(e.product_id, 0)::text AS "productId", coalesce(named.title, remembered.title, e.title) AS title,
    coalesce(named.vendor, remembered.vendor) AS vendor, ${FIGURES}
  FROM every e
  LEFT JOIN products named ON named.shop_id = :shopId AND named.product_id = e.product_id
  LEFT JOIN LATERAL (
    SELECT i.title, i.vendor FROM line_items i
    WHERE named.product_id IS NULL AND e.product_id <> 0 AND i.shop_id = :shopId AND i.product_id = e.product_id
    LIMIT 1
  ) AS remembered ON true
  ORDER BY e.product_id, e.title`;

const variantSums = (scope: Scope) => `
  ${every(scope, BY_VARIANT)}
  SELECT e.product_id::text AS "productId", nullif(e.variant_id, 0)::text AS "variantId",
    coalesce(v.title, remembered.title, '') AS title, coalesce(v.sku, remembered.sku) AS sku, NULL AS vendor, ${FIGURES}
  FROM every e
  LEFT JOIN variants v ON v.shop_id = :shopId AND v.variant_id = e.variant_id
  LEFT JOIN LATERAL (
    SELECT i.variant_title AS title, i.sku FROM line_items i
    WHERE v.variant_id IS NULL AND i.shop_id = :shopId AND i.product_id = e.product_id AND coalesce(i.variant_id, 0) = e.variant_id
    LIMIT 1
  ) AS remembered ON true
  ORDER BY coalesce(net, 0) DESC, e.variant_id`;
