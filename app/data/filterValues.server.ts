import { FILTER_DIMENSIONS, type Filter, type FilterDimension } from "~/analytics/filter";
import { readShop, type ShopClient } from "~/db.server";
import { row, rows, type SqlValues } from "./sql.server";

/** A value that orders have, with how many of the orders looked at. */
export interface FilterValue {
  /** Empty: orders without any. */
  readonly value: string;
  /** What readers know it by: a product's title, otherwise the value itself. */
  readonly label: string;
  readonly count: number;
}

export interface FilterValues {
  readonly values: readonly FilterValue[];
  /** There are further ones. */
  readonly more: boolean;
  /** Only this many of the newest orders, or of the customers, were looked at; null where it was all of them. */
  readonly lookedAt: number | null;
  readonly counts: "orders" | "customers";
}

export interface ValueSearch {
  readonly dimension: FilterDimension;
  /** Part of the label, whatever its case; empty for all. */
  readonly text: string;
  /** From 1. */
  readonly page: number;
}

const PAGE_SIZE = 20;
/** Newest orders that are looked at: enough to hold every value in use, few enough to be read while somebody types. */
const MOST_ORDERS = 50_000;
const MOST_CUSTOMERS = 100_000;
const MOST = { orders: MOST_ORDERS, customers: MOST_CUSTOMERS } as const;

/** As listFilterValues, for one question. */
export const findFilterValues = (shopId: bigint, search: ValueSearch): Promise<FilterValues> =>
  readShop(shopId, (client) => listFilterValues(client, shopId, search));

/** The values of a dimension that the shop's orders have, the most frequent first, page by page. */
export async function listFilterValues(
  client: ShopClient,
  shopId: bigint,
  { dimension, text, page }: ValueSearch,
): Promise<FilterValues> {
  const { values, counts, within } = SOURCES[dimension];
  const found = await rows<FilterValue>(
    client,
    `WITH recent AS (${RECENT}), given AS (${values})
     SELECT value, max(label) AS label, count(*) AS count FROM given
     WHERE :text = '' OR strpos(lower(label), lower(:text)) > 0
     GROUP BY value ORDER BY count(*) DESC, value LIMIT :limit::bigint OFFSET :offset::bigint`,
    { ...common(shopId), text, limit: PAGE_SIZE + 1, offset: (page - 1) * PAGE_SIZE },
  );
  const { cut } = await row<{ cut: boolean }>(
    client,
    `SELECT EXISTS (SELECT FROM ${within} WHERE shop_id = :shopId OFFSET :most::bigint) AS cut`,
    { shopId, most: MOST[within] },
  );
  return {
    values: found.slice(0, PAGE_SIZE),
    more: found.length > PAGE_SIZE,
    lookedAt: cut ? MOST[within] : null,
    counts,
  };
}

/** What the values of a filter are called, for those whose value is a number of an id; others stand for themselves. */
export async function filterLabels(
  client: ShopClient,
  shopId: bigint,
  filter: Filter,
): Promise<ReadonlyMap<string, string>> {
  const parts = FILTER_DIMENSIONS.filter((dimension) => filter[dimension] && NAMED[dimension]);
  if (parts.length === 0) return new Map();
  const found = await rows<{ key: string; label: string }>(
    client,
    parts
      .map((dimension) => `SELECT '${dimension} ' || value AS key, label FROM (${NAMED[dimension]}) AS named`)
      .join(" UNION ALL "),
    {
      shopId,
      products: [...(filter.product ?? []), ...(filter.firstOrderProduct ?? [])],
      variants: filter.variant ?? [],
      collections: filter.collection ?? [],
    },
  );
  return new Map(found.map(({ key, label }) => [key, label]));
}

const common = (shopId: bigint): SqlValues => ({ shopId, mostOrders: MOST_ORDERS, mostCustomers: MOST_CUSTOMERS });

const RECENT = `SELECT o.*, n.customer_order_number FROM (
    SELECT * FROM orders WHERE shop_id = :shopId AND NOT test AND deleted_at IS NULL ORDER BY order_day DESC LIMIT :mostOrders::bigint) AS o
  LEFT JOIN order_facts n ON n.shop_id = o.shop_id AND n.order_id = o.order_id AND n.first_moment`;

interface Source {
  /** Rows (value, label): one for each order, or customer, and value it has. */
  readonly values: string;
  readonly counts: FilterValues["counts"];
  /** What was looked through for them, up to so many. */
  readonly within: keyof typeof MOST;
}

const FIRST = "(SELECT * FROM recent WHERE customer_order_number = 1) AS recent";

const ofOrders = (values: string): Source => ({ values, counts: "orders", within: "orders" });
const ofCustomers = (values: string, within: Source["within"] = "orders"): Source => ({
  values,
  counts: "customers",
  within,
});
const plain = (column: string, from = "recent"): string =>
  `SELECT coalesce(${column}, '') AS value, coalesce(${column}, '') AS label FROM ${from}`;
const codes = (from: string): string =>
  `SELECT lower(code) AS value, code AS label FROM ${from}, unnest(CASE WHEN cardinality(discount_codes) = 0 THEN '{""}' ELSE discount_codes END) AS code`;

