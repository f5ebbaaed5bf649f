import { z } from "zod";
import { ShopifyId, Words } from "./ids";

/** What tells one order from another: an order passes when it has one of the values. */
export const ORDER_DIMENSIONS = [
  "product",
  "variant",
  "collection",
  "vendor",
  "productType",
  "channel",
  "source",
  "app",
  "firstSource",
  "firstMedium",
  "firstCampaign",
  "lastSource",
  "lastMedium",
  "lastCampaign",
  "country",
  "discountCode",
  "customerKind",
  "purchaseKind",
] as const;

/** What tells one customer from another, by their first order ever or by themselves: all their orders pass, or none. */
export const CUSTOMER_DIMENSIONS = [
  "firstOrderProduct",
  "firstOrderChannel",
  "firstOrderCode",
  "firstOrderCountry",
  "customerTag",
] as const;

export const FILTER_DIMENSIONS = [...ORDER_DIMENSIONS, ...CUSTOMER_DIMENSIONS] as const;
export type OrderDimension = (typeof ORDER_DIMENSIONS)[number];
export type CustomerDimension = (typeof CUSTOMER_DIMENSIONS)[number];
export type FilterDimension = OrderDimension | CustomerDimension;

/** First order of its customer, a later one, or of nobody known. */
export const CUSTOMER_KINDS = ["new", "returning", "guest"] as const;
/** An order with a line on a selling plan, or without. */
export const PURCHASE_KINDS = ["subscription", "oneOff"] as const;

/** The value that stands for orders and customers which have none: without a channel, without a code … */
export const NONE = "";

const MOST_VALUES = 100;
const Text = Words;
const Id = z.literal(NONE).or(ShopifyId);

const one = (of: z.ZodType<string>) => z.array(of).min(1).max(MOST_VALUES).readonly().optional();

/**
 * Which orders a figure is made of: several values of a dimension are alternatives, several dimensions must all hold.
 * A filter chooses among the orders there are and renumbers nothing: who is new, and each customer's cohort, stay those of the whole history.
 * Products, variants and collections are named by the numbers of their ids.
 */
export const Filter = z.strictObject({
  product: one(Id),
  variant: one(Id),
  collection: one(Id),
  vendor: one(Text),
  productType: one(Text),
  channel: one(Text),
  source: one(Text),
  app: one(Text),
  firstSource: one(Text),
  firstMedium: one(Text),
  firstCampaign: one(Text),
  lastSource: one(Text),
  lastMedium: one(Text),
  lastCampaign: one(Text),
  country: one(Text),
  discountCode: one(Text),
  customerKind: one(z.enum(CUSTOMER_KINDS)),
  purchaseKind: one(z.enum(PURCHASE_KINDS)),
  firstOrderProduct: one(Id),
  firstOrderChannel: one(Text),
  firstOrderCode: one(Text),
  firstOrderCountry: one(Text),
  customerTag: one(Text),
} satisfies Record<FilterDimension, unknown>);

export type Filter = Readonly<Partial<Record<FilterDimension, readonly string[]>>>;

export const NO_FILTER: Filter = {};

export const isFiltered = (filter: Filter): boolean =>
  FILTER_DIMENSIONS.some((dimension) => filter[dimension] !== undefined);

export const isCustomerDimension = (dimension: FilterDimension): dimension is CustomerDimension =>
  CUSTOMER_DIMENSIONS.some((known) => known === dimension);

/** The part of a filter that chooses customers, with all their orders. */
export const customersOf = (filter: Filter): Filter =>
  Object.fromEntries(
    CUSTOMER_DIMENSIONS.flatMap((dimension) => {
      const values = filter[dimension];
      return values === undefined ? [] : [[dimension, values] as const];
    }),
  );

/** The filter as pairs, one for each value, in the order of the dimensions: how addresses and command lines write it. */
export const filterEntries = (filter: Filter): [FilterDimension, string][] =>
  FILTER_DIMENSIONS.flatMap((dimension) =>
    (filter[dimension] ?? []).map((value): [FilterDimension, string] => [dimension, value]),
  );

/** Reads pairs such as ["channel", "Online Store"]. @throws ZodError that names dimension, value and rule. */
export function filterOf(entries: Iterable<readonly [string, string]>): Filter {
  const values: Record<string, string[]> = {};
  for (const [name, value] of entries) {
    const chosen = values[name] ?? [];
    values[name] = chosen.includes(value) ? chosen : [...chosen, value];
  }
  return Filter.parse(values);
}

/** The filter an address holds; parameters that are no dimension's, or hold what cannot be, are left aside. */
export function filterIn(search: URLSearchParams): Filter {
  const held = FILTER_DIMENSIONS.flatMap((dimension) => {
    const values = [...new Set(search.getAll(dimension))].filter((value) => isValue(dimension, value));
    return values.length === 0 ? [] : [[dimension, values.slice(0, MOST_VALUES)] as const];
  });
  return Object.fromEntries(held);
}

/**
 * The value that somebody's own words name in a dimension: the number of an id, a country's code, else the words as they are.
 * Null where they can name none.
 */
export function typedValue(dimension: FilterDimension, words: string): string | null {
  const text = words.trim();
  if (text === "") return null;
  const value = dimension === "country" || dimension === "firstOrderCountry" ? countryCode(text) : text;
  return value !== null && isValue(dimension, value) ? value : null;
}

const countryCode = (text: string): string | null => (/^[a-z]{2}$/i.test(text) ? text.toUpperCase() : null);

/** Whether the value can be one of the dimension at all. */
export const isValue = (dimension: FilterDimension, value: string): boolean =>
  Filter.safeParse({ [dimension]: [value] }).success;
