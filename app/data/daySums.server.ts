import { SUM_COLUMNS, summed } from "./factSums.server";
import type { SignedFacts } from "./signedFacts.server";

const ALL = ["facts", "orders", ...SUM_COLUMNS];

/** Dimensions by which days are summed: the expression over `order_facts f`. */
export const DAY_DIMENSIONS = {
  channel: "f.channel",
  country: "f.shipping_country",
  firstSource: "f.first_source",
  lastSource: "f.last_source",
  customerKind: `CASE WHEN f.customer_id IS NULL THEN 'guest' WHEN f.customer_order_number = 1 THEN 'new' ELSE 'returning' END`,
} as const;

/** What days are summed by: all orders, or those with each value of a dimension. */
export const DAY_KEYS = ["all", ...Object.keys(DAY_DIMENSIONS)] as const;
const keyOf = (key: string): string =>
  key === "all" ? "('all', '')" : `('${key}', coalesce(${DAY_DIMENSIONS[key as keyof typeof DAY_DIMENSIONS]}, ''))`;

/** Adds facts to the sums by day of both clocks, by these keys. */
export const addToDaySums = (facts: SignedFacts, keys: readonly string[]): string => `
  INSERT INTO day_sums (shop_id, clock, dimension, value, day, ${ALL.join(", ")})
  SELECT :shopId, clock, dimension, value, day, ${ALL.map((column) => `sum(${column})`).join(", ")}
  FROM (
    SELECT dimension, value, f.event_day, f.order_day, ${facts.count()} AS facts, ${facts.count("f.first_ordered")} AS orders,
      ${summed(facts.used, "f", facts.times)}
    FROM ${facts.orders} f CROSS JOIN LATERAL (VALUES ${keys.map(keyOf).join(", ")}) AS keyed (dimension, value)
    GROUP BY dimension, value, f.event_day, f.order_day
  ) AS by_both
  CROSS JOIN LATERAL (VALUES ('eventDay', event_day), ('orderDay', order_day)) AS clocks (clock, day)
  GROUP BY clock, dimension, value, day
  ${facts.into("day_sums", "clock, dimension, value, day", ALL)}`;
