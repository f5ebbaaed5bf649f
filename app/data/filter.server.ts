import {
  CUSTOMER_DIMENSIONS,
  type CustomerDimension,
  FILTER_DIMENSIONS,
  type Filter,
  type FilterDimension,
  NONE,
  ORDER_DIMENSIONS,
  type OrderDimension,
} from "~/analytics/filter";
import type { SqlValues } from "./sql.server";

/** The relation that holds every order there is (each once or more), and how its columns differ from those of `orders`. */
export interface OrderRelation {
  readonly name: string;
  /** Column with the order's number within its customer's orders, 1 is the first. */
  readonly number: string;
  /** Column with the person: several customer records that were merged are one. */
  readonly person: string;
  /** Columns of `orders` that it has not. */
  readonly lacks: readonly string[];
  /** Columns that hold a column of the customer's first order. */
  readonly first: Readonly<Record<string, string>>;
}

/** As `countedOrders` has them where switches are on: every order that these leave, of any currency. */
const EXISTING: OrderRelation = { name: "existing", number: "number", person: "person", lacks: [], first: {} };

/** `order_facts`: every order that counts where no switch is on, with its place among its customer's. */
export const FACTS: OrderRelation = {
  name: "order_facts",
  number: "customer_order_number",
  person: "customer_id",
  lacks: ["app_name", "first_medium", "first_campaign", "last_medium", "last_campaign", "discount_codes"],
  first: { channel: "cohort_channel", shipping_country: "cohort_country" },
};

/** The same for rows that are no facts but have the customer, such as a record of one. */
export const BESIDE_FACTS: OrderRelation = { ...FACTS, first: {} };

/**
 * The condition that a row passes the filter; "true" for no filter. `alias` names rows with shop_id, order_id, customer_id, the
 * number, and the columns of `orders` that the dimensions read: channel, source_name, app_name, first_source …, shipping_country,
 * discount_codes. Its values are `filterValues`.
 */
export const filterCondition = (filter: Filter, alias: string, within: OrderRelation = EXISTING): string =>
  and([orderCondition(filter, alias, within), customerCondition(filter, alias, within)]);

/** The part of the filter that tells orders of one customer from each other. */
export const orderCondition = (filter: Filter, alias: string, within: OrderRelation = EXISTING): string =>
  and(ORDER_DIMENSIONS.filter((of) => filter[of]).map((of) => ORDER[of](alias, valuesOf(of), within)));

/** The part of the filter that chooses customers, with all their orders. */
export const customerCondition = (filter: Filter, alias: string, within: OrderRelation = EXISTING): string =>
  and(CUSTOMER_DIMENSIONS.filter((of) => filter[of]).map((of) => CUSTOMER[of](alias, valuesOf(of), within)));

/** The values of the conditions' parameters. */
export const filterValues = (filter: Filter): SqlValues =>
  Object.fromEntries(
    FILTER_DIMENSIONS.flatMap((dimension) => {
      const values = filter[dimension];
      return values ? [[parameter(dimension), spelled(dimension, values)]] : [];
    }),
  );

const and = (conditions: readonly string[]): string => {
  const said = conditions.filter((condition) => condition !== "true");
  return said.length === 0 ? "true" : said.map((condition) => `(${condition})`).join(" AND ");
};

const parameter = (dimension: FilterDimension): string => `filter_${dimension}`;
const valuesOf = (dimension: FilterDimension): string => `:${parameter(dimension)}`;

// Shopify takes a code in whatever case it is typed, and orders keep what was typed.
const spelled = (dimension: FilterDimension, values: readonly string[]): readonly string[] =>
  dimension === "discountCode" || dimension === "firstOrderCode" ? values.map((code) => code.toLowerCase()) : values;

type Condition = (alias: string, values: string, within: OrderRelation) => string;

/** A condition on a column of `orders`, which is looked up there where the relation has it not. */
const byColumn =
  (column: string, condition: (held: string, values: string) => string): Condition =>
  (alias, values, { lacks }) =>
    lacks.includes(column)
      ? `${alias}.order_id IN (SELECT n.order_id FROM orders n WHERE n.shop_id = :shopId AND ${condition(`n.${column}`, values)})`
      : condition(`${alias}.${column}`, values);

/** One of the values, where a missing value counts as the empty one. */
const isOneOf = (column: string): Condition =>
  byColumn(column, (held, values) => `coalesce(${held}, '') = ANY(${values}::text[])`);