/** Lines of the orders, each value once an order. `value` and `label` may read lines `i`, products `p` and variants `v`. */
const lines = (value: string, label: string, from = "recent"): string =>
  `SELECT DISTINCT ON (i.order_id, ${value}) ${value} AS value, ${label} AS label
   FROM ${from} JOIN line_items i ON i.shop_id = recent.shop_id AND i.order_id = recent.order_id
   LEFT JOIN products p ON p.shop_id = i.shop_id AND p.product_id = i.product_id
   LEFT JOIN variants v ON v.shop_id = i.shop_id AND v.variant_id = i.variant_id`;

const product = (from?: string): string =>
  lines(
    "coalesce(i.product_id::text, '')",
    "CASE WHEN i.product_id IS NULL THEN '' ELSE coalesce(p.title, i.title) END",
    from,
  );

/** "Mug – Blue (MUG-B)"; Shopify calls the only variant of a product by a word that says nothing. */
const variantTitle = (product: string, variant: string, sku: string): string =>
  `${product} || coalesce(nullif(' – ' || ${variant}, ' – Default Title'), '') || coalesce(' (' || nullif(${sku}, '') || ')', '')`;
const LINE_VARIANT = variantTitle(
  "coalesce(p.title, i.title)",
  "coalesce(v.title, i.variant_title)",
  "coalesce(v.sku, i.sku)",
);

const SOURCES: Readonly<Record<FilterDimension, Source>> = {
  product: ofOrders(product()),
  variant: ofOrders(
    lines("coalesce(i.variant_id::text, '')", `CASE WHEN i.variant_id IS NULL THEN '' ELSE ${LINE_VARIANT} END`),
  ),
  collection: ofOrders(
    `SELECT DISTINCT i.order_id, c.key AS value, c.value AS label
     FROM recent JOIN line_items i ON i.shop_id = recent.shop_id AND i.order_id = recent.order_id
     JOIN products p ON p.shop_id = i.shop_id AND p.product_id = i.product_id
     CROSS JOIN LATERAL jsonb_each_text(CASE WHEN p.collections = '{}' THEN '{"": ""}' ELSE p.collections END) AS c`,
  ),
  vendor: ofOrders(lines("coalesce(p.vendor, i.vendor, '')", "coalesce(p.vendor, i.vendor, '')")),
  productType: ofOrders(lines("coalesce(p.product_type, '')", "coalesce(p.product_type, '')")),
  channel: ofOrders(plain("channel")),
  source: ofOrders(plain("source_name")),
  app: ofOrders(plain("app_name")),
  firstSource: ofOrders(plain("first_source")),
  firstMedium: ofOrders(plain("first_medium")),
  firstCampaign: ofOrders(plain("first_campaign")),
  lastSource: ofOrders(plain("last_source")),
  lastMedium: ofOrders(plain("last_medium")),
  lastCampaign: ofOrders(plain("last_campaign")),
  country: ofOrders(plain("shipping_country")),
  discountCode: ofOrders(codes("recent")),
  customerKind: ofOrders(
    plain("CASE WHEN customer_id IS NULL THEN 'guest' WHEN customer_order_number = 1 THEN 'new' ELSE 'returning' END"),
  ),
  purchaseKind: ofOrders(
    `SELECT value, value AS label FROM (
       SELECT CASE WHEN EXISTS (SELECT FROM line_items i WHERE i.shop_id = recent.shop_id AND i.order_id = recent.order_id
         AND i.selling_plan_id IS NOT NULL) THEN 'subscription' ELSE 'oneOff' END AS value FROM recent) AS kinds`,
  ),
  firstOrderProduct: ofCustomers(product(FIRST)),
  firstOrderChannel: ofCustomers(plain("channel", FIRST)),
  firstOrderCode: ofCustomers(codes(FIRST)),
  firstOrderCountry: ofCustomers(plain("shipping_country", FIRST)),
  customerTag: ofCustomers(
    `SELECT tag AS value, tag AS label FROM (
       SELECT tags FROM customers WHERE shop_id = :shopId AND deleted_at IS NULL LIMIT :mostCustomers::bigint) AS known,
     unnest(CASE WHEN coalesce(cardinality(tags), 0) = 0 THEN '{""}' ELSE tags END) AS tag`,
    "customers",
  ),
};

const PRODUCTS = `SELECT product_id::text AS value, title AS label FROM products
  WHERE shop_id = :shopId AND product_id = ANY(ARRAY(SELECT nullif(value, '')::bigint FROM unnest(:products::text[]) AS value))`;

/** Rows (value, label) of the dimensions whose values are numbers of ids. */
const NAMED: Readonly<Partial<Record<FilterDimension, string>>> = {
  product: PRODUCTS,
  firstOrderProduct: PRODUCTS,
  variant: `SELECT v.variant_id::text AS value, ${variantTitle("p.title", "v.title", "v.sku")} AS label
     FROM variants v JOIN products p ON p.shop_id = v.shop_id AND p.product_id = v.product_id
     WHERE v.shop_id = :shopId AND v.variant_id = ANY(ARRAY(SELECT nullif(value, '')::bigint FROM unnest(:variants::text[]) AS value))`,
  collection: `SELECT DISTINCT c.key AS value, c.value AS label FROM products p, jsonb_each_text(p.collections) AS c
     WHERE p.shop_id = :shopId AND p.collections ?| :collections::text[] AND c.key = ANY(:collections::text[])`,
};