const holdsCode: Condition = byColumn(
  "discount_codes",
  (held, values) =>
    `CASE WHEN cardinality(${held}) = 0 THEN '${NONE}' = ANY(${values}::text[])
        ELSE EXISTS (SELECT FROM unnest(${held}) AS code WHERE lower(code) = ANY(${values}::text[])) END`,
);

/** An order with a line of which `condition` holds. */
const holdsLine =
  (condition: (values: string) => string): Condition =>
  (alias, values) =>
    `${alias}.order_id IN (SELECT i.order_id FROM line_items i WHERE i.shop_id = :shopId AND (${condition(values)}))`;

const ids = (values: string): string => `SELECT nullif(value, '')::bigint FROM unnest(${values}::text[]) AS value`;
const isOneOfIds = (column: string) => (values: string) =>
  `${column} = ANY(ARRAY(${ids(values)})) OR (${column} IS NULL AND '${NONE}' = ANY(${values}::text[]))`;

/** Products of which `condition` holds, as the catalogue has them now. */
const products = (condition: string): string =>
  `i.product_id = ANY(ARRAY(SELECT p.product_id FROM products p WHERE p.shop_id = :shopId AND (${condition})))`;

const ORDER: Readonly<Record<OrderDimension, Condition>> = {
  product: holdsLine(isOneOfIds("i.product_id")),
  variant: holdsLine(isOneOfIds("i.variant_id")),
  collection: holdsLine((values) =>
    products(`p.collections ?| ${values}::text[] OR ('${NONE}' = ANY(${values}::text[]) AND p.collections = '{}')`),
  ),
  // A product that was deleted is known by its lines alone.
  vendor: holdsLine(
    (values) =>
      `${products(`coalesce(p.vendor, '') = ANY(${values}::text[])`)} OR (i.product_id IS NULL AND coalesce(i.vendor, '') = ANY(${values}::text[]))`,
  ),
  productType: holdsLine((values) => products(`coalesce(p.product_type, '') = ANY(${values}::text[])`)),
  channel: isOneOf("channel"),
  source: isOneOf("source_name"),
  app: isOneOf("app_name"),
  firstSource: isOneOf("first_source"),
  firstMedium: isOneOf("first_medium"),
  firstCampaign: isOneOf("first_campaign"),
  lastSource: isOneOf("last_source"),
  lastMedium: isOneOf("last_medium"),
  lastCampaign: isOneOf("last_campaign"),
  country: isOneOf("shipping_country"),
  discountCode: holdsCode,
  customerKind: (alias, values, { number }) =>
    `CASE WHEN ${alias}.customer_id IS NULL THEN 'guest' WHEN ${alias}.${number} = 1 THEN 'new' ELSE 'returning' END = ANY(${values}::text[])`,
  purchaseKind: (alias, values) =>
    `CASE WHEN ${alias}.order_id IN (SELECT i.order_id FROM line_items i WHERE i.shop_id = :shopId AND i.selling_plan_id IS NOT NULL)
          THEN 'subscription' ELSE 'oneOff' END = ANY(${values}::text[])`,
};

/** Customers of whose first order `condition` holds. */
const firstOrder =
  (condition: Condition): Condition =>
  (alias, values, within) =>
    `${alias}.${within.person} IN (SELECT g.${within.person} FROM ${within.name} g
       WHERE g.shop_id = :shopId AND g.${within.number} = 1 AND (${condition("g", values, within)}))`;

/** Customers whose first order had one of the values in a column. */
const firstOrderHas =
  (column: string): Condition =>
  (alias, values, within) => {
    const held = within.first[column];
    if (held === undefined) return firstOrder(isOneOf(column))(alias, values, within);
    return `${alias}.${within.person} IS NOT NULL AND coalesce(${alias}.${held}, '') = ANY(${values}::text[])`;
  };

const CUSTOMER: Readonly<Record<CustomerDimension, Condition>> = {
  firstOrderProduct: firstOrder(ORDER.product),
  firstOrderChannel: firstOrderHas("channel"),
  firstOrderCode: firstOrder(ORDER.discountCode),
  firstOrderCountry: firstOrderHas("shipping_country"),
  customerTag: (alias, values, { person }) =>
    `${alias}.${person} IN (SELECT coalesce(m.into_customer_id, k.customer_id) FROM customers k
       LEFT JOIN customer_merges m ON m.shop_id = k.shop_id AND m.customer_id = k.customer_id WHERE k.shop_id = :shopId
       AND (k.tags && ${values}::text[] OR (coalesce(cardinality(k.tags), 0) = 0 AND '${NONE}' = ANY(${values}::text[]))))`,
};
